// By which segments a report may be divided, by which it is, and which of them are hours and weekdays.

import Stages

/// How a report is divided, as far as rendering asks before any row is read.
package struct ReportSegments: Sendable {
    /// The keys of all segments.
    let known: [String]
    /// Of those by which alone some metric is divided.
    let dividing: Set<String>
    /// The counts that are divided by hours and weekdays together.
    let byTheHour: Set<String>

    /// - Parameters:
    ///   - divisions: by the key of a metric, the breakdowns that show it.
    ///   - counting: the keys of the metrics that count.
    package init(_ segments: [SegmentSchema], divisions: [String: [Breakdown]], counting: Set<String>) {
        known = segments.map(\.key)
        let plain = divisions.values.flatMap { $0 }.filter { $0.grain == nil }
        dividing = Set(plain.filter { $0.segments.count == 1 }.compactMap(\.segments.first))
        let hours = Set(segments.filter { HourGrid.areHours($0.labelKeys ?? []) }.map(\.key))
        let weekdays = Set(segments.filter { HourGrid.areWeekdays($0.labelKeys ?? []) }.map(\.key))
        byTheHour = Set(
            counting.filter { metric in
                (divisions[metric] ?? []).contains { breakdown in
                    breakdown.grain == nil && breakdown.segments.count == 2
                        && !hours.isDisjoint(with: breakdown.segments) && !weekdays.isDisjoint(with: breakdown.segments)
                }
            })
    }
}
