// How wide a table will be on paper, told from its texts, so that no column is cut off.

import Documents

/// Estimates widths in millimetres of A4 paper at the size tables are printed in.
enum TableWidth {
    /// What the columns beside the row's label may take of a page, and of half a page.
    static let page = 150.0
    static let halfPage = 66.0

    /// The width of a grid's columns, without the one of the labels.
    static func of(_ rows: [Document.Grid.Row], showsIntervals: Bool) -> Double {
        let count = rows.map(\.cells.count).max() ?? 0
        return (0..<count).reduce(0) { width, column in
            let cells = rows.compactMap { column < $0.cells.count ? $0.cells[column] : nil }
            return width + ofColumn(cells, showsIntervals: showsIntervals)
        }
    }

    /// The width of a column by its widest cell; 0 without cells.
    static func ofColumn(_ cells: [Document.Measurement], showsIntervals: Bool = true) -> Double {
        guard !cells.isEmpty else { return 0 }
        let widest = cells.reduce(8.0) { widest, cell in
            let interval = showsIntervals ? units(cell.interval?.shown ?? "") * 0.92 : 0
            return max(widest, units(cell.value.shown), interval)
        }
        return widest * 1.4 + 2
    }

    /// Positions of columns that stand side by side: as many as fit a page, `most` at the utmost, one at least.
    ///
    /// - Parameter besides: the width of a further column that the last group must have room for.
    static func chunks(_ widths: [Double], most: Int, besides: Double = 0) -> [[Int]] {
        var chunks: [[Int]] = []
        var room = 0.0
        for (position, width) in widths.enumerated() {
            if let last = chunks.last, last.count < most, width + besides <= room {
                chunks[chunks.count - 1].append(position)
                room -= width
            } else {
                chunks.append([position])
                room = page - width
            }
        }
        return chunks
    }

    /// The width of a text in digits.
    private static func units(_ text: String) -> Double {
        text.unicodeScalars.reduce(0) { width, scalar in
            switch scalar {
            case " ", "\u{A0}", ".", ",", ":": width + 0.5
            case _ where scalar.value >= 0x2E80: width + 1.8
            default: width + 1
            }
        }
    }
}
