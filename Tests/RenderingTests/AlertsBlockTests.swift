// The block of alerts: what could not be watched is on the page with why, and in the line on the data.

import Diagnostics
import Documents
import Stages
import Testing

@testable import Rendering

struct AlertsBlockTests {
    private static func reading(watched: Int, _ language: Language) -> ReportReading {
        var results = SampleResults.results()
        results.judgements.alertsWatched = watched
        results.judgements.alertsNotWatched = [
            UnwatchedAlert(
                metric: "csat_top2", segments: ["region"], labels: ["华北"], rule: .missed(periods: 2), why: .fewPeriods),
            UnwatchedAlert(metric: "nps", segments: [], labels: [], rule: .beyond, why: .noVariation),
        ]
        return ReportReading(results, language, blocks: [Alerts()])
    }

    private static func items(_ reading: ReportReading) -> [String] {
        reading.items(of: "alerts").map(\.text)
    }

    @Test func `the page says how many were watched, and which could not be and why`() {
        let english = Self.reading(watched: 1, .english)
        #expect(
            english.paragraphs(of: "alerts") == [
                "No alert has fired; 1 of 3 alerts was watched.",
                "2 alerts could not be watched, which says neither good nor bad:",
            ])
        #expect(
            Self.items(english) == [
                "Customer satisfaction (top 2) (华北), target: too few whole periods have a number that is shown",
                "Net promoter score, usual range: its numbers are all the same, so that nothing says what is usual",
            ])
        let chinese = Self.reading(watched: 1, .chinese)
        #expect(
            chinese.paragraphs(of: "alerts") == ["没有警报触发；3 项警报中有 1 项得到判断。", "2 项警报无法判断，不代表正常，也不代表异常："])
        #expect(
            Self.items(chinese) == [
                "客户满意度（华北），目标：完整且有可显示数字的期数不足", "净推荐值，正常范围：各期数值完全相同，无从得出正常范围",
            ])
    }

    @Test func `where none could be watched the page does not say that none has fired`() {
        #expect(Self.reading(watched: 0, .english).paragraphs(of: "alerts").first == "No alert could be watched.")
    }

    @Test func `the line on the data and the record of the run count those that were not watched`() {
        let facts = Self.reading(watched: 1, .english).document.masthead.facts.map(\.text)
        #expect(facts.contains("none; 2 not watched"), "\(facts)")
        var results = SampleResults.results()
        #expect(results.alertsJSON == nil)
        results.judgements.alertsNotWatched = [
            UnwatchedAlert(metric: "nps", segments: ["region"], labels: ["华北"], rule: .beyond, why: .fewRows)
        ]
        let record = results.alertsJSON.map { "\($0)" } ?? ""
        #expect(record.contains("not_watched") && record.contains("few-rows") && record.contains("华北"))
    }
}
