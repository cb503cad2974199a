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
        for list in options.inOrderOfMaking {
            guard let index = schemas.firstIndex(where: { $0.name == list.table.text }) else {
                collector.add(StagesDiagnostics.unknownTable(list.table, known: schemas.map(\.name)))
                continue
            }
            let isOpaque = schemas[index].isOpaque
            var rules: [any PreparedRule] = []
            for rule in list.rules {
                let before = schemas[index]
                if !isOpaque, let rule = rule.prepared(against: &schemas[index], collector: collector) {
                    rules.append(rule)
                }
                guard let made = rule.newTable else { continue }
                if let kind = made.kind, kind != made.name.text, schemas[kind] != nil {
                    collector.add(CleaningDiagnostics.kindTaken(kind, by: made.name, of: rule.identity))
                }
                if schemas[made.name.text] != nil {
                    collector.add(CleaningDiagnostics.tableTaken(made.name, of: rule.identity))
                } else {
                    schemas.append(made.schema(from: before))
                }
            }
            if !isOpaque { plan.tables.append(TableCleaning(table: list.table.text, rules: rules)) }
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
        var rejectsOfMade: [String: RejectedRows] = [:]
        var index = 0
        // Tables that rules make come behind the others, and are cleaned in their turn.
        while index < set.tables.count {
            let name = set.tables[index].name
            var ledger = set.ledgers.first { $0.table == name } ?? TableLedger(of: set.tables[index])
            let rules = plan.tables.filter { $0.table == name }.flatMap(\.rules)
            var rejects = rejectsOfMade.removeValue(forKey: name) ?? RejectedRows()
            for (position, rule) in rules.enumerated() {
                context.progress(Progress(stage: .clean, subject: name, done: position, total: rules.count))
                let outcome = try apply(rule, to: &set.tables[index], &ledger, raw: raw, context)
                rejects += outcome.rejects
                if let made = outcome.made {
                    set.tables.append(made.table)
                    set.ledgers.append(made.ledger)
                    rejectsOfMade[made.table.name] = made.rejects
                }
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
            index += 1
        }
        return set
    }

    /// Applies one rule to its table, and writes what became of the rows into the table's books.
    private static func apply(
        _ prepared: any PreparedRule, to table: inout Table, _ ledger: inout TableLedger, raw: any RawRowSource,
        _ context: StageContext
    ) throws(DiagnosedFailure) -> RuleOutcome {
        let rule: any CleaningRule = prepared.rule
        let before = table.rowCount
        var outcome = try prepared.apply(to: table, RuleContext(context, raw: raw, isRolledUp: ledger.isRolledUp))
        try context.checkOverflows(of: rule.identity.wording, at: rule.identity.location)
        ledger.steps += outcome.steps(of: rule, before: before)
        let store = context.store
        table.columns = outcome.table.columns
        table.chunks = parallelMap(outcome.table.chunks, jobs: context.jobs) { store.keep($0) }
        outcome.table.chunks = []
        if let made = outcome.made {
            outcome.made?.table.chunks = parallelMap(made.table.chunks, jobs: context.jobs) { store.keep($0) }
        }
        try context.checkStore()
        return outcome
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
    var rowsByFile: [Int: Int] {
        chunks.reduce(into: [:]) { counts, chunk in
            if chunk.rowCount > 0 { counts[chunk.origin.file, default: 0] += chunk.rowCount }
        }
    }
}
