// Every export format is held to one contract by its made-up samples in Tests/Exports: recognised as itself alone, read as expected.

import Cleaning
import Diagnostics
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion
@testable import Pipelines

struct ExportContractTests {
    @Test func `every file of Exports is a format of the program`() throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: ExportSample.root + "/Sources/Ingestion/Exports")
        #expect(
            files.sorted() == BuiltInExports.names.map { "\($0).yml" },
            "write a line for each file into BuiltInExports.swift, by name")
        #expect(BuiltInExports.all.map(\.name) == BuiltInExports.names)
        #expect(BuiltInExports.problems.map(\.message.english) == [])
    }

    @Test(arguments: ExportSample.formats)
    func `every format has a sample, and the table it becomes`(name: String) throws {
        let samples = ExportSample.all.filter { $0.format == name }
        #expect(!samples.isEmpty, "make up a file like those of '\(name)': Tests/Exports/\(name).csv")
        for sample in samples where !FileManager.default.fileExists(atPath: sample.expectedPath) {
            Issue.record(
                "\(sample.expectedPath) is not there: run the tests once with RAPPORT_RECORD=1, then read what it says")
        }
    }

    @Test func `every sample is that of a format`() {
        for sample in ExportSample.all { #expect(ExportSample.formats.contains(sample.format), "\(sample)") }
    }

    @Test(arguments: ExportSample.all)
    func `a sample is recognised as its format and no other`(sample: ExportSample) throws {
        // Named by none of them: an error would say what else it may be.
        let (formats, problems) = sample.choose()
        #expect(formats["t"]?.name == sample.format, "\(problems)")
        #expect(problems == [])
    }

    @Test(arguments: ExportSample.all)
    func `a sample becomes the table beside it`(sample: ExportSample) throws {
        let made = try sample.table()
        let text = made.csv
        if ProcessInfo.processInfo.environment["RAPPORT_RECORD"] != nil {
            try Data(text.utf8).write(to: URL(fileURLWithPath: sample.expectedPath))
            Issue.record("recorded anew: \(sample.expectedPath)")
            return
        }
        let expected = FileManager.default.contents(atPath: sample.expectedPath) ?? Data()
        #expect(text == String(decoding: expected, as: UTF8.self), "\(made.problems)")
        // Whoever reads a sample by its format is told of nothing but what the format itself prefers.
        #expect(made.problems.filter { !$0.contains(": note: ") } == [])
    }

    @Test(arguments: ExportSample.formats)
    func `every column and every mapped word is in a sample`(name: String) throws {
        let format = try #require(ExportSample.trial.catalogue.named(name))
        let samples = ExportSample.all.filter { $0.format == format.name }
        let made = try samples.map { try $0.table() }
        for column in format.columns {
            let isThere = made.contains { $0.found.contains(column.name) }
            let isSaidToBeAbsent = made.contains { $0.csv.contains(ExportSample.absent) }
            #expect(isThere || isSaidToBeAbsent, "no sample of '\(format.name)' has column '\(column.name)'")
            for (word, _) in column.values {
                #expect(
                    try samples.contains { try $0.cells.contains(word) },
                    "no sample of '\(format.name)' has '\(word)' as '\(column.name)'")
            }
        }
    }

    @Test(arguments: ExportSample.formats)
    func `every format is well formed`(name: String) throws {
        let format = try #require(ExportSample.trial.catalogue.named(name))
        #expect(Set(format.columns.map(\.name)).count == format.columns.count)
        for column in format.columns {
            #expect(!column.headers.isEmpty)
            #expect((column.unit != nil) == (column.type == .duration), "\(column.name)")
        }
        if let zone = format.zone { #expect(TimeZoneTable(identifier: zone.text) != nil) }
        #expect(!format.marks.isEmpty && format.kind != nil && !format.notes.isEmpty)
        #expect(format.title.english != format.title.chinese && format.cautions.allSatisfy { $0.english != $0.chinese })
    }
}

/// A made-up file of an export.
struct ExportSample: CustomStringConvertible, Sendable {
    /// The format it is to be recognised as.
    var format: String
    var path: String

