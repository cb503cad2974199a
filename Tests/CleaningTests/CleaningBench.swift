// Cleans a table by rules written as in a pipeline file.

import Cleaning
import Diagnostics
import Stages
import Tabular
import TestSupport

/// What cleaning made of one table, and what it said.
struct Cleaned {
    var result: TableSet
    var schemas: [TableSchema]
    var collector: DiagnosticCollector

    var table: Table { result.tables[0] }
    var twin: TwinTable { TwinTable(table) }
    var ledger: TableLedger { result.ledgers[0] }
    /// The step of the last rule.
    var lastStep: LedgerStep? { ledger.steps.last }
}

/// Cleans `table` by a list of rules: `"- trim: [name]"`.
///
/// - Parameter raw: where rows that leave are read again.
func clean(
    _ table: Table, by rules: String, jobs: Int = 2, raw: any RawRowSource = SampleRawRows()
) throws -> Cleaned {
    let collector = DiagnosticCollector()
    let options = CleaningOptions(pipelineNode(table.name, rules, collector: collector), collector: collector)
    let (plan, schemas) = Cleaning.plan(options, schemas: [.sample(table)], collector: collector)
    if collector.hasErrors { throw PlanFailure(messages: collector.texts()) }
    let result = try Cleaning.run(
        plan, on: .sample([table]), raw: raw, context: .sample(collector, jobs: jobs))
    return Cleaned(result: result, schemas: schemas, collector: collector)
}

/// Rows of which nothing but the columns that were read is known.
struct NoRawRows: RawRowSource {
    func rawRow(_ row: Int, of chunk: Chunk) -> (line: Int, byte: Int, text: String)? { nil }
}

/// The node of `clean:` for one table.
func pipelineNode(
    _ table: String, _ rules: String, collector: DiagnosticCollector = DiagnosticCollector()
) -> OptionNode {
    let indented = rules.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    return .text("\(table):\n\(indented)\n", collector: collector)
}

struct PlanFailure: Error, CustomStringConvertible {
    var messages: [String]
    var description: String { messages.joined(separator: "\n") }
}
