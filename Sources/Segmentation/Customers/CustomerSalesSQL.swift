// The sales of every customer, added up in SQL.

import Diagnostics
import Expressions
import Stages
import Tabular

/// What ``CustomerSales`` does, in SQL.
struct CustomerSalesSQL {
    private let sales: PreparedSales
    private let scope: SegmentSQLScope
    private let table: SQLTable
    private let home: SQLTable

    /// - Errors: an internal error when a table is absent.
    init(_ sales: PreparedSales, _ scope: SegmentSQLScope) throws(DiagnosedFailure) {
        self.sales = sales
        self.scope = scope
        table = try scope.table(sales.table)
        home = try scope.table(sales.home)
    }

    /// A label for every row of the customers' home.
    ///
    /// - Parameters:
    ///   - customers: a query over `sums`, which has for each `customer` the `id` that ties are broken by, the `net` amount, on how many
    ///     `days` there was a purchase and the `last_day` of them; it gives some customers and what their labels are made from.
    ///   - label: the label of a customer, from what `customers` gives.
    ///   - others: the label of customers that it does not give.
    /// - Errors: an internal error when a table is absent.
    func labels(ofCustomers customers: String, label: String, others: String) throws(DiagnosedFailure) -> String {
        let rest = "coalesce(l.label, \(scope.dialect.text(others)))"
        let (key, customer) =
            sales.link == nil
            ? (table.column(sales.customer), table.column(sales.customer)) : (homeKey, home.rowNumber)
        return """
            WITH sold AS (
            \(try sold())
            ),
            sums AS (
            SELECT customer, min(id) AS id, sum(amount) AS net, count(DISTINCT CASE WHEN amount > 0 THEN day END) AS days,
              max(CASE WHEN amount > 0 THEN day END) AS last_day
            FROM sold GROUP BY customer
            ),
            ranked AS (
            \(customers)
            )
            SELECT h.\(home.rowNumber) AS row_of_home,
              CASE WHEN h.\(key) IS NULL THEN \(scope.unknown) ELSE \(rest) END AS label
            FROM \(home.relation) h LEFT JOIN (SELECT customer, \(label) AS label FROM ranked) l
              ON l.customer = h.\(customer)
            """
    }

    private var homeKey: String { home.column(sales.link.map { scope.links.links[$0].toColumn } ?? sales.customer) }

    /// The sales that count: of which customer, of what worth, and when.
    private func sold() throws(DiagnosedFailure) -> String {
        let dialect = scope.dialect
        let (amount, day) = (table.free("amount of sale"), table.free("day of sale"))
        let filter = try sales.condition.map { (formula) throws(DiagnosedFailure) in
            " WHERE \(try scope.sql(formula, of: sales.table))"
        }
        var kept = ["amount IS NOT NULL", "customer IS NOT NULL"]
        if sales.time != nil { kept.append("day IS NOT NULL") }
        let end = scope.periods.period.end ?? scope.periods.today + 1
        if let window = sales.window.days(upTo: end) {
            let (first, last) = (dialect.literal(ofDay: window.lowerBound), dialect.literal(ofDay: window.upperBound))
            kept.append("day >= \(first) AND day < \(last)")
        }
        let (customer, joins) = customer
        return """
            SELECT customer, id, amount, day FROM (
            SELECT \(customer.number) AS customer, \(customer.id) AS id, s.\(amount) AS amount, s.\(day) AS day
            FROM (
            SELECT *, \(try scope.sql(sales.amount, of: sales.table)) AS \(amount), \(try self.day()) AS \(day)
            FROM \(table.relation)\(filter ?? "")
            ) s\(joins)
            ) WHERE \(kept.joined(separator: " AND "))
            """
    }

    /// The day of a sale `s`; a missing one where sales need no time.
    private func day() throws(DiagnosedFailure) -> String {
        guard let time = sales.time else { return scope.dialect.missing(.date) }
        let value = try scope.sql(time, of: sales.table)
        return scope.dialect.day(of: value, type: time.type, zone: scope.script.zone)
    }

    /// Who bought in a sale `s` and the id that ties are broken by, and what must be joined to know: where sales are linked to customers,
    /// the row of the first that is found; else the value of the column itself.
    private var customer: (found: (number: String, id: String), joins: String) {
        guard let link = sales.link else {
            let column = "s.\(table.column(sales.customer))"
            return ((column, column), "")
        }
        var (numbers, ids, joins): ([String], [String], String) = ([], [], "")
        for (number, other) in scope.links.inTurn(from: link) {
            let (alias, key) = ("c\(number + 1)", home.column(other.toColumn))
            joins += "\nLEFT JOIN \(home.relation) \(alias) ON \(alias).\(key) = s.\(table.column(other.fromColumn))"
            numbers.append("\(alias).\(home.rowNumber)")
            ids.append("\(alias).\(homeKey)")
        }
        let first = { (found: [String]) in "coalesce(\(found.joined(separator: ", ")))" }
        return ((first(numbers), first(ids)), joins)
    }
}
