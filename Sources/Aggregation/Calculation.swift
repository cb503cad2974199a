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
/// - Units: as declared; the result is multiplied by `scale`. `interval: poisson` gives a ratio of two counts the exact
///   Poisson interval of its numerator.
/// - Missing: an operand without a value is missing in the formula, so that the result is undefined unless a function such
///   as `coalesce` or `greatest` does without it; so it is after a division by zero. A count whose table has rows in the
///   period, but none of these labels, is 0.
/// - Example: `complaints / answered`, `scale: 1000`, with 3 and 1500 → 2 per thousand, n = 1500.
/// - Source: Garwood (1936), Biometrika 28, 437–442.
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
    func cells(_ operands: [MetricCells], zone: TimeZoneTable) -> MetricCells {
        let places = MetricCells.united(operands.map(\.places))
        let inputs = zip(operands, countsNothing).map { cells, countsNothing in
            Self.complete(cells, at: places, countsNothing: countsNothing)
        }
        let chunk = Chunk(
            rowCount: places.count, columns: zip(inputs, planned.operandTypes).map { Self.column($0, as: $1) },
            origin: RowOrigin(file: 0))
        let result = planned.formula.evaluate(chunk: chunk, context: EvaluationContext(zone: zone))
        return MetricCells(
            places: places,
            measurements: places.indices.map { row in measurement(value(of: result, row), inputs.map { $0[row] }) })
    }

    private static func complete(
        _ cells: MetricCells, at places: [CellPlace], countsNothing: Bool
    ) -> [Measurement] {
        let periods = countsNothing ? Set(cells.places.map(\.period)) : []
        let zero = Measurement(value: Measurement.count(0), n: 0)
        return places.map { cells[$0] ?? (periods.contains($0.period) ? zero : .nothing) }
    }

    private static func column(_ cells: [Measurement], as type: ColumnType) -> Column {
        if type != .decimal {
            let values = cells.map { $0.value?.doubleValue }
            return .real(
                PrimitiveColumn(
                    values.map { $0 ?? 0 }, presence: Presence(count: values.count) { values[$0] != nil }))
        }
        let exact = cells.map { cell -> ExactDecimal? in
            if case .exact(let decimal)? = cell.value { decimal } else { nil }
        }
        let scale = min(18, exact.compactMap { $0?.scale }.max() ?? 0)
        let units = exact.map { $0?.rescaled(to: scale).flatMap { Int64(exactly: $0.units) } }
        let column = PrimitiveColumn(
            units.map { $0 ?? 0 }, presence: Presence(count: units.count) { units[$0] != nil })
        return .decimal(DecimalColumn(units: column, scale: scale))
    }

    private func value(of column: Column, _ row: Int) -> MetricValue? {
        guard column.presence[row] else { return nil }
        let value: MetricValue
        switch column {
        case .integer(let column): value = .exact(ExactDecimal(units: Int128(column.values[row]), scale: 0))
        case .decimal(let column):
            value = .exact(ExactDecimal(units: Int128(column.units.values[row]), scale: column.scale))
        case .real(let column): value = .real(column.values[row])
        case .text, .flag, .date, .instant, .duration: return nil
        }
        return planned.factor == 1 ? value : .real(value.doubleValue * planned.factor)
    }

    private func measurement(_ value: MetricValue?, _ inputs: [Measurement]) -> Measurement {
        guard planned.isRatio, inputs.count == 2 else {
            return Measurement(value: value, n: inputs.map(\.n).min() ?? 0)
        }
        var interval: Interval?
        if self.interval == .poisson, let events = inputs[0].value.flatMap({ Int(exactly: $0.doubleValue) }),
            let exposure = inputs[1].value?.doubleValue
        {
            interval = EventRate(events: events, exposure: exposure / planned.factor)?.interval()
        }
        return Measurement(
            value: value, numerator: inputs[0].value, denominator: inputs[1].value, n: inputs[1].n, interval: interval)
    }
}
