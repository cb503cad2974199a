// A byte of a file that is no text, where it stands, and many of them in a row.

/// A byte of the file that is no text, or several in a row; in the block a control character stands for each.
struct BadByte: Equatable {
    /// Offset in the block.
    var offset: Int
    /// Offset in the stored file.
    var stored: Int
    /// The byte, or two of UTF-16 as they stand in the file.
    var value: UInt16
    var isPair = false
    /// How many follow one another.
    var count = 1

    /// What to say where it stands in the way of all rows.
    func problem(in encoding: TextEncoding) -> SourceProblem {
        if value == 0 { return .nulByte(offset: stored) }
        let bytes = [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
        return .notInEncoding(encoding, offset: stored, bytes: isPair ? bytes : [bytes[1]])
    }

    /// Its place and value, for a message.
    var text: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "\(stored): \(String(repeating: "0", count: max(0, (isPair ? 4 : 2) - digits.count)))\(digits)"
    }
}

extension [BadByte] {
    /// Adds the next; one that follows the last is counted with it.
    mutating func add(_ byte: BadByte) {
        if let last, last.offset + last.count == byte.offset, last.isPair == byte.isPair,
            last.stored + last.count * (last.isPair ? 2 : 1) == byte.stored
        {
            self[count - 1].count += byte.count
        } else {
            append(byte)
        }
    }

    /// The index of the first that is not before an offset of the block.
    ///
    /// - Complexity: O(log n).
    func partition(from offset: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].offset < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
