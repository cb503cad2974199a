// Every form a cell may take, and every form that is refused.
import Foundation
import Tabular
import TestSupport
import Testing

@testable import Ingestion

/// Folds a text as a builder does and hands it to a parser.
func parsed<Value>(_ text: String, _ parse: (CellBytes) -> Value?) -> Value? {
    let folded = FoldedCell()
    var copy = text
    return copy.withUTF8 { bytes in folded.fold(bytes).flatMap(parse) }
}

@Suite struct CellParserTests {
    @Test(
        arguments: [
            ("42", 42), ("+42", 42), ("-1,234", -1234), ("４２", 42), ("－７", -7), ("=\"0042\"", 42), ("'42", 42),
            (" 42\t", 42),
            ("17850.0", 17850), ("17850.000", 17850), ("\u{3000}9\u{A0}", 9), ("9223372036854775807", .max), ("0", 0),
            ("1,234,567", 1_234_567), ("-0", 0),
        ] as [(String, Int64)])
    func `whole numbers are read`(text: String, value: Int64) {
        #expect(parsed(text) { WholeNumberParser.parse($0, decimalComma: false) } == value)
    }

    @Test(arguments: [
        "", "-", "1.25E+17", "1e3", "1.5", "12a", "a", "9223372036854775808", "1,23", "1,2345", "12,34,567", ",123",
        "1 2",
        "0x10", "++1", "1-", "１２三", "∞", "123456789012345678901234567890",
    ])
    func `what is no whole number is refused`(text: String) {
        #expect(parsed(text) { WholeNumberParser.parse($0, decimalComma: false) } == nil)
    }

    @Test(arguments: [
        ("12.50", "12.50"), ("１２．５０", "12.50"), ("$12.50", "12.50"), ("12.50元", "12.50"), ("￥ 12.50", "12.50"),
        ("¥1,234.00", "1234.00"),
        ("(12.50)", "-12.50"), ("（12.50）", "-12.50"), ("-¥12.50", "-12.50"), ("¥-12.50", "-12.50"),
        ("499.00（系统计算中，该值仅供参考）", "499.00"), ("85%", "0.85"), (".5", "0.5"), ("5.", "5"), ("-0.005", "-0.005"),
        ("12.3400", "12.34"), ("1,234", "1234"), ("USD 5.00", "5.00"), ("($5.00)", "-5.00"), ("0.00", "0.00"),
    ])
    func `decimals are read exactly`(text: String, value: String) {
        let found = parsed(text) { DecimalParser.parse($0, decimalComma: false) }
        #expect(found.map(plain) == value)
    }

    private func plain(_ decimal: ParsedDecimal) -> String {
        let digits = String(decimal.mantissa.magnitude)
        let padded = String(repeating: "0", count: max(0, decimal.scale + 1 - digits.count)) + digits
        let sign = decimal.mantissa < 0 ? "-" : ""
        return decimal.scale == 0
            ? sign + padded : sign + padded.dropLast(decimal.scale) + "." + padded.suffix(decimal.scale)
    }

    @Test(arguments: [
        "", "12,5", "1.234,56", "1e3", "12.5.1", "abc", "¥", "(-12.50)", "((1))", "12.50 (13.50)", "--1", "12.5x",
        "99999999999999999999", "¥$", "%", "(", ")", "1,23.4",
    ])
    func `what is no decimal is refused`(text: String) {
        #expect(parsed(text) { DecimalParser.parse($0, decimalComma: false) } == nil)
    }

