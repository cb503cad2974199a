// Reading the options of a part of a pipeline file.

import Diagnostics
import Expressions
import Stages
import Tabular
import TestSupport
import Testing

struct `Options` {
    private enum Side: String, CaseIterable { case left, right }

    @Test func `are read by their kind`() throws {
        let collector = DiagnosticCollector()
        let node = OptionNode.text(
            """
            name: 张三 # a comment
            names: [a, 'b, c', "d"]
            one: a
            count: 3
            share: 80%
            flag: 是
            side: left
            title: { zh: 班组, en: Team }
            where: wait > 60 s
            nothing:
            """)
        let reader = OptionReader(node, of: Wording("x"), collector: collector)
        #expect(reader.text("name")?.text == "张三")
        #expect(reader.text("name")?.start == Diagnostics.SourceLocation(file: "pipeline.yml", line: 1, column: 7))
        #expect(reader.texts("names")?.map(\.text) == ["a", "b, c", "d"])
        #expect(reader.texts("one")?.map(\.text) == ["a"])
        #expect(reader.integer("count", in: 1...3) == 3)
        #expect(reader.number("share") == 0.8)
        #expect(reader.flag("flag") == true)
        #expect(reader.choice("side", as: Side.self) == .left)
        #expect(reader.wording("title") == Wording(en: "Team", zh: "班组"))
        #expect(reader.wording("name") == Wording("张三"))
        #expect(reader.expression("where")?.columnNames.map(\.text) == ["wait"])
        #expect(reader.has("nothing"))
        #expect(reader.text("absent") == nil && reader.texts("absent") == nil && reader.flag("absent") == nil)
        reader.finish()
        #expect(collector.texts() == [])
    }

    @Test func `with mistakes are all told, and reading goes on`() {
        let text = MarkedText(
            """
            name: ①[a]
            names: [a, ②{ b: c }]
            count: ③four
            big: ④99
            share: ⑤much
            flag: ⑥maybe
            side: ⑦lift
            title: ⑧{ ⑨fr: Équipe }
            ⑩nmae: x
            """)
        let collector = DiagnosticCollector()
        let reader = OptionReader(.text(text.text), of: Wording(en: "part 'x'", zh: "部分 'x'"), collector: collector)
        _ = reader.text("name")
        _ = reader.texts("names")
        _ = reader.integer("count", in: 1...9)
        _ = reader.integer("big", in: 1...9)
        _ = reader.number("share")
        _ = reader.flag("flag")
        _ = reader.choice("side", as: Side.self)
        _ = reader.wording("title")
        reader.finish()
        let expected: [Character: String] = [
            "①": "'name' expects a single value, found a list", "②": "'names' expects a single value, found a mapping",
            "③": "'count' expects a whole number from 1 to 9, found \"four\"",
            "④": "'big' expects a whole number from 1 to 9, found \"99\"",
            "⑤": "'share' expects a number or a percentage, found \"much\"",
            "⑥": "'flag' expects 'true' or 'false', found \"maybe\"",
            "⑦": "'side' has no choice 'lift'\ndid you mean 'left'?", "⑧": "'title' needs the key 'en'",
            "⑨": "unknown key 'fr' in 'title'\nchoose from 'en', 'zh', 'zh-Hans'",
            "⑩": "unknown key 'nmae' in part 'x'\ndid you mean 'name'?",
        ]
        #expect(text.differences(from: expected, collector.diagnostics) == [])
    }

    @Test func `that are no mapping are told once`() {
        let collector = DiagnosticCollector()
        let reader = OptionReader(.text("[a, b]"), of: Wording(en: "rule 'x'", zh: "规则 'x'"), collector: collector)
        #expect(reader.requiredText("a") == nil)
        reader.finish()
        #expect(
            collector.texts() == ["pipeline.yml:1:1: error: rule 'x' expects a mapping of keys to values, found a list"]
        )
        let nothing = OptionReader(.text(""), of: Wording("x"), collector: collector)
        #expect(nothing.requiredText("key") == nil)
        nothing.finish()
        #expect(collector.texts().last == "pipeline.yml:1:1: error: x needs the key 'key'")
    }

    @Test(arguments: [
        ("0.8", 0.8), ("80%", 0.8), ("80 %", 0.8), ("-3", -3), ("1e3", 1000), ("+5", 5), ("", nil), ("%", nil),
        ("inf", nil),
        ("nan", nil), ("0x10", nil), ("1e999", nil), ("1,5", nil), ("８", nil), ("1 000", nil),
    ]) func `hold numbers and percentages, and nothing like them`(_ text: String, _ number: Double?) {
        #expect(OptionReader.number(text) == number)
    }

    @Test(arguments: [
        ("calls.customer", "calls", "customer", 8), ("表.列.x", "表", "列.x", 4), (".x", "", "x", 3),
        ("calls.", "calls", "", 8),
    ]) func `name columns of tables with their place`(_ text: String, _ table: String, _ column: String, _ place: Int)
        throws
    {
        let start = Diagnostics.SourceLocation(file: "p.yml", line: 1, column: 2)
        let reference = try #require(ColumnReference(SourceText(text, start: start)))
        #expect(reference.table.text == table && reference.column.text == column)
        #expect(reference.column.start.column == place)
        #expect(reference.description == text)
        #expect(ColumnReference(SourceText("calls", start: start)) == nil)
    }

    @Test func `written as literals have a place for every key`() {
        let node = OptionNode.sample(["key": ["a", "b"], "keep": "last", "by": nil])
        let collector = DiagnosticCollector()
        let reader = OptionReader(node, of: Wording("x"), collector: collector)
        #expect(reader.texts("key")?.map(\.text) == ["a", "b"])
        #expect(reader.text("keep")?.text == "last")
        #expect(Set(reader.allEntries().map(\.keyLocation)).count == 3)
    }
}

struct `The report's periods` {
    @Test func `are unfinished when they end after today`() {
        let month = Period(.month, containing: 20_710)
        let periods = ReportPeriods(period: month, today: 20_710)
        #expect(periods.isUnfinished(month))
        #expect(!periods.isUnfinished(month.advanced(by: -1)))
        #expect(!periods.isUnfinished(.allTime))
        #expect(periods.trend == [month])
        let last = Period(.day, containing: 20_709)
        #expect(!ReportPeriods(period: last, today: 20_710).isUnfinished(last), "yesterday is over")
        #expect(StageContext.sample().today == 20_710)
    }
}
