// Computes columns from others.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Computes columns from others, row by row.
///
///     - derive: { handle: talk + hold + wrap }
///     - derive: { column: wait, as: 'if(wait < 0 s, missing, wait)', replace: true }
///
/// The short form names one or more new columns, computed in the order written; a later one may use an earlier one. The
/// long form can replace a column, which then has the type of the formula. Amounts keep the currency of their columns, and two
/// currencies in one formula are refused; `currency: CNY` in the long form says what an amount was converted to.
///
/// - Missing: as the formula says; mostly a value computed from a missing one is missing.
/// - Errors: a name that a column bears already, unless it is to be replaced; mistakes in the formula, with their
///   place.
///
/// | talk | hold    | → handle |
/// |------|---------|----------|
/// | 60 s | 5 s     | 65 s     |
/// | 60 s | missing | missing  |
package struct Derive: CleaningRule {
    package static let declaration = OptionKey(
        "derive", .either([.mapping([RuleColumns.one, formula, replace, currency]), .entries(.formula)]),
        help: Wording(en: "computes columns from others, row by row", zh: "逐行由其他列计算新列"))

    static let formula = OptionKey(
        "as", .formula, isRequired: true, help: Wording(en: "how it is computed", zh: "计算公式"))
    static let replace = OptionKey(
        "replace", .flag,
        help: Wording(
            en: "whether it takes the place of a column of that name; no unless said", zh: "是否替换同名的列，默认不替换"))
    static let currency = OptionKey(
        "currency", .currency, help: Wording(en: "what an amount was converted to", zh: "金额换算成的货币"))

    fileprivate struct Derivation: Sendable {
        var name: SourceText
        var expression: Expression
        var replaces: Bool
        /// What an amount was converted to.
        var currency: String?
    }

    package let identity: RuleIdentity
    private let derivations: [Derivation]

    package init?(_ reader: OptionReader, of identity: RuleIdentity) {
        self.identity = identity
        if reader.node.has(Self.formula) {
            let name = reader.text(RuleColumns.one)
            let expression = reader.expression(Self.formula)
            let replaces = reader.flag(Self.replace) ?? false
            let currency = reader.currency(Self.currency)
            guard let name, let expression else { return nil }
            derivations = [Derivation(name: name, expression: expression, replaces: replaces, currency: currency)]
            return
        }
        let entries = reader.allEntries()
        if entries.isEmpty { reader.reportNothing(of: identity) }
        derivations = entries.compactMap { entry in
            OptionReader.expression(entry.value, of: Wording("'\(entry.key)'"), collector: reader.collector).map {
                Derivation(
                    name: SourceText(entry.key, start: entry.keyLocation), expression: $0, replaces: false)
            }
        }
        guard derivations.count == entries.count, !entries.isEmpty else { return nil }
    }

    package var mentionedColumns: [SourceText] {
        derivations.flatMap { $0.expression.columnNames + ($0.replaces ? [$0.name] : []) }
    }

    package func sources(of column: String) -> [String] {
        // Those of a list may mention each other: later ones are taken apart first.
        derivations.reversed().reduce([column]) { names, derivation in
            names.flatMap { name in
                name == derivation.name.text ? derivation.expression.columnNames.map(\.text) : [name]
            }
        }
    }

    package func prepared(against schema: inout TableSchema, collector: DiagnosticCollector) -> PreparedDerive? {
        var prepared = PreparedDerive(rule: self)
        var isRight = true
        for derivation in derivations {
            guard
                let formula = BoundFormula(derivation.expression, for: schema, mayConvert: true, collector: collector)
            else {
                // Whatever mentions the column need not be told of the same mistake.
                isRight = false
                schema.opaqueColumns.insert(derivation.name.text)
                schema.columns.removeAll { $0.name == derivation.name.text && derivation.replaces }
                continue
            }
            var currency = derivation.currency
            prepared.columns.append((derivation.name.text, formula))
            switch derivation.currency == nil ? formula.dimension(in: schema) : nil {
            case .known(let dimension)?: currency = dimension.currency
            case .mixed(let first, let second)?:
                if let one = first.currency, let other = second.currency {
                    collector.add(
                        CleaningDiagnostics.twoCurrencies(one, other, column: derivation.name, of: identity))
                    isRight = false
                }
            case .open?, nil: break
            }
            let sources = derivation.expression.columnsInValue.map(\.text)
            // What is made of amounts whose currency stands beside them is of the same, unless it is said what they become.
            if derivation.currency == nil, currency != nil,
                var named = schema.currencyColumns.first(where: { sources.contains($0.amount) })
            {
                named.amount = derivation.name.text
                if !schema.currencyColumns.contains(named) { schema.currencyColumns.append(named) }
            }
            if let position = schema.columns.firstIndex(where: { $0.name == derivation.name.text }) {
                if derivation.replaces {
                    schema.make(derivation.name.text, of: sources)
                    // What an amount was converted to has been said.
                    if derivation.currency != nil {
                        schema.currencyColumns.removeAll { $0.amount == derivation.name.text }
                    }
                    schema.columns[position].type = formula.type
                    schema.columns[position].currency = currency
                } else {
                    collector.add(
                        CleaningDiagnostics.nameTaken(
                            derivation.name, of: identity, help: CleaningDiagnostics.chooseOrReplace))
                    isRight = false
                }
            } else if derivation.replaces {
                _ = schema.knownType(of: derivation.name, collector: collector)
                isRight = false
            } else {
                schema.make(derivation.name.text, of: sources)
                schema.columns.append(
                    ColumnDescription(name: derivation.name.text, type: formula.type, currency: currency))
            }
        }
        return isRight ? prepared : nil
    }

    package var line: Wording {
        Wording(derivations.map { "'\($0.name.text)' = \($0.expression.source.text)" }.joined(separator: ", "))
    }
}

