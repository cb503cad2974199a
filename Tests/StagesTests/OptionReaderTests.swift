// Reading the options of a part of a pipeline file.

import Diagnostics
import Expressions
import Stages
import Tabular
import TestSupport
import Testing

struct `Options` {
    private enum Side: String, CaseIterable { case left, right }

    private static func key(_ word: String, _ value: OptionValue, isRequired: Bool = false) -> OptionKey {
        OptionKey(word, value, isRequired: isRequired, help: Wording(word))
    }

    private static let name = key("name", .text)
    private static let names = key("names", .oneOrMore(.text))
    private static let one = key("one", .oneOrMore(.text))
    private static let count = key("count", .integer(1...9))
    private static let big = key("big", .integer(1...9))
    private static let share = key("share", .share)
    private static let flag = key("flag", .flag)
    private static let side = key("side", .choice(of: Side.self))
    private static let title = key("title", .wording)
    private static let condition = key("where", .formula)
    private static let nothing = key("nothing", .any)
    private static let absent = key("absent", .any)
    private static let needed = key("key", .text, isRequired: true)
    private static let keys = [name, names, one, count, big, share, flag, side, title, condition]

    /// Asks for every key of ``keys``.
    private static func readAll(_ reader: OptionReader) {
        for key in [name, one, names] { _ = reader.texts(key) }
        for key in [count, big] { _ = reader.integer(key) }
        _ = (reader.share(share), reader.flag(flag), reader.choice(side, as: Side.self), reader.wording(title))
        _ = reader.expression(condition)
    }

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
        let reader = OptionReader(
            node, of: Wording("x"), keys: Self.keys + [Self.nothing, Self.absent], collector: collector)
        #expect(reader.text(Self.name)?.text == "张三")
        #expect(reader.text(Self.name)?.start == Diagnostics.SourceLocation(file: "pipeline.yml", line: 1, column: 7))
        #expect(reader.texts(Self.names)?.map(\.text) == ["a", "b, c", "d"])
        #expect(reader.texts(Self.one)?.map(\.text) == ["a"])
        #expect(reader.integer(Self.count) == 3)
        #expect(reader.number(Self.share) == 0.8)
        #expect(reader.flag(Self.flag) == true)
        #expect(reader.choice(Self.side, as: Side.self) == .left)
        #expect(reader.wording(Self.title) == Wording(en: "Team", zh: "班组"))
        #expect(reader.wording(Self.name) == Wording("张三"))
        #expect(reader.expression(Self.condition)?.columnNames.map(\.text) == ["wait"])
        #expect(reader.has(Self.nothing))
        #expect(reader.text(Self.absent) == nil && reader.texts(Self.absent) == nil && reader.flag(Self.absent) == nil)
        _ = reader.integer(Self.big)
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
        let reader = OptionReader(
            .text(text.text), of: Wording(en: "part 'x'", zh: "部分 'x'"), keys: Self.keys, collector: collector)
        _ = reader.text(Self.name)
        _ = reader.texts(Self.names)
        _ = reader.integer(Self.count)
        _ = reader.integer(Self.big)
        _ = reader.number(Self.share)
        _ = reader.flag(Self.flag)
        _ = reader.choice(Self.side, as: Side.self)
        _ = reader.wording(Self.title)
        Self.readAll(reader)
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
        let reader = OptionReader(
            .text("[a, b]"), of: Wording(en: "rule 'x'", zh: "规则 'x'"), keys: [Self.needed], collector: collector)
        #expect(reader.text(Self.needed) == nil)
        reader.finish()
        #expect(
            collector.texts() == ["pipeline.yml:1:1: error: rule 'x' expects a mapping of keys to values, found a list"]
        )
        let nothing = OptionReader(.text(""), of: Wording("x"), keys: [Self.needed], collector: collector)
        #expect(nothing.text(Self.needed) == nil)
        nothing.finish()
        #expect(collector.texts().last == "pipeline.yml:1:1: error: x needs the key 'key'")
    }

    @Test(arguments: [
        ("talk > 0", "talk > 0"), ("'a: b'", "'a: b'"), ("direction <> 'in'", "'direction <> ''in'''"),
    ])
    func `a single value in place of a mapping is told the only key that it can be meant for`(
        written: String, proposed: String
    ) {
        let collector = DiagnosticCollector()
        _ = OptionReader(
            .text(written), of: Wording(en: "rule 'x'", zh: "规则 'x'"), keys: [Self.needed], collector: collector)
        #expect(collector.diagnostics.map { $0.help?.english } == ["write { key: \(proposed) }"])
        #expect(collector.diagnostics.map { $0.help?.chinese } == ["请写 { key: \(proposed) }"])
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

    @Test func `of a part that does not keep to its declaration are our own bug`() {
        func told(_ text: String, _ read: (OptionReader) -> Void) -> [String] {
            let collector = DiagnosticCollector()
            let reader = OptionReader(
                .text(text), of: Wording("x"), keys: [Self.name, Self.count], collector: collector)
            read(reader)
            reader.finish()
            #expect(collector.diagnostics.allSatisfy { $0.kind.fault == .program || $0.location != nil })
            return collector.texts()
        }
        #expect(told("name: a") { _ = ($0.text(Self.name), $0.integer(Self.count)) } == [])
        #expect(
            told("name: a") { _ = ($0.text(Self.name), $0.integer(Self.count), $0.text(Self.one)) }
                == ["error: internal error: x reads a key 'one' that it does not declare"])
        #expect(
            told("name: a") { _ = $0.text(Self.name) }
                == ["error: internal error: x declares a key 'count' that it never reads"])
        #expect(
            told("nmae: a") { _ = ($0.text(Self.name), $0.integer(Self.count)) }
                == ["pipeline.yml:1:1: error: unknown key 'nmae' in x\n  help: did you mean 'name'?"])
        #expect(told("a") { _ = $0.text(Self.name) }.count == 1, "what is no mapping is told, and nothing else of it")
    }

    @Test func `of another form than a mapping are for the part to read`() {
        let collector = DiagnosticCollector()
        let form = OptionValue.either([.oneOrMore(.text), .mapping([Self.name])])
        for text in ["a", "[a, b]", "{ name: a }"] {
            let reader = OptionReader(.text(text), of: Wording("x"), form: form, collector: collector)
            #expect(reader.text(Self.name)?.text == (text.hasPrefix("{") ? "a" : nil))
            reader.finish()
        }
        #expect(collector.texts() == [])
    }

    @Test func `written as literals have a place for every key`() {
        let node = OptionNode.sample(["key": ["a", "b"], "keep": "last", "by": nil])
        let collector = DiagnosticCollector()
        let (key, keep) = (Self.key("key", .list(.text)), Self.key("keep", .text))
        let reader = OptionReader(
            node, of: Wording("x"), form: .openMapping([key, keep], .text), collector: collector)
        #expect(reader.texts(key)?.map(\.text) == ["a", "b"])
        #expect(reader.text(keep)?.text == "last")
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
