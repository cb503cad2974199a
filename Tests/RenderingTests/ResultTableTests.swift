// Tables of results: what they hide, and how a report shows them.

import Diagnostics
import Documents
import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct ResultTableTests {
    private static let regions = ResultAxis(
        title: Wording(en: "Region", zh: "大区"), labels: ["East", "South"].map { Wording($0) })
    private static let answers = ResultAxis(
        title: Wording(en: "Answer", zh: "回答"), labels: ["yes", "no", "–"].map { Wording($0) })

    private static func reading(_ tables: [ResultTable], _ language: Language = .english, floor: Int = 5)
        -> ReportReading
    {
        var results = MetricResults(metrics: [], breakdowns: [.total], segments: [], period: .allTime)
        results.tables = tables
        let plan = Rendering.plan(
            RenderingOptions(floors: DisplayFloors(suppressBelow: floor)), title: Wording("t"), languages: [language],
            collector: DiagnosticCollector())
        return ReportReading(Rendering.shown(results, by: plan).results, language, blocks: [Tables()])
    }

    private static func rows(_ table: Document.Table?) -> [[String]] {
        ((table?.rows ?? []) + (table?.totals ?? [])).map { $0.map(\.shown) }
    }

    @Test func `a cross table has its counts, its sums and its bases`() throws {
        let cross = CrossTable(rows: Self.regions, columns: Self.answers, counts: [1200, 30, 0, 80, 90])
        let reading = Self.reading([
            ResultTable(
                key: "q1", title: Wording("Would buy again"), note: Wording("asked once"), content: .crossTable(cross))
        ])
        let table = try #require(reading.tables(of: "tables").first)
        #expect(table.columns.map(\.title) == ["Region", "yes", "no", "–", "All"])
        #expect(
            Self.rows(table) == [
                ["East", "1,200", "30", "0", "1,230"], ["South", "80", "90", "0", "170"],
                ["All", "1,280", "120", "0", "1,400"],
            ])
        #expect(table.rows[0][1] == .count(1200, shown: "1,200"))
        #expect(reading.paragraphs(of: "tables") == ["asked once"])
        #expect(reading.contents == ["tables"])
    }

    @Test func `no hidden count of a cross table can be worked out from those beside it`() {
        var random = SplitMix64(seed: 4)
        for _ in 0..<300 {
            let (height, width) = (Int(random.next() % 5) + 1, Int(random.next() % 5) + 1)
            let counts = (0..<height * width).map { _ in Int(random.next() % 12) * (random.next() % 3 == 0 ? 0 : 1) }
            let cross = CrossTable(
                rows: ResultAxis(title: Wording("r"), labels: [Wording](repeating: Wording("r"), count: height)),
                columns: ResultAxis(title: Wording("c"), labels: [Wording](repeating: Wording("c"), count: width)),
                counts: counts)
            let shown = cross.hidden(below: 5)
            func line(_ cells: [(whole: Int?, shown: Int?)]) {
                for cell in cells where cell.shown != nil { #expect(cell.whole == cell.shown) }
                let hidden = cells.filter { $0.shown == nil }
                for cell in cells where (cell.whole ?? 0) > 0 && (cell.whole ?? 0) < 5 { #expect(cell.shown == nil) }
                guard !hidden.isEmpty, hidden.count < cells.count else { return }
                #expect(hidden.count > 1 && hidden.reduce(0) { $0 + ($1.whole ?? 0) } >= 5, "\(counts)")
            }
            for row in 0..<height {
                line(
                    (0..<width).map { (cross[row, $0], shown[row, $0]) }
                        + [(cross.rowTotals[row], shown.rowTotals[row])])
            }
            for column in 0..<width {
                line(
                    (0..<height).map { (cross[$0, column], shown[$0, column]) }
                        + [(cross.columnTotals[column], shown.columnTotals[column])])
            }
        }
    }

    @Test func `a matrix and a curve hide what rests on too few rows, and leave open what has no number`() {
        let matrix = Matrix(
            rows: Self.regions, columns: Self.answers, unit: .fraction,
            cells: [.init(0.5, n: 20), .init(0.25, n: 4), .init(nil, n: 0), .init(1, n: 5)])
        let curve = Curve(
            stepTitle: Wording("After"), stepUnit: .days, steps: [0, 30, 60], unit: .fraction,
            lines: [
                .init(title: Wording("all"), points: [.init(1, n: 90), .init(0.5, low: 0.4, high: 0.6, n: 3)]),
                .init(title: Wording("A"), points: [.init(1, n: 9), .init(0.75, n: 9), .init(nil, n: 0)]),
            ])
        let tables = Self.reading([
            ResultTable(key: "m", title: Wording("M"), content: .matrix(matrix)),
            ResultTable(key: "c", title: Wording("C"), content: .curve(curve)),
        ]).tables(of: "tables")
        #expect(
            Self.rows(tables.first) == [["East", "50.0%", "hidden", "–"], ["South", "100.0%", "–", "–"]])
        #expect(
            Self.rows(tables.last) == [
                ["0.0\u{A0}d", "100.0%", "100.0%"], ["30.0\u{A0}d", "hidden", "75.0%"], ["60.0\u{A0}d", "–", "–"],
            ])
        #expect(tables.first?.rows.first?[2] == .value(.hidden(shown: "hidden")))
    }

    @Test(arguments: Language.allCases) func `a list of rows shows the first ones and says how many there are`(
        language: Language
    ) throws {
        let list = RowList(
            columns: [
                .init(key: "customer", title: Wording("Customer")), .init(key: "last", title: Wording("Last order")),
                .init(key: "revenue", title: Wording("Revenue"), unit: .currency("CNY")),
            ],
            rows: [
                [.text("C-1 | <b>"), .day(20_000), .number(.exact(ExactDecimal(units: 123_450, scale: 2)))],
                [.text("C-2"), .missing, .number(.real(2))],
            ], rowCount: 1203)
        var reading = Self.reading(
            [ResultTable(key: "l", title: Wording("Call back"), content: .rowList(list))], language)
        let table = try #require(reading.tables(of: "tables").first)
        #expect(table.columns.map(\.kind) == [.text, .text, .number])
        let day = language == .english ? "4 October 2024" : "2024年10月4日"
        #expect(Self.rows(table) == [["C-1 | <b>", day, "¥1,234.50"], ["C-2", "–", "¥2.00"]])
        #expect(
            reading.paragraphs(of: "tables")
                == [language == .english ? "and 1,201 more rows" : "另有 1,201 行"])
        let page = String(decoding: HTMLWriter().bytes(of: reading.document), as: UTF8.self)
        #expect(
            page.contains("<th scope=\"row\">C-1 | &lt;b&gt;</th>") && page.contains("class=\"number\">¥1,234.50</td>"))
        let text = String(decoding: MarkdownWriter().bytes(of: reading.document), as: UTF8.self)
        #expect(text.contains("| C-1 \\| &lt;b&gt; | \(day) | ¥1,234.50 |\n"))
        reading = ReportReading(
            {
                var results = MetricResults(metrics: [], breakdowns: [], segments: [], period: .allTime)
                results.tables = [ResultTable(key: "l", title: Wording("Call back"), content: .rowList(list))]
                return results
            }(), language,
            blocks: [Tables(RenderingOptionsTests.reader([("most_rows", RenderingOptionsTests.scalar("1"))]))])
        #expect(reading.tables(of: "tables").first?.rows.count == 1)
    }

    private static func pairs(together: [Int]) -> ItemPairs {
        ItemPairs(
            units: 47_243, items: 3655, itemsLeftOut: 0, least: 3, found: 1200, order: .p,
            pairs: together.enumerated().map { number, both in
                ItemPairs.Pair(
                    first: "tea \(number) | <b>", second: "milk", firstUnits: 378, secondUnits: 567, together: both,
                    forward: .init(share: 0.34656, low: 0.30035, high: 0.39586),
                    backward: .init(share: 0.23104, low: 0.19823, high: 0.26747), support: 0.0551, lift: 1.452866,
                    p: number == 0 ? 1e-12 : 3.55e-9, adjustedP: number == 0 ? 0.00001 : 0.0237)
            })
    }

    @Test(arguments: Language.allCases) func `pairs of items say what was tested, and hide those of few units`(
        language: Language
    ) throws {
        let table = ResultTable(
            key: "affinity", title: Wording("Bought together"),
            content: .itemPairs(Self.pairs(together: [131, 4, 5])))
        let reading = Self.reading([table], language)
        let shown = try #require(reading.tables(of: "tables").first)
        #expect(
            Self.rows(shown) == [
                ["tea 0 | <b>", "milk", "378", "567", "131", "5.51%", "34.7%", "30.0%–39.6%", "1.45", "< 0.0001"],
                ["tea 2 | <b>", "milk", "378", "567", "5", "5.51%", "34.7%", "30.0%–39.6%", "1.45", "0.0119"],
            ])
        let english = [
            "1,200 pairs of items are together in 3 or more of 47,243 units (baskets, orders or customers); listed are the first by p.",
            "Tested were 6,677,685 pairs: all of the 3,655 items that so many units have. Of pairs with an adjusted p of up to 0.05 "
                + "about one in twenty is expected to be chance (Benjamini and Hochberg). Why two items are together it does not say.",
            "1 pair of too few units is hidden.",
        ]
        let chinese = [
            "47,243 个单位（购物篮、订单或客户）中，有 1,200 对项目同时出现于至少 3 个单位；按 p 值列出前若干对。",
            "共检验 6,677,685 对，即出现于至少同样多单位的 3,655 个项目的所有两两组合。校正 p 不超过 0.05 的各对中，"
                + "预计约二十分之一属于偶然（Benjamini–Hochberg）；它不说明两个项目为何一同出现。",
            "单位过少的 1 对不予显示。",
        ]
        #expect(reading.paragraphs(of: "tables") == (language == .english ? english : chinese))
        let none = Self.reading([table], language, floor: 200)
        #expect(none.tables(of: "tables").first?.rows.count == 0)
    }

    @Test func `pairs of a metric whose total is hidden are not told, nor how many units there are`() {
        var results = MetricResults(metrics: [], breakdowns: [.total], segments: [], period: .allTime)
        results.tables = ["few", "many"].map { key in
            ResultTable(key: key, title: Wording(key), content: .itemPairs(Self.pairs(together: [131])))
        }
        results.cells = [("few", 3), ("many", 300)].map { key, n in
            MetricCell(
                metric: key, breakdown: .total, period: .allTime, labels: [], value: .real(0.5), n: n)
        }
        let plan = Rendering.plan(
            RenderingOptions(floors: DisplayFloors(suppressBelow: 5)), title: Wording("t"), languages: [.english],
            collector: DiagnosticCollector())
        #expect(Rendering.shown(results, by: plan).results.tables.map(\.key) == ["many"])
    }

    @Test func `pairs stand in a file of their own and in results.json, safe to open in a spreadsheet`() throws {
        let month = Period(.month, containing: CivilDate(isoText: "2026-09-01")?.dayNumber ?? 0)
        var results = MetricResults(metrics: [], breakdowns: [.total], segments: [], period: month)
        var pairs = Self.pairs(together: [131])
        pairs.pairs[0].first = "=1+1"
        results.tables = [ResultTable(key: "m", title: Wording("M"), content: .itemPairs(pairs))]
        let text = String(decoding: PairsTable(results: results).file.bytes, as: UTF8.self)
        #expect(
            text == """
                metric,period_start,period_end,first,second,units,first_units,second_units,together,support,confidence,\
                confidence_low,confidence_high,reverse_confidence,reverse_low,reverse_high,lift,p,adjusted_p
                m,2026-09-01,2026-10-01,'=1+1,milk,47243,378,567,131,0.0551,0.34656,0.30035,0.39586,0.23104,0.19823,\
                0.26747,1.452866,1e-12,1e-05

                """)
        let json = JSONText(results.itemPairsJSON, layout: .flatOnOneLine).bytes
        #expect(String(decoding: json, as: UTF8.self).contains("\"lift\": 1.452866"))
    }
}
