// Time columns whose dates come rarely: a leave, an incident. Days without one tell nothing of how far the data reach.

import Stages

/// How rarely the dates of a metric's time column come, as the known tables and the pipeline file say.
enum RareTimes {
    /// The column from whose first day on a period without a date has none; nil for a time whose dates do not come rarely.
    ///
    /// - Parameter calendar: of the table, which may say so of all its columns.
    static func knownSince(_ time: String, kind: String?, _ calendar: TableCalendar?) -> String? {
        if let kind, let column = CanonicalColumn.of(kind: kind, column: time), column.isRare {
            return column.knownSince ?? time
        }
        return calendar?.open.empty == .rare ? time : nil
    }
}
