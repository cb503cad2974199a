// Every exit code a command may end with, brought about as a user would; an internal error by the table of faults alone.

import Foundation
import Testing

struct ExitCodeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var code: Int32
        var line: String
        var testDescription: String { "\(code): \(line)" }
    }

    @Test(arguments: [
        Case(code: 0, line: "run pipelines/calls.yml --out report"),
        Case(code: 1, line: "run pipelines/calls.yml --out report --strict"),
        Case(code: 64, line: "rnu pipelines/calls.yml"),
        Case(code: 64, line: "run"),
        Case(code: 64, line: "run pipelines/calls.yml --ou report"),
        Case(code: 64, line: "run pipelines/calls.yml --jobs 0"),
        Case(code: 64, line: "run pipelines/calls.yml --wait-limit soon"),
        Case(code: 64, line: "run pipelines/calls.yml --wait=soon"),
        Case(code: 64, line: "run pipelines/calls.yml --as-of 2026-13-01"),
        Case(code: 64, line: "run pipelines/calls.yml --as-of ''"),
        Case(code: 64, line: "check pipelines/calls.yml --as-of yesterday"),
        Case(code: 64, line: "run pipelines/calls.yml --period 2026-W99"),
        Case(code: 64, line: "plan pipelines/calls.yml --period ''"),
        Case(code: 64, line: "run pipelines/monthly.yml --period 2026-W20"),
        Case(code: 64, line: "run pipelines/calls.yml --set data"),
        Case(code: 64, line: "run pipelines/calls.yml --set data=x"),
        Case(code: 65, line: "run pipelines/strict.yml --out report"),
        Case(code: 66, line: "run pipelines/nowhere.yml"),
        Case(code: 66, line: "run pipelines/absent.yml --out report"),
        Case(code: 66, line: "profile exports/nowhere.csv"),
        Case(code: 73, line: "run pipelines/calls.yml --out exports/calls.csv"),
        Case(code: 78, line: "run pipelines/wrong.yml --out report"),
        Case(code: 78, line: "metrics no_such_metric"),
    ]) func `every exit code is met`(item: Case) throws {
        let pipeline = try SmallPipeline()
        let text = try String(contentsOfFile: pipeline.path + "/pipelines/calls.yml", encoding: .utf8)
        for (name, old, new) in [
            ("monthly", "period: all", "period: month"), ("strict", "90%", "1%"),
            ("absent", "calls.csv", "nowhere.csv"),
            ("wrong", "count: rows", "count: lines"),
        ] {
            try pipeline.folder.write(text.replacingOccurrences(of: old, with: new), to: "pipelines/\(name).yml")
        }
        let outcome = try pipeline.shell("exec $RAPPORT \(item.line)")
        #expect(outcome.status == item.code, "\(outcome.errors)")
        if item.code > 1 { #expect(outcome.errors.contains("rror: ")) }
        if item.code > 1 { #expect(pipeline.folder.bytes("report/run.json") == nil) }
    }
}
