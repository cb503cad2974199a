// Alerts: which fire, which cannot, and what is said of those that are written wrongly.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Judgement

struct AlertTests {
    static let monday = CivilDate(year: 2026, month: 1, day: 5)?.dayNumber ?? 0
    static let categories = Breakdown(grain: .day, segments: ["category"])
    static let days = Breakdown(grain: .day)
    static let report = Period(grain: nil, start: monday, end: monday + 70)

    static func description(_ unit: MetricUnit = .count, key: String = "complaints") -> MetricDescription {
        MetricDescription(
            key: key, title: Wording(key), unit: unit, better: .lower, formula: Wording("n"), definition: key,
            table: "t")
    }

    static func results(_ cells: [MetricCell]) -> MetricResults {
        MetricResults(
            metrics: [description()], breakdowns: [.total, days, categories],
            segments: [
                Segment(
                    key: "category", title: Wording("category"),
                    labels: ["late", "broken"].map { SegmentLabel(key: $0) })
            ], period: report, cells: cells)
    }

    static func cell(_ value: Int, day: Int, label: Int? = nil, status: CellStatus = .plain) -> MetricCell {
        MetricCell(
            metric: "complaints", breakdown: label == nil ? days : categories,
            period: Period(.day, containing: monday + day), labels: label.map { [$0] } ?? [],
            value: status == .hidden ? nil : .exact(ExactDecimal(value)), n: value, status: status)
    }

    /// What a file with these alerts comes to.
    static func judged(_ text: String, _ cells: [MetricCell]) -> (alerts: [Alert], told: [Diagnostic]) {
        let collector = DiagnosticCollector()
        let plan = Self.plan(text, collector)
        let judged = Judgement.run(plan, on: Self.results(cells), collector: collector)
        return (judged.judgements.alerts, collector.diagnostics)
    }

    static func plan(
        _ text: String, _ collector: DiagnosticCollector, breakdowns: [Breakdown] = [.total, days, categories],
        period: Period = report, trend: Int = 1
    ) -> JudgementPlan {
        let options = AlertOptions(.text(text, collector: collector), collector: collector)
        return Judgement.plan(
            JudgementOptions(), asked: AskedJudgements(alerts: options),
            metrics: [description(), description(.fraction, key: "csat")], breakdowns: breakdowns,
            periods: ReportPeriods(
                period: period, trend: (0..<trend).reversed().map { period.advanced(by: -$0) }, today: monday + 400),
            suppressBelow: 5, collector: collector)
    }

    // MARK: Crisis

    private static let crisis = "- { metric: complaints, crisis: category }"

    /// Nine Mondays with so many cases; the other days have none.
    private static func mondays(_ counts: [Int?], label: Int = 0) -> [MetricCell] {
        counts.enumerated().flatMap { week, count -> [MetricCell] in
            let other = cell(6, day: week * 7, label: 1)
            guard let count else { return [cell(0, day: week * 7, label: label, status: .hidden), other] }
            return count == 0 ? [other] : [cell(count, day: week * 7, label: label), other]
        }
    }

    /// By the table of Poisson limits: with a mean of 5, 14 is reached less often than once in a thousand, 13 is not; 15 would be threefold.
    @Test func aCategoryFiresFromTheLimitOfItsWeekdayOn() throws {
        let usual = [5, 5, 5, 5, 5, 5, 5, 5]
        #expect(Self.judged(Self.crisis, Self.mondays(usual + [13])).alerts.isEmpty)
        let fired = Self.judged(Self.crisis, Self.mondays(usual + [14])).alerts
        let alert = try #require(fired.first)
        #expect(fired.count == 1)
        #expect(alert.labels == [0] && alert.reason == .alertLimit && alert.expected == 5 && alert.limit == 14)
    }

    /// By hand: 2 and 8 in turn have mean 5, variance 72/7 = 10.2857, 2.057 times the mean: the limit is above 15, three times the mean.
    @Test func aCategoryThatVariesMuchHasAWiderLimitAndStillFiresAtThreeTimesTheUsual() throws {
        let usual = [2, 8, 2, 8, 2, 8, 2, 8]
        #expect(Self.judged(Self.crisis, Self.mondays(usual + [14])).alerts.isEmpty)
        let alert = try #require(Self.judged(Self.crisis, Self.mondays(usual + [15])).alerts.first)
        #expect(alert.reason == .threefold)
        #expect(try #require(alert.limit) >= 20)
    }

    @Test func fewerThanFiveCasesNeverFireAndDaysWithoutCasesCountAsNone() {
        let none = [Int](repeating: 0, count: 8)
        #expect(Self.judged(Self.crisis, Self.mondays(none + [4])).alerts.isEmpty)
        #expect(Self.judged(Self.crisis, Self.mondays(none + [5])).alerts.map(\.expected) == [0])
    }

    /// Hidden cells hold 4 at the most: of a mean of 4 the limit is 12, and threefold is 12 too.
    @Test func hiddenCellsCountAsTheMostTheyCanHide() {
        let hidden = [Int?](repeating: nil, count: 8)
        #expect(Self.judged(Self.crisis, Self.mondays(hidden + [11])).alerts.isEmpty)
        #expect(Self.judged(Self.crisis, Self.mondays(hidden + [12])).alerts.map(\.expected) == [4])
    }

