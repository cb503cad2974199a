// Texts to codes: the hash of any length, and texts that differ in one byte.

import Tabular
import TestSupport
import Testing

@Suite struct TextPoolBuilderTests {
    /// The hash byte by byte.
    private func slowHash(_ text: [UInt8], key: UInt64) -> UInt64 {
        func folded(_ word: UInt64, _ factor: UInt64) -> UInt64 {
            let product = word.multipliedFullWidth(by: factor)
            return product.high ^ product.low
        }
        var hash: UInt64 = key ^ UInt64(text.count)
        for start in stride(from: 0, to: text.count, by: 8) {
            var word: UInt64 = 0
            for (index, byte) in text[start..<min(start + 8, text.count)].enumerated() {
                word |= UInt64(byte) << (8 * index)
            }
            hash = folded(hash ^ word, 0xA076_1D64_78BD_642F)
        }
        return folded(hash, 0xE703_7ED1_A0B4_28DB)
    }

    @Test func `the hash by words is that by bytes`() {
        var random = SplitMix64(seed: 3)
        for count in 0...70 {
            for _ in 0..<20 {
                let text = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
                let key = random.next()
                #expect(text.withUnsafeBufferPointer { TextPoolBuilder.hash($0, key: key) } == slowHash(text, key: key))
            }
        }
        #expect(TextPoolBuilder.hash(UnsafeBufferPointer(start: nil, count: 0), key: 7) == slowHash([], key: 7))
    }

    /// Texts of 16 bytes that all have the same hash for whoever knows the key: the second word undoes the first.
    @Test func `texts made up to have one hash do not have it here`() {
        func mixed(_ word: UInt64) -> UInt64 {
            let product = word.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
            return product.high ^ product.low
        }
        let guessed: UInt64 = 0x9E37_79B9_7F4A_7C15
        let texts = (0..<2000).map { number -> [UInt8] in
            let first = UInt64(number)
            let words = [first, mixed(guessed ^ 16 ^ first) ^ 0x1234_5678_9ABC_DEF0]
            return words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
        }
        func hashes(_ key: UInt64) -> Int {
            Set(texts.map { $0.withUnsafeBufferPointer { TextPoolBuilder.hash($0, key: key) } }).count
        }
        #expect(hashes(guessed) == 1)
        // Of texts that nobody made up for this key, a pair may meet now and then.
        #expect(hashes(HashKey.value) > texts.count - 10)
    }

    @Test func `texts that differ in any byte or in their length have codes of their own`() {
        var builder = TextPoolBuilder()
        var texts = [""]
        for length in 1...20 {
            for place in 0..<length { texts.append(String((0..<length).map { $0 == place ? "b" : "a" })) }
            texts.append(String(repeating: "a", count: length))
        }
        for _ in 0..<2 {
            #expect(texts.map { builder.code(for: $0) } == texts.indices.map { UInt32($0) })
        }
        #expect(builder.pool().texts == texts)
        #expect(
            texts.allSatisfy { text in Array(text.utf8).withUnsafeBufferPointer { builder.existingCode(for: $0) } != nil
            })
        #expect(Array("aab".utf8 + [0]).withUnsafeBufferPointer { builder.existingCode(for: $0) } == nil)
    }
}
