// Reports as PDF: by a browser where one is installed, and what a run says and leaves where none is or where it fails.

import Foundation
import Testing

struct PDFCommandTests {
    private static func installed(_ names: [String]) -> String? {
        let found = names.map { "/usr/bin/" + $0 }.first { FileManager.default.isExecutableFile(atPath: $0) }
        if found == nil { print("skipped: none of \(names) is installed") }
        return found
    }

    private static let browsers = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]

    private static func text(of file: String, by reader: String) throws -> String {
        try BuiltProgram.run(["-layout", file, "-"], program: reader).output
    }

    // MARK: Where a browser is

    @Test
    func `the nightly report is one tagged sheet whose Chinese can be searched, and the record names the printer`()
        throws
    {
        guard Self.installed(Self.browsers) != nil, let reader = Self.installed(["pdftotext"]),
            let teller = Self.installed(["pdfinfo"])
        else { return }
        let folder = try TemporaryFolder()
        let outcome = try BuiltProgram.run([
            "run", "pipelines/nightly.yml", "--as-of", "2026-09-15", "--pdf", "--out", folder.path + "/out", "--quiet",
        ])
        try #require(outcome.status == 0, "\(outcome.errors)")
        for (name, words) in [
            ("report.zh-Hans.pdf", ["客服中心昨日快报", "服务水平", "70.1%"]), ("report.pdf", ["客服中心昨日快报", "服务水平"]),
            ("report.en.pdf", ["Customer centre, yesterday", "Service level", "70.1%"]),
        ] {
            let text = try Self.text(of: "\(folder.path)/out/\(name)", by: reader)
            for word in words { #expect(text.contains(word), "\(name): \(word)") }
            let facts = try BuiltProgram.run(["\(folder.path)/out/\(name)"], program: teller).output
            #expect(facts.contains(/Tagged: +yes/) && facts.contains(/Pages: +1\n/), "\(name): \(facts)")
        }
        #expect(folder.bytes("out/annex.en.pdf")?.starts(with: Array("%PDF-".utf8)) == true)
        // Hatched cells become pictures, each some hundred kilobytes.
        #expect((folder.bytes("out/annex.en.pdf")?.count ?? 0) < 4_000_000)
        let record = String(decoding: folder.bytes("out/run.json") ?? Data(), as: UTF8.self)
        #expect(
            record.contains(/"printed_by": \{"program": "[a-z-]+", "version": "[^"]+[0-9]/), "\(record.suffix(400))")
        #expect(record.contains("\"report.en.pdf\""))
    }

    // MARK: Where none is, or it fails

    private static func program(_ text: String, in folder: TemporaryFolder) throws -> String {
        let path = try folder.write("#!/bin/sh\n\(text)\n", to: "print.sh")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    @Test func `without a program the run ends before a row is read, in both languages, and the last report stands`()
        throws
    {
        let pipeline = try SmallPipeline()
        #expect(try pipeline.run(["--out", "report"]).status == 0)
        let before = pipeline.picture(of: "report")
        try pipeline.write(rows: 5)
        for (language, said, help) in [
            ("en", "error: cannot make 'report.pdf': no program that prints pages is installed", "help: install one"),
            ("zh-Hans", "cannot", ""),
        ] {
            let outcome = try pipeline.run(
                ["--out", "report", "--pdf", "--language", language], environment: ["PATH": pipeline.path])
            #expect(outcome.status == 69)
            if language == "en" {
                #expect(outcome.errors.contains(said) && outcome.errors.contains(help), "\(outcome.errors)")
            } else {
                #expect(outcome.errors.contains("无法生成 'report.pdf'：未安装可打印网页的程序"), "\(outcome.errors)")
                #expect(outcome.errors.contains("请安装其一"))
            }
            // No row was read: the one that cannot be is not told.
            #expect(!outcome.errors.contains("calls.csv"))
        }
        #expect(pipeline.picture(of: "report") == before)
    }

    @Test(arguments: [
        ("echo no room for fonts >&2; exit 1", "print.sh failed: no room for fonts"),
        ("exit 0", "print.sh printed nothing"), ("kill -11 $$", "print.sh failed: exit code 139"),
    ])
    func `a program that fails ends the run with 69, and the last report stands`(text: String, said: String) throws {
        let pipeline = try SmallPipeline()
        #expect(try pipeline.run(["--out", "report"]).status == 0)
        let before = pipeline.picture(of: "report")
        let outcome = try pipeline.run(
            ["--out", "report", "--pdf"],
            environment: ["RAPPORT_BROWSER": Self.program(text, in: pipeline.folder), "TMPDIR": pipeline.path])
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains("cannot make 'report.pdf': \(said)"), "\(outcome.errors)")
        #expect(pipeline.picture(of: "report") == before)
        let left = try FileManager.default.contentsOfDirectory(atPath: pipeline.path).filter { $0.contains("rapport") }
        #expect(left.isEmpty, "\(left)")
    }

    @Test func `what the variable names is taken, or said to be no program`() throws {
        let pipeline = try SmallPipeline()
        let path = try Self.program(
            "[ \"$1\" = --version ] && echo 'Printer 7' && exit\n"
                + "for word in \"$@\"; do case \"$word\" in --print-to-pdf=*) printf '%%PDF-x' > \"${word#--print-to-pdf=}\";; esac; done",
            in: pipeline.folder)
        let outcome = try pipeline.run(["--out", "report", "--pdf"], environment: ["RAPPORT_BROWSER": path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(pipeline.folder.bytes("report/report.pdf") == Data("%PDF-x".utf8))
        let record = String(decoding: pipeline.folder.bytes("report/run.json") ?? Data(), as: UTF8.self)
        #expect(record.contains("\"printed_by\": {\"program\": \"print.sh\", \"version\": \"Printer 7\"}"))
        // The report is ours: a run without it takes the print away.
        #expect(try pipeline.run(["--out", "report"]).status == 0)
        #expect(pipeline.folder.bytes("report/report.pdf") == nil)
        let other = try pipeline.run(["--out", "report", "--pdf"], environment: ["RAPPORT_BROWSER": "no-such-browser"])
        #expect(
            other.status == 69 && other.errors.contains("RAPPORT_BROWSER names 'no-such-browser'"), "\(other.errors)")
    }

    @Test func `formats name it as well as the option, once`() throws {
        let pipeline = try SmallPipeline()
        let text = try String(contentsOfFile: pipeline.path + "/pipelines/calls.yml", encoding: .utf8)
        try pipeline.folder.write(
            text.replacingOccurrences(of: "[markdown]", with: "[markdown, pdf]"), to: "pipelines/calls.yml")
        for more in [[], ["--pdf"]] {
            let outcome = try pipeline.run(["--out", "report"] + more, environment: ["PATH": pipeline.path])
            #expect(outcome.status == 69, "\(outcome.errors)")
        }
        let plan = try BuiltProgram.run(
            ["plan", pipeline.path + "/pipelines/calls.yml", "--as-of", "2026-09-15"], in: pipeline.path)
        #expect(plan.output.contains("report.md, report.pdf"), "\(plan.output)")
    }
}
