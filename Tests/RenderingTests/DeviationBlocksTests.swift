// Shaded tables, exceptions and changes: what is marked, what is only shown, and what is not told.
import Charts
import Diagnostics
import Documents
import Stages
import Tabular
import Testing

@testable import Rendering

struct DeviationBlocksTests {
    private static let region = Breakdown(segments: ["region"])

    private static func metric(_ key: String, better: Direction = .higher, minimumN: Int = 10) -> MetricDescription {
        MetricDescription(
            key: key, title: Wording(en: "M \(key)", zh: "指标 \(key)"), unit: .fraction, better: better,
            formula: Wording("f"),
            definition: "\(key){}", interval: "wilson", minimumN: minimumN)
    }

    private static func cell(
        _ key: String, _ value: Double, label: Int?, n: Int = 100, half: Double = 0.0196, status: CellStatus = .plain
    ) -> MetricCell {
        MetricCell(
            metric: key, breakdown: label == nil ? .total : region, period: SampleResults.period,
            labels: label.map { [$0] } ?? [], value: status == .hidden ? nil : .real(value),
            n: status == .hidden ? 0 : n,
            low: status == .hidden ? nil : value - half, high: status == .hidden ? nil : value + half, status: status)
    }

    /// One metric of 50 % in all, with a standard error of one point in every region.
    private static func results(_ cells: [MetricCell], _ metrics: [MetricDescription] = [metric("a")]) -> MetricResults
    {
        MetricResults(
            metrics: metrics, breakdowns: [.total, region], segments: SampleResults.segments,
            period: SampleResults.period, comparedPeriods: [:],
            cells: metrics.map { cell($0.key, 0.5, label: nil) } + cells)
    }

    /// As if every cell had been tested.
    private static func tested(_ results: MetricResults) -> MetricResults {
        var results = results
        results.judgements.besideOthers = Set(results.cells.indices)
        return results
    }

    private static func finding(_ label: Int, tone: Finding.Tone) -> Finding {
        Finding(
            metric: "a", breakdown: region, period: SampleResults.period, labels: [label], against: .rest,
            basePeriod: nil,
            value: .real(0.4), n: 100, expected: 0.5, expectedLow: 0.45, expectedHigh: 0.55, test: .proportions,
            p: 0.001,
            adjustedP: 0.01, certainSize: 0.1, tone: tone)
    }

    private static func heat(_ results: MetricResults, _ language: Language = .english) -> Document.Heat? {
        let reading = ReportReading(tested(results), language, blocks: [Where()])
        for case .heat(let heat) in reading.elements(of: "where") { return heat }
        return nil
    }

    @Test func `shades follow the distance in standard errors, signs follow findings and nothing else`() throws {
        var results = Self.results([
            Self.cell("a", 0.505, label: 0), Self.cell("a", 0.515, label: 1), Self.cell("a", 0.53, label: 2),
            Self.cell("a", 0.485, label: 3), Self.cell("a", 0.42, label: 4), Self.cell("a", 0.40, label: 5),
        ])
        results.judgements.findings = [Self.finding(5, tone: .worse)]
        let row = try #require(Self.heat(results)).rows[0].cells
        #expect(row.map(\.value) == ["50.0%", "50.5%", "51.5%", "53.0%", "48.5%", "42.0%", "40.0%"])
        #expect(row.map(\.shade) == [.plain, .plain, .better1, .better2, .worse1, .worse2, .worseSignal])
        #expect(try #require(Self.heat(results)).title == "By Region: 1 number beyond noise")
        #expect(try #require(Self.heat(results, .chinese)).title == "按大区：1 处超出误差范围")
    }

    @Test func `of a metric for which less is better the shades turn`() throws {
        let results = Self.results(
            [Self.cell("a", 0.53, label: 0), Self.cell("a", 0.47, label: 1)], [Self.metric("a", better: .lower)])
        #expect(try #require(Self.heat(results)).rows[0].cells.map(\.shade) == [.plain, .worse2, .better2])
        let neutral = Self.results(
            [Self.cell("a", 0.53, label: 0), Self.cell("a", 0.47, label: 1)], [Self.metric("a", better: .none)])
        #expect(try #require(Self.heat(neutral)).rows[0].cells.map(\.shade) == [.plain, .plain, .plain])
    }

