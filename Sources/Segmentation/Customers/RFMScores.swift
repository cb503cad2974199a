// Scores customers by recency, frequency and money: pure functions over flat arrays.

/// Scores from 1 to 5 by fifths of the customers.
enum RFMScores {
    /// The score of every value: 1 for the lowest fifth, 5 for the highest.
    ///
    /// A value's rank is the number of values below it, so equal values share the lower rank's score.
    /// - Complexity: O(n log n).
    static func quintiles<Value: Comparable & Sendable>(_ values: [Value]) -> [UInt8] {
        guard !values.isEmpty else { return [] }
        let sorted = values.sorted()
        return values.map { value in UInt8(5 * rank(of: value, in: sorted) / sorted.count + 1) }
    }

    /// How many entries of `sorted` lie below `value`.
    private static func rank<Value: Comparable>(of value: Value, in sorted: [Value]) -> Int {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The frequency that more than two fifths of the customers share, and their percentage; nil when there is none.
    ///
    /// With such a frequency at least one score would be left out, and fifths mean little.
    static func collapsingFrequency(_ days: [Int]) -> (days: Int, percent: Int)? {
        let sorted = days.sorted()
        var start = 0
        var widest = (days: 0, count: 0)
        for index in sorted.indices where index + 1 == sorted.count || sorted[index + 1] != sorted[index] {
            if index + 1 - start > widest.count { widest = (sorted[index], index + 1 - start) }
            start = index + 1
        }
        guard widest.count * 5 > sorted.count * 2 else { return nil }
        return (widest.days, (widest.count * 200 + sorted.count) / (sorted.count * 2))
    }

    /// The fixed cuts: as many points as purchase days, at most five.
    static func fixedCuts(_ days: [Int]) -> [UInt8] { days.map { UInt8(clamping: min(max($0, 1), 5)) } }

    /// Whether each value lies above the mean of all. Exact: nothing is divided but whole numbers.
    static func aboveMean(_ values: [Int128]) -> [Bool]? {
        var sum: Int128 = 0
        for value in values {
            let (next, overflow) = sum.addingReportingOverflow(value)
            if overflow { return nil }
            sum = next
        }
        guard !values.isEmpty else { return [] }
        // A whole number lies above a quotient exactly when it lies above the quotient rounded down.
        let count = Int128(values.count)
        let (quotient, remainder) = sum.quotientAndRemainder(dividingBy: count)
        let floor = remainder < 0 ? quotient - 1 : quotient
        return values.map { $0 > floor }
    }

    /// Whether each value lies above the median of all; of an even number of values the mean of the middle two.
    static func aboveMedian(_ values: [Int128]) -> [Bool] {
        guard !values.isEmpty else { return [] }
        let sorted = values.sorted()
        let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
        // Above (low + high) / 2: beyond low by more than half the distance. The distance of two sums of money fits.
        return values.map { value in value > low && value - low > high - value }
    }
}

/// The eight kinds of customers by high or low recency, frequency and money.
enum RFMCell: Int, Sendable, CaseIterable {
    // In the order of the table of eight: by money, then recency, then frequency.
    case champions, highValueDeveloping, highValueSlipping, highValueAtRisk, regular, newLow, frequentFading, dormant

    init(isRecent: Bool, isFrequent: Bool, isValuable: Bool) {
        switch (isRecent, isFrequent, isValuable) {
        case (true, true, true): self = .champions
        case (true, false, true): self = .highValueDeveloping
        case (false, true, true): self = .highValueSlipping
        case (false, false, true): self = .highValueAtRisk
        case (true, true, false): self = .regular
        case (true, false, false): self = .newLow
        case (false, true, false): self = .frequentFading
        case (false, false, false): self = .dormant
        }
    }

    /// The key, the English and the Chinese title.
    var names: (key: String, english: String, chinese: String) {
        switch self {
        case .champions: ("champions", "Champions", "重要价值客户")
        case .highValueDeveloping: ("high_value_developing", "High-value developing", "重要发展客户")
        case .highValueSlipping: ("high_value_slipping", "High-value slipping", "重要保持客户")
        case .highValueAtRisk: ("high_value_at_risk", "High-value at risk", "重要挽留客户")
        case .regular: ("regular", "Regular", "一般价值客户")
        case .newLow: ("new_low", "New, low value", "一般发展客户")
        case .frequentFading: ("frequent_fading", "Frequent, fading", "一般保持客户")
        case .dormant: ("dormant", "Dormant", "一般挽留客户")
        }
    }
}
