// What ingestion says of what is written in the pipeline file; of files, columns and rows the rooms beside this one say it.
import Diagnostics
import Stages
import Tabular

enum IngestionDiagnostics {
    static func unknownZone(_ text: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-timezone"), at: text.start,
            Wording(
                en:
                    "'timezone' expects a name such as 'Asia/Shanghai' or an offset such as '+08:00', found \(quoted: text.text)",
                zh: "'timezone' 应为 'Asia/Shanghai' 之类的时区名或 '+08:00' 之类的偏移，实际为 \(quoted: text.text)"))
    }

    static func namesWithHeader(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("names-with-header"), at: location,
            Wording(en: "'names' is for a file without a header", zh: "'names' 只用于没有表头的文件"),
            help: Wording(en: "write 'header: none' beside it", zh: "请同时写 'header: none'"))
    }

    static func keyNeedsType(_ text: SourceText, key: String, type: ColumnType) -> Diagnostic {
        Diagnostic(
            .pipeline("key-needs-type"), at: text.start,
            Wording(
                en: "'\(key)' is for columns of type '\(type.rawValue)'",
                zh: "'\(key)' 只用于类型为 '\(type.rawValue)' 的列"))
    }

    static func twoHeadersExpected(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("wrong-value"), at: location,
            Wording(
                en: "'from' expects a header, or a list of two: that of the date and that of the time of day",
                zh: "'from' 应为一个表头，或由日期和时间两个表头组成的列表"))
    }

    static func twoColumnsNeedInstant(_ header: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("key-needs-type"), at: header.start,
            Wording(
                en: "two headers in 'from' are for columns of type 'instant'",
                zh: "'from' 中写两个表头只用于类型为 'instant' 的列"))
    }

    static func formatOfTwoColumns(_ text: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("key-needs-type"), at: text.start,
            Wording(
                en: "'format' is for moments in one column", zh: "'format' 只用于写在一列中的时间"))
    }

    static func unknownExport(_ text: SourceText, known: [String]) -> Diagnostic {
        StagesDiagnostics.unknownChoice(text, of: Wording("'export'"), choices: known)
    }

    /// For the plan: the rules of an export, which stand before the user's own.
    static func rulesBrought(_ rules: [String], by export: String) -> Wording {
        Wording(
            en:
                "  the export '\(export)' brings rules, applied before those under 'clean': \(rules.joined(separator: ", "))",
            zh: "  导出格式 '\(export)' 附带的规则，先于 'clean' 中的规则执行：\(rules.joined(separator: "、"))")
    }

    /// - Parameter meant: a column that is read and has no header.
    static func mistypedHeader(
        _ name: String, meant: String, table: String, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("unknown-column"), at: location,
            Wording(
                en: "nothing reads column '\(name)' of the rows of table '\(table)'",
                zh: "表 '\(table)' 的示例行中，列 '\(name)' 没有任何用处"),
            help: NearestName.suggestion(for: name, among: [meant]))
    }

    /// Headers of a file, as far as they name nobody.
    static func quoted(_ names: [String], _ separator: String) -> String {
        // Where half of the names are those of people, a row of data was taken for the header.
        let isRow = names.count(where: PersonalText.looksPersonal) * 2 >= names.count
        let shown = names.prefix(12).map { isRow && PersonalText.looksPersonal($0) ? "'…'" : "'\($0)'" }
            .joined(separator: separator)
        return names.count > 12 ? shown + " …" : shown
    }

    static func shortened(_ text: String) -> String {
        let flat = text.unicodeScalars.prefix(61).map { $0.value < 0x20 ? " " : Character($0) }
        return flat.count > 60 ? String(flat.prefix(60)) + "…" : String(flat)
    }
}
