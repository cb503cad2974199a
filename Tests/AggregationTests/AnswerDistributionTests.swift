// How answers spread: what is counted, what is not, and that it does not depend on how the rows are cut.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Aggregation

@Suite struct AnswerDistributionTests {
    private static let month = ReportPeriods(period: .month("2026-09"), today: 30_000)

    /// Ten answers of September and two of October, one without a time.
    private static func answers(chunkRows: Int = .max) -> Table {
        .sample(
            "surveys",
            [
                ("time", .dates(Array(repeating: "2026-09-10", count: 10) + ["2026-10-01", nil])),
                ("score", .integers([5, 5, 4, 3, 1, 6, nil, 4, 2, 5, 5, 5])),
                (
                    "told",
                    .texts([
                        "电话┋邮件", "电话┋电话", " 邮件 ┋", "其他〖写信〗", "其他〖传真〗┋电话", nil, "", "门店", "电话", "邮件", "电话", "电话",
                    ])
                ),
                ("pace", .seconds([10, 20, 30, 40, 50, 60, 70, nil, 90, 100, 1, 1])),
                ("team", .texts(["A", "A", "A", "A", "A", "A", "A", "B", "B", nil, "A", "A"])),
            ], chunkRows: chunkRows)
    }

    private static func distribution(
        _ options: String, chunkRows: Int = .max, jobs: Int = 1
    ) throws -> Distribution {
        var bench = AggregationBench(tables: [answers(chunkRows: chunkRows)], periods: month)
        bench.segments = ["team": ("surveys", "team")]
        bench.jobs = jobs
        return try #require(try bench.results("distributions: { mine: \(options) }").distributions.first)
    }

    private static let scale = "{ scale: score, of: surveys, order: 1..5, by: team }"

