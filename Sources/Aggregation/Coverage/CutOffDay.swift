// Finds days whose rows begin late or end early beside those of other days: a file that broke off.

/// A day that seems to be cut off.
struct CutOffDay: Sendable, Equatable {
    var day: Int
    /// The hours of its first and last row.
    var hours: ClosedRange<Int>

    /// The cut off ones of some days with the rows of each of their hours.
    ///
    /// A day is cut off when nearly every other day, all but one in ten, has at least five rows, and most have ten and a quarter of
    /// a usual day's, in the hours in which it has none at its beginning or end. It is compared with the same weekday where there
    /// are three others, else with all.
    ///
    /// - Complexity: O(days · log(days)).
    static func among(_ days: [(day: Int, hours: [Int])]) -> [Int: CutOffDay] {
        var found: [Int: CutOffDay] = [:]
        var everyDay: HourTails?
        for weekday in 0..<7 {
            let same = days.filter { (($0.day % 7) + 7) % 7 == weekday }
            if same.isEmpty { continue }
            let tails: HourTails
            if same.count > fewestPeers {
                tails = HourTails(same.map(\.hours))
            } else if days.count > fewestPeers {
                tails = everyDay ?? HourTails(days.map(\.hours))
                everyDay = tails
            } else {
                continue
            }
            for (day, hours) in same {
                guard let first = hours.firstIndex(where: { $0 > 0 }), let last = hours.lastIndex(where: { $0 > 0 }),
                    tails.areMany(before: first) || tails.areMany(after: last)
                else { continue }
                found[day] = CutOffDay(day: day, hours: first...last)
            }
        }
        return found
    }

    private static let fewestPeers = 3
}

/// How many rows days have before and after each hour, sorted.
private struct HourTails {
    private let before: [[Int]]
    private let after: [[Int]]
    /// The median of a day's rows.
    private let usual: Int

    init(_ days: [[Int]]) {
        usual = DayCounts.median(days.map { $0.reduce(0, +) })
        before = (0..<24).map { hour in days.map { $0[..<hour].reduce(0, +) }.sorted() }
        after = (0..<24).map { hour in days.map { $0[(hour + 1)...].reduce(0, +) }.sorted() }
    }

    func areMany(before hour: Int) -> Bool { areMany(before[hour]) }
    func areMany(after hour: Int) -> Bool { areMany(after[hour]) }

    /// The day in question is one of them, and has none: the first.
    private func areMany(_ sorted: [Int]) -> Bool {
        let others = sorted.count - 1
        return sorted[others / 10 + 1] >= 5 && sorted[others / 2 + 1] >= max(10, usual / 4)
    }
}