    @Test func `a decimal comma is read when declared`() {
        #expect(
            parsed("1.234,56") { DecimalParser.parse($0, decimalComma: true) }
                == ParsedDecimal(mantissa: 123456, scale: 2))
        #expect(parsed("1.234") { WholeNumberParser.parse($0, decimalComma: true) } == 1234)
        #expect(parsed("1,5") { RealParser.parse($0, decimalComma: true) } == 1.5)
        #expect(parsed("1,234.5") { DecimalParser.parse($0, decimalComma: true) } == nil)
    }

    @Test(arguments: [
        ("0.12", 0.12), ("2.9999999999999999E-2", 0.03), ("1,234.5", 1234.5), ("85%", 0.85), ("-1e-3", -0.001),
        ("5", 5),
        ("0.1234567890123456789", 0.1234567890123456789), ("123456789012345678901234567890", 1.2345678901234568e29),
    ])
    func `real numbers are the nearest ones`(text: String, value: Double) {
        #expect(parsed(text) { RealParser.parse($0, decimalComma: false) } == value)
    }

    @Test(arguments: ["nan", "inf", "-inf", "1e999", "", "e5", "0x1p3", "1__0"])
    func `what is no real number is refused`(text: String) {
        #expect(parsed(text) { RealParser.parse($0, decimalComma: false) } == nil)
    }

    @Test(
        arguments: [
            ("109", DurationUnit.seconds, 109_000), ("109秒", .text, 109_000), ("00:01:49", .clock, 109_000),
            ("1:49", .clock, 109_000),
            ("00:01:49.500", .seconds, 109_500), ("1.5", .minutes, 90_000), ("1分30秒", .seconds, 90_000),
            ("1h 30m", .text, 5_400_000),
            ("1小时30分钟", .text, 5_400_000), ("108960000", .milliseconds, 108_960_000), ("0.25", .hours, 900_000),
            ("-5", .seconds, -5000),
            ("3分20秒", .text, 200_000), ("2 days, 3 hours", .text, 183_600_000), ("1,234", .seconds, 1_234_000),
            ("25:00:00", .clock, 90_000_000),
            ("0.0005", .seconds, 0), ("0.0015", .seconds, 2), ("45m", .text, 2_700_000), ("250ms", .text, 250),
        ] as [(String, DurationUnit, Int64)])
    func `durations are read in milliseconds`(text: String, unit: DurationUnit, value: Int64) {
        #expect(parsed(text) { DurationParser.parse($0, unit: unit, decimalComma: false) } == value)
    }

    @Test(
        arguments: [
            ("109", DurationUnit.clock), ("109", .text), ("00:61:00", .clock), ("1:49:", .clock), ("1:02:03:", .text),
            ("1:02:03:04", .text), ("1:49", .seconds), ("", .seconds),
            ("abc", .seconds), ("1:2:3:4", .clock),
            ("30秒1分", .text), ("1e3", .seconds), ("9223372036854775807", .hours), (":30", .clock), ("1h1h", .text),
            ("1 parsec", .text),
        ] as [(String, DurationUnit)])
    func `what is no duration is refused`(text: String, unit: DurationUnit) {
        #expect(parsed(text) { DurationParser.parse($0, unit: unit, decimalComma: false) } == nil)
    }

    @Test(
        arguments: [
            ("2026-01-31 08:06:59", "2026-01-31", 29_219_000, nil), ("2026/1/31 8:06", "2026-01-31", 29_160_000, nil),
            ("2026-01-31T08:06:59.123Z", "2026-01-31", 29_219_123, 0),
            ("2025-10-07 09:50:26 +0200", "2025-10-07", 35_426_000, 7_200_000),
            ("2026-01-31 08:06:59+08:00", "2026-01-31", 29_219_000, 28_800_000),
            ("2024/03/14 7:05:40 PM GMT+8", "2024-03-14", 68_740_000, 28_800_000),
            ("2026年1月5日", "2026-01-05", nil, nil), ("2026年1月5日 下午3:05", "2026-01-05", 54_300_000, nil),
            ("20140501", "2014-05-01", nil, nil),
            ("Thu, 27 Oct 2016 14:51:34", "2016-10-27", 53_494_000, nil), ("24 October 2011", "2011-10-24", nil, nil),
            ("27-Oct-2016", "2016-10-27", nil, nil), ("Mar 5, 2026", "2026-03-05", nil, nil),
            ("2026-01-31 12:00 AM", "2026-01-31", 0, nil),
            ("2026-01-31 12:30 PM", "2026-01-31", 45_000_000, nil),
            ("2026-01-31 08:06:59 UTC", "2026-01-31", 29_219_000, 0),
            ("２０２６－０１－３１", "2026-01-31", nil, nil), ("2024-02-29", "2024-02-29", nil, nil),
            ("2026.1.5", "2026-01-05", nil, nil),
        ] as [(String, String, Int64?, Int64?)])
    func `moments are read`(text: String, day: String, time: Int64?, offset: Int64?) throws {
        let moment = try #require(parsed(text) { InstantParser.parse($0, order: nil) })
        #expect(CivilDate(dayNumber: moment.day).isoText == day)
        #expect(moment.timeOfDay == time)
        #expect(moment.offset == offset)
        #expect(moment.hint == .fixed)
    }

    @Test(arguments: [
        "2026-02-30", "2026-13-01", "2026-01-31 25:00", "2026-01-31 08:60", "2026-01-31 8", "8/13/13/1", "2026-1",
        "2026", "12:30",
        "2026-01-31 13:00 AM", "hello", "2026-01-31 08:06:59 +9900", "0000-00-00 00:00:00", "2026/01-31", "99999999",
        "1/1/1", "Feb 30, 2026",
        "2026-01-31 08:06:59 UTC extra", "2026年1月",
    ])
    func `what is no moment is refused`(text: String) {
        #expect(parsed(text) { InstantParser.parse($0, order: nil) } == nil)
    }

    @Test func `day and month follow the column's order`() {
        func day(_ text: String, _ order: DateOrder?) -> String? {
            parsed(text) { InstantParser.parse($0, order: order) }.map { CivilDate(dayNumber: $0.day).isoText }
        }
        #expect(day("01/02/2026", .dayFirst) == "2026-02-01")
        #expect(day("01/02/2026", .monthFirst) == "2026-01-02")
        #expect(day("13/01/2025", .monthFirst) == nil)
        #expect(day("6/23/25", .monthFirst) == "2025-06-23")
        #expect(day("26/01/05", .yearFirst) == "2026-01-05")
        #expect(day("13/01/2025", .yearFirst) == nil)
        #expect(day("2026-01-05", .dayFirst) == "2026-01-05")
    }

    @Test func `letters that are no zone are told`() throws {
        let moment = try #require(parsed("2023/02/11 7:10:31 PM AST") { InstantParser.parse($0, order: nil) })
        #expect(moment.hasUnknownZone)
        #expect(moment.offset == nil)
    }

    @Test func `yes and no in many words`() {
        for word in ["true", "TRUE", "Yes", "y", "1", "是", "有", "√"] {
            #expect(parsed(word, FlagParser.parse) == true, "\(word)")
        }
        for word in ["false", "No", "n", "0", "否", "无", "没有"] {
            #expect(parsed(word, FlagParser.parse) == false, "\(word)")
        }
        for word in ["", "2", "maybe", "yesno", "是的吗"] { #expect(parsed(word, FlagParser.parse) == nil, "\(word)") }
    }

    @Test func `the commonest words of yes and no are found by one look`() {
        let words = FlagWords()
        func answer(_ word: String) -> FlagAnswer {
            let padded = Array(word.utf8) + [UInt8](repeating: 0x65, count: 8)
            return padded.withUnsafeBufferPointer { bytes in
                bytes.baseAddress.map { words.answer($0, word.utf8.count) } ?? .none
            }
        }
        for word in FlagWords.yes { #expect(answer(word.description) == .yes, "\(word)") }
        for word in FlagWords.no { #expect(answer(word.description) == .no, "\(word)") }
        for word in ["", "tru", "falsee", "false1", "yEs", "2", "noo", "onn", "是", "\u{10}", "\u{11}"] {
            #expect(answer(word) == .none, "\(word)")
        }
    }

    @Test(arguments: [
        ("109.91", 10991), ("0.05", 5), ("12345678.90", 1_234_567_890), ("9.00", 900),
    ])
    func `amounts with two places are read by themselves`(_ text: String, _ units: Int64) {
        #expect(money(text) == units)
    }

    @Test(arguments: [
        "", ".50", "1.5", "1.500", "-1.50", "123456789.00", "1,234.50", "1.5x", "x.50", "1x.50", "12:50", "1.-5",
    ])
    func `other amounts are left to the general reader`(_ text: String) { #expect(money(text) == nil) }

    private func money(_ text: String) -> Int64? {
        let padded = Array("12345678".utf8) + Array(text.utf8) + Array("12345678".utf8)
        return padded.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.flatMap { DecimalParser.money($0 + 8, text.utf8.count) }
        }
    }

    @Test func `the usual spellings of nothing are missing, 无 is not`() {
        let missing = MissingSpellings()
        func isMissing(_ text: String) -> Bool {
            var copy = text
            return copy.withUTF8 { missing.contains(CellText.bare($0)) }
        }
        for text in [
            "", " ", "-", "--", "—", "N/A", "n/a", "NULL", "None", "NaN", "[None]", "(空)", "（空）", "(跳过)",
            "\u{3000}-\u{A0}",
        ] {
            #expect(isMissing(text), "\(text)")
        }
        for text in ["无", "0", "NA", "none of these", "---"] { #expect(!isMissing(text), "\(text)") }
    }

    @Test func `no parser fails on random bytes`() {
        var random = SplitMix64(seed: 7)
        let alphabet = Array("0123456789.,:-+/eE%()（）¥￥$元年月日时分秒hms TZampmGMTUTC上下午\u{3000}\"'=".utf8)
        let folded = FoldedCell()
        let words = FlagWords()
        for round in 0..<20_000 {
            let length = Int.random(in: 0..<24, using: &random)
            let bytes = (0..<length).map { _ in
                round % 2 == 0 ? UInt8.random(in: 0...255, using: &random) : random.pick(from: alphabet) ?? 0
            }
            let margin = [UInt8](repeating: 0, count: 8)
            (margin + bytes + margin).withUnsafeBufferPointer { padded in
                let cell = CellBytes(rebasing: padded[8..<(8 + length)])
                guard let text = folded.fold(cell) else { return }
                for comma in [false, true] {
                    _ = WholeNumberParser.parse(text, decimalComma: comma)
                    _ = DecimalParser.parse(text, decimalComma: comma)
                    _ = RealParser.parse(text, decimalComma: comma)
                    for unit in DurationUnit.allCases {
                        _ = DurationParser.parse(text, unit: unit, decimalComma: comma)
                    }
                }
                for order in DateOrder.allCases { _ = InstantParser.parse(text, order: order) }
                _ = FlagParser.parse(text)
                if length > 0, let start = cell.baseAddress {
                    let slow = WholeNumberParser.parse(text, decimalComma: false)
                    if let fast = WholeNumberParser.fast(start, length) { #expect(fast == slow) }
                    if let money = DecimalParser.money(start, length) {
                        #expect(
                            ParsedDecimal(mantissa: money, scale: 2) == DecimalParser.parse(text, decimalComma: false),
                            "\(String(decoding: bytes, as: UTF8.self))")
                    }
                    let answer = words.answer(start, length)
                    if answer != .none { #expect((answer == .yes) == FlagParser.parse(text)) }
                    if let fast = DecimalParser.fast(start, length) {
                        #expect(
                            fast == DecimalParser.parse(text, decimalComma: false),
                            "\(String(decoding: bytes, as: UTF8.self))")
                    }
                }
            }
        }
    }
}
