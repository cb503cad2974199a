// The gate before measuring: a table that metrics look at has rows in the report's period, or there is no report.

import Diagnostics
import Stages
import Tabular

extension Aggregation {
    /// What is to be said of tables without rows in the report's period, which is an error unless they may be empty, and in those it is
    /// compared with.
    ///
    /// A row counts when any time column that a metric counts by lies in the period. A table without any row is not looked at here.
    /// A period without rows passes with a note where none can be expected: it has no open day, its open days without rows are declared
    /// to be zeros, or rows come once in a longer period that has one.
    /// - Complexity: O(chunks) where times are in order or the first rows looked at lie in the period; O(rows) else.
    package static func periodsWithoutRows(
        _ plan: AggregationPlan, in tables: [Table], context: StageContext
    ) -> [Diagnostic] {
        guard plan.periods.period.start != nil else { return [] }
        return plan.tables.indices.flatMap { index -> [Diagnostic] in
            let planned = plan.tables[index]
            guard !planned.mayBeEmpty, let table = tables.first(where: { $0.name == planned.name }), table.rowCount > 0
            else { return [] }
            let names = plan.timeColumns(ofTable: index)
            let columns = names.compactMap { name in table.index(of: name).map { (name: name, index: $0) } }
            guard !columns.isEmpty else { return [] }
            let rare = plan.rareTimeColumns(ofTable: index)
            return PeriodGate(table: table, columns: columns, rare: rare, periods: plan.periods, context: context)
                .findings
        }
    }
}

extension AggregationPlan {
    /// Which rows of each table the report is about, for those who look at them before they are measured.
    package var reportedRows: [String: ReportedRows] {
        var reported: [String: ReportedRows] = [:]
        for (index, table) in tables.enumerated() {
            let times = timeColumns(ofTable: index)
            if times.isEmpty, periods.period.start != nil { continue }
            var needed: Set<String> = []
            for check in table.checks {
                switch check.subject {
                case .words(_, let name, _), .cells(_, let name, _): needed.insert(name)
                default: continue
                }
            }
            reported[table.name] = ReportedRows(period: periods.period, times: times, needed: needed)
        }
        return reported
    }

    /// Those of the columns that metrics count a table's rows by whose dates come rarely: a period without one is in order.
    fileprivate func rareTimeColumns(ofTable table: Int) -> Set<String> {
        Set(
            metrics.compactMap { metric in
                guard case .rows(let row) = metric.computation, row.table == table, row.knownSince != nil else {
                    return nil
                }
                return row.periodTime.map { tables[table].columns[$0].name }
            })
    }

    /// The columns that metrics count a table's rows by, in the order of the plan.
    fileprivate func timeColumns(ofTable table: Int) -> [String] {
        var names: [String] = []
        for metric in metrics {
            guard case .rows(let row) = metric.computation, row.table == table, let time = row.periodTime else {
                continue
            }
            let name = tables[table].columns[time].name
            if !names.contains(name) { names.append(name) }
        }
        return names
    }
}

/// One table and the periods it should have rows in.
private struct PeriodGate {
    let table: Table
    let columns: [(name: String, index: Int)]
    /// Those among them whose dates come rarely.
    let rare: Set<String>
    let periods: ReportPeriods
    let context: StageContext
    private var zone: TimeZoneTable { context.zone }

    private var regular: [(name: String, index: Int)] { columns.filter { !rare.contains($0.name) } }
    private var isYetToCome: Bool { (periods.period.start ?? 0) > periods.today }

    var findings: [Diagnostic] {
        let filled = columns.filter { hasRow(in: periods.period, column: $0.index) }
        if filled.isEmpty, isYetToCome || !regular.isEmpty { return [emptiness] }
        let unfilled = columns.filter { column in !filled.contains { $0.index == column.index } }
        return unfilled.map {
            AggregationDiagnostics.noRowByColumn($0.name, in: periods.period, table: table.name)
        }
            + Comparison.Base.allCases.compactMap { base in
                guard let compared = periods.compared[base], !regular.isEmpty, !hasRow(in: compared) else { return nil }
                return AggregationDiagnostics.noRowToCompare(
                    compared, with: periods.period, table: table.name, neighbours: neighbours(of: compared),
                    isExpected: NoRows(in: compared, coverages, periods, hasRow: hasRow).isInOrder)
            }
    }

