// Recognises rows at the end of a file that look like totals and remarks although nobody declared them.
import Foundation
import Tabular

/// What rows look like that stand below data.
enum FooterLines {
    /// Whether a text is a word for totals, and nothing else.
    static func isTotal(_ text: String) -> Bool {
        guard text.utf8.count <= 40, mayBeginTotal(text) else { return false }
        var word = text.lowercased()
        while let last = word.last, last == ":" || last == "：" || last == " " { word.removeLast() }
        return totals.contains(word) || totals.contains(plain(word))
    }

    /// A word without what is drawn around it or beside it: `【合计】`, `合 计`, `合计（元）`.
    private static func plain(_ word: String) -> String {
        var word = word[...]
        if let first = word.first, "【[（(".contains(first), let last = word.last, "】]）)".contains(last) {
            word = word.dropFirst().dropLast()
        } else if let last = word.last, "）)".contains(last), let open = word.lastIndex(where: { "（(".contains($0) }) {
            word = word[..<open]
        }
        // Blanks part words of letters, and only space out signs.
        let isOfSigns = word.unicodeScalars.allSatisfy { $0.value > 0x2E7F || $0.properties.isWhitespace }
        return isOfSigns ? word.filter { !$0.isWhitespace } : word.trimmingCharacters(in: .whitespaces)
    }

    /// The texts of a pool that are words for totals, by their codes.
    static func totals(in pool: TextPool) -> [UInt32: String] {
        var words: [UInt32: String] = [:]
        for code in 0..<UInt32(clamping: pool.count) {
            pool.withBytes(of: code) { bytes in
                guard bytes.count > 1, bytes.count <= 40, mayBeginTotal(bytes[0], bytes[1]) else { return }
                let text = String(decoding: CellText.bare(bytes), as: UTF8.self)
                if isTotal(text) { words[code] = text }
            }
        }
        return words
    }

    /// Whether a text's first two bytes are those of a word for totals, large or small; nearly no text of data gets past it.
    private static func mayBeginTotal(_ text: String) -> Bool {
        var bytes = text.utf8.makeIterator()
        guard let first = bytes.next(), let second = bytes.next() else { return false }
        return mayBeginTotal(first, second)
    }

    private static func mayBeginTotal(_ first: UInt8, _ second: UInt8) -> Bool {
        first &- 0x30 >= 10 && starts.contains(start(first, second))
    }

    /// Two bytes, letters small.
    private static func start(_ first: UInt8, _ second: UInt8) -> UInt16 {
        UInt16(first | 0x20) << 8 | UInt16(second | 0x20)
    }

    /// How words for totals begin, also those in brackets.
    private static let starts: Set<UInt16> = Set(
        ["", "【", "（", "[", "("].flatMap { bracket in totals.map { Array((bracket + $0).utf8) } }
            .map { start($0[0], $0[1]) })

    /// Whether a cell may begin a row of totals: a word, a word with its number (`总计：3条`), or a count (`共2条`).
    static func beginsTotal(_ text: String) -> Bool {
        guard text.utf8.count <= 120, let start = text.utf8.first else { return false }
        let isNumber = start &- 0x30 < 10
        guard isNumber || mayBeginTotal(text) else { return false }
        let word = text.lowercased()
        if isNumber { return ["rows", "records", "row(s)", "record(s)"].contains { word.hasSuffix(" " + $0) } }
        if isTotal(text) { return true }
        for total in totals where word.hasPrefix(total) {
            if let next = word.dropFirst(total.count).first(where: { $0 != " " }), next == ":" || next == "：" {
                return true
            }
        }
        if word.first == "共" || word.hasPrefix("合计") || word.hasPrefix("总计") || word.hasPrefix("小计") {
            return word.drop { !$0.isNumber }.first != nil
                && word.drop { !$0.isASCII || $0 == " " }.first?.isNumber == true
                && counters.contains { word.hasSuffix($0) }
        }
        return false
    }

    /// Whether a text alone in its row is a remark on the file: when and by whom it was made, whose it is.
    static func isRemark(_ text: String) -> Bool {
        guard text.utf8.count <= 400 else { return false }
        let word = text.lowercased()
        if remarks.contains(where: word.hasPrefix) { return true }
        guard let colon = word.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
        let name = word[..<colon].trimmingCharacters(in: .whitespaces)
        return keys.contains(name)
    }

