// Formulas over metrics, computed cell by cell after aggregation.

import Diagnostics
import Expressions
import Stages
import Statistics
import Tabular

/// `calculate: a / b` – a formula over other metrics of any tables, on cells of the same period and labels.
///
/// Nothing is joined row by row, so nothing can be counted twice. The parts of a plain ratio are shown as numerator and
/// denominator.
///
/// - Units: times are brought to the unit of the result first, so that seconds over calls come out as the minutes asked for.
///   A time added to a plain number, or two currencies in one formula, are refused. The result is multiplied by `scale`.
/// - Language: numbers, `+ - * /`, the functions `if`, `coalesce`, `least`, `greatest`, `abs`, `round`, `floor` and `ceil`,
///   and conditions on numbers. Texts, days and times, and the functions that take or give them, are refused.
/// - Rounding: none. Counts, sums, shares and means are taken as fractions: 29 of 100 reaches 29 %.
/// - Observations: n is that of what is measured: of a ratio that of its divisor; of several rates the fewest; of sums and
///   differences of counts and amounts the most.
/// - Intervals: a ratio of two counts of one table whose numerator's rows are among those of its denominator is a share, with
///   Wilson's interval; one of counts of two tables is a rate, with the exact Poisson interval of its numerator. `interval:
///   wilson`, `poisson` or `none` says so otherwise.
/// - Missing: an operand without a value is missing in the formula, so that the result is undefined unless a function such
///   as `coalesce` or `greatest` does without it; so it is after a division by zero. A count whose table has rows in the
///   period, but none of these labels, is 0.
/// - Example: `complaints / answered`, `scale: 1000`, with 3 and 1500 → 2 per thousand, n = 1500.
/// - Source: Garwood (1936), Biometrika 28, 437–442; Wilson (1927), JASA 22, 209–212.
struct Calculation {
    private let planned: PlannedCalculation
    private let interval: IntervalMethod
    private let countsNothing: [Bool]

    init(_ planned: PlannedCalculation, interval: IntervalMethod, countsNothing: [Bool]) {
        self.planned = planned
        self.interval = interval
        self.countsNothing = countsNothing
    }

    /// The cells of the result: wherever an operand has one.
    ///
    /// - Shape: `operands` are the cells of one breakdown, per operand.
    func cells(_ operands: [MetricCells]) -> MetricCells {
        let places = MetricCells.united(operands.map(\.places))
        let inputs = zip(operands, countsNothing).map { cells, countsNothing in
            Self.complete(cells, at: places, countsNothing: countsNothing)
        }
        return MetricCells(
            places: places, measurements: places.indices.map { row in measurement(inputs.map { $0[row] }) })
    }

    private static func complete(
        _ cells: MetricCells, at places: [CellPlace], countsNothing: Bool
    ) -> [Measurement] {
        let periods = countsNothing ? Set(cells.places.map(\.period)) : []
        let zero = Measurement(value: Measurement.count(0), n: 0)
        return places.map { cells[$0] ?? (periods.contains($0.period) ? zero : .nothing) }
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
        guard let events = Self.count(inputs[0]), let exposure = Self.count(inputs[1]) else { return (nil, .none) }
        switch interval {
        case .poisson:
            return (EventRate(events: events, exposure: Double(exposure) / planned.factor)?.interval(), .none)
        case .wilson:
            guard let proportion = Proportion(successes: events, trials: exposure) else { return (nil, .none) }
            let interval = proportion.interval()
            if planned.factor == 1 { return (interval, .proportion(proportion)) }
            return (interval.scaled(by: planned.factor), .none)
        case .t, .nps, .order, .none: return (nil, .none)
        }
    }

    private static func count(_ input: Measurement) -> Int? {
        guard case .exact(let decimal)? = input.value, decimal.scale == 0 else { return nil }
        return Int(exactly: decimal.units)
    }
}
