// Adds up the sales of every customer: how much, on how many days, and when last.

import Diagnostics
import Stages
import Tabular

/// The sales of each customer of a home table inside a window.
///
/// A customer is a row of the home table when the sales are linked to one, and otherwise a distinct value of the
/// sales' own customer column.
struct CustomerSales: Sendable {
    /// Stands for a row that is no customer's: its id is missing, or it has no partner.
    static let none = UInt32.max

    /// Net amounts, in the narrowest numbers that hold every sum exactly.
    enum Net: Sendable {
        case narrow([Int64])
        case wide([Int128])

        var wide: [Int128] {
            switch self {
            case .narrow(let sums): sums.map { Int128($0) }
            case .wide(let sums): sums
            }
        }
    }

    let count: Int
    /// Net amount of each customer.
    /// - Units: 10⁻ˢ with s = `scale`.
    private(set) var net = Net.narrow([])
    private(set) var scale = 0
    /// On how many different days each customer bought something worth more than nothing; empty unless asked for.
    private(set) var purchaseDays: [Int] = []
    /// The last of those days, as days since 1970-01-01; meaningless without any.
    private(set) var lastDay: [Int] = []
    /// The days that count; nil for all.
    let window: Range<Int>?
    /// The first day after the report's period.
    let end: Int
    /// The order of customers by id: numbers by value, texts by their bytes.
    let ids: CustomerIDs
    /// For every sale its customer, or a number beyond them.
    private let customerOfSale: RowNumbers
    /// By chunk of the home which rows have an id, where a row is a customer; nil where an id is one.
    private let homeRows: [Presence]?

    /// Adds up the sales; `withDays` also counts the days of purchases.
    ///
    /// - Missing: a sale without customer (or whose customer is not in the home), time or amount is left out, and a
    ///   warning tells how many there are.
    /// - Errors: a sum beyond 128 bits.
    /// - Complexity: O(sales).
    init(
        _ options: SaleOptions, of identity: SegmentIdentity, withDays: Bool, _ work: SegmentWork
    ) throws(DiagnosedFailure) {
        let sales = try work.table(options.table.text)
        let home = try work.table(options.home)
        // A report on all time has no end; then the last day is the one of the report itself.
        end = work.periods.period.end ?? work.periods.today + 1
        window = options.window.days(upTo: end)
        if let link = options.link {
            let column = try work.chunks(ofColumn: work.links.links[link].toColumn, of: home)
            ids = CustomerIDs(column)
            customerOfSale = work.partners[link].rows
            homeRows = column.map(jobs: work.stage.jobs) { $0.presence }
            count = home.rowCount
        } else {
            let column = try work.chunks(ofColumn: options.customer.text, of: sales)
            (ids, customerOfSale) = CustomerIDs.distinct(column, jobs: work.stage.jobs)
            homeRows = nil
            count = ids.count
        }
        try addUp(options, of: identity, sales, withDays: withDays, work)
    }

    /// Sums of 64 bits on every thread; only when one does not fit, all once more in 128 bits and the order of the rows.
    private mutating func addUp(
        _ options: SaleOptions, of identity: SegmentIdentity, _ sales: Table, withDays: Bool, _ work: SegmentWork
    ) throws(DiagnosedFailure) {
        let reading = try SaleReading(
            options, of: sales, customers: customerOfSale, window: window, withDays: withDays, work)
        let narrow: SaleSums<Int64> = reading.sums(customers: count, jobs: work.stage.jobs)
        let left: SalesLeftOut
        if !narrow.isBeyond {
            net = .narrow(narrow.sums)
            scale = narrow.scale
            left = narrow.left
            (purchaseDays, lastDay) = narrow.purchases?.counted(customers: count) ?? ([], [])
        } else {
            let wide: SaleSums<Int128> = reading.sums(customers: count, jobs: 1)
            if wide.isBeyond { throw DiagnosedFailure(SegmentationDiagnostics.amountOverflow(identity)) }
            net = .wide(wide.sums)
            scale = wide.scale
            left = wide.left
            (purchaseDays, lastDay) = wide.purchases?.counted(customers: count) ?? ([], [])
        }
        if left != SalesLeftOut() {
            work.stage.collector.add(
                SegmentationDiagnostics.salesLeftOut(
                    identity, table: sales.name, rows: sales.rowCount, withoutCustomer: left.customer,
                    withoutTime: left.time, withoutAmount: left.amount))
        }
    }

    /// The numbers of the home's rows from those of its customers.
    func numbers(_ numberOfCustomer: [UInt32], unknown: UInt32, _ work: SegmentWork) -> SegmentNumbers {
        guard let homeRows else {
            return customerOfSale.replaced(
                by: SmallNumbers(numberOfCustomer), otherwise: unknown, jobs: work.stage.jobs)
        }
        var start = 0
        return SegmentNumbers(
            chunks: homeRows.map { presence in
                defer { start += presence.count }
                return Array(numberOfCustomer[start..<start + presence.count]).with(unknown, whereMissingIn: presence)
            })
    }
}
