// Text gathered as bytes: literals and numbers go straight into the buffer, without a String in between.

import Tabular

/// What writers of large files append to their bytes.
///
/// Numbers come out exactly as ``ExactDecimal`` and `String` print them.
extension [UInt8] {
    /// A text known when the program was built.
    @inlinable package mutating func append(literal: StaticString) {
        literal.withUTF8Buffer { append(contentsOf: $0) }
    }

    /// A text as UTF-8.
    package mutating func append(text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }

    /// A whole number in its decimal digits.
    package mutating func append(integer: Int) {
        if integer < 0 { append(UInt8(ascii: "-")) }
        append(digits: UInt64(integer.magnitude), scale: 0)
    }

    /// A binary number, by the shortest digits that are read as it again.
    package mutating func append(real number: Double) {
        if abs(number) < 1e15, number == Double(Int(number)) {
            append(integer: Int(number))
        } else {
            append(text: number.description)
        }
    }

    /// A decimal number without zeros at its end.
    package mutating func append(decimal: ExactDecimal) {
        let magnitude = decimal.units.magnitude
        guard magnitude <= UInt128(UInt64.max), decimal.scale <= Self.largestScale else {
            append(text: decimal.description)
            return
        }
        var units = UInt64(truncatingIfNeeded: magnitude)
        var scale = Swift.max(0, decimal.scale)
        while scale > 0, units % 10 == 0 {
            units /= 10
            scale -= 1
        }
        if decimal.units < 0 { append(UInt8(ascii: "-")) }
        append(digits: units, scale: scale)
    }

    /// The digits of a number, with a point before the last `scale` of them and at least one before it.
    ///
    /// - Bounds: `scale` at most ``largestScale``.
    private mutating func append(digits number: UInt64, scale: Int) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.mostDigits + 1) { room in
            var rest = number
            var start = room.count
            var written = 0
            repeat {
                if written == scale, scale > 0 {
                    start -= 1
                    room.initializeElement(at: start, to: UInt8(ascii: "."))
                }
                start -= 1
                room.initializeElement(at: start, to: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
                rest /= 10
                written += 1
            } while rest > 0 || written <= scale
            append(contentsOf: UnsafeBufferPointer(rebasing: room[start...]))
        }
    }

    private static var mostDigits: Int { 20 }
    /// A number with so many places has at most as many digits as the largest of 64 bits.
    private static var largestScale: Int { 19 }
}
