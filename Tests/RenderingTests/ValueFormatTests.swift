// How numbers look to readers, in both languages.

import Diagnostics
import Stages
import Tabular
import Testing

@testable import Rendering

struct ValueFormatTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var value: Double
        var unit: MetricUnit
        var places: Int
        var english: String
        var chinese: String

        init(_ value: Double, _ unit: MetricUnit, _ places: Int, _ english: String, _ chinese: String) {
            self.value = value
            self.unit = unit
            self.places = places
            self.english = english
            self.chinese = chinese
        }

        var testDescription: String { "\(value) \(unit.text)" }
    }

    static let values = [
        Case(0.8345, .fraction, 1, "83.4%", "83.4%"),
        Case(1, .fraction, 1, "100.0%", "100.0%"),
        Case(-0.0312, .fraction, 1, "−3.1%", "−3.1%"),
        Case(12.345, .perThousand, 2, "12.34 per 1,000", "12.34‰"),
        Case(34.25, .points, 1, "34.2", "34.2"),
        Case(-12.5, .points, 1, "−12.5", "−12.5"),
        Case(1_234_567, .count, 0, "1,234,567", "1,234,567"),
        Case(23.44, .seconds, 1, "23.4 s", "23.4 秒"),
        Case(59.94, .seconds, 1, "59.9 s", "59.9 秒"),
        Case(59.96, .seconds, 1, "1 m 0 s", "1 分 0 秒"),
        Case(83.4, .seconds, 1, "1 m 23 s", "1 分 23 秒"),
        Case(3599.6, .seconds, 1, "1 h 0 m 0 s", "1 小时 0 分 0 秒"),
        Case(3725, .seconds, 1, "1 h 2 m 5 s", "1 小时 2 分 5 秒"),
        Case(100_830, .seconds, 1, "28 h 0 m", "28 小时 0 分"),
        Case(100_831, .seconds, 1, "28 h 1 m", "28 小时 1 分"),
        Case(-83.4, .seconds, 1, "−1 m 23 s", "−1 分 23 秒"),
        Case(12.5, .minutes, 1, "12.5 min", "12.5 分钟"),
        Case(3.25, .hours, 1, "3.2 h", "3.2 小时"),
        Case(4, .days, 1, "4.0 d", "4.0 天"),
        Case(1234.5, .currency("CNY"), 2, "¥1,234.50", "¥1,234.50"),
        Case(-1234.5, .currency("CNY"), 2, "−¥1,234.50", "−¥1,234.50"),
        Case(1234.5, .currency("USD"), 2, "$1,234.50", "US$1,234.50"),
        Case(1234.5, .currency("JPY"), 0, "JP¥1,234", "JP¥1,234"),
        Case(1234.5, .currency("CHF"), 2, "CHF 1,234.50", "CHF 1,234.50"),
        Case(.nan, .number, 2, "–", "–"),
        Case(.infinity, .seconds, 1, "–", "–"),
    ]

    @Test(arguments: [
        (2499.0 / 2500, MetricUnit.fraction, 1, Double?.none, "99.96%"), (1.0 / 2500, .fraction, 1, nil, "0.04%"),
        (0.9999999, .fraction, 1, nil, "99.99999%"), (0.00004, .fraction, 1, nil, "0.004%"),
        (0.04, .perThousand, 1, nil, "0.04 per 1,000"), (0.0004, .number, 2, nil, "0.0004"),
        (0.001, .currency("CNY"), 2, nil, "¥0.001"), (0.04, .seconds, 1, nil, "0.04 s"), (0, .fraction, 1, nil, "0.0%"),
        (-0.0004, .fraction, 1, nil, "−0.04%"), (0.8996, .fraction, 1, 0.9, "89.96%"),
        (0.9004, .fraction, 1, 0.9, "90.04%"),
        (0.9, .fraction, 1, 0.9, "90.0%"), (83.4, .seconds, 1, 83, "1 m 23.4 s"), (83, .seconds, 1, 83, "1 m 23 s"),
        (36_030.5, .seconds, 1, 36_030, "10 h 0 m 30.5 s"), (36_031, .seconds, 1, 36_060, "10 h 0 m 31.0 s"),
        (4.996, .points, 2, 5, "4.996"), (99_999.6, .currency("CNY"), 0, 100_000, "¥99,999.6"),
    ])
    func `no number is printed as something it is not`(
        value: Double, unit: MetricUnit, places: Int, target: Double?, text: String
    ) {
        let printed = ValueFormat(language: .english).text(.real(value), unit: unit, places: places, target: target)
        #expect(printed.replacing("\u{A0}", with: " ") == text)
    }

    @Test(arguments: values)
    func `a value is written with its unit`(example: Case) {
        let value = MetricValue.real(example.value)
        #expect(
            text(ValueFormat(language: .english).text(value, unit: example.unit, places: example.places))
                == example.english)
        #expect(
            text(ValueFormat(language: .chinese).text(value, unit: example.unit, places: example.places))
                == example.chinese)
    }

    static let changes = [
        Case(0.012, .fraction, 1, "+1.2 pp", "+1.2 个百分点"),
        Case(-0.012, .fraction, 1, "−1.2 pp", "−1.2 个百分点"),
        Case(0.0001, .fraction, 1, "±0.0 pp", "±0.0 个百分点"),
        Case(3.25, .points, 1, "+3.2", "+3.2"),
        Case(-75, .seconds, 1, "−1 m 15 s", "−1 分 15 秒"),
        Case(1200, .currency("CNY"), 2, "+¥1,200.00", "+¥1,200.00"),
        Case(0, .count, 0, "±0", "±0"),
    ]

    @Test(arguments: changes)
    func `a change has a sign, and a rate changes by percentage points`(example: Case) throws {
        let number = try #require(PrintedNumber(example.value))
        #expect(
            text(ValueFormat(language: .english).change(number, unit: example.unit, places: example.places))
                == example.english)
        #expect(
            text(ValueFormat(language: .chinese).change(number, unit: example.unit, places: example.places))
                == example.chinese)
    }

    @Test(arguments: [
        (0.812, 0.854, MetricUnit.fraction, 1, "81.2%–85.4%", "81.2%–85.4%"),
        (-3.2, 4.1, .points, 1, "−3.2 to 4.1", "−3.2 至 4.1"),
        (2.11, 2.14, .perThousand, 2, "2.11–2.14 per 1,000", "2.11–2.14‰"),
        (305, 308, .seconds, 1, "5:05–5:08", "5:05–5:08"),
        (45, 52.34, .seconds, 1, "45.0–52.3 s", "45.0–52.3 秒"),
        (55, 65, .seconds, 1, "0:55–1:05", "0:55–1:05"),
        (3500, 3700, .seconds, 1, "0:58:20–1:01:40", "0:58:20–1:01:40"),
        (3.4, 3.7, .hours, 1, "3.4–3.7 h", "3.4–3.7 小时"),
    ])
    func `an interval says its unit once`(
        low: Double, high: Double, unit: MetricUnit, places: Int, english: String, chinese: String
    ) {
        #expect(ValueFormat(language: .english).interval(low, high, unit: unit, places: places).map(text) == english)
        #expect(ValueFormat(language: .chinese).interval(low, high, unit: unit, places: places).map(text) == chinese)
    }

    @Test func `an interval needs both ends`() {
        let format = ValueFormat(language: .english)
        #expect(format.interval(0.1, nil, unit: .fraction, places: 1) == nil)
        #expect(format.interval(.nan, 0.2, unit: .fraction, places: 1) == nil)
    }

    @Test func `no number is too large or small to print`() {
        let values = [Double.greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e17, -0.0]
        let units: [MetricUnit] = [
            .fraction, .seconds, .count, .currency("CNY"), .hours, .points, .perThousand, .number,
        ]
        for language in Language.allCases {
            let format = ValueFormat(language: language)
            for value in values {
                for unit in units {
                    #expect(!format.text(.real(value), unit: unit, places: 1).isEmpty)
                    #expect(!format.axis(value, unit: unit, places: 1).isEmpty)
                }
            }
        }
    }

    @Test(arguments: [
        (18_500_000.0, MetricUnit.currency("CNY"), "¥18.5M", "¥1,850万"), (250_000_000, .count, "250M", "2.5亿"),
        (9_999, .count, "10k", "9,999"), (0.85, .fraction, "85%", "85%"), (320, .seconds, "5:20", "5:20"),
        (45, .seconds, "45 s", "45 秒"), (5400, .seconds, "1:30:00", "1:30:00"),
    ])
    func `the numbers of an axis are short`(value: Double, unit: MetricUnit, english: String, chinese: String) {
        #expect(text(ValueFormat(language: .english).axis(value, unit: unit, places: 1)) == english)
        #expect(text(ValueFormat(language: .chinese).axis(value, unit: unit, places: 1)) == chinese)
    }

    /// Blanks that do not break count as blanks here.
    private func text(_ text: String) -> String { text.replacing("\u{A0}", with: " ") }
}
