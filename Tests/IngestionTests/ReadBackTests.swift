// Random tables of texts are read back whole: ten thousand of them, every cell as libcsv cuts it out of the file.
import Diagnostics
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

/// The texts of a column to be made up.
private struct RandomTexts {
    private let form: Int
    private let prefix: String
    private let digits: Int
    private let choices: [String]
    private var number: Int

    init(_ random: inout SplitMix64) {
        form = Int.random(in: 0..<10, using: &random)
        prefix = random.pick(
            "", "C", "客", "订单", "ab-", "order-", "prefix78", "prefix789", "0", "00", "1", "9999", "a longer prefix ")
        digits = Int.random(in: 1...9, using: &random)
        number = random.pick(0, 1, 7, 8, 95, 998, 99_990, 12_345_678)
        var choices: [String] = []
        for _ in 0..<random.pick(1, 2, 3, 8, 30) { choices.append(Self.word(&random)) }
        self.choices = choices
    }

    private static func word(_ random: inout SplitMix64) -> String {
        let length = random.pick(0, 1, 2, 3, 7, 8, 9, 14, 15, 16, 17, 31)
        let signs = random.pick("x", "客a", "0", "01", "ab,\n\"c", "9")
        return "a" + String(String(repeating: signs, count: length).prefix(length)) + "z"
    }

    private func padded(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }

    mutating func next(_ random: inout SplitMix64) -> String {
        if random.chance(0.02) { return random.pick("", "x", choices[0]) }
        switch form {
        // Codes of mixed length, of which some thousand tables have as many bytes as if all had the first one's.
        case 0: return String(random.pick(from: [10, 9, 100, 7, 11, 12, 1000, 5]) ?? 0)
        case 1: return prefix + String(Int.random(in: 0..<2000, using: &random))
        // Numbers with leading zeros, by one length or by several.
        case 2: return prefix + padded(Int.random(in: 0..<50, using: &random), digits)
        case 3: return prefix + padded(Int.random(in: 0..<50, using: &random), random.pick(1, 2, 3, digits))
        // Counting up, with gaps and without, and back.
        case 4:
            number += 1
            return prefix + padded(number, digits)
        case 5:
            number += random.pick(1, 1, 1, 2, 70)
            return prefix + padded(number, digits)
        case 6:
            number = max(0, number + random.pick(1, 1, 1, -3))
            return prefix + String(number)
        // One text, a few, and all kinds of words.
        case 7: return choices[0]
        case 8: return random.pick(from: choices) ?? ""
        default: return Self.word(&random)
        }
    }
}

