// Small cells: hidden whatever the kind, in every file, and not to be found from what is left.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct SmallCellsTests {
    private static func table(_ results: MetricResults) -> String {
        String(decoding: ResultsFiles(results: results, facts: SampleResults.facts()).files[0].bytes, as: UTF8.self)
    }

    private static func hidden(_ results: MetricResults) -> MetricResults { SmallCells(floor: 5).hidden(in: results) }

    /// The protection without its second half.
    private static func onlySmallOnes(_ results: MetricResults) -> MetricResults {
        var results = results
        for (position, cell) in results.cells.enumerated() where (1..<5).contains(cell.n) {
            results.cells[position] = MetricCell(
                metric: cell.metric, breakdown: cell.breakdown, period: cell.period, labels: cell.labels,
                status: .hidden)
        }
        return results
    }

    @Test func `an attacker who solves for the hidden cells of random tables finds none`() {
        var (unprotected, hidden, all) = (0, 0, 0)
        for seed in UInt64(0)..<40 {
            var sample = RandomCells(seed: seed)
            // Without the rate beside them, counts are no longer told; without one of three, the others are not its parts.
            sample.absent = [[], ["answer_rate"], ["answer_rate", "net"], ["calls"], ["answered"]][Int(seed % 5)]
            let results = sample.results()
            let protected = Self.hidden(results)
            let attack = CellAttack(resultsTable: Self.table(protected), breakdowns: sample.breakdowns)
            #expect(attack.found == [], "seed \(seed)")
            unprotected +=
                CellAttack(resultsTable: Self.table(Self.onlySmallOnes(results)), breakdowns: sample.breakdowns)
                .found.count
            hidden += protected.cells.count { $0.status == .hidden }
            all += protected.cells.count
        }
        // The attack is one, and what is hidden is not everything.
        #expect(unprotected > 200)
        #expect(hidden * 4 < all * 3)
    }

    @Test func `no cell of one to four rows has a value, whatever its kind`() {
        for seed in UInt64(100)..<115 {
            let results = RandomCells(seed: seed).results()
            for (before, after) in zip(results.cells, Self.hidden(results).cells) where (1..<5).contains(before.n) {
                let isCount = ["calls", "answered", "abandoned"].contains(after.metric)
                // A count of a whole period is told; so is one beside the rate it is a part of.
                let rate = results.cells.first {
                    $0.metric == "answer_rate" && $0.breakdown == before.breakdown && $0.period == before.period
                        && $0.labels == before.labels
                }
                if isCount, before.breakdown.segments.isEmpty || before.metric != "calls" && (rate?.n ?? 0) >= 5 {
                    continue
                }
                #expect(after.status == .hidden)
                #expect(after.value == nil && after.numerator == nil && after.denominator == nil && after.n == 0)
                #expect(after.low == nil && after.high == nil)
            }
        }
    }

    @Test func `hidden counts of one row or column rest on five rows together`() {
        for seed in UInt64(200)..<240 {
            let sample = RandomCells(seed: seed)
            let results = sample.results()
            let protected = Self.hidden(results)
            for breakdown in sample.breakdowns where breakdown.segments.count == 1 && breakdown.grain == nil {
                let positions = results.cells.indices.filter {
                    results.cells[$0].metric == "calls" && results.cells[$0].breakdown == breakdown
                        && protected.cells[$0].status == .hidden
                }
                let total = protected.cells.first { $0.metric == "calls" && $0.breakdown == .total }
                if positions.isEmpty || total?.status == .hidden { continue }
                #expect(positions.count > 1)
                #expect(positions.reduce(0) { $0 + results.cells[$1].n } >= 5)
            }
        }
    }

    /// Three regions of one metric each; the last has 3 rows.
    private static func byRegion(_ metric: MetricDescription, values: [Double], total: Double) -> MetricResults {
        let sizes = [40, 12, 3]
        let byRegion = Breakdown(segments: ["region"])
        let period = SampleResults.period
        func cell(_ breakdown: Breakdown, _ labels: [Int], _ value: Double, _ n: Int) -> MetricCell {
            MetricCell(
                metric: metric.key, breakdown: breakdown, period: period, labels: labels, value: .real(value), n: n)
        }
        let cells = [cell(.total, [], total, 55)] + values.enumerated().map { cell(byRegion, [$0], $1, sizes[$0]) }
        return MetricResults(
            metrics: [metric], breakdowns: [.total, byRegion], segments: SampleResults.segments, period: period,
            comparedPeriods: [.previous: period.advanced(by: -1)], cells: cells,
            comparisons: [
                3: [
                    Comparison(
                        base: .previous, basePeriod: period.advanced(by: -1), baseValue: .real(71.5), difference: 7.25,
                        relative: 0.1, verdict: .better)
                ]
            ])
    }

    @Test(arguments: ["sum", "mean", "maximum", "quantile", "share", "count"])
    func `neither pages nor tables hold the value of three rows, nor what it follows from`(kind: String) throws {
        let unit: MetricUnit = kind == "share" ? .fraction : kind == "count" ? .count : .currency("CNY")
        let metric = MetricDescription(
            key: "m", title: Wording("M"), unit: unit, better: .higher, formula: Wording("m"), definition: "m{}",
            interval: kind == "mean" ? "t" : kind == "share" ? "wilson" : nil, counts: kind == "count")
        let values = kind == "share" ? [0.6173, 0.2931, 0.7879] : [61_173, 42_931, 78_979]
        let results = Self.byRegion(metric, values: values, total: kind == "share" ? 0.55 : 183_083)
        let facts = SampleResults.facts()
        let collector = DiagnosticCollector()
        let plan = Rendering.plan(
            RenderingOptions(), title: facts.title, languages: Language.allCases, collector: collector)
        let files = try Rendering.run(
            plan, results: Rendering.shown(results, by: plan), facts: facts,
            context: StageContext(collector: collector, zone: facts.zone, asOf: facts.asOf))
        // The smallest, and the next one, which would give it away.
        let forbidden =
            kind == "share" ? ["78.8", "78.79", "0.7879", "29.3", "0.2931"] : ["78,979", "78979", "42,931", "42931"]
        for file in files {
            let text = String(decoding: file.bytes, as: UTF8.self)
            for value in forbidden { #expect(!text.contains(value), "\(file.name): \(value)") }
            if file.name.hasPrefix("results") { #expect(text.contains(kind == "share" ? "0.6173" : "61173")) }
        }
        let json = String(decoding: files.first { $0.name == "results.json" }?.bytes ?? [], as: UTF8.self)
        #expect(json.contains("\"n\": null"))
    }

    @Test func `a comparison with a hidden cell tells nothing of it`() {
        let period = SampleResults.period
        let metric = MetricDescription(
            key: "m", title: Wording("M"), unit: .points, better: .higher, formula: Wording("m"), definition: "m{}")
        func cell(_ period: Period, _ n: Int) -> MetricCell {
            MetricCell(metric: "m", breakdown: .total, period: period, value: .real(4.5), n: n)
        }
        let before = period.advanced(by: -1)
        let results = MetricResults(
            metrics: [metric], breakdowns: [.total], segments: [], period: period,
            comparedPeriods: [.previous: before], cells: [cell(before, 2), cell(period, 90)],
            comparisons: [
                1: [
                    Comparison(
                        base: .previous, basePeriod: before, baseValue: .real(3), difference: 1.5, low: 1, high: 2,
                        relative: 0.5, verdict: .better)
                ]
            ])
        let protected = Self.hidden(results)
        #expect(protected.cells.map(\.status) == [.hidden, .plain])
        let comparison = protected.comparisons[1]?.first
        #expect(comparison?.verdict == .notComparable)
        #expect(comparison?.baseValue == nil && comparison?.difference == nil && comparison?.relative == nil)
        #expect(comparison?.low == nil && comparison?.high == nil)
    }

    @Test func `complaints of an agent are told beside the rate they are a part of, and hidden without it`() {
        func results(withRate: Bool) -> MetricResults {
            let byAgent = Breakdown(segments: ["agent"])
            let period = SampleResults.period
            let count = MetricDescription(
                key: "complaints", title: Wording("C"), unit: .count, better: .lower, formula: Wording("c"),
                definition: "c{}", counts: true)
            let rate = MetricDescription(
                key: "complaint_rate", title: Wording("R"), unit: .perThousand, better: .lower, formula: Wording("r"),
                definition: "r{}")
            let complaints = [2, 7, 9]
            var cells = (0..<3).map { label in
                MetricCell(
                    metric: "complaints", breakdown: byAgent, period: period, labels: [label],
                    value: .exact(ExactDecimal(complaints[label])), n: complaints[label])
            }
            if withRate {
                cells += (0..<3).map { label in
                    MetricCell(
                        metric: "complaint_rate", breakdown: byAgent, period: period, labels: [label],
                        value: .real(Double(complaints[label]) / 2), numerator: .exact(ExactDecimal(complaints[label])),
                        denominator: .exact(ExactDecimal(2000)), n: 2000)
                }
            }
            return MetricResults(
                metrics: withRate ? [count, rate] : [count], breakdowns: [byAgent], segments: SampleResults.segments,
                period: period, cells: cells)
        }
        #expect(!Self.hidden(results(withRate: true)).cells.contains { $0.status == .hidden })
        #expect(Self.hidden(results(withRate: false)).cells.map(\.status) == [.hidden, .plain, .plain])
    }

    @Test(arguments: ["counts", "sums", "three parts"])
    func `a hidden part is not told by the whole and the other parts`(kind: String) {
        let byRegion = Breakdown(segments: ["region"])
        let period = SampleResults.period
        var names = ["calls", "answered", "abandoned"]
        var numbers = [[43, 40, 3], [60, 48, 12], [90, 81, 9]]
        if kind == "three parts" {
            names += ["bot"]
            numbers = [[63, 40, 3, 20], [70, 48, 12, 10], [110, 81, 9, 20]]
        }
        let metrics = names.map { name in
            MetricDescription(
                key: name, title: Wording(name), unit: .count, better: .none, formula: Wording(name), definition: name,
                counts: kind != "sums")
        }
        let factor = kind == "sums" ? 1_000_003 : 1
        var cells: [MetricCell] = []
        for (metric, name) in names.enumerated() {
            func cell(_ breakdown: Breakdown, _ labels: [Int], _ n: Int) -> MetricCell {
                MetricCell(
                    metric: name, breakdown: breakdown, period: period, labels: labels,
                    value: .exact(ExactDecimal(units: Int128(n * factor), scale: kind == "sums" ? 2 : 0)), n: n)
            }
            cells.append(cell(.total, [], numbers.reduce(0) { $0 + $1[metric] }))
            cells += numbers.indices.map { cell(byRegion, [$0], numbers[$0][metric]) }
        }
        let results = MetricResults(
            metrics: metrics, breakdowns: [.total, byRegion], segments: SampleResults.segments, period: period,
            cells: cells)
        let protected = Self.hidden(results).cells.filter { $0.breakdown == byRegion && $0.labels == [0] }
        #expect(protected.first { $0.metric == "abandoned" }?.status == .hidden)
        let shown = Set(protected.filter { $0.status != .hidden }.map(\.metric))
        #expect(shown == ["calls"])
        // The whole period is told, and the whole of every region.
        #expect(
            Self.hidden(results).cells.filter { $0.breakdown == .total || $0.metric == "calls" }.allSatisfy {
                $0.status == .plain
            })
    }

    @Test func `what a rate leaves is told beside it, as its numerator is`() {
        let byRegion = Breakdown(segments: ["region"])
        func description(_ key: String, counts: Bool) -> MetricDescription {
            MetricDescription(
                key: key, title: Wording(key), unit: counts ? .count : .fraction, better: .none, formula: Wording(key),
                definition: key, counts: counts)
        }
        let numbers = [(43, 40), (60, 48), (90, 81)]
        func cells(_ key: String, _ make: (Int, Int) -> (Double, Int)) -> [MetricCell] {
            numbers.enumerated().map { label, pair in
                let (value, n) = make(pair.0, pair.1)
                return MetricCell(
                    metric: key, breakdown: byRegion, period: SampleResults.period, labels: [label],
                    value: .real(value),
                    numerator: key == "rate" ? .exact(ExactDecimal(pair.1)) : nil,
                    denominator: key == "rate" ? .exact(ExactDecimal(pair.0)) : nil, n: n)
            }
        }
        let results = MetricResults(
            metrics: [description("abandoned", counts: true), description("rate", counts: false)],
            breakdowns: [byRegion],
            segments: SampleResults.segments, period: SampleResults.period,
            cells: cells("abandoned") { (Double($0 - $1), $0 - $1) } + cells("rate") { (Double($1) / Double($0), $0) })
        #expect(!Self.hidden(results).cells.contains { $0.status == .hidden })
    }

    @Test func `what is determined by equations is found, whether they are short or long`() {
        func row(_ unknowns: some Sequence<Int>) -> [(unknown: Int, isOnRight: Bool)] {
            unknowns.map { (unknown: $0, isOnRight: false) }
        }
        #expect(NullVector([row([7, 9]), row([9, 12]), row([7, 12])])?.zeros == [7, 9, 12])
        #expect(NullVector([row([0, 1]), row([2, 3]), row([0, 2])])?.zeros == [])
        // Pairs, and the sum of all: nothing is known. Without the last unknown it is, and so is its mate.
        let pairs = (0..<100).map { row([2 * $0, 2 * $0 + 1]) }
        #expect(NullVector(pairs + [row(0..<200)])?.zeros == [])
        #expect(NullVector(pairs + [row(0..<200), row(0..<199)])?.zeros == [198, 199])
    }

    @Test func `customers of few rows hide nothing but themselves`() {
        let count = 1500
        let metric = MetricDescription(
            key: "n", title: Wording("n"), unit: .count, better: .none, formula: Wording("n"), definition: "n",
            counts: true)
        let months = SampleResults.period.divided(into: .month)
        let (byCustomer, byMonth) = (
            Breakdown(segments: ["customer"]), Breakdown(grain: .month, segments: ["customer"])
        )
        let byKind = Breakdown(segments: ["kind"])
        func cell(_ breakdown: Breakdown, _ period: Period, _ labels: [Int], _ n: Int) -> MetricCell {
            MetricCell(
                metric: "n", breakdown: breakdown, period: period, labels: labels, value: .exact(ExactDecimal(n)), n: n)
        }
        // Customer c has rows in c % 3 + 1 months, one each.
        var cells = [cell(.total, SampleResults.period, [], count * 2)]
        cells += (0..<count).map { cell(byCustomer, SampleResults.period, [$0], $0 % 3 + 1) }
        cells += months.enumerated().flatMap { month, period in
            (0..<count).filter { $0 % 3 >= month }.map { cell(byMonth, period, [$0], 1) }
        }
        cells += [cell(byKind, SampleResults.period, [0], 1000), cell(byKind, SampleResults.period, [1], 2000)]
        let results = MetricResults(
            metrics: [metric], breakdowns: [.total, byCustomer, byMonth, byKind], segments: [],
            period: SampleResults.period, cells: cells)
        let protected = Self.hidden(results).cells
        #expect(protected.filter { [.total, byKind].contains($0.breakdown) }.allSatisfy { $0.status == .plain })
        #expect(protected.filter { [byCustomer, byMonth].contains($0.breakdown) }.allSatisfy { $0.status == .hidden })
    }

    @Test func `results without small cells, and those of a pipeline that hides none, stay as they are`() {
        let results = RandomCells(seed: 3).results()
        #expect(!SmallCells(floor: 0).hidden(in: results).cells.contains { $0.status == .hidden })
        let large = Self.byRegion(
            MetricDescription(
                key: "m", title: Wording("M"), unit: .count, better: .none, formula: Wording("m"), definition: "m{}"),
            values: [1, 2], total: 3)
        #expect(!Self.hidden(large).cells.contains { $0.status == .hidden })
    }

    @Test func `what rests on tables without people alone is shown, however few rows it rests on`() {
        func results(_ tables: [String]) -> MetricResults {
            var metric = MetricDescription(
                key: "cost", title: Wording("C"), unit: .currency("CNY"), better: .lower, formula: Wording("c"),
                definition: "c{}", table: "costs")
            metric.footing = CellFooting(tables: tables)
            return Self.byRegion(metric, values: [610, 429, 78], total: 1117)
        }
        let small = SmallCells(floor: 5, tablesWithoutPeople: ["costs", "targets"])
        #expect(!small.hidden(in: results(["costs"])).cells.contains { $0.status == .hidden })
        #expect(small.hidden(in: results(["calls", "costs"])).cells.contains { $0.status == .hidden })
        #expect(Self.hidden(results(["costs"])).cells.contains { $0.status == .hidden })
    }
}
