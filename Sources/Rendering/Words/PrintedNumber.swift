// Decimal digits for print: exact rounding half to even, grouping, no locale.

import Stages

/// A number as its decimal digits, so that rounding for print is exact however the number was computed.
///
/// A binary number is taken by its shortest text: 0.125 is rounded as one hundred and twenty-five thousandths.
struct PrintedNumber: Equatable {
    var isNegative: Bool
    /// Each 0...9, without leading zeros; empty for zero.
    private var digits: [UInt8]
    /// How many digits stand before the point; may be negative or beyond the digits.
    private var point: Int

    /// Reads `-12.50`, `1e-05` or `1.5e+20`; nil for anything that is not a finite number.
    init?(_ text: String) {
        var bytes = text.utf8[...]
        isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes.removeFirst() }
        var exponent = 0
        if let mark = bytes.firstIndex(where: { $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E") }) {
            guard let number = Int(Substring(bytes[mark...].dropFirst())), abs(number) < 5000 else { return nil }
            exponent = number
            bytes = bytes[..<mark]
        }
        digits = []
        digits.reserveCapacity(bytes.count)
        var before: Int?
        for byte in bytes {
            switch byte {
            case 0x30...0x39: digits.append(byte - 0x30)
            case 0x2E where before == nil: before = digits.count
            default: return nil
            }
        }
        guard !digits.isEmpty else { return nil }
        point = (before ?? digits.count) + exponent
        normalise()
    }

    /// nil for a value that is not a finite number.
    init?(_ value: MetricValue) { self.init(value.text) }

    init?(_ number: Double) { self.init(MetricValue.real(number)) }

    init(_ integer: Int) {
        isNegative = integer < 0
        digits = String(integer.magnitude).utf8.map { $0 - 0x30 }
        point = digits.count
        normalise()
    }

    var isZero: Bool { digits.isEmpty }

    var magnitude: PrintedNumber {
        var copy = self
        copy.isNegative = false
        return copy
    }

    /// The number times 10 to the power of `places`.
    func shifted(by places: Int) -> PrintedNumber {
        // Zero has no digits to shift.
        guard !digits.isEmpty else { return self }
        var copy = self
        copy.point += places
        return copy
    }

    /// The nearest number with `places` digits after the point; of two equally near, the one with an even last digit.
    func rounded(to places: Int) -> PrintedNumber {
        let kept = point + places
        guard kept < digits.count else { return self }
        var copy = self
        guard kept >= 0 else {
            copy.digits = []
            copy.normalise()
            return copy
        }
        let next = digits[kept]
        let isTie = next == 5 && digits[(kept + 1)...].allSatisfy { $0 == 0 }
        let lastIsOdd = kept > 0 && digits[kept - 1] % 2 == 1
        copy.digits = Array(digits[..<kept])
        if next > 5 || (next == 5 && !isTie) || (isTie && lastIsOdd) {
            var index = kept - 1
            while index >= 0, copy.digits[index] == 9 {
                copy.digits[index] = 0
                index -= 1
            }
            if index >= 0 {
                copy.digits[index] += 1
            } else {
                copy.digits.insert(1, at: 0)
                copy.point += 1
            }
        }
        copy.normalise()
        return copy
    }

    /// The number without sign, with `places` digits after the point, in groups of three: `1,234.50`.
    func text(places: Int) -> String {
        let rounded = rounded(to: places)
        func digit(_ index: Int) -> UInt8 {
            UInt8(ascii: "0") + (rounded.digits.indices.contains(index) ? rounded.digits[index] : 0)
        }
        let wholeCount = max(0, rounded.point)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(wholeCount + wholeCount / 3 + places + 2)
        for index in 0..<wholeCount {
            if index > 0, (wholeCount - index) % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(digit(index))
        }
        if bytes.isEmpty { bytes.append(UInt8(ascii: "0")) }
        if places > 0 {
            bytes.append(UInt8(ascii: "."))
            for place in 0..<places { bytes.append(digit(rounded.point + place)) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The whole part as an integer, where it fits.
    var wholePart: Int? { Int(rounded(to: 0).plainWhole).map { isNegative ? -$0 : $0 } }

    /// How many digits stand after the point.
    var fractionDigits: Int { isZero ? 0 : max(0, digits.count - point) }

    /// Whether nothing stands after the point.
    var isWhole: Bool { digits.count <= point || isZero }

    private var plainWhole: String {
        guard point > 0 else { return "0" }
        return (0..<point).map { String($0 < digits.count ? digits[$0] : 0) }.joined()
    }

    private mutating func normalise() {
        let leading = digits.prefix { $0 == 0 }.count
        digits.removeFirst(leading)
        point -= leading
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty {
            point = 0
            isNegative = false
        }
    }
}
