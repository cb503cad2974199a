// Adds up the sales of every customer: how much, on how many days, and when last.

import Diagnostics
import Stages
import Tabular

/// The sales of each customer of a home table inside a window.
///
/// A customer is a row of the home table when the sales are linked to one, and otherwise a distinct value of the
/// sales' own customer column.
struct CustomerSales: Sendable {
    /// Stands for a row of the home that is no customer: its id is missing.
    static let none = UInt32.max

    /// By chunk and row of the home: its customer.
    private(set) var customerOfRow: [[UInt32]] = []
    private(set) var count = 0
    /// Net amount of each customer.
    /// - Units: 10⁻ˢ with s = `scale`.
    private(set) var net: [Int128] = []
    private(set) var scale = 0
    /// On how many different days each customer bought something worth more than nothing.
    private(set) var purchaseDays: [Int] = []
    /// The last of those days, as days since 1970-01-01; meaningless without any.
    private(set) var lastDay: [Int] = []
    /// The days that count; nil for all.
    let window: Range<Int>?
    /// The first day after the report's period.
    let end: Int
    /// The order of customers by id: numbers by value, texts by their bytes.
    private(set) var ids: CustomerIDs

    /// Adds up the sales.
    ///
    /// - Missing: a sale without customer (or whose customer is not in the home), time or amount is left out, and a
    ///   warning tells how many there are.
    /// - Errors: a sum beyond 128 bits.
    /// - Complexity: O(sales).
    init(_ options: SaleOptions, of identity: SegmentIdentity, _ work: SegmentWork) throws(DiagnosedFailure) {
        let sales = try work.table(options.table.text)
        let home = try work.table(options.home)
        // A report on all time has no end; then the last day is the one of the report itself.
        end = work.periods.period.end ?? work.periods.today + 1
        window = options.window.days(upTo: end)

        let customerOfSale: [[UInt32]]
        if let link = options.link {
            customerOfSale = work.partners[link].chunks
            ids = CustomerIDs(try work.columns(work.links.links[link].toColumn, of: home))
            var row: UInt32 = 0
            customerOfRow = ids.isPresent.map { chunk in
                chunk.map { isPresent in
                    defer { row &+= 1 }
                    return isPresent ? row : Self.none
                }
            }
            count = home.rowCount
        } else {
            ids = CustomerIDs(try work.columns(options.customer.text, of: sales), distinct: &customerOfRow)
            customerOfSale = customerOfRow
            count = ids.count
        }
        try addUp(options, of: identity, sales, customerOfSale, work)
    }

    private mutating func addUp(
        _ options: SaleOptions, of identity: SegmentIdentity, _ sales: Table, _ customerOfSale: [[UInt32]],
        _ work: SegmentWork
    ) throws(DiagnosedFailure) {
        let amounts = try options.amount.values(of: sales, work)
        let truths = try options.condition?.truths(of: sales, work)
        let zone = work.stage.zone
        var days: [[Int32]]?
        if let time = options.time {
            days = parallelMap(try time.values(of: sales, work), jobs: work.stage.jobs) { $0.localDays(zone) }
        }
        scale = amounts.map(\.decimalScale).max() ?? 0
        net = [Int128](repeating: 0, count: count)
        var left = (customer: 0, time: 0, amount: 0)
        var purchases = PurchaseDays()
        var isBeyond = false

        for chunk in sales.chunks.indices {
            let (units, presence, chunkScale) = amounts[chunk].exactUnits
            guard let factor = ExactDecimal.powerOfTen(scale - chunkScale) else { continue }
            let customers = customerOfSale[chunk]
            let (isSale, dayOfSale) = (truths?[chunk], days?[chunk])
            for row in customers.indices {
                if let isSale, !isSale[row] { continue }
                let customer = Int(customers[row])
                let day = dayOfSale?[row] ?? 0
                if let window, day != Column.noDay, !window.contains(Int(day)) { continue }
                if customer >= count {
                    left.customer += 1
                } else if day == Column.noDay {
                    left.time += 1
                } else if !presence[row] {
                    left.amount += 1
                } else {
                    let (sum, overflow) = net[customer].addingReportingOverflow(Int128(units[row]) &* factor)
                    net[customer] = sum
                    isBeyond = isBeyond || overflow
                    if units[row] > 0 { purchases.add(UInt32(customer), day) }
                }
            }
        }
        if isBeyond { throw DiagnosedFailure(SegmentationDiagnostics.amountOverflow(identity)) }
        if left != (0, 0, 0) {
            work.stage.collector.add(
                SegmentationDiagnostics.salesLeftOut(
                    identity, table: sales.name, rows: sales.rowCount, withoutCustomer: left.customer,
                    withoutTime: left.time, withoutAmount: left.amount))
        }
        (purchaseDays, lastDay) = purchases.counted(customers: count)
    }
}

