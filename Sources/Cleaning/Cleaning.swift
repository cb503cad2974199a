// Cleaning: rule after rule a table becomes trustworthy, and every row that leaves is counted with its reason.

import Diagnostics
import Stages
import Tabular

/// The second stage of the walk: from tables as read to tables that metrics may trust.
package enum Cleaning {
    /// Checks every rule against its table as the rules before it left it.
    ///
    /// - Errors: unknown tables and columns, wrong types and clashing names, all collected; a rule with a mistake is
    ///   left out of the plan and the rest is still checked. Of a table whose columns could not be learned nothing is
    ///   said.
    package static func plan(
        _ options: CleaningOptions, schemas: [TableSchema], collector: DiagnosticCollector
    ) -> (plan: CleaningPlan, schemas: [TableSchema]) {
        var plan = CleaningPlan()
        var schemas = schemas
        for list in options.tables {
            guard let index = schemas.firstIndex(where: { $0.name == list.table.text }) else {
                collector.add(StagesDiagnostics.unknownTable(list.table, known: schemas.map(\.name)))
                continue
            }
            if schemas[index].isOpaque { continue }
            let rules = list.rules.compactMap { $0.prepared(against: &schemas[index], collector: collector) }
            plan.tables.append(TableCleaning(table: list.table.text, rules: rules))
        }
        for schema in schemas where !schema.currencyColumns.isEmpty {
            plan.currencies[schema.name] = schema.currencyColumns
        }
        return (plan, schemas)
    }

    /// Applies the plan's rules to the tables, and keeps the books.
    ///
    /// - Errors: an internal error when the ledger does not balance or a planned column is absent.
    package static func run(
        _ plan: CleaningPlan, on tables: consuming TableSet, raw: any RawRowSource, context: StageContext
    ) throws(DiagnosedFailure) -> TableSet {
        // Taken over, so that no rule's outcome stands beside the tables as they were read.
        var set = tables
        for index in set.tables.indices {
            let name = set.tables[index].name
            var ledger = set.ledgers.first { $0.table == name } ?? TableLedger(of: set.tables[index])
            let rules = plan.tables.filter { $0.table == name }.flatMap(\.rules)
            var rejects = RejectedRows()
            for (position, prepared) in rules.enumerated() {
                let rule: any CleaningRule = prepared.rule
                context.progress(Progress(stage: .clean, subject: name, done: position, total: rules.count))
                let before = set.tables[index].rowCount
                let outcome = try prepared.apply(to: set.tables[index], RuleContext(context, raw: raw))
                try context.checkOverflows(of: rule.identity.wording, at: rule.identity.location)
                let store = context.store
                set.tables[index].columns = outcome.table.columns
                set.tables[index].chunks = parallelMap(outcome.table.chunks, jobs: context.jobs) { store.keep($0) }
                try context.checkStore()
                rejects += outcome.rejects
                ledger.steps.append(
                    LedgerStep(
                        stage: .clean, rule: rule.identity.name, ordinal: rule.identity.ordinal,
                        departure: type(of: rule).departure, before: before, after: outcome.table.rowCount,
                        leavingByFile: outcome.leavingByFile, changedCells: outcome.changedCells))
            }
            let mixed = set.tables[index].currencyProblems(plan.currencies[name] ?? [])
            if !mixed.isEmpty { throw DiagnosedFailure(mixed) }
            ledger.keptByFile = ledger.readByFile.mapValues { _ in 0 }
            ledger.keptByFile.merge(set.tables[index].rowsByFile) { $1 }
            let imbalances = ledger.imbalances()
            if !imbalances.isEmpty { throw DiagnosedFailure(imbalances.map(CleaningDiagnostics.imbalance)) }
            set.ledgers.removeAll { $0.table == name }
            set.ledgers.insert(ledger, at: min(index, set.ledgers.count))
            set.rejects += rejects.inOrderOfPlaces()
        }
        return set
    }
}

extension TableLedger {
    /// The books of a table that nobody has kept any on: its rows are what was read.
    fileprivate init(of table: Table) {
        self.init(table: table.name, readByFile: table.rowsByFile)
    }
}

extension Table {
    /// How many rows each file has, by the index of the file.
    fileprivate var rowsByFile: [Int: Int] {
        chunks.reduce(into: [:]) { counts, chunk in
            if chunk.rowCount > 0 { counts[chunk.origin.file, default: 0] += chunk.rowCount }
        }
    }
}
