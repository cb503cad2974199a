// Every metric kind against its slow twin, on seeded random tables, cut into chunks and threads in many ways.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

/// A definition and the same in plain code.
struct TwinCase: Sendable, CustomTestStringConvertible {
    typealias Row = MetricTwin.Row

    let definition: String
    let twin: @Sendable () -> MetricTwin

    var testDescription: String { definition }

    /// The kind that the definition begins with.
    var kind: (any MetricKind.Type)? {
        KindCatalogue.kinds.first { definition.hasPrefix($0.word + ":") } as? any MetricKind.Type
    }

    static func flag(_ cell: Cell?, _ test: (Double) -> Bool) -> Bool? {
        switch cell {
        case .integer(let number)?: test(Double(number))
        case .real(let number)?: test(number)
        case .duration(let milliseconds)?: test(Double(milliseconds))
        case .decimal(let number)?: test(number.doubleValue)
        default: nil
        }
    }

    static func cell(_ name: String) -> (Row) -> Cell { { $0[name] ?? .missing } }

    private static func resolved(_ row: Row) -> Bool? {
        if case .flag(let flag)? = row["resolved"] { flag } else { nil }
    }

    static let all: [TwinCase] = [
        TwinCase(definition: "count: rows, at: at") { MetricTwin(.count, at: "at") },
        TwinCase(definition: "count: rows, at: day, where: count > 2") {
            MetricTwin(.count, at: "day", where: { flag($0["count"]) { $0 > 2 } })
        },
        TwinCase(definition: "sum: amount, at: at") { MetricTwin(.sum, at: "at", value: cell("amount")) },
        TwinCase(definition: "sum: count, at: day, where: resolved") {
            MetricTwin(
                .sum, at: "day", value: cell("count"),
                where: { if case .flag(let flag)? = $0["resolved"] { flag } else { nil } })
        },
        TwinCase(definition: "sum: score, at: day") { MetricTwin(.sum, at: "day", value: cell("score")) },
        TwinCase(definition: "sum: amount, interval: compound_poisson, at: at") {
            MetricTwin(.sum, at: "at", value: cell("amount"))
        },
        TwinCase(definition: "sum: score, interval: compound_poisson, at: day") {
            MetricTwin(.sum, at: "day", value: cell("score"))
        },
        TwinCase(definition: "mean: wait, at: at") { MetricTwin(.mean, at: "at", value: cell("wait")) },
        TwinCase(definition: "mean: amount, at: day") { MetricTwin(.mean, at: "day", value: cell("amount")) },
        TwinCase(definition: "mean: score, at: day, where: count >= 0") {
            MetricTwin(.mean, at: "day", value: cell("score"), where: { flag($0["count"]) { $0 >= 0 } })
        },
        TwinCase(definition: "share: count > 3, at: day") {
            MetricTwin(.share, at: "day", condition: { flag($0["count"]) { $0 > 3 } })
        },
        TwinCase(definition: "share: wait <= 5 s, among: resolved, at: at, where: count < 8") {
            MetricTwin(
                .share, at: "at", condition: { flag($0["wait"]) { $0 <= 5000 } },
                among: { if case .flag(let flag)? = $0["resolved"] { flag } else { nil } },
                where: { flag($0["count"]) { $0 < 8 } })
        },
        TwinCase(definition: "stddev: wait, at: at") { MetricTwin(.stddev, at: "at", value: cell("wait")) },
        TwinCase(definition: "stddev: amount, at: day") { MetricTwin(.stddev, at: "day", value: cell("amount")) },
        TwinCase(definition: "stddev: score, at: day, where: count > 2") {
            MetricTwin(.stddev, at: "day", value: cell("score"), where: { flag($0["count"]) { $0 > 2 } })
        },
        TwinCase(definition: "mean: wait, weight: count, at: at, unit: s") {
            MetricTwin(.weightedMean, at: "at", value: cell("wait"), weight: cell("count"))
        },
        TwinCase(definition: "mean: amount, weight: amount, at: day, where: resolved") {
            MetricTwin(.weightedMean, at: "day", value: cell("amount"), weight: cell("amount"), where: { resolved($0) })
        },
        TwinCase(definition: "mean: score, weight: count, at: day") {
            MetricTwin(.weightedMean, at: "day", value: cell("score"), weight: cell("count"))
        },
        TwinCase(definition: "share: count > 3, weight: amount, at: day") {
            MetricTwin(.weightedShare, at: "day", weight: cell("amount"), condition: { flag($0["count"]) { $0 > 3 } })
        },
        TwinCase(definition: "share: wait <= 5 s, among: resolved, weight: score, at: at") {
            MetricTwin(
                .weightedShare, at: "at", weight: cell("score"), condition: { flag($0["wait"]) { $0 <= 5000 } },
                among: { resolved($0) })
        },
        TwinCase(definition: "share: amount > 20, weight: count, at: at") {
            MetricTwin(.weightedShare, at: "at", weight: cell("count"), condition: { flag($0["amount"]) { $0 > 20 } })
        },
        TwinCase(definition: "unit_mean: amount, each: id, weight: count, zero_when: resolved, at: at") {
            MetricTwin(
                .unitMean(isWeighted: true), at: "at", value: cell("amount"), occasion: cell("id"),
                weight: cell("count"), condition: { resolved($0) })
        },
        TwinCase(definition: "unit_mean: wait, each: queue, at: day, where: count > 0") {
            MetricTwin(
                .unitMean(isWeighted: false), at: "day", value: cell("wait"), occasion: cell("queue"),
                where: { flag($0["count"]) { $0 > 0 } })
        },
        TwinCase(definition: "unit_mean: score, each: name, zero_when: count > 7, at: day") {
            MetricTwin(
                .unitMean(isWeighted: false), at: "day", value: cell("score"), occasion: cell("name"),
                condition: { flag($0["count"]) { $0 > 7 } })
        },
        TwinCase(definition: "rating: amount, rater: id, at: day") {
            MetricTwin(
                .rating("score", least: 3, relation: { _ in .integer(0) }, isWeighted: false), at: "day",
                value: cell("amount"), occasion: cell("id"))
        },
        TwinCase(definition: "rating: score, rater: id, relation: queue, weight: count, own: resolved, at: at") {
            MetricTwin(
                .rating("score", least: 3, relation: cell("queue")), at: "at", value: cell("score"),
                occasion: cell("id"), weight: cell("count"), among: { resolved($0) })
        },
        TwinCase(
            definition: "rating: wait, rater: name, relation: queue, own: resolved, min_raters: 6, gives: gap, at: day"
        ) {
            MetricTwin(
                .rating("gap", least: 6, relation: cell("queue"), isWeighted: false), at: "day", value: cell("wait"),
                occasion: cell("name"), among: { resolved($0) })
        },
        TwinCase(
            definition:
                "rating: amount, rater: day, relation: name, weight: amount, min_raters: 2, gives: coverage, at: at"
        ) {
            MetricTwin(
                .rating("coverage", least: 2, relation: cell("name")), at: "at", value: cell("amount"),
                occasion: cell("day"), weight: cell("amount"))
        },
        TwinCase(definition: "agreement: count, rater: id, subject: queue, item: resolved, steps: count + 4, at: day") {
            MetricTwin(
                .agreement(least: 3, subject: cell("queue"), item: cell("resolved")), at: "day", value: cell("count"),
                occasion: cell("id"),
                weight: { if case .integer(let count)? = $0["count"] { .integer(count + 4) } else { .missing } })
        },
        TwinCase(
            definition:
                "agreement: score, rater: name, subject: queue, item: count, steps: 5, min_raters: 2, at: at"
        ) {
            MetricTwin(
                .agreement(least: 2, subject: cell("queue"), item: cell("count")), at: "at", value: cell("score"),
                occasion: cell("name"), weight: { _ in .integer(5) })
        },
        TwinCase(definition: "minimum: amount, at: day") { MetricTwin(.minimum, at: "day", value: cell("amount")) },
        TwinCase(definition: "maximum: wait, at: at") { MetricTwin(.maximum, at: "at", value: cell("wait")) },
        TwinCase(definition: "minimum: score, at: at") { MetricTwin(.minimum, at: "at", value: cell("score")) },
        TwinCase(definition: "median: wait, at: day") { MetricTwin(.quantile(0.5), at: "day", value: cell("wait")) },
        TwinCase(definition: "quantile: amount, at_share: 90%, at: day") {
            MetricTwin(.quantile(0.9), at: "day", value: cell("amount"))
        },
        TwinCase(definition: "distinct: id, at: day") { MetricTwin(.distinct, at: "day", value: cell("id")) },
        TwinCase(definition: "distinct: 'concat(id, queue)', at: at") {
            MetricTwin(.distinct, at: "at") { row in
                if case .text(let id)? = row["id"], case .text(let queue)? = row["queue"] {
                    .text(id + queue)
                } else {
                    .missing
                }
            }
        },
        TwinCase(definition: "retention: id, active: 5 days, at: day") {
            MetricTwin(
                .share, at: "day", condition: { $0["$kept"] == .flag(true) },
                counted: AttributionTwin.active("id", at: "day", days: 5))
        },
        TwinCase(definition: "retention: queue, active: period, at: day, where: count > 2") {
            MetricTwin(
                .share, at: "day", condition: { $0["$kept"] == .flag(true) },
                counted: AttributionTwin.active("queue", at: "day", days: nil) { flag($0["count"]) { $0 > 2 } })
        },
        TwinCase(definition: "churn: id, active: 1 week, at: day") {
            MetricTwin(
                .share, at: "day", condition: { $0["$kept"] == .flag(false) },
                counted: AttributionTwin.active("id", at: "day", days: 7))
        },
        TwinCase(definition: "revenue_retention: id, value: amount, active: 6 days, at: day") {
            MetricTwin(
                .revenueRetention(isGross: false), at: "day",
                counted: AttributionTwin.active("id", at: "day", days: 6, amount: "amount"))
        },
        TwinCase(definition: "revenue_retention: id, value: score, active: period, counting: gross, at: day") {
            MetricTwin(
                .revenueRetention(isGross: true), at: "day",
                counted: AttributionTwin.active("id", at: "day", days: nil, amount: "score"))
        },
        TwinCase(definition: "distinct: amount, at: at") { MetricTwin(.distinct, at: "at", value: cell("amount")) },
        TwinCase(definition: "first_time: id, at: day") { MetricTwin(.firstTime, at: "day", value: cell("id")) },
        TwinCase(definition: "first_time: queue, at: at, where: count > 0") {
            MetricTwin(.firstTime, at: "at", value: cell("queue"), where: { flag($0["count"]) { $0 > 0 } })
        },
        TwinCase(definition: "unrepeated: id, within: 2 d, at: day") {
            MetricTwin(.unrepeated(2 * 86_400_000), at: "day", value: cell("id"))
        },
        TwinCase(definition: "unrepeated: queue, within: 36 h, at: day, where: count > 0") {
            MetricTwin(
                .unrepeated(36 * 3_600_000), at: "day", value: cell("queue"),
                where: { flag($0["count"]) { $0 > 0 } })
        },
        TwinCase(definition: "unrepeated: id, within: 30 h, at: at, where: count < 8") {
            MetricTwin(
                .unrepeated(30 * 3_600_000), at: "at", value: cell("id"), where: { flag($0["count"]) { $0 < 8 } })
        },
        TwinCase(definition: "repeated: id, within: 2 d, at: day") {
            MetricTwin(.repeated(2 * 86_400_000), at: "day", value: cell("id"))
        },
        TwinCase(definition: "repeated: queue, within: 2 min, at: at, where: count > 0") {
            MetricTwin(
                .repeated(120_000), at: "at", value: cell("queue"), where: { flag($0["count"]) { $0 > 0 } })
        },
        TwinCase(definition: "conversion: id, to: resolved, within: 5 d, at: day, where: count > 2") {
            MetricTwin(
                .conversion(5 * 86_400_000), at: "day", value: cell("id"), condition: { resolved($0) },
                where: { flag($0["count"]) { $0 > 2 } })
        },
        TwinCase(definition: "conversion: queue, to: count > 6, within: 3 min, at: at, where: amount > 10") {
            MetricTwin(
                .conversion(180_000), at: "at", value: cell("queue"), condition: { flag($0["count"]) { $0 > 6 } },
                where: { flag($0["amount"]) { $0 > 10 } })
        },
        TwinCase(definition: "conversion: id, to: score > 0, on: day, within: 70 h, at: at") {
            MetricTwin(
                .conversion(70 * 3_600_000, countsDays: true), at: "at", value: cell("id"), occasion: cell("day"),
                condition: { flag($0["score"]) { $0 > 0 } })
        },
        TwinCase(definition: "conversion: name, to: resolved, within: 6 d, first: true, at: day, where: count > 0") {
            MetricTwin(
                .conversion(6 * 86_400_000, isFirst: true), at: "day", value: cell("name"),
                condition: { resolved($0) }, where: { flag($0["count"]) { $0 > 0 } })
        },
        TwinCase(definition: "gap: id, at: day") {
            MetricTwin(.gap(0.5, isByDay: false), at: "day", value: cell("id"))
        },
        TwinCase(definition: "gap: queue, at_share: 90%, apart: day, at: day, where: count > 0") {
            MetricTwin(
                .gap(0.9, isByDay: true), at: "day", value: cell("queue"), where: { flag($0["count"]) { $0 > 0 } })
        },
        TwinCase(definition: "gap: id, at: at") { MetricTwin(.gap(0.5, isByDay: false), at: "at", value: cell("id")) },
        TwinCase(definition: "gap: name, apart: day, at: at") {
            MetricTwin(.gap(0.5, isByDay: true), at: "at", value: cell("name"))
        },
        TwinCase(definition: "nps: count + 2, at: day") {
            MetricTwin(.nps, at: "day") {
                if case .integer(let number)? = $0["count"] { .integer(number + 2) } else { .missing }
            }
        },
        TwinCase(definition: "repeat_share: id, on: day, at: at") {
            MetricTwin(.repeatShare(2), at: "at", value: cell("id"), occasion: cell("day"))
        },
        // The share of units with at least two items is that of customers with at least two occasions.
        TwinCase(definition: "affinity: queue, together_in: id, at: at") {
            MetricTwin(.repeatShare(2), at: "at", value: cell("id"), occasion: cell("queue"))
        },
        TwinCase(definition: "affinity: name, together_in: amount, min_together: 1, at: day, where: count < 7") {
            MetricTwin(
                .repeatShare(2), at: "day", value: cell("amount"), occasion: cell("name"),
                where: { flag($0["count"]) { $0 < 7 } })
        },
        TwinCase(definition: "repeat_share: id, on: queue, at_least: 3, at: day, where: count < 7") {
            MetricTwin(
                .repeatShare(3), at: "day", value: cell("id"), occasion: cell("queue"),
                where: { flag($0["count"]) { $0 < 7 } })
        },
    ]
}

