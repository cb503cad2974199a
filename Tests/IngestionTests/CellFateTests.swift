// What becomes of a cell depends on the cell alone: not on its block, its file, its neighbours or the processor.
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

struct `The fate of a cell` {
    /// Cells as a block holds them.
    private struct Cells {
        var bytes = [UInt8](repeating: 0x37, count: 64)
        var spans: [CellSpan] = []

        init(_ texts: [String]) {
            for text in texts {
                spans.append(CellSpan(start: bytes.count, length: text.utf8.count, isQuoted: false))
                bytes += Array(text.utf8) + [0x2C]
            }
            bytes += [UInt8](repeating: 0x38, count: 64)
        }

        func build(_ builder: ColumnBuilder) -> [String] {
            bytes.withUnsafeBufferPointer { bytes in
                spans.withUnsafeBufferPointer { spans in
                    guard let start = bytes.baseAddress else { return [] }
                    let source = CellSource(bytes: start, cells: spans)
                    builder.begin(rowCount: source.count, known: nil)
                    for first in stride(from: 0, to: source.count, by: ColumnBuilder.step) {
                        builder.add(source.rows(first..<min(first + ColumnBuilder.step, source.count)), from: first)
                    }
                    let built = builder.finish(source)
                    let bad = Set(built.badRows)
                    return built.column.column.fates.enumerated().map { bad.contains($0) ? "bad" : $1 }
                }
            }
        }
    }

    private static let special = [
        "", "-", "N/A", " 7", "７", "=\"7\"", "'7", "x", "1 2", "-0", "+5", "1,234", "12..5", "1e3", "85%", "(12.50)",
        "¥3",
    ]

    private static func text(_ type: ColumnType, _ random: inout SplitMix64) -> String {
        if random.chance(0.05) { return random.pick(from: special) ?? "" }
        func digits(_ most: Int) -> String {
            (0..<Int.random(in: 1...most, using: &random)).map { _ in
                String(Int.random(in: 0...9, using: &random))
            }.joined()
        }
        let sign = random.chance(0.1) ? "-" : ""
        switch type {
        case .integer, .duration: return sign + digits(random.pick(2, 4, 8, 10, 19))
        case .decimal, .real:
            let fraction = random.pick(
                "50", "00", digits(1), digits(2), digits(4), digits(7), "30000000000000004", "99999999999997",
                "123456789012345", "000001", "0000001")
            return random.chance(0.1) ? sign + digits(15) : "\(sign)\(digits(random.pick(1, 3, 5, 13))).\(fraction)"
        case .flag: return random.pick("yes", "no", "1", "0", "TRUE", "off", "是", "否", "maybe", "truely", "2", "1.0")
        case .date:
            return random.pick("2026-01-31", "2026-02-30", "2026/2/1", "2026-02-01", "1970-01-01", "2026年3月1日")
        case .instant:
            // The clocks of the zone are changed on two of these days.
            let day = random.pick("2026-01-31", "2026-03-29", "2026-10-25", "2026-02-30", "1969-12-31", "1900-01-01")
            return day
                + random.pick(" 08:06:59", " 02:30:00", " 02:30:00.250", " 24:00:00", "", "T08:06:59Z", " 8:06", " x")
        case .text: return ""
        }
    }

    @Test(
        arguments: [ColumnType.integer, .decimal, .real, .duration, .flag, .date, .instant],
        [InstructionSet.portable, .avx512])
    func `is the same alone, in any company and in any block`(_ type: ColumnType, _ set: InstructionSet) throws {
        let zone = try #require(TimeZoneTable(identifier: "Europe/Berlin"))
        for seed in 0..<30 {
            var random = SplitMix64(seed: UInt64(seed))
            let missing = random.pick(
                MissingSpellings(),
                MissingSpellings(MissingSpellings.common + ["0", "-3", "1970-01-01", "no", "99.00"]))
            let conventions = CellConventions(missing: missing, zone: zone, decimalComma: seed % 10 == 9)
            let plan = ColumnPlan(name: "a", type: type, unit: type == .duration ? random.pick(.seconds, .clock) : nil)
            let texts = (0..<60).map { _ in Self.text(type, &random) }
            var alone: [String: String] = [:]
            for text in texts {
                alone[text] = Cells([text]).build(ColumnBuilder(plan, conventions: conventions, set: .portable)).first
            }
            let builder = ColumnBuilder(plan, conventions: conventions, set: set)
            for _ in 0..<8 {
                let common = random.pick(from: texts) ?? ""
                let count = random.pick(1, 2, 17, 65, 300)
                let company = (0..<count).map { _ in random.chance(0.5) ? common : random.pick(from: texts) ?? "" }
                let found = Cells(company).build(builder)
                for (text, fate) in zip(company, found) where fate != alone[text] {
                    Issue.record("\"\(text)\" alone is \(alone[text] ?? "nothing"), in company \(fate)")
                }
            }
        }
    }

