// The cells of a block turned from rows to columns, so that each column is read from first to last.
import Tabular

/// Where the cells of some columns of a block lie, column by column.
///
/// A tokenizer lists cells row by row. A column read from that list touches a cache line for every cell; turned once, one for
/// every eight. The buffer is reused for every block.
final class CellColumns {
    private var cells: UnsafeMutablePointer<CellSpan>
    private var capacity = 1 << 14
    private var rowCount = 0
    private var bytes: UnsafePointer<UInt8>?

    init() { cells = .allocate(capacity: capacity) }

    deinit { cells.deallocate() }

    /// Takes the cells of a block.
    ///
    /// - Parameter firstCells: the first cells of the rows to take, in order.
    /// - Parameter places: the columns to take, by their places in the rows; every row has a cell at each.
    func take(_ block: RecordBlock, firstCells: [UInt32], places: [Int]) {
        rowCount = firstCells.count
        bytes = UnsafePointer(block.bytes)
        if rowCount * places.count > capacity {
            capacity = rowCount * places.count * 2
            cells.deallocate()
            cells = .allocate(capacity: capacity)
        }
        let (source, cells, rowCount) = (UnsafePointer(block.cells), cells, rowCount)
        firstCells.withUnsafeBufferPointer { firstCells in
            places.withUnsafeBufferPointer { places in
                for row in 0..<rowCount {
                    let first = source + Int(firstCells[row])
                    var target = row
                    for column in 0..<places.count {
                        (cells + target).initialize(to: first[places[column]])
                        target &+= rowCount
                    }
                }
            }
        }
    }

    /// The cells of one of the columns taken, by its position among them; good until the next block is taken.
    func source(_ column: Int) -> CellSource {
        CellSource(
            bytes: bytes ?? UnsafeRawPointer(cells).assumingMemoryBound(to: UInt8.self),
            cells: UnsafeBufferPointer(start: cells + column * rowCount, count: rowCount))
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
        count = cells.count
    }

    @inline(__always)
    func cell(_ row: Int) -> CellSpan { cells[row] }

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

    /// Present where the cell is not empty.
    var presence: Presence {
        var words = [UInt64](repeating: 0, count: (count + 63) / 64)
        words.withUnsafeMutableBufferPointer { words in
            for row in 0..<count { words[row >> 6] |= (cell(row).length > 0 ? 1 : 0) << UInt64(row & 63) }
        }
        return Presence(count: count, words: words)
    }
}
