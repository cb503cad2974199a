// How every metric's total went over the last periods.

import Diagnostics
import Stages
import Tabular

extension ReportModelBuilder {
    /// The periods up to the report's own that have totals, oldest first; without gaps.
    func trendPeriods() -> [Period] {
        guard results.period.start != nil else { return [] }
        var found: [Period] = []
        var period = results.period
        while results.metrics.contains(where: { cells.position($0.key, .total, period) != nil }), found.count < 400 {
            found.append(period)
            period = period.advanced(by: -1)
        }
        return found.reversed()
    }

    func trends() -> (charts: [ReportModel.TrendChart], tables: [ReportModel.WideTable]) {
        let periods = trendPeriods()
        guard periods.count > 1 else { return ([], []) }
        let shown = Array(periods.suffix(8))
        let rows = results.metrics.map { metric in
            let reader = reader(metric)
            return ReportModel.WideRow(
                label: metric.title[language], isTotal: false,
                cells: shown.map { reader.reading(cells.cell(metric.key, .total, $0)) })
        }
        let table = ReportModel.WideTable(
            tableTitle: words[.trend], tableNote: "", corner: words[.metric],
            columns: shown.map { columnName(of: $0) }, rows: rows)
        return ([], [table])
    }

    /// A period as the head of a column, marked when it is partial.
    func columnName(of period: Period) -> String {
        let name = periods.shortName(of: period)
        guard results.partialPeriods.contains(period) else { return name }
        return language == .chinese ? "\(name)（\(words[.partialMark])）" : "\(name) (\(words[.partialMark]))"
    }
}
