// The sums of the sales of some chunks by customer, exact, and mergeable with those of other chunks.

import CLinux
import Diagnostics
import Stages
import Tabular

/// Sales that cannot be anybody's.
struct SalesLeftOut: Sendable, Equatable {
    var customer = 0
    var time = 0
    var amount = 0
}

/// How the sales of a table are read, a chunk at a time.
struct SaleReading: Sendable {
    private let sales: Table
    private let customers: RowNumbers
    private let amount: BoundFormula.Ready
    private let condition: BoundFormula.Ready?
    private let time: BoundFormula.Ready?
    private let window: Range<Int>?
    private let zone: TimeZoneTable
    private let withDays: Bool

    init(
        _ options: PreparedSales, of sales: Table, customers: RowNumbers, window: Range<Int>?, withDays: Bool,
        _ work: SegmentWork
    ) throws(DiagnosedFailure) {
        self.sales = sales
        self.customers = customers
        self.window = window
        self.withDays = withDays
        amount = try options.amount.ready(for: sales, work.stage)
        condition = try options.condition?.ready(for: sales, work.stage)
        time = try options.time?.ready(for: sales, work.stage)
        zone = work.stage.zone
    }

    /// The sums of all chunks on `jobs` threads, each of which takes chunks side by side.
    func sums<Sum>(customers count: Int, jobs: Int) -> SaleSums<Sum> {
        var parts = parallelMap(sales.chunks.count.ranges(jobs), jobs: jobs) { range in
            var sums = SaleSums<Sum>(customers: count, withDays: withDays)
            for index in range where !sums.isBeyond { sums.add(chunk(index), window: window) }
            return sums
        }
        if parts.isEmpty { return SaleSums(customers: count, withDays: withDays) }
        // Taken away from the list, so that the first sums are changed where they are and not copied.
        var sums = parts.removeFirst()
        for part in parts { sums.merge(part, jobs: jobs) }
        return sums
    }

    private func chunk(_ index: Int) -> SaleChunk {
        let chunk = sales.chunks[index]
        let times = time?.values(chunk)
        // Local days cost a search in the zone's list each.
        let days = withDays || window != nil ? times?.localDays(zone) : nil
        return SaleChunk(
            amounts: amount.values(chunk), customers: customers.numbers(inChunk: index, of: sales),
            isSale: condition?.isTrue(chunk), times: times?.presence, days: days)
    }
}

/// The sales of one chunk.
struct SaleChunk {
    var amounts: Column
    /// A number of a customer, or one beyond them.
    var customers: [UInt32]
    var isSale: [Bool]?
    /// Nil when sales need no time.
    var times: Presence?
    /// Nil when days do not matter.
    var days: [Int32]?
}

/// Sums by customer in numbers of one width.
struct SaleSums<Sum: FixedWidthInteger & SignedInteger & Sendable>: Sendable {
    /// - Units: 10⁻ˢ with s = `scale`.
    private(set) var sums: [Sum]
    private(set) var scale = 0
    /// Whether all sums are still nothing, whatever the scale; looking at each of them would take long where customers are many.
    private var isEmpty = true
    /// Whether a number did not fit; then `sums` mean nothing.
    private(set) var isBeyond = false
    private(set) var left = SalesLeftOut()
    private(set) var purchases: PurchaseDays?

    init(customers: Int, withDays: Bool) {
        sums = [Sum](repeating: 0, count: customers)
        purchases = withDays ? PurchaseDays() : nil
    }

    mutating func add(_ chunk: SaleChunk, window: Range<Int>?) {
        let (units, presence, chunkScale) = chunk.amounts.exactUnits
        if chunkScale > scale { rescale(to: chunkScale) }
        guard let factor = Self.powerOfTen(scale - chunkScale) else {
            isBeyond = true
            return
        }
        isEmpty = false
        if addPlain(chunk, units, presence, by: factor, window: window) { return }
        // Bitmaps are only asked when a cell is missing at all.
        let present = presence.isAllPresent ? nil : presence
        let times = chunk.times?.isAllPresent == false ? chunk.times : nil
        let (isSale, days) = (chunk.isSale, chunk.days)
        var (left, isBeyond, purchases) = (left, isBeyond, self.purchases.take())
        sums.withUnsafeMutableBufferPointer { sums in
            units.withUnsafeBufferPointer { units in
                for (row, number) in chunk.customers.enumerated() {
                    if let isSale, !isSale[row] { continue }
                    let day = days?[row] ?? 0
                    if let window, day != Column.noDay, !window.contains(Int(day)) { continue }
                    let customer = Int(number)
                    if customer >= sums.count {
                        left.customer &+= 1
                    } else if let times, !times[row] {
                        left.time &+= 1
                    } else if let present, !present[row] {
                        left.amount &+= 1
                    } else {
                        let unit = Sum(truncatingIfNeeded: units[row])
                        let (product, isTooLarge) = unit.multipliedReportingOverflow(by: factor)
                        let (sum, isFull) = sums[customer].addingReportingOverflow(product)
                        sums[customer] = sum
                        let isCut = Int64(truncatingIfNeeded: unit) != units[row]
                        isBeyond = isBeyond || isCut || isTooLarge || isFull
                        if units[row] > 0 { purchases?.add(number, day) }
                    }
                }
            }
        }
        self.left = left
        self.isBeyond = isBeyond
        self.purchases = purchases
    }

