// One block of records as flat arrays: where every cell's bytes lie, where every row began.

/// One record inside a block.
struct RowSpan: Equatable {
    /// The number of its first cell among those of all rows, whether they are listed or not.
    var firstCell: UInt32
    var cellCount: UInt32
    /// Offset of the record's first byte in the block.
    var start: UInt32
    /// Bytes of the record without its line end.
    var length: UInt32
    /// Physical lines between the block's first line and this row's first.
    var line: UInt32
}

/// A quote that stands where no quote may stand; it was kept as data.
struct StrayQuote: Equatable {
    /// The record's place in the block.
    var row: Int
    /// 0-based.
    var cell: Int
    /// Physical lines since the block's first line.
    var line: Int
    /// Offset in the block.
    var offset: Int
}

/// A place where the offset in the stored file is known.
struct OffsetCheckpoint: Equatable {
    /// Offset in the block.
    var offset: Int
    /// Offset in the stored file.
    var stored: Int
}

/// A block of whole records, filled by a `RecordReader` and reused for the next block.
///
/// The bytes are the decoded text of the block as it stood in the file, followed by the unescaped text of cells that
/// hold doubled quotes; every other cell lies inside the text itself. 64 bytes of padding on both sides may be read.
///
/// Cells are listed row by row, or, when a grid is wanted and all rows have its width, kept in the grid.
///
/// This type is an unsafe heart: pointers stay valid until the next `reserve…` call on the same block.
final class RecordBlock {
    static let padding = 64
    /// The most bytes a row may have unless the pipeline file says otherwise: a quote that nobody closes takes the rest of a file for one.
    static let rowLimit = 1 << 24

    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var byteCapacity: Int
    /// Bytes of decoded text, including an unfinished record at the end.
    var textCount = 0
    /// Bytes of text that belong to finished records and empty lines.
    var finishedCount = 0
    /// Bytes of text and of unescaped cells after it.
    var byteCount = 0

    private(set) var cells: UnsafeMutablePointer<CellSpan>
    private var cellCapacity: Int
    /// How many cells all rows have, listed or in the grid.
    private(set) var cellCount = 0

    /// Where whoever works on the block wants the cells of some columns, if all rows are alike.
    var grid: CellGrid?
    /// Whether the cells are in the grid, and not listed.
    var isGrid = false

    private(set) var rows: UnsafeMutablePointer<RowSpan>
    private var rowCapacity: Int
    private(set) var rowCount = 0

    /// Offset of the first byte in the decoded text of the file.
    var firstByte = 0
    /// Physical line of the first byte, 1-based.
    var firstLine = 1
    /// Records of the file before this block.
    var firstRow = 0
    /// Line ends inside the finished text.
    var lineCount = 0
    /// Lines without a byte, which are no rows.
    var emptyLineCount = 0
    /// The first few stray quotes, and how many there are.
    var strayQuotes: [StrayQuote] = []
    var strayQuoteCount = 0
    /// Records that a stray quote may have made of several cells or records: for each the first such quote, in order.
    var mergedRows: [StrayQuote] = []

    /// Whether the text is still to be cut into records.
    var isUncut = false
    /// Whether no text follows in the file.
    var endsFile = false

    var encoding = TextEncoding.utf8
    /// Bytes that do not fit the encoding, in order.
    private(set) var badBytes: [BadByte] = []
    private(set) var checkpoints: [OffsetCheckpoint] = []
    /// The last place whose offset in the stored file was asked for.
    private var lastMeasured: OffsetCheckpoint?
    private var unescaped: [UnescapedCell] = []

    init(byteCapacity: Int = 1 << 18, cellCapacity: Int = 1 << 14, rowCapacity: Int = 1 << 11) {
        self.byteCapacity = byteCapacity
        self.cellCapacity = cellCapacity
        self.rowCapacity = rowCapacity
        bytes = RecordBlock.allocateBytes(byteCapacity)
        cells = .allocate(capacity: cellCapacity)
        rows = .allocate(capacity: rowCapacity)
    }

    deinit {
        (bytes - RecordBlock.padding).deallocate()
        cells.deallocate()
        rows.deallocate()
    }

