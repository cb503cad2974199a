// Alerts of a pipeline file in a run: the exit code, the first page, the record, and mistakes before anything is read.

import Foundation
import Testing

struct AlertCommandTests {
    private static func pipeline(_ alerts: String) throws -> SmallPipeline {
        let pipeline = try SmallPipeline(head: "alerts:\n  - \(alerts)")
        let text = try String(contentsOfFile: pipeline.path + "/pipelines/calls.yml", encoding: .utf8)
            .replacingOccurrences(of: "period: all", with: "period: { every: month, trend: 3 }")
            .replacingOccurrences(
                of: "metrics: [calls]", with: "metrics: [calls]\n  targets: [{ metric: calls, at_least: 100 }]")
        try pipeline.folder.write(text, to: "pipelines/calls.yml")
        try pipeline.write(rows: 60)
        return pipeline
    }

    @Test func `an alert that has fired ends with 3 where that is asked for, and the report is there`() throws {
        let pipeline = try Self.pipeline("{ metric: calls, missed: 3 }")
        let plain = try pipeline.run(["--out", "report"])
        #expect(plain.status == 0, "\(plain.errors)")
        let outcome = try pipeline.run(["--out", "report", "--fail-on-alert"])
        #expect(outcome.status == 3, "\(outcome.errors)")
        let page = String(decoding: pipeline.folder.bytes("report/report.md") ?? Data(), as: UTF8.self)
        #expect(page.contains("the target ≥ 100") || page.contains("the target 100 is missed for 3 periods in a row"))
        let table = String(decoding: pipeline.folder.bytes("report/alerts.csv") ?? Data(), as: UTF8.self)
        #expect(table.contains("calls,month,2026-08-01,2026-09-01,,missed,3,missed,"))
        let record = String(decoding: pipeline.folder.bytes("report/run.json") ?? Data(), as: UTF8.self)
        #expect(record.contains("\"watched\":1") || record.contains("\"watched\": 1"))
    }

    @Test func `without an alert that fires a quiet line is all, and the exit code is 0`() throws {
        let pipeline = try Self.pipeline("{ metric: calls, missed: 3 }")
        let text = try String(contentsOfFile: pipeline.path + "/pipelines/calls.yml", encoding: .utf8)
            .replacingOccurrences(of: "at_least: 100", with: "at_least: 1")
        try pipeline.folder.write(text, to: "pipelines/calls.yml")
        let outcome = try pipeline.run(["--out", "report", "--fail-on-alert"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let page = String(decoding: pipeline.folder.bytes("report/report.md") ?? Data(), as: UTF8.self)
        #expect(page.contains("No alert has fired; 1 alert was watched."))
    }

    @Test(
        arguments: [
            ("{ metric: cals, missed: 3 }", "did you mean 'calls'?"),
            ("{ metric: calls, missed: 4 }", "write 'trend: 4' under 'period'"),
            ("{ metric: calls, segment: { queue: a }, missed: 2 }", "- [month, queue]"),
        ])
    func `an alert that can never fire is a mistake of the file`(alert: String, help: String) throws {
        let outcome = try Self.pipeline(alert).run(["--out", "report", "--fail-on-alert"])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("pipelines/calls.yml:"))
        #expect(outcome.errors.contains(help), "\(outcome.errors)")
    }
}
