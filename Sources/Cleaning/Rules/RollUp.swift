// Makes one row of all rows of a key.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Makes one row of all rows of a key: of events tickets, of the legs of a call the call, of order lines orders.
///
///     - roll_up:
///         by: case_id
///         into: cases
///         kind: tickets
///         order: time
///         first: { opened: time, first_response: "if(event = 'reply', time)" }
///         last: { status: status }
///         count: { events: rows, reopened: event = 'reopen' }
///         any: { escalated: event = 'escalated' }
///         join: { queues: queue }
///     - roll_up: { by: [order_id, currency], first: [customer, time], sum: { amount: paid } }
///
/// With `into` there is a new table beside this one, for later rules, links, segments and metrics; without it the table itself becomes
/// the rolled-up one. Rows of a new table stand in the order in which their keys first appear, and belong to the file and line where
/// that is. Its columns are those of `by` and then the others in the order written; no other column is left.
///
/// `first` and `last` take the first and last value that is there, `min`, `max` and `sum` the smallest, the largest and the sum of them;
/// `count` counts all rows (`rows`) or those that fulfil a condition, `any` says whether one does, `distinct` counts the different
/// values, and `join` puts the different texts one behind the other, with `; ` between them. Each has new columns with a
/// [formula](../expressions.md), or a list of columns that keep their names.
///
/// `order` says by which column a row is first or last; without it, or where it is equal, the order of the files and of the rows in
/// them counts. A row without it is first or last only when no other has it, and stands last in `join`.
///
/// - Missing: rows with a missing cell in their key are no group: they are set aside in `rejects.csv` and counted (with `into` they stay
///   in their own table). Values that are missing are passed over; where none is there, the result is missing, but a count is 0 and
///   `any` false. A condition that is missing is not fulfilled.
/// - Errors: unknown columns; a name twice; a table of that name; a type that cannot be added up, put in order or joined; amounts of
///   more than one currency, unless the column that names it is in `by`; a sum that does not fit into 64 bits, as for
///   [formulas](../expressions.md#arithmetic).
/// - Complexity: O(rows) for each column; a few bytes for each row, and 9 to 34 for each key and column.
///
/// | case_id | time  | event  | → case_id | opened | first_response | events |
/// |---------|-------|--------|-----------|--------|----------------|--------|
/// | t1      | 09:00 | open   | t1        | 09:00  | 09:20          | 2      |
/// | t2      | 09:10 | open   | t2        | 09:10  | missing        | 1      |
/// | t1      | 09:20 | reply  |           |        |                |        |
/// | missing | 09:30 | reply  |           |        |                |        |
package struct RollUp: CleaningRule {
    package static let declaration = OptionKey(
        "roll_up", .mapping([by, into, kind, order] + Gathering.Way.allCases.map(\.key)),
        help: Wording(en: "makes one row of all rows of a key", zh: "把同一键的所有行汇总为一行"))

    static let by = OptionKey(
        "by", .oneOrMore(.name(.column)), isRequired: true,
        help: Wording(en: "the columns of the key; each key becomes a row", zh: "键所含的列；每个键成为一行"))
    static let into = OptionKey(
        "into", .text,
        help: Wording(
            en: "the name of the new table; without it the table itself becomes the rolled-up one",
            zh: "新表的名称；不写则表本身成为汇总后的表"))
    static let kind = OptionKey(
        "kind", .choice(TableKind.known),
        help: Wording(
            en: "with 'into', what the new rows are, for the built-in metrics; the table's name if it is a kind",
            zh: "与 'into' 连用：新表各行是什么，供内置指标使用；默认取表名（若为已知种类）"))
    static let order = OptionKey(
        "order", .name(.column),
        help: Wording(
            en: "the column of times or numbers by which a row is first or last; the order of the files unless said",
            zh: "按哪一列（时间或数字）判断先后，默认按文件与行的顺序"))
    package static let departure: Departure? = .rolledUp

    package let identity: RuleIdentity
    let key: [SourceText]
    let order: SourceText?
    let gatherings: [Gathering]
    private let made: RolledUpTable?

    package init?(_ reader: OptionReader, of identity: RuleIdentity) {
        self.identity = identity
        let key = reader.names(Self.by, of: identity)
        order = reader.text(Self.order)
        let into = reader.text(Self.into)
        let kind = reader.text(Self.kind)
        let gatherings = Gathering.all(reader, of: identity)
        var isRight = true
        if let entry = reader.entry(Self.kind), !reader.has(Self.into) {
            reader.collector.add(
                CleaningDiagnostics.uselessKey("kind", without: "into", of: identity, at: entry.keyLocation))
        }
        if let kind, !TableKind.known.contains(kind.text) {
            reader.collector.add(
                StagesDiagnostics.unknownChoice(kind, of: reader.keyWording(Self.kind), choices: TableKind.known))
        }
        if let into, into.text.isEmpty {
            reader.collector.add(CleaningDiagnostics.emptyList("into", of: identity, at: into.start))
            isRight = false
        }
        guard let key, let gatherings, isRight, into != nil || !reader.has(Self.into) else { return nil }
        let names = key + gatherings.map(\.name)
        guard OptionReader.areDistinct(names, of: identity, collector: reader.collector) else { return nil }
        self.key = key
        self.gatherings = gatherings
        let sorted = order
        made = into.map { name in
            RolledUpTable(
                name: name, kind: kind?.text ?? TableKind.named(name.text), key: key, order: sorted,
                gatherings: gatherings, rule: identity)
        }
    }

    package var mentionedColumns: [SourceText] {
        key + [order].compactMap(\.self) + gatherings.flatMap { $0.formula?.columnNames ?? [] }
    }

    package var keyColumns: [String] { key.map(\.text) }

    package var newTable: (any NewTable)? { made }

    package func sources(of column: String) -> [String] {
        made == nil ? gatherings.sources(of: column) : [column]
    }

    package func prepared(against schema: inout TableSchema, collector: DiagnosticCollector) -> PreparedRollUp? {
        var planning = RollUpPlanning(schema, of: identity, collector: collector)
        planning.add(key: key, order: order)
        for gathering in gatherings { planning.add(gathering) }
        if made == nil { schema = planning.schema(as: schema.name, kind: schema.kind, at: schema.location) }
        guard planning.isRight else { return nil }
        return PreparedRollUp(
            rule: self, columns: planning.columns.map(\.column), formulas: planning.formulas,
            orderType: planning.orderType, currencies: planning.currenciesToCheck, into: made?.name.text)
    }

    package var line: Wording {
        let (columns, into) = (gatherings.map(\.line).joined(separator: ", "), made?.name.text)
        let colon = columns.isEmpty ? ("", "") : (": ", "：")
        let sorted = order.map { (", in the order of '\($0.text)'", "按 '\($0.text)' 排序，") } ?? ("", "")
        return Wording(
            en: "one row per \(key.listed.english)" + (into.map { " in the new table '\($0)'" } ?? "") + sorted.0
                + colon.0 + columns,
            zh: sorted.1 + "每个 \(key.listed.chinese) 汇总为\(into.map { "新表 '\($0)' 的" } ?? "")一行" + colon.1 + columns)
    }
}