/// Purchases as pairs of customer and day, to count distinct days without a table per customer.
private struct PurchaseDays {
    private var customers: [UInt32] = []
    private var days: [Int32] = []

    mutating func add(_ customer: UInt32, _ day: Int32) {
        customers.append(customer)
        days.append(day)
    }

    /// The number of distinct days and the last day of each customer.
    ///
    /// - Complexity: O(purchases) when each customer's come in order of time.
    func counted(customers count: Int) -> (days: [Int], last: [Int]) {
        // Each customer's days side by side.
        var starts = [Int](repeating: 0, count: count + 1)
        for customer in customers { starts[Int(customer) + 1] += 1 }
        for index in 0..<count { starts[index + 1] += starts[index] }
        var next = starts
        var grouped = [Int32](repeating: 0, count: days.count)
        for (index, customer) in customers.enumerated() {
            grouped[next[Int(customer)]] = days[index]
            next[Int(customer)] += 1
        }
        var counts = [Int](repeating: 0, count: count)
        var last = [Int](repeating: 0, count: count)
        for customer in 0..<count where starts[customer] < starts[customer + 1] {
            let range = starts[customer]..<starts[customer + 1]
            var isAscending = true
            for index in range.dropFirst() where grouped[index] < grouped[index - 1] { isAscending = false }
            if !isAscending { grouped[range].sort() }
            var distinct = 1
            for index in range.dropFirst() where grouped[index] != grouped[index - 1] { distinct += 1 }
            counts[customer] = distinct
            last[customer] = Int(grouped[range.upperBound - 1])
        }
        return (counts, last)
    }
}

/// The ids of customers, to put equal customers into one order on every machine.
struct CustomerIDs: Sendable {
    private var numbers: [Int64] = []
    private var codes: [UInt32] = []
    private var pool: TextPool = .empty
    private let isText: Bool
    /// By chunk and row: whether there is an id.
    private(set) var isPresent: [[Bool]] = []

    var count: Int { isText ? codes.count : numbers.count }

    /// The ids of a column that is known to be unique: a customer per row.
    init(_ columns: [Column]) {
        isText = columns.contains { $0.type == .text }
        for column in columns {
            isPresent.append((0..<column.count).map { column.presence[$0] })
            switch column {
            case .text(let texts):
                // Chunks of one column share a pool.
                pool = texts.pool
                codes += texts.codes.values
            case .integer(let integers): numbers += integers.values
            default: break
            }
        }
    }

    /// The distinct ids of a column: a customer per value, in order of first appearance.
    init(_ columns: [Column], distinct customerOfRow: inout [[UInt32]]) {
        isText = columns.contains { $0.type == .text }
        if isText {
            var texts = TextCodes()
            customerOfRow = columns.map { texts.codes(of: $0) }
            pool = texts.pool
            codes = (0..<texts.count).map { UInt32($0) }
        } else {
            var index = IntegerIndex()
            customerOfRow = columns.map { column in column.integers { index.position(of: $0) } }
            numbers = index.values
        }
    }

    /// Whether one customer's id comes before another's.
    func precedes(_ left: Int, _ right: Int) -> Bool {
        guard isText else { return numbers[left] < numbers[right] }
        return pool.withBytes(of: codes[left]) { first in
            pool.withBytes(of: codes[right]) { second in first.lexicographicallyPrecedes(second) }
        }
    }
}

extension Column {
    /// Stands for a missing day.
    fileprivate static let noDay = Int32.min

    /// The local day of every cell; ``noDay`` where it is missing.
    fileprivate func localDays(_ zone: TimeZoneTable) -> [Int32] {
        var days = [Int32](repeating: Self.noDay, count: count)
        switch self {
        case .instant(let column):
            for row in days.indices where column.presence[row] { days[row] = zone.localDay(of: column.values[row]) }
        case .date(let column):
            for row in days.indices where column.presence[row] { days[row] = column.values[row] }
        default: break
        }
        return days
    }

    fileprivate var decimalScale: Int {
        if case .decimal(let column) = self { return column.scale }
        return 0
    }

    /// Whole units of 10⁻ˢ of an integer or decimal column.
    fileprivate var exactUnits: (units: [Int64], presence: Presence, scale: Int) {
        switch self {
        case .integer(let column): (column.values, column.presence, 0)
        case .decimal(let column): (column.units.values, column.units.presence, column.scale)
        default: ([Int64](repeating: 0, count: count), Presence(allMissing: count), 0)
        }
    }
}
