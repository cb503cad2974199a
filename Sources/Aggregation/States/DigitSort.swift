// Sorts whole numbers digit by digit, in time proportional to their count.

/// Sorts unsigned numbers ascending.
enum DigitSort {
    /// Below this many numbers comparing is as fast.
    private static let fewest = 2048

    /// Sorts by eleven bits at a time; digits that are the same in all numbers cost no more than a look.
    ///
    /// - Complexity: O(count) per digit that differs, six at most.
    static func sort(_ numbers: UnsafeMutableBufferPointer<UInt64>) {
        guard numbers.count >= fewest else {
            var numbers = numbers
            return numbers.sort()
        }
        var differing: UInt64 = 0
        for number in numbers { differing |= number ^ numbers[0] }
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: numbers.count) { other in
            var (from, to) = (numbers, other)
            for shift in stride(from: UInt64(0), to: 64, by: 11) where differing >> shift & 2047 != 0 {
                move(from, to, shift)
                swap(&from, &to)
            }
            if from.baseAddress != numbers.baseAddress { _ = numbers.update(from: from) }
        }
    }

    private static func move(
        _ from: UnsafeMutableBufferPointer<UInt64>, _ to: UnsafeMutableBufferPointer<UInt64>, _ shift: UInt64
    ) {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 2048) { places in
            places.initialize(repeating: 0)
            for number in from { places[Int(number &>> shift & 2047)] &+= 1 }
            var start = 0
            for digit in 0..<2048 { (places[digit], start) = (start, start &+ places[digit]) }
            for number in from {
                let digit = Int(number &>> shift & 2047)
                to[places[digit]] = number
                places[digit] &+= 1
            }
        }
    }
}

/// Rows brought together group by group, in no order within a group.
struct GroupedRows<Element: BitwiseCopyable> {
    /// Where each group begins; one more entry than groups.
    let starts: [Int]
    var elements: [Element]

    /// - Shape: one group per element; every group is below `groupCount`.
    /// - Complexity: O(elements + groups).
    init(_ source: [Element], groups: [UInt32], groupCount: Int, zero: Element) {
        var starts = [Int](repeating: 0, count: groupCount + 1)
        for group in groups { starts[Int(group) + 1] &+= 1 }
        for group in 0..<groupCount { starts[group + 1] &+= starts[group] }
        self.starts = starts
        var next = starts
        elements = [Element](repeating: zero, count: source.count)
        elements.withUnsafeMutableBufferPointer { elements in
            next.withUnsafeMutableBufferPointer { next in
                source.withUnsafeBufferPointer { source in
                    groups.withUnsafeBufferPointer { groups in
                        for row in 0..<min(source.count, groups.count) {
                            let group = Int(groups[row])
                            elements[next[group]] = source[row]
                            next[group] &+= 1
                        }
                    }
                }
            }
        }
    }
}

extension Array where Element: BitwiseCopyable {
    /// Appends the elements of those rows that count: whose group is not 0.
    mutating func appendCounted(_ elements: UnsafeBufferPointer<Element>, of groups: GroupSpan) {
        appendCounted(of: groups[0..<Swift.min(elements.count, groups.count)]) { elements[$0] }
    }

    /// Appends an element for each of those rows that count.
    @inline(__always)
    mutating func appendCounted(of groups: GroupSpan, _ element: (_ row: Int) -> Element) {
        let rows = groups.count
        let old = count
        let part = [Element](unsafeUninitializedCapacity: rows) { part, counted in
            // Written every time, kept only when it counts: so nothing is guessed wrongly.
            var next = 0
            for row in 0..<rows {
                part[next] = element(row)
                next &+= groups[row] == 0 ? 0 : 1
            }
            counted = next
        }
        reserve(old + part.count)
        append(contentsOf: part)
    }

    /// Makes room without giving up growth by halves.
    private mutating func reserve(_ count: Int) {
        if count > capacity { reserveCapacity(Swift.max(count, capacity + capacity / 2)) }
    }
}
