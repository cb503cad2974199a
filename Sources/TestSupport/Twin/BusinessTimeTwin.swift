// Business hours as somebody would count them who watches the clock on the wall, minute after minute.

import Tabular

/// The slow twin of ``BusinessClock``.
///
/// It asks the zone for the local time of every minute; hours that begin or end while the clock skips or repeats an hour are beyond it.
package struct BusinessTimeTwin {
    private let calendar: BusinessCalendar
    private let zone: TimeZoneTable

    package init(_ calendar: BusinessCalendar, zone: TimeZoneTable) {
        self.calendar = calendar
        self.zone = zone
    }

    /// Milliseconds of business between two instants; negative where the second is the earlier.
    package func businessTime(from start: Int64, to end: Int64) -> Int64 {
        if end < start { return -businessTime(from: end, to: start) }
        var (open, moment): (Int64, Int64) = (0, start)
        while moment < end {
            let next = min(end, (moment / 60_000 + (moment < 0 && moment % 60_000 != 0 ? 0 : 1)) * 60_000)
            if isOpen(moment) { open += next - moment }
            moment = next
        }
        return open
    }

    private func isOpen(_ moment: Int64) -> Bool {
        let day = Int(zone.localDay(of: moment))
        let minute = Int((moment + zone.offset(at: moment) - Int64(day) * 86_400_000) / 60_000)
        return isOpen(day, minute) || isOpen(day - 1, minute + 1440)
    }

    /// Whether hours that begin on a day hold a minute, counted from the day's midnight.
    private func isOpen(_ day: Int, _ minute: Int) -> Bool {
        let hours: [OpenHours]
        if let own = calendar.ownHours[day] {
            hours = own
        } else if calendar.workdays.contains(day) {
            hours = calendar.workdayHours
        } else if calendar.holidays.contains(day) {
            hours = []
        } else {
            // 1970-01-01 was a Thursday.
            hours = calendar.weekHours[((day + 3) % 7 + 7) % 7]
        }
        return hours.contains { $0.start <= minute && minute < $0.end }
    }
}
