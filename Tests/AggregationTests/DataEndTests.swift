// How far the data reach: to the last moment of the column that a metric counts by, not to the midnight after it.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

struct DataEndTests {
    private func rate(
        _ opened: [String?], _ resolved: [String?], within: String = "12 h", asOf: String = "2026-09-20"
    ) throws -> [MetricValue?] {
        let tickets = Table.sample(
            "tickets", ["opened": .instants(opened), "resolved": .instants(resolved)], chunkRows: 2)
        var bench = AggregationBench(tables: [tickets])
        bench.catalogue = try SourceCatalogue.load()
        bench.asOf = try #require(SampleColumn.instant(asOf))
        let cell = try bench.results("metrics: [{ metric: resolution_rate, within: \(within) }]")
            .cell("resolution_rate")
        return [cell?.numerator, cell?.denominator]
    }

    private func exact(_ numbers: [Int]) -> [MetricValue?] { numbers.map { .exact(ExactDecimal($0)) } }

    @Test func `tickets opened within the last half day of the data are not judged`() throws {
        let found = try rate(
            ["2026-09-12T09:00:00Z", "2026-09-13T10:00:00Z", "2026-09-13T11:30:00Z"],
            ["2026-09-12T10:00:00Z", nil, nil])
        #expect(found == exact([1, 1]))
    }

    @Test func `a metric says whether its rows wait to be judged, and whether it adds up`() throws {
        let tickets = Table.sample(
            "tickets",
            ["opened": .instants(["2026-09-12T09:00:00Z"]), "resolved": .instants([nil]), "who": .texts(["c"])])
        var bench = AggregationBench(tables: [tickets])
        bench.catalogue = try SourceCatalogue.load()
        let metrics = try bench.results(
            """
            metrics: [resolution_rate, tickets, fcr, both, per]
            define:
              fcr: { unrepeated: who, within: 2 d, of: tickets, at: opened }
              both: { calculate: tickets + tickets }
              per: { calculate: resolution_rate / tickets }
            """
        ).metrics
        #expect(metrics.map(\.waits) == [true, false, true, false, true])
        #expect(metrics.map(\.isAdditive) == [false, true, false, true, false])
    }

    @Test func `the end is no midnight, whatever the span`() throws {
        // The last is opened at 23:00, so that one hour before is 22:00.
        let found = try rate(
            ["2026-09-13T21:59:00Z", "2026-09-13T22:00:00Z", "2026-09-13T22:01:00Z", "2026-09-13T23:00:00Z"],
            ["2026-09-13T22:30:00Z", nil, nil, nil], within: "1 h")
        #expect(found == exact([1, 2]))
    }

    @Test func `a stray time after the report is no end of the data`() throws {
        let found = try rate(
            ["2026-09-12T09:00:00Z", "2026-09-13T10:00:00Z", "2062-01-01T00:00:00Z", "2026-09-13T11:30:00Z"],
            ["2026-09-12T10:00:00Z", nil, nil, nil])
        #expect(found == exact([1, 1]))
    }

    @Test func `what is held against the end of the data shows nothing of it`() throws {
        let tasks = Table.sample(
            "tasks",
            [
                "opened": .instants(["2026-09-01T08:00:00Z", "2026-09-02T08:00:00Z", "2026-09-03T08:00:00Z"]),
                "due": .instants(["2026-09-02T08:00:00Z", "2026-09-03T08:00:00Z", "2026-09-10T08:00:00Z"]),
            ])
        let bench = AggregationBench(tables: [tasks], asOf: try #require(SampleColumn.instant("2026-09-20")))
        let results = try bench.results(
            "metrics: [past]\ndefine: { past: { count: rows, of: tasks, at: opened, where: due <= $data_end } }")
        #expect(results.cell("past")?.value == .exact(ExactDecimal(2)))
    }

    @Test func `a stray time after the report does not end the wait for a repetition`() throws {
        let calls = Table.sample(
            "calls",
            [
                "start": .instants([
                    "2026-09-01T08:00:00Z", "2026-09-11T08:00:00Z", "2026-09-12T08:00:00Z", "2062-01-01T00:00:00Z",
                ]),
                "customer": .texts(["c1", "c2", "c3", "c4"]),
            ])
        let bench = AggregationBench(tables: [calls], asOf: try #require(SampleColumn.instant("2026-09-20")))
        let results = try bench.results(
            "metrics: [once]\ndefine: { once: { unrepeated: customer, within: 7 d, of: calls, at: start } }")
        // Of the call of the 11th and those after it nobody knows yet.
        #expect(results.cell("once")?.denominator == .exact(ExactDecimal(1)))
    }
}
