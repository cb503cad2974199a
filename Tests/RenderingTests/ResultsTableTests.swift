// `results.csv` and `rejects.csv`, byte by byte.

import Diagnostics
import Stages
import Tabular
import Testing

@testable import Rendering

struct ResultsTableTests {
    static let month = Period(.month, containing: PeriodFormatTests.day("2026-07-01"))

    static let small: MetricResults = {
        let share = MetricDescription(
            key: "csat_top2", title: Wording("CSAT"), unit: .fraction, better: .higher, formula: Wording("a ÷ b"),
            definition: "csat_top2{}", interval: "wilson")
        let revenue = MetricDescription(
            key: "net_revenue", title: Wording("Revenue"), unit: .currency("CNY"), better: .higher,
            formula: Wording("sum"), definition: "net_revenue{}")
        let region = Segment(
            key: "region", title: Wording(en: "Region", zh: "大区"),
            labels: [SegmentLabel(key: "华东"), SegmentLabel(key: "=1+1, \"x\""), .unknown])
        let tier = Segment(key: "tier", title: Wording("Tier"), labels: [SegmentLabel(key: "A")])
        let byBoth = Breakdown(grain: .month, segments: ["region", "tier"])
        let quarter = Period(.quarter, containing: month.start ?? 0)
        return MetricResults(
            metrics: [share, revenue], breakdowns: [.total, byBoth], segments: [region, tier], period: quarter,
            cells: [
                MetricCell(
                    metric: "csat_top2", breakdown: .total, period: quarter, value: .real(0.83),
                    numerator: .exact(ExactDecimal(83)), denominator: .exact(ExactDecimal(100)), n: 100, low: 0.744,
                    high: 0.891, target: Target(bound: .atLeast, value: 0.9), status: .missed),
                MetricCell(
                    metric: "csat_top2", breakdown: byBoth, period: month, labels: [1, 0], n: 0, status: .undefined),
                MetricCell(
                    metric: "csat_top2", breakdown: byBoth, period: month, labels: [9, 0], value: .real(.nan), n: 2,
                    low: .infinity),
                MetricCell(
                    metric: "net_revenue", breakdown: byBoth, period: month, labels: [0, 0],
                    value: .exact(ExactDecimal(units: -1_234_567_890_123_450, scale: 2)), n: 12),
            ])
    }()

    private static func table(_ results: MetricResults, startsWithByteOrderMark: Bool = false) -> [UInt8] {
        ResultsFiles(
            results: results, facts: SampleResults.facts(), startsWithByteOrderMark: startsWithByteOrderMark
        ).files[0].bytes
    }

    @Test func `results.csv holds one row per cell, exact and without words for missing values`() {
        let text = String(decoding: Self.table(Self.small), as: UTF8.self)
        #expect(
            text == """
                metric,grain,period_start,period_end,segment,value,numerator,denominator,n,low,high,unit,target,status
                csat_top2,quarter,2026-07-01,2026-10-01,,0.83,83,100,100,0.744,0.891,fraction,>=0.9,missed
                csat_top2,month,2026-07-01,2026-08-01,"region=""\\=1+1, \\""x\\""\""; tier=A",,,,0,,,fraction,,undefined
                csat_top2,month,2026-07-01,2026-08-01,region=; tier=A,,,,2,,,fraction,,
                net_revenue,month,2026-07-01,2026-08-01,region=华东; tier=A,-12345678901234.5,,,12,,,CNY,,

                """)
    }

    @Test func `all time has no bounds in results.csv`() {
        var results = Self.small
        results.period = .allTime
        results.cells = [MetricCell(metric: "csat_top2", breakdown: .total, period: .allTime, value: .real(1), n: 3)]
        let rows = String(decoding: Self.table(results), as: UTF8.self).split(separator: "\n")
        #expect(rows.last == "csat_top2,all,,,,1,,,3,,,fraction,,")
        let span = Period(grain: nil, start: 0, end: 3)
        results.period = span
        results.cells = [MetricCell(metric: "csat_top2", breakdown: .total, period: span, n: 0)]
        let spanRows = String(decoding: Self.table(results), as: UTF8.self).split(separator: "\n")
        #expect(spanRows.last == "csat_top2,span,1970-01-01,1970-01-04,,,,,0,,,fraction,,")
    }

    @Test func `a byte order mark is written only when asked for`() {
        #expect(
            Self.table(Self.small, startsWithByteOrderMark: true).starts(with: [0xEF, 0xBB, 0xBF])
        )
        #expect(Self.table(Self.small).first == UInt8(ascii: "m"))
    }

    @Test func `rejects.csv tells where a row stands and why it left`() {
        var facts = SampleResults.facts()
        facts.rejects = [
            RejectedRow(
                file: 0, line: 118, byte: 10_393, column: "wait", stage: .ingest, rule: "read",
                reason: Wording(en: "expects a duration, found \"n/a\"", zh: "应为时长，实际为 \"n/a\""),
                raw: "=c1,n/a,\"x\ny\""),
            RejectedRow(
                file: 99, line: 1, byte: 0, column: nil, stage: .clean, rule: "reject", reason: Wording("-negative"),
                raw: ""),
        ]
        let english = RejectsTable(facts: facts, language: .english).file
        #expect(english.name == "rejects.csv")
        #expect(
            String(decoding: english.bytes, as: UTF8.self) == """
                file,line,byte,column,stage,rule,reason,raw
                exports/calls-2026-07.csv,118,10393,wait,ingest,read,"expects a duration, found ""n/a\""","'=c1,n/a,""x
                y\"""
                ,1,0,,clean,reject,'-negative,

                """)
        let chinese = RejectsTable(facts: facts, language: .chinese).file
        #expect(String(decoding: chinese.bytes, as: UTF8.self).contains("应为时长"))
    }
    @Test func `a reason told once for many rows is written as if told for each`() {
        let data = ["busy", "", "a\"b", "=1+1", "x,\ny", "\"", "忙", "'"]
        var whole = RejectedRows()
        var shared = RejectedRows()
        for start in ["column 'a' expects a number, found", "-5 expected, found", "\"quoted\" expected, found"] {
            for (line, data) in data.enumerated() {
                let reason = Wording("\(start) \(quoted: data)")
                whole.append(
                    RejectedRow(
                        file: 0, line: line, byte: line, column: "=a", stage: .ingest, rule: "read", reason: reason,
                        raw: data))
                let kind = shared.number(
                    of: RejectKind(
                        file: 0, column: "=a", stage: .ingest, rule: "read", reason: Wording(start), quotesData: true))
                Array(data.utf8).withUnsafeBufferPointer {
                    shared.append(kind: kind, line: line, byte: line, quoted: $0, raw: $0)
                }
            }
        }
        var facts = SampleResults.facts()
        facts.rejects = whole
        let expected = (RejectsTable(facts: facts, language: .english).file, Self.groups(facts))
        facts.rejects = shared
        #expect(RejectsTable(facts: facts, language: .english).file == expected.0)
        #expect(Self.groups(facts) == expected.1)
    }

    private static func groups(_ facts: RunFacts) -> [String] { Rejects().groups(facts).groups.map { "\($0)" } }
}
