// Asks DuckDB the same question in SQL: an outside oracle for numbers, when it is installed.

import Expressions
import Foundation
import Stages
import Tabular

/// Runs SQL over tables of a test in DuckDB, through Python.
package enum DuckDB {
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    /// The rows of the answer as texts, nil for NULL; nil, with a line on standard output, without DuckDB.
    ///
    /// Every table is a SQL table of its own name: text VARCHAR, integer BIGINT, decimal DECIMAL(38, scale), real
    /// DOUBLE, flag BOOLEAN, date DATE, instant TIMESTAMP (UTC), duration BIGINT of milliseconds. A column
    /// `row_number` is added: 1, 2, ….
    ///
    /// - Parameter clock: what formulas in the question count business hours by.
    package static func rows(
        _ sql: String, tables: [Table] = [], clock: BusinessClock? = nil
    ) throws -> [[String?]]? {
        guard isInstalled else { return nil }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rapport-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var statements: [String] = []
        for table in tables + (clock.map { [$0.table] } ?? []) {
            let file = folder.appendingPathComponent("\(table.name).csv")
            try Data(csv(of: table).utf8).write(to: file)
            let columns =
                ["'row_number': 'BIGINT'"]
                + table.columns.indices.map { index in
                    "\(dialect.text(table.columns[index].name)): '\(sqlType(ofColumn: index, in: table))'"
                }
            statements.append(
                """
                CREATE TABLE \(dialect.identifier(table.name)) AS SELECT * FROM read_csv(\(dialect.text(file.path)),
                  header = true, delim = ',', quote = '"', escape = '"', nullstr = '\\N', auto_detect = false,
                  allow_quoted_nulls = false, columns = {\(columns.joined(separator: ", "))})
                """)
        }
        if let clock {
            let lists = BusinessClockSQL(of: clock, dialect: dialect)
            statements.append("CREATE TABLE \(lists.relation) AS \(lists.listing(BusinessClockSQL.days))")
        }
        statements.append(sql)
        let (status, output, errors) = try Python.run(script, input: statements)
        guard status == 0 else { throw Failure(description: errors) }
        return try JSONDecoder().decode([[String?]].self, from: output)
    }

    /// It also quotes cells of CSV: as names, with each quotation mark twice.
    private static let dialect = SQLDialect.duckDB

    private static let isInstalled = Python.has("duckdb")

    private static let script = """
        import json, sys, duckdb
        connection = duckdb.connect()
        for statement in json.load(sys.stdin):
            result = connection.execute(statement)
        print(json.dumps([[None if cell is None else str(cell) for cell in row] for row in result.fetchall()]))
        """

    private static func csv(of table: Table) -> String {
        var text =
            (["row_number"] + table.columns.map(\.name)).map { dialect.identifier($0) }.joined(separator: ",") + "\n"
        var number = 0
        for chunk in table.chunks {
            for row in 0..<chunk.rowCount {
                number += 1
                text += (["\(number)"] + chunk.columns.map { csv(of: $0.cell(row)) }).joined(separator: ",") + "\n"
            }
        }
        return text
    }

    private static func csv(of cell: Cell) -> String {
        switch cell {
        case .missing: return "\\N"
        case .text(let text): return dialect.identifier(text)
        case .instant(let instant):
            let day = Int((instant - (instant % 86_400_000 + 86_400_000) % 86_400_000) / 86_400_000)
            let rest = Int(instant) - day * 86_400_000
            let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            let thousandths = String("\(1000 + rest % 1000)".dropFirst())
            return "\(CivilDate(dayNumber: day).isoText) \(clock.joined(separator: ":")).\(thousandths)"
        case .duration(let milliseconds): return "\(milliseconds)"
        default: return cell.description
        }
    }

    private static func sqlType(ofColumn index: Int, in table: Table) -> String {
        let scales = table.chunks.map { chunk -> Int in
            if case .decimal(let column) = chunk.columns[index] { column.scale } else { 0 }
        }
        return dialect.type(table.columns[index].type, scale: scales.max() ?? 0, digits: 38)
    }
}
