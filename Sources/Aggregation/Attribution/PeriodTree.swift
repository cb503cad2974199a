// A tree over periods side by side: what counts in hundreds of them is added up a handful of times, and merged downwards in the end.

/// A binary tree over a row of places, by which each stretch of places is a few nodes.
///
/// The places are the leaves. A row that counts in a stretch of places is put into the nodes that the stretch is made of, at most two
/// of each level; a place then has what its own node has and all nodes above it. States merge exactly, so that it comes to the same
/// bits as if the row had been put into every place.
///
/// - Shape: nodes count from 1, the root; those below node `v` are `2v` and `2v + 1`, and the leaf of place `p` is `placeCount + p`.
struct PeriodTree: Sendable {
    let placeCount: Int

    /// One more than the greatest node.
    var end: Int { 2 * placeCount }

    /// Calls `body` with every node that a stretch of places is made of.
    @inline(__always)
    func forEachNode(of places: Range<Int>, _ body: (UInt32) -> Void) {
        var (low, high) = (places.lowerBound &+ placeCount, places.upperBound &+ placeCount)
        while low < high {
            if low & 1 == 1 {
                body(UInt32(truncatingIfNeeded: low))
                low &+= 1
            }
            if high & 1 == 1 {
                high &-= 1
                body(UInt32(truncatingIfNeeded: high))
            }
            low >>= 1
            high >>= 1
        }
    }

    /// The place of a leaf; nil for a node above leaves.
    func place(ofNode node: Int) -> Int? { node >= placeCount ? node - placeCount : nil }

    /// How many levels lie between the root and a node.
    static func depth(ofNode node: Int) -> Int { max(0, Int.bitWidth - 1 - node.leadingZeroBitCount) }
}
