// How an engine reads a table that it is given.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The statement by which an engine reads a table from its file.
struct GivenTable {
    private let given: SQLScript.Given
    private let dialect: SQLDialect

    init(_ given: SQLScript.Given, dialect: SQLDialect) {
        self.given = given
        self.dialect = dialect
    }

    /// Its columns and their types, in the order of the file.
    private var columns: [(name: String, type: String)] {
        Array(zip(given.sql.plainNames(of: given.table), given.sql.types(of: given.table)))
    }

    /// - Parameter path: of the file.
    func statement(readingFrom path: String) -> String {
        let relation = given.sql.relation
        switch dialect {
        case .duckDB:
            let types = columns.map { "    \(dialect.text($0.name)): '\($0.type)'" }
            return """
                CREATE OR REPLACE TEMPORARY TABLE \(relation) AS
                SELECT * FROM read_csv(\(dialect.path(path)), header = true, delim = ',', quote = '"', escape = '"', nullstr = '\\missing',
                  allow_quoted_nulls = false, auto_detect = false, columns = {
                \(types.joined(separator: ",\n"))
                  })
                """
        case .spark:
            let types = columns.map { "  \(dialect.identifier($0.name)) \($0.type)" }
            return """
                CREATE OR REPLACE TEMPORARY VIEW \(relation) (
                \(types.joined(separator: ",\n"))
                ) USING csv OPTIONS (path \(dialect.path(path)), header 'true', quote '"', escape '"', multiLine 'true',
                  nullValue '\\\\missing', emptyValue '', encoding 'UTF-8', mode 'FAILFAST', timestampNTZFormat 'yyyy-MM-dd HH:mm:ss.SSS')
                """
        }
    }

    /// What the engine must have under the name, where it is not read from a file.
    var shape: String {
        columns.map { "\(dialect.identifier($0.name)) \($0.type)" }.joined(separator: ", ")
    }
}
