// Tests every comparison of a report: cells against the rest of the total, against other periods and against targets.

import Stages
import Statistics
import Tabular

/// Goes through the cells of the report's period once and tests what can be tested.
///
/// - Complexity: O(cells of the report's period), and one search in another period for each comparison.
struct ComparisonTesting {
    private let results: MetricResults
    private let sections: [CellSection]
    /// By segment, the table by whose rows it divides customers.
    private let dividingTables: [String: String]
    private var quantiles = StudentQuantiles()
    private var variations: Variations
    private(set) var candidates = Candidates()

    init(_ results: MetricResults, _ sections: [CellSection]) {
        self.results = results
        self.sections = sections
        dividingTables = Dictionary(
            results.segments.compactMap { segment in segment.dividingTable.map { (segment.key, $0) } },
            uniquingKeysWith: { first, _ in first })
        variations = Variations(results, sections)
    }

    /// All comparisons.
    mutating func test() -> Candidates {
        var totals: [Int: Int] = [:]
        for section in sections where section.breakdown == .total {
            totals[section.metric] = section.cells(in: results.period).first
        }
        for section in sections where section.breakdown.grain == nil {
            let metric = results.metrics[section.metric]
            // Other definitions of a metric say the same once more.
            if metric.isVariant { continue }
            let total = totals[section.metric].flatMap { estimate(at: $0, metric) }
            let sharesUnits =
                total.map { results.labelsShareThings(section.cells(in: results.period), of: $0.n) } ?? false
            for position in section.cells(in: results.period) {
                guard let own = estimate(at: position, metric) else { continue }
                if let total, !section.breakdown.segments.isEmpty, own.method != .none {
                    testRest(own, of: total, at: position, metric, sharesUnits: sharesUnits)
                }
                testPeriods(own, at: position, in: section, metric)
                if results.cells[position].target != nil { testTarget(own, at: position, metric) }
            }
        }
        return candidates
    }

    private mutating func estimate(at position: Int, _ metric: MetricDescription) -> Estimate? {
        Estimate(results.cells[position], of: metric, quantiles: &quantiles)
    }

    private mutating func add(
        _ tested: TestedGap?, at position: Int, _ against: Finding.Against, basePeriod: Period? = nil,
        _ better: Direction
    ) {
        guard let tested, tested.p.isFinite else { return candidates.note(.noSpread) }
        candidates.tested.append(
            Candidate(position: position, against: against, basePeriod: basePeriod, tested: tested, better: better))
    }

    // MARK: The three comparisons

    private mutating func testRest(
        _ own: Estimate, of total: Estimate, at position: Int, _ metric: MetricDescription, sharesUnits: Bool
    ) {
        guard own.n < total.n else { return }
        let segments = results.cells[position].breakdown.segments
        if sharesUnits || segments.contains(where: { dividingTables[$0].map(metric.footing.tables.contains) == true }) {
            return candidates.note(.sameRows)
        }
        if metric.isFew(own.n) || metric.isFew(total.n - own.n) { return candidates.note(.fewRows) }
        if own.method == .order {
            add(TestedGap(median: own, within: total), at: position, .total, metric.better)
        } else if let rest = own.rest(of: total) {
            add(TestedGap(own, against: rest), at: position, .rest, metric.better)
        } else {
            candidates.note(.noSpread)
        }
    }

    private mutating func testPeriods(
        _ own: Estimate, at position: Int, in section: CellSection, _ metric: MetricDescription
    ) {
        for comparison in results.comparisons[position] ?? [] {
            if [.notComparable, .new, .gone].contains(comparison.verdict) { continue }
            guard
                let base = section.position(
                    of: results.cells[position].labels, in: comparison.basePeriod, results.cells),
                let other = estimate(at: base, metric)
            else { continue }
            let against = Finding.Against.period(comparison.base)
            if own.method == .none {
                // Windows share most of their rows with their neighbours, so that a series does not tell how much they vary; and what
                // is withheld of few people has no scale.
                if metric.footing.looksBeyondPeriod || metric.withholds {
                    candidates.note(.noSpread)
                    continue
                }
                guard let variation = variations.variation(of: position, in: section, metric) else {
                    candidates.note(.noSpread)
                    continue
                }
                add(
                    TestedGap(amount: own.value, against: other.value, variation: variation), at: position, against,
                    basePeriod: comparison.basePeriod, metric.better)
                continue
            }
            if metric.isFew(own.n) || metric.isFew(other.n) {
                candidates.noteFewRows(position, against: comparison.base)
                continue
            }
            // Where some of the same rows count in both, nothing says how much the difference varies.
            let sharesRows =
                metric.footing.looksBeyondPeriod
                || [.share, .mean, .score].contains(own.method) && comparison.low == nil
            add(
                sharesRows ? nil : TestedGap(own, against: other), at: position, against,
                basePeriod: comparison.basePeriod, metric.better)
        }
    }

    private mutating func testTarget(_ own: Estimate, at position: Int, _ metric: MetricDescription) {
        guard let target = results.cells[position].target else { return }
        // An amount from the books is above or below its target, and no test is needed to see it.
        if own.method == .none { return }
        if metric.isFew(own.n) { return candidates.note(.fewRows) }
        add(
            TestedGap(own, level: target.value), at: position, .target,
            target.bound == .atLeast ? .higher : .lower)
    }
}
