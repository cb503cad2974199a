// The sentences for rows that look like totals and remarks, and for the end of the data.
import Diagnostics
import Stages

extension IngestionDiagnostics {
    /// Rows that end a file look like totals or remarks on it.
    static func footerRows(_ run: FooterRun, firstColumn: String, at location: SourceLocation) -> Diagnostic {
        guard let text = run.texts.first else {
            return Diagnostic(
                .remark("total-row"), .warning, at: location,
                Wording(
                    en: "the last row alone has an empty first cell, as totals do; it is read as data",
                    zh: "只有最后一行的第一个单元格为空，像是合计行；它被当作数据读取"),
                help: Wording(
                    en: "if it is no data, take the rows without '\(firstColumn)' out by 'keep' under 'clean'",
                    zh: "如果它不是数据，请用 'clean' 中的 'keep' 去掉没有 '\(firstColumn)' 的行"))
        }
        var patterns: [String] = []
        for pattern in run.texts.map(FooterLines.pattern) where !patterns.contains(pattern) { patterns.append(pattern) }
        // Words for totals are nobody's name; what a remark says behind its colon may be.
        let isHarmless = FooterLines.isTotal(text) || PersonalText.withoutPersonalWords(text) == text
        let shown = shortened(isHarmless ? text : patterns[0])
        let option = footer("footer", patterns)
        let isOne = run.rows == 1
        var said = Diagnostic(
            .remark("total-row"), .warning, at: location,
            isOne
                ? Wording(
                    en: "the last row begins with \(quoted: shown), as totals and remarks do; it is read as data",
                    zh: "最后一行以 \(quoted: shown) 开头，像是合计或说明；它被当作数据读取")
                : Wording(
                    en:
                        "the last \(English.count(run.rows, "row")) look like totals and remarks, the first begins with "
                        + "\(quoted: shown); they are read as data",
                    zh: "最后 \(run.rows) 行像是合计或说明，第一行以 \(quoted: shown) 开头；它们被当作数据读取"),
            help: Wording(en: "write \(option)", zh: "请写 \(option)"))
        // 'Grand Total' looks like a name and is none.
        said.quotesPlainly = FooterLines.isTotal(text)
        return said
    }

    /// Rows whose cell in a column is a word for totals.
    static func totalRows(
        _ words: [String], rows: Int, column: String, at location: SourceLocation, table: String
    ) -> Diagnostic {
        let listed = words.prefix(12).map { "\(quoted: $0)" }
        return Diagnostic(
            .remark("total-row"), .warning, at: location,
            Wording(
                en: "\(English.count(rows, "row")) of table '\(table)' \(English.form(rows, "has", "have")) "
                    + listed.joined(separator: " or ") + " in column '\(column)', as totals do; "
                    + (rows == 1 ? "it is read as data" : "they are read as data"),
                zh: "表 '\(table)' 有 \(rows) 行的列 '\(column)' 为 \(listed.joined(separator: "或"))，像是合计行；它们被当作数据读取"),
            help: Wording(
                en: "write \(footer("footer", words)) for the table if it is the first filled cell of these rows, "
                    + "else take them out by 'keep' under 'clean'",
                zh: "若它是这些行第一个非空单元格，请为该表写 \(footer("footer", words))；否则用 'clean' 中的 'keep' 去掉这些行"))
    }

    /// Where the data end, as declared.
    static func dataEnd(_ text: String, rows: Int, at location: SourceLocation) -> Diagnostic {
        let shown = PersonalText.withoutPersonalWords(shortened(text))
        return Diagnostic(
            .remark("data-end"), .note, at: location,
            Wording(
                en:
                    "'stop_at' ends the data here, at \(quoted: shown); \(English.count(rows, "row")) "
                    + "\(English.form(rows, "is", "are")) left out as no data",
                zh: "'stop_at' 使数据在此处（\(quoted: shown)）结束；共 \(rows) 行不作为数据"))
    }

    /// An option with texts, as it is pasted.
    private static func footer(_ key: String, _ texts: [String]) -> String {
        let plain = texts.allSatisfy { text in
            !text.contains { ",:：*'\"#&!|>%@`[]{}?-".contains($0) }
        }
        let list = texts.map { plain ? $0 : "'\($0.replacing("'", with: "''"))'" }.joined(separator: ", ")
        return plain ? "'\(key): [\(list)]'" : "\"\(key): [\(list)]\""
    }
}
