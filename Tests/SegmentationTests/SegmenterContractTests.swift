// What every segmenter must do, whatever else it does.

import Diagnostics
import Foundation
import Segmentation
import Stages
import Tabular
import TestSupport
import Testing

/// A segmenter as it is written for a ``DirtyTable`` called `calls` that is linked to a table `people`.
struct SegmenterSample: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String

    var testDescription: String { text }

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    static let all: [SegmenterSample] = [
        SegmenterSample("column", "{ column: calls.queue }"),
        SegmenterSample(
            "column", "{ column: [people.level, calls.count], labels: { gold: { zh: 金, en: Gold }, -1: less } }"),
        SegmenterSample("expression", "{ expression: wait > 10 s or resolved, of: calls }"),
        SegmenterSample("expression", "{ expression: lower(name), of: calls }"),
        SegmenterSample("bands", "{ bands: amount / 1, of: calls, edges: [-1, 0, 12.345, 1e2] }"),
        SegmenterSample("bands", "{ bands: amount, of: calls, edges: [0, 12.345], labels: [less, some, more] }"),
        SegmenterSample("calendar", "{ calendar: at, of: calls, part: hour }"),
        SegmenterSample("calendar", "{ calendar: day, of: calls, part: year }"),
        SegmenterSample("calendar", "{ calendar: at, of: calls, part: time_of_day, every: 15 min }"),
        SegmenterSample("geography", "{ geography: city, from: [people.place, calls.name] }"),
        SegmenterSample("geography", "{ geography: area, from: people.place }"),
        SegmenterSample("rfm", "{ rfm: calls, customer: id, at: at, amount: amount, over: 1 month }"),
        SegmenterSample("rfm", "{ rfm: calls, customer: name, at: day, amount: count, labels: scores }"),
        SegmenterSample("rfm", "{ rfm: calls, customer: count, at: day, amount: amount, convention: mean }"),
        SegmenterSample("value", "{ value: amount, of: calls, customer: id, at: day, over: 7 days }"),
        SegmenterSample(
            "value", "{ value: amount * 2, of: calls, customer: name, method: quantiles, cuts: { A: 50% } }"),
    ]
}

@Suite struct SegmenterContractTests {
    private static let people = Table.sample(
        "people",
        [
            "id": .texts((0..<20).map { "c\($0)" } + [nil]),
            "level": .texts((0..<21).map { ["gold", "tin", nil, "unknown"][$0 % 4] }),
            "place": .texts((0..<21).map { ["广东", nil, "朝阳区", "Suzhou", "上海南京路"][$0 % 5] }),
        ], chunkRows: 6)

    private func run(_ sample: SegmenterSample, _ table: Table, jobs: Int = 2) throws -> SegmentationSample {
        try SegmentationSample(
            "link: { calls.id: people.id }\nsegment: { s: \(sample.text) }", [table, Self.people], end: "2026-09-05",
            jobs: jobs)
    }

