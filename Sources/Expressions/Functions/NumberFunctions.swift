// abs round floor ceil.

import Tabular

/// The functions on numbers, exact for integers and decimals; where the result does not fit, `overflow` is told.
enum NumberFunctions {
    static func value(_ function: Function, _ arguments: [Operand], overflow: OverflowRows?) -> Operand {
        let type = function.resultType(arguments.map(\.type))
        let number = arguments[0]
        var decimals: Int?
        if arguments.count > 1, case .constant(.integer(let count)) = arguments[1] { decimals = Int(clamping: count) }
        guard let column = column(function, number, decimals, overflow) else { return .missing(type) }
        if case .constant = number { return .folded(column) }
        return .column(column)
    }

    private static func column(
        _ function: Function, _ number: Operand, _ decimals: Int?, _ overflow: OverflowRows?
    ) -> Column? {
        switch number.type {
        case .integer:
            guard let lane = number.wholeLane else { return nil }
            return .integer(
                function == .abs ? magnitudes(lane, overflow) : PrimitiveColumn(lane.values, presence: lane.presence))
        case .duration: return number.wholeLane.map { .duration(magnitudes($0, overflow)) }
        case .decimal:
            guard let (units, scale) = number.decimalLane else { return nil }
            return decimal(function, units, scale, decimals, overflow)
        case .real:
            guard let lane = number.realLane else { return nil }
            return real(function, lane, decimals, overflow)
        case .text, .flag, .date, .instant: return nil
        }
    }

    private static func magnitudes(_ lane: Lane<Int64>, _ overflow: OverflowRows?) -> PrimitiveColumn<Int64> {
        Kernels.map(lane, zero: 0, overflow: overflow) { ($0 < 0 ? 0 &- $0 : $0, $0 == .min) }
    }

    private static func decimal(
        _ function: Function, _ units: Lane<Int64>, _ scale: Int, _ decimals: Int?, _ overflow: OverflowRows?
    ) -> Column? {
        switch function {
        case .abs: return .decimal(DecimalColumn(units: magnitudes(units, overflow), scale: scale))
        case .round:
            let kept = decimals ?? 0
            if kept >= scale, decimals != nil {
                return .decimal(
                    DecimalColumn(units: PrimitiveColumn(units.values, presence: units.presence), scale: scale))
            }
            guard let divisor = Rounding.powerOfTen(scale - kept) else { return nil }
            let rounded = Kernels.map(units, zero: Int64(0)) { Rounding.halfAway($0, divisor) }
            return decimals == nil ? .integer(rounded) : .decimal(DecimalColumn(units: rounded, scale: kept))
        case .floor, .ceil:
            guard let divisor = Rounding.powerOfTen(scale) else { return nil }
            let isFloor = function == .floor
            return .integer(
                Kernels.map(units, zero: Int64(0)) { units in
                    let (quotient, rest) = Floor.divided(units, by: divisor)
                    return (isFloor || rest == 0 ? quotient : quotient &+ 1, false)
                })
        default: return nil
        }
    }

    private static func real(
        _ function: Function, _ lane: Lane<Double>, _ decimals: Int?, _ overflow: OverflowRows?
    ) -> Column? {
        switch function {
        case .abs: return .real(Kernels.map(lane, zero: 0) { ($0.magnitude, false) })
        case .round:
            guard let decimals else {
                return .integer(Kernels.map(lane, zero: 0, overflow: overflow) { Rounding.whole($0) })
            }
            guard let power = Rounding.powerOfTen(decimals).map({ Double($0) }) else { return nil }
            return .real(
                Kernels.map(lane, zero: 0) { value in
                    let rounded = (value * power).rounded(.toNearestOrAwayFromZero) / power
                    return (rounded.isFinite ? rounded : value, false)
                })
        case .floor:
            return .integer(Kernels.map(lane, zero: 0, overflow: overflow) { Rounding.narrow($0.rounded(.down)) })
        case .ceil:
            return .integer(Kernels.map(lane, zero: 0, overflow: overflow) { Rounding.narrow($0.rounded(.up)) })
        default: return nil
        }
    }
}
