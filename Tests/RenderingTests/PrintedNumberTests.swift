// Numbers are rounded for print half to even, on decimal digits.

import Diagnostics
import Stages
import Tabular
import Testing

@testable import Rendering

struct PrintedNumberTests {
    @Test(arguments: [
        ("0.5", 0, "0"), ("1.5", 0, "2"), ("2.5", 0, "2"), ("0.125", 2, "0.12"), ("0.135", 2, "0.14"),
        ("83.45", 1, "83.4"), ("83.55", 1, "83.6"), ("83.450001", 1, "83.5"), ("9.995", 2, "10.00"),
        ("999.96", 1, "1,000.0"), ("0.05", 0, "0"), ("0.06", 1, "0.1"), ("0.049", 1, "0.0"),
        ("1234567.891", 2, "1,234,567.89"),
        ("1e-05", 4, "0.0000"), ("1.5e+20", 0, "150,000,000,000,000,000,000"), ("0", 2, "0.00"), ("12", 0, "12"),
        ("100", 0, "100"), ("1000", 0, "1,000"), ("00012.50", 1, "12.5"),
    ])
    func `a number is rounded half to even`(text: String, places: Int, expected: String) throws {
        let number = try #require(PrintedNumber(text))
        #expect(number.text(places: places) == expected)
    }

    @Test(arguments: ["nan", "inf", "-inf", "", "-", "1.2.3", "1,5", "1e99999"])
    func `what is not a finite number is not printed`(text: String) {
        #expect(PrintedNumber(text) == nil)
    }

    @Test func `money beyond the precision of binary numbers keeps its last cent`() {
        let sum = ExactDecimal(units: 123_456_789_012_345_678_901, scale: 2)
        #expect(PrintedNumber(sum.description)?.text(places: 2) == "1,234,567,890,123,456,789.01")
    }

    @Test func `a number that rounds to zero has no sign`() throws {
        let number = try #require(PrintedNumber("-0.04"))
        #expect(!number.rounded(to: 1).isNegative)
        #expect(ValueFormat(language: .english).text(number, unit: .number, places: 1) == "0.0")
        // Where it is a value it is not rounded to nothing.
        #expect(ValueFormat(language: .english).text(.real(-0.04), unit: .number, places: 1) == "−0.04")
    }

    @Test(arguments: [Int.min, -1, 0, 1, 999, 1000, Int.max])
    func `an integer is printed in full`(number: Int) {
        let plain = PrintedNumber(number).text(places: 0).filter { $0 != "," }
        #expect(plain == String(number.magnitude))
    }
}
