// Makes awkward texts and holds two tokenizers against each other, block by block.
@testable import Ingestion

/// Random numbers that are the same in every run.
struct SeededNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }
}

/// A text, a dialect, and how it comes in.
struct AwkwardCase {
    var text: [UInt8]
    var dialect: Dialect
    /// Bytes of text that come at a time.
    var blockSize: Int
    var rowLimit: Int
    var pieceSizes: (first: Int, greatest: Int)
    /// Cells of a row, and which of them are wanted, when all rows are alike.
    var grid: (width: Int, places: [Int]) = (1, [0])

    private static let signs: [UInt8] = Array(",,,,;;||\t\t\"\"\"\"\"\"''''\n\n\n\r\r  ab中".utf8)
    private static let letters: [UInt8] = Array("ab中 9".utf8)
    private static let dialects: [Dialect] = [
        Dialect(), Dialect(), Dialect(), Dialect(), Dialect(delimiter: 0x3B), Dialect(delimiter: 0x09),
        Dialect(delimiter: 0x7C, quote: 0x27), Dialect(quote: 0x27), Dialect(delimiter: nil),
        Dialect(delimiter: 0x20), Dialect(skipsInitialBlanks: true), Dialect(delimiter: 0x22),
        Dialect(delimiter: 0x0A), Dialect(quote: 0),
    ]

    init(
        text: [UInt8], dialect: Dialect, blockSize: Int, rowLimit: Int, pieceSizes: (first: Int, greatest: Int)
    ) {
        self.text = text
        self.dialect = dialect
        self.blockSize = blockSize
        self.rowLimit = rowLimit
        self.pieceSizes = pieceSizes
    }

    init(_ numbers: inout SeededNumbers) {
        dialect = numbers.pick(AwkwardCase.dialects)
        let length = numbers.below(numbers.pick([4, 12, 40, 90, 200, 400]))
        // Half of the tables have rows that are alike.
        let width = 1 + numbers.below(5)
        let isEven = numbers.below(2) == 0
        grid = (width, (0..<width).filter { _ in numbers.below(3) > 0 })
        switch numbers.below(4) {
        case 0: text = (0..<length).map { _ in numbers.pick(AwkwardCase.signs) }
        case 1: text = AwkwardCase.table(&numbers, dialect, length: length, width: isEven ? width : nil)
        default:
            // Nearly regular: a few bytes are changed, added or taken away.
            text = AwkwardCase.table(&numbers, dialect, length: length, width: isEven ? width : nil)
            for _ in 0..<(1 + numbers.below(3)) where !text.isEmpty {
                let place = numbers.below(text.count)
                switch numbers.below(3) {
                case 0: text[place] = numbers.pick(AwkwardCase.signs)
                case 1: text.insert(numbers.pick(AwkwardCase.signs), at: place)
                default: text.remove(at: place)
                }
            }
        }
        blockSize = numbers.pick([1, 2, 3, 5, 17, 63, 64, 65, 1 << 10, 1 << 18])
        rowLimit = numbers.below(8) == 0 ? 1 + numbers.below(5) : .max
        let first = numbers.pick([1, 3, 16, 64, 100, 1 << 13])
        pieceSizes = (first, numbers.pick([first, first * 2, first * 9, 1 << 14]))
    }

    /// Regular records, with the line ends of one kind or of all.
    ///
    /// - Parameter width: the cells of every record, and then there are no empty lines; nil for records of any width.
    private static func table(
        _ numbers: inout SeededNumbers, _ dialect: Dialect, length: Int, width: Int?
    ) -> [UInt8] {
        let delimiter = dialect.delimiter ?? 0x2C
        let lineEnds: [[UInt8]] = numbers.pick([[[0x0A]], [[0x0D, 0x0A]], [[0x0D]], [[0x0A], [0x0D, 0x0A], [0x0D]]])
        var text: [UInt8] = []
        while text.count < length {
            for column in 0..<(width ?? 1 + numbers.below(5)) {
                if column > 0 { text.append(delimiter) }
                if numbers.below(3) == 0 {
                    text.append(dialect.quote)
                    for _ in 0..<numbers.below(6) {
                        let sign = numbers.pick(signs)
                        text.append(sign)
                        if sign == dialect.quote { text.append(sign) }
                    }
                    text.append(dialect.quote)
                } else {
                    for _ in 0..<numbers.below(numbers.pick([3, 3, 9, 40])) { text.append(numbers.pick(letters)) }
                }
            }
            for _ in 0..<(width == nil ? numbers.pick([1, 1, 1, 1, 2, 3]) : 1) { text += numbers.pick(lineEnds) }
        }
        if numbers.below(2) == 0 { while let last = text.last, last == 0x0A || last == 0x0D { text.removeLast() } }
        return text
    }
}

/// Reads one text block by block, as `RecordReader` does.
final class StepwiseReading {
    let block = RecordBlock(byteCapacity: 1, cellCapacity: 1, rowCapacity: 1)
    private let tokenizer: any Tokenizer
    private let text: [UInt8]
    private let blockSize: Int
    private let rowLimit: Int
    /// Text that finished blocks hold.
    private var done = 0
    private var isEnded = false

    init(_ tokenizer: any Tokenizer, _ text: [UInt8], blockSize: Int, rowLimit: Int, grid: CellGrid? = nil) {
        block.grid = grid
        self.tokenizer = tokenizer
        self.text = text
        self.blockSize = blockSize
        self.rowLimit = rowLimit
    }

