// Reads the entries of `by` as grains and segments, and finds which metrics can be divided so.

import Diagnostics
import Stages
import Tabular

/// A breakdown with the places of its words.
struct BreakdownPlanning {
    let segments: [SegmentSchema]
    let periods: ReportPeriods
    let collector: DiagnosticCollector
    /// The tables, to propose a segment where a column was named.
    var schemas: [TableSchema] = []

    /// The total, then the breakdowns of the requests that are right.
    func plan(_ requests: [BreakdownRequest]) -> [(breakdown: Breakdown, request: BreakdownRequest?)] {
        var planned: [(breakdown: Breakdown, request: BreakdownRequest?)] = [(.total, nil)]
        for request in requests {
            guard let breakdown = breakdown(request), breakdown != .total else { continue }
            if planned.contains(where: { $0.breakdown == breakdown }) {
                collector.add(AggregationDiagnostics.breakdownTwice(at: request.location))
                continue
            }
            planned.append((breakdown, request))
        }
        return planned
    }

    /// What a request asks for; nil when it is wrong, which is told.
    func breakdown(_ request: BreakdownRequest) -> Breakdown? {
        var breakdown = Breakdown()
        var isRight = true
        for word in request.words {
            if let grain = Grain(rawValue: word.text) {
                if let first = breakdown.grain {
                    isRight = false
                    collector.add(AggregationDiagnostics.twoGrains(first: first.rawValue, second: word))
                } else {
                    breakdown.grain = grain
                    isRight = fits(grain, word) && isRight
                }
            } else if segments[word.text]?.isOpaque == true {
                isRight = false
            } else if segments[word.text] == nil {
                isRight = false
                if schemas.contains(where: { $0.opaqueColumns.contains(word.text) }) { continue }
                let tables = schemas.filter { $0.type(of: word.text) != nil }.map(\.name)
                if !tables.isEmpty {
                    collector.add(AggregationDiagnostics.columnInPlaceOfSegment(word, tables: tables))
                    continue
                }
                if let column = ColumnReference(word), schemas[column.table.text]?.type(of: column.column.text) != nil {
                    let name = SourceText(column.column.text, start: word.start)
                    collector.add(AggregationDiagnostics.columnInPlaceOfSegment(name, tables: [column.table.text]))
                    continue
                }
                collector.add(
                    AggregationDiagnostics.unknownSegment(
                        word, known: segments.map(\.key) + Grain.allCases.map(\.rawValue)))
            } else if breakdown.segments.contains(word.text) {
                isRight = false
                collector.add(AggregationDiagnostics.segmentTwice(word))
            } else {
                breakdown.segments.append(word.text)
            }
        }
        return isRight ? breakdown : nil
    }

    /// Whether periods of a grain lie inside the report's.
    private func fits(_ grain: Grain, _ word: SourceText) -> Bool {
        guard periods.period.start != nil else { return true }
        let parts = periods.period.divided(into: grain, fiscal: periods.fiscal)
        let isLonger = periods.period.grain.map { Self.rank(grain) > Self.rank($0) } ?? false
        // Days chosen freely that lie within one period of the grain are not divided by it.
        let isInOne = parts.count == 1 && parts[0].isCut
        if !isLonger, !isInOne { return true }
        collector.add(AggregationDiagnostics.grainTooLong(word, period: periods.period.name))
        return false
    }

    private static func rank(_ grain: Grain) -> Int { Grain.allCases.firstIndex(of: grain) ?? 0 }

    /// Gives every metric the breakdowns it can be divided by.
    ///
    /// - Parameter reported: positions of the metrics to report; those that a breakdown does not show are told of.
    func assign(
        _ planned: [(breakdown: Breakdown, request: BreakdownRequest?)], to metrics: inout [PlannedMetric],
        reported: [Int], tables: [PlannedTable]
    ) {
        for (index, entry) in planned.enumerated() {
            for position in metrics.indices {
                guard case .rows(let row) = metrics[position].computation else { continue }
                let table = tables[row.table].name
                let isInReach = entry.breakdown.segments.allSatisfy { segments[$0]?.tables.contains(table) == true }
                guard isInReach, entry.breakdown.grain == nil || row.time != nil || row.attribution == .always else {
                    continue
                }
                metrics[position].breakdowns.append(index)
            }
        }
        // Operands come after what needs them only in reading order, so all row metrics are done before this.
        for position in metrics.indices { assignCalculation(position, &metrics) }
        let undivided = UndividedMetrics(
            metrics: metrics, reported: reported, tables: tables, segments: segments, collector: collector)
        for (index, entry) in planned.enumerated() {
            guard let request = entry.request else { continue }
            undivided.tell(of: entry.breakdown, at: index, request)
        }
    }

    /// Per breakdown the metrics it names; a name that is not listed under `metrics` is a mistake.
    func shownMetrics(
        _ planned: [(breakdown: Breakdown, request: BreakdownRequest?)], listed: Set<String>, known: [String]
    ) -> [Set<String>?] {
        planned.map { entry in
            guard let names = entry.request?.metrics else { return nil }
            for name in names where !listed.contains(name.text) {
                collector.add(
                    known.contains(name.text)
                        ? AggregationDiagnostics.breakdownOfUnlisted(name)
                        : AggregationDiagnostics.unknownMetric(name, known: listed.sorted()))
            }
            return Set(names.map(\.text))
        }
    }

    /// A calculation can be divided as all its operands can.
    private func assignCalculation(_ position: Int, _ metrics: inout [PlannedMetric]) {
        let operands = metrics[position].computation.operands
        guard !operands.isEmpty, metrics[position].breakdowns.isEmpty else { return }
        var common: Set<Int>?
        for operand in operands {
            assignCalculation(operand, &metrics)
            let breakdowns = Set(metrics[operand].breakdowns)
            common = common.map { $0.intersection(breakdowns) } ?? breakdowns
        }
        metrics[position].breakdowns = (common ?? []).sorted()
    }
}