/// The rule with its formulas bound to the table, each as those before it leave it.
package struct PreparedDerive: PreparedRule {
    package let rule: Derive
    /// In the order written.
    fileprivate var columns: [(name: String, formula: BoundFormula)] = []

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        var outcome = RuleOutcome(table: table)
        for (name, formula) in columns {
            let ready = try formula.ready(for: outcome.table, context.stage)
            formula.expression.tellNeverSeen(
                in: outcome.table, by: rule.identity.wording, to: context.stage.collector)
            let description = ColumnDescription(name: name, type: formula.type)
            let index = outcome.table.index(of: name)
            if let index {
                outcome.table.columns[index] = description
            } else {
                outcome.table.columns.append(description)
            }
            let store = context.stage.store
            let derived = parallelMap(outcome.table.chunks, jobs: context.jobs) {
                chunk -> (chunk: Chunk, changed: Int) in
                var chunk = chunk
                let column = ready.values(chunk)
                var changed = 0
                if let index {
                    let old = chunk.columns[index]
                    changed = (0..<old.count).count { !old.holdsSame($0, as: column) }
                    chunk.columns[index] = column
                } else {
                    chunk.columns.append(column)
                }
                return (store.keep(chunk), changed)
            }
            outcome.table.chunks = derived.map(\.chunk)
            outcome.changedCells += derived.reduce(0) { $0 + $1.changed }
            if formula.type == .text {
                let column = index ?? outcome.table.columns.count - 1
                outcome.table = outcome.table.sharingPool(ofColumn: column) { store.keep($0) }
            }
        }
        return outcome
    }

    package func sql(_ scope: RuleSQLScope) throws(DiagnosedFailure) -> RuleSQL? {
        var table = scope.table
        var sql = RuleSQL()
        for (name, formula) in columns {
            sql.steps.append([RuleSQL.Value(column: name, sql: formula.sql(in: table, of: scope.script))])
            _ = table.addColumn(name)
        }
        return sql
    }
}

extension Column {
    /// Whether the cell of `row` is the same in another column.
    fileprivate func holdsSame(_ row: Int, as other: Column) -> Bool {
        guard presence[row], other.presence[row] else { return presence[row] == other.presence[row] }
        switch (self, other) {
        case (.text(let mine), .text(let theirs)):
            if mine.pool === theirs.pool { return mine.codes.values[row] == theirs.codes.values[row] }
            return mine.pool.withBytes(of: mine.codes.values[row]) { bytes in
                theirs.pool.withBytes(of: theirs.codes.values[row]) { bytes.elementsEqual($0) }
            }
        case (.integer(let mine), .integer(let theirs)), (.instant(let mine), .instant(let theirs)),
            (.duration(let mine), .duration(let theirs)):
            return mine.values[row] == theirs.values[row]
        case (.decimal(let mine), .decimal(let theirs)):
            return ExactDecimal(units: Int128(mine.units.values[row]), scale: mine.scale)
                == ExactDecimal(units: Int128(theirs.units.values[row]), scale: theirs.scale)
        case (.real(let mine), .real(let theirs)): return mine.values[row] == theirs.values[row]
        case (.flag(let mine), .flag(let theirs)): return mine.values[row] == theirs.values[row]
        case (.date(let mine), .date(let theirs)): return mine.values[row] == theirs.values[row]
        default: return false
        }
    }
}
