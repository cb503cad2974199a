// Numbers of 128 bits for every row of a chunk, in units of 10⁻ˢ.

import Tabular

/// The values of a part of a formula that do not fit into 64 bits.
struct WideLane {
    private(set) var values: [Int128]
    private(set) var present: [Bool]
    /// Rows that are present but whose value does not fit into 128 bits either.
    private(set) var lost: [Bool]
    private(set) var scale: Int

    var count: Int { values.count }

    init(missing count: Int) {
        values = [Int128](repeating: 0, count: count)
        present = [Bool](repeating: false, count: count)
        lost = present
        scale = 0
    }

    init(_ lane: Lane<Int64>, scale: Int, count: Int) {
        self.init(missing: count)
        self.scale = scale
        for row in 0..<count {
            let source = lane.isConstant ? 0 : row
            values[row] = Int128(lane.values[source])
            present[row] = lane.isConstant || lane.presence[source]
        }
    }

    func isKnown(_ row: Int) -> Bool { present[row] && !lost[row] }

    func addLost(to rows: OverflowRows) { for row in 0..<count where present[row] && lost[row] { rows.add(row) } }

    // MARK: Arithmetic

    func map(_ compute: (Int128) -> (value: Int128, fails: Bool)) -> WideLane {
        var result = self
        for row in 0..<count where isKnown(row) {
            let (value, fails) = compute(values[row])
            result.set(row, value, fails)
        }
        return result
    }

    private mutating func set(_ row: Int, _ value: Int128, _ fails: Bool) {
        values[row] = fails ? 0 : value
        lost[row] = fails
    }

    private func combined(
        _ other: WideLane, scale: Int, _ compute: (Int128, Int128) -> (value: Int128, fails: Bool)
    ) -> WideLane {
        var result = WideLane(missing: count)
        result.scale = scale
        for row in 0..<count where present[row] && other.present[row] {
            result.present[row] = true
            if lost[row] || other.lost[row] {
                result.lost[row] = true
                continue
            }
            let (value, fails) = compute(values[row], other.values[row])
            result.set(row, value, fails)
        }
        return result
    }

    func sum(_ other: WideLane, negating: Bool) -> WideLane? {
        let scale = max(self.scale, other.scale)
        guard let first = ExactDecimal.powerOfTen(scale - self.scale),
            let second = ExactDecimal.powerOfTen(scale - other.scale)
        else { return nil }
        return combined(other, scale: scale) { left, right in
            let (left, overflow1) = left.multipliedReportingOverflow(by: first)
            let (right, overflow2) = right.multipliedReportingOverflow(by: second)
            let (sum, overflow3) =
                negating ? left.subtractingReportingOverflow(right) : left.addingReportingOverflow(right)
            return (sum, overflow1 || overflow2 || overflow3)
        }
    }

    func product(_ other: WideLane) -> WideLane? {
        guard scale + other.scale <= 38 else { return nil }
        return combined(other, scale: scale + other.scale) { left, right in
            let (product, overflow) = left.multipliedReportingOverflow(by: right)
            return (product, overflow)
        }
    }

    /// To so many decimals, halves away from zero; unchanged when it has no more.
    func rounded(to decimals: Int) -> WideLane {
        guard decimals < scale, let divisor = ExactDecimal.powerOfTen(scale - decimals) else { return self }
        var result = map { value in
            let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
            let isUp = rest.magnitude >= divisor.magnitude - rest.magnitude
            return (isUp ? quotient + (value < 0 ? -1 : 1) : quotient, false)
        }
        result.scale = decimals
        return result
    }

    func floored() -> WideLane {
        guard scale > 0, let divisor = ExactDecimal.powerOfTen(scale) else { return self }
        var result = map { value in
            let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
            return (rest < 0 ? quotient - 1 : quotient, false)
        }
        result.scale = 0
        return result
    }

