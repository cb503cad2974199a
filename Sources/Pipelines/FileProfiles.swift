// The profile of an export as text for a terminal.

import Diagnostics
import Ingestion
import Stages
import Tabular

/// What `rapport profile` prints.
package enum FileProfiles {
    /// What is in a file, line by line; an unreadable file is reported and gives no line.
    ///
    /// - Parameter exports: the formats that it may have.
    /// - Parameter settings: what is known of the file, by the keys of a table in a pipeline file: `encoding`, `header`, `timezone` ….
    package static func lines(
        of path: String, settings: [(key: String, value: String)] = [], exports: ExportFiles = .none,
        collector: DiagnosticCollector
    ) -> [Wording] {
        let zone = TimeZoneTable(identifier: "Asia/Shanghai") ?? .utc
        let context = StageContext(collector: collector, zone: zone, asOf: 0)
        let place = SourceLocation(file: path)
        let entries = settings.map { key, value in
            OptionNode.Entry(key: key, keyLocation: place, value: node(value, of: key, at: place))
        }
        guard
            let profile = try? Ingestion.profile(
                path, settings: OptionNode(.mapping(entries), at: place), exports: exports.catalogue,
                context: context)
        else { return [] }
        return fileLines(profile) + profile.columns.flatMap(columnLines)
    }

    /// A setting as a pipeline file would have it: several lines of a header are a list.
    private static func node(_ value: String, of key: String, at place: SourceLocation) -> OptionNode {
        guard key == "header", value.contains(",") else { return OptionNode(.scalar(value), at: place) }
        let lines = value.split { "[], ".contains($0) }
        return OptionNode(.list(lines.map { OptionNode(.scalar(String($0)), at: place) }), at: place)
    }

    private static func fileLines(_ profile: FileProfile) -> [Wording] {
        let file = profile.file
        var lines = [
            Wording(file.path),
            Wording(
                en: "  \(English.count(file.size, "byte")), \(file.encoding), \(English.count(file.rows, "row")), "
                    + "\(English.count(profile.columns.count, "column")), "
                    + (file.headerLine.map { "header on line \($0)" } ?? "no header"),
                zh: "  \(file.size) 字节，\(file.encoding)，\(file.rows) 行，\(profile.columns.count) 列，"
                    + (file.headerLine.map { "表头在第 \($0) 行" } ?? "无表头")),
        ]
        lines += file.evidence.map { Wording(en: "  " + $0.english, zh: "  " + $0.chinese) }
        if profile.raggedRows > 0 {
            lines.append(
                Wording(
                    en:
                        "  \(English.count(profile.raggedRows, "row")) cannot be read: the cells are too few or too many or ran together, "
                        + "or are the header again",
                    zh: "  \(profile.raggedRows) 行无法读取：单元格数不符、单元格粘连或重复表头"))
        }
        if profile.file.blankLines > 0 {
            lines.append(
                Wording(
                    en: "  \(English.count(profile.file.blankLines, "blank line")), "
                        + English.form(profile.file.blankLines, "which is no row", "which are no rows"),
                    zh: "  空白行 \(profile.file.blankLines) 行，不计为数据行"))
        }
        for export in profile.exports {
            lines.append(Wording(en: "  looks like the export '\(export)'", zh: "  像是导出格式 '\(export)'"))
        }
        return lines
    }

    private static func columnLines(_ column: ColumnProfile) -> [Wording] {
        var english =
            "  \(column.name): \(column.type.rawValue), \(column.present) present, \(column.missing) missing, "
            + "\(column.distinct) distinct"
        var chinese =
            "  \(column.name)：\(column.type.rawValue)，有值 \(column.present)，缺失 \(column.missing)，"
            + "不同值 \(column.distinct)"
        let isPersonal = PersonalColumns.isPersonal(name: column.name)
        if isPersonal {
            english += ", personal: no value is shown"
            chinese += "，个人信息：不显示取值"
        } else if let minimum = column.minimum, let maximum = column.maximum {
            english += ", from \(quoted: shortened(minimum)) to \(quoted: shortened(maximum))"
            chinese += "，从 \(quoted: shortened(minimum)) 到 \(quoted: shortened(maximum))"
        }
        if !isPersonal, let against = column.against {
            let place = "\(against.cell.location.line ?? 0)"
            english += "; not \(against.type.rawValue): \(quoted: shortened(against.cell.text)) on line \(place)"
            chinese += "；不是 \(against.type.rawValue)：第 \(place) 行的 \(quoted: shortened(against.cell.text))"
        }
        let values = isPersonal ? [] : column.values.map { "\(quoted: shortened($0.text)) \($0.count)" }
        let listed =
            values.isEmpty
            ? []
            : [
                Wording(
                    en: "    values: \(values.joined(separator: ", "))", zh: "    取值：\(values.joined(separator: "、"))")
            ]
        return [Wording(en: english, zh: chinese)] + listed
            + column.hints.map { hint in
                let shown = isPersonal ? PersonalText.withoutData(hint) : PersonalText.withoutPersonalData(hint)
                return Wording(en: "    " + shown.english, zh: "    " + shown.chinese)
            }
    }

    /// One line of at most forty characters; an ellipsis for what names a person.
    private static func shortened(_ text: String) -> String {
        if PersonalText.looksPersonal(text) { return "…" }
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > 40 ? line.prefix(39) + "…" : line
    }
}
