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
    package static let declaration = OptionKey(
        "expression", .formula, isRequired: true,
        help: Wording(en: "by the values of a formula, most often a condition", zh: "按公式（多为条件）的取值划分"))
    package static let furtherKeys = [SegmentKeys.table, SegmentKeys.labels]

    package let identity: SegmentIdentity
    fileprivate let table: SourceText
    fileprivate let formula: Expression
    fileprivate let names: LabelNames

    package init?(_ reader: OptionReader, of identity: SegmentIdentity) {
        self.identity = identity
        names = LabelNames(reader)
        let table = reader.text(SegmentKeys.table)
        guard let formula = reader.expression(Self.declaration), let table else { return nil }
        self.table = table
        self.formula = formula
    }

    package var mentionedColumns: [ColumnReference] { formula.columns(of: table) }
    package var columnsInLabels: [ColumnReference] {
        formula.columnsInValue.map { formula.column($0, of: table) }
    }
    /// A column by itself.
    package var labelColumns: [ColumnReference] {
        formula.singleColumn.map { [formula.column($0, of: table)] } ?? []
    }
    package var line: Wording {
        Wording(
            en: "the values of \(formula.source.text) of \(table.text)",
            zh: "\(table.text) 中 \(formula.source.text) 的取值")
    }

    package func prepared(in scope: SegmentScope) -> PreparedByExpression? {
        guard let formula = scope.bound(formula, to: table) else { return nil }
        let start = formula.expression.source.start
        if let problem = LabelTypes.problem(with: formula.type, of: Wording("'expression'"), at: start) {
            scope.collector.add(problem)
            return nil
        }
        return PreparedByExpression(segmenter: self, formula: formula)
    }
}

/// The segmenter with its formula bound to the table.
package struct PreparedByExpression: PreparedSegmenter {
    package let segmenter: ByExpression
    fileprivate let formula: BoundFormula

    package var homes: [String] { [segmenter.table.text] }

    package func divide(_ work: SegmentWork) throws(DiagnosedFailure) -> Division {
        let table = try work.table(segmenter.table.text)
        work.tellNeverSeen(formula, in: table, by: segmenter.identity)
        var labels = ValueLabels()
        labels.add(.values(try formula.values(of: table, work.stage)), of: table.name, jobs: work.stage.jobs)
        return labels.division(names: segmenter.names, order: LabelTypes.order, jobs: work.stage.jobs)
    }

    package func sql(_ scope: SegmentSQLScope) throws(DiagnosedFailure) -> SegmentSQL {
        let home = segmenter.table.text
        return .expressions([home: segmenter.names.sql(of: try scope.sql(formula, of: home), scope)])
    }
}
