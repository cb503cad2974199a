// The text of cells in which two quotes stand for one: collected beside a block, to be put behind its text.

/// A cell whose text is not found in the file as it stands, because its doubled quotes were halved.
struct UnescapedCell: Equatable {
    var cell: Int
    /// Where the cell begins in the block's text, at its opening quote.
    var textOffset: Int
    /// Where its unescaped bytes begin in the arena.
    var arenaOffset: Int
}

/// Cells with one quote for two, and their bytes.
struct UnescapedText {
    private(set) var arena: [UInt8] = []
    private(set) var cells: [UnescapedCell] = []

    mutating func removeAll() {
        arena.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
    }

    /// Copies the text between a cell's quotes.
    ///
    /// - Parameter halved: the second quotes of two, after `begin`, which are left out.
    @inline(never)
    mutating func add(
        cell: Int, _ text: UnsafePointer<UInt8>, start: Int, length: Int, begin: Int,
        _ halved: UnsafeBufferPointer<UInt32>
    ) {
        cells.append(UnescapedCell(cell: cell, textOffset: start - 1, arenaOffset: arena.count))
        var from = start
        for second in halved {
            let second = begin + Int(second)
            arena.append(contentsOf: UnsafeBufferPointer(start: text + from, count: second - from))
            from = second + 1
        }
        arena.append(contentsOf: UnsafeBufferPointer(start: text + from, count: start + length - from))
    }

    /// Takes a cell that was put together elsewhere.
    mutating func append(cell: Int, textOffset: Int, _ text: UnsafeBufferPointer<UInt8>) {
        cells.append(UnescapedCell(cell: cell, textOffset: textOffset, arenaOffset: arena.count))
        arena.append(contentsOf: text)
    }

    /// Forgets what belongs to a cell and those after it.
    mutating func drop(from cell: Int) {
        guard let first = cells.firstIndex(where: { $0.cell >= cell }) else { return }
        arena.removeSubrange(cells[first].arenaOffset...)
        cells.removeSubrange(first...)
    }

    /// Takes what another reader of the same block unescaped.
    mutating func append(_ moved: [UnescapedCell], arena other: [UInt8]) {
        for cell in moved {
            cells.append(
                UnescapedCell(
                    cell: cell.cell, textOffset: cell.textOffset, arenaOffset: cell.arenaOffset + arena.count))
        }
        arena.append(contentsOf: other)
    }
}