    @Test(arguments: [
        ("0.30000000000000004", "0.3"), ("149.99999999999997", "150"), ("0.299999999999999989", "0.3"),
        ("-0.30000000000000004", "-0.3"),
        ("1234567890.1199999", "1234567890.12"), ("0.123456", "0.123456"),
        ("9223372036854.775807", "9223372036854.775807"),
    ])
    func `as a decimal is its own value beside amounts`(_ text: String, _ value: String) throws {
        let file = TemporaryFile("id,amount\n1,150.00\n2,\(text)\n3,99999999999.99\n4,0.000001\n")
        let (found, problems) = read("files: \(file.path)\ncolumns:\n  amount: { type: decimal }\nreject_limit: 0")
        let table = try #require(found, "\(problems)")
        let values = table.table.chunks.flatMap { $0.columns[1].fates }
        #expect(values == ["150", value, "99999999999.99", "0.000001"])
    }

    @Test(arguments: [
        "0.1234567", "12.1234567891234", "1234567890.12345678", "123456789012.1234567", "-1234567890.12345678",
    ])
    func `is bad where a decimal would lose some of its places`(_ text: String) {
        let plan = ColumnPlan(name: "a", type: .decimal)
        let conventions = CellConventions(missing: MissingSpellings(), zone: .utc, decimalComma: false)
        #expect(Cells([text, "2.50"]).build(ColumnBuilder(plan, conventions: conventions)) == ["bad", "2.5"])
    }

    @Test(
        arguments: [
            (ColumnType.decimal, "0,125", false), (.decimal, "-0,125", false), (.decimal, "00,125", false),
            (.decimal, "¥0,125", false), (.integer, "0,125", false), (.integer, "012,345", false),
            (.real, "0,125", false),
            (.duration, "0,500", false), (.duration, "0,500秒", false), (.decimal, "0.125", true),
            (.decimal, "0.125.000", true), (.real, "0.125", true), (.duration, "0.500", true),
        ], InstructionSet.allCases.filter(\.isAvailable))
    func `is bad where a mark stands behind a lone zero, however it is read`(
        _ cell: (type: ColumnType, text: String, comma: Bool), _ set: InstructionSet
    ) {
        let plan = ColumnPlan(name: "a", type: cell.type, unit: cell.type == .duration ? .seconds : nil)
        let conventions = CellConventions(missing: MissingSpellings(), zone: .utc, decimalComma: cell.comma)
        let company = (0..<70).flatMap { _ in [cell.text, cell.comma ? "1.500" : "1,500", "7"] }
        let fates = Cells(company).build(ColumnBuilder(plan, conventions: conventions, set: set))
        for (row, fate) in fates.enumerated() where (fate == "bad") != (row % 3 == 0) {
            Issue.record("\(company[row]) as \(cell.type) is \(fate)")
            break
        }
    }

