// The library for workbooks is loaded when one is asked for, and its absence is told before a row is read.

import Foundation
import Testing

struct WorkbookLibraryTests {
    private static func pipeline(_ formats: String) throws -> SmallPipeline {
        let pipeline = try SmallPipeline()
        let text = try String(contentsOfFile: pipeline.path + "/pipelines/calls.yml", encoding: .utf8)
        try pipeline.folder.write(
            text.replacingOccurrences(of: "[markdown]", with: formats), to: "pipelines/calls.yml")
        return pipeline
    }

    private static let absent = ["RAPPORT_XLSXWRITER": "/nowhere/libxlsxwriter.so"]

    @Test(arguments: [
        (
            "en", "error: cannot make 'report.xlsx': the workbook library libxlsxwriter.so.",
            "apt-get install libxlsxwriter4"
        ),
        ("zh-Hans", "无法生成 'report.xlsx'：无法加载工作簿程序库 libxlsxwriter.so.", "请安装该程序库"),
    ])
    func `its absence ends a run that makes workbooks`(language: String, said: String, help: String) throws {
        let pipeline = try Self.pipeline("[markdown, xlsx]")
        let outcome = try pipeline.run(["--out", "report", "--language", language], environment: Self.absent)
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains(said) && outcome.errors.contains(help), "\(outcome.errors)")
        #expect(outcome.errors.contains("/nowhere/libxlsxwriter.so") && !outcome.errors.contains("calls.csv"))
        #expect(pipeline.folder.bytes("report/run.json") == nil)
    }

    @Test func `a library that is none of ours is told too`() throws {
        let pipeline = try Self.pipeline("[xlsx]")
        let outcome = try pipeline.run(["--out", "report"], environment: ["RAPPORT_XLSXWRITER": "libc.so.6"])
        #expect(outcome.status == 69 && outcome.errors.contains("undefined symbol"), "\(outcome.errors)")
    }

    @Test func `no other run needs it`() throws {
        let pipeline = try Self.pipeline("[html, markdown, eml]")
        let outcome = try pipeline.run(["--out", "report"], environment: Self.absent)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(pipeline.folder.bytes("report/report.eml") != nil)
    }

    @Test func `it is loaded for a workbook alone, and what it needs with it`() throws {
        func loaded(_ pipeline: SmallPipeline, _ arguments: String) throws -> Bool {
            let outcome = try pipeline.shell("exec $RAPPORT \(arguments)", environment: ["LD_DEBUG": "libs"])
            try #require(outcome.status == 0 && outcome.errors.contains("calling init: "), "\(outcome.errors)")
            return outcome.errors.contains(/calling init: .*(xlsxwriter|minizip|libcrypto)/)
        }
        let run = "run pipelines/calls.yml --as-of 2026-09-15 --out report"
        let plain = try Self.pipeline("[html, markdown, eml]")
        #expect(try !loaded(plain, "--help"))
        #expect(try !loaded(plain, "check pipelines/calls.yml --as-of 2026-09-15"))
        #expect(try !loaded(plain, run))
        #expect(try loaded(Self.pipeline("[xlsx]"), run))
    }
}
