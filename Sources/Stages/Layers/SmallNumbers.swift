// Small whole numbers in the fewest bytes that hold them all: labels of rows, labels of texts.

/// An array of numbers below 2³², kept in one, two or four bytes each, whatever the largest needs.
///
/// Labels are few, so a table of 400,000 texts takes 400 KB and stays in a core's second cache while millions of rows
/// look their labels up in it.
package enum SmallNumbers: Sendable {
    case bytes([UInt8])
    case shorts([UInt16])
    case words([UInt32])

    /// - Complexity: O(numbers).
    package init(_ numbers: [UInt32]) {
        // Or has the highest bit of the largest, and is vector code, which a maximum with its branches is not.
        let bits = numbers.reduce(0) { $0 | $1 }
        switch bits {
        case ...0xFF: self = .bytes(numbers.map { UInt8(truncatingIfNeeded: $0) })
        case ...0xFFFF: self = .shorts(numbers.map { UInt16(truncatingIfNeeded: $0) })
        default: self = .words(numbers)
        }
    }

    /// The numbers of several parts, one after the other.
    package init(joining parts: [SmallNumbers]) {
        var width = 1
        for part in parts { width = max(width, part.width) }
        switch width {
        case 1: self = .bytes(Self.joined(parts))
        case 2: self = .shorts(Self.joined(parts))
        default: self = .words(Self.joined(parts))
        }
    }

    package var count: Int {
        switch self {
        case .bytes(let numbers): numbers.count
        case .shorts(let numbers): numbers.count
        case .words(let numbers): numbers.count
        }
    }

    /// How many bytes a number takes: 1, 2 or 4.
    package var width: Int {
        switch self {
        case .bytes: 1
        case .shorts: 2
        case .words: 4
        }
    }

    /// The numbers with four bytes each.
    package var numbers: [UInt32] {
        switch self {
        case .bytes(let numbers): numbers.map { UInt32($0) }
        case .shorts(let numbers): numbers.map { UInt32($0) }
        case .words(let numbers): numbers
        }
    }

    /// Whether each number is its own position, and takes four bytes.
    var isCountingUp: Bool {
        guard case .words(let numbers) = self else { return false }
        return numbers.withUnsafeBufferPointer { numbers in
            (0..<numbers.count).allSatisfy { numbers[$0] == UInt32(truncatingIfNeeded: $0) }
        }
    }

    /// The number at each of `positions`; `otherwise` where a position is out of bounds.
    ///
    /// - Shape: one entry per position.
    package func gathered(_ positions: [UInt32], otherwise: UInt32) -> [UInt32] {
        switch self {
        case .bytes(let numbers): Self.gathered(numbers, positions, otherwise)
        case .shorts(let numbers): Self.gathered(numbers, positions, otherwise)
        case .words(let numbers): Self.gathered(numbers, positions, otherwise)
        }
    }

    /// The same of positions that are small numbers themselves, in as few bytes as these numbers and `otherwise` take.
    package func gathered(_ positions: SmallNumbers, otherwise: UInt32) -> SmallNumbers {
        switch (self, positions) {
        case (.bytes(let numbers), .bytes(let positions)) where otherwise <= 0xFF:
            .bytes(Self.gathered(numbers, positions, UInt8(truncatingIfNeeded: otherwise)))
        case (.bytes(let numbers), .shorts(let positions)) where otherwise <= 0xFF:
            .bytes(Self.gathered(numbers, positions, UInt8(truncatingIfNeeded: otherwise)))
        case (.bytes(let numbers), .words(let positions)) where otherwise <= 0xFF:
            .bytes(Self.gathered(numbers, positions, UInt8(truncatingIfNeeded: otherwise)))
        default: SmallNumbers(gathered(positions.numbers, otherwise: otherwise))
        }
    }

    private static func gathered<Number: FixedWidthInteger, Position: FixedWidthInteger, Result: FixedWidthInteger>(
        _ numbers: [Number], _ positions: [Position], _ otherwise: Result
    ) -> [Result] {
        numbers.withUnsafeBufferPointer { numbers in
            positions.withUnsafeBufferPointer { positions in
                [Result](unsafeUninitializedCapacity: positions.count) { gathered, count in
                    for index in 0..<positions.count {
                        let position = Int(truncatingIfNeeded: positions[index])
                        gathered[index] =
                            position < numbers.count ? Result(truncatingIfNeeded: numbers[position]) : otherwise
                    }
                    count = positions.count
                }
            }
        }
    }

    private static func joined<Number: FixedWidthInteger>(_ parts: [SmallNumbers]) -> [Number] {
        var all: [Number] = []
        all.reserveCapacity(parts.reduce(0) { $0 + $1.count })
        for part in parts {
            switch part {
            case .bytes(let numbers): all.append(contentsOf: numbers.lazy.map { Number(truncatingIfNeeded: $0) })
            case .shorts(let numbers): all.append(contentsOf: numbers.lazy.map { Number(truncatingIfNeeded: $0) })
            case .words(let numbers): all.append(contentsOf: numbers.lazy.map { Number(truncatingIfNeeded: $0) })
            }
        }
        return all
    }
}
