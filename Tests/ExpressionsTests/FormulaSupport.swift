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
        expecting: ColumnType? = nil, clock: BusinessClock? = nil
    ) -> (typed: TypedExpression?, diagnostics: [Diagnostic]) {
        let collector = DiagnosticCollector()
        let source = SourceText(text, start: SourceLocation(file: "pipeline.yml", line: 1, column: 1))
        let scope = ExpressionScope(table: "calls", columns: columns, parameters: parameters, clock: clock)
        let typed = Expression(source, collector: collector)?.checked(
            in: scope, expecting: expecting, collector: collector)
        return (typed, collector.diagnostics)
    }

    /// The formula's cells on a table, or its mistakes as texts.
    static func cells(
        _ text: String, on table: Table, parameters: [String: Constant] = [:], zone: TimeZoneTable = .utc,
        clock: BusinessClock? = nil, overflows: OverflowTally? = nil
    ) -> [Cell] {
        let (typed, diagnostics) = checked(text, in: table.columns, parameters: parameters, clock: clock)
        guard let typed else {
            return diagnostics.map { .text(DiagnosticText(language: .english).text(of: $0)) }
        }
        let context = EvaluationContext(zone: zone, overflows: overflows)
        return table.chunks.flatMap { chunk in
            let column = typed.evaluate(chunk: chunk, context: context)
            return (0..<max(chunk.rowCount, column.count)).map { column.cell($0) }
        }
    }

    /// The value of a formula without columns.
    static func value(_ text: String, zone: TimeZoneTable = .utc, clock: BusinessClock? = nil) -> Cell? {
        cells(text, on: .sample("one", ["row": .integers([1])]), zone: zone, clock: clock).first
    }

    /// Business hours with a break, a short Saturday, holidays and worked days about the days of random tables.
    static func clock(in zone: TimeZoneTable) -> BusinessClock {
        BusinessClock(
            .sample(
                ["09:00-12:00", "13:30-18:00"], saturday: ["22:00-02:00"], holidays: ["2026-09-03..2026-09-07"],
                workdays: ["2026-08-30"], own: ["2026-09-09": ["10:00-10:01"]]), zone: zone)
    }

    static let columns: [ColumnDescription] = [
        ColumnDescription(name: "queue", type: .text), ColumnDescription(name: "count", type: .integer),
        ColumnDescription(name: "amount", type: .decimal), ColumnDescription(name: "score", type: .real),
        ColumnDescription(name: "resolved", type: .flag), ColumnDescription(name: "day", type: .date),
        ColumnDescription(name: "at", type: .instant), ColumnDescription(name: "wait", type: .duration),
        ColumnDescription(name: "等待时长", type: .duration), ColumnDescription(name: "net revenue", type: .decimal),
    ]
}
