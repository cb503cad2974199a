// `rapport open`: which report is meant, what is printed, and what is started where there is a display.

import Foundation
import Testing

struct OpenCommandTests {
    /// Reports of two days, the earlier day made last.
    private static func reports() throws -> SmallPipeline {
        let pipeline = try SmallPipeline()
        #expect(try pipeline.run(["--out", "reports/calls/b"]).status == 0)
        // Times of files have steps.
        Thread.sleep(forTimeInterval: 0.05)
        #expect(try pipeline.run(["--out", "reports/calls/a"]).status == 0)
        return pipeline
    }

    private static let noDisplay = ["DISPLAY": "", "WAYLAND_DISPLAY": ""]

    private static func open(
        _ pipeline: SmallPipeline, _ arguments: [String], environment: [String: String] = noDisplay
    ) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(["open"] + arguments, in: pipeline.path, environment: environment)
    }

    @Test func `the report that was made last is meant, of all, of a pipeline, of a folder`() throws {
        let pipeline = try Self.reports()
        for place in [[], ["reports"], ["pipelines/calls.yml"], ["reports/calls"], ["reports/calls/a"]] {
            let outcome = try Self.open(pipeline, place)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.hasSuffix("reports/calls/a/report.md\n"), "\(place): \(outcome.output)")
        }
        #expect(try Self.open(pipeline, ["reports/calls/b"]).output == "reports/calls/b/report.md\n")
        try FileManager.default.removeItem(atPath: pipeline.path + "/reports/calls/a/report.md")
        #expect(try Self.open(pipeline, []).output == "reports/calls/a\n")
    }

    @Test func `a page comes before a text, and the output of the pipeline file is known`() throws {
        let pipeline = try SmallPipeline(head: "output: ../elsewhere")
        let text = try String(contentsOfFile: pipeline.path + "/pipelines/calls.yml", encoding: .utf8)
        try pipeline.folder.write(
            text.replacingOccurrences(of: "[markdown]", with: "[markdown, html]"), to: "pipelines/calls.yml")
        #expect(try pipeline.run([]).status == 0)
        let outcome = try Self.open(pipeline, ["pipelines/calls.yml"])
        #expect(outcome.output.hasSuffix("/elsewhere/all/index.html\n"), "\(outcome.output)\(outcome.errors)")
    }

    @Test(arguments: [
        ("en", "nothing: error: expected a report, or folders with reports, found none", "make one with rapport run"),
        ("zh-Hans", "nothing: 错误：应为报告或存放报告的目录，此处没有报告", "请用 rapport run 生成报告"),
    ])
    func `where there is no report that is said`(language: String, said: String, help: String) throws {
        let pipeline = try SmallPipeline()
        try FileManager.default.createDirectory(atPath: pipeline.path + "/nothing", withIntermediateDirectories: true)
        // Not every record is one of ours.
        try pipeline.folder.write("{\"tool\": {\"name\": \"other\"}}", to: "nothing/run.json")
        let outcome = try Self.open(pipeline, ["nothing", "--language", language])
        #expect(outcome.status == 66 && outcome.output.isEmpty)
        #expect(outcome.errors.contains(help), "\(outcome.errors)")
        #expect(
            outcome.errors.replacingOccurrences(of: " ", with: "").contains(
                said.replacingOccurrences(of: " ", with: "")), "\(outcome.errors)")
    }

    @Test func `no report of a pipeline, and no pipeline, are told`() throws {
        let pipeline = try SmallPipeline()
        let none = try Self.open(pipeline, ["pipelines/calls.yml"])
        #expect(none.status == 66 && none.errors.contains("reports/calls"), "\(none.errors)")
        #expect(try Self.open(pipeline, ["pipelines/nowhere.yml"]).status == 66)
        #expect(try Self.open(pipeline, ["--set", "x"]).status == 64)
    }

    @Test func `with a display the page is given to the program of the variable`() throws {
        let pipeline = try Self.reports()
        let viewer = try pipeline.folder.write(
            "#!/bin/sh\nprintf '%s' \"$1\" > \(pipeline.path)/shown\n", to: "view.sh")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: viewer)
        let outcome = try Self.open(pipeline, [], environment: ["DISPLAY": ":9", "RAPPORT_BROWSER": viewer])
        #expect(outcome.status == 0 && outcome.output == "reports/calls/a/report.md\n")
        for _ in 0..<100 where pipeline.folder.bytes("shown")?.isEmpty != false { Thread.sleep(forTimeInterval: 0.05) }
        #expect(pipeline.folder.bytes("shown") == Data("reports/calls/a/report.md".utf8))
        // One that is not there is no failure: the path is printed.
        let without = try Self.open(pipeline, [], environment: ["DISPLAY": ":9", "RAPPORT_BROWSER": "/nowhere"])
        #expect(without.status == 0 && without.output == "reports/calls/a/report.md\n")
    }
}
