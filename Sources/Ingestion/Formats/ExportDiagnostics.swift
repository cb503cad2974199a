// What is said of export formats: of the files that describe them, and of the files that are or are not recognised.
import Diagnostics
import Stages

enum ExportDiagnostics {
    // MARK: The file of a format

    static func emptyFile(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("empty-export"), at: location,
            Wording(en: "expected the description of an export, found an empty file", zh: "应为导出格式的描述，实际为空文件"),
            help: Wording(
                en: "it needs 'name' and 'columns', and 'marks' to be recognised by",
                zh: "其中应有 'name' 和 'columns'，以及用于识别的 'marks'"))
    }

    /// A file of `Exports/` that is wrong is our own mistake.
    static func brokenExport(_ problem: Diagnostic) -> Diagnostic {
        .internalError(
            named: "broken-export", at: problem.location,
            Wording(en: "a built-in export: \(problem.message.english)", zh: "内置导出格式：\(problem.message.chinese)"))
    }

    static func marksOfNothing(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("marks-of-nothing"), at: location,
            Wording(
                en:
                    "'marks' expects what only this export has: 'headers', 'first_header', 'lines', 'words' or 'last_lines'",
                zh: "'marks' 应写明只有此导出才有的特征：'headers'、'first_header'、'lines'、'words' 或 'last_lines'"))
    }

    static func rowsOfDeclaredHeader(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("rows-of-declared-header"), at: location,
            Wording(
                en: "'header_rows' is for a header that is looked for, and 'header' says where it is",
                zh: "'header_rows' 只用于需要查找的表头，而 'header' 已指明其位置"),
            help: Wording(en: "write one of the two", zh: "两者只写其一"))
    }

    static func headerOfTwoColumns(
        _ header: String, first: String, second: String, at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("column-mapped-twice"), at: location,
            Wording(
                en: "header '\(header)' is given two names: '\(first)' and '\(second)'",
                zh: "表头 '\(header)' 被映射为两个名字：'\(first)' 和 '\(second)'"),
            help: Wording(
                en: "map it once, and add the other with 'derive' under 'clean'",
                zh: "请只映射一次，另一个名字用 'clean' 中的 'derive' 添加"))
    }

    static func timeOfNoInstant(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("key-needs-type"), at: location,
            Wording(en: "'time' is for columns of type 'instant'", zh: "'time' 只用于类型为 'instant' 的列"))
    }

    static func mapOfNoText(at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("key-needs-type"), at: location,
            Wording(en: "'map' is for columns of type 'text'", zh: "'map' 只用于类型为 'text' 的列"))
    }

    static func durationWithoutUnit(_ column: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("duration-without-unit"), at: location,
            Wording(en: "column '\(column)' is a duration without 'unit'", zh: "列 '\(column)' 是时长，但没有写 'unit'"),
            help: Wording(
                en: "write 'unit: s' or another of ms, min, h, clock and text",
                zh: "请写 'unit: s'，或 ms、min、h、clock、text 之一"))
    }

    // MARK: Several formats

    static func reservedName(_ name: SourceText) -> Diagnostic {
        Diagnostic(
            .pipeline("export-named-twice"), at: name.start,
            Wording(
                en:
                    "expected the name of an export, found \(quoted: name.text), which means something else behind 'export'",
                zh: "应为导出格式的名称，实际为 \(quoted: name.text)，它在 'export' 后另有含义"),
            help: Wording(en: "give it another name", zh: "请另取一个名称"))
    }

    static func nameOfBuiltIn(_ name: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("export-named-twice"), at: location,
            Wording(
                en: "'\(name)' is the name of an export that comes with Rapport", zh: "'\(name)' 是 Rapport 自带的导出格式的名称"),
            help: Wording(
                en:
                    "give it another name; to change single columns of '\(name)', write them under 'columns' of the table",
                zh: "请另取一个名称；如果只想改动 '\(name)' 的个别列，请写在该表的 'columns' 下"))
    }

    static func nameTwice(_ name: String, first: SourceLocation, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("export-named-twice"), at: location,
            Wording(
                en: "'\(name)' is the name of another export, at \(first)", zh: "'\(name)' 已是另一个导出格式的名称，位于 \(first)"),
            help: Wording(en: "give one of them another name", zh: "请为其中之一另取名称"))
    }

    static func alike(_ name: String, _ other: String, headers: [String], at location: SourceLocation) -> Diagnostic {
        let shown = headers.map { "'\($0)'" }
        return Diagnostic(
            .pipeline("exports-alike"), at: location,
            headers.isEmpty
                ? Wording(
                    en: "export '\(name)' has the marks by which '\(other)' is recognised",
                    zh: "导出格式 '\(name)' 的识别特征与 '\(other)' 的相同")
                : Wording(
                    en:
                        "export '\(name)' claims the headers by which '\(other)' is recognised: \(shown.joined(separator: ", "))",
                    zh: "导出格式 '\(name)' 的识别表头与 '\(other)' 的相同：\(shown.joined(separator: "、"))"),
            help: Wording(
                en: "add a header to 'headers' that only this one has, or one to 'without' that only the other has",
                zh: "请在 'headers' 中加上只有此格式才有的表头，或在 'without' 中写上只有另一格式才有的表头"))
    }

    /// A format that nothing can lead to.
    static func neverMeant(_ name: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .remark("export-never-meant"), .warning, at: location,
            Wording(
                en: "export '\(name)' has no 'marks' to be recognised by, and no table names it",
                zh: "导出格式 '\(name)' 没有用于识别的 'marks'，也没有表使用它"),
            help: Wording(
                en: "write 'export: \(name)' for a table, or its 'marks'", zh: "请为某个表写 'export: \(name)'，或写明其 'marks'"))
    }

    // MARK: The files of a table

    static func unrecognised(_ file: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("export-unrecognised"), at: location,
            Wording(en: "file '\(file)' shows the marks of no known export", zh: "文件 '\(file)' 不具有任何已知导出格式的特征"),
            help: Wording(
                en:
                    "name the export as in 'export: wjx', write 'export: generic', or describe it in a file under 'exports'",
                zh: "请写明格式，例如 'export: wjx'；或写 'export: generic'；或在 'exports' 所列的文件中描述该格式"))
    }

    static func ambiguous(_ names: [String], file: String, at location: SourceLocation) -> Diagnostic {
        let shown = names.map { "'\($0)'" }
        return Diagnostic(
            .pipeline("ambiguous-export"), at: location,
            Wording(
                en: "file '\(file)' shows the marks of several exports: \(shown.joined(separator: ", "))",
                zh: "文件 '\(file)' 具有多种导出格式的特征：\(shown.joined(separator: "、"))"),
            help: Wording(
                en: "write which is meant, such as 'export: \(names.first ?? "")'",
                zh: "请写明所指的一种，例如 'export: \(names.first ?? "")'"))
    }

    static func different(
        _ first: (name: String, file: String), _ second: (name: String, file: String), at location: SourceLocation
    ) -> Diagnostic {
        Diagnostic(
            .pipeline("ambiguous-export"), at: location,
            Wording(
                en:
                    "file '\(first.file)' is an export of '\(first.name)', but file '\(second.file)' one of '\(second.name)'",
                zh: "文件 '\(first.file)' 是 '\(first.name)' 的导出，而文件 '\(second.file)' 是 '\(second.name)' 的导出"),
            help: Wording(
                en: "files of different exports belong into tables of their own", zh: "不同格式的导出文件应分别写成不同的表"))
    }

    static func severalHints(_ names: [String], file: String) -> Diagnostic {
        let shown = names.map { "'\($0)'" }
        return Diagnostic(
            .remark("export-hint"), .note, at: SourceLocation(file: file),
            Wording(
                en: "this looks like an export of one of \(shown.joined(separator: ", "))",
                zh: "这看起来是 \(shown.joined(separator: "、")) 之一的导出文件"),
            help: Wording(
                en:
                    "write which it is, such as 'export: \(names.first ?? "")', to use its column names, types and time zone",
                zh: "请写明是哪一种，例如 'export: \(names.first ?? "")'，即可使用其列名、类型和时区"))
    }

    // MARK: Rules that a format brings

    static func unknownRule(_ rule: SourceText, of format: String, known: [String]) -> Diagnostic {
        known.isEmpty
            ? Diagnostic(
                .pipeline("no-export-rules"), at: rule.start,
                Wording(
                    en: "'export_rules' names '\(rule.text)', but export '\(format)' brings no rules",
                    zh: "'export_rules' 写了 '\(rule.text)'，但导出格式 '\(format)' 没有附带规则"))
            : StagesDiagnostics.unknownChoice(rule, of: Wording("'export_rules'"), choices: known)
    }
}
