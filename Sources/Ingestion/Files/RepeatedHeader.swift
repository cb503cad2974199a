// Finds the rows of the header again among the data, also where they are quoted, spaced or capitalised otherwise.
import Glibc

/// The rows of a file's header, as they may come again where files were joined by hand or by programs.
struct RepeatedHeader: Sendable {
    /// As they stand in the file, and each behind the mark that a joined file began with.
    private let rows: [[UInt8]]
    /// The same, cell by cell, folded; none of rows without a letter, or of a single cell.
    private let names: [[String]]
    private let dialect: Dialect
    /// A bit for each length modulo 64 that one of them has, written in any of the ways that are looked for.
    private let lengths: UInt64
    /// A bit for each first byte modulo 64.
    private let starts: UInt64
    /// A bit for each second byte modulo 64.
    private let seconds: UInt64

    init(_ header: [[UInt8]], dialect: Dialect) {
        // A row of nothing but delimiters is blank wherever it stands.
        let rows = header.filter { row in row.contains { $0 > 0x2F && $0 != 0x3B && $0 != 0x7C } }
        self.rows = rows + rows.map { Self.mark + $0 }
        self.dialect = dialect
        let cut = rows.map { row in row.withUnsafeBufferPointer { Self.cells($0, dialect) } }
        names = cut.filter { $0.count > 1 && $0.contains { $0.contains(where: Self.isLetter) } }
            .map { $0.map(Self.folded) }
        var written = self.rows
        for cells in cut where cells.count > 1 {
            let bare = cells.map { cell in cell.withUnsafeBufferPointer { Array(CellText.trimmed($0)) } }
            for cells in [bare, [Self.mark + (bare.first ?? [])] + bare.dropFirst()] {
                for blank in [[], [0x20]] as [[UInt8]] {
                    written.append(Self.row(cells, dialect, quote: [], blank: blank))
                    written.append(Self.row(cells, dialect, quote: [dialect.quote], blank: blank))
                }
            }
        }
        lengths = written.reduce(0) { $0 | 1 << UInt64($1.count & 63) }
        starts = written.reduce(0) { $0 | Self.bits($1, at: 0) }
        seconds = written.reduce(0) { $0 | Self.bits($1, at: 1) }
    }

    /// Lists the rows of a block, from one on, that are a row of the header again.
    ///
    /// Two bits a row: more is looked at only where the length and the first byte may fit.
    func list(_ block: RecordBlock, from first: Int, into found: inout [Int]) {
        if rows.isEmpty { return }
        let spans = UnsafePointer(block.rows)
        let bytes = UnsafePointer(block.bytes)
        for row in first..<max(first, block.rowCount) where lengths &>> UInt64(spans[row].length) & 1 != 0 {
            let start = Int(spans[row].start)
            if starts &>> UInt64(bytes[start]) & 1 != 0,
                spans[row].length < 2 || seconds &>> UInt64(bytes[start &+ 1]) & 1 != 0,
                isHeader(CellBytes(start: bytes + start, count: Int(spans[row].length)))
            {
                found.append(row)
            }
        }
    }

    @inline(never)
    private func isHeader(_ row: CellBytes) -> Bool {
        guard let base = row.baseAddress else { return false }
        if rows.contains(where: { $0.count == row.count && memcmp(base, $0, $0.count) == 0 }) { return true }
        return names.contains { names in
            // Mostly the first name tells.
            guard let first = Self.firstCell(row, dialect), Self.folded(first) == names[0] else { return false }
            return Self.cells(row, dialect).map(Self.folded) == names
        }
    }

    // MARK: Ways to write a row

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Cells as a row writes them.
    ///
    /// - Parameter blank: what stands behind each delimiter.
    static func row(_ cells: [[UInt8]], _ dialect: Dialect, quote: [UInt8], blank: [UInt8] = []) -> [UInt8] {
        Array(cells.map { quote + $0 + quote }.joined(separator: (dialect.delimiter.map { [$0] } ?? []) + blank))
    }

    /// The bits of the byte at a place of a row; where it may be a letter, in both cases.
    private static func bits(_ row: [UInt8], at place: Int) -> UInt64 {
        guard row.indices.contains(place) else { return 0 }
        let byte = row[place]
        return isLetter(byte) && byte < 0x80
            ? 1 << UInt64((byte | 0x20) & 63) | 1 << UInt64((byte & 0xDF) & 63) : 1 << UInt64(byte & 63)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) || byte >= 0x80 }

    // MARK: Cells of a row

    private static func folded(_ cell: [UInt8]) -> String {
        HeaderName.folded(cell.withUnsafeBufferPointer { HeaderName.bare($0) })
    }

    private static func firstCell(_ row: CellBytes, _ dialect: Dialect) -> [UInt8]? {
        var place = 0
        return nextCell(row, &place, dialect)
    }

    private static func cells(_ row: CellBytes, _ dialect: Dialect) -> [[UInt8]] {
        var (cells, place): ([[UInt8]], Int) = ([], 0)
        while let cell = nextCell(row, &place, dialect) { cells.append(cell) }
        return cells
    }

    /// The cell that begins at a place, without its quotes; the place is then behind its delimiter. Blanks before a quote are taken off, as
    /// spreadsheets do, whatever the dialect says.
    private static func nextCell(_ row: CellBytes, _ place: inout Int, _ dialect: Dialect) -> [UInt8]? {
        guard place <= row.count else { return nil }
        var cell: [UInt8] = []
        var isQuoted = false
        if place == 0, row.starts(with: mark) { place = mark.count }
        let content = row[place...].firstIndex { $0 != 0x20 } ?? row.count
        if content < row.count, row[content] == dialect.quote {
            (isQuoted, place) = (true, content + 1)
        }
        while place < row.count {
            let byte = row[place]
            if byte == dialect.escape, place + 1 < row.count {
                place += 1
                cell.append(row[place])
            } else if isQuoted, byte == dialect.quote {
                if place + 1 < row.count, row[place + 1] == dialect.quote {
                    place += 1
                    cell.append(byte)
                } else {
                    isQuoted = false
                }
            } else if !isQuoted, byte == dialect.delimiter {
                break
            } else {
                cell.append(byte)
            }
            place += 1
        }
        place += 1
        return cell
    }
}
