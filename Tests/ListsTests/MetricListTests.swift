// Lists that metrics decide: by what is shown, never by chance, never telling what is hidden.

import Diagnostics
import OptionFiles
import Stages
import Tabular
import TestSupport
import Testing

@testable import Lists

struct MetricListTests {
    private static let by = Breakdown(segments: ["agent"])
    private static let month = Period(.month, containing: 20_000)

    /// Six agents: value, bounds and n of each; the fifth is hidden, the sixth below the minimum n.
    private func made(_ condition: String, order: String = "csat.low", most: Int? = nil) throws -> [[RowList.Cell]] {
        let numbers: [(low: Double, high: Double, n: Int)] = [
            (0.9, 0.95, 100), (0.6, 0.7, 100), (0.8, 0.9, 100), (0.9, 0.97, 80), (0.1, 0.2, 3), (0.1, 0.2, 29),
        ]
        let keys = numbers.indices.map { "a\($0 + 1)" }
        let collector = DiagnosticCollector()
        let table = Table.sample("agents", ["agent_id": .texts(keys)])
        let node = OptionNode.text(
            "people: { of: agents, by: agent, id: agent_id, when_metric: \"\(condition)\", order: \(order), descending: yes"
                + (most.map { ", most: \($0)" } ?? "") + " }")
        let description = MetricDescription(
            key: "csat", title: Wording("csat"), unit: .fraction, better: .higher, formula: Wording("k"),
            definition: "csat", minimumN: 30)
        let context = StageContext(collector: collector, zone: .utc, asOf: 0)
        let plan = Lists.plan(
            ListOptions(node, collector: collector), tables: [("agents", "agents")], schemas: [.sample(table)],
            segments: [
                SegmentSchema(
                    key: "agent", title: Wording("agent"), location: SourceLocation(file: "p"), tables: ["agents"])
            ], metrics: [description], isMeasured: { _, _ in true }, context: context)
        #expect(collector.diagnostics.isEmpty)
        var segmented = SegmentedTables()
        segmented.segments = [
            Segment(key: "agent", title: Wording("agent"), labels: keys.map { SegmentLabel(key: $0) } + [.unknown])
        ]
        segmented.tables = [
            SegmentedTable(
                table: table, numbers: ["agent": SegmentNumbers(chunks: [keys.indices.map { UInt32($0) }])])
        ]
        let candidates = try Lists.candidates(plan, in: segmented, context: context)
        var results = MetricResults(
            metrics: [description], breakdowns: [.total, Self.by], segments: segmented.segments, period: Self.month)
        results.cells = numbers.enumerated().map { place, number in
            let isHidden = number.n < 5
            return MetricCell(
                metric: "csat", breakdown: Self.by, period: Self.month, labels: [place],
                value: isHidden ? nil : .real((number.low + number.high) / 2), n: isHidden ? 0 : number.n,
                low: isHidden ? nil : number.low, high: isHidden ? nil : number.high,
                status: isHidden ? .hidden : .plain)
        }
        guard case .rowList(let list)? = Lists.run(plan, candidates, on: results).lists.first?.content else {
            return []
        }
        return list.rows
    }

    private func ids(_ rows: [[RowList.Cell]]) -> [String] {
        rows.map { row in if case .text(let id) = row[1] { id } else { "" } }
    }

    @Test(arguments: [
        ("csat.high < 85%", ["a2"]),
        ("csat.low >= 85%", ["a1", "a4"]),
        ("not csat.high >= 85%", ["a2"]),
        ("csat.value is missing", []), ("coalesce(csat.n, 0) < 50", []),
        ("csat.n < 90 or csat.value is missing", ["a4"]),
    ])
    func `who is hidden or has too few rows is in no list, whatever is asked`(condition: String, listed: [String])
        throws
    {
        #expect(ids(try made(condition)) == listed)
    }

    @Test func `equal ones have the same rank and are listed together, also where a list is cut`() throws {
        let rows = try made("csat.n > 0", most: 1)
        #expect(ids(rows) == ["a1", "a4"])
        #expect(rows.map(\.first) == [1, 1].map { .number(.exact(ExactDecimal($0))) })
        let all = try made("csat.n > 0")
        #expect(ids(all) == ["a1", "a4", "a3", "a2"])
        #expect(all[2].first == .number(.exact(ExactDecimal(3))))
    }
}
