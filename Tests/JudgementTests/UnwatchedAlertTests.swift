// Alerts that cannot be watched: each is counted as what it is, with why, and what is told to paste is not there already.

import Diagnostics
import Stages
import Tabular
import Testing

@testable import Judgement

struct UnwatchedAlertTests {
    private typealias Told = (judgements: Judgements, diagnostics: [Diagnostic])

    private static func judged(
        _ alert: String, _ cells: [MetricCell], goals: [TargetGoal] = [],
        change: (inout MetricResults) -> Void = { _ in }
    ) -> Told {
        let collector = DiagnosticCollector()
        let plan = AlertTests.plan("- { metric: complaints, \(alert) }", collector)
        var results = AlertTests.results(cells)
        results.goals.goals = goals
        change(&results)
        return (Judgement.run(plan, on: results, collector: collector).judgements, collector.diagnostics)
    }

    private static func whys(_ told: Told) -> [UnwatchedAlert.Why] { told.judgements.alertsNotWatched.map(\.why) }

    private static let restless = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12]

    @Test func `what is watched and quiet is counted as watched`() {
        let told = Self.judged("beyond: usual", AlertTests.daily(Self.restless))
        #expect(told.judgements.alertsWatched == 1)
        #expect(told.judgements.alertsNotWatched.isEmpty)
        #expect(told.diagnostics.isEmpty)
    }

    @Test func `what has too little history, none of late or none that varies says which`() {
        let early = Self.restless.enumerated().map { AlertTests.cell($0.element, day: $0.offset) }
        for (cells, why) in [
            (AlertTests.daily([10, 12, 10]), UnwatchedAlert.Why.fewPeriods), (early, .ended),
            (AlertTests.daily([Int](repeating: 7, count: 12)), .noVariation),
        ] {
            let told = Self.judged("beyond: usual", cells)
            #expect(Self.whys(told) == [why])
            #expect(told.judgements.alertsWatched == 0)
            #expect(told.judgements.alertsAsked == 1)
            #expect(told.diagnostics.map(\.kind.name) == ["alert-not-watched"])
            #expect(told.diagnostics.first?.message.english.hasSuffix(why.wording.english) == true)
            #expect(told.diagnostics.first?.message.chinese.hasSuffix(why.wording.chinese) == true)
            #expect(told.diagnostics.first?.help != nil)
        }
    }

    @Test func `rows that count in several periods have no usual range`() {
        let told = Self.judged("beyond: usual", AlertTests.daily(Self.restless)) {
            $0.metrics[0].footing.looksBeyondPeriod = true
        }
        #expect(Self.whys(told) == [.noSeries])
        #expect(told.diagnostics.first?.help?.english.contains("write 'missed'") == true)
    }

    @Test func `a label with fewer rows than the metric asks for is not watched, whatever its number`() {
        let cells = Self.restless.enumerated().map { AlertTests.cell($0.element, day: 60 + $0.offset, label: 0) }
        let alert = "segment: { category: late }, beyond: usual"
        let few = Self.judged(alert, cells) { $0.metrics[0].unit = .fraction }
        #expect(Self.whys(few) == [.fewRows])
        #expect(few.judgements.alertsNotWatched.first?.labels == ["late"])
        #expect(Self.whys(Self.judged(alert, cells)) == [])
    }

    @Test func `a label that no row has is not watched, and told once`() {
        let told = Self.judged("segment: { category: lat }, missed: 2", AlertTests.daily(Self.restless))
        #expect(Self.whys(told) == [.unknownLabel])
        #expect(told.diagnostics.map(\.kind.name) == ["alert-of-unknown-label"])
    }

    // MARK: Targets

    private static let target = Target(bound: .atMost, value: 20)

    /// The report's own periods have the target, but too few of them are whole; the days have none. That nobody can paste.
    @Test func `a target that stands in the file is not asked for once more`() {
        let month = Period(.month, containing: AlertTests.monday)
        var own = MetricCell(
            metric: "complaints", breakdown: .total, period: month, value: .exact(ExactDecimal(400)), n: 400)
        own.target = Self.target
        own.status = .partial
        let told = Self.judged(
            "missed: 3", [own] + AlertTests.daily(Self.restless),
            goals: [TargetGoal(metric: "complaints", aim: .atMost(20))]
        ) { $0.period = month }
        #expect(Self.whys(told) == [.fewPeriods])
        #expect(told.diagnostics.map(\.kind.name) == ["alert-not-watched"])
    }

    @Test func `without a target the one to write is of the labels that are watched`() {
        let cells = Self.restless.enumerated().map { AlertTests.cell($0.element, day: 60 + $0.offset, label: 0) }
        let told = Self.judged("segment: { category: late }, missed: 2", cells)
        #expect(Self.whys(told) == [.noTarget])
        #expect(
            told.diagnostics.first?.help?.english.contains(
                "- { metric: complaints, at_least: …, for: { category: late } }") == true)
    }

    @Test func `a rise is a target that 'missed' cannot watch`() {
        let goal = TargetGoal(metric: "complaints", aim: .decrease(.ofBaseline(0.1)), baseline: .number(30))
        let told = Self.judged("missed: 2", AlertTests.daily(Self.restless), goals: [goal])
        #expect(Self.whys(told) == [.noBound])
        #expect(told.diagnostics.map(\.kind.name) == ["alert-not-watched"])
    }

    /// Twenty until the last day, twelve on it: 13 on both is missed once only.
    @Test func `each period is held against the target of its own`() {
        var cells = AlertTests.daily([13, 13], target: Self.target)
        cells[1].target = Target(bound: .atMost, value: 12)
        #expect(Self.judged("missed: 2", cells).judgements.alerts.isEmpty)
        #expect(Self.judged("missed: 1", cells).judgements.alerts.map(\.expected) == [12])
    }
}
