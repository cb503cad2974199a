// Numbers written as bytes are those that Swift and ExactDecimal print.

import Documents
import Stages
import Tabular
import TestSupport
import Testing

struct ByteTextTests {
    private func text(_ write: (inout [UInt8]) -> Void) -> String {
        var bytes: [UInt8] = []
        write(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `an integer has the digits that its String has`() {
        var random = SplitMix64(seed: 1)
        let drawn = (0..<2000).map { Int(truncatingIfNeeded: random.next()) >> Int($0 % 64) }
        for number in drawn + [0, -1, 9, 10, 99, 100, .max, .min] {
            #expect(text { $0.append(integer: number) } == String(number))
        }
    }

    @Test func `an exact number has the digits that its description has`() {
        var random = SplitMix64(seed: 2)
        var numbers: [ExactDecimal] = []
        for index in 0..<4000 {
            let units = Int128(Int64(truncatingIfNeeded: random.next()) >> Int64(index % 64))
            numbers.append(ExactDecimal(units: units, scale: index % 23))
            numbers.append(ExactDecimal(units: units / 100 * 100, scale: index % 5))
            numbers.append(ExactDecimal(units: units * Int128(Int64.max), scale: index % 39))
        }
        for units: Int128 in [0, 1, -1, 10, -100, Int128(UInt64.max), Int128(UInt64.max) + 1, .max, .min] {
            for scale in [-1, 0, 1, 2, 18, 19, 20, 21, 38, 60] {
                numbers.append(ExactDecimal(units: units, scale: scale))
            }
        }
        for number in numbers {
            #expect(text { $0.append(number: .exact(number)) } == number.description)
        }
    }

    @Test func `a binary number has its shortest text`() {
        var random = SplitMix64(seed: 3)
        var numbers: [Double] = [
            0, -0.0, 0.5, 1e15, 999_999_999_999_999, -1e15, 1e16, 1e300, .leastNonzeroMagnitude,
            .greatestFiniteMagnitude,
            .nan, .infinity, -.infinity,
        ]
        for index in 0..<4000 {
            numbers.append(Double(bitPattern: random.next()))
            numbers.append(Double(Int64(truncatingIfNeeded: random.next()) >> Int64(index % 64)) / 1000)
        }
        for number in numbers {
            #expect(text { $0.append(number: .real(number)) } == MetricValue.real(number).text)
        }
    }
}
