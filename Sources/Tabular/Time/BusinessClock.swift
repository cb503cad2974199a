// How long business was open before any instant: sums made once, so that millions of rows are answered without a calendar.

/// A business calendar on the line of instants.
///
/// Business time runs while business is open and stands still else: that from one instant to another is the difference of what was
/// open before each. It is a difference of instants, so that an hour which the clock skips or repeats counts as long as it was.
///
/// - Units: instants in milliseconds since 1970-01-01T00:00:00Z, lengths of time in milliseconds, days since 1970-01-01.
/// - Bounds: it knows the local days from 1970 to 2099.
/// - Complexity: O(1) an instant, for as many stretches as a day has; O(days) once.
package final class BusinessClock: Sendable {
    package let calendar: BusinessCalendar
    package let zone: TimeZoneTable

    /// A stretch of a day.
    ///
    /// - Units: milliseconds after the instant with which the day begins.
    private struct Span: Hashable {
        var start: Int64
        var end: Int64
    }

    /// The instant with which each day begins, and that with which the last ends.
    private let midnights: [Int64]
    /// What is open before each day begins.
    private let openBefore: [Int64]
    /// How many days before each have a year whose holidays are not told.
    private let unknownBefore: [Int32]
    /// For each day, which of the different days it is like.
    private let likeness: [Int32]
    /// Where the stretches of each different day begin in `spans`, and where the last end.
    private let firstSpan: [Int]
    private let spans: [Span]

    /// The days that it knows: those of 1970 to 2099.
    package static let days = 0..<47_482

    private static let dayLength: Int64 = 86_400_000
    private static let minute: Int64 = 60_000

    package init(_ calendar: BusinessCalendar, zone: TimeZoneTable) {
        self.calendar = calendar
        self.zone = zone
        let days = Self.days
        let offsets = Self.uniformOffsets(of: zone)
        func instant(_ day: Int, _ minutes: Int) -> Int64 {
            let local = Int64(day) * Self.dayLength + Int64(minutes) * Self.minute
            return offsets[max(0, day) / Self.block].map { local - $0 } ?? zone.instant(ofLocal: local).instant
        }
        var midnights: [Int64] = []
        midnights.reserveCapacity(days.count + 1)
        for day in days.lowerBound...days.upperBound {
            midnights.append(max(instant(day, 0), midnights.last ?? .min))
        }
        var numbers: [[Span]: Int32] = [:]
        var (likeness, openBefore, unknownBefore): ([Int32], [Int64], [Int32]) = ([], [0], [0])
        var (firstSpan, spans): ([Int], [Span]) = ([0], [])
        var hoursBefore = calendar.hours(on: days.lowerBound - 1)
        for day in days {
            let hours = calendar.hours(on: day)
            let (start, end) = (midnights[day], midnights[day + 1])
            // What began the day before may go on past midnight.
            let late = hoursBefore.filter { $0.end > OpenHours.minutesOfDay }
            let stretches = late.map { (day - 1, $0) } + hours.map { (day, $0) }
            let clipped = Self.united(
                stretches.map { day, hours in
                    Span(
                        start: max(instant(day, hours.start), start) - start,
                        end: min(instant(day, hours.end), end) - start)
                })
            let open = clipped.reduce(0) { $0 + $1.end - $1.start }
            if let number = numbers[clipped] {
                likeness.append(number)
            } else {
                likeness.append(Int32(numbers.count))
                numbers[clipped] = Int32(numbers.count)
                spans += clipped
                firstSpan.append(spans.count)
            }
            openBefore.append(openBefore[day] + open)
            unknownBefore.append(unknownBefore[day] + (calendar.knowsHolidays(of: day) ? 0 : 1))
            hoursBefore = hours
        }
        self.midnights = midnights
        self.openBefore = openBefore
        self.unknownBefore = unknownBefore
        self.likeness = likeness
        self.firstSpan = firstSpan
        self.spans = spans
    }

    /// Days after which it is looked again whether the clock changes.
    private static let block = 366

    /// For each block of days the offset of all its local times; nil where the clock changes in it.
    private static func uniformOffsets(of zone: TimeZoneTable) -> [Int64?] {
        stride(from: days.lowerBound, through: days.upperBound, by: block).map { day in
            let margin = 3 * dayLength
            return zone.uniformOffset(
                from: Int64(day) * dayLength - margin, through: Int64(day + block) * dayLength + margin)
        }
    }

    /// Stretches without those that are empty, joined where they meet or overlap, in their order.
    private static func united(_ spans: [Span]) -> [Span] {
        var united: [Span] = []
        for span in spans.filter({ $0.start < $0.end }).sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
            if let last = united.last, span.start <= last.end {
                united[united.count - 1].end = max(last.end, span.end)
            } else {
                united.append(span)
            }
        }
        return united
    }

    // MARK: Questions

    /// The local day of an instant; nil where it is beyond those that are known.
    package func day(of instant: Int64) -> Int? {
        let day = Int(zone.localDay(of: instant))
        return Self.days.contains(day) ? day : nil
    }

    /// How long business was open from the first known day to an instant; nil beyond the known days.
    package func openTime(before instant: Int64) -> Int64? {
        guard let day = day(of: instant) else { return nil }
        let elapsed = instant - midnights[day]
        var open = openBefore[day]
        let like = Int(likeness[day])
        for span in spans[firstSpan[like]..<firstSpan[like + 1]] {
            if elapsed <= span.start { break }
            open += min(elapsed, span.end) - span.start
        }
        return open
    }

    /// How long business is open from one instant to another: negative where the second is the earlier; nil beyond the known days.
    package func businessTime(from start: Int64, to end: Int64) -> Int64? {
        guard let first = openTime(before: start), let last = openTime(before: end) else { return nil }
        return last - first
    }

    /// Whether the year of a day from one to another, both included and in any order, has holidays that are not told.
    ///
    /// - Bounds: both are known days.
    package func touchesUnknownYear(_ first: Int, _ last: Int) -> Bool {
        unknownBefore[min(first, last)] != unknownBefore[max(first, last) + 1]
    }

    /// The instants between which business is open on a day, in their order.
    package func openInstants(on day: Int) -> [(start: Int64, end: Int64)] {
        guard Self.days.contains(day) else { return [] }
        let like = Int(likeness[day])
        return spans[firstSpan[like]..<firstSpan[like + 1]].map {
            (midnights[day] + $0.start, midnights[day] + $0.end)
        }
    }

    /// The most stretches of a day.
    package var mostStretches: Int { zip(firstSpan, firstSpan.dropFirst()).map { $1 - $0 }.max() ?? 0 }

    /// What was open before a known day began.
    package func openTime(beforeDay day: Int) -> Int64 { openBefore[day] }
}

extension BusinessClock: Hashable {
    /// Two are the same that answer every question alike.
    package static func == (left: BusinessClock, right: BusinessClock) -> Bool {
        left === right || (left.zone.identifier == right.zone.identifier && left.calendar == right.calendar)
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(zone.identifier) }
}
