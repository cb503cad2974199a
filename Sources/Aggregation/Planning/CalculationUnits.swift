// What a formula over metrics is measured in: times brought to one unit, currencies kept apart.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Finds the unit of a calculation, and by what its operands are multiplied to be in it.
struct CalculationUnits {
    let metric: String
    let place: SourceLocation
    let collector: DiagnosticCollector

    /// nil when the formula mixes what cannot be added, or the declared unit does not fit; that is told.
    ///
    /// - Parameter declared: nil where the definition says nothing.
    func resolve(
        _ formula: TypedExpression, names: [String], of units: [MetricUnit], declared: MetricUnit?
    ) -> (unit: MetricUnit, factors: [ExactRatio?])? {
        let finding = formula.dimension(of: units.map(\.dimension))
        let times = units.filter { $0.milliseconds != nil }
        let plain = units.map { _ in ExactRatio?.none }
        switch finding {
        case .mixed(let first, let second):
            collector.add(
                AggregationDiagnostics.mixedUnits(
                    metric, zip(names, units).filter { [first, second].contains($1.dimension) }, at: place))
            return nil
        case .open: return (declared ?? .number, plain)
        case .known(let dimension):
            let currencies = dimension.money.keys.sorted()
            if currencies.count > 1 {
                collector.add(
                    AggregationDiagnostics.mixedUnits(
                        metric, zip(names, units).filter { $1.dimension?.currency != nil }, at: place))
                return nil
            }
            if times.isEmpty { return money(dimension, declared).map { ($0, plain) } }
            if dimension == .duration {
                let unit = declared ?? (Set(times).count == 1 ? times[0] : .seconds)
                guard let length = unit.milliseconds else {
                    collector.add(AggregationDiagnostics.wrongUnit(unit.text, metric: metric, at: place))
                    return nil
                }
                return (unit, factors(units, to: length))
            }
            if let declared, declared.milliseconds != nil {
                collector.add(AggregationDiagnostics.unitOfNoTime(declared.text, metric: metric, at: place))
                return nil
            }
            guard let unit = money(dimension, declared) else { return nil }
            if dimension.time == 0 { return (unit, factors(units, to: 1000)) }
            // Such as calls per hour: in the unit of the operand, if there is one.
            guard Set(times).count == 1 else {
                collector.add(
                    AggregationDiagnostics.mixedUnits(
                        metric, zip(names, units).filter { $1.milliseconds != nil }, at: place))
                return nil
            }
            return (unit, plain)
        }
    }

    private func money(_ dimension: Dimension, _ declared: MetricUnit?) -> MetricUnit? {
        guard let found = dimension.currency else { return declared ?? .number }
        guard case .currency(let code)? = declared else { return declared ?? .currency(found) }
        if code.isEmpty || found.isEmpty { return .currency(code.isEmpty ? found : code) }
        if code == found { return declared }
        collector.add(AggregationDiagnostics.wrongCurrency(code, found: found, metric: metric, at: place))
        return nil
    }

    private func factors(_ units: [MetricUnit], to length: Int64) -> [ExactRatio?] {
        units.map { unit in
            guard let own = unit.milliseconds, own != length else { return nil }
            return ExactRatio(Int128(own), over: Int128(length))
        }
    }
}

extension MetricUnit {
    /// Of a time, how long its unit is.
    fileprivate var milliseconds: Int64? {
        switch self {
        case .seconds: 1000
        case .minutes: 60_000
        case .hours: 3_600_000
        case .days: 86_400_000
        default: nil
        }
    }

    /// What a number of this unit is in a formula; nil for a plain number, which may be anything.
    fileprivate var dimension: Dimension? {
        switch self {
        case .seconds, .minutes, .hours, .days: .duration
        case .currency(let code): .money(of: code)
        case .fraction, .perThousand, .points, .count: Dimension.none
        case .number: nil
        }
    }
}
