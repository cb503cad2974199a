// What may be asked of groups, and what is said where it cannot be had.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@testable import Judgement

struct GroupPlanTests {
    private static let judge = OptionKey("judge", JudgementKeys.form, help: Wording("judge"))

    private static func plan(
        _ text: String, breakdowns: [[String]] = [["agent"], ["agent", "kind"], ["team"]]
    ) -> (plan: JudgementPlan, told: [Diagnostic]) {
        let collector = DiagnosticCollector()
        let reader = OptionReader(
            .text(text, collector: collector), of: Wording("file"), keys: [judge], collector: collector)
        let options = JudgementOptions(reader, judge)
        reader.finish()
        let metrics = ["csat", "nps"].map {
            MetricDescription(
                key: $0, title: Wording($0), unit: .number, better: .higher, formula: Wording(""), definition: $0)
        }
        let plan = Judgement.plan(
            options, metrics: metrics, breakdowns: [.total] + breakdowns.map { Breakdown(segments: $0) },
            periods: ReportPeriods(period: Period(.month, containing: 20_000), today: 20_100), collector: collector)
        return (plan, collector.diagnostics)
    }

    private static func told(_ text: String, _ language: Language = .english) -> [String] {
        plan(text).told.map { $0.message[language] + ($0.help.map { "\n" + $0[language] } ?? "") }
    }

    @Test func groupsAreAskedForByNameOrWithMore() {
        let (plan, told) = Self.plan(
            """
            judge:
              groups: [team, { by: agent, adjusted_for: kind, dispersion: none, metrics: csat }]
            """)
        #expect(told.isEmpty)
        #expect(plan.groups.map(\.segment) == ["team", "agent"])
        #expect(plan.groups.map(\.adjustedFor) == [[], ["kind"]])
        #expect(plan.groups.map(\.dispersion) == [.additive, .none])
        #expect(plan.groups.map(\.metrics) == [nil, ["csat"]])
        #expect(
            plan.lines.map(\.english) == [
                "groups of team beside each other", "groups of agent beside each other, adjusted for kind",
            ])
        #expect(Self.plan("judge: false").plan.groups.isEmpty)
        #expect(Self.plan("judge: { groups: agent }").plan.groups.map(\.segment) == ["agent"])
    }

    @Test func whatCannotBeHadIsToldWithWhatToPaste() {
        #expect(
            Self.told("judge: { groups: [region] }") == [
                "'groups' expects segments that the report is divided by, each alone, found 'region'\n"
                    + "add '[region]' to 'by' of 'aggregate', or take 'region' out here"
            ])
        #expect(
            Self.told("judge: { groups: [region] }", .chinese) == [
                "'groups' 应为报告单独据以划分的分组，实际为 'region'\n请在 'aggregate' 的 'by' 中加上 '[region]'，或从此处去掉 'region'"
            ])
        #expect(Self.told("judge: { groups: [agnet] }").first?.hasSuffix("did you mean 'agent'?") == true)
        #expect(
            Self.told("judge: { groups: [{ by: team, adjusted_for: [kind] }] }") == [
                "'adjusted_for' expects the report to be divided by team, kind together, found no such breakdown\n"
                    + "add '[team, kind]' to 'by' of 'aggregate'"
            ])
        #expect(
            Self.told("judge: { groups: [{ by: team, adjusted_for: [kind] }] }", .chinese) == [
                "'adjusted_for' 要求报告同时按 team, kind 划分，实际没有这样的拆分\n请在 'aggregate' 的 'by' 中加上 '[team, kind]'"
            ])
        #expect(
            Self.told("judge: { groups: [{ by: agent, adjusted_for: [agent] }] }") == [
                "'adjusted_for' expects segments of cases, found 'agent', whose labels are the groups themselves\n"
                    + "name what the groups' cases differ by, such as a category or a channel"
            ])
        #expect(
            Self.told("judge: { groups: [team, { by: team, dispersion: none }] }") == [
                "'groups' expects each segment once, found 'team' again\nput everything that is asked of it into one entry"
            ])
        #expect(
            Self.told("judge: { groups: [{ by: agent, metrics: [csta] }] }") == [
                "'groups' names metric 'csta', which is not listed under 'metrics' of 'aggregate'\ndid you mean 'csat'?"
            ])
    }

    @Test func breakdownsOfCasesMayBeWrittenInAnyOrder() {
        let (plan, told) = Self.plan("judge: { groups: [{ by: kind, adjusted_for: [agent] }] }")
        #expect(plan.groups.isEmpty && told.count == 1)
        let other = Self.plan(
            "judge: { groups: [{ by: agent, adjusted_for: [kind] }] }", breakdowns: [["agent"], ["kind", "agent"]])
        #expect(other.told.isEmpty)
    }
}
