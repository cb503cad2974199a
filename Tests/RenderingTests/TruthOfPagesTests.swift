// What a page says beside its numbers is true: summaries, reasons, marks, lists of warnings.

import Diagnostics
import Documents
import Stages
import Tabular
import Testing

@testable import Rendering

struct TruthOfPagesTests {
    private static let period = SampleResults.period
    private static let before = SampleResults.period.advanced(by: -1)

    private static func metric(
        _ key: String, _ unit: MetricUnit, interval: String? = nil, isAdditive: Bool = false, waits: Bool = false
    ) -> MetricDescription {
        var metric = MetricDescription(
            key: key, title: Wording(en: "M \(key)", zh: "指标 \(key)"), unit: unit, better: .none, formula: Wording("f"),
            definition: "\(key){}", interval: interval)
        metric.isAdditive = isAdditive
        metric.waits = waits
        return metric
    }

    private static func cell(_ key: String, _ value: Double?, n: Int, status: CellStatus = .plain) -> MetricCell {
        MetricCell(
            metric: key, breakdown: .total, period: period, value: value.map { .real($0) }, n: n, status: status)
    }

    private static func change(_ verdict: Comparison.Verdict, relative: Double? = nil) -> Comparison {
        Comparison(
            base: .previous, basePeriod: before, baseValue: .real(100), difference: relative.map { $0 * 100 },
            relative: relative, verdict: verdict)
    }

    private static func results(_ cells: [(MetricDescription, MetricCell, Comparison?)]) -> MetricResults {
        var results = MetricResults(
            metrics: cells.map(\.0), breakdowns: [.total], segments: [], period: period,
            comparedPeriods: [.previous: before], cells: cells.map(\.1))
        for (position, entry) in cells.enumerated() { results.comparisons[position] = entry.2.map { [$0] } }
        return results
    }

    private static func model(
        _ results: MetricResults, _ language: Language = .english, facts: RunFacts = SampleResults.facts(),
        kind: ReportKind = .summary
    ) -> ReportReading {
        ReportReading(results, language, facts: facts, kind: kind)
    }

    // MARK: At a glance

