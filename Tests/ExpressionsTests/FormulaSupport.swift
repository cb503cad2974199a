// Short ways to read, check and evaluate a formula in a test.

import Diagnostics
import Expressions
import Tabular
import TestSupport

/// What became of a formula.
enum Formula {
    /// The formula as read, or nil with the reasons.
    static func read(_ text: String) -> (expression: Expression?, diagnostics: [Diagnostic]) {
        let collector = DiagnosticCollector()
        let source = SourceText(text, start: SourceLocation(file: "pipeline.yml", line: 1, column: 1))
        let expression = Expression(source, collector: collector)
        return (expression, collector.diagnostics)
    }

    /// The formula checked against `columns`, or nil with the reasons.
    static func checked(
        _ text: String, in columns: [ColumnDescription] = [], parameters: [String: Constant] = [:],
        expecting: ColumnType? = nil
    ) -> (typed: TypedExpression?, diagnostics: [Diagnostic]) {
        let collector = DiagnosticCollector()
        let source = SourceText(text, start: SourceLocation(file: "pipeline.yml", line: 1, column: 1))
        let scope = ExpressionScope(table: "calls", columns: columns, parameters: parameters)
        let typed = Expression(source, collector: collector)?.checked(
            in: scope, expecting: expecting, collector: collector)
        return (typed, collector.diagnostics)
    }

    /// The formula's cells on a table, or its mistakes as texts.
    static func cells(
        _ text: String, on table: Table, parameters: [String: Constant] = [:], zone: TimeZoneTable = .utc
    ) -> [Cell] {
        let (typed, diagnostics) = checked(text, in: table.columns, parameters: parameters)
        guard let typed else {
            return diagnostics.map { .text(DiagnosticText(language: .english).text(of: $0)) }
        }
        let context = EvaluationContext(zone: zone)
        return table.chunks.flatMap { chunk in
            let column = typed.evaluate(chunk: chunk, context: context)
            return (0..<max(chunk.rowCount, column.count)).map { column.cell($0) }
        }
    }

    /// The value of a formula without columns.
    static func value(_ text: String, zone: TimeZoneTable = .utc) -> Cell? {
        cells(text, on: .sample("one", ["row": .integers([1])]), zone: zone).first
    }

    static let columns: [ColumnDescription] = [
        ColumnDescription(name: "queue", type: .text), ColumnDescription(name: "count", type: .integer),
        ColumnDescription(name: "amount", type: .decimal), ColumnDescription(name: "score", type: .real),
        ColumnDescription(name: "resolved", type: .flag), ColumnDescription(name: "day", type: .date),
        ColumnDescription(name: "at", type: .instant), ColumnDescription(name: "wait", type: .duration),
        ColumnDescription(name: "等待时长", type: .duration), ColumnDescription(name: "net revenue", type: .decimal),
    ]
}
