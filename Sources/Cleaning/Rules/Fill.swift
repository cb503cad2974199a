// Gives missing cells a value.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Gives missing cells a value: a fixed one, one computed from the row, or the last one above.
///
///     - fill: { column: channel, with: "phone" }
///     - fill: { column: hold, with: 0 s }
///     - fill: { column: name, with: 'coalesce(nickname, phone)' }
///     - fill: { column: total, with: previous, within: order_id }
///
/// `with` is a formula of the column's type. For a column of texts, something in quotes is that text.
///
/// `previous` takes the last value above in the same file, for exports that write a cell only on the first of several
/// rows. With `within` it does so only as long as the cells of those columns stay the same; a missing one stops it.
///
/// - Missing: the cells it is for; those for which the formula is missing too, or that have no value above, stay so.
/// - Errors: an unknown column; a formula of another type.
///
/// | order_id | total   | → total |
/// |----------|---------|---------|
/// | o1       | 12.50   | 12.50   |
/// | o1       | missing | 12.50   |
/// | o2       | missing | missing |
package struct Fill: CleaningRule {
    package static let declaration = OptionKey(
        "fill", .mapping([RuleColumns.one, with, within]),
        help: Wording(
            en: "gives missing cells a value: a fixed one, one computed from the row, or the last one above",
            zh: "填补缺失的单元格：固定值、由该行算出的值，或上方最近的值"))

    static let with = OptionKey(
        "with", .formula, isRequired: true,
        help: Wording(
            en: "a formula of the column's type, a text in quotes, or previous for the last value above",
            zh: "与列类型相同的公式、加引号的文本，或 previous（沿用上方最近的值）"))
    static let within = OptionKey(
        "within", .oneOrMore(.name(.column)),
        help: Wording(
            en: "with 'with: previous', only as long as these columns stay the same",
            zh: "与 'with: previous' 连用：仅在这些列不变时沿用"))

    fileprivate enum Source: Sendable {
        case text(SourceText)
        case formula(Expression)
        case previous(within: [SourceText])
    }

    package let identity: RuleIdentity
    fileprivate let column: SourceText
    fileprivate let source: Source

    package init?(_ reader: OptionReader, of identity: RuleIdentity) {
        self.identity = identity
        let column = reader.text(RuleColumns.one)
        let text = reader.text(Self.with)
        let isQuoted = reader.node(Self.with)?.isQuoted ?? false
        let isPrevious = text?.text == "previous" && !isQuoted
        let withinEntry = reader.entry(Self.within)
        let within = reader.names(Self.within, of: identity)
        if let withinEntry, text != nil, !isPrevious {
            reader.collector.add(
                CleaningDiagnostics.uselessKey(
                    "within", without: "with: previous", of: identity, at: withinEntry.keyLocation))
            return nil
        }
        guard let text else { return nil }
        if isPrevious {
            if withinEntry != nil, within == nil { return nil }
            source = .previous(within: within ?? [])
        } else if isQuoted {
            source = .text(text)
        } else {
            guard let expression = Expression(text, collector: reader.collector) else { return nil }
            source = .formula(expression)
        }
        guard let column else { return nil }
        self.column = column
    }

    package var mentionedColumns: [SourceText] {
        switch source {
        case .text(let text):
            // In a column that is no text the quotes were only those of the file, and a formula may stand in them.
            [column] + (Expression(text, collector: DiagnosticCollector())?.columnNames ?? [])
        case .formula(let expression): [column] + expression.columnNames
        case .previous(let within): [column] + within
        }
    }

    package func prepared(against schema: inout TableSchema, collector: DiagnosticCollector) -> PreparedFill? {
        let type = schema.knownType(of: column, collector: collector)
        switch source {
        case .previous(let within):
            let types = within.map { schema.knownType(of: $0, collector: collector) }
            return type == nil || types.contains(nil) ? nil : PreparedFill(rule: self, value: .previous(within: within))
        case .text(let text):
            guard let type else { return nil }
            if type == .text { return PreparedFill(rule: self, value: .text(text.text)) }
            return Expression(text, collector: collector).flatMap {
                prepared($0, as: type, against: &schema, collector: collector)
            }
        case .formula(let expression):
            guard let type else { return nil }
            if type == .text, let name = expression.singleColumn, schema.type(of: name.text) == nil {
                collector.add(CleaningDiagnostics.neitherColumnNorText(name, table: schema.name))
                return nil
            }
            return prepared(expression, as: type, against: &schema, collector: collector)
        }
    }

    private func prepared(
        _ expression: Expression, as type: ColumnType, against schema: inout TableSchema,
        collector: DiagnosticCollector
    ) -> PreparedFill? {
        schema.make(column.text, of: expression.columnsInValue.map(\.text))
        guard let formula = BoundFormula(expression, for: schema, expecting: type, collector: collector) else {
            return nil
        }
        if case .known(let dimension) = formula.dimension(in: schema), let other = dimension.currency,
            let own = schema.columns.first(where: { $0.name == column.text })?.currency, own != other
        {
            collector.add(CleaningDiagnostics.twoCurrencies(own, other, column: column, of: identity))
            return nil
        }
        return PreparedFill(rule: self, value: .formula(formula))
    }

    package var line: Wording {
        switch source {
        case .text(let text):
            return Wording(
                en: "\"\(text.text)\" where '\(column.text)' is missing", zh: "'\(column.text)' 缺失时填 \"\(text.text)\"")
        case .formula(let expression):
            return Wording(
                en: "\(expression.source.text) where '\(column.text)' is missing",
                zh: "'\(column.text)' 缺失时填 \(expression.source.text)")
        case .previous(let within):
            let english = within.isEmpty ? "" : " within \(within.listed.english)"
            let chinese = within.isEmpty ? "" : "（\(within.listed.chinese) 相同时）"
            return Wording(
                en: "the value above where '\(column.text)' is missing\(english)",
                zh: "'\(column.text)' 缺失时沿用上一行的值\(chinese)")
        }
    }
}