    /// What is to be said of the report's own period, which has no row.
    private var emptiness: Diagnostic {
        let period = periods.period
        let found = isYetToCome ? .lost(period) : NoRows(in: period, coverages, periods, hasRow: hasRow)
        guard case .lost(let awaited) = found else {
            return AggregationDiagnostics.noRowNeeded(
                in: period, table: table.name, because: found, neighbours: neighbours(of: period))
        }
        return AggregationDiagnostics.noRowInPeriod(
            awaited, table: table.name, neighbours: neighbours(of: awaited), rowCount: table.rowCount,
            columns: columns.map(\.name), isYetToCome: isYetToCome)
    }

    /// What the time columns show of periods.
    ///
    /// - Complexity: O(rows); only a period without rows asks for it.
    private var coverages: [TableCoverage] {
        regular.map { column in
            var counts = HourCounts()
            for chunk in table.chunks {
                counts.merge(
                    HourCounts(
                        of: chunk.columns[column.index], times: nil, asOf: context.asOf, today: context.today,
                        zone: zone))
            }
            let isInstant = table.columns[column.index].type == .instant
            return TableCoverage(
                table.name, DayCounts(counts, hasHours: isInstant, today: context.today),
                calendar: periods.calendars[table.name] ?? TableCalendar(), fiscal: periods.fiscal)
        }
    }

    private func hasRow(in period: Period) -> Bool {
        columns.contains { hasRow(in: period, column: $0.index) }
    }

    /// The last chunks first, where a report's period mostly is.
    private func hasRow(in period: Period, column: Int) -> Bool {
        guard let start = period.start, let end = period.end else { return true }
        return table.chunks.reversed().contains { chunk in
            if let days = days(of: chunk, column: column) {
                if days.upperBound < start || days.lowerBound >= end { return false }
                if days.lowerBound >= start, days.upperBound < end { return true }
            }
            switch chunk.columns[column] {
            case .instant(let times):
                return times.values.indices.contains { row in
                    times.presence[row] && period.contains(Int(zone.localDay(of: times.values[row])))
                }
            case .date(let days):
                return days.values.indices.contains {
                    days.presence[$0] && period.contains(Int(days.values[$0]))
                }
            default: return false
            }
        }
    }

    /// The first and last local day of a chunk's times, where that is known without looking at each.
    private func days(of chunk: Chunk, column: Int) -> ClosedRange<Int>? {
        guard let span = chunk.columns.order(of: column)?.span else { return nil }
        if chunk.columns.type(of: column) == .date { return Int(span.lowerBound)...Int(span.upperBound) }
        let (first, last) = (Int(zone.localDay(of: span.lowerBound)), Int(zone.localDay(of: span.upperBound)))
        return min(first, last)...max(first, last)
    }

    /// The nearest times on both sides of a period without rows, in words.
    private func neighbours(of period: Period) -> (before: String?, after: String?) {
        guard let start = period.start, let end = period.end else { return (nil, nil) }
        var before: (day: Int, time: Int64, isDate: Bool)?
        var after: (day: Int, time: Int64, isDate: Bool)?
        func look(_ time: Int64, day: Int, isDate: Bool) {
            if day < start, before.map({ ($0.day, $0.time) < (day, time) }) ?? true { before = (day, time, isDate) }
            if day >= end, after.map({ ($0.day, $0.time) > (day, time) }) ?? true { after = (day, time, isDate) }
        }
        for chunk in table.chunks {
            for (_, index) in columns {
                switch chunk.columns[index] {
                case .instant(let times):
                    for row in times.values.indices where times.presence[row] {
                        look(times.values[row], day: Int(zone.localDay(of: times.values[row])), isDate: false)
                    }
                case .date(let days):
                    for row in days.values.indices where days.presence[row] {
                        look(Int64(days.values[row]), day: Int(days.values[row]), isDate: true)
                    }
                default: break
                }
            }
        }
        func text(_ found: (day: Int, time: Int64, isDate: Bool)) -> String {
            let day = CivilDate(dayNumber: found.day).isoText
            if found.isDate { return day }
            let local = found.time &+ zone.offset(at: found.time)
            let minutes = (local &- Int64(found.day) &* 86_400_000) / 60_000
            func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
            return "\(day) \(two(minutes / 60)):\(two(minutes % 60))"
        }
        return (before.map(text), after.map(text))
    }
}
