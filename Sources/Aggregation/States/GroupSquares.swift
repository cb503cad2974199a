// Exact sums of squares per group, from which the variance is read without cancellation.

import Diagnostics
import Statistics
import Tabular

/// Sums of squares of a numeric or duration column for every group; see ``GroupSums``, whose companion it is.
struct GroupSquares: Sendable {
    /// A sum of squares: `carry · 2¹²⁸ + low`. The square of a 64-bit number has 126 bits, so a few could pass 128.
    private struct Wide: Sendable {
        var low: UInt128 = 0
        var carry: UInt64 = 0

        mutating func add(_ addend: UInt128, carry addendCarry: UInt64 = 0) {
            let (sum, overflow) = low.addingReportingOverflow(addend)
            low = sum
            carry &+= addendCarry &+ (overflow ? 1 : 0)
        }
    }

    private var scales: [Int] = []
    private var squares: [[Wide]] = []
    private var realMoments: [ExactMoments] = []
    private let isReal: Bool
    /// Whether numbers of 128 bits were among them, whose squares are near and not exact.
    private var isShortened = false
    private var room = 1

    init(of type: ColumnType) {
        isReal = type == .real
        if isReal { realMoments = [ExactMoments()] }
    }

    mutating func makeRoom(forGroups count: Int) {
        guard count > room else { return }
        room = count
        for index in squares.indices { squares[index].lengthen(to: count, with: Wide()) }
        if isReal { realMoments.lengthen(to: count, with: ExactMoments()) }
    }

    mutating func add(groups: GroupSpan, column: Column) {
        switch column {
        case .integer(let column), .duration(let column): add(column.values, scale: 0, groups: groups)
        case .decimal(let column):
            if let wide = column.wide {
                isShortened = true
                let (units, scale) = Self.shortened(wide, scale: column.scale)
                return add(units, scale: scale, groups: groups)
            }
            add(column.units.values, scale: column.scale, groups: groups)
        case .real(let column):
            guard isReal else { return }
            realMoments.withUnsafeMutableBufferPointer { moments in
                column.values.withUnsafeBufferPointer { values in
                    for row in 0..<min(groups.count, values.count) where groups[row] != 0 {
                        moments[Int(groups[row])].add(values[row])
                    }
                }
            }
        case .text, .flag, .date, .instant: break
        }
    }

    /// Numbers of 128 bits with so many digits fewer that 64 bits hold them: enough for how they spread.
    private static func shortened(_ values: [Int128], scale: Int) -> (units: [Int64], scale: Int) {
        let largest = values.reduce(UInt128(0)) { max($0, $1.magnitude) }
        var (divisor, dropped) = (Int128(1), 0)
        while dropped < scale, largest / divisor.magnitude > UInt128(Int64.max) {
            divisor *= 10
            dropped += 1
        }
        return (values.map { Int64(clamping: $0 / divisor) }, scale - dropped)
    }

    private mutating func add(_ values: [Int64], scale: Int, groups: GroupSpan) {
        let index = index(ofScale: scale)
        squares[index].withUnsafeMutableBufferPointer { squares in
            values.withUnsafeBufferPointer { values in
                for row in 0..<min(groups.count, values.count) {
                    let (high, low) = values[row].multipliedFullWidth(by: values[row])
                    let square = UInt128(truncatingIfNeeded: high) &<< 64 | UInt128(truncatingIfNeeded: low)
                    squares[Int(groups[row])].add(square)
                }
            }
        }
    }

    /// Adds the sums of squares that were kept in 64 bits.
    mutating func add(_ recent: RecentMoments) {
        let index = index(ofScale: recent.scale)
        for group in 0..<min(room, recent.moments.count / 4) {
            squares[index][group].add(UInt128(truncatingIfNeeded: recent.moments[4 * group + 2]))
        }
    }

