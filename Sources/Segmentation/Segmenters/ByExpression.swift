// `expression`: one label for every distinct value of a formula.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Divides rows by the values of a formula, most often a condition.
///
///     long_wait: { expression: wait > 60 s, of: calls, labels: { true: long, false: short } }
///
/// | wait      | long_wait |
/// |-----------|-----------|
/// | 75 s      | long      |
/// | 60 s      | short     |
/// | (missing) | unknown   |
///
/// - Shape: labels in the order of `labels`; without it `true` before `false`, texts by their bytes, whole numbers by
///   value.
/// - Missing: `unknown`.
package struct ByExpression: Segmenter {
    package static let name = "expression"

    package let identity: SegmentIdentity
    private let table: SourceText
    private var formula: TableFormula
    private let names: LabelNames

    package init?(_ reader: OptionReader, of identity: SegmentIdentity) {
        self.identity = identity
        names = LabelNames(reader)
        let table = reader.requiredText("of")
        guard let formula = reader.requiredFormula(Self.name), let table else { return nil }
        self.table = table
        self.formula = formula
    }

    package var mentionedColumns: [ColumnReference] { formula.mentionedColumns(of: table) }
    package var columnsInLabels: [ColumnReference] {
        formula.expression.columnsInValue.map { ColumnReference(table: table, column: $0) }
    }
    /// A column by itself.
    package var labelColumns: [ColumnReference] {
        let text = formula.expression.source.text.filter { $0 != " " && $0 != "`" }
        return mentionedColumns.filter { $0.column.text == text }
    }
    package var homes: [String] { [table.text] }
    package var line: Wording {
        Wording(
            en: "the values of \(formula.expression.source.text) of \(table.text)",
            zh: "\(table.text) 中 \(formula.expression.source.text) 的取值")
    }

    package func checked(in scope: SegmentScope) -> Self? {
        guard let schema = scope.table(table),
            let formula = formula.checked(against: schema, collector: scope.collector)
        else { return nil }
        let start = formula.expression.source.start
        if let problem = LabelTypes.problem(with: formula.type, of: Wording("'expression'"), at: start) {
            scope.collector.add(problem)
            return nil
        }
        var checked = self
        checked.formula = formula
        return checked
    }

    package func divide(_ work: SegmentWork) throws(DiagnosedFailure) -> Division {
        let table = try work.table(table.text)
        formula.tellNeverSeen(in: table, by: identity, work)
        var labels = ValueLabels()
        labels.add(.values(try formula.values(of: table, work)), of: table.name, jobs: work.stage.jobs)
        return labels.division(names: names, order: LabelTypes.order, jobs: work.stage.jobs)
    }
}
