// The group numbers of a chunk's rows as states are given them: the one unsafe door of the walk.

/// The group number of each row of a chunk; 0 for a row that does not count.
///
/// A view of numbers that the walk holds. It is good for as long as the call it was made for, so nobody keeps it. A loop over it costs
/// what a loop over a pointer costs.
///
/// - Bounds: rows are from 0 up to, not including, `count`; checked wherever assertions are.
struct GroupSpan {
    private let numbers: UnsafeBufferPointer<UInt32>

    /// Shows the first `count` of some numbers while `body` runs; all of them when it is nil.
    @inline(__always)
    static func with<Result>(_ numbers: [UInt32], count: Int? = nil, _ body: (GroupSpan) -> Result) -> Result {
        numbers.withUnsafeBufferPointer { numbers in
            body(GroupSpan(numbers: UnsafeBufferPointer(rebasing: numbers.prefix(count ?? numbers.count))))
        }
    }

    var count: Int {
        @inline(__always) get { numbers.count }
    }

    /// The number of a row.
    subscript(row: Int) -> UInt32 {
        @inline(__always) get { numbers[row] }
    }

    /// The numbers of some neighbouring rows, the first of which is then row 0.
    subscript(rows: Range<Int>) -> GroupSpan { GroupSpan(numbers: UnsafeBufferPointer(rebasing: numbers[rows])) }
}
