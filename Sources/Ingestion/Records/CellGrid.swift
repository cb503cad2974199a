// The cells of a block column by column: what a parser reads from first to last.
import Tabular

/// Where the cells of some columns of a block lie, column by column.
///
/// A tokenizer lists cells row by row. A column read from that list touches a cache line for every cell; from here, one for every
/// eight. Where all rows of a block have the same number of cells, the tokenizer writes the wanted ones straight to here and lists
/// none: half of the cells of an export are never looked at, and listing them took as long as finding their ends.
///
/// An unsafe heart: the buffer is used again for every block.
final class CellGrid {
    /// Cells of a row.
    let width: Int
    /// The places in a row of the cells that are kept, ascending.
    let places: [Int]
    /// By place, the column here; nil for cells that are not kept.
    private let columns: [Int?]
    private var cells: UnsafeMutablePointer<CellSpan>
    /// Rows there is room for.
    private var capacity = 1 << 11
    private(set) var rowCount = 0

    /// - Parameter places: the cells to keep, by their places in a row, in any order.
    init(width: Int, places: some Sequence<Int>) {
        self.width = max(1, width)
        self.places = Set(places).filter { $0 >= 0 && $0 < width }.sorted()
        var columns = [Int?](repeating: nil, count: self.width)
        for (column, place) in self.places.enumerated() { columns[place] = column }
        self.columns = columns
        cells = .allocate(capacity: max(1, capacity * self.places.count))
    }

    deinit { cells.deallocate() }

    /// Forgets all cells.
    func clear() { rowCount = 0 }

    /// Makes room for more rows behind those that count already.
    func reserve(rows more: Int) {
        guard rowCount + more > capacity else { return }
        let wider = max(rowCount + more, capacity * 2)
        let larger = UnsafeMutablePointer<CellSpan>.allocate(capacity: max(1, wider * places.count))
        for column in places.indices {
            (larger + column * wider).update(from: cells + column * capacity, count: rowCount)
        }
        cells.deallocate()
        cells = larger
        capacity = wider
    }

    /// The cells of a column, of rows that count and of those there is room for.
    @inline(__always)
    func column(_ column: Int) -> UnsafeMutablePointer<CellSpan> { cells + column &* capacity }

    /// Lets so many rows more count, whose cells were written.
    func countWritten(rows: Int) { rowCount &+= rows }

    /// The column of a place in the rows; nil when it is not kept.
    func column(ofPlace place: Int) -> Int? { columns.indices.contains(place) ? columns[place] : nil }

    /// Takes cells that are listed row by row.
    ///
    /// - Parameter source: the cells of all rows of a block.
    /// - Parameter firstCells: the first cells of the rows to take, in order; every row has a cell at each place.
    func take(_ source: UnsafePointer<CellSpan>, firstCells: [UInt32]) {
        rowCount = 0
        reserve(rows: firstCells.count)
        let (cells, capacity) = (cells, capacity)
        firstCells.withUnsafeBufferPointer { firstCells in
            places.withUnsafeBufferPointer { places in
                for row in 0..<firstCells.count {
                    let first = source + Int(firstCells[row])
                    var target = row
                    for column in 0..<places.count {
                        (cells + target).initialize(to: first[places[column]])
                        target &+= capacity
                    }
                }
            }
        }
        rowCount = firstCells.count
    }

    /// The cells of one column from a row on; good until other cells are taken or the text moves.
    ///
    /// - Parameter text: the bytes of the block that the cells lie in.
    func source(ofPlace place: Int, in text: UnsafePointer<UInt8>, from first: Int) -> CellSource {
        let start = column(ofPlace: place).map { UnsafePointer(column($0)) + first }
        return CellSource(
            bytes: text, cells: UnsafeBufferPointer(start: start, count: max(0, rowCount - first))
        )
    }
}

/// One column of cells inside a block: plain pointers, good until the block is filled again.
struct CellSource {
    let bytes: UnsafePointer<UInt8>
    private let cells: UnsafePointer<CellSpan>
    let count: Int

    /// - Parameter cells: the column's cells, row by row.
    init(bytes: UnsafePointer<UInt8>, cells: UnsafeBufferPointer<CellSpan>) {
        self.bytes = bytes
        // Without rows nothing is read.
        self.cells = cells.baseAddress ?? UnsafeRawPointer(bytes).assumingMemoryBound(to: CellSpan.self)
        count = cells.baseAddress == nil ? 0 : cells.count
    }

    /// Where the list of cells begins.
    var start: UnsafePointer<CellSpan> { cells }

    @inline(__always)
    func cell(_ row: Int) -> CellSpan { cells[row] }

    /// The cells of some of the rows.
    func rows(_ rows: Range<Int>) -> CellSource {
        CellSource(bytes: bytes, cells: UnsafeBufferPointer(start: cells + rows.lowerBound, count: rows.count))
    }

    @inline(__always)
    func text(_ row: Int) -> CellBytes {
        let cell = cell(row)
        return CellBytes(start: bytes + Int(cell.start), count: cell.length)
    }

    /// Gives empty cells code 0 and lists the rows of the others; the result tells how many.
    func listPresent(into codes: UnsafeMutablePointer<UInt32>, rows: UnsafeMutablePointer<UInt32>) -> Int {
        var listed = 0
        for row in 0..<count {
            codes[row] = 0
            rows[listed] = UInt32(truncatingIfNeeded: row)
            listed &+= cell(row).length > 0 ? 1 : 0
        }
        return listed
    }

    /// Keeps those of the listed rows whose cells are not empty; the result tells how many.
    func keepPresent(of rows: UnsafeMutablePointer<UInt32>, _ count: Int) -> Int {
        var kept = 0
        for index in 0..<count {
            let row = rows[index]
            rows[kept] = row
            kept &+= cell(Int(row)).length > 0 ? 1 : 0
        }
        return kept
    }

    /// Present where the cell is not empty.
    var presence: Presence {
        var words = [UInt64](repeating: 0, count: (count + 63) / 64)
        words.withUnsafeMutableBufferPointer { words in
            for row in 0..<count { words[row >> 6] |= (cell(row).length > 0 ? 1 : 0) << UInt64(row & 63) }
        }
        return Presence(count: count, words: words)
    }
}
