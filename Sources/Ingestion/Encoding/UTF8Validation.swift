// Checks that bytes are strict UTF-8 without NUL, many bytes at a time, and names the first that does not fit.
import CScanner

/// What a check of UTF-8 found.
enum UTF8Finding: Equatable {
    /// Everything fits.
    case valid
    /// The text ends inside a character that begins here.
    case incomplete(at: Int)
    /// The first byte that fits no character begins here.
    case invalid(at: Int)
    /// A NUL byte stands here.
    case nul(at: Int)
}

/// Checks bytes against strict UTF-8 (no overlong forms, no surrogates, nothing above U+10FFFF).
///
/// Vectors pass what is surely right; what they stop at is looked at byte by byte, so that the place is exact.
///
/// - Parameter usesVectors: false for plain code alone, for tests.
///
/// Complexity: linear.
func checkUTF8(_ bytes: UnsafeRawBufferPointer, usesVectors: Bool = true) -> UTF8Finding {
    let count = bytes.count
    guard count > 0, let base = bytes.baseAddress else { return .valid }
    let highBits: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    var index = 0
    if usesVectors, count >= 64, let skip = scanner_utf8_function(ScannerAVX512) {
        index = min(count, skip(base, count))
    }
    while index < count {
        while index &+ 8 <= count {
            let word = base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // A byte is ≥ 0x80, or (when all are below) one of them is 0.
            if (word | (word &- ones)) & highBits != 0 { break }
            index &+= 8
        }
        guard index < count else { break }
        let first = base.load(fromByteOffset: index, as: UInt8.self)
        if first < 0x80 {
            if first == 0 { return .nul(at: index) }
            index &+= 1
            continue
        }
        let length: Int
        var lowest: UInt8 = 0x80
        var highest: UInt8 = 0xBF
        switch first {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, lowest) = (3, 0xA0)
        case 0xE1...0xEC, 0xEE, 0xEF: length = 3
        case 0xED: (length, highest) = (3, 0x9F)
        case 0xF0: (length, lowest) = (4, 0x90)
        case 0xF1...0xF3: length = 4
        case 0xF4: (length, highest) = (4, 0x8F)
        default: return .invalid(at: index)
        }
        guard index &+ 1 < count else { return .incomplete(at: index) }
        let second = base.load(fromByteOffset: index &+ 1, as: UInt8.self)
        guard second >= lowest, second <= highest else { return .invalid(at: index) }
        var offset = 2
        while offset < length {
            guard index &+ offset < count else { return .incomplete(at: index) }
            let next = base.load(fromByteOffset: index &+ offset, as: UInt8.self)
            guard next & 0xC0 == 0x80 else { return .invalid(at: index) }
            offset &+= 1
        }
        index &+= length
    }
    return .valid
}