/// The table beside its own that a rolling up makes.
private struct RolledUpTable: NewTable {
    let name: SourceText
    let kind: String?
    let key: [SourceText]
    let order: SourceText?
    let gatherings: [Gathering]
    let rule: RuleIdentity

    func sources(of column: String) -> [String] { gatherings.sources(of: column) }

    func schema(from schema: TableSchema) -> TableSchema {
        // Its mistakes have been told.
        var planning = RollUpPlanning(schema, of: rule, collector: DiagnosticCollector())
        planning.add(key: key, order: order)
        for gathering in gatherings { planning.add(gathering) }
        return planning.schema(as: name.text, kind: kind, at: name.start)
    }
}

/// The rule with its formulas bound to the table.
package struct PreparedRollUp: PreparedRule {
    package let rule: RollUp
    /// Of the rolled-up table: the key and then what is gathered.
    let columns: [ColumnDescription]
    /// One per gathering; nil counts all rows.
    let formulas: [BoundFormula?]
    let orderType: ColumnType?
    /// Amounts that must be of one currency, for nothing of it is left.
    let currencies: [CurrencyColumn]
    /// The name of the table that is made; nil where the table itself is rolled up.
    let into: String?

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        let mixed = table.currencyProblems(currencies)
        if !mixed.isEmpty { throw DiagnosedFailure(mixed) }
        var keys: [Int] = []
        for column in rule.key { keys.append(try table.plannedIndex(of: column.text, by: rule.identity)) }
        let order = try rule.order.map { (name) throws(DiagnosedFailure) in
            try table.plannedIndex(of: name.text, by: rule.identity)
        }
        let groups = RowGroups(table, key: keys, jobs: context.jobs)
        let rejects = context.rejects(groups.isWithoutKey, of: table, by: RollUp.name) { [table] chunk, row in
            let column = keys.first { !chunk.columns.presence(of: $0)[row] } ?? keys[0]
            let name = table.columns[column].name
            return (name, CleaningDiagnostics.withoutKey(name))
        }
        let made = try rolledUp(table, by: keys, groups, order: order, context)
        var rejected: [Int: Int] = [:]
        for (chunk, isWithout) in zip(table.chunks, groups.isWithoutKey) {
            let count = isWithout.count(where: \.self)
            if count > 0 { rejected[chunk.origin.file, default: 0] += count }
        }
        var leaving = table.rowsByFile.merging(rejected) { $0 - $1 }
        leaving = leaving.merging(made.rowsByFile) { $0 - $1 }.filter { $0.value > 0 }
        let left = groups.rowCount - rejected.values.reduce(0, +)
        var outcome = RuleOutcome(
            table: made, leavingByFile: leaving, rejects: rejects, setAside: (rejected, left))
        guard let into else { return outcome }
        let ledger = TableLedger(
            table: into, readByFile: table.rowsByFile, steps: outcome.steps(of: rule, before: table.rowCount),
            source: table.name)
        outcome = RuleOutcome(table: table)
        outcome.made = MadeTable(table: made, ledger: ledger, rejects: rejects)
        return outcome
    }

    /// One row per group, in as many chunks as hold the first row of one.
    private func rolledUp(
        _ table: Table, by keys: [Int], _ groups: RowGroups, order: Int?, _ context: RuleContext
    ) throws(DiagnosedFailure) -> Table {
        var folds: [GroupFold] = []
        for (gathering, formula) in zip(rule.gatherings, formulas) {
            if let formula, formula.expression.singleColumn == nil {
                formula.expression.tellNeverSeen(
                    in: table, by: rule.identity.wording, to: context.stage.collector)
            }
            folds.append(
                GroupFold(
                    way: gathering.way, type: formula?.type, formula: try formula?.ready(for: table, context.stage),
                    isColumn: formula?.expression.singleColumn != nil, order: order))
        }
        let (cuts, overflows) = (groups.cuts, context.stage.overflows)
        let gathered = parallelMap(folds, jobs: context.jobs) { fold in
            fold.columns(of: table, groups, cuts: cuts, overflows)
        }
        var made = Table(name: into ?? table.name, columns: columns, chunks: [])
        let store = context.stage.store
        var position = 0
        for (chunk, rows) in zip(table.chunks, groups.firstRows) where !rows.isEmpty {
            var columns = ChunkColumns(keys.map { chunk.columns[$0].gathered(rows) })
            for column in gathered { columns.append(column[position]) }
            made.chunks.append(
                store.keep(
                    Chunk(rowCount: rows.count, columns: columns, origin: chunk.origin.loaded.gathered(rows))))
            position += 1
        }
        return made
    }

    package func sql(_ scope: RuleSQLScope) throws(DiagnosedFailure) -> RuleSQL? {
        try RollUpSQL(self, scope).rule
    }
}
