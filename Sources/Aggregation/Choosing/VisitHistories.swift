// Deals rows that are in no order out to their customers, and puts each customer's few rows in the order of time.

import Tabular

/// A row that counts, in its chunk.
struct Visit: BitwiseCopyable {
    var time: Int64
    var customer: UInt32
    var row: UInt32
}

/// The rows that count for a metric that looks at what each customer did before or after, wherever they stand in the files.
///
/// A customer has few rows, so sorting them customer by customer needs no more than a step aside for most of them, and far
/// less time than sorting all of them by time.
struct VisitHistories {
    private let visits: [DealtVisits]
    private let parts: CustomerParts
    /// Where the bits of each chunk begin among those of all chunks, in words; and where the last one's end.
    private let firstWords: [Int]
    let rowCounts: [Int]

    /// A row that counts, of one customer.
    struct Moment: BitwiseCopyable {
        var time: Int64
        /// The row's bit among those of all chunks.
        var place: Int
    }

    /// A bit for each of all rows, chunk after chunk, of those that count and of those of them that fulfil what is asked.
    struct Bits: Sendable {
        var counted: [UInt64]
        var fulfilling: [UInt64]
    }

    /// - Parameter visits: per chunk the rows that count, dealt out among the parts.
    init(_ visits: [DealtVisits], among parts: CustomerParts, rowCounts: [Int]) {
        self.visits = visits
        self.rowCounts = rowCounts
        self.parts = parts
        var firstWords = [0]
        for count in rowCounts { firstWords.append(firstWords[firstWords.count - 1] + (count + 63) / 64) }
        self.firstWords = firstWords
    }

    /// The rows no later than `cut`, and those of them after which the customer's next is more than `gap` away.
    func chosen(cut: Int64, gap: Int64, jobs: Int) -> ChosenRows {
        chosen(jobs: jobs) { moments, bits in
            // From the last to the first, so that the one before in this order is the customer's next.
            var next = Int64.max
            for moment in moments.reversed() {
                if moment.time <= cut {
                    let bit: UInt64 = 1 << UInt64(moment.place & 63)
                    bits.counted[moment.place >> 6] |= bit
                    // No later than the cut, so the sum stays within the data.
                    if next > moment.time &+ gap { bits.fulfilling[moment.place >> 6] |= bit }
                }
                next = moment.time
            }
        }
    }

    /// The rows that count and those of them that fulfil what is asked, which `mark` says of the rows of each customer.
    func chosen(
        jobs: Int, _ mark: @escaping @Sendable (UnsafeMutableBufferPointer<Moment>, inout Bits) -> Void
    ) -> ChosenRows {
        let none = [UInt64](repeating: 0, count: firstWords[firstWords.count - 1])
        let found = byCustomer(jobs: jobs, Bits(counted: none, fulfilling: none), mark)
        var counted = rowCounts.map { RowMask(noneOf: $0) }
        var fulfilling = counted
        for bits in found {
            for (chunk, rowCount) in rowCounts.enumerated() {
                let words = firstWords[chunk]..<firstWords[chunk + 1]
                counted[chunk].formUnion(RowMask(words: Array(bits.counted[words]), rowCount: rowCount))
                fulfilling[chunk].formUnion(RowMask(words: Array(bits.fulfilling[words]), rowCount: rowCount))
            }
        }
        return ChosenRows(counted: counted, fulfilling: fulfilling)
    }

    /// Shows the rows of each customer, in the order of time and of the files, and gathers per thread what is found.
    func byCustomer<Found: Sendable>(
        jobs: Int, _ nothing: Found,
        _ look: @escaping @Sendable (UnsafeMutableBufferPointer<Moment>, inout Found) -> Void
    ) -> [Found] {
        let histories = self
        return parallelMap(Array(0..<parts.count), jobs: jobs) { part in
            var found = nothing
            var (moments, ends) = histories.momentsByCustomer(ofPart: part)
            moments.withUnsafeMutableBufferPointer { moments in
                var start = 0
                for end in ends {
                    let own = UnsafeMutableBufferPointer(rebasing: moments[start..<end])
                    Self.sort(own)
                    look(own, &found)
                    start = end
                }
            }
            return found
        }
    }

