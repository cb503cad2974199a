// Days and now on the clock of a time column: milliseconds for instants, days for dates.

import Stages
import Tabular

/// What days and the present are in the units of a time column.
struct ColumnClock: Sendable {
    let isDate: Bool
    private let zone: TimeZoneTable
    /// The first time that has not come yet.
    let now: Int64

    init(isDate: Bool, context: StageContext) {
        self.isDate = isDate
        zone = context.zone
        now = isDate ? Int64(context.today) + 1 : context.asOf == .max ? .max : context.asOf + 1
    }

    /// When a day begins.
    func time(_ day: Int) -> Int64 { isDate ? Int64(day) : zone.instant(ofLocal: Int64(day) * 86_400_000).instant }
}
