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
        case small([Int32])
        case narrow([Int64])
        case wide([Int128])

        var wide: [Int128] {
            switch self {
            case .small(let sums): sums.map { Int128($0) }
            case .narrow(let sums): sums.map { Int128($0) }
            case .wide(let sums): sums
            }
        }
    }

    let count: Int
    /// Net amount of each customer.
    /// - Units: 10⁻ˢ with s = `scale`.
    private(set) var net = Net.small([])
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
        _ options: PreparedSales, of identity: SegmentIdentity, withDays: Bool, _ work: SegmentWork
    ) throws(DiagnosedFailure) {
        let sales = try work.table(options.table)
        if let condition = options.condition { work.tellNeverSeen(condition, in: sales, by: identity) }
        let home = try work.table(options.home)
        // A report on all time has no end; then the last day is the one of the report itself.
        end = work.periods.period.end ?? work.periods.today + 1
        window = options.window.days(upTo: end)
        if let link = options.link {
            let column = try work.chunks(ofColumn: work.links.links[link].toColumn, of: home)
            ids =
                work.partners[link].poolOfRows.map { CustomerIDs(first: home.rowCount, of: $0) } ?? CustomerIDs(column)
            customerOfSale = work.partners[link].rows
            homeRows = column.presences
            count = home.rowCount
        } else {
            let column = try work.chunks(ofColumn: options.customer, of: sales)
            (ids, customerOfSale) = CustomerIDs.distinct(column, jobs: work.stage.jobs)
            homeRows = nil
            count = ids.count
        }
        try addUp(options, of: identity, sales, withDays: withDays, work)
    }

    /// Sums of 32 bits on every thread; only when one does not fit, all once more in 64 bits, and then in 128 and the order of the rows.
    ///
    /// Where sums lie is where their time goes: the fewer bytes, the sooner they are there.
    private mutating func addUp(
        _ options: PreparedSales, of identity: SegmentIdentity, _ sales: Table, withDays: Bool, _ work: SegmentWork
    ) throws(DiagnosedFailure) {
        let reading = try SaleReading(
            options, of: sales, customers: customerOfSale, window: window, withDays: withDays, work)
        var found = take(reading.sums(customers: count, jobs: work.stage.jobs)) { Net.small($0) }
        if found == nil { found = take(reading.sums(customers: count, jobs: work.stage.jobs)) { Net.narrow($0) } }
        if found == nil { found = take(reading.sums(customers: count, jobs: 1)) { Net.wide($0) } }
        guard let left = found else { throw DiagnosedFailure(SegmentationDiagnostics.amountOverflow(identity)) }
        if left != SalesLeftOut() {
            work.stage.collector.add(
                SegmentationDiagnostics.salesLeftOut(
                    identity, table: sales.name, rows: sales.rowCount, withoutCustomer: left.customer,
                    withoutTime: left.time, withoutAmount: left.amount))
        }
    }

    /// Takes sums unless one did not fit; what they left out, or nil then.
    private mutating func take<Sum>(_ sums: SaleSums<Sum>, as net: ([Sum]) -> Net) -> SalesLeftOut? {
        if sums.isBeyond { return nil }
        self.net = net(sums.sums)
        scale = sums.scale
        (purchaseDays, lastDay) = sums.purchases?.counted(customers: count) ?? ([], [])
        return sums.left
    }

    /// The numbers of the home's rows from those of its customers.
    func numbers(_ numberOfCustomer: SmallNumbers, unknown: UInt32, _ work: SegmentWork) -> SegmentNumbers {
        guard let homeRows else {
            return customerOfSale.replaced(
                by: numberOfCustomer, otherwise: unknown, jobs: work.stage.jobs)
        }
        var start = 0
        return SegmentNumbers(
            chunks: homeRows.map { presence in
                defer { start += presence.count }
                let numbers = numberOfCustomer.slice(start..<start + presence.count)
                return presence.isAllPresent
                    ? numbers : SmallNumbers(numbers.numbers.with(unknown, whereMissingIn: presence))
            })
    }
}
