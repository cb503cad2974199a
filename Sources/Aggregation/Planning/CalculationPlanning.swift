// Checks the formulas over other metrics.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Turns `calculate` into a typed formula whose columns are metrics.
struct CalculationPlanning {
    let collector: DiagnosticCollector
    let knownKeys: [String]

    /// The planned calculation; nil when it is wrong or an operand is.
    ///
    /// - Parameter positions: where each metric that is right stands in `metrics`.
    func plan(_ metric: ResolvedMetric, positions: [String: Int], metrics: [PlannedMetric]) -> PlannedMetric? {
        guard case .calculate(let formula)? = metric.definition.kind else { return nil }
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
            })
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
                    typed.type, kind: "calculate", metric: metric.key, at: metric.location(of: formula)))
            return nil
        }
        let isRatio = names.count == 2 && formula.expression.description == Self.ratio(names)
        let interval = metric.definition.interval ?? .none
        if interval == .poisson, !(isRatio && operands.allSatisfy { Self.isCount(metrics[$0]) }) {
            collector.add(
                AggregationDiagnostics.poissonOfNoCounts(
                    metric.key, at: metric.definition.isBuiltIn ? metric.place : metric.location(of: formula)))
            return nil
        }
        var metric = metric
        for operand in operands {
            for assumption in metrics[operand].assumptions where !metric.assumptions.contains(assumption) {
                metric.assumptions.append(assumption)
            }
        }
        guard var description = metric.description(table: nil) else { return nil }
        description.operands = operands.map { metrics[$0].description.key }
        let calculation = PlannedCalculation(
            formula: typed, operands: operands, operandTypes: scope.columns.map(\.type), isRatio: isRatio,
            factor: metric.definition.factor ?? 1)
        return PlannedMetric(
            description: description, computation: .calculation(calculation), interval: interval, breakdowns: [],
            isAdditive: !isRatio && operands.contains { metrics[$0].isAdditive }, assumptions: metric.assumptions)
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
        case .calculation(let calculation): calculation.formula.type != .real && calculation.factor == 1
        case .rows(let row):
            switch row.kind {
            case .count, .distinct, .firstTime: true
            case .sum, .minimum, .maximum: row.valueType != .real && row.scale.isExact
            case .mean, .share, .nps, .quantile, .repeatShare, .unrepeated: false
            }
        }
    }

    private static func isCount(_ metric: PlannedMetric) -> Bool {
        guard case .rows(let row) = metric.computation else { return false }
        switch row.kind {
        case .count, .distinct, .firstTime: return true
        default: return false
        }
    }
}
