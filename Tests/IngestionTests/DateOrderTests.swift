// Years of two digits, and parts of the day: read as declared, or not at all; and as Python reads them.
import Foundation
import Tabular
import TestSupport
import Testing

@testable import Ingestion

@Suite struct DateOrderTests {
    private func day(_ text: String, _ order: DateOrder?, allowsShortYears: Bool = true) -> String? {
        parsed(text) { InstantParser.parse($0, order: order, allowsShortYears: allowsShortYears) }
            .map { CivilDate(dayNumber: $0.day).isoText }
    }

    @Test(
        arguments: [
            ("26-01-31", "2031-01-26", nil, "2026-01-31"), ("26/1/31", "2031-01-26", nil, "2026-01-31"),
            ("31.01.26", "2026-01-31", nil, "2031-01-26"), ("01-02-26", "2026-02-01", "2026-01-02", "2001-02-26"),
            ("6/23/25", nil, "2025-06-23", nil), ("26/1/5", nil, nil, "2026-01-05"),
            ("27-Oct-16", "2016-10-27", "2016-10-27", "2027-10-16"), ("01/02/2026", "2026-02-01", "2026-01-02", nil),
        ] as [(String, String?, String?, String?)])
    func `a year of two digits stands where it is declared to stand`(
        text: String, dayFirst: String?, monthFirst: String?, yearFirst: String?
    ) {
        #expect(day(text, .dayFirst) == dayFirst)
        #expect(day(text, .monthFirst) == monthFirst)
        #expect(day(text, .yearFirst) == yearFirst)
        #expect(day(text + " 08:06", .dayFirst) == dayFirst)
    }

    @Test(arguments: ["26年1月31日", "26年01月31日 8:06", "２６年１月３１日"])
    func `signs tell the year whatever its digits`(text: String) {
        for order in DateOrder.allCases { #expect(day(text, order, allowsShortYears: false) == "2026-01-31") }
        #expect(parsed(text) { InstantParser.parse($0, order: nil) }?.hint == .fixed)
    }

    @Test(
        arguments: [
            "26-01-31", "26/1/31", "31.01.26", "26/01/31 08:06:59", "01-02-26 8:06 PM", "26-Jan-31", "31-Jan-26",
        ], ["", "columns: { d: { type: date } }", "columns: { d: { type: instant } }"])
    func `a file whose dates fit several orders is refused until one is declared`(text: String, columns: String) throws
    {
        if text.contains(":"), columns.contains("date }") { return }
        let file = TemporaryFile("d\n\(text)\n\(text)\n")
        let (table, problems) = read("files: \(file.path)\n\(columns)")
        #expect(table == nil)
        #expect(problems.count == 1)
        #expect(problems.first?.contains("\"\(text)\" whose day, month and year cannot be told apart") == true)
        #expect(problems.first?.contains("'dates: day-first'") == true)
        #expect(problems.first?.contains("'dates: year-first'") == true)
        for order in DateOrder.allCases {
            let found = read("files: \(file.path)\ndates: \(order.rawValue)\nreject_limit: 100%\n\(columns)").read
            #expect(found?.problems.contains { $0.contains("cannot be told") } != true)
        }
    }

    @Test func `only dates that one order alone fits tell the order of years of two digits`() throws {
        let monthFirst = TemporaryFile("d\n6/23/25\n7/4/25\n")
        #expect(try #require(read("files: \(monthFirst.path)").read).texts("d") == ["2025-06-23", "2025-07-04"])
        let yearFirst = TemporaryFile("d\n26/1/31\n26/1/5\n")
        #expect(try #require(read("files: \(yearFirst.path)").read).texts("d") == ["2026-01-31", "2026-01-05"])
        let none = TemporaryFile("d\n6/23/25\n26/1/5\n")
        #expect(read("files: \(none.path)").problems.first?.contains("both month-first and year-first") == true)
    }

    @Test func `dates of four digits say nothing of those of two in the same column`() throws {
        let dates = (1...60).map { "\($0),2026-01-31\n" }.joined()
        let file = TemporaryFile("id,d\n" + dates + "61,26-02-02\n62,2026-02-03\n")
        let (table, problems) = read("files: \(file.path)\ncolumns: { d: { type: date } }")
        #expect(try #require(table).texts("id").suffix(2) == ["60", "62"])
        #expect(
            problems.contains {
                $0.contains(":62:2: ") && $0.contains("(year-first), found \"26-02-02\"; the row is rejected")
            })
        #expect(read("files: \(file.path)").problems.first?.contains("cannot be told apart") == true)
        let wjx = TemporaryFile("序号,提交答卷时间,所用时间,来自IP\n1,2026/9/16 8:30:05,9秒,a\n2,26/9/16 8:30,9秒,b\n")
        let (preset, told) = read("files: \(wjx.path)\nexport: wjx\nreject_limit: 50%")
        #expect(try #require(preset).texts("response_id") == ["1"])
        #expect(told.contains { $0.contains("found \"26/9/16 8:30\"") })
    }

