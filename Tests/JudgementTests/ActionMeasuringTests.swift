// Actions from cells: levels before and after by hand, and what must not enter.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Judgement

struct ActionMeasuringTests {
    private static let monday = CivilDate(isoText: "2026-08-31")?.dayNumber ?? 0
    private static let byTeam = Breakdown(segments: ["team"])

    private static func metric() -> MetricDescription {
        MetricDescription(
            key: "csat", title: Wording("csat"), unit: .points, better: .higher, formula: Wording("x"),
            definition: "csat")
    }

    /// A series of days or weeks that ends with the report's own period.
    ///
    /// - Parameter values: nil for a period without a number.
    private static func results(
        _ grain: Grain, _ values: [Double?], from day: Int = monday, team: Int? = nil
    ) -> MetricResults {
        let first = Period(grain, containing: day)
        let periods = values.indices.map { first.advanced(by: $0) }
        var results = MetricResults(
            metrics: [metric()], breakdowns: [.total, byTeam],
            segments: [
                Segment(
                    key: "team", title: Wording("Team"),
                    labels: [SegmentLabel(key: "N", title: Wording(en: "North", zh: "北")), SegmentLabel(key: "S")])
            ], period: periods.last ?? first)
        for (period, value) in zip(periods, values) {
            var cell = MetricCell(
                metric: "csat", breakdown: team == nil ? .total : byTeam, period: period,
                labels: team.map { [$0] } ?? [], value: value.map { .real($0) }, n: 50)
            if value == nil { cell.status = .undefined }
            results.cells.append(cell)
        }
        return results
    }

    private static func action(
        _ key: String = "desk", since: Int, team: String? = nil
    ) -> PlannedAction {
        PlannedAction(
            key: key, title: Wording(key), metric: "csat",
            places: team.map { [("team", SourceText($0, start: SourceLocation(file: "p.yml")))] } ?? [], since: since)
    }

    private static func measured(
        _ actions: [PlannedAction], _ results: MetricResults, _ collector: DiagnosticCollector = DiagnosticCollector()
    ) -> [ActionEffect] {
        ActionMeasuring(results: results, sections: CellSection.all(of: results), collector: collector).measured(
            actions)
    }

    /// 70, 74, 72 before and 80, 84, 82 after: +10, standard error √(4/3 + 4/3) = 1.633, t₄ = 2.776.
    @Test func `weeks before and after are compared as means of their numbers`() throws {
        let results = Self.results(.week, [70, 74, 72, 80, 84, 82])
        let effect = try #require(Self.measured([Self.action(since: Self.monday + 21)], results).first)
        #expect(effect.before.points == 3 && effect.before.mean == 72 && effect.after.points == 3)
        #expect(effect.after.mean == 82 && !effect.isByWeekday && effect.limits == nil)
        let change = try #require(effect.change)
        #expect((change.mean - 10).magnitude < 1e-12 && (change.low - 5.4663).magnitude < 1e-3)
        #expect((change.high - 14.5337).magnitude < 1e-3 && change.p == nil)
    }

    @Test func `a week in which it began is of neither side`() throws {
        let results = Self.results(.week, [70, 74, 72, 0, 80, 84, 82])
        let effect = try #require(Self.measured([Self.action(since: Self.monday + 23)], results).first)
        #expect(effect.before.points == 3 && effect.after.points == 3 && effect.change?.mean == 10)
    }

    /// Weekends are 30 lower. Before: a week and a half with one weekend; after: five days without one. Raw means differ by 8; by weekday by 2.
    @Test func `days are compared with the same weekday`() throws {
        let week: [Double] = [70, 71, 72, 73, 74, 40, 41]
        let after: [Double] = [72, 73, 74.5, 74.5, 76]
        let results = Self.results(.day, week + week + after)
        let effect = try #require(Self.measured([Self.action(since: Self.monday + 14)], results).first)
        #expect(effect.isByWeekday && effect.before.points == 14 && effect.after.points == 5)
        let change = try #require(effect.change)
        #expect((change.mean - 2).magnitude < 1e-9 && change.low > 0)
        // Fourteen days have limits; no day after is beyond those of a series with weekends in it.
        #expect(effect.limits?.beyond == 0)
    }

    @Test func `numbers beyond the limits of before are counted`() throws {
        let before: [Double] = [70, 71, 70, 72, 70, 71, 70, 71]
        let results = Self.results(.week, before + [71, 90, 50])
        let effect = try #require(Self.measured([Self.action(since: Self.monday + 56)], results).first)
        #expect(effect.limits?.beyond == 2)
    }

    @Test func `too few periods on a side have levels and no change, and nothing varies has none either`() throws {
        let few = try #require(
            Self.measured([Self.action(since: Self.monday + 14)], Self.results(.week, [70, 74, 80, 84, 82])).first)
        #expect(few.before.points == 2 && few.change == nil && few.after.mean == 82)
        let even = try #require(
            Self.measured([Self.action(since: Self.monday + 21)], Self.results(.week, [70, 70, 70, 80, 80, 80])).first)
        #expect(even.change == nil)
        let early = try #require(
            Self.measured([Self.action(since: Self.monday - 700)], Self.results(.week, [70, 74, 72])).first)
        #expect(early.before.points == 0 && early.before.mean == nil && early.after.points == 3)
    }

    @Test func `hidden numbers are no points`() throws {
        let results = Self.results(.week, [70, nil, 72, 74, 80, 84, 82])
        let effect = try #require(Self.measured([Self.action(since: Self.monday + 28)], results).first)
        #expect(effect.before.points == 3 && effect.before.mean == 72)
    }

    @Test func `a label is found by its key or its title, and one that is nowhere is told`() throws {
        let results = Self.results(.week, [70, 74, 72, 80, 84, 82], team: 0)
        for name in ["N", "North", "北"] {
            let effect = try #require(Self.measured([Self.action(since: Self.monday + 21, team: name)], results).first)
            #expect(effect.change?.mean == 10 && effect.places.map(\.label) == ["N"], "\(name)")
        }
        let collector = DiagnosticCollector()
        let none = try #require(
            Self.measured([Self.action(since: Self.monday + 21, team: "Sx")], results, collector).first)
        #expect(none.after.points == 0 && none.change == nil)
        #expect(
            collector.texts() == [
                "p.yml: warning: action 'desk' names 'Sx' of segment 'team', which no row of the report has\n  help: did you mean 'S'?"
            ])
    }

    @Test func `actions on the same rows within the same days are named, others not`() {
        let results = Self.results(.week, [70, 74, 72, 80, 84, 82])
        let actions = [
            Self.action("one", since: Self.monday + 21), Self.action("two", since: Self.monday + 28),
            Self.action("late", since: Self.monday + 700), Self.action("north", since: Self.monday + 21, team: "N"),
            Self.action("south", since: Self.monday + 21, team: "S"),
        ]
        let teams = Self.results(.week, [70, 74, 72, 80, 84, 82], team: 0)
        let twice = [
            Self.action("key", since: Self.monday + 21, team: "N"),
            Self.action("title", since: Self.monday + 28, team: "北"),
        ]
        #expect(Self.measured(twice, teams).map { $0.beside.map(\.english) } == [["title"], ["key"]])
        let beside = Self.measured(actions, results).map { $0.beside.map(\.english) }
        #expect(beside[0] == ["two", "north", "south"] && beside[1] == ["one", "north", "south"])
    }
}