    @Test(arguments: [
        "-9223372036854775808", "9223372036854775808", "-9,223,372,036,854,775,808", "99999999999999999999.0",
    ])
    func `too large for a whole number is told so, and not to be none`(_ text: String) throws {
        let file = TemporaryFile("id;n\n1;150\n2;\(text)\n3;9223372036854775807\n")
        let (found, problems) = read("files: \(file.path)\ncolumns:\n  n: { type: integer }\nreject_limit: 1")
        #expect(
            problems.first?.contains("column 'n' expects a whole number within ±9,223,372,036,854,775,807") == true
                && problems.first?.contains("'type: text' takes longer numbers") == true, "\(problems)")
        #expect(try #require(found).table.chunks.flatMap { $0.columns[1].fates } == ["150", "9223372036854775807"])
    }

    @Test(arguments: ["1.5", "12a", "1e20"])
    func `that is no whole number is told to be none`(_ text: String) throws {
        let file = TemporaryFile("id,n\n1,150\n2,\(text)\n3,7\n")
        let (_, problems) = read("files: \(file.path)\ncolumns:\n  n: { type: integer }\nreject_limit: 1")
        #expect(problems.first?.contains("column 'n' expects a whole number, found") == true, "\(problems)")
    }

    @Test(arguments: ["0.1234567", "12.34567%", "0.123456789012345678", "9223372036854.775808", "10000000000000"])
    func `as a decimal is bad by itself, and no neighbour with it`(_ text: String) throws {
        let file = TemporaryFile("id,amount\n1,150.50\n2,\(text)\n3,7\n")
        let (found, problems) = read("files: \(file.path)\ncolumns:\n  amount: { type: decimal }\nreject_limit: 1")
        // What it says is what to declare.
        #expect(problems.first?.contains("'type: real' takes others") == true, "\(problems)")
        #expect(try #require(found).table.chunks.flatMap { $0.columns[1].fates } == ["150.5", "7"])
        // A column of which nobody said what it is becomes one of real numbers.
        if text.hasSuffix("%") { return }
        let (inferred, _) = read("files: \(file.path)\nreject_limit: 0")
        // As written, to the last digit that a binary number holds.
        #expect(inferred?.schema.columns.first { $0.name == "amount" }?.type == .real)
        let column = try #require(inferred).table.chunks[0].columns[1]
        var reals: [Double] = []
        if case .real(let found) = column { reals = found.values }
        #expect(reals == [150.5, Double(text) ?? 0, 7])
    }

    @Test(arguments: 0..<12)
    func `is the same in a file cut into any blocks, with any rows before and behind`(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed) + 100)
        let types: [ColumnType] = [.integer, .decimal, .real, .duration, .flag, .date, .instant]
        // Signs are the affair of the whole column: percentages beside plain numbers, and two currencies, end a run.
        func plain(_ type: ColumnType) -> String {
            let text = Self.text(type, &random).replacing("\"", with: "").replacing("%", with: "")
            return text.replacing("$", with: "¥").replacing("€", with: "¥")
        }
        let rows = (0..<40).map { _ in types.map { plain($0) } }
        func options(_ path: String) -> String {
            let columns = types.map {
                let more = $0 == .duration ? ", unit: s" : $0 == .decimal ? ", currency: CNY" : ""
                return "  \($0.rawValue): { type: \($0.rawValue), bad: missing\(more) }"
            }
            return "files: \(path)\nreject_limit: 1\ncolumns:\n" + columns.joined(separator: "\n")
        }
        func fates(_ rows: [[String]], jobs: Int, blockSize: Int) throws -> [[String]] {
            let cells = [types.map(\.rawValue)] + rows
            let text = cells.enumerated().map { row, cells in
                ([row == 0 ? "id" : "\(row)"] + cells.map { $0.contains(",") ? "\"\($0)\"" : $0 }).joined(
                    separator: ",")
            }.joined(separator: "\n")
            let (found, problems) = read(options(TemporaryFile(text + "\n").path), jobs: jobs, blockSize: blockSize)
            let table = try #require(found, "\(problems)").table
            return try types.map { type in
                let index = try #require(table.index(of: type.rawValue))
                return table.chunks.flatMap { $0.columns[index].fates }
            }
        }
        let expected = try fates(rows, jobs: 1, blockSize: 1 << 20)
        for (jobs, blockSize) in [(1, 40), (2, 100), (3, 400)] {
            let (before, behind) = (Int.random(in: 0..<20, using: &random), Int.random(in: 0..<20, using: &random))
            func others(_ count: Int) -> [[String]] {
                (0..<count).map { _ in types.map { plain($0) } }
            }
            let found = try fates(others(before) + rows + others(behind), jobs: jobs, blockSize: blockSize)
            #expect(found.map { Array($0[before..<(before + rows.count)]) } == expected)
        }
    }
}

extension Column {
    /// Every cell by its value alone, whatever scale it is kept at; missing ones as "none".
    fileprivate var fates: [String] {
        if case .decimal(let column) = self {
            return (0..<count).map { row in
                guard var units = column.units[row] else { return "none" }
                var scale = column.scale
                while scale > 0, units % 10 == 0 { (units, scale) = (units / 10, scale - 1) }
                return ExactDecimal(units: Int128(units), scale: scale).description
            }
        }
        return texts.map { $0 ?? "none" }
    }
}
