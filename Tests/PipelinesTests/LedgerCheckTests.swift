// A ledger that does not balance ends the run: no report is written from rows that are unaccounted for.

import Diagnostics
import Pipelines
import Stages
import Tabular
import TestSupport
import Testing

struct LedgerCheckTests {
    /// Ten rows read, one rejected, two duplicates, three filtered, four kept.
    private func tables() -> TableSet {
        let column = Column.integer(PrimitiveColumn([1, 2, 3, 4]))
        let chunk = Chunk(rowCount: 4, columns: [column], origin: RowOrigin(file: 0))
        let table = Table(name: "calls", columns: [ColumnDescription(name: "n", type: .integer)], chunks: [chunk])
        let steps = [
            LedgerStep(
                stage: .ingest, rule: "read", ordinal: 0, departure: .rejected, before: 10, after: 9,
                leavingByFile: [0: 1]),
            LedgerStep(
                stage: .clean, rule: "drop_duplicates", ordinal: 1, departure: .duplicate, before: 9, after: 7,
                leavingByFile: [0: 2]),
            LedgerStep(
                stage: .clean, rule: "keep", ordinal: 2, departure: .filtered, before: 7, after: 4,
                leavingByFile: [0: 3]),
        ]
        let ledger = TableLedger(table: "calls", readByFile: [0: 10], steps: steps, keptByFile: [0: 4])
        let reject = RejectedRow(
            file: 0, line: 2, byte: 3, column: "n", stage: .ingest, rule: "read", reason: Wording("x"), raw: "a")
        return TableSet(tables: [table], files: [], rejects: [reject], ledgers: [ledger])
    }

    @Test func `a ledger that balances passes`() throws {
        try LedgerCheck.verify(tables())
    }

    @Test(arguments: 0..<6)
    func `a planted imbalance makes the run fail as our own bug`(way: Int) {
        var tables = tables()
        switch way {
        case 0: tables.ledgers[0].readByFile[0] = 11
        case 1: tables.ledgers[0].keptByFile[0] = 3
        case 2: tables.ledgers[0].steps[1].leavingByFile[0] = 1
        case 3: tables.ledgers[0].steps[2].before = 8
        case 4: tables.rejects = []
        default: tables.tables[0].chunks = []
        }
        let failure = #expect(throws: DiagnosedFailure.self) { try LedgerCheck.verify(tables) }
        #expect(failure?.diagnostics.allSatisfy { $0.kind.name == "ledger-imbalance" } == true)
        #expect(failure?.diagnostics.first?.message.english.hasPrefix("internal error: ") == true)
        #expect(failure?.diagnostics.first?.message.chinese.hasPrefix("内部错误：") == true)
    }
}
