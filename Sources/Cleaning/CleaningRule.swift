// What a cleaning rule is: it reads its options, is prepared for a table's columns, and what is prepared changes the table.

import Diagnostics
import Stages
import Tabular

/// One rule of `clean:`, named as the user writes it.
///
/// The three steps in order: ``init(_:of:)`` reads the options, ``prepared(against:collector:)`` compares them with the columns, and
/// what it gives does it. A new rule also goes into ``RuleCatalogue``.
package protocol CleaningRule: Sendable {
    associatedtype Prepared: PreparedRule

    /// Its name as written in the pipeline file, `drop_duplicates`, what may stand behind it, and what it does.
    static var declaration: OptionKey { get }

    /// Why rows leave at this rule; nil when none ever does.
    static var departure: Departure? { get }

    /// Which rule of which list it is.
    var identity: RuleIdentity { get }

    /// Reads the options, of the declared form; nil when they have a mistake, which has then been reported.
    init?(_ reader: OptionReader, of identity: RuleIdentity)

    /// Every column the rule mentions, whether or not an earlier rule makes it.
    var mentionedColumns: [SourceText] { get }

    /// Whether the rule compares whole rows, and so needs every column of the export.
    var needsEveryColumn: Bool { get }

    /// What a column of the table after the rule is made from: columns of the table before it.
    func sources(of column: String) -> [String]

    /// The columns by which the rule tells rows apart.
    var keyColumns: [String] { get }

    /// A table that the rule makes beside its own; nil for most rules.
    var newTable: (any NewTable)? { get }

    /// The rule prepared for a table of `schema`, which becomes the schema after the rule; nil after a mistake, which has been reported.
    func prepared(against schema: inout TableSchema, collector: DiagnosticCollector) -> Prepared?

    /// What the rule does, for `rapport plan`.
    var line: Wording { get }
}

/// A rule that is known to fit its table.
package protocol PreparedRule: Sendable {
    associatedtype Rule: CleaningRule

    /// The rule as written.
    var rule: Rule { get }

    /// The table after the rule, and what the books need.
    ///
    /// - Errors: an internal error when a column of the plan is absent.
    func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome

    /// The same in SQL; nil for a rule that SQL cannot say.
    ///
    /// - Errors: an internal error when a column of the plan is absent.
    func sql(_ scope: RuleSQLScope) throws(DiagnosedFailure) -> RuleSQL?
}

extension CleaningRule {
    package static var name: String { declaration.word }
    package static var departure: Departure? { nil }
    package var needsEveryColumn: Bool { false }
    package var keyColumns: [String] { [] }
    package var newTable: (any NewTable)? { nil }
    package func sources(of column: String) -> [String] { [column] }
}

/// A table that a rule makes beside its own, as it is written.
package protocol NewTable: Sendable {
    var name: SourceText { get }

    /// What its rows are; nil for a table of its own kind.
    var kind: String? { get }

    /// What a column of it is made from: columns of the table before the rule.
    func sources(of column: String) -> [String]

    /// What is known of it, given the schema before the rule. Mistakes have been told where the rule was prepared.
    func schema(from schema: TableSchema) -> TableSchema
}

/// What a rule may use while it is applied.
package struct RuleContext: Sendable {
    package var stage: StageContext
    /// Reads a row again from its file, for `rejects.csv`.
    package var raw: any RawRowSource
    /// Whether rows of the table stand for several of a file, of which ``raw`` reads the first.
    package var isRolledUp: Bool

    package init(_ stage: StageContext, raw: any RawRowSource, isRolledUp: Bool = false) {
        self.stage = stage
        self.raw = raw
        self.isRolledUp = isRolledUp
    }

    var jobs: Int { stage.jobs }
}

/// What a rule has made of a table.
package struct RuleOutcome: Sendable {
    package var table: Table
    /// Rows that left, by the index of their file.
    package var leavingByFile: [Int: Int]
    package var rejects: RejectedRows
    package var changedCells: Int
    /// Rows that were set aside before those of ``leavingByFile`` left, by the index of their file, and how many were left then.
    package var setAside: (byFile: [Int: Int], left: Int)?
    /// A table made beside the rule's own.
    package var made: MadeTable?

    package init(
        table: Table, leavingByFile: [Int: Int] = [:], rejects: RejectedRows = [], changedCells: Int = 0,
        setAside: (byFile: [Int: Int], left: Int)? = nil
    ) {
        self.table = table
        self.leavingByFile = leavingByFile
        self.rejects = rejects
        self.changedCells = changedCells
        self.setAside = setAside
    }

    /// The lines of the ledger, given how many rows there were before.
    func steps(of rule: any CleaningRule, before: Int) -> [LedgerStep] {
        var steps: [LedgerStep] = []
        var before = before
        if let setAside, !setAside.byFile.isEmpty {
            steps.append(
                LedgerStep(
                    stage: .clean, rule: rule.identity.name, ordinal: rule.identity.ordinal, departure: .rejected,
                    before: before, after: setAside.left, leavingByFile: setAside.byFile))
            before = setAside.left
        }
        steps.append(
            LedgerStep(
                stage: .clean, rule: rule.identity.name, ordinal: rule.identity.ordinal,
                departure: type(of: rule).departure, before: before, after: table.rowCount,
                leavingByFile: leavingByFile, changedCells: changedCells))
        return steps
    }
}

/// A table that a rule has made beside its own.
package struct MadeTable: Sendable {
    package var table: Table
    /// Its books so far: what was read are the rows of the rule's own table.
    package var ledger: TableLedger
    package var rejects: RejectedRows
}
