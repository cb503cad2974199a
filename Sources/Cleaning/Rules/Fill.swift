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
    package static let name = "fill"

    private enum Source: Sendable {
        case text(SourceText)
        case formula(Expression)
        case previous(within: [SourceText])
    }

    package let identity: RuleIdentity
    private let column: SourceText
    private let source: Source
    private var formula: Formula?

    package init?(_ node: OptionNode, of identity: RuleIdentity, collector: DiagnosticCollector) {
        self.identity = identity
        let reader = OptionReader(node, of: identity.wording, collector: collector)
        let column = reader.column()
        let text = reader.requiredText("with")
        let isQuoted = reader.node("with")?.isQuoted ?? false
        let isPrevious = text?.text == "previous" && !isQuoted
        let withinEntry = reader.entry("within")
        let within = withinEntry.map { OptionReader.names($0.value, "within", of: identity, collector: collector) }
        reader.finish()
        if let withinEntry, text != nil, !isPrevious {
            collector.add(
                CleaningDiagnostics.uselessKey(
                    "within", without: "with: previous", of: identity, at: withinEntry.keyLocation))
            return nil
        }
        guard let text else { return nil }
        if isPrevious {
            if withinEntry != nil, within == .some(nil) { return nil }
            source = .previous(within: (within ?? nil) ?? [])
        } else if isQuoted {
            source = .text(text)
        } else {
            guard let expression = Expression(text, collector: collector) else { return nil }
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

    package func checked(against schema: inout TableSchema, collector: DiagnosticCollector) -> Fill? {
        let type = schema.knownType(of: column, collector: collector)
        switch source {
        case .previous(let within):
            let types = within.map { schema.knownType(of: $0, collector: collector) }
            return type == nil || types.contains(nil) ? nil : self
        case .text(let text):
            guard let type else { return nil }
            if type == .text { return self }
            return Expression(text, collector: collector).flatMap {
                checked($0, as: type, against: &schema, collector: collector)
            }
        case .formula(let expression):
            guard let type else { return nil }
            if type == .text, let name = expression.singleColumn, schema.type(of: name.text) == nil {
                collector.add(CleaningDiagnostics.neitherColumnNorText(name, table: schema.name))
                return nil
            }
            return checked(expression, as: type, against: &schema, collector: collector)
        }
    }

    private func checked(
        _ expression: Expression, as type: ColumnType, against schema: inout TableSchema,
        collector: DiagnosticCollector
    ) -> Fill? {
        var rule = self
        schema.make(column.text, of: expression.columnsInValue.map(\.text))
        rule.formula = Formula(expression, for: schema, expecting: type, collector: collector)
        guard let formula = rule.formula else { return nil }
        if case .known(let dimension) = formula.dimension(in: schema), let other = dimension.currency,
            let own = schema.columns.first(where: { $0.name == column.text })?.currency, own != other
        {
            collector.add(CleaningDiagnostics.twoCurrencies(own, other, column: column, of: identity))
            return nil
        }
        return rule
    }

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        let index = try table.plannedIndex(of: column.text, by: identity)
        let missing = table.chunks.reduce(0) { $0 + $1.columns.presence(of: index).missingCount }
        if missing == 0 { return RuleOutcome(table: table) }
        var table = table
        if let formula {
            if case .formula(let expression) = source {
                expression.tellNeverSeen(in: table, by: identity.wording, to: context.stage.collector)
            }
            table.fill(index, with: try formula.values(for: table, by: identity, context))
        } else {
            switch source {
            case .text(let text):
                let text = TextPool([text.text])
                table.fill(
                    index,
                    with: table.chunks.map { chunk in
                        let codes = PrimitiveColumn([UInt32](repeating: 0, count: chunk.rowCount))
                        return .text(TextColumn(codes: codes, pool: text))
                    })
            case .previous(let within):
                var indices: [Int] = []
                for name in within { indices.append(try table.plannedIndex(of: name.text, by: identity)) }
                table.fillFromAbove(index, within: indices, jobs: context.jobs)
            case .formula: throw DiagnosedFailure(CleaningDiagnostics.notChecked(identity))
            }
        }
        let left = table.chunks.reduce(0) { $0 + $1.columns.presence(of: index).missingCount }
        return RuleOutcome(table: table, changedCells: missing - left)
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
