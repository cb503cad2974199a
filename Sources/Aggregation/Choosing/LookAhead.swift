// How far a metric looks ahead, and the last rows for which the data reach as far.

import Stages
import Tabular

/// Up to which time rows count for a metric that waits for what is to come, in units of its times: milliseconds, or days, of which only
/// whole ones can be told apart.
struct LookAhead {
    /// Later rows do not count.
    let cut: Int64
    let gap: Int64

    /// Nil when no row counts.
    ///
    /// - Parameters:
    ///   - span: how far is looked ahead, in milliseconds.
    ///   - countsDays: whether times are taken as local days, whatever the time column holds.
    init?(
        _ span: Int64, _ selection: RowSelection, rows: TableRows, context: StageContext, countsDays: Bool = false
    ) {
        guard let time = selection.time, let end = rows.end(ofColumn: time, context: context) else { return nil }
        let isDate = rows.planned.columns[time].type == .date
        let last = countsDays && !isDate ? Int64(context.zone.localDay(of: end)) : end
        let (gap, rest) = span.quotientAndRemainder(dividingBy: isDate || countsDays ? 86_400_000 : 1)
        let (cut, isBeforeAll) = last.subtractingReportingOverflow(rest == 0 ? gap : gap + 1)
        if isBeforeAll { return nil }
        (self.cut, self.gap) = (cut, gap)
    }
}
