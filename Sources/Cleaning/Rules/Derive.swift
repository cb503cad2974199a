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
    package static let name = "derive"

    private struct Derivation: Sendable {
        var name: SourceText
        var expression: Expression
        var replaces: Bool
        /// What an amount was converted to.
        var currency: String?
        var formula: Formula?
    }

    package let identity: RuleIdentity
    private var derivations: [Derivation]

    package init?(_ node: OptionNode, of identity: RuleIdentity, collector: DiagnosticCollector) {
        self.identity = identity
        let reader = OptionReader(node, of: identity.wording, collector: collector)
        derivations = []
        var isSound = true
        if reader.has("as") {
            let name = reader.column()
            let expression = reader.expression("as")
            let replaces = reader.flag("replace") ?? false
            let currency = reader.currency("currency")
            guard let name, let expression else {
                reader.finish()
                return nil
            }
            derivations.append(Derivation(name: name, expression: expression, replaces: replaces, currency: currency))
        } else {
            let entries = reader.allEntries()
            if entries.isEmpty {
                switch node.content {
                case .empty, .mapping:
                    collector.add(CleaningDiagnostics.emptyList(Self.name, of: identity, at: node.location))
                case .scalar, .list: break  // told by the reader
                }
            }
            for entry in entries {
                let name = SourceText(entry.key, start: entry.keyLocation)
                if let expression = reader.expression(entry.key) {
                    derivations.append(Derivation(name: name, expression: expression, replaces: false))
                } else {
                    isSound = false
                }
            }
        }
        reader.finish()
        guard isSound, !derivations.isEmpty else { return nil }
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

    package func checked(against schema: inout TableSchema, collector: DiagnosticCollector) -> Derive? {
        var rule = self
        var isSound = true
        for index in rule.derivations.indices {
            let derivation = rule.derivations[index]
            let formula = Formula(derivation.expression, for: schema, mayConvert: true, collector: collector)
            rule.derivations[index].formula = formula
            guard let type = formula?.type else {
                // Whatever mentions the column need not be told of the same mistake.
                isSound = false
                schema.opaqueColumns.insert(derivation.name.text)
                schema.columns.removeAll { $0.name == derivation.name.text && derivation.replaces }
                continue
            }
            var currency = derivation.currency
            switch derivation.currency == nil ? formula?.dimension(in: schema) : nil {
            case .known(let dimension)?: currency = dimension.currency
            case .mixed(let first, let second)?:
                if let one = first.currency, let other = second.currency {
                    collector.add(
                        CleaningDiagnostics.twoCurrencies(one, other, column: derivation.name, of: identity))
                    isSound = false
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
                    schema.columns[position].type = type
                    schema.columns[position].currency = currency
                } else {
                    collector.add(
                        CleaningDiagnostics.nameTaken(
                            derivation.name, of: identity, help: CleaningDiagnostics.chooseOrReplace))
                    isSound = false
                }
            } else if derivation.replaces {
                _ = schema.knownType(of: derivation.name, collector: collector)
                isSound = false
            } else {
                schema.make(derivation.name.text, of: sources)
                schema.columns.append(
                    ColumnDescription(name: derivation.name.text, type: type, currency: currency))
            }
        }
        return isSound ? rule : nil
    }

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        var outcome = RuleOutcome(table: table)
        for derivation in derivations {
            guard let formula = derivation.formula else {
                throw DiagnosedFailure(CleaningDiagnostics.notChecked(identity))
            }
            let ready = try formula.ready(for: outcome.table, by: identity, context)
            derivation.expression.tellNeverSeen(
                in: outcome.table, by: identity.wording, to: context.stage.collector)
            let description = ColumnDescription(name: derivation.name.text, type: formula.type)
            let index = outcome.table.index(of: derivation.name.text)
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

    package var line: Wording {
        Wording(derivations.map { "'\($0.name.text)' = \($0.expression.source.text)" }.joined(separator: ", "))
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
