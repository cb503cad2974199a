// Counts the different days on which each customer bought, without a table per customer.

/// Purchases as pairs of customer and day.
struct PurchaseDays: Sendable {
    private var customers: [UInt32] = []
    private var days: [Int32] = []

    mutating func add(_ customer: UInt32, _ day: Int32) {
        customers.append(customer)
        days.append(day)
    }

    mutating func append(_ later: PurchaseDays) {
        customers += later.customers
        days += later.days
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
