// What customers did after a row, and before it: conversions, repeated contacts and gaps, worked out by hand.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct FollowingRowTests {
    private let leads = Table.sample(
        "leads",
        [
            "day": .dates([
                "2026-05-01", "2026-05-05", "2026-05-02", "2026-05-10", "2026-05-10", "2026-06-20", "2026-06-30", nil,
            ]),
            "who": .texts(["c1", "c1", "c2", "c3", "c3", "c2", "c4", "c2"]),
            "kind": .texts(["lead", "order", "lead", "lead", "order", "lead", "lead", "order"]),
        ], chunkRows: 3)

    private func cell(_ definition: String, _ table: Table? = nil, zone: TimeZoneTable = .utc) throws -> MetricCell {
        var bench = AggregationBench(tables: [table ?? leads])
        bench.zone = zone
        let name = bench.tables[0].name
        let results = try bench.results("define:\n  m: { of: \(name), \(definition) }")
        return try #require(results.cell("m"))
    }

    @Test func `a lead is converted by an order of the same customer, later and in time`() throws {
        let lead = "at: day, where: kind = 'lead'"
        // c1 after four days; c2 never, its order having no day; c3 on the same day, which is not later. The leads of June are too young.
        let cell = try cell("conversion: who, to: kind = 'order', within: 30 d, \(lead)")
        #expect(cell.numerator == .exact(ExactDecimal(1)))
        #expect(cell.denominator == .exact(ExactDecimal(3)))
        #expect(cell.n == 3)
        #expect(cell.low != nil)
        #expect(
            try self.cell("conversion: who, to: kind = 'order', within: 3 d, \(lead)").numerator
                == .exact(ExactDecimal(0)))
        // Seven days reach from 20 June to the end of the data, and no longer.
        #expect(try self.cell("conversion: who, to: kind = 'order', within: 10 d, \(lead)").n == 4)
        #expect(try self.cell("conversion: who, to: kind = 'order', within: 11 d, \(lead)").n == 3)
        // Half a day more is not over.
        #expect(try self.cell("conversion: who, to: kind = 'order', within: 252 h, \(lead)").n == 3)
    }

    @Test func `only the first of every customer's rows starts where that is asked for`() throws {
        let first = try cell("conversion: who, to: kind is not missing, within: 10 d, first: true, at: day")
        // c1 came again; c2 after seven weeks; c3 on the same day; c4 is too young.
        #expect(first.numerator == .exact(ExactDecimal(1)))
        #expect(first.n == 3)
    }

    @Test func `days are compared where a day is asked for`() throws {
        let visits = Table.sample(
            "visits",
            [
                "at": .instants([
                    "2026-05-01T15:30:00Z", "2026-05-01T16:30:00Z", "2026-05-03T01:00:00Z", "2026-05-03T02:00:00Z",
                    "2026-05-08T00:00:00Z",
                ]), "who": .texts(["c1", "c1", "c2", "c2", "c3"]),
            ])
        let asked = "conversion: who, to: who is not missing, on: date(at), within: 2 d, at: at"
        // In Shanghai the first two are on two days.
        let shanghai = try #require(TimeZoneTable(identifier: "Asia/Shanghai"))
        let here = try cell(asked, visits, zone: shanghai)
        #expect(here.numerator == .exact(ExactDecimal(1)))
        #expect(here.n == 4)
        #expect(try cell(asked, visits).numerator == .exact(ExactDecimal(0)))
        // Without days an hour later is later.
        #expect(
            try cell("conversion: who, to: who is not missing, within: 2 d, at: at", visits).numerator
                == .exact(ExactDecimal(2)))
    }

    @Test func `a repeated contact is one that was not left alone`() throws {
        let repeated = try cell("repeated: who, within: 7 d, at: day")
        let unrepeated = try cell("unrepeated: who, within: 7 d, at: day")
        // Of the five rows up to 23 June and that of 20 June: c1's first and c3's first.
        #expect(repeated.n == 6 && unrepeated.n == 6)
        #expect(repeated.numerator == .exact(ExactDecimal(2)))
        #expect(unrepeated.numerator == .exact(ExactDecimal(4)))
    }

    @Test func `a gap is the time since the customer's last row, or last day`() throws {
        let gap = try cell("gap: who, at: day")
        // 4, 49 and 0 days.
        #expect(gap.value == .real(4))
        #expect(gap.n == 3)
        #expect(gap.low == nil)
        #expect(try cell("gap: who, apart: day, at: day").value == .real(26.5))
        #expect(try cell("gap: who, apart: day, at: day, unit: h, at_share: 25%").value == .real((4 + 45.0 / 4) * 24))
        #expect(try cell("gap: who, at: day, where: kind = 'lead'").value == .real(49))
        let none = try cell("gap: who, at: day, where: kind = 'x'")
        #expect(none.value == nil && none.n == 0)
    }

    @Test func `what cannot be is told in both languages`() {
        func told(_ definition: String) -> [String] {
            let collector = DiagnosticCollector()
            _ = AggregationBench(tables: [leads]).plan("define:\n  m: { of: leads, \(definition) }", collector)
            return collector.diagnostics.flatMap { [$0.message.english, $0.message.chinese] }
        }
        #expect(
            told("conversion: who, to: kind = 'order', within: 3 d, on: kind, at: day") == [
                "'on' of metric 'm' expects a day, found a text", "指标 'm' 的 'on' 应为日期，实际为文本",
            ])
        #expect(
            told("conversion: who, within: 3 d, at: day") == ["'m' needs the key 'to'", "'m' 缺少键 'to'"])
        #expect(
            told("gap: who, apart: week, at: day") == [
                "'apart' expects 'row' or 'day', found \"week\"", "'apart' 应为以下之一：'row'、'day'，实际为 \"week\"",
            ])
        #expect(
            told("gap: who, at: day, unit: points") == [
                "metric 'm' is a duration and expects the unit s, min, h or d, found 'points'",
                "指标 'm' 是时长，单位应为 s、min、h 或 d，实际为 'points'",
            ])
        #expect(told("gap: who").count == 2)
    }
}