    /// So many rows ahead their customers' sums are fetched.
    private static var lead: Int { 16 }

    /// The same for a chunk in which neither days matter nor any cell is missing; false, with nothing done, for any other.
    ///
    /// A sale that does not count adds nothing, so that the loop need not foresee which one does, nor ask all questions for each row.
    private mutating func addPlain(
        _ chunk: SaleChunk, _ units: [Int64], _ presence: Presence, by factor: Sum, window: Range<Int>?
    ) -> Bool {
        guard presence.isAllPresent, chunk.times?.isAllPresent != false, purchases == nil,
            window == nil || chunk.days == nil, factor == 1 || Sum.bitWidth <= 64
        else { return false }
        var (withoutCustomer, isBeyond) = (0, isBeyond)
        let isSale = chunk.isSale ?? [Bool](repeating: true, count: units.count)
        sums.withUnsafeMutableBufferPointer { sums in
            units.withUnsafeBufferPointer { units in
                chunk.customers.withUnsafeBufferPointer { customers in
                    isSale.withUnsafeBufferPointer { isSale in
                        guard let start = sums.baseAddress else {
                            withoutCustomer = isSale.count { $0 }
                            return
                        }
                        let last = customers.count - 1
                        for row in 0..<customers.count {
                            linux_prefetch(start + min(Int(customers[min(row &+ Self.lead, last)]), sums.count))
                            let customer = Int(customers[row])
                            let mask: Int64 = isSale[row] ? -1 : 0
                            guard customer < sums.count else {
                                withoutCustomer &-= Int(mask)
                                continue
                            }
                            let unit = Sum(truncatingIfNeeded: units[row] & mask)
                            let (product, isTooLarge) = unit.multipliedReportingOverflow(by: factor)
                            let isCut = Int64(truncatingIfNeeded: unit) != units[row] & mask
                            let (sum, isFull) = sums[customer].addingReportingOverflow(product)
                            sums[customer] = sum
                            isBeyond = isBeyond || isCut || isTooLarge || isFull
                        }
                    }
                }
            }
        }
        left.customer += withoutCustomer
        self.isBeyond = isBeyond
        return true
    }

    /// Takes the sums of later chunks.
    ///
    /// - Complexity: O(customers), on all threads.
    mutating func merge(_ other: consuming SaleSums, jobs: Int) {
        let common = max(scale, other.scale)
        rescale(to: common)
        other.rescale(to: common)
        isBeyond = isBeyond || other.isBeyond
        isEmpty = isEmpty && other.isEmpty
        let theirs = other.sums
        let isFull = sums.withUnsafeMutableBufferPointer { sums in
            nonisolated(unsafe) let sums = sums
            return parallelMap(sums.count.ranges(jobs), jobs: jobs) { range in
                theirs.withUnsafeBufferPointer { Self.add($0, to: sums, range) }
            }.contains(true)
        }
        isBeyond = isBeyond || isFull
        left.customer += other.left.customer
        left.time += other.left.time
        left.amount += other.left.amount
        if let days = other.purchases { purchases?.append(days) }
    }

    /// Whether a sum of the range is too large.
    ///
    /// A sum is when it has another sign than both its parts; asked so, the loop is vector code.
    private static func add(
        _ others: UnsafeBufferPointer<Sum>, to sums: UnsafeMutableBufferPointer<Sum>, _ range: Range<Int>
    ) -> Bool {
        var signs: Sum = 0
        for customer in range {
            let (mine, theirs) = (sums[customer], others[customer])
            let sum = mine &+ theirs
            sums[customer] = sum
            signs |= (mine ^ sum) & (theirs ^ sum)
        }
        return signs < 0
    }

    private mutating func rescale(to larger: Int) {
        guard larger != scale else { return }
        defer { scale = larger }
        guard let factor = Self.powerOfTen(larger - scale) else {
            isBeyond = true
            return
        }
        if isEmpty { return }
        for customer in sums.indices where sums[customer] != 0 {
            let (product, isTooLarge) = sums[customer].multipliedReportingOverflow(by: factor)
            sums[customer] = product
            isBeyond = isBeyond || isTooLarge
        }
    }

    private static func powerOfTen(_ exponent: Int) -> Sum? {
        ExactDecimal.powerOfTen(exponent).flatMap { Sum(exactly: $0) }
    }
}

extension Column {
    /// Stands for a missing day.
    static let noDay = Int32.min

    /// The local day of every cell; ``noDay`` where it is missing.
    func localDays(_ zone: TimeZoneTable) -> [Int32] {
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

    /// Whole units of 10⁻ˢ of an integer or decimal column.
    fileprivate var exactUnits: (units: [Int64], presence: Presence, scale: Int) {
        switch self {
        case .integer(let column): (column.values, column.presence, 0)
        case .decimal(let column): (column.units.values, column.units.presence, column.scale)
        default: ([Int64](repeating: 0, count: count), Presence(allMissing: count), 0)
        }
    }
}