    @Test func `the catalogue holds every file of the folder, and the samples leave none out`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Sources/Segmentation/Segmenters")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.sorted() == SegmenterCatalogue.segmenters.map { "\($0).swift" }.sorted())
        let without = Set(SegmenterCatalogue.names).subtracting(SegmenterSample.all.map(\.name))
        #expect(without == [], "write an example of each into SegmenterSample.all")
    }

    @Test func `a segmenter reads what it declares, and nothing else`() {
        for type in SegmenterCatalogue.segmenters {
            for text in ["{}", "{ of: calls }", "{ \(type.name): calls, over: 7 days, method: thresholds }"] {
                let collector = DiagnosticCollector()
                let node = OptionNode.text(text)
                let identity = SegmentIdentity(key: "s", location: node.location)
                let reader = OptionReader(node, of: identity.wording, keys: type.keys, collector: collector)
                _ = reader.wording(OptionKey("title", .wording, help: Wording("title")))
                _ = type.init(reader, of: identity)
                reader.finish()
                #expect(collector.diagnostics.allSatisfy { $0.kind.fault != .program }, "\(collector.texts())")
            }
        }
    }

    @Test(arguments: SegmenterSample.all)
    func `promises hold, chunks and threads do not matter, and the same comes twice`(_ sample: SegmenterSample) throws {
        for seed in 0..<25 {
            var random = SplitMix64(seed: UInt64(seed))
            let table = DirtyTable.random(using: &random)
            let first = try run(sample, table)
            #expect(first.brokenPromises == [], "seed \(seed)")
            for rows in [1, 3, 1000] {
                let other = try run(sample, table.rechunked(rows), jobs: rows % 3 + 1)
                #expect(other.labels("s", of: "calls") == first.labels("s", of: "calls"), "seed \(seed)")
                #expect(other.labels("s", of: "people") == first.labels("s", of: "people"), "seed \(seed)")
                #expect(other.result.segments.map(\.labels) == first.result.segments.map(\.labels), "seed \(seed)")
                #expect(other.result.segments.map(\.convention) == first.result.segments.map(\.convention))
                #expect(other.warnings == first.warnings, "seed \(seed)")
            }
        }
    }

    @Test(arguments: SegmenterSample.all)
    func `a table without rows, with one row and with missing cells only`(_ sample: SegmenterSample) throws {
        var random = SplitMix64(seed: 5)
        var table = DirtyTable.random(maximumRows: 9, using: &random)
        table.chunks = []
        #expect(try run(sample, table).brokenPromises == [])
        #expect(try run(sample, table).labels("s", of: "calls") == [])
        for rows in [1, 5] {
            let missing = table.columns.map {
                ($0.name, SampleColumn.cells($0.type, Array(repeating: .missing, count: rows)))
            }
            let run = try run(sample, .sample("calls", missing, chunkRows: 2))
            #expect(run.brokenPromises == [])
            #expect(run.labels("s", of: "calls") == Array(repeating: "unknown", count: rows))
        }
    }

    private static func queueAndID(_ row: TwinRow) -> String {
        guard case .text(let queue) = row["queue"], case .text(let id) = row["id"] else { return "unknown" }
        return queue + id
    }

    private static func isLong(_ row: TwinRow) -> String {
        switch (row["wait"], row["resolved"]) {
        case (.duration(10_001...), _), (_, .flag(true)): "yes"
        case (.missing, _), (_, .missing): "unknown"
        default: "no"
        }
    }

    @Test func `values, formulas and bands are those of the slow twin`() throws {
        for seed in 0..<60 {
            var random = SplitMix64(seed: UInt64(seed) &+ 400)
            let table = DirtyTable.random(using: &random)
            let edges = ["-0.5", "0", "12.345"]
            let run = try SegmentationSample(
                """
                segment:
                  queue: { column: calls.queue }
                  count: { column: calls.count }
                  joined: { expression: 'concat(queue, id)', of: calls }
                  long: { expression: wait > 10 s or resolved, of: calls, labels: { true: yes, false: no } }
                  amount: { bands: amount, of: calls, edges: [\(edges.joined(separator: ", "))] }
                """, [table])
            let rows = TwinTable(table).rows
            for column in ["queue", "count"] {
                #expect(run.labels(column, of: "calls") == rows.map { SegmentationTwin.valueLabel($0[column]) })
            }
            #expect(run.labels("joined", of: "calls") == rows.map(Self.queueAndID))
            #expect(run.labels("long", of: "calls") == rows.map(Self.isLong))
            let bands = edges.compactMap { text in SampleColumn.decimal(text).map { (text, $0) } }
            let amounts = rows.map { row -> ExactDecimal? in
                if case .decimal(let amount) = row["amount"] { amount } else { nil }
            }
            #expect(run.labels("amount", of: "calls") == amounts.map { SegmentationTwin.bandLabel($0, edges: bands) })
        }
    }

    @Test(arguments: ["hour", "weekday", "day", "month", "quarter", "year", "15 min", "30 min", "60 min"])
    func `calendar parts are those of the slow twin`(_ part: String) throws {
        let zone = try #require(TimeZoneTable(identifier: "America/New_York"))
        var random = SplitMix64(seed: 9)
        let bound: Int64 = 3_000_000_000_000
        let moments = (0..<400).map { _ in
            random.chance(0.1) ? Cell.missing : .instant(.random(in: -bound...bound, using: &random))
        }
        let days = (0..<400).map { _ in Cell.date(.random(in: -30_000...30_000, using: &random)) }
        let table = Table.sample("t", ["at": .cells(.instant, moments), "day": .cells(.date, days)], chunkRows: 150)
        for (column, cells) in [("at", moments), ("day", days)]
        where column == "at" || (part != "hour" && !part.hasSuffix("min")) {
            let written = part.hasSuffix("min") ? "time_of_day, every: \(part)" : part
            let run = try SegmentationSample(
                "segment: { s: { calendar: \(column), of: t, part: \(written) } }", [table], zone: zone)
            let expected = cells.map { SegmentationTwin.calendarLabel($0, part: part, zone: zone) }
            #expect(run.labels("s", of: "t") == expected)
            #expect(run.brokenPromises == [])
        }
    }

    /// The eight kinds by whether R, F and M are high.
    static let letters = [
        "champions": "HHH", "high_value_developing": "HLH", "high_value_slipping": "LHH",
        "high_value_at_risk": "LLH", "regular": "HHL", "new_low": "HLL", "frequent_fading": "LHL",
        "dormant": "LLL",
    ]

    @Test(arguments: ["mean", "median"])
    func `RFM above mean and median is that of the slow twin`(_ convention: String) throws {
        for seed in 0..<40 {
            var random = SplitMix64(seed: UInt64(seed) &+ 31)
            let table = SalesSample.random(using: &random)
            let run = try SegmentationSample(
                """
                segment: { s: { rfm: sales, customer: customer, at: day, amount: paid, convention: \(convention) } }
                """, [table])
            let (sales, customerOfRow, ids) = SalesSample.sales(of: table)
            let levels = SegmentationTwin.rfmLevels(
                SegmentationTwin.customers(sales, count: ids.count), byMedian: convention == "median")
            let expected = customerOfRow.map { $0.map { levels[$0] } ?? "unknown" }
            #expect(run.labels("s", of: "sales")?.map { Self.letters[$0] ?? $0 } == expected, "seed \(seed)")
        }
    }
}
