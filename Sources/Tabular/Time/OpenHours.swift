// A stretch of a day in which business is open, on the clock of the wall.

/// From one time of the day to another, the end not included.
///
/// - Units: minutes after the local midnight with which the day begins.
/// - Bounds: `start` is in 0..<1440; `end` is after it and at most a day later: hours may go on past midnight.
package struct OpenHours: Sendable, Hashable, Comparable {
    package let start: Int
    package let end: Int

    package static let minutesOfDay = 1440

    /// Nil where the bounds do not hold.
    package init?(start: Int, end: Int) {
        guard (0..<Self.minutesOfDay).contains(start), end > start, end - start <= Self.minutesOfDay else { return nil }
        self.start = start
        self.end = end
    }

    /// Reads `09:00-12:00`; `22:00-06:00` ends the next morning, `24:00` is the end of the day.
    package init?(text: some StringProtocol) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Self.minutes($0) }
        guard ends.count == 2, let start = ends[0], let end = ends[1], start != end else { return nil }
        self.init(start: start, end: end > start ? end : end + Self.minutesOfDay)
    }

    /// What ``init(text:)`` reads, as a regular expression.
    package static let pattern = "^ *([01]?[0-9]|2[0-3]):[0-5][0-9] *- *(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00) *$"

    /// `09:00–12:00`; past midnight the time of the next day.
    package var text: String {
        "\(Self.clock(start))–\(Self.clock(end > Self.minutesOfDay ? end - Self.minutesOfDay : end))"
    }

    package func overlaps(_ other: OpenHours) -> Bool { start < other.end && other.start < end }

    package static func < (left: OpenHours, right: OpenHours) -> Bool {
        (left.start, left.end) < (right.start, right.end)
    }

    /// `9:05` as minutes of the day, 0 to 1440.
    private static func minutes(_ text: some StringProtocol) -> Int? {
        let digits = String(text.filter { $0 != " " })
        let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= minutesOfDay
        else { return nil }
        return hour * 60 + minute
    }

    private static func clock(_ minutes: Int) -> String {
        let (hour, minute) = minutes.quotientAndRemainder(dividingBy: 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}
