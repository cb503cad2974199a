// Whether numbers are in order, found out many at a time.

extension UnsafeBufferPointer where Element: FixedWidthInteger {
    /// Whether no number is less than the one before it. Most exports are in the order of time, or soon seen not to be.
    @inlinable package var isAscending: Bool {
        var start = 1
        while start < count {
            let end = Swift.min(start &+ 1024, count)
            var descents = 0
            for row in start..<end { descents &+= self[row] < self[row &- 1] ? 1 : 0 }
            if descents > 0 { return false }
            start = end
        }
        return true
    }
}
