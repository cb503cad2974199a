// Checks the formulas over other metrics.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Turns `calculate` into a typed formula whose columns are metrics.
struct CalculationPlanning {
    let collector: DiagnosticCollector
    let knownKeys: [String]
    let tables: [PlannedTable]
    /// What functions of business hours count by, so that it is said of them that they count rows, not metrics.
    let clock: BusinessClock?

    /// The planned calculation; nil when it is wrong or an operand is.
    ///
    /// - Parameter positions: where each metric that is right stands in `metrics`.
    func plan(_ metric: ResolvedMetric, positions: [String: Int], metrics: [PlannedMetric]) -> PlannedMetric? {
        guard case .calculation(let formula)? = metric.definition.computation else { return nil }
        var names: [String] = []
        for operand in metric.operands where !names.contains(operand.text) { names.append(operand.text) }
        let operands = names.compactMap { positions[$0] }
        guard operands.count == names.count else { return nil }
        guard !names.isEmpty else {
            collector.add(AggregationDiagnostics.calculationOfNothing(metric.key, at: metric.location(of: formula)))
            return nil
        }
        var scope = ExpressionScope(
            table: "metrics",
            columns: zip(names, operands).map {
                ColumnDescription(name: $0, type: Self.isExact(metrics[$1], metrics) ? .decimal : .real)
            }, clock: clock)
        for parameter in metric.definition.parameters { scope.parameters[parameter.name.text] = parameter.constant }
        let own = DiagnosticCollector()
        let typed = formula.expression.checked(in: scope, collector: own)
        for diagnostic in own.diagnostics {
            collector.add(
                formula.isBuiltIn
                    ? AggregationDiagnostics.builtInFormula(diagnostic, metric: metric.key, at: metric.place)
                    : diagnostic)
        }
        guard let typed else { return nil }
        guard typed.type.isNumeric else {
            collector.add(
                AggregationDiagnostics.wrongType(
                    typed.type, expected: .numbers, kind: Calculate.word, metric: metric.key,
                    at: metric.location(of: formula)))
            return nil
        }
        if let part = typed.partBeyondRatios {
            collector.add(
                AggregationDiagnostics.notInCalculation(part, metric: metric.key, at: metric.location(of: formula)))
            return nil
        }
        let isRatio = names.count == 2 && formula.expression.description == Self.ratio(names)
        let place = metric.definition.isBuiltIn ? metric.place : metric.location(of: formula)
        let interval =
            metric.definition.interval ?? (isRatio ? defaultInterval(operands.map { metrics[$0] }) : .none)
        if interval == .poisson || interval == .wilson, !(isRatio && operands.allSatisfy { metrics[$0].count != nil }) {
            collector.add(AggregationDiagnostics.intervalOfNoCounts(interval.rawValue, metric: metric.key, at: place))
            return nil
        }
        var metric = metric
        for operand in operands {
            for assumption in metrics[operand].assumptions where !metric.assumptions.contains(assumption) {
                metric.assumptions.append(assumption)
            }
        }
        let units = CalculationUnits(metric: metric.key, place: place, collector: collector)
        guard
            let found = units.resolve(
                typed, names: names, of: operands.map { metrics[$0].description.unit },
                declared: metric.definition.unit),
            var description = metric.description(table: nil, unit: found.unit, interval: interval)
        else { return nil }
        description.rest(on: operands.map { metrics[$0].description })
        // The parts of a plain ratio are its numerator and denominator, but what these are made from is not.
        description.footing.tellsOperands =
            !isRatio || operands.contains { metrics[$0].description.footing.tellsOperands }
        description.isAdditive = !isRatio && operands.contains { metrics[$0].isAdditive }
        description.waits = operands.contains { metrics[$0].description.waits }
        let factor = metric.definition.settings.number(Calculate.factor) ?? 1
        let calculation = PlannedCalculation(
            formula: typed, operands: operands, unitFactors: found.factors,
            areQuantities: operands.map { metrics[$0].isAdditive }, isDecimal: typed.type != .real && factor == 1,
            isRatio: isRatio, factor: factor)
        return PlannedMetric(
            description: description, computation: .calculation(calculation), interval: interval, breakdowns: [],
            isAdditive: description.isAdditive, assumptions: metric.assumptions)
    }

    /// That of a share for counts of one table, the one's rows among the other's; that of a rate for counts of two tables.
    private func defaultInterval(_ operands: [PlannedMetric]) -> IntervalMethod {
        guard operands.count == 2, let above = operands[0].count, let below = operands[1].count else { return .none }
        if above.table != below.table { return .poisson }
        return isPart(above, of: below) ? .wilson : .none
    }

    /// Whether one metric surely counts nothing that the other does not count.
    private func isPart(_ part: RowMetric, of whole: RowMetric) -> Bool {
        // A condition more may also let a kind that looks beyond one row choose another row.
        guard part.kind.isEqual(to: whole.kind), part.kind.rowChooser == nil, part.time == whole.time,
            part.attribution == whole.attribution, part.values == whole.values, tables.indices.contains(part.table)
        else { return false }
        let formulas = tables[part.table].formulas.map(\.typed)
        return whole.conditions.allSatisfy { wanted in
            part.conditions.contains { $0 == wanted || formulas[$0].surelyImplies(formulas[wanted]) }
        }
    }

    /// `a / b` as the canonical spelling has it, names in back quotes where they need them.
    private static func ratio(_ names: [String]) -> String {
        let spelled = names.map { name in
            let source = SourceText("`" + name + "`", start: SourceLocation(file: ""))
            return Expression(source, collector: DiagnosticCollector())?.description ?? name
        }
        return spelled.joined(separator: " / ")
    }

    /// Whether a metric's values are exact decimals, so that sums and differences of money stay exact.
    private static func isExact(_ metric: PlannedMetric, _ metrics: [PlannedMetric]) -> Bool {
        switch metric.computation {
        case .calculation(let calculation): calculation.isDecimal
        case .cells: false
        case .rows(let row): row.isExact
        }
    }
}
