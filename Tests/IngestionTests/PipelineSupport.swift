// What the tests of whole tables share: a table read from options written as in a pipeline file.
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

/// A table that was planned and read.
struct ReadTable {
    var table: Table
    var set: TableSet
    var raw: any RawRowSource
    var schema: TableSchema
    var plan: IngestionPlan
    var problems: [String]

    /// Column after column, as plain texts; missing is nil.
    func texts(_ name: String) -> [String?] {
        guard let index = table.index(of: name) else { return [] }
        return table.chunks.flatMap { chunk in chunk.columns[index].texts }
    }
}

extension Column {
    /// Every cell as a plain text.
    var texts: [String?] {
        (0..<count).map { row in
            switch self {
            case .text(let column): column[row]
            case .integer(let column): column[row].map { String($0) }
            case .duration(let column), .instant(let column): column[row].map { String($0) }
            case .decimal(let column):
                column.units[row].map { ExactDecimal(units: Int128($0), scale: column.scale).description }
            case .real(let column): column[row].map { String($0) }
            case .flag(let column): column[row].map { String($0) }
            case .date(let column): column[row].map { CivilDate(dayNumber: Int($0)).isoText }
            }
        }
    }
}

func context(_ collector: DiagnosticCollector, jobs: Int = 1, blockSize: Int? = nil) -> StageContext {
    StageContext(collector: collector, zone: .utc, asOf: 0, jobs: jobs, blockSize: blockSize)
}

func messages(_ collector: DiagnosticCollector) -> [String] {
    let text = DiagnosticText(language: .english)
    return collector.diagnostics.map { text.text(of: $0) }
}

/// Reads one table named `t` from its options; nil when it was not planned. `requested` nil means every column.
func read(
    _ options: String, requested: Set<String>? = nil, zone: TimeZoneTable = .utc, jobs: Int = 1,
    blockSize: Int? = nil
) -> (read: ReadTable?, problems: [String]) {
    let collector = DiagnosticCollector()
    let context = context(collector, jobs: jobs, blockSize: blockSize)
    let indented = options.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
    let ingest = IngestionOptions(OptionNode.text("t:\n" + indented), collector: collector)
    var wanted = requested
    if wanted == nil {
        let silent = StageContext(collector: DiagnosticCollector(), zone: .utc, asOf: 0)
        let first = Ingestion.plan(ingest, requested: [:], baseFolder: "", defaultZone: zone, context: silent)
        wanted = Set(first.schemas.first?.columnNames ?? [])
    }
    let plan = Ingestion.plan(
        ingest, requested: ["t": wanted ?? []], baseFolder: "", defaultZone: zone, context: context)
    guard let schema = plan.schemas.first, !collector.hasErrors else { return (nil, messages(collector)) }
    do throws(DiagnosedFailure) {
        let (set, raw) = try Ingestion.run(plan, context: context)
        let problems = messages(collector)
        guard let table = set.tables.first else { return (nil, problems) }
        #expect(set.ledgers.flatMap { $0.imbalances() }.isEmpty)
        return (
            ReadTable(table: table, set: set, raw: raw, schema: schema, plan: plan, problems: problems), problems
        )
    } catch {
        return (nil, messages(collector))
    }
}