    @Test(
        arguments: [
            ("上午 12:30", "00:30"), ("下午 12:30", "12:30"), ("下午1:05", "13:05"), ("12:30 AM", "00:30"),
            ("12:30 pm", "12:30"), ("8:06 p.m.", "20:06"), ("8:06 a. m.", "08:06"), ("凌晨 12:10", "00:10"),
            ("凌晨3:00", "03:00"), ("早上 8:00", "08:00"), ("中午 11:50", "11:50"), ("中午 12:30", "12:30"),
            ("中午1:10", "13:10"), ("晚上 8:00", "20:00"), ("晚上 20:00", "20:00"), ("下午 13:05", "13:05"),
            ("晚上 12:30", nil), ("晚上 1:00", nil), ("凌晨 9:00", nil), ("13:00 AM", nil), ("13:06 PM", nil),
            ("0:30 PM", nil), ("13:06 p.m.", nil), ("23:59 pm", nil),
            ("PM 13:05", nil), ("12:06 PM", "12:06"), ("1:06 p.m.", "13:06"), ("中午 8:00", nil),
        ] as [(String, String?)])
    func `the part of the day is read, or the time is none`(text: String, time: String?) {
        let found = parsed(text, InstantParser.parseTime)?.timeOfDay.map { milliseconds in
            let minutes = milliseconds / 60_000
            return "\(minutes / 600)\(minutes / 60 % 10):\(minutes % 60 / 10)\(minutes % 10)"
        }
        #expect(found == time)
        #expect(
            parsed("2026-01-31 " + text) { InstantParser.parse($0, order: nil) }?.timeOfDay
                == parsed(text, InstantParser.parseTime)?.timeOfDay)
    }

    // MARK: Python

    /// What Python reads in a text under one of some formats, as ISO 8601; empty where it is no date under any of them.
    private static let script = """
        import sys, json
        from datetime import datetime
        def read(text, formats):
            for form in formats:
                try:
                    found = datetime.strptime(text, form)
                except ValueError:
                    continue
                # Two digits: 1970 to 2069, where Python has 1969 to 2068.
                if '%y' in form:
                    year = found.year % 100
                    try:
                        found = found.replace(year=1900 + year if year >= 70 else 2000 + year)
                    except ValueError:
                        continue
                return found.strftime('%Y-%m-%d %H:%M:%S').zfill(19)
            return ''
        print(json.dumps([read(*case) for case in json.load(sys.stdin)]))
        """

    private struct Case: Encodable {
        var text: String
        var formats: [String]

        func encode(to encoder: any Encoder) throws {
            var list = encoder.unkeyedContainer()
            try list.encode(text)
            try list.encode(formats)
        }
    }

    @Test func `thousands of random dates are those of Python`() throws {
        var random = SplitMix64(seed: 20_260_131)
        var cases: [(text: String, order: DateOrder, formats: [String])] = []
        for _ in 0..<6000 {
            let order = random.pick(from: DateOrder.allCases) ?? .dayFirst
            let separator = random.pick(from: ["-", "/", "."]) ?? "-"
            func number(_ limit: Int) -> String {
                let value = Int.random(in: 0...limit, using: &random)
                return value < 10 && Bool.random(using: &random) ? "0\(value)" : "\(value)"
            }
            let isShort = Bool.random(using: &random)
            let year =
                isShort
                ? String("0\(Int.random(in: 0...99, using: &random))".suffix(2))
                : "\(Int.random(in: 1900...2100, using: &random))"
            let (day, month) = (number(32), number(13))
            let parts: [String]
            let form: String
            switch order {
            case .dayFirst: (parts, form) = ([day, month, year], "%d\(separator)%m\(separator)")
            case .monthFirst: (parts, form) = ([month, day, year], "%m\(separator)%d\(separator)")
            case .yearFirst: (parts, form) = ([year, month, day], "\(separator)%m\(separator)%d")
            }
            let yearForm = isShort ? "%y" : "%Y"
            var text = parts.joined(separator: separator)
            var whole = order == .yearFirst ? yearForm + form : form + yearForm
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                text += " \(number(24)):\(String("0\(number(60))".suffix(2))):\(String("0\(number(60))".suffix(2)))"
                whole += " %H:%M:%S"
            case 1:
                let hour = Int.random(in: 1...12, using: &random)
                let half = random.pick(from: ["AM", "PM", "am", "pm"]) ?? "AM"
                text += " \(hour):\(String("0\(number(60))".suffix(2))) \(half)"
                whole += " %I:%M %p"
            default: break
            }
            cases.append((text, order, [whole]))
        }
        let input = try JSONEncoder().encode(cases.map { Case(text: $0.text, formats: $0.formats) })
        guard let output = try python(Self.script, input: input) else {
            print("skipped: python3 is not installed")
            return
        }
        let expected = try JSONDecoder().decode([String].self, from: output)
        try #require(expected.count == cases.count)
        var dates = 0
        for (known, found) in zip(expected, cases) {
            let moment = parsed(found.text) { InstantParser.parse($0, order: found.order) }
            #expect(moment.map(isoText) ?? "" == known, "\(found.text) \(found.order)")
            if !known.isEmpty { dates += 1 }
        }
        #expect(dates > 3000)
    }

    private func isoText(_ moment: ParsedMoment) -> String {
        let seconds = (moment.timeOfDay ?? 0) / 1000
        func pair(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return CivilDate(dayNumber: moment.day).isoText
            + " \(pair(seconds / 3600)):\(pair(seconds / 60 % 60)):\(pair(seconds % 60))"
    }

    private func python(_ script: String, input: Data) throws -> Data? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script]
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return nil }
        DispatchQueue.global().async {
            try? stdin.fileHandleForWriting.write(contentsOf: input)
            try? stdin.fileHandleForWriting.close()
        }
        let output = stdout.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? output : nil
    }
}
