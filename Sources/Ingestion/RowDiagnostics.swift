// What ingestion says of rows: rejected cells and rows, stray quotes, other tables below.

import Diagnostics
import Stages
import Tabular

extension IngestionDiagnostics {
    /// - Parameter otherMark: how the other convention for decimals is written, where the cell is a number under it.
    static func rejectedRow(
        _ reason: Wording, at location: SourceLocation, otherMark: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            .remark("rejected-row"), .warning, at: location,
            Wording(en: "\(reason.english); the row is rejected", zh: "\(reason.chinese)；该行被拒收"),
            help: otherMark.map(markHelp))
    }

    static func badCellMissing(
        _ reason: Wording, at location: SourceLocation, otherMark: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            .remark("bad-cell"), .warning, at: location,
            Wording(en: "\(reason.english); the cell is missing", zh: "\(reason.chinese)；该单元格按缺失处理"),
            help: otherMark.map(markHelp))
    }

    /// A column is one of texts because of a number with the other decimal mark.
    static func otherDecimalMark(column: String, found: WitnessCell, decimalComma: Bool) -> Diagnostic {
        Diagnostic(
            .remark("other-decimal-mark"), .warning, at: found.location,
            Wording(
                en:
                    "column '\(column)' is read as text: \(quoted: found.text) has no group of thousands, for none begins with 0",
                zh: "列 '\(column)' 按文本读取：\(quoted: found.text) 不是千位分组，因为千位分组不以 0 开头"),
            help: markHelp(otherMark(decimalComma: decimalComma)))
    }

    /// Numbers whose mark may be either.
    static func openDecimals(_ column: String, witness: WitnessCell, table: SourceText) -> Diagnostic {
        let file = witness.location.file
        return Diagnostic(
            .pipeline("open-decimals"), at: table.start,
            Wording(
                en: "the numbers of column '\(column)' could have a decimal point or one between thousands, such as "
                    + "\(quoted: witness.text) in '\(file)', where ';' parts the cells",
                zh: "列 '\(column)' 的数可能带小数点，也可能带千位分隔符，如 '\(file)' 中的 \(quoted: witness.text)（该文件以 ';' 分隔）"),
            help: Wording(
                en:
                    "write 'decimal: point' for table '\(table.text)' if it is 1 and a part, "
                    + "'decimal: comma' if it is more than a thousand",
                zh: "若为小数，请在表 '\(table.text)' 写 'decimal: point'；若为千位分隔，写 'decimal: comma'"))
    }

    static func otherMark(decimalComma: Bool) -> String { decimalComma ? "decimal: point" : "decimal: comma" }

    private static func markHelp(_ mark: String) -> Wording {
        Wording(
            en: "if this is its decimal mark, write '\(mark)' for the table; its other numbers may be read wrongly too",
            zh: "如果这是小数点，请为该表写 '\(mark)'；否则该表的其他数字也可能读错")
    }

    static func moreOfTheSame(_ count: Int, of total: Int, file: String, kind: DiagnosticKind) -> Diagnostic {
        var diagnostic = Diagnostic(
            kind, .warning, at: SourceLocation(file: file),
            Wording(
                en: "\(count) more such problems in this file (\(total) in all)",
                zh: "该文件还有 \(count) 处类似问题（共 \(total) 处）"))
        diagnostic.standsFor = count
        return diagnostic
    }

    /// A word that several cells hold in place of a number or a date may stand for none: the first of them is told how to say so.
    static func withMissingSpellings(_ problems: [Diagnostic]) -> [Diagnostic] {
        func word(_ diagnostic: Diagnostic) -> String? {
            let parts = diagnostic.message.english.split(separator: "\"", omittingEmptySubsequences: false)
            guard parts.count == 3, diagnostic.help == nil else { return nil }
            let found = String(parts[1])
            let isWord = found.contains(where: \.isLetter) && !found.contains { $0.isNumber || $0 == "…" || $0 == "\\" }
            return isWord && found.count <= 20 && !PersonalText.looksPersonal(found) ? found : nil
        }
        let words = problems.map(word)
        var counts: [String: Int] = [:]
        for case let word? in words { counts[word, default: 0] += 1 }
        var problems = problems
        for (word, count) in counts where count >= 3 {
            guard let first = words.firstIndex(of: word) else { continue }
            problems[first].help = Wording(
                en: "if \"\(word)\" stands for no value, write 'missing: [\"\(word)\"]' for the table",
                zh: "如 \"\(word)\" 表示没有值，请为该表写 'missing: [\"\(word)\"]'")
        }
        return problems
    }

    /// What is wrong with a bad cell; what was found follows between double quotes.
    static func badCell(_ plan: ColumnPlan) -> Wording {
        let expected = Self.expected(plan)
        return Wording(
            en: "column '\(plan.name)' expects \(expected.english), found",
            zh: "列 '\(plan.name)' 应为\(expected.chinese)，实际为")
    }

    /// The same for a number that has too many places for a decimal, or is too large.
    static func longDecimal(column: String) -> Wording {
        Wording(
            en: "column '\(column)' expects a decimal number of at most six places, within ±9,223,372,036,854 "
                + "('type: real' takes others), found",
            zh: "列 '\(column)' 应为最多六位、绝对值不超过 9,223,372,036,854 的小数（其他数请用 'type: real'），实际为")
    }

    /// The same for a whole number that is too large.
    static func longInteger(column: String) -> Wording {
        Wording(
            en: "column '\(column)' expects a whole number within ±9,223,372,036,854,775,807 "
                + "('type: text' takes longer numbers as they are written, 'type: real' rounds them), found",
            zh: "列 '\(column)' 应为绝对值不超过 9,223,372,036,854,775,807 的整数（更长的编号请用 'type: text'，'type: real' 会取近似值），实际为")
    }

    /// The same for the time of day of a moment that stands in two columns.
    static func badTime(column: String) -> Wording {
        Wording(en: "column '\(column)' expects a time of day, found", zh: "列 '\(column)' 应为时刻，实际为")
    }

    static func expected(_ plan: ColumnPlan) -> Wording {
        switch plan.type {
        case .text: Wording(en: "text", zh: "文本")
        case .integer: Wording(en: "a whole number", zh: "整数")
        case .decimal: Wording(en: "a decimal number", zh: "小数")
        case .real: Wording(en: "a number", zh: "数字")
        case .flag: Wording(en: "yes or no", zh: "是或否")
        case .date: Wording(en: "a date" + orderNote(plan), zh: "日期" + orderNote(plan))
        case .instant: Wording(en: "a date and time" + orderNote(plan), zh: "日期时间" + orderNote(plan))
        case .duration:
            switch plan.unit {
            case nil, .text?: Wording(en: "a duration with its unit", zh: "带单位的时长")
            case .clock?: Wording(en: "a duration as HH:MM:SS", zh: "HH:MM:SS 形式的时长")
            case let unit?: Wording(en: "a duration in \(unit.rawValue)", zh: "以 \(unit.rawValue) 计的时长")
            }
        }
    }

    private static func orderNote(_ plan: ColumnPlan) -> String {
        plan.dateOrder.map { " (\($0.rawValue))" } ?? ""
    }

    /// What is wrong with a row that holds a byte that is no text; the byte's place in the file and its value follow between double
    /// quotes.
    ///
    /// - Parameter lines: how many lines of the file a row takes whose cells may have run together; else 1.
    static func badByte(_ encoding: TextEncoding, lines: Int) -> Wording {
        let (english, chinese) = lines > 1 ? (" (the row takes \(lines) lines)", "（该行占 \(lines) 行文本）") : ("", "")
        return Wording(
            en: "text in \(encoding.rawValue) is expected\(english), found at byte",
            zh: "应为 \(encoding.rawValue) 文本\(chinese)，实际在此字节处为")
    }

    static func raggedRow(expected: Int, found: Int) -> Wording {
        Wording(
            en: "a row expects \(English.count(expected, "cell")), found \(found)",
            zh: "每行应有 \(expected) 个单元格，实际有 \(found) 个")
    }

    /// - Parameter encoding: that in which most of the rows are no text.
    static func tooManyRejects(
        file: String, rejected: Int, rows: Int, limit: Double, encoding: TextEncoding? = nil
    ) -> Diagnostic {
        let percent = RowLimit(limit).text
        return Diagnostic(
            .data("reject-limit"), at: SourceLocation(file: file),
            Wording(
                en: "at most \(percent) of the rows may be rejected, found \(rejected) of \(rows)",
                zh: "被拒收的行最多占 \(percent)，实际为 \(rows) 行中的 \(rejected) 行"),
            help: encoding.map { encoding in
                Wording(
                    en: "the file is perhaps not in \(encoding.rawValue): \(encodingHelp.english)",
                    zh: "文件可能不是 \(encoding.rawValue) 编码：\(encodingHelp.chinese)")
            }
                ?? Wording(
                    en: "see the warnings above for what is wrong; or raise 'reject_limit'",
                    zh: "具体问题见上面的警告；也可调高 'reject_limit'"))
    }

    /// - Parameter merged: rows that ran together because of such quotes and are rejected, and the lines of the file they take.
    static func strayQuotes(
        count: Int, merged: (rows: Int, lines: Int), isEscaped: Bool, at location: SourceLocation
    ) -> Diagnostic {
        let kept = Wording(
            en:
                "a quote inside a cell is not doubled; it is kept as text (\(count) such in this file, this is the first)",
            zh: "单元格内的引号没有成对书写，按文本保留（该文件共 \(count) 处，此为第一处）")
        let rows = merged.rows == 1 ? "1 row is" : "\(merged.rows) rows are"
        let lines = merged.lines == 1 ? "1 line" : "\(merged.lines) lines"
        let lost = Wording(
            en: "a quote inside a cell is not doubled (\(count) such in this file, this is the first); "
                + "\(rows) rejected in which cells may have run together, with \(lines) of the file; any other is kept as text",
            zh: "单元格内的引号没有成对书写（该文件共 \(count) 处，此为第一处）；\(merged.rows) 行的单元格可能因此粘连，已被拒收，"
                + "共占文件 \(merged.lines) 行文本；其余按文本保留")
        return Diagnostic(
            .remark("stray-quote"), .warning, at: location, merged.rows > 0 ? lost : kept,
            help: isEscaped
                ? Wording(
                    en: "it stands behind a backslash: if that is how the file writes quotes, write \"escape: '\\'\"",
                    zh: "它前面有反斜杠：若该文件以此转义引号，请写 \"escape: '\\'\"") : nil)
    }

    /// - Parameter lines: how many lines of the file the row takes.
    static func mergedRow(lines: Int) -> Wording {
        Wording(
            en: "a quote in a quoted cell is not doubled, and the cell holds a delimiter or a line break: "
                + "several cells may have run together" + (lines > 1 ? " (the row takes \(lines) lines)" : ""),
            zh: "引号单元格内的引号没有成对书写，且其中有分隔符或换行：可能由多个单元格粘连而成"
                + (lines > 1 ? "（该行占 \(lines) 行文本）" : ""))
    }

    static var repeatedHeaderRow: Wording {
        Wording(en: "the row repeats the header", zh: "该行与表头相同")
    }

    /// A row after a gap looks like the header of another table. Only the cells that were judged are quoted.
    ///
    /// - Parameter isCertain: whether it cannot well be a row of this one.
    static func secondTable(_ found: SecondTable) -> Diagnostic {
        let end =
            found.firstCell.map { first in
                Wording("\"stop_at: ['\(shortened(first).replacing("\"", with: "\"\""))']\"")
            } ?? Wording(en: "its first cell under 'stop_at'", zh: "'stop_at'（值为该行的第一个单元格）")
        let help = Wording(
            en: "if so, write \(end.english) to end the data before it, or export the tables into files of their own; "
                + "if not, take out the blank line",
            zh: "如果是，请写 \(end.chinese) 以在其之前结束数据，或将两个表分别导出；如果不是，请删去空行")
        let row = shortened(found.cells.joined(separator: ","))
        guard found.isCertain else {
            return Diagnostic(
                .remark("second-table"), .warning, at: found.location,
                Wording(
                    en: "the row after a gap holds no number, as the header of another table would: \(quoted: row); "
                        + "it is read as data",
                    zh: "空行之后的这一行不含数字，像是另一个表的表头：\(quoted: row)；它被当作数据读取"), help: help)
        }
        return Diagnostic(
            .data("second-table"), at: found.location,
            Wording(
                en: "one table is expected, but another seems to begin after a gap: \(quoted: row)",
                zh: "应只有一个表，但空行之后似乎是另一个表：\(quoted: row)"), help: help)
    }
}
