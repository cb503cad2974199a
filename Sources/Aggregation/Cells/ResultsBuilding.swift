// Turns measurements into the cells of the report: status, targets, comparisons, order.

import Diagnostics
import Stages
import Statistics
import Tabular

/// Builds the results of a plan from what was measured.
struct ResultsBuilding {
    let plan: AggregationPlan
    let measured: MeasuredPlan
    let segments: [Segment]
    /// What metrics aim at, with the keys of labels.
    let goals: [TargetGoal]

    /// The results, whose cells are made on several threads.
    ///
    /// - Complexity: O(cells). Most of the time goes to memory that was not touched before, so each thread writes its cells where they
    ///   stay, and no list grows.
    func results(jobs: Int) -> MetricResults {
        let used = Set(plan.breakdowns.flatMap(\.segments))
        var results = MetricResults(
            metrics: plan.descriptions, breakdowns: plan.breakdowns,
            segments: segments.filter { used.contains($0.key) }, period: plan.periods.period,
            comparedPeriods: plan.periods.compared, rowsWithoutTime: measured.rowsWithoutTime)
        var sections: [ResultsSection] = []
        var count = 0
        for metric in plan.reported {
            for breakdown in plan.metrics[metric].breakdowns where plan.shows(metric, by: breakdown) {
                let section = section(metric, breakdown, from: count)
                for period in section.periods where measured.coverage.isPartial(period, ofMetric: metric) {
                    results.partialPeriods.insert(period)
                }
                count += section.cells.places.count
                sections.append(section)
            }
        }
        results.metricsWithLaterRows = Set(
            plan.reported.filter(measured.coverage.hasLaterRows).map { plan.metrics[$0].description.key })
        results.allDays = measured.allDays
        results.explanations = ExplanationBuilding(plan: plan, measured: measured).explanations
        results.tables = plan.reported.compactMap { metric in
            guard plan.shows(metric, by: 0), let pairs = measured.itemPairs[metric] else { return nil }
            let description = plan.metrics[metric].description
            return ResultTable(key: description.key, title: description.title, content: .itemPairs(pairs))
        }
        for period in results.partialPeriods {
            results.partialReasons[period] = measured.coverage.reasons(whyPartial: period)
        }
        var comparisons: [[(position: Int, comparisons: [Comparison])]] = []
        results.cells = [MetricCell](unsafeUninitializedCapacity: count) { cells, initialized in
            nonisolated(unsafe) let cells = cells
            comparisons = parallelMap(sections, jobs: jobs) { $0.write(to: cells) }
            initialized = count
        }
        for (position, comparisons) in comparisons.joined() { results.comparisons[position] = comparisons }
        return results
    }

    /// Notes of metrics that a breakdown cannot show, for they have no row in the report's period.
    func emptyBreakdowns() -> [Diagnostic] {
        plan.breakdowns.indices.compactMap { breakdown in
            let division = plan.breakdowns[breakdown]
            if division == .total { return nil }
            let own = measured.periods[breakdown].periods.firstIndex(of: plan.periods.period)
            let empty = plan.reported.filter { metric in
                guard plan.metrics[metric].breakdowns.contains(breakdown), plan.shows(metric, by: breakdown) else {
                    return false
                }
                let cells = measured.cells[metric][breakdown] ?? .none
                guard division.grain == nil, let own else { return cells.places.isEmpty }
                return !cells.hasPlaces(inPeriod: own)
            }
            if empty.isEmpty { return nil }
            return AggregationDiagnostics.nothingToDivide(
                empty.map { plan.metrics[$0].description.key },
                by: (division.grain.map { [$0.rawValue] } ?? []) + division.segments)
        }
    }

    private func section(_ metric: Int, _ breakdown: Int, from first: Int) -> ResultsSection {
        let planned = plan.metrics[metric]
        let periods = measured.periods[breakdown].shown
        var cells = (measured.cells[metric][breakdown] ?? .none).ofPeriods(below: periods.count)
        let division = plan.breakdowns[breakdown]
        let targets = TargetsInForce(
            goals, of: planned.description, by: division, segments: segments, ownGrain: plan.periods.period.grain)
        let absent = measured.absentCells(ofMetric: metric, by: breakdown, in: plan)
        var gone: Set<CellPlace> = []
        if division.segments.isEmpty {
            let places = periods.indices.filter {
                division.grain == nil || measured.coverage.standsEmpty(periods[$0], ofMetric: metric)
            }.map { CellPlace(period: $0, labels: []) }
            cells = cells.completed(at: places) { _ in .nothing }
        } else {
            let known = cells
            let places =
                division.grain == nil
                ? vanished(cells, periods, absent)
                : planned.isAdditiveStock ? StockLabels(absent).missing(cells, periodCount: periods.count) : []
            gone = Set(places)
            cells = cells.completed(at: places) { absent.measurement(inPeriod: $0.period, among: known) }
        }
        return ResultsSection(
            metric: planned.description, hasMethod: planned.interval != .none, breakdown: division,
            reported: plan.periods, periods: periods,
            partial: periods.map { period in
                period.isCut || measured.coverage.isPartial(period, ofMetric: metric)
                    || plan.base(ofMetric: metric, period).map { measured.coverage.isPartial($0, ofMetric: metric) }
                        ?? false
            },
            basesWithSameRows: Set(
                plan.periods.compared.values.filter { plan.sharesRows(metric, plan.periods.period, $0) }),
            targets: periods.map { targets.inForce(in: $0) },
            cells: cells, gone: gone, first: first)
    }

    // MARK: Cells without rows

    /// The places in the report's period of labels that have rows in a compared period and, as is known, none now.
    ///
    /// - Complexity: O(cells of these periods).
    private func vanished(_ cells: MetricCells, _ periods: [Period], _ absent: AbsentCells) -> [CellPlace] {
        guard let own = periods.firstIndex(of: plan.periods.period), absent.areKnown(inPeriod: own, among: cells) else {
            return []
        }
        var places: [CellPlace] = []
        for base in Set(plan.periods.compared.values) {
            guard let then = periods.firstIndex(of: base), then != own else { continue }
            places += cells.labels(ofPeriod: then, butNotOf: own).map { CellPlace(period: own, labels: $0) }
        }
        return Set(places).sorted()
    }
}
