// Finds one text within another, byte for byte.

extension UnsafeBufferPointer<UInt8> {
    /// Where `part` first stands at or after `start`; an empty one stands everywhere.
    ///
    /// - Bounds: `start` and the result are 0-based.
    /// - Complexity: O(count × part.count) at worst, one comparison per byte where the first bytes differ.
    package func firstPosition(of part: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
        guard let first = part.first else { return start }
        var position = start
        while position + part.count <= count {
            if self[position] == first,
                UnsafeBufferPointer(rebasing: self[position..<position + part.count]).elementsEqual(part)
            {
                return position
            }
            position += 1
        }
        return nil
    }
}

extension String {
    /// Whether another text stands in this one, byte for byte.
    ///
    /// The library's own search, which knows equivalent spellings too, takes many times as long.
    package func holdsBytes(of part: String) -> Bool {
        var (text, part) = (self, part)
        return text.withUTF8 { text in part.withUTF8 { text.firstPosition(of: $0) != nil } }
    }
}
