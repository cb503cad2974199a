// An exact sum is the same to the last bit for every order and every split.
import Foundation
import Statistics
import Testing

private let tiniest = Double.leastNonzeroMagnitude

struct ExactSumTests {
    @Test(
        arguments: [
            ([], 0), ([-0.0], 0), ([0.1, 0.2, 0.3], 0.6), ([1e16, 1, -1e16], 1), ([1e308, 1e308, -1e308], 1e308),
            ([1e308, 1e308], .infinity), ([tiniest, tiniest], 2 * tiniest), ([1, 0x1p-53], 1),
            ([1, 0x1p-53, tiniest], 1 + 0x1p-52),
            ([1 + 0x1p-52, 0x1p-53], 1 + 0x1p-51),
            ([-1, -0x1p-53, -tiniest], -1 - 0x1p-52),
            ([.greatestFiniteMagnitude, 0x1p969], .greatestFiniteMagnitude),
            ([.greatestFiniteMagnitude, 0x1p970], .infinity), ([.infinity, 1], .infinity),
            ([-.infinity, 1e308], -.infinity),
        ] as [([Double], Double)])
    func `a sum is rounded once`(values: [Double], expected: Double) {
        #expect(ExactSum(values).total == expected)
    }

    @Test func `what is no number makes the total none, whatever came first`() {
        #expect(ExactSum([1, .nan]).total.isNaN)
        #expect(ExactSum([.infinity, -.infinity]).total.isNaN)
        #expect(ExactSum([-.infinity, 3, .infinity]).total.isNaN)
    }

    @Test(arguments: 0..<24 as Range<UInt64>)
    func `order and split change no bit`(seed: UInt64) {
        var random = Steps(state: seed &+ 1)
        let values = (0..<200).map { _ in random.value(kind: seed % 4) }
        let straight = ExactSum(values)
        let reversed = ExactSum(values.reversed())
        #expect(straight == reversed)
        #expect(straight.total.bitPattern == reversed.total.bitPattern)
        var taken = ExactSum()
        var index = values.startIndex
        while index < values.endIndex {
            let end = min(values.endIndex, index + Int(random.next() % 17) + 1)
            var part = ExactSum(Array(values[index..<end]))
            part.merge(taken)
            taken = part
            index = end
        }
        #expect(straight == taken)
        #expect(straight.total.bitPattern == taken.total.bitPattern)
        #expect(ExactSum(values + values.map { -$0 }) == ExactSum())
    }

    @Test func `a saved sum goes on where it stopped, and equal sums are saved alike`() throws {
        let first: [Double] = [19.99, 1e200, -tiniest, 0.01]
        let second: [Double] = [-1e200, 7]
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let saved = try encoder.encode(ExactSum(first))
        #expect(try saved == encoder.encode(ExactSum(first.reversed())))
        var resumed = try JSONDecoder().decode(ExactSum.self, from: saved)
        resumed.add(second.span)
        #expect(resumed == ExactSum(first + second))
        let damaged = Data(#"{"lowestWord":-9,"words":[1],"nonFinite":0}"#.utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(ExactSum.self, from: damaged) }
    }
}

/// A small repeatable source of numbers.
private struct Steps {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    /// Money, any finite double, sums that nearly cancel, or the two ends of the range.
    mutating func value(kind: UInt64) -> Double {
        switch kind {
        case 0: return Double(next() % 2_000_000) / 100 - 10_000
        case 1:
            let bits = next()
            let any = Double(bitPattern: bits)
            return any.isFinite ? any : Double(bits % 1000)
        case 2: return 1.1 * sign() * scale(Int(next() % 120) - 60)
        default: return 1.7 * sign() * scale(next() % 2 == 0 ? -1070 : 1015)
        }
    }

    private mutating func sign() -> Double { next() % 2 == 0 ? 1 : -1 }

    private func scale(_ exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: 1) }
}