    @Test func `few rows are hatched and not shaded, a hidden number stays hidden`() throws {
        let results = Self.results([
            Self.cell("a", 0.9, label: 0, n: 6), Self.cell("a", 0.1, label: 1, status: .hidden),
            Self.cell("a", 0.5, label: 2),
        ])
        let cells = try #require(Self.heat(results)).rows[0].cells
        #expect(cells[1].isThin && cells[1].shade == .plain)
        #expect(cells[2].value == "hidden" && cells[2].shade == .plain && !cells[2].isThin)
    }

    @Test func `segments with very many labels are people, and left to the block of groups`() {
        let cells = (0..<8).map { Self.cell("a", 0.5, label: $0) }
        var block = Where()
        block.mostLabels = 2
        let reading = ReportReading(Self.results(cells), .english, blocks: [block])
        #expect(reading.section("where") == nil)
    }

    @Test func `what was not tested has no shade and is no exception`() throws {
        let results = Self.results([Self.cell("a", 0.42, label: 0), Self.cell("a", 0.58, label: 1)])
        let reading = ReportReading(results, blocks: [Where(), Exceptions()])
        guard case .heat(let heat)? = reading.elements(of: "where").first else { return #expect(Bool(false)) }
        #expect(heat.rows[0].cells.allSatisfy { $0.shade == .plain })
        #expect(reading.tables(of: "exceptions").isEmpty)
    }

    @Test func `a label that a finding is of is shown however few rows it has`() throws {
        var results = Self.results((0..<6).map { Self.cell("a", 0.5, label: $0, n: $0 == 5 ? 40 : 100) })
        results.judgements.findings = [Self.finding(5, tone: .worse)]
        var block = Where()
        block.mostLabels = 2
        let reading = ReportReading(Self.tested(results), .chinese, blocks: [block])
        guard case .heat(let heat)? = reading.elements(of: "where").first else { return #expect(Bool(false)) }
        #expect(heat.title == "按大区：1 处超出误差范围" && heat.columns.contains("西北"))
    }

    // MARK: Exceptions

    private static func exceptions(_ results: MetricResults) -> (rows: [[String]], lead: String) {
        let reading = ReportReading(tested(results), .english, blocks: [Exceptions()])
        return (
            reading.tables(of: "exceptions").flatMap { $0.rows.map { $0.map(\.shown) } },
            reading.paragraphs(of: "exceptions").first ?? ""
        )
    }

    @Test func `the worst come first, of enough rows alone, and noise is called noise`() {
        let told = Self.exceptions(
            Self.results([
                Self.cell("a", 0.48, label: 0), Self.cell("a", 0.47, label: 1), Self.cell("a", 0.1, label: 2, n: 29),
                Self.cell("a", 0.6, label: 3), Self.cell("a", 0.3, label: 7),
            ]))
        #expect(told.rows.map(\.first) == ["South", "East"])
        #expect(told.lead.hasSuffix("All 2 lie within noise: worth a look, no ground for judgement."))
    }

    @Test func `where nothing is worse a sentence says so`() {
        let told = Self.exceptions(Self.results([Self.cell("a", 0.6, label: 0), Self.cell("a", 0.495, label: 1)]))
        #expect(
            told.rows.isEmpty
                && told.lead == "No place that was tested is worse than all by as much as one standard error.")
    }

    // MARK: Changes

    @Test func `changes stand by how sure they are, hidden and incomparable ones are left out`() throws {
        var results = Self.results([], [Self.metric("a"), Self.metric("b"), Self.metric("c")])
        let before = SampleResults.period.advanced(by: -1)
        func change(_ by: Double, half: Double, _ verdict: Comparison.Verdict) -> Comparison {
            Comparison(
                base: .previous, basePeriod: before, baseValue: .real(0.5 - by), difference: by, low: by - half,
                high: by + half, relative: by, verdict: verdict)
        }
        results.comparisons = [
            0: [change(0.01, half: 0.02, .withinNoise)], 1: [change(-0.1, half: 0.02, .worse)],
            2: [change(0.2, half: 0.1, .notComparable)],
        ]
        let table = try #require(ReportReading(results, .english, blocks: [Changes()]).tables(of: "changes").first)
        #expect(table.rows.map { $0[0].shown } == ["M b", "M a"])
        #expect(table.rows[0].map(\.shown).prefix(4) == ["M b", "50.0%", "60.0%", "−10.0\u{A0}pp"])
        let heading = ReportReading(results, .chinese, blocks: [Changes()]).elements(of: "changes").first
        guard case .heading(let title)? = heading else { return #expect(Bool(false)) }
        #expect(title.text == "较2026年第二季度：2 项变化中 1 项超出误差范围")
    }
}
