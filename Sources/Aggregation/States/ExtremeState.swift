// The smallest or the largest value of each group.

import Stages
import Tabular

/// The values at one end, exactly.
struct ExtremeState: Accumulator {
    enum Side: Sendable { case minimum, maximum }

    private var counts: [Int] = [0]
    /// Whole units of 10⁻ˢ, s being `decimals`; the scale grows when a chunk has a finer one.
    private var exact: [Int128] = []
    private var decimals = 0
    private var real: [Double] = []
    private let side: Side
    private let isReal: Bool
    private let scale: UnitScale

    init(_ side: Side, of type: ColumnType, scale: UnitScale) {
        self.side = side
        self.scale = scale
        isReal = type == .real
        makeRoom(forGroups: 1)
    }

    mutating func makeRoom(forGroups count: Int) {
        counts.lengthen(to: count, with: 0)
        if isReal { real.lengthen(to: count, with: 0) } else { exact.lengthen(to: count, with: 0) }
    }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        switch columns[0] {
        case .integer(let column), .duration(let column): take(column.values, scale: 0, groups: groups)
        case .decimal(let column):
            if let wide = column.wide { return take(wide: wide, scale: column.scale, groups: groups) }
            take(column.units.values, scale: column.scale, groups: groups)
        case .real(let column):
            guard isReal else { return }
            for row in 0..<min(groups.count, column.values.count) where groups[row] != 0 && !column.values[row].isNaN {
                take(column.values[row], inGroup: Int(groups[row]), count: 1)
            }
        case .text, .flag, .date, .instant: break
        }
    }

    private mutating func take(_ values: [Int64], scale: Int, groups: GroupSpan) {
        refine(to: scale)
        // At most 10¹⁸ times 2⁶³, which 128 bits hold.
        let factor = ExactDecimal.powerOfTen(decimals - scale) ?? 1
        for row in 0..<min(groups.count, values.count) where groups[row] != 0 {
            take(Int128(values[row]) &* factor, inGroup: Int(groups[row]), count: 1)
        }
    }

    /// Numbers of 128 bits, of which the units of the state may be no finer than fit.
    @inline(never)
    private mutating func take(wide values: [Int128], scale: Int, groups: GroupSpan) {
        refine(to: scale)
        for row in 0..<min(groups.count, values.count) where groups[row] != 0 {
            let value = ExactDecimal(units: values[row], scale: scale)
            let units = value.rescaled(to: decimals)?.units ?? (values[row] < 0 ? .min : .max)
            take(units, inGroup: Int(groups[row]), count: 1)
        }
    }

    private mutating func refine(to scale: Int) {
        guard scale > decimals, let factor = ExactDecimal.powerOfTen(scale - decimals) else { return }
        for group in exact.indices { exact[group] &*= factor }
        decimals = scale
    }

    private mutating func take(_ value: Int128, inGroup group: Int, count: Int) {
        let isFirst = counts[group] == 0
        if isFirst || (side == .minimum ? value < exact[group] : value > exact[group]) { exact[group] = value }
        counts[group] &+= count
    }

    private mutating func take(_ value: Double, inGroup group: Int, count: Int) {
        let isFirst = counts[group] == 0
        // −0 and 0 are the same number and must come out as the same bits, whichever was met first.
        let value = value == 0 ? 0 : value
        if isFirst || (side == .minimum ? value < real[group] : value > real[group]) { real[group] = value }
        counts[group] &+= count
    }

    mutating func merge(_ other: ExtremeState, numbers: [UInt32]) {
        var other = other
        if isReal {
            for (group, count) in other.counts.enumerated() where count > 0 {
                take(other.real[group], inGroup: Int(numbers[group]), count: count)
            }
        } else {
            refine(to: other.decimals)
            other.refine(to: decimals)
            for (group, count) in other.counts.enumerated() where count > 0 {
                take(other.exact[group], inGroup: Int(numbers[group]), count: count)
            }
        }
    }

    func finish(jobs: Int) -> [Measurement] {
        counts.indices.map { group in
            guard counts[group] > 0 else { return .nothing }
            if isReal { return Measurement(value: scale.value(real[group]), n: counts[group]) }
            let raw = ExactDecimal(units: exact[group], scale: decimals)
            return Measurement(
                value: scale.value(raw), n: counts[group],
                exactness: scale.isExact ? .unknown : scale.ratio(raw).map { .ratio($0) } ?? .unknown)
        }
    }
}