    @Test func `changes without an interval are told with their amounts beside those within noise`() {
        let results = Self.results([
            (
                Self.metric("a", .count, isAdditive: true), Self.cell("a", 149, n: 149),
                Self.change(.unjudged, relative: 0.49)
            ),
            (Self.metric("b", .fraction, interval: "wilson"), Self.cell("b", 0.5, n: 100), Self.change(.withinNoise)),
        ])
        #expect(
            Self.model(results).summary.first
                == "Against Q2 2026, 1 without an interval to judge by: M a +49.0%; 1 within noise")
        #expect(
            Self.model(results, .chinese).summary.first == "较2026年第二季度，无区间可据以判断 1 项：指标 a +49.0%；在误差范围内 1 项")
    }

    @Test func `of too many changes the greatest are named`() {
        let results = Self.results(
            (1...10).map { number in
                let key = "m\(number)"
                return (
                    Self.metric(key, .count, isAdditive: true), Self.cell(key, 100, n: 100),
                    Self.change(.unjudged, relative: Double(number) / 100)
                )
            })
        let summary = Self.model(results).summary.first ?? ""
        #expect(summary.hasPrefix("Against Q2 2026, 10 without an interval to judge by: M m10 +10.0%, M m9 +9.0%,"))
        #expect(summary.hasSuffix("M m3 +3.0% …"))
    }

    @Test func `a comparison that cannot be made says why`() {
        var results = Self.results([
            (Self.metric("a", .count, isAdditive: true), Self.cell("a", 9, n: 9), Self.change(.notComparable))
        ])
        results.partialPeriods = [Self.before]
        results.partialReasons = [Self.before: [Wording(en: "table 't' has no row on 2026-04-18", zh: "表 't' 缺数据")]]
        let model = Self.model(results)
        #expect(
            model.summary.first
                == "Against Q2 2026, 1 not comparable (Q2 2026 is partial: table 't' has no row on 2026-04-18)")
        #expect(
            model.items(of: "books", below: "Why periods are partial")
                == [Document.List.Item("table 't' has no row on 2026-04-18", lead: .name("Q2 2026"))])
        #expect(model.document.masthead.periodMark == nil && model.document.masthead.callout == nil)
        results.partialPeriods = [Self.period]
        #expect(
            Self.model(results, .chinese).summary.first == "较2026年第二季度，不可比 1 项（本期不完整）")
    }

    @Test func `a partial period says why, and of what its figures are`() {
        var results = Self.results([
            (Self.metric("a", .count, isAdditive: true), Self.cell("a", 318, n: 318, status: .partial), nil)
        ])
        results.partialPeriods = [Self.period]
        results.partialReasons = [
            Self.period: [
                Wording(en: "it is not over", zh: "尚未结束"),
                Wording(en: "table 't' has no row on D", zh: "表 't' 在 D 没有数据"),
            ]
        ]
        #expect(
            Self.model(results).document.masthead.callout?.text
                == "The period is partial: it is not over; table 't' has no row on D. Figures marked partial are of all "
                + "rows that the files hold of it, and are not compared with those of whole periods.")
        #expect(
            Self.model(results, .chinese).document.masthead.callout?.text
                .hasPrefix("报告期不完整：尚未结束；表 't' 在 D 没有数据。") == true)
    }

    @Test func `one row of one file is no rows of files`() {
        var facts = SampleResults.facts()
        facts.files = [facts.files[0]]
        facts.ledgers = [TableLedger(table: "calls", readByFile: [0: 1], keptByFile: [0: 1])]
        let results = Self.results([])
        #expect(Self.model(results, facts: facts).summary.last?.hasPrefix("1 row read from 1 file: 1 kept") == true)
    }

    // MARK: Marks

    @Test(arguments: [
        (MetricUnit.currency("CNY"), false, "small sample"), (.currency("CNY"), true, ""),
        (.number, false, "small sample"),
        (.number, true, ""), (.count, true, ""), (.fraction, false, "small sample"), (.seconds, true, ""),
        (.seconds, false, "small sample"),
    ])
    func `all but counts and sums of few rows are marked`(unit: MetricUnit, isAdditive: Bool, note: String) {
        let results = Self.results([(Self.metric("a", unit, isAdditive: isAdditive), Self.cell("a", 20, n: 8), nil)])
        #expect(Self.model(results).headlines.first?.measurement.note == note)
    }

    @Test func `what cannot be judged yet is not said to be without data`() {
        let results = Self.results([
            (Self.metric("a", .fraction, waits: true), Self.cell("a", nil, n: 0, status: .undefined), nil),
            (Self.metric("b", .fraction), Self.cell("b", nil, n: 0, status: .undefined), nil),
        ])
        #expect(Self.model(results).headlines.map(\.measurement.note) == ["none to judge yet", "no data"])
        #expect(Self.model(results, .chinese).headlines.first?.measurement.note == "尚无可判定的行")
    }

    @Test func `a table of counts has no column of numbers of observations`() {
        var results = Self.results([(Self.metric("a", .count, isAdditive: true), Self.cell("a", 60, n: 60), nil)])
        let byRegion = Breakdown(segments: ["region"])
        results.breakdowns.append(byRegion)
        results.segments = SampleResults.segments
        var part = results.cells[0]
        part.breakdown = byRegion
        part.labels = [0]
        results.cells.append(part)
        let panel = Self.model(results, kind: .managementReview).panels.first
        #expect(panel?.rows.count == 2)
        #expect(panel?.hasSamples == false)
    }

    @Test func `a report on all time has the dates of its rows`() {
        var results = MetricResults(metrics: [], breakdowns: [.total], segments: [], period: .allTime)
        results.allDays = (Self.period.start ?? 0)...((Self.period.start ?? 0) + 9)
        #expect(Self.model(results).document.masthead.days?.text == "1 July to 10 July 2026")
        #expect(Self.model(results, .chinese).document.masthead.days?.text == "2026年7月1日至7月10日")
    }

    // MARK: Warnings and rejected rows

    @Test func `rejected rows have their list, and other warnings do not flood the page`() {
        var facts = SampleResults.facts()
        func warning(_ kind: String, _ number: Int) -> Diagnostic {
            Diagnostic(
                .remark(kind), .warning, at: SourceLocation(file: "a.csv", line: number), Wording("w"))
        }
        var rest = warning("bad-cell", 15)
        rest.standsFor = 100
        facts.warnings =
            (1...30).map { warning("rejected-row", $0) } + (1...14).map { warning("bad-cell", $0) } + [rest]
        let warnings = Self.model(Self.results([]), facts: facts).items(of: "books", below: "Warnings")
        #expect(warnings.map(\.lead) == (1...10).map { .place("a.csv:\($0)") })
        #expect(warnings.compactMap(\.remark) == ["104 more like this, all in run.json"])
        let few = ReportReading(
            Self.results([]), facts: facts,
            blocks: [Books(RenderingOptionsTests.reader([("most_warnings", RenderingOptionsTests.scalar("2"))]))])
        #expect(few.items(of: "books", below: "Warnings").count == 2)
    }

    @Test func `what was set aside in the newest file of a table stands first, in a summary too`() {
        func row(_ file: Int, _ line: Int, _ reason: String) -> RejectedRow {
            RejectedRow(
                file: file, line: line, byte: 0, column: nil, stage: .ingest, rule: "read", reason: Wording(reason),
                raw: "x")
        }
        var facts = SampleResults.facts()
        facts.rejects = RejectedRows(
            (1...5).map { row(0, $0, "old") } + [row(2, 7, "new")] + (0..<11).map { row(1, $0, "kind \($0)") })
        let model = Self.model(Self.results([]), facts: facts)
        #expect(model.rejects.first?[3] == "new")
        #expect(model.rejects.count == 10)
        #expect(model.paragraphs(of: "rejects").last == "and 3 more kinds, all in rejects.csv")
        #expect(model.contents.contains("rejects"))
    }

    @Test func `every cell of a table that a phone stacks says what it is`() {
        let page = String(
            decoding: HTMLWriter().bytes(of: Self.model(SampleResults.results()).document), as: UTF8.self)
        let tables = page.split(separator: "<table class=\"stack\">").dropFirst()
        #expect(tables.count >= 3)
        for table in tables {
            let body = table.split(separator: "<tbody>").dropFirst().first?.split(separator: "</tbody>").first ?? ""
            #expect(body.ranges(of: "<td").count > 2)
            #expect(body.ranges(of: "<td").count == body.ranges(of: "<td data-label=").count)
        }
    }
}
