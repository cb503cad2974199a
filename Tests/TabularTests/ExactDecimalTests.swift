// Exact decimal numbers.

import Tabular
import TestSupport
import Testing

struct `An exact decimal` {
    @Test(arguments: [
        (1250, 2, "12.5"), (1200, 2, "12"), (-5, 3, "-0.005"), (0, 4, "0"), (5, 0, "5"), (-100, 2, "-1"),
        (7, 18, "0.000000000000000007"),
    ]) func `is written without needless zeros`(_ units: Int, _ scale: Int, _ text: String) {
        #expect(ExactDecimal(units: Int128(units), scale: scale).description == text)
    }

    @Test func `equals the same number at another scale, and has the same hash`() {
        let (short, long) = (ExactDecimal(units: 125, scale: 1), ExactDecimal(units: 12500, scale: 3))
        #expect(short == long)
        #expect(Set([short, long]).count == 1)
        #expect(ExactDecimal(units: -125, scale: 1) < short)
        #expect(ExactDecimal(units: 124, scale: 1) < long)
    }

    @Test func `adds a tenth and two tenths to three tenths`() {
        let sum = ExactDecimal.sum(ExactDecimal(units: 1, scale: 1), ExactDecimal(units: 20, scale: 2))
        #expect(sum == ExactDecimal(units: 3, scale: 1))
    }

    @Test func `gives nothing rather than a wrong number`() {
        #expect(ExactDecimal(units: 125, scale: 2).rescaled(to: 1) == nil)
        #expect(ExactDecimal(units: .max, scale: 0).rescaled(to: 1) == nil)
        #expect(ExactDecimal.sum(ExactDecimal(units: .max, scale: 0), ExactDecimal(1)) == nil)
        #expect(ExactDecimal(units: 1, scale: 0).rescaled(to: 39) == nil)
        #expect(ExactDecimal.powerOfTen(-1) == nil)
        #expect(ExactDecimal.powerOfTen(38).map { "\($0)" } == "1" + String(repeating: "0", count: 38))
    }

    @Test func `rounds to the nearest floating-point number`() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<2000 {
            let number = ExactDecimal(
                units: Int128(Int64.random(in: .min ... .max, using: &random))
                    * Int128(Int.random(in: 1...9, using: &random)),
                scale: .random(in: 0...18, using: &random))
            #expect(number.doubleValue == Double(number.description))
        }
        #expect(ExactDecimal(units: 1, scale: 1).doubleValue == 0.1)
        #expect(ExactDecimal(units: .min, scale: 18).doubleValue < -1e20)
    }

    @Test func `sorts as its value does`() {
        var random = SplitMix64(seed: 8)
        for _ in 0..<2000 {
            let (a, b) = (Int.random(in: -999...999, using: &random), Int.random(in: -999...999, using: &random))
            let (s, t) = (Int.random(in: 0...2, using: &random), Int.random(in: 0...2, using: &random))
            let powers = [100, 10, 1]
            let (left, right) = (ExactDecimal(units: Int128(a), scale: s), ExactDecimal(units: Int128(b), scale: t))
            #expect((left < right) == (a * powers[s] < b * powers[t]))
            #expect((left == right) == (a * powers[s] == b * powers[t]))
        }
    }
}
