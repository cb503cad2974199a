// seconds minutes hours days: durations as numbers.

import Tabular

/// The functions that count a duration in a unit.
enum DurationFunctions {
    static func value(_ function: Function, _ duration: Operand) -> Operand {
        let type = function.resultType([.duration])
        guard let lane = duration.wholeLane else { return .missing(type) }
        let column: Column
        switch function {
        case .seconds:
            column = .decimal(DecimalColumn(units: PrimitiveColumn(lane.values, presence: lane.presence), scale: 3))
        case .minutes: column = quotient(lane, .minutes)
        case .hours: column = quotient(lane, .hours)
        default: column = quotient(lane, .days)
        }
        return lane.isConstant ? .folded(column) : .column(column)
    }

    private static func quotient(_ lane: Lane<Int64>, _ unit: DurationUnit) -> Column {
        let divisor = Double(unit.milliseconds)
        return .real(Kernels.map(lane, zero: 0) { (Double($0) / divisor, false) })
    }
}
