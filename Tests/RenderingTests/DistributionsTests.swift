// Distributions on the page and in files, in both languages, and what is hidden of them.

import Diagnostics
import Documents
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct DistributionsTests {
    private static func step(_ key: String, named: Bool = true) -> Distribution.Step {
        Distribution.Step(key: key, title: Wording(key), isNamed: named)
    }

    private static func row(
        _ item: String, _ counts: [Int], label: String? = nil, n: Int? = nil, empty: Int = 0, outside: Int = 0
    ) -> Distribution.Row {
        Distribution.Row(
            item: item, itemTitle: Wording(en: "Item \(item)", zh: "项目 \(item)"),
            label: label.map { SegmentLabel(key: $0) },
            counts: counts, n: n ?? counts.reduce(0, +), empty: empty, outside: outside)
    }

    private static func scale(_ rows: [Distribution.Row], segment: String? = nil) -> Distribution {
        var made = Distribution(
            key: "ratings", title: Wording(en: "Ratings", zh: "评分"), form: .scale, table: "surveys",
            steps: (1...5).map { step("\($0)") }, rows: rows)
        (made.top, made.neutral, made.segment) = (2, 2...2, segment)
        return made
    }

    private static func results(_ distributions: [Distribution]) -> MetricResults {
        var results = SampleResults.results()
        results.distributions = distributions
        return results
    }

    private static func texts(_ results: MetricResults, _ language: Language) -> [String] {
        ReportReading(results, language, blocks: [Distributions()]).elements(of: "distributions").compactMap {
            if case .paragraph(let paragraph) = $0 { paragraph.text.replacing("\u{A0}", with: " ") } else { nil }
        }
    }

    // MARK: Words

    @Test func `of several items the highest and the lowest share are told`() {
        let results = Self.results([
            Self.scale([Self.row("a", [2, 3, 5, 40, 50], empty: 1), Self.row("b", [20, 20, 20, 20, 20], outside: 3)])
        ])
        #expect(
            Self.texts(results, .english).prefix(2) == [
                "Answers of 4–5 are most frequent for Item a, 90.0% (95% interval 82.6%–94.5%), and least frequent for Item b, "
                    + "40.0% (95% interval 30.9%–49.8%).", "3 answers off the scale do not count.",
            ])
        #expect(
            Self.texts(results, .chinese).prefix(2) == [
                "选 4–5 的占比：项目 a最高，为 90.0%（95% 区间 82.6%–94.5%）；项目 b最低，为 40.0%（95% 区间 30.9%–49.8%）。",
                "3 个答案不在量表内，不计入。",
            ])
        let tables = ReportReading(results, blocks: [Distributions()]).tables(of: "distributions")
        #expect(tables.map(\.isFolded) == [false, true])
        #expect(
            tables[0].rows.map { $0.map(\.shown) } == [
                ["Item a", "", "90.0%", "82.6%–94.5%", "100", "1"], ["Item b", "", "40.0%", "30.9%–49.8%", "100", "0"],
            ])
        #expect(tables[0].legend.map(\.meaning) == ["1", "2", "3", "4", "5"])
        #expect(tables[1].rows.map { $0.map(\.shown) }[0] == ["Item a", "2.0%", "3.0%", "5.0%", "40.0%", "50.0%"])
    }

    @Test func `of one item the high and the low answers are told, words between quotes`() {
        var made = Self.scale([Self.row("a", [2, 3, 5, 40, 50])])
        #expect(
            Self.texts(Self.results([made]), .english).first
                == "90.0% (95% interval 82.6%–94.5%) answered 4–5; 5.0% answered 1–2.")
        for (place, word) in ["差", "较差", "一般", "较好", "好"].enumerated() { made.steps[place].title = Wording(word) }
        #expect(
            Self.texts(Self.results([made]), .chinese).first
                == "90.0%（95% 区间 82.6%–94.5%）选“较好”或“好”；5.0% 选“差”或“较差”。")
    }

    @Test func `categories have their cumulative share, several choices have none`() throws {
        var made = Distribution(
            key: "reasons", title: Wording(en: "Reasons", zh: "原因"), form: .categories, table: "surveys",
            steps: ["wait", "price", "tone", "other"].map { Self.step($0) },
            rows: [Self.row("reason", [40, 30, 20, 10], empty: 2)])
        let single = Self.results([made])
        #expect(
            Self.texts(single, .english).first
                == "Most frequent is wait, 40.0% (95% interval 30.9%–49.8%), then price, 30.0%; the first 3 come to 90.0%."
        )
        #expect(
            Self.texts(single, .chinese).prefix(2) == [
                "最多的是“wait”，占 40.0%（95% 区间 30.9%–49.8%），其次是“price”，占 30.0%；前 3 项合计 90.0%。",
                "n = 100；2 行未答，不计入。",
            ])
        let table = try #require(ReportReading(single, blocks: [Distributions()]).tables(of: "distributions").first)
        #expect(table.rows.map { $0[4].shown } == ["40.0%", "70.0%", "90.0%", "100.0%"])
        made.isMultiple = true
        made.steps[3] = .others
        made.rows = [Self.row("reason", [40, 30, 20, 70], n: 60)]
        let several = Self.results([made])
        let other = try #require(ReportReading(several, blocks: [Distributions()]).tables(of: "distributions").first)
        #expect(other.rows.last?.map(\.shown) == ["Others", "", "–", "", "70"])
        #expect(
            Self.texts(several, .english)[1]
                == "n = 60; every row has an answer. An answer may hold several choices, so that shares come to more than 100%. "
                + "Others counts how often they were chosen.")
        #expect(
            Self.texts(several, .chinese)[1] == "n = 60，各行均有回答。一份回答可选多项，各项占比之和超过 100%。“其他”为被选次数。")
    }

    @Test func `amounts have their median and middle half, and ranges in words`() throws {
        var made = Distribution(
            key: "wait", title: Wording(en: "Wait", zh: "等待"), form: .amounts, table: "calls",
            steps: [
                Distribution.Step(key: "0..60", title: Wording("0..60"), low: 0, high: 60),
                Distribution.Step(key: "60..", title: Wording("60.."), low: 60),
            ], rows: [Self.row("wait", [30, 10])])
        made.unit = .seconds
        made.rows[0].quartiles = Distribution.Quartiles(lower: 12, median: 20.5, upper: 61)
        let results = Self.results([made])
        #expect(
            Self.texts(results, .english).first
                == "Half are at 20.5 s or below; the middle half lies between 12.0 s and 1 m 1 s.")
        #expect(Self.texts(results, .chinese).first == "一半不超过 20.5 秒；居中的一半在 12.0 秒 与 1 分 1 秒 之间。")
        let table = try #require(ReportReading(results, blocks: [Distributions()]).tables(of: "distributions").first)
        #expect(table.rows.map { $0[1].shown } == ["30", "10"])
    }

    @Test func `labels that are hidden, or for which there is no room, are counted`() throws {
        var made = Self.scale(
            [Self.row("a", [2, 3, 5, 40, 50])]
                + ["A", "B", "C"].enumerated().map { Self.row("a", [1, 1, 1, 9 + $0, 9], label: $1) }
                + [Self.row("a", [], label: "D")], segment: "team")
        made.rows[4].isHidden = true
        var block = Distributions()
        block.mostLabels = 2
        let results = Self.results([made])
        let english = ReportReading(results, .english, blocks: [block])
        let table = try #require(english.tables(of: "distributions").first)
        #expect(table.rows.map { $0[0].shown } == ["All", "B", "C"])
        func notes(_ language: Language) -> [String] {
            ReportReading(results, language, blocks: [block]).elements(of: "distributions").compactMap {
                if case .paragraph(let paragraph) = $0, paragraph.isNote { paragraph.text } else { nil }
            }
        }
        #expect(
            notes(.english).first
                == "1 label of too few answers, or from which such could be reckoned, is not shown. "
                + "1 further label stands in distributions.csv.")
        #expect(
            notes(.chinese).first == "1 个标签回答过少，或可据以推算此类标签，不予显示。另有 1 个标签见 distributions.csv。")
    }

    @Test func `without distributions there is no section`() {
        #expect(ReportReading(Self.results([]), blocks: [Distributions()]).section("distributions") == nil)
        let empty = Self.results([Self.scale([Self.row("a", [0, 0, 0, 0, 0], empty: 4)])])
        #expect(ReportReading(empty, blocks: [Distributions()]).section("distributions") == nil)
    }

    // MARK: Files

    @Test func `the table for machines has every step, the highest together, and no number of what is hidden`() {
        var made = Self.scale(
            [Self.row("a", [0, 0, 0, 4, 6], empty: 1), Self.row("a", [], label: "=B; x")], segment: "team")
        made.rows[1].isHidden = true
        let lines = String(decoding: DistributionsTable(results: Self.results([made])).file.bytes, as: UTF8.self)
            .split(whereSeparator: \.isNewline)
        #expect(lines.count == 1 + 6 + 1)
        #expect(
            lines[5].hasSuffix(",a,,step,5,,,6,0.6,0.31267376973365824,0.8318196702937638,,10,1,0"), "\(lines[5])")
        #expect(lines[6].contains(",a,,top,,,,10,1,"))
        #expect(lines[7].hasSuffix(",a,\"team=\"\"\\=B; x\"\"\",hidden,,,,,,,,,,,"), "\(lines[7])")
    }

    // MARK: Small cells

    private static func hidden(_ distribution: Distribution, floor: Int = 5) -> Distribution? {
        SmallCells(floor: floor).hidden(in: results([distribution])).distributions.first
    }

    private static func hiddenLabels(_ distribution: Distribution?) -> [String] {
        distribution?.rows.filter(\.isHidden).map { $0.label?.key ?? "all" } ?? []
    }

    @Test func `a row of few answers is hidden, and one beside it from which it could be reckoned`() {
        let made = Self.scale(
            [
                Self.row("a", [4, 4, 4, 4, 17]), Self.row("a", [0, 0, 0, 1, 2], label: "A"),
                Self.row("a", [2, 2, 2, 2, 7], label: "B"), Self.row("a", [2, 2, 2, 1, 8], label: "C"),
            ], segment: "team")
        let shown = Self.hidden(made)
        // Of equal answers the label that comes first.
        #expect(Self.hiddenLabels(shown) == ["A", "B"])
        #expect(shown?.rows[1].counts == [] && shown?.rows[1].n == 0 && shown?.rows[1].empty == 0)
        #expect(Self.hiddenLabels(Self.hidden(made, floor: 0)) == [])
    }

    @Test func `a label is hidden in every item where one of them has few answers`() {
        let made = Self.scale(
            [
                Self.row("a", [0, 0, 0, 20, 20]), Self.row("a", [0, 0, 0, 6, 6], label: "A"),
                Self.row("a", [0, 0, 0, 7, 7], label: "B"), Self.row("a", [0, 0, 0, 7, 7], label: "C"),
                Self.row("b", [0, 0, 0, 20, 11]), Self.row("b", [0, 0, 0, 2, 1], label: "A", empty: 9),
                Self.row("b", [0, 0, 0, 7, 7], label: "B"), Self.row("b", [0, 0, 0, 7, 7], label: "C"),
            ], segment: "team")
        #expect(Self.hiddenLabels(Self.hidden(made)) == ["A", "B", "A", "B"])
    }

    @Test func `all rows that are few are hidden whole`() {
        let made = Self.scale([Self.row("a", [0, 0, 1, 1, 2]), Self.row("b", [0, 0, 1, 1, 3])])
        #expect(Self.hidden(made)?.rows.map(\.isHidden) == [true, false])
    }

    @Test func `a label of which a cell is hidden is hidden here too`() throws {
        var results = Self.results([
            Self.scale(
                [Self.row("a", [0, 0, 0, 30, 30])]
                    + ["A", "B", "C"].map { Self.row("a", [0, 0, 0, 10, 10], label: $0) }, segment: "team")
        ])
        var metric = try #require(results.metrics.first)
        (metric.key, metric.footing) = ("mine", CellFooting(tables: ["surveys"]))
        results.metrics = [metric]
        results.segments = [
            Segment(key: "team", title: Wording("team"), labels: ["A", "B", "C"].map { SegmentLabel(key: $0) })
        ]
        let breakdown = Breakdown(segments: ["team"])
        results.breakdowns = [.total, breakdown]
        results.comparisons = [:]
        results.cells = [0, 1, 2].map { label in
            MetricCell(
                metric: "mine", breakdown: breakdown, period: results.period, labels: [label], value: .real(1),
                n: label == 2 ? 3 : 40, status: .plain)
        }
        let shown = SmallCells(floor: 5).hidden(in: results).distributions.first
        #expect(Self.hiddenLabels(shown).contains("C"))
        #expect(Self.hiddenLabels(shown).count >= 2)
    }

    @Test func `answers that few gave and nobody named are among the others`() {
        let made = Distribution(
            key: "c", title: Wording("c"), form: .categories, table: "surveys",
            steps: [Self.step("x", named: false), Self.step("y"), Self.step("z", named: false)],
            rows: [Self.row("c", [20, 2, 3])])
        let shown = Self.hidden(made)
        #expect(shown?.steps.map(\.key) == ["x", "y", "others"])
        #expect(shown?.rows.map(\.counts) == [[20, 2, 3]])
    }

    /// Whoever subtracts what is shown from the total learns of the hidden rows only together, and never of fewer than five.
    @Test func `no subtraction tells of fewer rows than are enough`() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<2000 {
            let labels = Int.random(in: 1...6, using: &random)
            let items = ["a", "b"].prefix(Int.random(in: 1...2, using: &random))
            let rows = items.flatMap { item -> [Distribution.Row] in
                let parts = (0..<labels).map { label in
                    let scale = Int.random(in: 0...8, using: &random)
                    return Self.row(
                        item, (0..<5).map { _ in Int.random(in: 0...scale, using: &random) }, label: "L\(label)")
                }
                let sums = (0..<5).map { step in parts.reduce(0) { $0 + $1.counts[step] } }
                return [Self.row(item, sums)] + parts
            }
            guard let shown = Self.hidden(Self.scale(rows, segment: "team")) else { return }
            for item in items {
                let before = rows.filter { $0.item == item && $0.label != nil }
                let after = shown.rows.filter { $0.item == item && $0.label != nil }
                let hidden = zip(before, after).filter { $1.isHidden }.map { $0.0 }
                #expect(zip(before, after).allSatisfy { !(1..<5).contains($0.n) || $1.isHidden })
                #expect(hidden.isEmpty || hidden.count == before.count || hidden.count > 1)
                #expect(hidden.isEmpty || hidden.count == before.count || hidden.reduce(0) { $0 + $1.n } >= 5)
                #expect(
                    Set(shown.rows.filter { $0.isHidden && $0.label != nil }.map { $0.label?.key }).count
                        == hidden.count)
            }
        }
    }
}
