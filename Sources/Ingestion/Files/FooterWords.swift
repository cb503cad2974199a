// Knows the rows that are no data by their first filled cell: totals that are left out, and where the data end.

/// What the pipeline file and the preset say of rows that are no data.
struct FooterWords: Sendable, Equatable {
    enum Finding { case dropped, ending }

    /// Texts as people read them, and those with a `*` for anything.
    private struct Words: Sendable, Equatable {
        var whole: Set<String> = []
        var open: [(start: [UInt8], end: [UInt8])] = []

        init(_ texts: [String]) {
            for text in texts {
                guard let star = text.firstIndex(of: "*") else {
                    whole.insert(text)
                    continue
                }
                open.append((Array(text[..<star].utf8), Array(text[text.index(after: star)...].utf8)))
            }
        }

        var isEmpty: Bool { whole.isEmpty && open.isEmpty }

        func contains(_ text: CellBytes) -> Bool {
            if whole.contains(String(decoding: text, as: UTF8.self)) { return true }
            return open.contains { pattern in
                text.count >= pattern.start.count + pattern.end.count && text.starts(with: pattern.start)
                    && text.suffix(pattern.end.count).elementsEqual(pattern.end)
            }
        }

        static func == (left: Words, right: Words) -> Bool {
            left.whole == right.whole
                && left.open.elementsEqual(right.open) { $0.start == $1.start && $0.end == $1.end }
        }
    }

    private var dropped = Words([])
    private var ending = Words([])

    /// - Parameter dropped: rows that begin with one of these are no data, wherever they stand.
    /// - Parameter ending: a row that begins with one of these and everything behind it is no data.
    init(dropped: [String] = [], ending: [String] = []) {
        self.dropped = Words(dropped)
        self.ending = Words(ending)
    }

    var isEmpty: Bool { dropped.isEmpty && ending.isEmpty }

    /// What a row is; nil for any other row. What counts is the first cell that is not empty: totals often leave the first columns blank.
    func look(at block: RecordBlock, _ span: RowSpan) -> Finding? {
        for cell in Int(span.firstCell)..<(Int(span.firstCell) + Int(span.cellCount)) {
            let text = CellText.bare(block.cellBytes(cell))
            if text.isEmpty { continue }
            guard text.count <= 200 else { return nil }
            return ending.contains(text) ? .ending : dropped.contains(text) ? .dropped : nil
        }
        return nil
    }
}
