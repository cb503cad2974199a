// The periods a run looks at: its own, those it is compared with, and the run-up that a trend shows.

import Tabular

/// The report's period and its neighbours, worked out before any data is read.
package struct ReportPeriods: Sendable {
    /// The period the report is about.
    package var period: Period
    /// The periods it is compared with.
    package var compared: [Comparison.Base: Period]
    /// The periods a trend shows, oldest first, the report's own last; at least that one.
    package var trend: [Period]
    /// How years and their parts are counted.
    package var fiscal: FiscalCalendar
    /// The first day that is not over at the as-of instant: a period that ends after it is partial.
    package var today: Int
    /// When the rows of each table can be expected; of others on every day.
    package var calendars: [String: TableCalendar]
    /// When business is open, such as to divide by the working days of a period; nil where the pipeline does not say.
    package var business: BusinessCalendar?

    package init(
        period: Period, compared: [Comparison.Base: Period] = [:], trend: [Period] = [],
        fiscal: FiscalCalendar = .civil, today: Int, calendars: [String: TableCalendar] = [:],
        business: BusinessCalendar? = nil
    ) {
        self.business = business
        self.calendars = calendars
        self.period = period
        self.compared = compared
        self.trend = trend.isEmpty ? [period] : trend
        self.fiscal = fiscal
        self.today = today
    }

    /// Whether a period is not over at the as-of instant.
    package func isUnfinished(_ period: Period) -> Bool {
        guard let end = period.end else { return false }
        return end > today
    }
}
