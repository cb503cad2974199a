// A script of SQL as it grows: the tables it reads, statements with what they are for, and names that no two things share.

import Diagnostics
import Expressions
import Tabular

/// A script that asks another engine what Rapport computes.
///
/// It begins with tables that the engine is given (``given``) and goes on with statements that keep the rows of a query under a name.
package struct SQLScript: Sendable {
    /// A statement and what it is for.
    package struct Statement: Sendable {
        package let purpose: Wording
        package let text: String
        /// Under which it keeps its rows, as SQL writes it; nil for one that only asks.
        var name: String?
    }

    /// A table that the engine is given.
    package struct Given: Sendable {
        package let table: Table
        package let sql: SQLTable
        /// What it is.
        package let purpose: Wording
    }

    package let dialect: SQLDialect
    /// The IANA identifier of the zone in which moments have days.
    package let zone: String
    package private(set) var given: [Given] = []
    package private(set) var statements: [Statement] = []
    /// What SQL cannot say, by name.
    package private(set) var unsaid: [Wording] = []
    private var names = SQLNames(taken: SQLScript.ofParts)

    /// What queries call their own parts, so that no table is called so.
    private static let ofParts =
        [
            "sold", "sums", "ranked", "looked_at", "marked", "places", "operands", "placed", "item_counts", "paired",
            "counted",
        ] + BusinessClockSQL.names

    package init(dialect: SQLDialect, zone: String) {
        self.dialect = dialect
        self.zone = zone
    }

    /// Adds a table that the engine is given, and tells what it is called there.
    ///
    /// - Parameter withFiles: whether the number of its file stands beside every row.
    package mutating func give(_ table: Table, withFiles: Bool = false, for purpose: Wording) -> SQLTable {
        let relation = dialect.identifier(names.unique(table.name))
        let sql = SQLTable(table, relation: relation, withFiles: withFiles, dialect: dialect)
        given.append(Given(table: table, sql: sql, purpose: purpose))
        return sql
    }

    /// Adds the days of a calendar, by which formulas count business hours; see ``BusinessClockSQL``.
    package mutating func give(_ clock: BusinessClock) {
        let table = clock.table
        let sql = SQLTable(
            table, relation: dialect.identifier(table.name), withFiles: false, dialect: dialect)
        given.append(Given(table: table, sql: sql, purpose: CalendarWords.givenDays))
        let lists = BusinessClockSQL(of: clock, dialect: dialect)
        let text = "\(dialect.keeping(lists.relation))\n\(lists.listing(sql.relation))"
        statements.insert(Statement(purpose: CalendarWords.lists, text: text, name: lists.relation), at: 0)
    }

    /// Takes back the days of a calendar by which no statement counts.
    package mutating func withdrawUnusedClock() {
        let lists = dialect.identifier(BusinessClockSQL.lists)
        let days = dialect.identifier(BusinessClockSQL.days)
        guard !statements.dropFirst().contains(where: { $0.text.contains(lists) }) else { return }
        given.removeAll { $0.sql.relation == days }
        statements.removeAll { $0.text.hasPrefix(dialect.keeping(lists)) }
    }

    /// Keeps the rows of a query under a name, and tells how SQL writes it.
    package mutating func keep(_ name: String, as query: String, for purpose: Wording) -> String {
        let name = dialect.identifier(names.unique(name))
        statements.append(Statement(purpose: purpose, text: "\(dialect.keeping(name))\n\(query)", name: name))
        return name
    }

    /// Ends the script with a query.
    package mutating func ask(_ query: String, for purpose: Wording) {
        statements.append(Statement(purpose: purpose, text: query))
    }

    /// Takes back what its last statement does without: statements whose rows nothing reads, and tables likewise.
    package mutating func withdrawUnread() {
        guard let last = statements.last else { return }
        var kept = [last]
        for statement in statements.dropLast().reversed() {
            guard let name = statement.name, kept.contains(where: { $0.text.contains(name) }) else { continue }
            kept.append(statement)
        }
        statements = kept.reversed()
        given.removeAll { table in !kept.contains { $0.text.contains(table.sql.relation) } }
    }

    /// Names a part that SQL cannot say, and what is done about it.
    package mutating func leave(unsaid: Wording) { self.unsaid.append(unsaid) }
}
