// Targets as they are written: what is refused, what is read of tables, and the three sentences of the field with planted truth.

import Aggregation
import Diagnostics
import Judgement
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct TargetTests {
    static let quarter = Period(.quarter, containing: CivilDate(isoText: "2026-07-01")?.dayNumber ?? 0)
    static let periods = ReportPeriods(
        period: .month("2026-09"), compared: [.previous: .month("2026-08"), .yearAgo: .month("2025-09")],
        trend: (0..<6).map { Period.month("2026-09").advanced(by: $0 - 5) }, today: 30_000)

    /// Rows on every day of August and September: customers that are new, scores, teams.
    static func rows(_ scores: [String: [Int64]], teams: [String] = ["一组", "二组"]) -> Table {
        var (times, values, names): ([String], [Int64], [String]) = ([], [], [])
        for (month, list) in scores.sorted(by: { $0.key < $1.key }) {
            for (index, score) in list.enumerated() {
                let day = 1 + index * 29 / max(1, list.count - 1)
                times.append("\(month)-\(day < 10 ? "0" : "")\(day)")
                values.append(score)
                names.append(teams[index % teams.count])
            }
        }
        return .sample(
            "surveys", ["time": .dates(times), "score": .integers(values), "team": .texts(names)], chunkRows: 16)
    }

    static func bench(_ tables: [Table], periods: ReportPeriods = Self.periods) -> AggregationBench {
        AggregationBench(tables: tables, segments: ["team": ("surveys", "team")], periods: periods)
    }

    static let definitions = """
        define:
          good: { of: surveys, at: time, share: score >= 9 }
          mean: { of: surveys, at: time, mean: score, unit: points }
          new: { of: surveys, at: time, count: rows }
        by: [[team]]
        """

    private static func mistakes(_ target: String, _ language: Language = .english) -> [String] {
        let collector = DiagnosticCollector()
        _ = bench([rows(["2026-09": [9, 9, 3]])]).plan("\(definitions)\ntargets: [ \(target) ]", collector)
        return collector.texts(language)
    }

    // MARK: Refused

    @Test(arguments: ["5%", "+5%", "5 %", "5", "0.05"])
    func `a rise of a rate that does not say of what is refused with both spellings to paste`(amount: String) {
        let said = Self.mistakes("{ metric: good, increase_by: \(amount), baseline: previous }")
        #expect(said.count == 1)
        #expect(said.first?.contains("does not say whether") == true)
        #expect(said.first?.contains("' pp'".dropFirst().dropLast()) == true)
        #expect(said.first?.contains("% of baseline'") == true)
        #expect(
            Self.mistakes("{ metric: good, increase_by: \(amount), baseline: previous }", .chinese).first?.contains(
                "百分点") == true)
    }

    @Test(arguments: [
        ("{ metric: mean, increase_by: 5%, baseline: previous }", "of baseline"),
        ("{ metric: mean, increase_by: 5 pp, baseline: previous }", "expects by how much"),
        ("{ metric: good, increase_by: 5 pp }", "needs 'baseline'"),
        ("{ metric: good, increase_by: 5% of baseline, baseline: 0 }", "above 0"),
        ("{ metric: good, increase_by: 5 pp, baseline: 2024-Q1 }", "no period of the report"),
        ("{ metric: good, increase_by: 5 pp, baseline: soon }", "expects a number in its unit"),
        ("{ metric: good, at_least: 90%, baseline: previous }", "no 'baseline' changes"),
        ("{ metric: good, between: [90%, 80%] }", "lower number first"),
        ("{ metric: good, between: [90%] }", "two numbers"),
        ("{ metric: good, at_least: 80%, at_most: 90% }", "between: [80%, 90%]"),
        ("{ metric: good }", "needs one of"),
        ("{ metric: good, reduce_by: -2 pp, baseline: previous }", "expects by how much"),
        ("{ metric: good, reduce_by: 120% of baseline, baseline: previous }", "expects by how much"),
        ("{ metric: good, reduce_by: 2 pp, baseline: previous, within: 6 months, from: 2026-07-01 }", "moves on"),
        ("{ metric: good, reduce_by: 2 pp, baseline: 0.5, within: 6 months }", "from when"),
        ("{ metric: good, reduce_by: 2 pp, baseline: 0.5, within: soon, from: 2026-07-01 }", "'within' expects"),
        ("{ metric: good, reduce_by: 2 pp, baseline: 0.5, from: 2026-07-01 }", "'within' beside it"),
        ("{ metric: good, at_least: 90%, per: month, within: 6 months, from: 2026-07-01 }", "found both"),
        ("{ metric: new, at_least: 10, within: 6 months, from: 2026-07-01 }", "adds up"),
        ("{ metric: good, at_least: 90%, per: day }", "by [day]"),
        ("{ metric: good, at_least: 90%, each: region }", "unknown segment"),
        ("{ metric: good, at_least: 90%, within: 6 months, from: 2024-07-01 }", "has no day"),
        ("{ metric: good, at_least: 90% }, { metric: good, at_least: 80% }", "second target"),
        ("{ metric: good, at_least: 90%, owner: A }, { metric: good, at_most: 80%, owner: B }", "can reach"),
    ])
    func `what is no target is told once`(target: String, phrase: String) {
        let said = Self.mistakes(target)
        #expect(said.count == 1, "\(said)")
        #expect(said.first?.contains(phrase) == true, "\(said)")
    }

    @Test(arguments: [
        "{ metric: good, increase_by: 5 pp, baseline: previous }",
        "{ metric: good, increase_by: 5 个百分点, baseline: 去年同期 }",
        "{ metric: good, increase_by: 基线的5%, baseline: 2026-07 }",
        "{ metric: mean, increase_by: 5, baseline: 2026年7月 }",
        "{ metric: good, reduce_by: 2 % of baseline, baseline: 12%, within: 6 个月, from: 2026-07-01 }",
        "{ metric: good, at_least: 90%, owner: A }, { metric: good, at_least: 80%, owner: B }, { metric: good, at_least: 70%, each: team }",
    ])
    func `what is written clearly is taken`(target: String) { #expect(Self.mistakes(target) == []) }

    // MARK: The three sentences

    static func progress(
        _ tables: [Table], _ targets: String, periods: ReportPeriods = Self.periods
    ) throws -> [TargetProgress] {
        let results = try bench(tables, periods: periods).results("\(definitions)\ntargets: [ \(targets) ]")
        let plan = Judgement.plan(
            JudgementOptions(), metrics: results.metrics, breakdowns: results.breakdowns, periods: periods,
            collector: DiagnosticCollector())
        return Judgement.run(plan, on: results, collector: DiagnosticCollector()).judgements.targets
    }

    @Test func `每月新增10个客户: twelve new customers are 120 %, and a team with three of five 60 %`() throws {
        let table = Self.rows(["2026-09": Array(repeating: 1, count: 9) + [1, 1, 1]], teams: ["一组", "一组", "一组", "二组"])
        let progress = try Self.progress(
            [table],
            "{ metric: new, at_least: 10, per: month }, { metric: new, at_least: 5, for: { team: 二组 }, owner: 王芳 }")
        #expect(progress.map(\.attainment) == [1.2, 0.6])
        #expect(progress.map(\.verdict) == [.met, .missed])
        #expect(progress.map(\.goal.owner) == [nil, "王芳"])
    }

    @Test func `每季度提高客户满意度评分5%: from 8.0 to 8.4 is all of five per cent, and two fifths of one point`() throws {
        let july = Array(repeating: Int64(8), count: 60)
        let september = (0..<60).map { Int64($0 % 5 < 2 ? 9 : 8) }
        let table = Self.rows([
            "2026-04": july, "2026-05": july, "2026-06": july, "2026-07": september, "2026-08": september,
            "2026-09": september,
        ])
        let periods = ReportPeriods(
            period: Self.quarter, compared: [.previous: Self.quarter.advanced(by: -1)], today: 30_000)
        let progress = try Self.progress(
            [table],
            "{ metric: mean, increase_by: 5% of baseline, baseline: previous, per: quarter }, { metric: mean, increase_by: 1, baseline: 2026Q2, owner: B }",
            periods: periods)
        #expect(progress.map(\.baseline) == [8, 8])
        #expect(progress.compactMap(\.attainment).map { ($0 * 1e9).rounded() / 1e9 } == [1, 0.4])
        #expect(progress.map(\.verdict) == [.withinNoise, .missed])
    }

    @Test func `半年内减少客户流失率2%: from 20 % to 17 % in the third of six months is more than all of two points`() throws {
        func month(_ good: Int) -> [Int64] { (0..<300).map { $0 < good ? 10 : 1 } }
        let table = Self.rows(["2026-06": month(60), "2026-08": month(55), "2026-09": month(51)])
        let progress = try Self.progress(
            [table],
            "{ metric: good, reduce_by: 2 pp, baseline: 2026-06, within: 6 months }, { metric: good, reduce_by: 2% of baseline, baseline: 20%, owner: B }"
        )
        #expect(progress.compactMap(\.attainment).map { ($0 * 1e9).rounded() / 1e9 } == [1.5, 7.5])
        #expect(progress[0].elapsed == 92.0 / 184)
        #expect(progress[0].verdict == .open)
    }

    // MARK: Tables

    static func read(
        _ rows: [[String?]], extra: String = "", language: Language = .english
    ) throws -> (results: MetricResults, said: [String]) {
        let names = ["metric", "scope", "entity", "period", "mode", "value", "baseline", "owner"]
        let targets = Table.sample(
            "targets",
            names.enumerated().map { index, name in
                (name: name, column: SampleColumn.texts(rows.map { index < $0.count ? $0[index] : nil }))
            }, chunkRows: 4)
        let collector = DiagnosticCollector()
        let bench = bench([Self.rows(["2026-08": [9, 9, 3, 9], "2026-09": [9, 9, 3, 3]]), targets])
        let plan = bench.plan("\(definitions)\n\(extra)", collector)
        let results = try bench.run(plan, collector)
        return (results, collector.texts(language).filter { $0.contains("target") || $0.contains("目标") })
    }

    @Test func `rows of a table of kind targets are read without being asked for`() throws {
        let (results, said) = try Self.read([
            ["good", "total", nil, "2026-09", "at_least", "90%"],
            ["new", "team", "一组", "2026年9月", "至少", "3", nil, "李"],
            ["mean", "team", "*", nil, "increase_by", "1", "previous"],
            ["good", nil, nil, "2026/9", "between", "40% .. 95%", nil, "王"],
        ])
        #expect(said == [])
        #expect(results.goals.goals.count == 4)
        #expect(
            results.goals.goals.map(\.time) == [
                .period(.month("2026-09")), .period(.month("2026-09")), .every(nil), .period(.month("2026-09")),
            ])
        #expect(results.goals.goals[1].parts == [TargetGoal.Part(segment: "team", label: "一组")])
    }

    @Test(
        arguments: [
            (["god", "total", nil, nil, "at_least", "90%"], "no metric \"god\""),
            (["good", "region", "x", nil, "at_least", "90%"], "'scope' expects all"),
            (["good", "team", "三组", nil, "at_least", "90%"], "no label \"三组\""),
            (["good", "team", nil, nil, "at_least", "90%"], "no 'entity'"),
            (["good", nil, "一组", nil, "at_least", "90%"], "what segment"),
            (["good", "total", nil, "soon", "at_least", "90%"], "a period expects"),
            (["good", "total", nil, "2026", "at_least", "90%"], "no part of the report's"),
            (["good", "total", nil, "2026-09-03", "at_least", "90%"], "by [day]"),
            (["good", "total", nil, nil, "more", "90%"], "'mode' expects"),
            (["good", "total", nil, nil, nil, "90%"], "no 'mode'"),
            (["good", "total", nil, nil, "at_least", nil], "no 'value'"),
            (["good", "total", nil, nil, "at_least", "90"], "did you mean 90%?"),
            (["good", "total", nil, nil, "reduction", "2%", "previous"], "does not say whether"),
            (["good", "total", nil, nil, "relative", "5", "previous"], "'relative' expects"),
            (["good", "total", nil, nil, "relative", "5%"], "no 'baseline'"),
            (["good", "total", nil, nil, "points", "0.5", "previous"], "does not say whether"),
            (["good", "total", nil, nil, "absolute", "50%"], "no good direction"),
        ] as [([String?], String)])
    func `a row that does not say what it means is set aside, counted and told`(row: [String?], phrase: String) throws {
        let (results, said) = try Self.read([row])
        #expect(results.goals.goals.isEmpty)
        #expect(results.goals.rowsSetAside == 1)
        #expect(said.count == 1)
        #expect(said.first?.contains(phrase) == true, "\(said)")
    }

    @Test func `the second of two rows of the same is set aside, and one of another period is counted`() throws {
        let row: [String?] = ["good", "total", nil, "2026-09", "at_least", "90%"]
        let (results, said) = try Self.read([row, row, ["good", "total", nil, "2026Q1", "at_least", "90%"]])
        #expect(results.goals.goals.count == 1)
        #expect(results.goals.rowsSetAside == 1)
        #expect(results.goals.rowsOfOtherPeriods == 1)
        #expect(said.count == 2)
    }

    @Test func `a table without rows has no targets and no mistakes`() throws {
        let (results, said) = try Self.read([])
        #expect(results.goals.goals.isEmpty)
        #expect(results.goals.periods != nil)
        #expect(said == [])
    }

    @Test func `a table that is named must have the columns of targets`() throws {
        let collector = DiagnosticCollector()
        _ = Self.bench([Self.rows(["2026-09": [9]])]).plan(
            "\(Self.definitions)\ntargets: [ { table: surveys }, { table: nowhere } ]", collector)
        let said = collector.texts()
        #expect(said.count == 2)
        #expect(said.contains { $0.contains("lacks 'metric', 'mode', 'value'") })
    }

    @Test func `a label of which there is no row is told, with the nearest that there is`() throws {
        let collector = DiagnosticCollector()
        let bench = Self.bench([Self.rows(["2026-09": [9, 9]])])
        let plan = bench.plan(
            "\(Self.definitions)\ntargets: [ { metric: good, at_least: 90%, for: { team: 三组 } } ]", collector)
        let results = try bench.run(plan, collector)
        #expect(results.goals.goals.isEmpty)
        #expect(collector.texts().contains { $0.contains("\"三组\"") })
    }

    @Test(arguments: [
        ("2026-07", "2026-07"), ("2026年7月", "2026-07"), ("2026-7", "2026-07"), ("2026-Q3", "2026-Q3"),
        ("2026Q3", "2026-Q3"),
        ("2026年第三季度", "2026-Q3"), ("2026年3季度", "2026-Q3"), ("2026年", "2026"), ("2026年第37周", "2026-W37"),
        ("2026/07", "2026-07"),
    ])
    func `a period is read however people write it`(written: String, name: String) {
        #expect(Period(written: written, fiscal: .civil)?.name == name)
    }

    @Test(arguments: ["2026年13月", "2026-Q5", "七月", "", "年", "2026年第三", "2026上半年"])
    func `what is no period is none`(written: String) { #expect(Period(written: written, fiscal: .civil) == nil) }
}