    /// Fills the block with what comes next; false when nothing does.
    func next() -> (goesOn: Bool, problem: SourceProblem?) {
        guard !isEnded else { return (false, nil) }
        let line = block.firstLine + block.lineCount
        block.clear()
        block.firstLine = line
        block.firstByte = done
        tokenizer.restart()
        var problem: SourceProblem?
        while true {
            let wanted = max(blockSize, block.textCount)
            let more = min(wanted, text.count - done - block.textCount)
            // What stands behind the text is no part of it, and awkward.
            block.reserveBytes(more + 2, after: block.textCount)
            for index in 0..<more { block.bytes[block.textCount + index] = text[done + block.textCount + index] }
            block.textCount += more
            block.bytes[block.textCount] = [0x0A, 0x22, 0x0D, 0x2C][block.textCount % 4]
            block.bytes[block.textCount + 1] = 0x0A
            let isLast = done + block.textCount == text.count && more < wanted
            do throws(SourceProblem) {
                try tokenizer.read(block, isEnd: isLast, rowLimit: rowLimit)
            } catch {
                problem = error
                isEnded = true
            }
            if isLast || problem != nil { break }
            if block.rowCount > 0 { break }
        }
        tokenizer.complete(block)
        if done + block.finishedCount == text.count { isEnded = true }
        if block.finishedCount == 0 { isEnded = true }
        done += block.finishedCount
        return (true, problem)
    }
}

/// The first thing in which two blocks differ; nil when they are the same.
func difference(_ left: RecordBlock, _ right: RecordBlock) -> String? {
    let counts = { (block: RecordBlock) in
        [
            block.textCount, block.finishedCount, block.cellCount, block.rowCount, block.lineCount,
            block.emptyLineCount, block.strayQuoteCount,
        ]
    }
    if counts(left) != counts(right) { return "counts \(counts(left)) and \(counts(right))" }
    if left.strayQuotes != right.strayQuotes { return "stray quotes" }
    if left.mergedRows != right.mergedRows { return "merged rows" }
    for index in 0..<left.rowCount where left.rows[index] != right.rows[index] {
        return "row \(index): \(left.rows[index]) and \(right.rows[index])"
    }
    for index in 0..<left.textCount where left.bytes[index] != right.bytes[index] { return "byte \(index)" }
    if right.isGrid { return gridDifference(left, right) }
    for index in 0..<left.cellCount where left.cells[index] != right.cells[index] {
        return "cell \(index): \(left.cells[index]) and \(right.cells[index])"
    }
    if left.byteCount != right.byteCount { return "counts of bytes" }
    for index in 0..<left.byteCount where left.bytes[index] != right.bytes[index] { return "byte \(index)" }
    for row in 0..<left.rowCount {
        for column in 0..<Int(left.rows[row].cellCount)
        where left.textOffset(row: row, column: column) != right.textOffset(row: row, column: column) {
            return "text offset of row \(row) column \(column)"
        }
    }
    return nil
}

/// The first cell of a grid that is not the listed one; nil when all are.
///
/// Cells that are not kept are not unescaped either, so that the text of others may stand elsewhere behind the block's.
private func gridDifference(_ listed: RecordBlock, _ block: RecordBlock) -> String? {
    guard let grid = block.grid, grid.rowCount == block.rowCount else { return "rows of the grid" }
    for row in 0..<block.rowCount {
        for place in grid.places {
            if Array(block.cellBytes(row: row, column: place)) != Array(listed.cellBytes(row: row, column: place)) {
                return "cell \(place) of row \(row)"
            }
            if block.textOffset(row: row, column: place) != listed.textOffset(row: row, column: place) {
                return "text offset of cell \(place) of row \(row)"
            }
            let column = grid.column(ofPlace: place).map { grid.column($0)[row].isQuoted }
            if column != listed.cells[Int(listed.rows[row].firstCell) + place].isQuoted {
                return "quotes of cell \(place)"
            }
        }
    }
    return nil
}

/// In what a tokenizer differs from libcsv on one text; nil when in nothing.
func disagreement(_ awkward: AwkwardCase, set: InstructionSet) -> String? {
    disagreement(awkward, set, grid: nil)
        ?? disagreement(awkward, set, grid: CellGrid(width: awkward.grid.width, places: awkward.grid.places)).map {
            "with a grid \($0)"
        }
}

private func disagreement(_ awkward: AwkwardCase, _ set: InstructionSet, grid: CellGrid?) -> String? {
    let expected = StepwiseReading(
        LibCSVTokenizer(dialect: awkward.dialect), awkward.text, blockSize: awkward.blockSize,
        rowLimit: awkward.rowLimit)
    let found = StepwiseReading(
        StructuralTokenizer(dialect: awkward.dialect, set: set, pieceSizes: awkward.pieceSizes), awkward.text,
        blockSize: awkward.blockSize, rowLimit: awkward.rowLimit, grid: grid)
    while true {
        let (goesOn, problem) = expected.next()
        let (alsoGoesOn, alsoProblem) = found.next()
        if problem != alsoProblem {
            return "problem \(String(describing: problem)) and \(String(describing: alsoProblem))"
        }
        if let difference = difference(expected.block, found.block) { return difference }
        if goesOn != alsoGoesOn { return "one ends before the other" }
        if !goesOn { return nil }
    }
}