    var description: String { (path as NSString).lastPathComponent }
    /// `NAME.expected.csv` beside it.
    var expectedPath: String { (path as NSString).deletingPathExtension + ".expected.csv" }
    /// What stands in the expected table where the sample has no such column.
    static let absent = "(absent)"

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// `NAME.csv`, `NAME.GENERATION.csv`, with any ending.
    static let all: [ExportSample] = ["/Tests/Exports", "/Tests/Exports/trial"].flatMap { folder in
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root + folder)) ?? []
        return names.sorted().filter { $0.contains(".") && !$0.hasSuffix(".expected.csv") && !$0.hasSuffix(".yml") }.map
        {
            ExportSample(format: String($0.prefix { $0 != "." }), path: root + folder + "/" + $0)
        }
    }

    /// Formats that the program does not bring, as a user would write them.
    static let trial: ExportFiles = {
        let folder = root + "/Tests/Exports/trial/"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let collector = DiagnosticCollector()
        let files = ExportFiles(
            named: names.filter { $0.hasSuffix(".yml") }.sorted().map { folder + $0 }, collector: collector)
        for problem in collector.diagnostics { Issue.record("\(DiagnosticText(language: .english).text(of: problem))") }
        return files
    }()

    /// The names of all formats, the built-in ones first.
    static let formats = trial.catalogue.names

    /// The cells of its first rows.
    var cells: Set<String> {
        get throws {
            let ingest = IngestionOptions(OptionNode.text(options), collector: DiagnosticCollector())
            let declared = ingest.tables[0].declaredFormat(Self.trial.catalogue.named(format))
            return Set(try FileRecognition.signs(path: path, declared: declared).rows.joined())
        }
    }

    private var options: String { "t: { files: '\(path)', export: auto }" }

    func choose() -> (formats: [String: ExportFormat], problems: [String]) {
        let collector = DiagnosticCollector()
        let ingest = IngestionOptions(OptionNode.text(options), collector: collector)
        let context = StageContext(collector: collector, zone: .utc, asOf: 0)
        let formats = Ingestion.formats(of: ingest, among: Self.trial.catalogue, baseFolder: "", context: context)
        return (formats, Self.said(collector))
    }

    private static func said(_ collector: DiagnosticCollector) -> [String] {
        collector.diagnostics.map { DiagnosticText(language: .english).text(of: $0) }
    }

    /// A table as read and cleaned by the rules of its format, and which columns the file has.
    struct Made {
        var csv: String
        var found: Set<String>
        var problems: [String]
    }

    func table() throws -> Made {
        let collector = DiagnosticCollector()
        let context = StageContext(collector: collector, zone: .utc, asOf: 0)
        let ingest = IngestionOptions(OptionNode.text(options), collector: collector)
        let exports = Self.trial.catalogue
        let formats = Ingestion.formats(of: ingest, among: exports, baseFolder: "", context: context)
        let brought = BroughtRules(formats, of: ingest, collector: collector)
        let declared = formats["t"]?.columns.map(\.name) ?? []
        let wanted = Set(declared).union(brought.mentionedColumns["t"] ?? [])
        func plan(_ ofRules: [String: Set<String>]) -> IngestionPlan {
            Ingestion.plan(
                ingest, requested: ["t": wanted], baseFolder: "", defaultZone: .utc, exports: exports, formats: formats,
                ofRules: ofRules, context: context)
        }
        let found = Set(plan([:]).schemas.first?.columnNames ?? [])
        let reading = plan(brought.mentionedColumns)
        let (cleaning, schemas) = Cleaning.plan(
            CleaningOptions(brought.before(nil), collector: collector), schemas: reading.schemas, collector: collector)
        guard !collector.hasErrors else { return Made(csv: "", found: found, problems: Self.said(collector)) }
        let (read, raw) = try Ingestion.run(reading, context: context)
        #expect(read.rejects.count == 0, "rows of \(self) are rejected: \(Self.said(collector))")
        let cleaned = try Cleaning.run(cleaning, on: read, raw: raw, context: context)
        let table = try #require(cleaned.tables.first)
        let derived = schemas.first?.columnNames.filter { !declared.contains($0) && !found.contains($0) } ?? []
        return Made(
            csv: Self.csv(of: table, declared + derived, found: found.union(derived)), found: found,
            problems: Self.said(collector))
    }

    private static func csv(of table: Table, _ names: [String], found: Set<String>) -> String {
        var lines = [names.map(quoted).joined(separator: ",")]
        for chunk in table.chunks {
            for row in 0..<chunk.rowCount {
                let cells = names.map { name in
                    guard found.contains(name), let index = table.index(of: name) else { return absent }
                    return quoted(cell(chunk.columns[index], row))
                }
                lines.append(cells.joined(separator: ","))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Missing is nothing; a moment is that of UTC, a length of time is in seconds.
    private static func cell(_ column: Column, _ row: Int) -> String {
        switch column {
        case .text(let cells): cells[row] ?? ""
        case .integer(let cells): cells[row].map { "\($0)" } ?? ""
        case .real(let cells): cells[row].map { "\($0)" } ?? ""
        case .flag(let cells): cells[row].map { "\($0)" } ?? ""
        case .date(let cells): cells[row].map { CivilDate(dayNumber: Int($0)).isoText } ?? ""
        case .decimal(let cells):
            cells.units[row].map { ExactDecimal(units: Int128($0), scale: cells.scale).description } ?? ""
        case .instant(let cells): cells[row].map { Timestamp.text(of: $0, in: .utc) } ?? ""
        case .duration(let cells): cells[row].map { "\(Double($0) / 1000) s" } ?? ""
        }
    }

    private static func quoted(_ text: String) -> String {
        text.contains { ",\"\n\r".contains($0) } ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
