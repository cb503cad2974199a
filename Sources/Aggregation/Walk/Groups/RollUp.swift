// Makes the states of a total from those of its parts, so that the rows need not be gone through for it.

import Stages
import Tabular

/// How the periods of a grouping without segments are made from those of another grouping of the same rows.
///
/// States merge exactly, so the state of all agents together is the one that all rows give. Of three groupings of
/// five million calls one need not be updated: the one in which every row waits for the sum of the row before.
struct RollUp: Sendable {
    /// A position in the table's groupings.
    let source: Int
    /// For each pass over the source's groups, by position of a period of the source, the period it is a part of; nil for
    /// none. There are several passes when periods of the result overlap.
    let passes: [[Int?]]

    /// Nil unless every period of `target` is made of whole periods of `candidate`.
    ///
    /// - Parameter days: the first and last day that rows have, nil for none; parts of periods beyond are without
    ///   rows, and so cannot matter.
    init?(of target: BreakdownPeriods, from candidate: BreakdownPeriods, source: Int, days: ClosedRange<Int>?) {
        self.source = source
        let parts = candidate.periods.map { Self.clipped($0, to: days) }
        var passes: [[Int?]] = []
        for (position, period) in target.periods.enumerated() {
            guard let members = Self.members(of: period, candidate.periods, parts, days) else { return nil }
            let pass = passes.firstIndex { pass in members.allSatisfy { pass[$0] == nil } } ?? passes.count
            if pass == passes.count { passes.append(Array(repeating: nil, count: candidate.periods.count)) }
            for member in members { passes[pass][member] = position }
        }
        self.passes = passes
    }

    /// For every member of a grouping without segments that can be made from another grouping, how.
    static func rollUps(of groupings: [Grouping], rows: TableRows, zone: TimeZoneTable) -> [MemberPlace: RollUp] {
        var rollUps: [MemberPlace: RollUp] = [:]
        // The fewer groups a source has, the less there is to merge.
        let sources = groupings.indices.filter { !groupings[$0].segments.isEmpty && groupings[$0].attribution.isInside }
            .sorted {
                (groupings[$0].combinations(rows), $0) < (groupings[$1].combinations(rows), $1)
            }
        for (position, grouping) in groupings.enumerated()
        where grouping.segments.isEmpty && grouping.attribution.isInside {
            let days = grouping.time.flatMap { rows.daysWithRows(ofColumn: $0, zone: zone) }
            let known = sources.compactMap { source -> RollUp? in
                guard groupings[source].time == grouping.time else { return nil }
                return RollUp(of: grouping.periods, from: groupings[source].periods, source: source, days: days)
            }
            for (member, wanted) in grouping.members.enumerated() {
                rollUps[MemberPlace(grouping: position, member: member)] = known.first { rollUp in
                    groupings[rollUp.source].members.contains { $0.metric == wanted.metric }
                }
            }
        }
        return rollUps
    }

    /// The periods that a period is made of; nil when it is not.
    private static func members(
        of period: Period, _ periods: [Period], _ parts: [Range<Int>?], _ days: ClosedRange<Int>?
    ) -> [Int]? {
        if let same = periods.firstIndex(where: { $0.start == period.start && $0.end == period.end }) { return [same] }
        guard let whole = clipped(period, to: days) else { return nil }
        if whole.isEmpty { return [] }
        var members: [Int] = []
        var next = whole.lowerBound
        for (index, part) in parts.enumerated().sorted(by: { ($0.1?.lowerBound ?? 0) < ($1.1?.lowerBound ?? 0) }) {
            guard let part, !part.isEmpty, part.overlaps(whole) else { continue }
            // They must follow one another without gap or overlap, from the first day to the last.
            guard part.lowerBound == next else { return nil }
            next = part.upperBound
            members.append(index)
        }
        return next == whole.upperBound ? members : nil
    }

    /// The days of a period that have rows; nil for all time.
    private static func clipped(_ period: Period, to days: ClosedRange<Int>?) -> Range<Int>? {
        guard let start = period.start, let end = period.end else { return nil }
        guard let days else { return start..<start }
        let low = max(start, days.lowerBound)
        return low..<max(low, min(end, days.upperBound + 1))
    }
}

extension Grouping {
    fileprivate func combinations(_ rows: TableRows) -> Double {
        segments.reduce(Double(periods.periods.count)) { $0 * Double(rows.labelCount(of: $1)) }
    }
}

extension TableRows {
    /// Days before and after which there is no row; nil when no row has a time.
    fileprivate func daysWithRows(ofColumn time: Int, zone: TimeZoneTable) -> ClosedRange<Int>? {
        guard let days = days(ofColumn: time, zone: zone), let span = span(ofColumn: time) else { return nil }
        let isUniform = zone.uniformOffset(from: span.lowerBound, through: span.upperBound) != nil
        // Where the clock is put back at midnight, a row may have a later day than the last one.
        let margin = planned.columns[time].type == .date || isUniform ? 0 : 1
        return days.lowerBound - margin...days.upperBound + margin
    }
}