    /// The text as `footer` takes it: what changes from day to day in it as a `*`.
    static func pattern(_ text: String) -> String {
        if let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }), text.index(after: colon) < text.endIndex {
            return text[...colon] + "*"
        }
        guard let first = text.firstIndex(where: \.isNumber), let last = text.lastIndex(where: \.isNumber) else {
            return text
        }
        return text[..<first] + "*" + text[text.index(after: last)...]
    }

    private static let totals: Set<String> = [
        "合计", "全部合计", "合计金额", "金额合计", "总金额", "总计金额", "总计", "总和", "共计", "总数", "小计", "累计", "汇总", "总合计", "本页合计", "本页小计",
        "合計", "總計", "小計", "總和", "共計", "総計", "计",
        "計",
        "합계", "총계", "소계", "total", "totals", "grand total", "grand totals", "subtotal", "sub-total", "sub total",
        "subtotals", "sum", "summe", "gesamt", "gesamtsumme", "zwischensumme", "insgesamt", "totale", "totaux",
        "total général", "total general", "suma", "итого", "всего",
    ]
    private static let counters = [
        "条", "行", "笔", "个", "人", "页", "单", "通", "份", "条记录", "条数据", "項", "项", "筆", "條", "次", "元",
    ]
    private static let keys: Set<String> = [
        "导出时间", "导出日期", "导出人", "导出", "制表", "制表人", "制表时间", "制表日期", "打印时间", "打印人", "打印日期", "生成时间", "统计时间", "统计周期", "数据来源",
        "来源说明", "审核", "审核人", "签字", "备注", "注", "说明", "匯出時間", "exported", "exported at", "exported on", "exported by",
        "generated", "generated at", "generated on", "generated by", "printed", "printed at", "printed on",
        "created by",
        "run date", "report date", "note", "notes", "source", "prepared by", "rows", "records", "row count",
        "record count",
    ]
    private static let remarks = [
        "exported on ", "exported at ", "exported by ", "generated on ", "generated at ", "generated by ",
        "printed on ",
        "copyright ", "confidential ", "©", "end of report", "*** end", "--- end",
    ]
}

/// A run of rows at the end of a file that look like no data.
struct FooterRun: Sendable {
    /// The texts that they begin with, from top to bottom; none for a row that is told by its blank first cell.
    var texts: [String]
    var rows: Int
    /// Whether all rows of the block are such: the run may begin in the one before.
    var isWholeBlock = false

    init(texts: [String], rows: Int) {
        self.texts = texts
        self.rows = rows
    }
}

extension FooterRun {
    /// Rows that may look so.
    private static let limit = 5
    /// Rows looked at.
    static let reach = 50

    /// The rows that end a list and look like totals or remarks; nil when the last does not.
    ///
    /// - Parameter cells: the bare cells of a row, by its number from the end.
    /// - Parameter count: how many rows there are.
    init?(count: Int, cells: (Int) -> [String]) {
        var texts: [String] = []
        var rows = 0
        while rows < min(count, Self.limit) {
            let row = cells(rows)
            let filled = row.filter { !$0.isEmpty }
            guard let first = filled.first else { break }
            let total =
                row.prefix(3).first(where: FooterLines.isTotal) ?? (FooterLines.beginsTotal(first) ? first : nil)
            guard let word = total ?? (filled.count == 1 && FooterLines.isRemark(first) ? first : nil) else { break }
            texts.insert(word, at: 0)
            rows += 1
        }
        if !texts.isEmpty {
            self.init(texts: texts, rows: rows)
            return
        }
        // A total whose first cell is blank, where those of all other rows are filled.
        guard count >= 3 else { return nil }
        let last = cells(0)
        guard last.first == "", last.count > 1, last.contains(where: { $0.first?.isNumber == true }) else { return nil }
        for row in 1..<min(count, Self.reach) where cells(row).first?.isEmpty != false { return nil }
        self.init(texts: [], rows: 1)
    }
}
