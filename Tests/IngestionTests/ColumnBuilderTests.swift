// Columns are the same however their cells are read: many at once or one by one, in one step or in several.
import Foundation
import Tabular
import TestSupport
import Testing

@testable import Ingestion

struct `A column` {
    /// Cells as bytes of a block, with what may be read before and behind them.
    private struct Cells {
        var bytes = [UInt8](repeating: 0x39, count: 64)
        var spans: [CellSpan] = []

        init(_ texts: [String]) {
            for text in texts {
                spans.append(CellSpan(start: bytes.count, length: text.utf8.count, isQuoted: text.utf8.count % 3 == 0))
                // What stands right before and behind a cell would change it.
                bytes += Array(text.utf8) + Array("7,5".utf8)
            }
            bytes += [UInt8](repeating: 0x38, count: 64)
        }

        func build(_ builder: ColumnBuilder) -> BuiltColumn? {
            bytes.withUnsafeBufferPointer { bytes in
                spans.withUnsafeBufferPointer { spans in
                    guard let start = bytes.baseAddress else { return nil }
                    let source = CellSource(bytes: start, cells: spans)
                    builder.begin(rowCount: source.count, known: nil)
                    for first in stride(from: 0, to: source.count, by: ColumnBuilder.step) {
                        builder.add(source.rows(first..<min(first + ColumnBuilder.step, source.count)), from: first)
                    }
                    return builder.finish(source)
                }
            }
        }
    }

    private static func text(_ type: ColumnType, _ random: inout SplitMix64) -> String {
        if random.chance(0.05) {
            return random.pick(
                "", "-", "x", "12x", "1 2", "N/A", "９", " 7", "-5", "1.5", "12.345", "1,234.50", "99999999999", "0x1",
                "1:2")
        }
        switch type {
        case .integer, .duration:
            let digits = String(Int.random(in: 0..<100_000_000, using: &random))
            return String(digits.prefix(Int.random(in: 1...9, using: &random)))
        case .decimal:
            let digits = String(Int.random(in: 0..<10_000_000, using: &random))
            let whole = digits.prefix(Int.random(in: 1...7, using: &random))
            return "\(whole).\(random.pick("00", "05", "99", "50", "1", "125"))"
        case .flag:
            return random.pick(
                "yes", "no", "1", "0", "true", "FALSE", "t", "N", "On", "off", "yEs", "是", "否", "maybe", "truely",
                "yesyesyes", "2")
        default:
            let day = random.pick("2026-01-31", "2026-02-01", "2026-02-30", "2026/02/01", "2026-13-01", "1969-12-31")
            let time = random.pick(
                "08:06:59", "00:00:00", "23:59:59", "24:00:00", "12:60:00", "8:06:59", "08-06-59", "0a:00:00")
            return random.chance(0.1) ? day : "\(day) \(time)"
        }
    }

    @Test(arguments: [ColumnType.integer, .decimal, .instant, .duration, .flag], 0..<12)
    func `reads the same cells many at once and one by one`(_ type: ColumnType, _ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let count = random.pick(1, 7, 63, 64, 65, 255, 256, 257, 700)
        // Half of the columns are of one form for many rows.
        let common = Self.text(type, &random)
        let isUniform = seed % 2 == 0
        let texts = (0..<count).map { _ in isUniform && random.chance(0.9) ? common : Self.text(type, &random) }
        let cells = Cells(type == .decimal && isUniform ? ["12.50"] + texts : texts)
        let zone = try #require(TimeZoneTable(identifier: "Asia/Shanghai"))
        let conventions = CellConventions(missing: MissingSpellings(), zone: zone, decimalComma: false)
        let plan = ColumnPlan(name: "a", type: type, unit: type == .duration ? .seconds : nil)
        let one = ColumnBuilder(plan, conventions: conventions, set: .portable)
        let many = ColumnBuilder(plan, conventions: conventions)
        for _ in 0..<2 {
            let expected = try #require(cells.build(one))
            let found = try #require(cells.build(many))
            #expect(found.badRows == expected.badRows)
            #expect(found.column.column.presence == expected.column.column.presence)
            #expect(Self.values(found.column.column) == Self.values(expected.column.column))
        }
    }

    private static func values(_ column: Column) -> [Int64] {
        switch column {
        case .integer(let column), .instant(let column), .duration(let column): column.values
        case .decimal(let column): column.units.values + [Int64(column.scale)]
        case .flag(let column): column.values.map { $0 ? 1 : 0 }
        default: []
        }
    }
}
