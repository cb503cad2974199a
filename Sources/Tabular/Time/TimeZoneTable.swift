// A time zone as a list of offsets, made once, so that millions of instants are converted without a calendar.

import Foundation

/// The offsets of a time zone from 1900 to 2100.
///
/// - Units: instants in milliseconds since 1970-01-01T00:00:00Z, offsets in milliseconds east of UTC.
/// - Complexity: one comparison per instant in a zone without changes; O(log changes) otherwise.
package struct TimeZoneTable: Sendable {
    package let identifier: String
    /// When each offset begins; the first begins in the infinite past.
    private let starts: [Int64]
    private let offsets: [Int64]

    /// The zone of an IANA identifier such as `Asia/Shanghai`, or of a fixed offset such as `+08:00`; nil when unknown.
    package init?(identifier: String) {
        if let fixed = Self.fixedOffset(identifier) {
            self.init(identifier: identifier, starts: [.min], offsets: [fixed])
            return
        }
        guard identifier.contains("/"), let zone = TimeZone(identifier: identifier) else { return nil }
        let begin = Date(timeIntervalSince1970: -2_208_988_800)
        let end = Date(timeIntervalSince1970: 4_102_444_800)
        var starts: [Int64] = [.min]
        var offsets = [Int64(zone.secondsFromGMT(for: begin)) * 1000]
        var moment = begin
        while let next = zone.nextDaylightSavingTimeTransition(after: moment), next < end, next > moment {
            let offset = Int64(zone.secondsFromGMT(for: next)) * 1000
            if offset != offsets.last {
                starts.append(Int64(next.timeIntervalSince1970.rounded()) * 1000)
                offsets.append(offset)
            }
            moment = next
        }
        self.init(identifier: identifier, starts: starts, offsets: offsets)
    }

    private init(identifier: String, starts: [Int64], offsets: [Int64]) {
        self.identifier = identifier
        self.starts = starts
        self.offsets = offsets
    }

    package static let utc = TimeZoneTable(identifier: "UTC", starts: [.min], offsets: [0])

    /// How far east of UTC the zone is at an instant, in milliseconds.
    package func offset(at instant: Int64) -> Int64 {
        var index = starts.count - 1
        while index > 0, starts[index] > instant {
            index = starts.count > 16 ? Self.lastIndex(of: starts, notAfter: instant) : index - 1
        }
        return offsets[index]
    }

    /// The offset of all instants from `first` through `last`, when it is the same; nil when the clock changes between them.
    package func uniformOffset(from first: Int64, through last: Int64) -> Int64? {
        guard first <= last else { return nil }
        return Self.lastIndex(of: starts, notAfter: first) == Self.lastIndex(of: starts, notAfter: last)
            ? offset(at: first) : nil
    }

    /// The local day of an instant, as days since 1970-01-01.
    package func localDay(of instant: Int64) -> Int32 {
        let (sum, isTooFar) = instant.addingReportingOverflow(offset(at: instant))
        let local = isTooFar ? instant : sum
        let (day, rest) = local.quotientAndRemainder(dividingBy: 86_400_000)
        return Int32(clamping: rest < 0 ? day - 1 : day)
    }

    /// What became of a local time that a clock change skips or repeats.
    package enum LocalTimeKind: Sendable { case ordinary, skipped, repeated }

    /// The instant of a local time given as milliseconds since 1970-01-01T00:00 on the local clock.
    ///
    /// A time that the clock skips is moved forward by the length of the gap; of a time that occurs twice, the earlier
    /// is taken. Both are told by `kind` so that a caller can warn.
    package func instant(ofLocal local: Int64) -> (instant: Int64, kind: LocalTimeKind) {
        if offsets.count == 1 { return (local &- offsets[0], .ordinary) }
        let before = offset(at: local &- 86_400_000)
        let after = offset(at: local &+ 86_400_000)
        let first = local &- max(before, after)
        let second = local &- min(before, after)
        let firstHolds = offset(at: first) == local &- first
        let secondHolds = offset(at: second) == local &- second
        if firstHolds, secondHolds { return (min(first, second), first == second ? .ordinary : .repeated) }
        if firstHolds { return (first, .ordinary) }
        if secondHolds { return (second, .ordinary) }
        return (local &- before, .skipped)
    }

    private static func lastIndex(of starts: [Int64], notAfter instant: Int64) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= instant { low = middle } else { high = middle }
        }
        return low
    }

    /// By how much the clock of a zone that is written as an offset, such as `+08:00`, is ahead of UTC; nil for one that has a name.
    ///
    /// - Units: milliseconds.
    package static func fixedOffset(_ text: String) -> Int64? {
        if text == "UTC" || text == "Z" { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hours = Int64(parts[0]), (0...14).contains(hours),
            let minutes = parts.count == 2 ? Int64(parts[1]) : 0, (0...59).contains(minutes)
        else { return nil }
        return (hours * 60 + minutes) * 60_000 * (sign == "-" ? -1 : 1)
    }
}
