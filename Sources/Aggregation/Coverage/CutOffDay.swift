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
            var tails: HourTails
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

/// How many rows days have before and after an hour; looked at once an hour that is asked for.
private struct HourTails {
    private let days: [[Int]]
    /// The median of a day's rows.
    private let usual: Int
    private var manyBefore = [Bool?](repeating: nil, count: 24)
    private var manyAfter = [Bool?](repeating: nil, count: 24)

    init(_ days: [[Int]]) {
        self.days = days
        usual = days.map { $0.reduce(0, +) }.median
    }

    mutating func areMany(before hour: Int) -> Bool {
        if let known = manyBefore[hour] { return known }
        let areMany = areMany(in: 0..<hour)
        manyBefore[hour] = areMany
        return areMany
    }

    mutating func areMany(after hour: Int) -> Bool {
        if let known = manyAfter[hour] { return known }
        let areMany = areMany(in: (hour + 1)..<24)
        manyAfter[hour] = areMany
        return areMany
    }

    /// The day in question is one of them, and has none: the first.
    private func areMany(in hours: Range<Int>) -> Bool {
        if hours.isEmpty { return false }
        let sorted = days.map { $0[hours].reduce(0, +) }.sorted()
        let others = sorted.count - 1
        return sorted[others / 10 + 1] >= 5 && sorted[others / 2 + 1] >= max(10, usual / 4)
    }
}

extension [Int] {
    /// The number in the middle, the higher one of two; 0 where there is none.
    var median: Int { isEmpty ? 0 : sorted()[count / 2] }
}
