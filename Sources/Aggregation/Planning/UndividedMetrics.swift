// Tells which metrics a breakdown does not show, and why: no metric leaves a report without a word.

import Diagnostics
import Stages
import Tabular

/// The metrics of a plan whose breakdowns are assigned.
struct UndividedMetrics {
    let metrics: [PlannedMetric]
    /// Positions of the metrics to report.
    let reported: [Int]
    let tables: [PlannedTable]
    let segments: [SegmentSchema]
    let collector: DiagnosticCollector

    /// Tells of a breakdown's metrics that cannot be divided so.
    ///
    /// Where nothing is left to divide it is a mistake. A table to which no link leads is told in a note, for many a report divides
    /// calls by what surveys do not have; it is a warning where the breakdown names the metric, and where the metric counts by no time.
    ///
    /// - Parameter index: the position of the breakdown in the plan.
    func tell(of breakdown: Breakdown, at index: Int, _ request: BreakdownRequest) {
        let shown = reported.filter { position in
            request.metrics?.contains { $0.text == metrics[position].description.key } ?? true
        }
        let lost = shown.filter { !metrics[$0].breakdowns.contains(index) }
        if lost.isEmpty { return }
        let isAnyLeft = lost.count < shown.count
        let isNamed = request.metrics != nil
        var told: [String: Set<String>] = [:]
        for word in request.words {
            let affected = lost.filter { isHindered($0, by: word.text) }
            if affected.isEmpty { continue }
            let homes = affected.reduce(into: Set<String>()) { $0.formUnion(tables(below: $1)) }
            told[word.text] = homes
            let keys = affected.map { metrics[$0].description.key }
            if Grain(rawValue: word.text) != nil {
                collector.add(
                    AggregationDiagnostics.undivided(keys, by: word, isAnyLeft ? .warning : .error, because: .noTime))
            } else if isNamed {
                collector.add(
                    AggregationDiagnostics.undivided(
                        keys, by: word, isAnyLeft ? .warning : .error, because: .noLink(from: homes.sorted())))
            } else {
                collector.add(AggregationDiagnostics.notDivided(word, tables: homes.sorted(), byAny: isAnyLeft))
            }
        }
        // What keeps every metric from being divided is told once.
        if !isAnyLeft, !told.isEmpty { return }
        for position in lost {
            guard !metrics[position].computation.operands.isEmpty,
                let (operand, word) = hindrance(of: position, at: index, request)
            else { continue }
            let isGrain = Grain(rawValue: word.text) != nil
            // That the metrics of its tables are not divided so has been said.
            if !isNamed, !isGrain, tables(below: position).isSubset(of: told[word.text] ?? []) { continue }
            let severity: Severity = !isAnyLeft ? .error : isNamed || isGrain ? .warning : .note
            collector.add(
                AggregationDiagnostics.undivided(
                    [metrics[position].description.key], by: word, severity,
                    because: .operand(
                        metrics[operand].description.key, isGrain ? [] : tables(below: operand).sorted())))
        }
    }

    /// Whether a metric over rows cannot be divided by a grain or segment.
    private func isHindered(_ position: Int, by word: String) -> Bool {
        guard case .rows(let row) = metrics[position].computation else { return false }
        if Grain(rawValue: word) != nil { return row.time == nil && row.attribution != .always }
        return segments[word]?.tables.contains(tables[row.table].name) != true
    }

    /// The tables whose rows a metric is made from.
    private func tables(below position: Int) -> Set<String> {
        switch metrics[position].computation {
        case .rows(let row): [tables[row.table].name]
        case .calculation, .cells:
            metrics[position].computation.operands.reduce(into: []) { $0.formUnion(tables(below: $1)) }
        }
    }

    /// The first metric below a calculation that cannot be divided, and by which word.
    private func hindrance(
        of position: Int, at index: Int, _ request: BreakdownRequest
    ) -> (operand: Int, word: SourceText)? {
        let operands = metrics[position].computation.operands
        if operands.isEmpty {
            return request.words.first { isHindered(position, by: $0.text) }.map { (position, $0) }
        }
        for operand in operands where !metrics[operand].breakdowns.contains(index) {
            if let found = hindrance(of: operand, at: index, request) { return found }
        }
        return nil
    }
}