    private mutating func index(ofScale scale: Int) -> Int {
        let index = scales.firstIndex { $0 >= scale } ?? scales.count
        if index == scales.count || scales[index] != scale {
            scales.insert(scale, at: index)
            squares.insert([Wide](repeating: Wide(), count: room), at: index)
        }
        return index
    }

    mutating func merge(_ other: GroupSquares, numbers: [UInt32]) {
        isShortened = isShortened || other.isShortened
        for (scale, theirs) in zip(other.scales, other.squares) {
            let index = index(ofScale: scale)
            for (group, sum) in theirs.enumerated() {
                squares[index][Int(numbers[group])].add(sum.low, carry: sum.carry)
            }
        }
        for (group, moments) in other.realMoments.enumerated() { realMoments[Int(numbers[group])].merge(moments) }
    }

    /// The variance of a group's values, divisor n − 1, in raw units squared; nil for fewer than two values.
    func variance(ofGroup group: Int, count n: Int, sums: GroupSums) -> Double? {
        guard n > 1 else { return nil }
        if isReal { return realMoments[group].variance }
        guard !isShortened, let scale = scales.last, let sum = sums.exactSum(ofGroup: group)?.rescaled(to: scale),
            let square = square(ofGroup: group, atScale: scale)
        else { return roughVariance(ofGroup: group, count: n, sums: sums) }
        // n·Σx² − (Σx)², in 256 bits and so without any rounding; it cannot be negative.
        let count = UInt128(n)
        let low = count.multipliedFullWidth(by: square.low)
        let left = (high: low.high &+ count &* UInt128(square.carry), low: low.low)
        let right = sum.units.magnitude.multipliedFullWidth(by: sum.units.magnitude)
        let (lowPart, borrow) = left.low.subtractingReportingOverflow(right.low)
        let highPart = left.high &- right.high &- (borrow ? 1 : 0)
        // A conversion from 128 bits goes through generic code; both give the nearest number.
        let isNarrow = highPart == 0 && lowPart >> 64 == 0
        let spread =
            isNarrow ? Double(UInt64(truncatingIfNeeded: lowPart)) : Double(highPart) * 0x1p128 + Double(lowPart)
        let unit = ExactDecimal(units: 1, scale: scale).doubleValue
        return spread / Double(n) / Double(n - 1) * unit * unit
    }

    /// The sum of a group's squares as the nearest number, in raw units squared.
    func total(ofGroup group: Int) -> Double {
        isReal ? realMoments[group].squareTotal : roughTotal(ofGroup: group)
    }

    /// The sum of squares at one scale; nil when it would not fit.
    private func square(ofGroup group: Int, atScale scale: Int) -> Wide? {
        var total = Wide()
        for (part, squares) in zip(scales, squares) {
            guard part != scale else {
                total.add(squares[group].low, carry: squares[group].carry)
                continue
            }
            guard let factor = ExactDecimal.powerOfTen(2 * (scale - part)), squares[group].carry == 0 else {
                return nil
            }
            let (product, overflow) = squares[group].low.multipliedReportingOverflow(by: UInt128(factor))
            if overflow { return nil }
            total.add(product)
        }
        return total
    }

    /// For decimals of scales so different that they have no common exact unit.
    private func roughVariance(ofGroup group: Int, count n: Int, sums: GroupSums) -> Double? {
        let total = roughTotal(ofGroup: group)
        let sum = sums.realSum(ofGroup: group)
        let variance = (total - sum * sum / Double(n)) / Double(n - 1)
        return variance.isFinite ? max(0, variance) : nil
    }

    /// The exact sums of the scales, each rounded and then added in their order.
    private func roughTotal(ofGroup group: Int) -> Double {
        zip(scales, squares).reduce(0) { total, part in
            let (unit, sum) = (ExactDecimal(units: 1, scale: part.0).doubleValue, part.1[group])
            return total + (Double(sum.carry) * 0x1p128 + Double(sum.low)) * unit * unit
        }
    }
}