/// The rule with its value known to be of the column's type.
package struct PreparedFill: PreparedRule {
    fileprivate enum Value: Sendable {
        case text(String)
        case formula(BoundFormula)
        case previous(within: [SourceText])
    }

    package let rule: Fill
    fileprivate let value: Value

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        let index = try table.plannedIndex(of: rule.column.text, by: rule.identity)
        let missing = table.chunks.reduce(0) { $0 + $1.columns.presence(of: index).missingCount }
        if missing == 0 { return RuleOutcome(table: table) }
        var table = table
        switch value {
        case .formula(let formula):
            // What stood in quotes is a value, and needs not occur.
            if case .formula(let expression) = rule.source {
                expression.tellNeverSeen(in: table, by: rule.identity.wording, to: context.stage.collector)
            }
            table.fill(index, with: try formula.values(of: table, context.stage))
        case .text(let text):
            let pool = TextPool([text])
            table.fill(
                index,
                with: table.chunks.map { chunk in
                    let codes = PrimitiveColumn([UInt32](repeating: 0, count: chunk.rowCount))
                    return .text(TextColumn(codes: codes, pool: pool))
                })
        case .previous(let within):
            var indices: [Int] = []
            for name in within { indices.append(try table.plannedIndex(of: name.text, by: rule.identity)) }
            table.fillFromAbove(index, within: indices, jobs: context.jobs)
        }
        let left = table.chunks.reduce(0) { $0 + $1.columns.presence(of: index).missingCount }
        return RuleOutcome(table: table, changedCells: missing - left)
    }

    package func sql(_ scope: RuleSQLScope) throws(DiagnosedFailure) -> RuleSQL? {
        switch value {
        case .text(let text):
            return try scope.changing([rule.column.text]) { "coalesce(\($0), \(scope.dialect.text(text)))" }
        case .formula(let formula):
            return try scope.changing([rule.column.text]) { "coalesce(\($0), \(scope.sql(formula)))" }
        case .previous(let within):
            return try sqlOfPrevious(within: within.map(\.text), scope)
        }
    }

    /// A part of a file goes on as long as the cells of the columns `within` are present and stay the same.
    private func sqlOfPrevious(within: [String], _ scope: RuleSQLScope) throws(DiagnosedFailure) -> RuleSQL {
        let file = try scope.upToRow()
        if within.isEmpty {
            return try scope.changing([rule.column.text]) { "\(scope.dialect.lastValue($0)) \(file)" }
        }
        var isSame: [String] = []
        for name in within {
            let cell = try scope.column(name)
            isSame.append("\(cell) = lag(\(cell)) \(file)")
        }
        let (goesOn, part) = (scope.table.free("goes_on"), scope.table.free("part"))
        let window = try scope.upToRow(ofPart: part)
        var sql = try scope.changing([rule.column.text]) { "\(scope.dialect.lastValue($0)) \(window)" }
        sql.aids = [
            (goesOn, isSame.joined(separator: " AND ")),
            (part, "sum(CASE WHEN \(goesOn) THEN 0 ELSE 1 END) \(file)"),
        ]
        return sql
    }
}
