// The check of UTF-8: the vectors find what plain code finds, at the same byte.
import Testing

@testable import Ingestion

/// Text made of right and wrong pieces of UTF-8.
func awkwardUTF8(_ numbers: inout SeededNumbers) -> [UInt8] {
    let right: [[UInt8]] = [
        [0x61], [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80],
        [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF], Array("中".utf8), Array("电话".utf8),
    ]
    let wrong: [[UInt8]] = [
        [0], [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
        [0xE4, 0xB8], [0xE4], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80],
        [0xF0, 0x8F, 0xBF, 0xBF],
        [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
        [0xFF], [0xFE], [0xE4, 0xB8, 0xAD, 0xAD], [0xC3, 0xA9, 0xA9],
    ]
    let length = numbers.below(numbers.pick([10, 70, 140, 300]))
    let isASCII = numbers.below(4) == 0
    var text: [UInt8] = []
    while text.count < length { text += isASCII ? [0x62] : numbers.pick(right) }
    for _ in 0..<numbers.below(3) {
        let place = numbers.below(text.count + 1)
        text.insert(contentsOf: numbers.pick(numbers.below(3) == 0 ? right : wrong), at: place)
    }
    if numbers.below(3) == 0 { text.removeLast(min(text.count, numbers.below(4))) }
    return text
}

@Suite struct UTF8ValidationTests {
    @Test func `vectors and plain code agree on awkward text, wherever it begins`() {
        var numbers = SeededNumbers(seed: 8)
        for _ in 0..<20_000 {
            let text = awkwardUTF8(&numbers)
            let agree = text.withUnsafeBytes { checkUTF8($0) == checkUTF8($0, usesVectors: false) }
            #expect(agree, "\(text)")
        }
    }

    @Test func `the standard library agrees on what is right`() {
        var numbers = SeededNumbers(seed: 9)
        for _ in 0..<20_000 {
            let text = awkwardUTF8(&numbers).filter { $0 != 0 }
            let isRight = text.withUnsafeBytes { checkUTF8($0) == .valid }
            #expect(isRight == (String(validating: text, as: UTF8.self) != nil), "\(text)")
        }
    }
}