    private static func allocateBytes(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        let start = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + 2 * padding)
        start.initialize(repeating: 0, count: padding)
        (start + padding + capacity).initialize(repeating: 0, count: padding)
        return start + padding
    }

    // MARK: Filling

    /// Forgets all records and text.
    func clear() {
        textCount = 0
        finishedCount = 0
        byteCount = 0
        isUncut = false
        endsFile = false
        checkpoints.removeAll(keepingCapacity: true)
        badBytes = []
        lastMeasured = nil
        clearRecords()
    }

    /// Forgets the records, keeps the text.
    func clearRecords() {
        cellCount = 0
        rowCount = 0
        isGrid = false
        grid?.clear()
        finishedCount = 0
        lineCount = 0
        emptyLineCount = 0
        strayQuoteCount = 0
        strayQuotes.removeAll(keepingCapacity: true)
        mergedRows.removeAll(keepingCapacity: true)
    }

    /// Makes room for bytes after `textCount`.
    func reserveBytes(_ more: Int, after used: Int) {
        let needed = used + more
        guard needed > byteCapacity else { return }
        let capacity = max(needed, byteCapacity * 2)
        let larger = RecordBlock.allocateBytes(capacity)
        larger.update(from: bytes, count: used)
        (bytes - RecordBlock.padding).deallocate()
        bytes = larger
        byteCapacity = capacity
    }

    func addBadByte(_ byte: BadByte) { badBytes.add(byte) }

    /// Notes where in the stored file the text at `offset` of the block stands.
    func addCheckpoint(offset: Int, stored: Int) {
        checkpoints.append(OffsetCheckpoint(offset: offset, stored: stored))
    }

    /// Makes room for records that are written straight into `cells` and `rows`, behind those that count already.
    func reserveRecords(cells moreCells: Int, rows moreRows: Int) {
        if cellCount + moreCells > cellCapacity {
            cellCapacity = max(cellCount + moreCells, cellCapacity * 2)
            let larger = UnsafeMutablePointer<CellSpan>.allocate(capacity: cellCapacity)
            larger.update(from: cells, count: cellCount)
            cells.deallocate()
            cells = larger
        }
        reserveRows(moreRows)
    }

    /// Makes room for rows alone, whose cells are in the grid.
    func reserveRows(_ moreRows: Int) {
        if rowCount + moreRows > rowCapacity {
            rowCapacity = max(rowCount + moreRows, rowCapacity * 2)
            let larger = UnsafeMutablePointer<RowSpan>.allocate(capacity: rowCapacity)
            larger.update(from: rows, count: rowCount)
            rows.deallocate()
            rows = larger
        }
    }

    /// Lets cells and rows count that were written straight into `cells` and `rows`.
    func countWritten(cells: Int, rows: Int) {
        cellCount = cells
        rowCount = rows
    }

    func addCell(_ cell: CellSpan) {
        if cellCount == cellCapacity { reserveRecords(cells: 1, rows: 0) }
        cells[cellCount] = cell
        cellCount &+= 1
    }

    func addRow(_ row: RowSpan) {
        if rowCount == rowCapacity { reserveRows(1) }
        rows[rowCount] = row
        rowCount &+= 1
    }

    func addStrayQuotes(_ quotes: [StrayQuote], count: Int) {
        strayQuoteCount += count
        strayQuotes.append(contentsOf: quotes.prefix(max(0, 5 - strayQuotes.count)))
    }

    /// Drops the cells of a record that is not finished.
    func dropCells(from first: Int) { cellCount = min(cellCount, first) }

    /// Appends unescaped cells behind the text and points the cells at them.
    ///
    /// - Parameter list: which cells, in order, with their bytes' offset in `arena`.
    func adopt(arena: UnsafeRawBufferPointer, unescaped list: [UnescapedCell]) {
        byteCount = textCount
        unescaped.replaceSubrange(0..<unescaped.count, with: list)
        guard arena.count > 0, let from = arena.baseAddress else { return }
        reserveBytes(arena.count, after: textCount)
        UnsafeMutableRawPointer(bytes + textCount).copyMemory(from: from, byteCount: arena.count)
        for moved in list where moved.cell < cellCount {
            guard let place = place(ofCell: moved.cell) else { continue }
            place.pointee = CellSpan(
                start: textCount + moved.arenaOffset, length: place.pointee.length, isQuoted: place.pointee.isQuoted)
        }
        byteCount = textCount + arena.count
    }

    // MARK: Reading

    /// The bytes of one cell.
    @inline(__always)
    func cellBytes(_ cell: Int) -> UnsafeBufferPointer<UInt8> {
        let span = cells[cell]
        return UnsafeBufferPointer(start: bytes + Int(span.start), count: span.length)
    }

    /// Where a cell is kept, by its number among those of all rows; nil for one that the grid leaves out.
    private func place(ofCell cell: Int) -> UnsafeMutablePointer<CellSpan>? {
        guard isGrid else { return cells + cell }
        guard let grid, let column = grid.column(ofPlace: cell % grid.width) else { return nil }
        return grid.column(column) + cell / grid.width
    }

    /// The bytes of one cell; none where the row has none, or the grid leaves it out.
    func cellBytes(row: Int, column: Int) -> UnsafeBufferPointer<UInt8> {
        let span = rows[row]
        guard column >= 0, column < Int(span.cellCount), let place = place(ofCell: Int(span.firstCell) + column)
        else { return UnsafeBufferPointer(start: bytes, count: 0) }
        return UnsafeBufferPointer(start: bytes + Int(place.pointee.start), count: place.pointee.length)
    }

    /// One cell as text.
    func text(row: Int, column: Int) -> String { String(decoding: cellBytes(row: row, column: column), as: UTF8.self) }

    /// All cells of a row as text.
    func texts(row: Int) -> [String] {
        (0..<Int(rows[row].cellCount)).map { text(row: row, column: $0) }
    }

    /// A row as it stood in the file.
    func rawText(row: Int) -> String {
        let span = rows[row]
        return String(
            decoding: UnsafeBufferPointer(start: bytes + Int(span.start), count: Int(span.length)), as: UTF8.self)
    }

    /// The physical line a row began on, 1-based.
    func line(ofRow row: Int) -> Int { firstLine + Int(rows[row].line) }

    /// The offset in the stored file of a place in this block's text.
    ///
    /// Complexity: linear in the distance from the nearest place that is known: a checkpoint, or the last one asked for.
    func storedOffset(of offset: Int) -> Int {
        let offset = max(0, min(offset, textCount))
        // Behind the text there may be other bytes by now.
        let knownPlace = lastMeasured.flatMap { $0.offset <= textCount ? $0 : nil }
        var nearest = knownPlace ?? checkpoints.first ?? OffsetCheckpoint(offset: 0, stored: firstByte)
        for checkpoint in checkpoints where checkpoint.offset <= textCount {
            if abs(checkpoint.offset - offset) < abs(nearest.offset - offset) { nearest = checkpoint }
        }
        let between = UnsafeRawBufferPointer(
            start: bytes + min(offset, nearest.offset), count: abs(offset - nearest.offset))
        let distance = storedLength(of: between, in: encoding)
        let stored = nearest.stored + (offset < nearest.offset ? -distance : distance)
        lastMeasured = OffsetCheckpoint(offset: offset, stored: stored)
        return stored
    }

    /// The offset in the stored file where a row begins.
    func storedOffset(ofRow row: Int) -> Int { storedOffset(of: Int(rows[row].start)) }

    /// Where the bytes of a cell begin in this block's text (its opening quote, if it has one).
    func textOffset(row: Int, column: Int) -> Int {
        let span = rows[row]
        let index = Int(span.firstCell) + column
        guard column >= 0, column < Int(span.cellCount), let cell = place(ofCell: index)?.pointee
        else { return Int(span.start) }
        let asItStands = Int(cell.start) - (cell.isQuoted ? 1 : 0)
        if Int(cell.start) < textCount || unescaped.isEmpty { return asItStands }
        var low = 0
        var high = unescaped.count - 1
        while low < high {
            let middle = (low + high) / 2
            if unescaped[middle].cell < index { low = middle + 1 } else { high = middle }
        }
        // An empty cell at the end of the text begins behind it too, though nothing of it was unescaped.
        return unescaped[low].cell == index ? unescaped[low].textOffset : asItStands
    }
}
