// Formulas over metrics, computed cell by cell after aggregation.

import Diagnostics
import Expressions
import Stages
import Statistics
import Tabular

/// A calculation made ready; see ``Calculate``.
struct Calculation {
    private let planned: PlannedCalculation
    private let interval: IntervalMethod
    /// Per operand, what its cells come to that are not there.
    private let absent: [AbsentCells]

    init(_ planned: PlannedCalculation, interval: IntervalMethod, absent: [AbsentCells]) {
        self.planned = planned
        self.interval = interval
        self.absent = absent
    }

    /// The cells of the result: wherever an operand has one.
    ///
    /// - Shape: `operands` are the cells of one breakdown, per operand.
    func cells(_ operands: [MetricCells]) -> MetricCells {
        let places = MetricCells.united(operands.map(\.places))
        let inputs = zip(operands, absent).map { cells, absent in
            places.map { cells[$0] ?? absent.measurement(inPeriod: $0.period, among: cells) }
        }
        return MetricCells(
            places: places, measurements: places.indices.map { row in measurement(inputs.map { $0[row] }) })
    }

    private func measurement(_ inputs: [Measurement]) -> Measurement {
        let numbers = zip(inputs, planned.unitFactors).map { Self.number($0, times: $1) }
        let result = planned.formula.value(of: numbers).map(scaled)
        let (value, exactness) = Self.value(result, isDecimal: planned.isDecimal)
        guard planned.isRatio, inputs.count == 2 else {
            let columns = zip(inputs, planned.areQuantities).map { (n: $0.n, isQuantity: $1) }
            return Measurement(value: value, n: planned.formula.observations(of: columns), exactness: exactness)
        }
        let parts = zip(inputs, numbers).map { $0.value == nil ? nil : Self.part($0, $1) }
        let (interval, evidence) = certainty(of: inputs)
        return Measurement(
            value: value, numerator: parts[0], denominator: parts[1], n: inputs[1].n, interval: interval,
            evidence: evidence, exactness: exactness)
    }

    // MARK: Numbers

    /// An operand in the unit the formula is computed in.
    private static func number(_ input: Measurement, times factor: ExactRatio?) -> RatioValue? {
        guard let value = input.value else { return nil }
        guard let ratio = input.ratio else { return .real(value.doubleValue * (factor?.doubleValue ?? 1)) }
        guard let factor else { return .exact(ratio) }
        return ExactRatio.product(ratio, factor).map(RatioValue.exact)
            ?? .real(value.doubleValue * factor.doubleValue)
    }

    private func scaled(_ number: RatioValue) -> RatioValue {
        if planned.factor == 1 { return number }
        if case .exact(let ratio) = number, let factor = ExactRatio(writtenAs: planned.factor),
            let product = ExactRatio.product(ratio, factor)
        {
            return .exact(product)
        }
        return .real(number.doubleValue * planned.factor)
    }

    private static func value(
        _ number: RatioValue?, isDecimal: Bool
    ) -> (value: MetricValue?, exactness: Measurement.Exactness) {
        switch number {
        case nil: return (nil, .unknown)
        case .real(let real)?: return (.real(real), .unknown)
        case .exact(let ratio)?:
            if isDecimal, let decimal = ratio.decimal { return (.exact(decimal), .unknown) }
            return (.real(ratio.doubleValue), .ratio(ratio))
        }
    }

    /// A part of a ratio as it is shown: as it was measured, or in the unit of the formula.
    private static func part(_ input: Measurement, _ number: RatioValue?) -> MetricValue? {
        switch number {
        case .exact(let ratio)?: ratio.decimal.map(MetricValue.exact) ?? .real(ratio.doubleValue)
        case .real(let real)?: .real(real)
        case nil: nil
        }
    }

    // MARK: Intervals

    private func certainty(of inputs: [Measurement]) -> (Interval?, Measurement.Evidence) {
        guard let events = inputs[0].value?.wholeNumber, let exposure = inputs[1].value?.wholeNumber else {
            return (nil, .none)
        }
        switch interval {
        case .poisson:
            return (EventRate(events: events, exposure: Double(exposure) / planned.factor)?.interval(), .none)
        case .wilson:
            guard let proportion = Proportion(successes: events, trials: exposure) else { return (nil, .none) }
            let interval = proportion.interval()
            if planned.factor == 1 { return (interval, .proportion(proportion)) }
            return (interval.scaled(by: planned.factor), .none)
        case .t, .nps, .order, .compoundPoisson, .none: return (nil, .none)
        }
    }
}