    @Test func otherWeekdaysDoNotCount() {
        let busy = (0..<8).map { Self.cell(40, day: $0 * 7 + 1, label: 0) }
        let cells = (Self.mondays([5, 5, 5, 5, 5, 5, 5, 5, 14]) + busy).sorted {
            $0.period == $1.period ? $0.labels.lexicographicallyPrecedes($1.labels) : $0.period < $1.period
        }
        #expect(Self.judged(Self.crisis, cells).alerts.map(\.expected) == [5])
    }

    // MARK: Usual ranges and targets

    static func daily(_ values: [Int], target: Target? = nil) -> [MetricCell] {
        values.enumerated().map { day, value in
            var made = cell(value, day: 70 - values.count + day)
            made.target = target
            return made
        }
    }

    @Test func aNumberBeyondItsUsualRangeFiresOnTheSideThatIsAskedFor() throws {
        let high = Self.daily([10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 40])
        func fired(_ side: String, _ cells: [MetricCell]) -> [Alert] {
            Self.judged("- { metric: complaints, beyond: \(side) }", cells).alerts
        }
        let alert = try #require(fired("usual", high).first)
        #expect(alert.reason == .above && alert.expected == 11)
        #expect(abs(try #require(alert.limit) - 16.32) < 1e-9)
        #expect(fired("above", high).count == 1)
        #expect(fired("below", high).isEmpty)
        #expect(fired("usual", Array(high.dropLast())).isEmpty)
    }

    @Test func aTargetFiresWhenItIsMissedSoManyPeriodsInARow() {
        let rule = "- { metric: complaints, missed: 3 }"
        let target = Target(bound: .atMost, value: 20)
        #expect(Self.judged(rule, Self.daily([9, 21, 22, 23], target: target)).alerts.map(\.reason) == [.missed])
        #expect(Self.judged(rule, Self.daily([21, 22, 20, 23], target: target)).alerts.isEmpty)
        #expect(Self.judged(rule, Self.daily([21, 22, 23])).told.map(\.kind.name) == ["alert-without-target"])
    }

    @Test func aLabelThatIsNotThereIsToldWithTheNearestOne() {
        let cells = Self.mondays([5, 5, 5, 5, 5, 5, 5, 5, 5])
        let (alerts, told) = Self.judged(
            "- { metric: complaints, segment: { category: brokn }, beyond: usual }", cells)
        #expect(alerts.isEmpty)
        #expect(told.map(\.kind.name) == ["alert-of-unknown-label"])
        #expect(told.first?.help?.english.contains("broken") == true)
        #expect(told.first?.severity == .warning)
    }

    @Test func tooLittleHistoryInTheDataIsTold() {
        let told = Self.judged("- { metric: complaints, beyond: usual }", Self.daily([10, 12, 10])).told
        #expect(told.map(\.kind.name) == ["alert-not-watched"])
    }

    // MARK: Mistakes

    private static func mistakes(
        _ text: String, breakdowns: [Breakdown] = [.total, days, categories], period: Period = report, trend: Int = 1
    ) -> [Diagnostic] {
        let collector = DiagnosticCollector()
        _ = plan(text, collector, breakdowns: breakdowns, period: period, trend: trend)
        return collector.diagnostics
    }

    @Test(
        arguments: [
            ("- { metric: complaints }", "alert-of-no-single-rule"),
            ("- { metric: complaints, beyond: usual, missed: 2 }", "alert-of-no-single-rule"),
            ("- { metric: complaints, crisis: category, segment: { category: late } }", "alert-of-no-single-rule"),
            ("- { metric: complaint, beyond: usual }", "alert-of-unlisted-metric"),
            ("- { metric: complaints, segment: { categry: late }, beyond: usual }", "alert-of-unknown-segment"),
            ("- { metric: complaints, crisis: queue }", "alert-of-unknown-segment"),
            ("- { metric: csat, crisis: category }", "crisis-of-no-count"),
            ("- { metric: complaints, beyond: sideways }", "unknown-choice"),
        ])
    func aMistakeIsToldOnceAndWithItsPlace(text: String, kind: String) throws {
        let told = Self.mistakes(text)
        #expect(told.map(\.kind.name) == [kind])
        let first = try #require(told.first)
        #expect(first.location != nil)
        #expect(first.help != nil)
        #expect(!first.message.chinese.isEmpty)
    }

    @Test func aRuleThatCanNeverFireIsToldWithWhatToPaste() {
        func help(_ text: String, _ breakdowns: [Breakdown], _ period: Period, trend: Int = 1) -> String {
            let told = Self.mistakes(text, breakdowns: breakdowns, period: period, trend: trend)
            #expect(told.map(\.kind.name) == ["alert-without-history"])
            return told.first?.help?.english ?? ""
        }
        let month = Period(.month, containing: Self.monday)
        let quarter = Period(.quarter, containing: Self.monday)
        let day = Period(.day, containing: Self.monday)
        let category = Breakdown(segments: ["category"])
        #expect(help("- { metric: complaints, beyond: usual }", [.total], month).contains("'trend: 8'"))
        #expect(help("- { metric: complaints, missed: 3 }", [.total], month).contains("'trend: 3'"))
        #expect(
            help("- { metric: complaints, segment: { category: late }, beyond: usual }", [.total, category], quarter)
                .contains("'- [week, category]'"))
        #expect(
            help("- { metric: complaints, crisis: category }", [.total, category], month).contains(
                "'- [day, category]'"))
        #expect(
            help("- { metric: complaints, crisis: category }", [.total, category], day).contains("a longer one"))
        #expect(
            Self.mistakes("- { metric: complaints, beyond: usual }", breakdowns: [.total], period: month, trend: 8)
                .isEmpty)
    }
}
