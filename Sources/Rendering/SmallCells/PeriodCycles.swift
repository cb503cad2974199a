// Which sums of periods are the same days: three months and their quarter, weeks and months between two common days.

/// Periods of two breakdowns, and the equations between them.
///
/// Every period leads from its first day to the day after its last. Where a way leads along periods from one end of a period to its other
/// end, what it tells is the sum of what these tell, those that are walked backwards taken off. So all equations between periods are
/// found, also of those that overlap.
struct PeriodCycles {
    /// A period of one of two sides.
    struct Stretch: Hashable, Comparable {
        /// 0 or 1; 2 for days of which a side has no cells.
        var side: Int
        var start: Int
        var end: Int

        /// The shortest first, so that a quarter is the sum of its months.
        static func < (left: Stretch, right: Stretch) -> Bool {
            (left.length, left.start, left.side) < (right.length, right.start, right.side)
        }

        private var length: Double { Double(end) - Double(start) }
    }

    /// The stretches of an equation and on which of its sides they stand.
    typealias Equation = [(stretch: Stretch, isOnRight: Bool)]

    private(set) var equations: [Equation] = []
    /// By day, the stretches of the ways found so far, and where each leads.
    private var ways: [Int: [(to: Int, stretch: Stretch)]] = [:]

    /// - Parameter sides: of both breakdowns their periods, and the days that they cover, also where there are no cells.
    /// - Complexity: O(periods²).
    init(_ sides: [(periods: Set<Stretch>, covered: [Range<Int>])]) {
        var stretches = sides.reduce(into: Set<Stretch>()) { $0.formUnion($1.periods) }
        for side in sides {
            for days in side.covered { stretches.formUnion(Self.gaps(between: side.periods, in: days)) }
        }
        for stretch in stretches.sorted() {
            if let way = way(from: stretch.start, to: stretch.end) {
                equations.append([(stretch, false)] + way)
            } else {
                ways[stretch.start, default: []].append((stretch.end, stretch))
                ways[stretch.end, default: []].append((stretch.start, stretch))
            }
        }
    }

    private static func gaps(between periods: Set<Stretch>, in days: Range<Int>) -> [Stretch] {
        var gaps: [Stretch] = []
        var reached = days.lowerBound
        let inside = periods.filter { $0.start >= days.lowerBound && $0.end <= days.upperBound }
        for period in inside.sorted(by: { $0.start < $1.start }) {
            if period.start > reached { gaps.append(Stretch(side: 2, start: reached, end: period.start)) }
            reached = max(reached, period.end)
        }
        if reached < days.upperBound { gaps.append(Stretch(side: 2, start: reached, end: days.upperBound)) }
        return gaps
    }

    /// The only way between two days; nil where there is none. What is walked forward stands on the right.
    private func way(from start: Int, to end: Int) -> Equation? {
        if ways[start] == nil || ways[end] == nil { return nil }
        var last: [Int: Stretch] = [:]
        var queue = [start]
        var next = 0
        while next < queue.count, last[end] == nil {
            for step in ways[queue[next]] ?? [] where step.to != start && last[step.to] == nil {
                last[step.to] = step.stretch
                queue.append(step.to)
            }
            next += 1
        }
        var way: Equation = []
        var day = end
        while day != start {
            guard let stretch = last[day] else { return nil }
            let isForward = stretch.end == day
            way.append((stretch, isForward))
            day = isForward ? stretch.start : stretch.end
        }
        return way.reversed()
    }
}