    /// Where the bits of each chunk's rows begin among those of all, and where a bit's row stands.
    func words(ofChunk chunk: Int) -> Range<Int> { firstWords[chunk]..<firstWords[chunk + 1] }

    /// The rows of a part's customers, one customer's after the other's, in the order of the files; and where each one's end.
    private func momentsByCustomer(ofPart part: Int) -> (moments: [Moment], ends: [Int]) {
        let customers = parts.customers(of: part)
        // By customer first how many, then where the next one goes, which in the end is where they end.
        var ends = [Int](repeating: 0, count: customers.count)
        for chunk in visits {
            for visit in chunk[part] { ends[Int(visit.customer) - customers.lowerBound] += 1 }
        }
        let total = ends.becomeStarts()
        var moments = [Moment](repeating: Moment(time: 0, place: 0), count: total)
        for (chunk, firstWord) in zip(visits, firstWords) {
            for visit in chunk[part] {
                let customer = Int(visit.customer) - customers.lowerBound
                moments[ends[customer]] = Moment(time: visit.time, place: firstWord * 64 + Int(visit.row))
                ends[customer] += 1
            }
        }
        return (moments, ends)
    }

    /// By time, and rows of the same time in the order of the files.
    private static func sort(_ moments: UnsafeMutableBufferPointer<Moment>) {
        var moments = moments
        guard moments.count <= 24 else {
            moments.sort { ($0.time, $0.place) < ($1.time, $1.place) }
            return
        }
        // Few: each is moved down to its place. They come in the order of the files, which moving keeps among equals.
        for index in moments.indices.dropFirst() {
            let moment = moments[index]
            var place = index
            while place > 0, moments[place - 1].time > moment.time {
                moments[place] = moments[place - 1]
                place -= 1
            }
            moments[place] = moment
        }
    }
}

/// Customers in parts of the same size, one after the other: each thread looks at the rows of one.
struct CustomerParts: Sendable {
    let count: Int
    private let customerCount: Int
    fileprivate let width: Int

    init(customerCount: Int, jobs: Int) {
        self.customerCount = customerCount
        count = max(1, min(jobs, customerCount))
        width = max(1, (customerCount + count - 1) / count)
    }

    func customers(of part: Int) -> Range<Int> {
        min(part * width, customerCount)..<min((part + 1) * width, customerCount)
    }
}

/// The rows of a chunk that count, by the part that their customers are in.
///
/// Asking every row whether its customer is in the part cost more than all that is done with it: in no order the answer cannot be
/// foreseen.
struct DealtVisits: Sendable {
    private let visits: [Visit]
    /// Where the visits of each part end.
    private let ends: [Int]

    /// - Parameter visits: in the order of the rows.
    init(_ visits: [Visit], among parts: CustomerParts) {
        // By part first how many, then where the next one goes, which in the end is where they end.
        var ends = [Int](repeating: 0, count: parts.count)
        let width = UInt32(truncatingIfNeeded: parts.width)
        for visit in visits { ends[Int(visit.customer / width)] += 1 }
        _ = ends.becomeStarts()
        self.visits = [Visit](unsafeUninitializedCapacity: visits.count) { dealt, count in
            for visit in visits {
                let part = Int(visit.customer / width)
                dealt[ends[part]] = visit
                ends[part] += 1
            }
            count = visits.count
        }
        self.ends = ends
    }

    /// The visits of a part, in their order.
    subscript(part: Int) -> ArraySlice<Visit> { visits[(part > 0 ? ends[part - 1] : 0)..<ends[part]] }
}

extension [Int] {
    /// How many there are of each becomes where each one's begin when they lie one after the other; gives how many there are of all.
    fileprivate mutating func becomeStarts() -> Int {
        var total = 0
        for index in indices {
            let count = self[index]
            self[index] = total
            total += count
        }
        return total
    }
}
