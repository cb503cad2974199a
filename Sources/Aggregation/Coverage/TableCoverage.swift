// Whether the data of a table cover a period: what is expected of its days, and what is there.

import Stages
import Tabular

/// What a table's time column shows of periods.
///
/// Rows after the as-of moment, and rows far from all others, are evidence of nothing.
struct TableCoverage: Sendable {
    let table: String
    let counts: DayCounts
    let open: OpenDays
    /// What is expected of a period.
    let expectation: Expectation
    let fiscal: FiscalCalendar
    /// Whether most open days have rows.
    private let areRowsUsual: Bool

    enum Expectation: Sendable, Equatable {
        /// Rows on every open day.
        case everyOpenDay
        /// Rows on open days on which they are usual and never few; see ``DayCounts/expectsRows(on:areRowsUsual:isOpen:)``.
        case asUsual
        /// Rows now and then: days without are days on which nothing happened, but at the edges of the data.
        case nowAndThen
        /// Rows once in every period of this length.
        case once(Grain)
    }

    init(_ table: String, _ counts: DayCounts, calendar: TableCalendar, fiscal: FiscalCalendar) {
        self.table = table
        self.counts = counts
        open = calendar.open
        self.fiscal = fiscal
        expectation = Self.expectation(counts, calendar)
        areRowsUsual = counts.areRowsUsual(calendar.open.isOpen)
    }

    private static func expectation(_ counts: DayCounts, _ calendar: TableCalendar) -> Expectation {
        switch calendar.every {
        case .day?: return .everyOpenDay
        case let grain?: return .once(grain)
        case nil: break
        }
        switch calendar.open.empty {
        case .hole?: return .everyOpenDay
        case .zero?, .rare?: return .nowAndThen
        case nil: break
        }
        if let grain = edgeGrain(counts, isEnough: calendar.isRarelyDaily ? 1 : 3) { return .once(grain) }
        return .asUsual
    }

    /// Month or quarter where all rows are dated on the first, or all on the last day of one; nil otherwise, and where too few are.
    private static func edgeGrain(_ counts: DayCounts, isEnough: Int) -> Grain? {
        guard counts.days.count >= isEnough else { return nil }
        let dates = counts.days.map { CivilDate(dayNumber: $0) }
        let isFirst = dates.allSatisfy { $0.day == 1 }
        guard isFirst || counts.days.allSatisfy({ CivilDate(dayNumber: $0 + 1).day == 1 }) else { return nil }
        let months = dates.map { $0.year * 12 + $0.month }
        let steps = zip(months.dropFirst(), months).map { $0 - $1 }
        if let step = steps.min(), step % 3 == 0, steps.allSatisfy({ $0 % 3 == 0 }) {
            return step % 12 == 0 && steps.allSatisfy { $0 % 12 == 0 } ? .year : .quarter
        }
        return .month
    }

    /// The length of the periods of which each has its row; nil where rows come day by day.
    var onceGrain: Grain? { if case .once(let grain) = expectation { grain } else { nil } }

    // MARK: Periods

    /// What is there of a period, and what is not.
    struct Finding: Sendable, Equatable {
        var isCovered: Bool
        /// Open days that should have rows and have none.
        var holes: [Int] = []
        /// Days that seem to be cut off.
        var cutOff: [CutOffDay] = []
        /// Whether no row at all falls in the period.
        var isWithoutRows = false
        /// Whether there is no day on which rows could be.
        var isClosed = false
    }

    func finding(_ period: Period) -> Finding {
        var known: [Int: Bool] = [:]
        return finding(period, known: &known)
    }

    /// - Parameter known: of days that were asked for, whether they should have rows; periods of a rolling window share most of theirs.
    func finding(_ period: Period, known: inout [Int: Bool]) -> Finding {
        guard let start = period.start, let end = period.end, start < end else { return Finding(isCovered: true) }
        let inside = counts.days.indices.filter { counts.days[$0] >= start && counts.days[$0] < end }
        var finding = Finding(isCovered: true, isWithoutRows: inside.isEmpty)
        if case .once(let grain) = expectation {
            let parts = period.divided(into: grain, fiscal: fiscal)
            finding.isCovered = parts.allSatisfy { part in inside.contains { part.contains(counts.days[$0]) } }
            return finding
        }
        finding.cutOff = inside.compactMap { counts.cutOff[counts.days[$0]] }
            .filter { !open.shortDays.contains($0.day) }
        let withRows = Set(inside.map { counts.days[$0] })
        var isOpen = false
        for day in start..<min(end, start + Self.longest) where open.isOpen(day) {
            isOpen = true
            if withRows.contains(day) { continue }
            let isHole =
                switch expectation {
                case .everyOpenDay: true
                case .asUsual: expectsRows(on: day, known: &known)
                case .nowAndThen, .once: false
                }
            if isHole { finding.holes.append(day) }
        }
        finding.isClosed = !isOpen
        if isOpen, !reaches(start, end) { finding.isCovered = false }
        if !finding.holes.isEmpty || !finding.cutOff.isEmpty { finding.isCovered = false }
        return finding
    }

    private func expectsRows(on day: Int, known: inout [Int: Bool]) -> Bool {
        if let answer = known[day] { return answer }
        let answer = counts.expectsRows(on: day, areRowsUsual: areRowsUsual, isOpen: open.isOpen)
        known[day] = answer
        return answer
    }

    /// A hundred years of days.
    private static let longest = 36_600

    /// Whether the data begin and end so near the edges that at most a tenth of the period's open days is beyond them, or no more open
    /// days than a usual gap between rows has, those between the data and the period among them.
    private func reaches(_ start: Int, _ end: Int) -> Bool {
        guard let reach = counts.reach else { return false }
        let days = openDays(start, end)
        let (before, after) = (openDays(start, reach.lowerBound), openDays(reach.upperBound + 1, end))
        let usualGap = before + after > 0 ? counts.usualGap : 0
        return [before, after].allSatisfy { $0 * 10 <= days || $0 < usualGap }
    }

    /// Whether a period lies within the data, or no further from them than rows usually do from each other.
    func isNear(_ start: Int, _ end: Int) -> Bool {
        guard let reach = counts.reach else { return false }
        let usualGap = max(1, counts.usualGap)
        return openDays(start, reach.lowerBound) <= usualGap && openDays(reach.upperBound + 1, end) <= usualGap
    }

    private func openDays(_ start: Int, _ end: Int) -> Int {
        start < end ? (max(start, end - Self.longest)..<end).count { open.isOpen($0) } : 0
    }
}
