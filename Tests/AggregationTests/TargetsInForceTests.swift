// By which target a cell is judged: the one that is set most exactly for its place, in cells, findings and targets alike.

import Aggregation
import Diagnostics
import Foundation
import Judgement
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct TargetsInForceTests {
    private static let teams = Breakdown(segments: ["team"])

    /// In both months 一组 has 100 of 100 that are good, 二组 60 of 100; of 三组 nobody knows more than 20.
    private static let table: Table = {
        var scores: [String: [Int64]] = [:]
        for month in ["2026-08", "2026-09"] {
            scores[month] = (0..<200).map { $0 % 2 == 0 ? 10 : $0 % 10 < 6 ? 10 : 1 }
        }
        return TargetTests.rows(scores)
    }()

    private static func results(_ targets: String) throws -> MetricResults {
        let results = try TargetTests.bench([table]).results("\(TargetTests.definitions)\ntargets: [ \(targets) ]")
        let plan = Judgement.plan(
            JudgementOptions(), metrics: results.metrics, breakdowns: results.breakdowns,
            periods: TargetTests.periods, collector: DiagnosticCollector())
        return Judgement.run(plan, on: results, collector: DiagnosticCollector())
    }

    /// By label the target of the report's period and the status; the total under nothing.
    private static func told(
        _ results: MetricResults, metric: String = "good", _ breakdown: Breakdown = teams, period: Period? = nil
    ) -> [String: String] {
        let labels = results.segments.first { $0.key == "team" }?.labels ?? []
        var told: [String: String] = [:]
        for cell in results.cells
        where cell.metric == metric && (cell.breakdown == breakdown || cell.breakdown == .total)
            && cell.period == period ?? results.period
        {
            let name = cell.labels.first.map { labels[$0].key } ?? ""
            told[name] = "\(cell.target.map { "\($0.value)" } ?? "–") \(cell.status.rawValue)"
        }
        return told
    }

    @Test func `a label that has its own target is judged by it in cells, findings and targets alike`() throws {
        let results = try Self.results(
            "{ metric: good, at_least: 70% }, { metric: good, at_least: 40%, for: { team: 二组 } }")
        #expect(Self.told(results) == ["": "0.7 met", "一组": "0.7 met", "二组": "0.4 met"])
        let beside = results.judgements.findings.filter { $0.against == .target && $0.labels == [1] }
        let second = try #require(results.segments.first { $0.key == "team" }).labels.firstIndex { $0.key == "二组" }
        let own = results.judgements.findings.filter { $0.against == .target && $0.labels.first == second }
        #expect(own.map(\.expected) == [0.4], "\(beside)")
        #expect(own.map(\.tone) == [.better])
        #expect(results.judgements.targets.map(\.verdict) == [.met, .met])
    }

    @Test func `a target of each label goes before that of the total, and one of a label before both`() throws {
        let results = try Self.results(
            "{ metric: good, at_least: 70% }, { metric: good, at_least: 80%, each: team }, { metric: good, at_least: 50%, for: { team: 二组 } }"
        )
        let told = Self.told(results)
        #expect(told[""] == "0.7 met")
        #expect(told["一组"] == "0.8 met")
        #expect(told["二组"]?.hasPrefix("0.5 ") == true)
    }

    @Test func `a band or a rise of a label leaves its cell without a verdict, and never with that of the total`()
        throws
    {
        let results = try Self.results(
            "{ metric: good, at_least: 70% }, { metric: good, between: [50%, 70%], for: { team: 二组 } }, "
                + "{ metric: good, increase_by: 5 pp, baseline: previous, for: { team: 一组 } }")
        #expect(Self.told(results) == ["": "0.7 met", "一组": "– ", "二组": "– "])
    }

    @Test func `the number that adds up has the targets of its own place alone`() throws {
        let results = try Self.results(
            "{ metric: new, at_least: 90 }, { metric: new, at_least: 120, for: { team: 二组 } }")
        #expect(Self.told(results, metric: "new") == ["": "90.0 met", "一组": "– ", "二组": "120.0 missed"])
    }

    @Test func `a target holds for the compared months of its labels too`() throws {
        let results = try Self.results("{ metric: good, at_least: 80%, for: { team: 二组 }, per: month }")
        #expect(Self.told(results) == ["": "– ", "一组": "– ", "二组": "0.8 missed"])
        #expect(Self.told(results, period: .month("2026-08"))["二组"] == "0.8 missed")
    }

    @Test func `rows of a table of targets are in force as those of the file`() throws {
        let (results, said) = try TargetTests.read([
            ["new", "team", "一组", "2026-09", "at_least", "1"], ["new", "team", "*", nil, "at_least", "2"],
            ["new", "total", nil, "2026-09", "at_least", "3"],
        ])
        #expect(said == [])
        let told = Self.told(results, metric: "new")
        #expect(told[""] == "3.0 met")
        #expect(told["一组"] == "1.0 met")
        #expect(told["二组"] == "2.0 met")
    }

    /// 20 of 20 are bad; the interval lies below the target, and yet so few decide nothing: in no period, and not without judging either.
    @Test func `below the minimum n a cell of any period is uncertain`() throws {
        let bad = Array(repeating: Int64(1), count: 20)
        let table = TargetTests.rows(["2026-08": bad, "2026-09": bad], teams: ["一组"])
        let results = try TargetTests.bench([table]).results(
            "\(TargetTests.definitions)\ntargets: [{ metric: good, at_least: 80% }]")
        let statuses = results.cells.filter { $0.metric == "good" && $0.value != nil }.map(\.status)
        #expect(statuses.count >= 4)
        #expect(statuses.allSatisfy { $0 == .uncertain }, "\(statuses)")
    }

    // MARK: What is measured from a baseline

    @Test func `a rise that is missed is a finding as any other target is`() throws {
        let table = TargetTests.rows([
            "2026-08": (0..<200).map { $0 % 10 < 8 ? 10 : 1 }, "2026-09": (0..<200).map { $0 % 10 < 7 ? 10 : 1 },
        ])
        let plan = JudgementOptions()
        func judged(_ options: JudgementOptions) throws -> MetricResults {
            let results = try TargetTests.bench([table]).results(
                "\(TargetTests.definitions)\ntargets: [{ metric: good, increase_by: 5 pp, baseline: previous }]")
            let judging = Judgement.plan(
                options, metrics: results.metrics, breakdowns: results.breakdowns, periods: TargetTests.periods,
                collector: DiagnosticCollector())
            return Judgement.run(judging, on: results, collector: DiagnosticCollector())
        }
        let results = try judged(plan)
        let found = results.judgements.findings.filter { $0.against == .target && $0.labels.isEmpty }
        #expect(found.map { ($0.expected * 1000).rounded() } == [850])
        #expect(found.map(\.tone) == [.worse])
        #expect(results.judgements.targets.map(\.verdict) == [.missed])
        #expect(results.cell("good")?.status == .plain)
        // What no test tells from chance is not missed.
        var strict = JudgementOptions()
        strict.falseDiscoveries = 0
        #expect(try judged(strict).judgements.targets.map(\.verdict) == [.withinNoise])
    }

    // MARK: Rows later than now

    private static func later(day: String, by: String) throws -> TargetProgress? {
        let count = 180
        let times = (0..<count).map { $0 < 150 ? "2026-09-0\($0 % 9 + 1)" : day }
        let table = Table.sample(
            "surveys",
            [
                "time": .dates(times), "score": .integers((0..<count).map { _ in 1 }),
                "team": .texts((0..<count).map { _ in "一组" }),
            ], chunkRows: 16)
        let today = CivilDate(isoText: "2026-09-16")?.dayNumber ?? 0
        var bench = TargetTests.bench(
            [table], periods: ReportPeriods(period: .month("2026-09"), today: today))
        bench.asOf = Int64(today) * 86_400_000
        let options = TargetTests.definitions.replacingOccurrences(of: "by: [[team]]", with: by)
        let results = try bench.results("\(options)\ntargets: [{ metric: new, at_least: 170 }]")
        let plan = Judgement.plan(
            JudgementOptions(), metrics: results.metrics, breakdowns: results.breakdowns, periods: bench.periods,
            collector: DiagnosticCollector())
        return Judgement.run(plan, on: results, collector: DiagnosticCollector()).judgements.targets.first
    }

    /// 150 in 15 days, and 30 that are dated on the 20th: by the rate 300 will be there, and not twice what is to come.
    @Test func `rows that are dated later than now are not counted as what has come`() throws {
        let told = try #require(try Self.later(day: "2026-09-20", by: "by: [[day], [team]]"))
        #expect(told.value?.doubleValue == 180)
        #expect(told.attainment.map { ($0 * 170).rounded() } == 150)
        #expect(told.verdict == .open)
        #expect((try #require(told.forecast).value - 300).magnitude < 1e-6)
        #expect((try #require(told.pace) - 150 / 85.0).magnitude < 1e-9)
        // Without days nobody knows what has come by now.
        let unknown = try #require(try Self.later(day: "2026-09-20", by: "by: [[team]]"))
        #expect(unknown.forecast == nil)
        #expect(unknown.attainment == nil)
        #expect(unknown.verdict == .open)
        // Where no row is later the number itself is what has come.
        let known = try #require(try Self.later(day: "2026-09-15", by: "by: [[team]]"))
        #expect(known.verdict == .met)
        #expect(known.forecast != nil)
    }
}
