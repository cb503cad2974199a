// A value of a formula during evaluation: one for all rows, or a column.

import Tabular

/// The value of a part of a formula in the rows of one chunk.
enum Operand: Sendable {
    /// The same in every row.
    case constant(Constant)
    /// Missing in every row.
    case missing(ColumnType)
    case column(Column)

    /// A column of the row count, whatever it was.
    func column(count: Int) -> Column {
        switch self {
        case .constant(let constant): constant.column(count: count)
        case .missing(let type): Column.missing(type, count: count)
        case .column(let column): column
        }
    }

    /// The value of a constant; of a column of one row, its cell.
    var constant: Constant? {
        switch self {
        case .constant(let constant): constant
        case .missing: nil
        case .column(let column): column.count == 1 ? column.constant(ofRow: 0) : nil
        }
    }

    /// A column of one row as a constant: what comes of constants is one.
    static func folded(_ column: Column) -> Operand {
        column.constant(ofRow: 0).map(Operand.constant) ?? .missing(column.type)
    }
}

extension Column {
    /// The cell of `row` as a constant, nil when it is missing.
    func constant(ofRow row: Int) -> Constant? {
        switch self {
        case .text(let column): column[row].map(Constant.text)
        case .integer(let column): column[row].map(Constant.integer)
        case .decimal(let column):
            column.units[row].map { Constant.decimal(units: $0, scale: column.scale) }
        case .real(let column): column[row].map(Constant.real)
        case .flag(let column): column[row].map(Constant.flag)
        case .date(let column): column[row].map(Constant.date)
        case .instant(let column): column[row].map(Constant.instant)
        case .duration(let column): column[row].map(Constant.duration)
        }
    }
}

/// The values of an operand of one fixed-size kind: a vector, or one value for all rows.
struct Lane<Element: Sendable & BitwiseCopyable>: Sendable {
    /// One entry when `isConstant`, else one per row.
    let values: [Element]
    let presence: Presence
    let isConstant: Bool

    init(_ value: Element) {
        values = [value]
        presence = Presence(allPresent: 1)
        isConstant = true
    }

    init(_ column: PrimitiveColumn<Element>) {
        values = column.values
        presence = column.presence
        isConstant = false
    }

    /// Where a result of both can be present.
    static func presence<Other>(_ left: Lane, _ right: Lane<Other>) -> Presence {
        if left.isConstant { return right.presence }
        if right.isConstant { return left.presence }
        return left.presence.intersection(right.presence)
    }
}

extension Operand {
    /// The values of an integer, an instant or a duration; nil when missing everywhere.
    var wholeLane: Lane<Int64>? {
        switch self {
        case .constant(.integer(let value)), .constant(.instant(let value)), .constant(.duration(let value)):
            Lane(value)
        case .column(.integer(let column)), .column(.instant(let column)), .column(.duration(let column)): Lane(column)
        default: nil
        }
    }

    var dateLane: Lane<Int32>? {
        switch self {
        case .constant(.date(let value)): Lane(value)
        case .column(.date(let column)): Lane(column)
        default: nil
        }
    }

    /// The values of a decimal or an integer, in units of 10⁻ˢ, with s.
    var decimalLane: (units: Lane<Int64>, scale: Int)? {
        switch self {
        case .constant(.decimal(let units, let scale)): (Lane(units), scale)
        case .constant(.integer(let value)): (Lane(value), 0)
        case .column(.decimal(let column)): (Lane(column.units), column.scale)
        case .column(.integer(let column)): (Lane(column), 0)
        default: nil
        }
    }

    /// The values of any number as a real.
    var realLane: Lane<Double>? {
        switch self {
        case .constant(let constant): constant.realValue.map { Lane($0) }
        case .column(.real(let column)): Lane(column)
        case .column(.integer(let column)), .column(.duration(let column)): Lane(column.mapped { Double($0) })
        case .column(.decimal(let column)): Lane(column.reals)
        default: nil
        }
    }
}

extension PrimitiveColumn {
    /// The same rows with every value replaced.
    @inline(__always)
    func mapped<Result>(_ transform: (Element) -> Result) -> PrimitiveColumn<Result> {
        let mapped = [Result](unsafeUninitializedCapacity: count) { result, initialized in
            values.withUnsafeBufferPointer { values in
                for row in 0..<values.count { result[row] = transform(values[row]) }
            }
            initialized = values.count
        }
        return PrimitiveColumn<Result>(mapped, presence: presence)
    }
}

extension DecimalColumn {
    /// The nearest reals.
    var reals: PrimitiveColumn<Double> {
        let scale = scale
        guard let factor = ExactDecimal.powerOfTen(scale).map({ Double($0) }), scale <= 22 else {
            return units.mapped { ExactDecimal(units: Int128($0), scale: scale).doubleValue }
        }
        return units.mapped { units in
            // Both are exact up to 2⁵³, so that the quotient is the nearest real.
            if units.magnitude < 1 << 53 { return Double(units) / factor }
            return ExactDecimal(units: Int128(units), scale: scale).doubleValue
        }
    }
}