    @Test func `a scale counts the answers of the period, and tells of those that are none of its own`() throws {
        let made = try Self.distribution(Self.scale)
        #expect(made.steps.map(\.key) == ["1", "2", "3", "4", "5"])
        #expect((made.top, made.neutral) == (2, 2...2))
        let all = try #require(made.totals.first)
        #expect(all.counts == [1, 1, 1, 2, 3])
        #expect((all.n, all.empty, all.outside) == (8, 1, 1))
        #expect(made.topCount(of: all) == 5)
        let labels = made.labels(of: "score")
        #expect(labels.map { $0.label?.key } == ["A", "B", "unknown"])
        #expect(labels.map(\.counts) == [[1, 0, 1, 1, 2], [0, 1, 0, 1, 0], [0, 0, 0, 0, 1]])
        #expect(
            labels.map(\.n) == [5, 2, 1] && labels.map(\.empty) == [1, 0, 0] && labels.map(\.outside) == [1, 0, 0])
    }

    @Test(arguments: [
        scale, "{ categories: told, of: surveys, split: ┋, until: 〖, by: team }",
        "{ amounts: pace, of: surveys, by: team }",
    ])
    func `any cut of the rows and any number of threads give the same`(options: String) throws {
        let whole = try Self.distribution(options)
        for chunkRows in [1, 3, 5] {
            for jobs in [1, 2, 4] {
                #expect(try Self.distribution(options, chunkRows: chunkRows, jobs: jobs) == whole)
            }
        }
    }

    @Test func `a choice of several counts once in a row, and what was written in beside it does not`() throws {
        let made = try Self.distribution("{ categories: told, of: surveys, split: ┋, until: 〖, most: 2 }")
        let all = try #require(made.totals.first)
        // 电话 1, 2, 5, 9; 邮件 1, 3, 10; 其他 4, 5; 门店 8.
        #expect(made.steps.map(\.key) == ["电话", "邮件", "others"])
        #expect(made.steps.map(\.isOthers) == [false, false, true])
        #expect(all.counts == [4, 3, 3] && made.isMultiple)
        #expect((all.n, all.empty) == (8, 2))
    }

    @Test func `categories that are named stand in their order, the others behind them`() throws {
        let made = try Self.distribution("{ categories: score, of: surveys, order: [7, 2], most: 3 }")
        #expect(made.steps.map(\.key) == ["7", "2", "5", "others"])
        #expect(made.steps.map(\.isNamed) == [true, true, false, false])
        #expect(made.totals.first?.counts == [0, 1, 3, 5])
        // Of equal counts the smaller text comes first.
        let some = try Self.distribution("{ categories: score, of: surveys, most: 4 }")
        #expect(some.steps.map(\.key) == ["5", "4", "1", "2", "others"])
    }

    @Test func `amounts have ranges with round ends, and quartiles as spreadsheets have them`() throws {
        let made = try Self.distribution("{ amounts: pace, of: surveys }")
        let all = try #require(made.totals.first)
        #expect(made.unit == .seconds)
        #expect((all.n, all.empty) == (9, 1))
        // 10 20 30 40 50 60 70 90 100: positions 2, 4 and 6.
        #expect(all.quartiles == Distribution.Quartiles(lower: 30, median: 50, upper: 70))
        #expect(all.counts.reduce(0, +) == 9)
        #expect(made.steps.first?.low == 0 && made.steps.first?.high == 10)
        #expect(made.steps.map(\.key).prefix(2) == ["0..10", "10..20"])
    }

    @Test func `decimals, reals and whole numbers of the same worth are the same answer`() throws {
        for column in [
            SampleColumn.decimals(["5.0", "4.00"]), .reals([5, 4]), .integers([5, 4]), .texts(["5", "4.0"]),
        ] {
            let bench = AggregationBench(tables: [.sample("other", [("score", column)])])
            let made = try bench.results("distributions: { mine: { scale: score, of: other, order: [3, 4.0, 05] } }")
            #expect(made.distributions.first?.totals.first?.counts == [0, 1, 1], "\(column)")
        }
    }

    @Test func `a table without rows, and a period without rows, come to nothing`() throws {
        for form in ["scale: score, order: 1..5", "categories: score", "amounts: score"] {
            let bench = AggregationBench(tables: [.sample("other", [("score", .integers([]))])])
            let made = try bench.results("distributions: { mine: { \(form), of: other } }")
            let row = try #require(made.distributions.first?.totals.first)
            #expect((row.n, row.empty) == (0, 0) && row.quartiles == nil)
        }
    }

    @Test func `where a scale begins with its best answer the highest answers are its last`() throws {
        let made = try Self.distribution("{ scale: score, of: surveys, order: 5..1, top: 1 }")
        let row = try #require(made.totals.first)
        #expect(made.steps.map(\.key) == ["5", "4", "3", "2", "1"])
        #expect(made.topCount(of: row) == 1)
        let ends = try Self.distribution("{ scale: score, of: surveys, order: 1..4, neutral: [2, 3] }")
        #expect(ends.neutral == 1...2)
        #expect(try Self.distribution("{ scale: score, of: surveys, order: 1..4 }").neutral == nil)
    }

    @Test func `rows made up for a test are not spread`() throws {
        var bench = AggregationBench(tables: [Self.answers()], periods: Self.month)
        bench.segments = ["team": ("surveys", "team")]
        bench.isExample = true
        #expect(try bench.results("distributions: { mine: \(Self.scale) }").distributions.isEmpty)
    }

    // MARK: Mistakes

    private static func differences(
        _ text: MarkedText, _ expected: [Character: String], _ language: Language = .english
    ) -> [String] {
        let table = Table.sample(
            "surveys",
            [("score", .integers([1])), ("day", .dates([nil])), ("pace", .seconds([1])), ("word", .texts(["a"]))])
        let bench = AggregationBench(tables: [table], periods: month)
        let collector = DiagnosticCollector()
        _ = bench.plan(text.text, collector)
        return text.differences(from: expected, collector.diagnostics, in: language)
    }

    private static let mistakes: MarkedText = """
        distributions:
          ①a: { of: surveys, time: day }
          ②b: { scale: score, of: surveys, time: day }
          ③c: { scale: score, of: surveys, time: day, order: [1, 2, 1.0] }
          ④d: { scale: score, of: surveys, time: day, order: 1..5, neutral: 5 }
          ⑤e: { scale: score, of: surveys, time: day, order: 1..2, top: 2 }
          ⑥f: { scale: score, of: surveys, time: day, order: 1..500 }
          g: { amounts: ⑦word, of: surveys, time: day }
          h: { categories: ⑧day, of: surveys, time: day }
          ⑨i: { categories: word, of: surveys }
          j: { categories: word, of: surveys, time: ⑩pace }
        """

    @Test func `mistakes are told at their place, with what to write`() {
        let example = "write, for example, "
        #expect(
            Self.differences(
                Self.mistakes,
                [
                    "①": "distribution 'a' expects exactly one of 'scale', 'categories', 'amounts', found none\n"
                        + example + "a: { scale: csat, of: surveys, order: 1..5 }",
                    "②": "scale 'b' lacks 'order': its answers from the lowest to the highest\n\(example)order: 1..5",
                    "③": "'order' of 'c' has the answer '1' twice\nremove one of them",
                    "④":
                        "'neutral' of 'd' expects neighbours among the answers of 'order', neither the first nor the last of them\n"
                        + "\(example)neutral: 3",
                    "⑤": "'top' of 'e' takes all answers together, which is always 100%\n\(example)top: 1",
                    "⑥":
                        "'order' of 'f' expects 2 to 20 answers of a scale, or a range such as 1..5\n\(example)order: 1..5",
                    "⑦": "'amounts' expects numbers or lengths of time, 'word' holds texts\n"
                        + "give the column a type under 'ingest', or write categories: word",
                    "⑧": "'categories' expects texts or numbers, 'day' holds dates\n"
                        + "write amounts: day for lengths of time, or derive a text or number from it first",
                    "⑨":
                        "distribution 'i' lacks 'time': which rows of table 'surveys' fall in the period\nwrite time: day",
                    "⑩": "'time' of distribution 'j' expects a date or a moment, 'pace' is neither\nwrite time: day",
                ]) == [])
    }

    @Test func `mistakes are told in Chinese too`() {
        #expect(
            Self.differences(
                Self.mistakes,
                [
                    "①": "分布 'a' 应写 'scale'、'categories'、'amounts' 中的一个，实际一个也没有\n"
                        + "例如：a: { scale: csat, of: surveys, order: 1..5 }",
                    "②": "量表 'b' 缺少 'order'，即由低到高的各个答案\n例如：order: 1..5",
                    "③": "'c' 的 'order' 中答案 '1' 出现两次\n请删去其中一个",
                    "④": "'d' 的 'neutral' 应为 'order' 中相邻的答案，且不含首尾两个\n例如：neutral: 3",
                    "⑤": "'e' 的 'top' 包含全部答案，结果总是 100%\n例如：top: 1",
                    "⑥": "'f' 的 'order' 应为 2 到 20 个答案，或 1..5 之类的范围\n例如：order: 1..5",
                    "⑦": "'amounts' 应为数值或时长，而 'word' 是文本\n请在 'ingest' 中写明该列的类型，或改写 categories: word",
                    "⑧": "'categories' 应为文字或数值，而 'day' 是日期\n时长请改写 amounts: day，其他请先用 'derive' 转为文字或数值",
                    "⑨": "分布 'i' 缺少 'time'：无法得知表 'surveys' 的哪些行属于报告期\n请写 time: day",
                    "⑩": "分布 'j' 的 'time' 应为日期或时刻，而 'pace' 不是\n请写 time: day",
                ], .chinese) == [])
    }

    @Test func `a column that names people is not spread`() throws {
        let collector = DiagnosticCollector()
        let options = AggregationOptions(
            .text("distributions: { who: { categories: name, of: surveys } }"), collector: collector)
        var schema = TableSchema.sample(.sample("surveys", [("name", .texts(["a"]))]), kind: "surveys")
        schema.namesPeople["name"] = true
        let plan = Aggregation.plan(
            options, catalogue: .empty, schemas: [schema], segments: [],
            periods: ReportPeriods(period: .allTime, today: 30_000), collector: collector)
        #expect(!plan.hasDistributions)
        let told = try #require(collector.diagnostics.first)
        #expect(told.kind == .pipeline("distribution-of-people"))
        #expect(told.message.english.contains("'name' of table 'surveys' names people"))
        #expect(told.message.chinese.contains("表 'surveys' 的 'name' 含个人信息"))
        #expect(told.help?.english.contains("personal: false") == true)
        #expect(told.help?.chinese.contains("personal: false") == true)
    }
}
