// The tables that later stages begin with, in SQL: as they are after cleaning, or as read and then cleaned rule after rule.

import Diagnostics
import Expressions
import Stages
import Tabular

extension Cleaning {
    /// Gives a script the tables, and where they are those before cleaning, adds a statement for every rule.
    ///
    /// A table with a rule that SQL cannot say is given as it is after cleaning, and that is said.
    ///
    /// - Parameters:
    ///   - ingested: the tables before cleaning; nil where the script begins with those after.
    ///   - cleaned: the tables after cleaning.
    /// - Returns: every cleaned table by name, its rows numbered from 1.
    /// - Errors: an internal error when a table is not as planned.
    package static func addSQL(
        of plan: CleaningPlan, on ingested: [Table]?, cleaned: [Table], to script: inout SQLScript
    ) throws(DiagnosedFailure) -> [String: SQLTable] {
        var tables: [String: SQLTable] = [:]
        // Those that rules make of others, before their own rules.
        var made: [String: SQLTable] = [:]
        for table in cleaned {
            let rules = plan.tables.filter { $0.table == table.name }.flatMap(\.rules)
            let before = ingested?.first { $0.name == table.name }
            if made[table.name] != nil || (before != nil && !rules.isEmpty) {
                var cleaning = CleaningSQL(script: script)
                tables[table.name] = try cleaning.cleaned(table, from: before, or: made[table.name], by: rules)
                script = cleaning.script
                made.merge(cleaning.made) { $1 }
            } else {
                tables[table.name] = script.give(table, for: CleaningSQLWords.cleaned(table.name))
            }
        }
        return tables
    }
}

/// The writing of a table's rules.
private struct CleaningSQL {
    var script: SQLScript
    /// The tables that the rules have made beside their own.
    private(set) var made: [String: SQLTable] = [:]

    init(script: SQLScript) { self.script = script }

    /// - Parameter given: the table before cleaning, as it was read or as a rule of another one has made it.
    mutating func cleaned(
        _ cleaned: Table, from ingested: Table?, or given: SQLTable?, by rules: [any PreparedRule]
    ) throws(DiagnosedFailure) -> SQLTable {
        // Nothing of a way that does not lead to its end stays in the script.
        let beginning = script
        let read = ingested ?? cleaned
        var table = given ?? script.give(read, withFiles: true, for: CleaningSQLWords.ingested(read.name))
        for (position, rule) in rules.enumerated() {
            let identity = rule.identity
            guard let sql = try rule.sql(RuleSQLScope(identity, on: table, of: script)) else {
                (script, made) = (beginning, [:])
                script.leave(unsaid: CleaningSQLWords.unsaid(identity))
                return script.give(cleaned, for: CleaningSQLWords.cleaned(cleaned.name))
            }
            let (query, after) = sql.query(over: table, script.dialect)
            if let into = sql.grouping?.into {
                made[into] = after.moved(to: script.keep("\(into) made", as: query, for: rule.lineWithPlace))
                continue
            }
            table = after.moved(
                to: script.keep("\(cleaned.name) after rule \(position + 1)", as: query, for: rule.lineWithPlace))
        }
        return numbered(table, as: cleaned)
    }

    /// The rows that are left, numbered from 1, and decimals as a cleaned table that is given has them.
    private mutating func numbered(_ table: SQLTable, as cleaned: Table) -> SQLTable {
        let row = table.rowNumber
        let decimals = cleaned.columns.indices.filter { cleaned.columns[$0].type == .decimal }.map { index in
            (name: table.column(cleaned.columns[index].name), type: table.type(ofColumn: index, of: cleaned))
        }
        let replaced = [row] + [table.fileNumber].compactMap(\.self) + decimals.map(\.name)
        let columns =
            ["row_number() OVER (ORDER BY \(row)) AS \(row)", script.dialect.all(without: replaced)]
            + decimals.map { "CAST(\($0.name) AS \($0.type)) AS \($0.name)" }
        let query = "SELECT \(columns.joined(separator: ",\n  "))\nFROM \(table.relation)"
        let kept = script.keep("\(cleaned.name) cleaned", as: query, for: CleaningSQLWords.numbered(cleaned.name))
        return table.withoutFiles(movedTo: kept)
    }
}

extension PreparedRule {
    fileprivate var identity: RuleIdentity { rule.identity }
}

/// What the tables and statements of cleaning are.
private enum CleaningSQLWords {
    static func cleaned(_ table: String) -> Wording {
        Wording(en: "table \(table), cleaned", zh: "清洗后的表 \(table)")
    }

    static func ingested(_ table: String) -> Wording {
        Wording(en: "table \(table), before cleaning", zh: "清洗前的表 \(table)")
    }

    static func numbered(_ table: String) -> Wording {
        Wording(en: "table \(table), cleaned, its rows numbered anew", zh: "清洗后的表 \(table)，行重新编号")
    }

    static func unsaid(_ rule: RuleIdentity) -> Wording {
        Wording(
            en: "\(rule.wording.english) of table \(rule.table): the table is handed over as it is after cleaning",
            zh: "表 \(rule.table) 的\(rule.wording.chinese)：交付清洗后的表")
    }
}