    /// The quotients as reals, brought to one unit first; missing where the divisor is zero.
    func quotient(_ other: WideLane) -> Operand {
        var presence = Presence(allPresent: count)
        let first = ExactDecimal.powerOfTen(max(0, other.scale - scale)) ?? 1
        let second = ExactDecimal.powerOfTen(max(0, scale - other.scale)) ?? 1
        let values = (0..<count).map { row -> Double in
            guard isKnown(row), other.isKnown(row), other.values[row] != 0 else {
                presence.clear(row)
                return 0
            }
            let (left, overflow1) = self.values[row].multipliedReportingOverflow(by: first)
            let (right, overflow2) = other.values[row].multipliedReportingOverflow(by: second)
            if !overflow1, !overflow2 { return Double(left) / Double(right) }
            return (Double(self.values[row]) * Double(first)) / (Double(other.values[row]) * Double(second))
        }
        return .column(.real(PrimitiveColumn(values, presence: presence)))
    }

    // MARK: Choices

    func choosing(_ other: WideLane, where takesOther: (Int) -> Bool) -> WideLane? {
        let scale = max(self.scale, other.scale)
        guard let first = ExactDecimal.powerOfTen(scale - self.scale),
            let second = ExactDecimal.powerOfTen(scale - other.scale)
        else { return nil }
        var result = WideLane(missing: count)
        result.scale = scale
        for row in 0..<count {
            let (source, factor) = takesOther(row) ? (other, second) : (self, first)
            result.present[row] = source.present[row]
            guard source.isKnown(row) else {
                result.lost[row] = source.lost[row]
                continue
            }
            let (value, overflow) = source.values[row].multipliedReportingOverflow(by: factor)
            result.set(row, value, overflow)
        }
        return result
    }

    /// Below 0 when this row's value is less than the other's, above 0 when it is more.
    func compare(_ row: Int, _ other: WideLane) -> Int {
        let first = ExactRatio(ExactDecimal(units: values[row], scale: scale))
        let second = ExactRatio(ExactDecimal(units: other.values[row], scale: other.scale))
        guard let first, let second else { return 0 }
        return first < second ? -1 : second < first ? 1 : 0
    }

    // MARK: As columns

    private var presence: Presence { Presence(count: count) { isKnown($0) } }

    var reals: Operand {
        let scale = scale
        return .column(
            .real(
                PrimitiveColumn(
                    values.map { ExactDecimal(units: $0, scale: scale).doubleValue }, presence: presence)))
    }

    /// As 64 bits a row, without the zeros at the end that all fractions have; nil when some value does not fit.
    func narrowed(as type: ColumnType) -> Column? {
        guard !zip(present, lost).contains(where: { $0 && $1 }) else { return nil }
        return column(as: type, lost: nil)
    }

    /// The same with those values left out, and listed, that do not fit.
    func fitting(as type: ColumnType, lost rows: OverflowRows) -> Column {
        column(as: type, lost: rows) ?? .missing(type, count: count)
    }

    private func column(as type: ColumnType, lost rows: OverflowRows?) -> Column? {
        var (divisor, scale) = (Int128(1), scale)
        // Zeros that all values end in are no digits.
        let nonzero = values.indices.filter { isKnown($0) && values[$0] != 0 }
        while scale > 0, let next = ExactDecimal.powerOfTen(self.scale - scale + 1),
            nonzero.allSatisfy({ values[$0] % next == 0 })
        {
            divisor = next
            scale -= 1
        }
        var presence = presence
        if scale > 18, rows == nil { return nil }
        var units = [Int64](repeating: 0, count: count)
        for row in nonzero {
            if scale <= 18, let unit = Int64(exactly: values[row] / divisor) {
                units[row] = unit
                continue
            }
            guard let rows else { return nil }
            rows.add(row)
            presence.clear(row)
        }
        let column = PrimitiveColumn(units, presence: presence)
        switch type {
        case .integer: return scale == 0 ? .integer(column) : nil
        case .duration: return scale == 0 ? .duration(column) : nil
        default: return .decimal(DecimalColumn(units: column, scale: min(scale, 18)))
        }
    }

    /// As a decimal column of 128 bits a row.
    var wideColumn: Column {
        let presence = presence
        let units = PrimitiveColumn([Int64](repeating: 0, count: count), presence: presence)
        return .decimal(DecimalColumn(units: units, scale: scale, wide: values))
    }
}
