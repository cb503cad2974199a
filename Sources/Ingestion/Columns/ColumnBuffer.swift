// Memory for the values of one column of a block, used again for every block.

/// An unsafe heart: room for so many values, whose bytes mean nothing before they are written.
struct ColumnBuffer<Element: BitwiseCopyable>: ~Copyable {
    private(set) var start: UnsafeMutablePointer<Element>
    private var capacity = 1 << 10

    init() { start = .allocate(capacity: capacity) }

    deinit { start.deallocate() }

    /// Makes room; what was there is lost when it grows.
    mutating func reserve(_ count: Int) {
        guard count > capacity else { return }
        start.deallocate()
        capacity = max(count, capacity * 2)
        start = .allocate(capacity: capacity)
    }

    /// The first so many values; good until the next `reserve`.
    func buffer(_ count: Int) -> UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: start, count: count) }
}
