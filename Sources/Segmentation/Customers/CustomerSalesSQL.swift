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
        let links = scope.links.links
        let amount = try scope.sql(sales.amount, of: sales.table)
        var conditions: [String] = []
        if let condition = sales.condition { conditions.append(try scope.sql(condition, of: sales.table)) }
        var day = "CAST(NULL AS DATE)"
        if let time = sales.time {
            let moment = try scope.sql(time, of: sales.table)
            day =
                time.type == .instant
                ? scope.dialect.day(ofMoment: moment, zone: scope.script.zone) : moment
        }
        var inner = """
            SELECT \(table.rowNumber) AS sale, \(amount) AS amount, \(day) AS day
            FROM \(table.relation)
            """
        if !conditions.isEmpty { inner += " WHERE \(conditions.joined(separator: " AND "))" }
        var kept = ["amount IS NOT NULL", "customer IS NOT NULL"]
        if sales.time != nil { kept.append("day IS NOT NULL") }
        let end = scope.periods.period.end ?? scope.periods.today + 1
        if let window = sales.window.days(upTo: end) {
            kept.append("day >= \(Self.literal(window.lowerBound)) AND day < \(Self.literal(window.upperBound))")
        }
        var (customer, id) = ("s.\(table.column(sales.customer))", "s.\(table.column(sales.customer))")
        var joins = ""
        if let link = sales.link {
            var found: [(customer: String, id: String)] = []
            for (number, other) in links.enumerated() where number == link || other.elseOf == link {
                let (alias, key) = ("c\(number + 1)", home.column(other.toColumn))
                joins +=
                    "\nLEFT JOIN \(home.relation) \(alias) ON \(alias).\(key) = s.\(table.column(other.fromColumn))"
                found.append(("\(alias).\(home.rowNumber)", "\(alias).\(homeKey)"))
            }
            customer = "coalesce(\(found.map(\.customer).joined(separator: ", ")))"
            id = "coalesce(\(found.map(\.id).joined(separator: ", ")))"
        }
        return """
            SELECT customer, id, amount, day FROM (
            SELECT \(customer) AS customer, \(id) AS id, worth.amount, worth.day
            FROM (\(inner)) worth JOIN \(table.relation) s ON s.\(table.rowNumber) = worth.sale\(joins)
            ) WHERE \(kept.joined(separator: " AND "))
            """
    }

    private static func literal(_ day: Int) -> String { "DATE '\(CivilDate(dayNumber: day).isoText)'" }
}
