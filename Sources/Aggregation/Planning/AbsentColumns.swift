// Lets a built-in metric do without columns that the table has not, where that has a meaning, and says so.

import Diagnostics
import Expressions
import Stages

/// Fits metrics to the columns that a table has.
struct AbsentColumns {
    let schema: TableSchema
    /// Whether the report is over all time, so that nobody asks when a row was.
    let isAllTime: Bool

    /// The metric with something else in place of the columns that the table lacks; as it is where nothing can stand in
    /// for them.
    func adapted(_ metric: ResolvedMetric) -> ResolvedMetric {
        guard let kind = metric.definition.builtInKind else { return metric }
        var metric = metric
        // What stands in for a column may mention another that is absent.
        for _ in 0..<3 {
            var replacements: [String: Expression] = [:]
            for name in builtInNames(of: metric) where isAbsent(name) && !metric.isInNeed(of: name) {
                guard let absence = CanonicalColumn.of(kind: kind, column: name)?.absence,
                    let formula = standIn(absence, kind: kind)
                else { continue }
                replacements[name] = formula
                let assumption = Assumption(
                    column: name, said: absence.said, isEquivalent: !formula.columnNames.isEmpty)
                if !metric.assumptions.contains(assumption) { metric.assumptions.append(assumption) }
            }
            if replacements.isEmpty { break }
            metric.definition = metric.definition.replacingFormulas { formula in
                guard formula.isBuiltIn else { return formula }
                return MetricFormula(expression: formula.expression.replacing(columns: replacements), isBuiltIn: true)
            }
        }
        forgetTime(of: &metric, kind: kind)
        return metric
    }

    private func builtInNames(of metric: ResolvedMetric) -> [String] {
        var names: [String] = []
        for formula in metric.definition.formulas where formula.isBuiltIn {
            for name in formula.expression.columnNames where !names.contains(name.text) { names.append(name.text) }
        }
        return names
    }

    private func isAbsent(_ name: String) -> Bool {
        schema.type(of: name) == nil && !schema.opaqueColumns.contains(name)
    }

    /// The formula in place of an absent column, where the table has what that needs.
    private func standIn(_ absence: CanonicalColumn.Absence, kind: String) -> Expression? {
        guard let text = absence.formula,
            let formula = Expression(
                SourceText(text, start: SourceLocation(file: "")), collector: DiagnosticCollector())
        else { return nil }
        let isAtHand = formula.columnNames.allSatisfy { name in
            !isAbsent(name.text) || CanonicalColumn.of(kind: kind, column: name.text)?.absence?.formula != nil
        }
        return isAtHand ? formula : nil
    }

    /// Over all time a moment that only says in which period a row counts is not asked for.
    private func forgetTime(of metric: inout ResolvedMetric, kind: String) {
        guard isAllTime, let time = metric.definition.time, isAbsent(time.text), !metric.isInNeed(of: time.text),
            time.start.file != metric.definition.key.start.file || metric.definition.isBuiltIn,
            let absence = CanonicalColumn.of(kind: kind, column: time.text)?.absence, absence.formula == nil,
            !metric.definition.formulas.contains(where: { formula in
                formula.expression.columnNames.contains { $0.text == time.text }
            })
        else { return }
        metric.definition.time = nil
        metric.assumptions.append(Assumption(column: time.text, said: absence.said))
    }
}

extension ResolvedMetric {
    /// The columns that may have to stand in for others.
    var standInColumns: [String] {
        guard let kind = definition.builtInKind else { return [] }
        return definition.formulas.flatMap { $0.expression.columnNames }.flatMap { name -> [String] in
            guard let text = CanonicalColumn.of(kind: kind, column: name.text)?.absence?.formula else { return [] }
            let source = SourceText(text, start: SourceLocation(file: ""))
            return Expression(source, collector: DiagnosticCollector())?.columnNames.map(\.text) ?? []
        }
    }

    /// The values of its parameters.
    var constants: [String: Constant] {
        Dictionary(definition.parameters.map { ($0.name.text, $0.constant) }) { first, _ in first }
    }

    fileprivate func isInNeed(of column: String) -> Bool { definition.needs.contains { $0.text == column } }
}
