// A table as the text that other engines are given: CSV that loses nothing.

import Documents
import Expressions
import Stages
import Tabular

/// Writes the rows of a table as CSV, each with its number.
///
/// - Shape: a head with the names, then a line per row; texts always between quotation marks, so that an empty one is not a missing one.
/// - Units: durations in milliseconds; moments of UTC as `2026-09-14 08:05:00.000`.
/// - Missing: `\missing` without quotation marks. Spark does not look at these, so it is a text that no cell has.
struct TableText {
    /// The end of the names of files. No spreadsheet opens it: texts stand as they are, formulas among them.
    static let fileEnd = ".table"

    private static let missing = Array("\\missing".utf8)

    private let table: Table

    init(_ table: Table) { self.table = table }

    /// The whole file, a piece for the head and each chunk.
    func pieces(_ sql: SQLTable) -> FilesInPieces {
        let head = head(sql)
        var firsts = [0]
        for chunk in table.chunks { firsts.append(firsts[firsts.count - 1] + chunk.rowCount) }
        let starts = firsts
        return FilesInPieces(files: 1, pieces: table.chunks.count + 1) { piece, texts in
            texts[0].append(
                piece == 0
                    ? head : rows(ofChunk: piece - 1, after: starts[piece - 1], withFile: sql.fileNumber != nil))
        }
    }

    /// The names of the columns; the first is for the rows' numbers, the next may be for those of files, and no other is like them.
    func head(_ sql: SQLTable) -> [UInt8] {
        var bytes: [UInt8] = []
        for (position, name) in sql.plainNames(of: table).enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            Self.append(quoted: name, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    /// The rows of a chunk.
    ///
    /// - Parameters:
    ///   - first: how many rows there are before it.
    ///   - withFile: whether the number of its file follows that of a row.
    func rows(ofChunk index: Int, after first: Int, withFile: Bool) -> [UInt8] {
        let chunk = table.chunks[index]
        let columns = Array(chunk.columns)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(chunk.rowCount * (columns.count + 1) * 8)
        let pools = columns.map { column in
            if case .text(let texts) = column { texts.pool } else { TextPool.empty }
        }
        for row in 0..<chunk.rowCount {
            bytes.append(integer: first + row + 1)
            if withFile {
                bytes.append(UInt8(ascii: ","))
                bytes.append(integer: chunk.origin.file + 1)
            }
            for (column, pool) in zip(columns, pools) {
                bytes.append(UInt8(ascii: ","))
                if column.presence[row] {
                    Self.append(column, row, pool, to: &bytes)
                } else {
                    bytes += Self.missing
                }
            }
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    private static func append(_ column: Column, _ row: Int, _ pool: TextPool, to bytes: inout [UInt8]) {
        switch column {
        case .text(let texts):
            pool.withBytes(of: texts.codes.values[row]) { text in
                bytes.append(UInt8(ascii: "\""))
                CommaSeparatedText.append(doublingQuotesIn: text, to: &bytes)
                bytes.append(UInt8(ascii: "\""))
            }
        case .integer(let numbers), .duration(let numbers): bytes.append(integer: Int(numbers.values[row]))
        case .decimal(let decimals):
            bytes.append(decimal: ExactDecimal(units: Int128(decimals.units.values[row]), scale: decimals.scale))
        case .real(let reals): bytes += Array(reals.values[row].description.utf8)
        case .flag(let flags): bytes += Array((flags.values[row] ? "true" : "false").utf8)
        case .date(let days): bytes += Array(CivilDate(dayNumber: Int(days.values[row])).isoText.utf8)
        case .instant(let moments): bytes += Array(moment(moments.values[row]).utf8)
        }
    }

    /// A moment with its milliseconds.
    private static func moment(_ milliseconds: Int64) -> String {
        let rest = (milliseconds % 86_400_000 + 86_400_000) % 86_400_000
        let day = CivilDate(dayNumber: Int((milliseconds - rest) / 86_400_000)).isoText
        func padded(_ number: Int64, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { padded($0, 2) }
        return "\(day) \(clock.joined(separator: ":")).\(padded(rest % 1000, 3))"
    }

    private static func append(quoted text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        bytes += CommaSeparatedText.doublingQuotes(in: text)
        bytes.append(UInt8(ascii: "\""))
    }
}