@Suite struct TwinTests {
    static let periods = ReportPeriods(
        period: Period(grain: nil, start: 20_700, end: 20_706),
        compared: [
            .previous: Period(grain: nil, start: 20_694, end: 20_700),
            // Overlaps with the one before, as a year-ago span may.
            .yearAgo: Period(grain: nil, start: 20_691, end: 20_697),
        ], today: 30_000)

    @Test(arguments: TwinCase.all)
    func `the engine agrees with the slow twin`(_ item: TwinCase) throws {
        var random = SplitMix64(seed: 0xA66)
        for round in 0..<8 {
            let table = DirtyTable.random("calls", maximumRows: 120, using: &random)
            var bench = AggregationBench(tables: [table], periods: Self.periods)
            bench.segments = ["team": ("calls", "queue"), "name": ("calls", "name")]
            bench.zone = round % 2 == 0 ? .utc : TimeZoneTable(identifier: "+08:00") ?? .utc
            bench.jobs = 1 + round % 3
            let results = try bench.results(
                "by: [[team], [day], [day, team, name]]\ndefine:\n  m: { of: calls, \(item.definition) }")
            for breakdown in results.breakdowns { compare(results, breakdown, table, bench, item) }
        }
    }

    private func compare(
        _ results: MetricResults, _ breakdown: Breakdown, _ table: Table, _ bench: AggregationBench, _ item: TwinCase
    ) {
        let columns = breakdown.segments.map { (bench.segments[$0]?.column ?? "", bench.labelKeys($0)) }
        let whole = [Self.periods.period] + Self.periods.compared.values
        let periods = Set(breakdown.grain.map { grain in whole.flatMap { $0.divided(into: grain) } } ?? whole)
        let expected = item.twin().outcomes(table.rows, periods: Array(periods), zone: bench.zone) { row in
            columns.map { column, keys in
                guard case .text(let text)? = row[column] else { return keys.count - 1 }
                return keys.firstIndex { $0.utf8.elementsEqual(text.utf8) } ?? keys.count - 1
            }
        }
        var cells = results.cells.filter { $0.breakdown == breakdown }
        // The total has a cell for every period, also for those without rows.
        if breakdown == .total {
            cells.removeAll { expected[.init(period: $0.period, labels: [])] == nil && $0.value == nil }
        }
        // A label that only a compared period has stands there without rows.
        if breakdown.grain == nil, !breakdown.segments.isEmpty {
            cells.removeAll { cell in
                cell.period == Self.periods.period && cell.n == 0
                    && expected[.init(period: cell.period, labels: cell.labels)] == nil
                    && Self.periods.compared.values.contains { expected[.init(period: $0, labels: cell.labels)] != nil }
            }
        }
        #expect(cells.count == expected.count)
        for cell in cells {
            guard let twin = expected[.init(period: cell.period, labels: cell.labels)] else {
                Issue.record("no such place: \(cell.period.name) \(cell.labels)")
                continue
            }
            #expect(cell.n == twin.n)
            #expect(Closeness.holds(cell.value?.doubleValue, twin.value), "\(item.definition) \(cell.period.name)")
            if let numerator = twin.numerator { #expect(Closeness.holds(cell.numerator?.doubleValue ?? 0, numerator)) }
            if let denominator = twin.denominator {
                #expect(Closeness.holds(cell.denominator?.doubleValue ?? 0, denominator))
            }
        }
    }

    @Test(arguments: TwinCase.all)
    func `a total made from its parts has the same bits as one made from rows`(_ item: TwinCase) throws {
        var random = SplitMix64(seed: 0x707A1)
        for round in 0..<6 {
            let table = DirtyTable.random("calls", maximumRows: 150, chunkRows: 32, using: &random)
            var bench = AggregationBench(tables: [table], periods: Self.periods)
            bench.segments = ["team": ("calls", "queue"), "name": ("calls", "name")]
            bench.jobs = 1 + round % 3
            let metric = "define:\n  m: { of: calls, \(item.definition) }"
            let rows = try bench.results(metric)
            let parts = try bench.results("by: [[name, team], [day, team], [team]]\n" + metric)
            #expect(parts.lines.filter { rows.lines.contains($0) } == rows.lines)
        }
    }

    @Test(arguments: TwinCase.all)
    func `the results are the same bits however the rows are cut and spread`(_ item: TwinCase) throws {
        var random = SplitMix64(seed: 0x5E)
        for _ in 0..<3 {
            let table = DirtyTable.random("calls", maximumRows: 200, chunkRows: 64, using: &random)
            var bench = AggregationBench(tables: [table], periods: Self.periods)
            bench.segments = ["team": ("calls", "queue"), "id": ("calls", "id"), "name": ("calls", "name")]
            let options =
                "by: [[team], [day, id], [id, name, team]]\ndefine:\n  m: { of: calls, \(item.definition) }"
            let reference = try bench.results(options).lines
            for (rows, jobs) in [(1, 1), (1, 4), (3, 2), (7, 3), (1000, 2)] {
                bench.tables = [table.rechunked(rows)]
                bench.jobs = jobs
                #expect(try bench.results(options).lines == reference, "chunks of \(rows), \(jobs) jobs")
            }
            // Which of two equally early rows is the first is a matter of their order.
            if item.kind?.traits.needsTime == true { continue }
            bench.tables = [table.shuffled(using: &random).rechunked(5)]
            bench.jobs = 3
            #expect(try bench.results(options).lines == reference, "rows in another order")
        }
    }
}

extension Table {
    /// The same rows in a random order, in one chunk.
    func shuffled(using random: inout SplitMix64) -> Table {
        let rows = chunks.flatMap { chunk in (0..<chunk.rowCount).map { (chunk, $0) } }.shuffled(using: &random)
        let shuffledColumns = columns.indices.map { index in
            (
                name: columns[index].name,
                column: SampleColumn.cells(columns[index].type, rows.map { $0.0.columns[index].cell($0.1) })
            )
        }
        return .sample(name, shuffledColumns)
    }
}
