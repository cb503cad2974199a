// What a stage is given in a test: context, tables with their books, raw rows.

import Diagnostics
import Stages
import Tabular

extension StageContext {
    /// A context at 2026-09-14T00:00:00Z; UTC unless another zone is given.
    package static func sample(
        _ collector: DiagnosticCollector = DiagnosticCollector(), zone: TimeZoneTable = .utc, jobs: Int = 2
    ) -> StageContext {
        StageContext(collector: collector, zone: zone, asOf: 1_789_344_000_000, jobs: jobs)
    }
}

extension TableSchema {
    /// The schema of a table, as if declared on line 1 of `pipeline.yml`.
    package static func sample(_ table: Table, kind: String? = nil) -> TableSchema {
        TableSchema(
            name: table.name, kind: kind, columns: table.columns,
            location: SourceLocation(file: "pipeline.yml", line: 1, column: 1))
    }
}

extension InputFile {
    /// A made-up file named `table-N.csv`.
    package static func sample(table: String, number: Int, rows: Int) -> InputFile {
        InputFile(
            table: table, path: "\(table)-\(number).csv", size: rows * 10 + 10, fingerprint: "0", encoding: "utf-8",
            hasByteOrderMark: false, delimiter: ",", quote: "\"", lineEnd: "lf", evidence: [], headerLine: 1,
            header: [], rows: rows)
    }
}

extension TableSet {
    /// Tables with balanced books, as ingestion would hand them over. The files are those that the tables' chunks name.
    package static func sample(_ tables: [Table]) -> TableSet {
        var set = TableSet(tables: tables)
        for table in tables {
            var read: [Int: Int] = [:]
            for chunk in table.chunks { read[chunk.origin.file, default: 0] += chunk.rowCount }
            for file in read.keys.sorted() {
                while set.files.count <= file {
                    set.files.append(.sample(table: table.name, number: set.files.count + 1, rows: 0))
                }
                set.files[file].table = table.name
                set.files[file].rows = read[file] ?? 0
            }
            let step = LedgerStep(
                stage: .ingest, rule: "read", ordinal: 0, departure: .rejected, before: table.rowCount,
                after: table.rowCount)
            set.ledgers.append(TableLedger(table: table.name, readByFile: read, steps: [step], keptByFile: read))
        }
        return set
    }
}

/// Gives every row of a sample table the raw text `raw FILE:LINE`.
package struct SampleRawRows: RawRowSource {
    package init() {}

    package func rawRow(_ row: Int, of chunk: Chunk) -> (line: Int, byte: Int, text: String)? {
        guard let line = chunk.origin.line(ofRow: row), let byte = chunk.origin.byte(ofRow: row) else { return nil }
        return (line, byte, "raw \(chunk.origin.file):\(line)")
    }
}

extension DiagnosticCollector {
    /// Every diagnostic laid out as the user sees it.
    package func texts(_ language: Language = .english) -> [String] {
        diagnostics.map { DiagnosticText(language: language).text(of: $0) }
    }
}