struct `A table of texts` {
    /// Makes up files of one table, and what libcsv finds in them, column by column.
    private func make(_ random: inout SplitMix64, folder: String) throws -> (files: [FilePlan], cells: [[String?]]) {
        var columns = (0..<Int.random(in: 1...3, using: &random)).map { _ in RandomTexts(&random) }
        let names = columns.indices.map { "c\($0)" }
        let lineEnd = random.pick("\n", "\n", "\r\n")
        var cells = [[String?]](repeating: [], count: columns.count)
        var files: [FilePlan] = []
        for file in 0..<random.pick(1, 1, 2, 3) {
            var text = names.joined(separator: ",") + lineEnd
            for _ in 0..<random.pick(1, 2, 3, 3, 4, 5, 17, 30) {
                let row = columns.indices.map { columns[$0].next(&random) }
                let quoted = row.map { cell -> String in
                    guard cell.contains(where: { "\",\n".contains($0) }) || random.chance(0.02) else { return cell }
                    return "\"\(cell.replacing("\"", with: "\"\""))\""
                }
                text += quoted.joined(separator: ",") + lineEnd
            }
            let path = "\(folder)/\(file).csv"
            try text.write(toFile: path, atomically: false, encoding: .utf8)
            let plan = FilePlan(
                path: path,
                recognised: RecognisedFile(
                    path: path, identity: try #require(FileIdentity(path: path)),
                    encoding: RecognisedEncoding(encoding: .utf8, evidence: .validated, markLength: 0),
                    dialect: RecognisedDialect(
                        dialect: Dialect(), lineEnds: LineEndCounts(lineFeed: 1), candidates: []),
                    header: RecognisedHeader(names: names, line: 1, rowsBeforeData: 1, preamble: [], evidence: .looks)),
                places: Array(columns.indices), timePlaces: columns.map { _ in nil }, names: names)
            files.append(plan)
            for row in try libcsv(plan).dropFirst() where row.count == columns.count {
                // A line without a cell is no row.
                if row.count > 1, row.allSatisfy(\.isEmpty) { continue }
                for (column, cell) in row.enumerated() { cells[column].append(cell.isEmpty ? nil : cell) }
            }
        }
        return (files, cells)
    }

    private func libcsv(_ plan: FilePlan) throws -> [[String]] {
        let stream = try DecodedStream(
            file: SourceFile(path: plan.path), recognised: plan.recognised.encoding)
        let reader = RecordReader(stream: stream, dialect: Dialect(), tokenizer: LibCSVTokenizer(dialect: Dialect()))
        let block = RecordBlock()
        var rows: [[String]] = []
        while try reader.read(into: block) {
            for row in 0..<block.rowCount { rows.append(block.texts(row: row)) }
        }
        return rows
    }

    /// The cells of a table as the program reads them, column by column.
    private func readBack(_ files: [FilePlan], width: Int, isShared: Bool, context: StageContext) throws -> [[String?]]
    {
        let table = TablePlan(
            name: "t", location: SourceLocation(file: "t.yml"), export: nil,
            columns: (0..<width).map {
                PlannedColumn(
                    plan: ColumnPlan(name: "c\($0)", type: .text), evidence: Wording(en: "", zh: ""))
            },
            files: files,
            conventions: CellConventions(missing: MissingSpellings([]), zone: .utc, decimalComma: false),
            footers: FooterWords(),
            rejectLimit: 0, mayRepeatFiles: true)
        // Columns that a link connects share a dictionary.
        let shared = TextInterner()
        let dictionaries = (0..<width).map { _ in isShared ? shared : TextInterner() }
        var reading = TableReading(table: table, firstFile: 0, dictionaries: dictionaries, context: context)
        try reading.read()
        var pools: [TextPool] = []
        if isShared {
            pools = Array(repeating: shared.pool(jobs: 1), count: width)
        } else {
            pools = dictionaries.map { $0.pool(jobs: 1) }
        }
        let read = reading.takeTable(pools: pools)
        return (0..<width).map { column in read.chunks.flatMap { $0.columns[column].texts } }
    }

    @Test(arguments: 0..<40)
    func `is read back cell for cell, in blocks of any size and on any number of threads`(_ part: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("read-back-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for seed in (part * 250)..<(part * 250 + 250) {
            var random = SplitMix64(seed: UInt64(seed))
            let (files, expected) = try make(&random, folder: folder.path)
            let blockSize = random.pick(1, 7, 20, 64, 150, 1 << 20)
            let jobs = random.pick(1, 1, 2, 4)
            let found = try readBack(
                files, width: expected.count, isShared: random.chance(0.4),
                context: context(DiagnosticCollector(), jobs: jobs, blockSize: blockSize))
            #expect(found == expected, "table \(seed), blocks of \(blockSize) bytes, \(jobs) threads")
        }
    }

    @Test(arguments: [
        ["10", "9", "100"], ["C10", "C9", "C100"], ["客10", "客9", "客100"], ["0010", "009", "00100"], ["9", "", "9"],
        ["100", "10", "1", "1000", "11111"],
    ])
    func `keeps codes of mixed length whose bytes add up as if all had one`(_ codes: [String]) {
        let file = TemporaryFile("code,n\n" + codes.map { "\($0),1\n" }.joined())
        let (found, problems) = read("files: \(file.path)\ncolumns:\n  code: { type: text }")
        #expect(found?.texts("code") == codes.map { $0.isEmpty ? nil : $0 }, "\(problems)")
    }
}
