// Small whole numbers in the fewest bytes that hold them all: labels of rows, labels of texts.

/// An array of numbers below 2³², kept in one, two or four bytes each, whatever the largest needs.
///
/// Labels are few, so a table of 400,000 texts takes 400 KB and stays in a core's second cache while millions of rows
/// look their labels up in it.
package enum SmallNumbers: Sendable {
    case bytes([UInt8])
    case shorts([UInt16])
    case words([UInt32])
    /// So many numbers, each of which is its own position: the rows of keys that were read in the order of their codes. Nothing is kept,
    /// and nothing is looked up.
    case countingUp(Int)

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
        case .countingUp(let count): count
        }
    }

    /// How many bytes a number takes where it is kept: 1, 2 or 4.
    package var width: Int {
        switch self {
        case .bytes: 1
        case .shorts: 2
        case .words, .countingUp: 4
        }
    }

    /// The numbers with four bytes each.
    package var numbers: [UInt32] {
        switch self {
        case .bytes(let numbers): numbers.map { UInt32($0) }
        case .shorts(let numbers): numbers.map { UInt32($0) }
        case .words(let numbers): numbers
        case .countingUp(let count): (0..<count).map { UInt32(truncatingIfNeeded: $0) }
        }
    }

    /// - Bounds: `position` is below the count.
    package subscript(position: Int) -> UInt32 {
        switch self {
        case .bytes(let numbers): UInt32(numbers[position])
        case .shorts(let numbers): UInt32(numbers[position])
        case .words(let numbers): numbers[position]
        case .countingUp: UInt32(truncatingIfNeeded: position)
        }
    }

    /// The numbers at some positions, in as many bytes each.
    ///
    /// - Bounds: the positions are below the count.
    package func slice(_ positions: Range<Int>) -> SmallNumbers {
        switch self {
        case .bytes(let numbers): .bytes(Array(numbers[positions]))
        case .shorts(let numbers): .shorts(Array(numbers[positions]))
        case .words(let numbers): .words(Array(numbers[positions]))
        case .countingUp: .words(positions.map { UInt32(truncatingIfNeeded: $0) })
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
        case .countingUp(let count): positions.map { $0 < count ? $0 : otherwise }
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
        case (_, .countingUp(count)): self
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

    /// `first · factor + second` of the numbers at each position; `otherwise` where one is beyond its bounds, `most` or `factor`.
    ///
    /// - Shape: as many as the shorter has. `otherwise` is `most · factor` and below 2¹⁶.
    /// - Complexity: O(numbers); a loop of vector code where both take a byte, as labels do.
    static func joint(_ first: SmallNumbers, _ second: SmallNumbers, most: UInt32, factor: UInt32) -> SmallNumbers {
        guard case .bytes(let first) = first, case .bytes(let second) = second else {
            return SmallNumbers(
                zip(first.numbers, second.numbers).map {
                    $0 < most && $1 < factor ? $0 &* factor &+ $1 : most &* factor
                })
        }
        return most * factor <= 0xFF
            ? .bytes(joint(first, second, most, factor)) : .shorts(joint(first, second, most, factor))
    }

    private static func joint<Number: FixedWidthInteger>(
        _ first: [UInt8], _ second: [UInt8], _ most: UInt32, _ factor: UInt32
    ) -> [Number] {
        let otherwise = Number(truncatingIfNeeded: most &* factor)
        let times = Number(truncatingIfNeeded: factor)
        // A byte is below 256 whatever the bound.
        let bounds = (first: UInt16(min(most, 256)), second: UInt16(min(factor, 256)))
        return first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { second in
                let count = min(first.count, second.count)
                return [Number](unsafeUninitializedCapacity: count) { joints, initialized in
                    for index in 0..<count {
                        let joint =
                            Number(truncatingIfNeeded: first[index]) &* times
                            &+ Number(truncatingIfNeeded: second[index])
                        let isInBounds = UInt16(first[index]) < bounds.first && UInt16(second[index]) < bounds.second
                        joints[index] = isInBounds ? joint : otherwise
                    }
                    initialized = count
                }
            }
        }
    }

    private static func joined<Number: FixedWidthInteger>(_ parts: [SmallNumbers]) -> [Number] {
        let count = parts.reduce(0) { $0 + $1.count }
        return [Number](unsafeUninitializedCapacity: count) { all, initialized in
            for part in parts {
                switch part {
                case .bytes(let numbers): copy(numbers, to: all, &initialized)
                case .shorts(let numbers): copy(numbers, to: all, &initialized)
                case .words(let numbers): copy(numbers, to: all, &initialized)
                case .countingUp: copy(part.numbers, to: all, &initialized)
                }
            }
        }
    }

    /// Writes numbers behind those that are there: a plain loop, of which the compiler makes a copy of bytes or vector code.
    private static func copy<Source: FixedWidthInteger, Number: FixedWidthInteger>(
        _ numbers: [Source], to all: UnsafeMutableBufferPointer<Number>, _ end: inout Int
    ) {
        let start = end
        numbers.withUnsafeBufferPointer { numbers in
            for index in 0..<numbers.count { all[start &+ index] = Number(truncatingIfNeeded: numbers[index]) }
        }
        end = start + numbers.count
    }
}
