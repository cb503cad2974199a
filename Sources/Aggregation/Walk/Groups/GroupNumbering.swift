// Gives every combination of period and segment labels that rows take a group number.

import Diagnostics
import Tabular

/// The groups of one breakdown of one table.
///
/// A combination is the number `(period · L₁ + label₁) · L₂ + label₂ …`. When all combinations together are few, the
/// combination itself is the group number (plus 1); otherwise those that occur are numbered as they come.
struct GroupNumbering: Sendable {
    /// How many labels each segment has.
    private let labelCounts: [Int]
    private let combinations: UInt64
    private let isDense: Bool
    private var table = KeyTable()
    /// By group number: whether a row has come. Group 0 is that of rows in no period.
    private var isTaken: [Bool] = [false]
    /// Whether a row within a period had a label that is none, and so counts nowhere.
    private(set) var hasStrays = false

    /// Nil when the combinations cannot be numbered in 64 bits.
    init?(periodCount: Int, labelCounts: [Int]) {
        self.labelCounts = labelCounts
        var combinations = UInt64(max(0, periodCount))
        for count in labelCounts {
            let (product, overflow) = combinations.multipliedReportingOverflow(by: UInt64(max(1, count)))
            if overflow { return nil }
            combinations = product
        }
        self.combinations = combinations
        isDense = combinations <= Self.mostDenseGroups
        if isDense { isTaken = [Bool](repeating: false, count: Int(combinations) + 1) }
    }

    /// A state of a metric has some dozens of bytes per group, so this many cost less than a megabyte each.
    private static let mostDenseGroups: UInt64 = 1 << 13

    /// How many group numbers there are, 0 included.
    var groupCount: Int { isDense ? isTaken.count : table.count + 1 }

    /// The group numbers of a chunk's rows; nil when all are in no period.
    ///
    /// - Shape: one entry per row; each of `segments` has one number per row, positions of labels. Neighbours may be joined
    ///   to one, whose count is the product of theirs.
    mutating func numbers(
        periods: PeriodPositions, segments: [(labels: [UInt32], count: Int)], rowCount: Int
    ) -> [UInt32]? {
        if case .all(0) = periods { return nil }
        return isDense
            ? denseNumbers(periods, segments, rowCount) : tableNumbers(Self.rows(periods, rowCount), segments)
    }

    private static func rows(_ periods: PeriodPositions, _ rowCount: Int) -> [UInt32] {
        switch periods {
        case .all(let period): [UInt32](repeating: period, count: rowCount)
        case .rows(let periods): periods
        }
    }

    private mutating func denseNumbers(
        _ periods: PeriodPositions, _ segments: [(labels: [UInt32], count: Int)], _ rowCount: Int
    ) -> [UInt32] {
        var groups: [UInt32]
        if case .all(let period) = periods, let only = segments.first, segments.count == 1 {
            groups = denseNumbers(period, only.labels, UInt32(truncatingIfNeeded: only.count))
        } else {
            groups = Self.rows(periods, rowCount)
            for segment in segments { refine(&groups, segment.labels, UInt32(truncatingIfNeeded: segment.count)) }
        }
        isTaken.withUnsafeMutableBufferPointer { isTaken in
            groups.withUnsafeBufferPointer { groups in
                for group in groups { isTaken[Int(group)] = true }
            }
        }
        return groups
    }

    /// Divides groups by labels: 0 stays 0; a number g becomes (g − 1) · L + label + 1. A label that is none counts as nowhere.
    private mutating func refine(_ groups: inout [UInt32], _ labels: [UInt32], _ factor: UInt32) {
        var strays = false
        groups.withUnsafeMutableBufferPointer { groups in
            labels.withUnsafeBufferPointer { labels in
                for row in 0..<min(groups.count, labels.count) {
                    let group = (groups[row] &- 1) &* factor &+ labels[row] &+ 1
                    let isStray = labels[row] >= factor
                    strays = strays || isStray
                    groups[row] = groups[row] == 0 || isStray ? 0 : group
                }
            }
        }
        if strays { hasStrays = true }
    }

    /// The same for rows of one period, in a loop that the compiler makes vectors of.
    private mutating func denseNumbers(_ period: UInt32, _ labels: [UInt32], _ factor: UInt32) -> [UInt32] {
        let first = (period &- 1) &* factor &+ 1
        var most: UInt32 = 0
        let groups = [UInt32](unsafeUninitializedCapacity: labels.count) { groups, initialized in
            labels.withUnsafeBufferPointer { labels in
                for row in 0..<labels.count {
                    groups[row] = labels[row] < factor ? first &+ labels[row] : 0
                    most = max(most, labels[row])
                }
            }
            initialized = labels.count
        }
        if most >= factor { hasStrays = true }
        return groups
    }

    private mutating func tableNumbers(
        _ periods: [UInt32], _ segments: [(labels: [UInt32], count: Int)]
    ) -> [UInt32] {
        var keys = periods.map { UInt64($0) }
        for (segment, labelCount) in segments {
            let factor = UInt64(labelCount)
            for row in 0..<min(keys.count, segment.count) {
                let key = (keys[row] &- 1) &* factor &+ UInt64(segment[row]) &+ 1
                if segment[row] >= factor { hasStrays = true }
                keys[row] = keys[row] == 0 || segment[row] >= factor ? 0 : key
            }
        }
        return keys.map { $0 == 0 ? 0 : table.number(of: GroupedKey(group: 0, key: $0)).number &+ 1 }
    }

    /// Takes the groups of another part of the same table.
    ///
    /// - Shape: the result gives, for each group number of the other, the number here.
    mutating func merge(_ other: GroupNumbering) -> [UInt32] {
        hasStrays = hasStrays || other.hasStrays
        if isDense {
            for (group, taken) in other.isTaken.enumerated() where taken { isTaken[group] = true }
            return (0..<UInt32(truncatingIfNeeded: isTaken.count)).map { $0 }
        }
        return [0] + other.table.keys.map { table.number(of: $0).number &+ 1 }
    }

    /// The number of the group of a period and labels, which then has rows, and whether it had none before.
    ///
    /// - Parameter labels: one of each segment.
    mutating func number(ofPeriod period: Int, labels: [Int] = []) -> (number: UInt32, isNew: Bool) {
        let key = zip(labels, labelCounts).reduce(UInt64(period)) { $0 * UInt64($1.1) + UInt64($1.0) } + 1
        if !isDense {
            let (number, isNew) = table.number(of: GroupedKey(group: 0, key: key))
            return (number &+ 1, isNew)
        }
        guard key < UInt64(isTaken.count) else { return (0, false) }
        defer { isTaken[Int(key)] = true }
        return (UInt32(truncatingIfNeeded: key), !isTaken[Int(key)])
    }

    /// A group that has rows: its period (a position from 0) and its labels.
    struct Group: Sendable {
        var number: Int
        var period: Int
        var labels: [Int]
    }

    /// All groups that have rows, sorted by period and labels.
    var groups: [Group] {
        let taken: [(number: Int, key: UInt64)] =
            isDense
            ? isTaken.indices.dropFirst().filter { isTaken[$0] }.map { ($0, UInt64($0)) }
            : table.keys.enumerated().map { ($0.offset + 1, $0.element.key) }.sorted { $0.1 < $1.1 }
        return taken.map { number, key in
            var rest = key - 1
            var labels: [Int] = []
            for count in labelCounts.reversed() {
                labels.append(Int(rest % UInt64(max(1, count))))
                rest /= UInt64(max(1, count))
            }
            return Group(number: number, period: Int(rest), labels: labels.reversed())
        }
    }
}
