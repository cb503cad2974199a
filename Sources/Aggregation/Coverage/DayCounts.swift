// Which days the rows of a table show, how many rows each has, and which rows are no evidence: far from all others.

import Tabular

/// The days on which a table has rows, up to the as-of moment.
struct DayCounts: Sendable, Equatable {
    /// Ascending days since 1970-01-01.
    let days: [Int]
    /// Per day.
    let rows: [Int]
    /// Days that seem to be cut off, by day; none for dates.
    let cutOff: [Int: CutOffDay]
    /// Positions of the days that are evidence of how far the data reach.
    let evidence: Range<Int>
    /// Rows after the as-of moment.
    let futureRows: Int

    /// - Parameter today: a day that is not over, and so tells nothing of how others should be.
    init(_ counts: HourCounts, hasHours: Bool, today: Int = .max) {
        var days: [Int] = []
        var hours: [[Int]] = []
        for entry in counts.hours {
            let day = entry.hour >= 0 ? entry.hour / 24 : -((23 - entry.hour) / 24)
            if days.last != day {
                days.append(day)
                hours.append([Int](repeating: 0, count: 24))
            }
            hours[hours.count - 1][entry.hour - day * 24] += entry.rows
        }
        let rows = hours.map { $0.reduce(0, +) }
        self.days = days
        self.rows = rows
        futureRows = counts.futureRows
        let evidence = Self.evidence(days, rows)
        self.evidence = evidence
        let full = evidence.filter { days[$0] < today }
        cutOff = hasHours ? CutOffDay.among(full.map { [days, hours] in (days[$0], hours[$0]) }) : [:]
    }

    var isEmpty: Bool { days.isEmpty }
    /// The first and last day that are evidence; nil without rows.
    var reach: ClosedRange<Int>? {
        evidence.isEmpty ? nil : days[evidence.lowerBound]...days[evidence.upperBound - 1]
    }
    /// Days at the edges, far from all others.
    var strayDays: [Int] { Array(days[..<evidence.lowerBound] + days[evidence.upperBound...]) }
    /// How many rows they have.
    var strayRows: Int { (rows[..<evidence.lowerBound] + rows[evidence.upperBound...]).reduce(0, +) }

    /// The length of gap, in days, that at most one in twenty exceeds; 0 where so few days have rows that nothing is usual.
    var usualGap: Int {
        guard evidence.count > Self.fewestDays else { return 0 }
        let gaps = zip(evidence.dropFirst(), evidence).map { days[$0] - days[$1] }.sorted()
        return gaps[(gaps.count - 1) * 95 / 100]
    }

    // MARK: Days without rows

    /// Whether a day without rows must have lost them, since rows are usual on such days and never few.
    ///
    /// Such days are those of the same weekday within eight weeks, or, where fewer than three of them have rows, all within two
    /// weeks, or all; more than half of them must have rows. Where eight rows are usual (the median), none of these days may have
    /// less than a tenth of that. Where fewer are usual, most days within four weeks must have rows, and none a single one: were
    /// days without a row a matter of chance, days with one would be more frequent still.
    ///
    /// - Parameter areRowsUsual: ``areRowsUsual(_:)`` of all days, found out once.
    func expectsRows(on day: Int, areRowsUsual: Bool, isOpen: (Int) -> Bool) -> Bool {
        var peers = positions(within: 56, of: day).filter { (days[$0] - day) % 7 == 0 }
        if peers.count >= 3 {
            guard isMost(peers.count, ofOpenDays: stride(from: day - 56, through: day + 56, by: 7), isOpen) else {
                return false
            }
        } else {
            peers = Array(positions(within: 14, of: day))
            if peers.count >= 3 {
                guard isMost(peers.count, ofOpenDays: stride(from: day - 14, through: day + 14, by: 1), isOpen) else {
                    return false
                }
            } else {
                peers = Array(evidence)
                guard peers.count >= 3, areRowsUsual else { return false }
            }
        }
        let usual = peers.map { rows[$0] }.median
        if usual >= 8 { return peers.allSatisfy { rows[$0] > usual / 10 } }
        let around = positions(within: 28, of: day)
        if around.count < 5 { return areRowsUsual && evidence.count >= 5 && evidence.allSatisfy { rows[$0] > 1 } }
        return isMost(around.count, ofOpenDays: stride(from: day - 28, through: day + 28, by: 1), isOpen)
            && around.allSatisfy { rows[$0] > 1 }
    }

    /// Whether more than half of the open days from the first to the last have rows.
    func areRowsUsual(_ isOpen: (Int) -> Bool) -> Bool {
        guard let reach else { return false }
        return isMost(
            evidence.count, ofOpenDays: stride(from: reach.lowerBound, through: reach.upperBound, by: 1), isOpen)
    }

    /// Whether so many are more than half of those of some days that are open and within reach of the data.
    private func isMost(_ count: Int, ofOpenDays days: StrideThrough<Int>, _ isOpen: (Int) -> Bool) -> Bool {
        guard let reach else { return false }
        let open = days.lazy.filter { reach.contains($0) && isOpen($0) }.count
        return count * 2 > open
    }

    /// The positions of days with rows that are evidence and at most so many days away.
    private func positions(within distance: Int, of day: Int) -> Range<Int> {
        let low = max(evidence.lowerBound, firstPosition(notBefore: day - distance))
        return low..<max(low, min(evidence.upperBound, firstPosition(notBefore: day + distance + 1)))
    }

    private func firstPosition(notBefore day: Int) -> Int { days.indices.firstPlace { days[$0] >= day } }

    // MARK: Strays

    /// So few days are all evidence.
    private static let fewestDays = 7

    /// Days at either end are no evidence when they lie beyond a gap that is long beside the usual ones, and are few or have few rows.
    private static func evidence(_ days: [Int], _ rows: [Int]) -> Range<Int> {
        let gaps = zip(days.dropFirst(), days).map { $0 - $1 }.sorted()
        guard days.count > fewestDays, let most = gaps.indices.last else { return 0..<days.count }
        let usualGap = max(1, gaps[most * 95 / 100])
        let usualRows = rows.median
        func isStray(gap: Int, days groupDays: Int, rows groupRows: Int) -> Bool {
            if gap > 3 * usualGap, groupRows * 2 < usualRows { return true }
            if gap > 10 * usualGap, gap >= 30, groupRows <= max(1, usualRows / 2) { return true }
            return gap > 366 && groupDays * 10 <= days.count
        }
        // A tenth of the days at most, on both sides together.
        let mostStrays = max(1, days.count / 10)
        var (low, high) = (0, days.count)
        var groupRows = 0
        for position in stride(from: days.count - 1, to: max(0, days.count - 1 - mostStrays), by: -1) {
            groupRows += rows[position]
            let group = days.count - position
            if isStray(gap: days[position] - days[position - 1], days: group, rows: groupRows) { high = position }
        }
        groupRows = 0
        for position in 0..<min(mostStrays, high - 1) {
            groupRows += rows[position]
            if isStray(gap: days[position + 1] - days[position], days: position + 1, rows: groupRows) {
                low = position + 1
            }
        }
        return high - low >= min(fewestDays, days.count - 2) ? low..<high : 0..<days.count
    }
}
