// What the program says on its own, how loud, and in which language.

import Foundation
import Testing

struct SpeechTests {
    /// A pipeline whose only remark is a note: the file looks like a known export.
    private static func folderWithNote(warning: Bool = false) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let rows = (1...40).map { "\($0),\($0 == 7 && warning ? "x" : "3"),2026-09-01 10:00\n" }.joined()
        try folder.write(
            "序号,q,提交答卷时间,所用时间,来自IP\n" + rows.replacingOccurrences(of: "\n", with: ",60秒,1.1.1.1\n"), to: "s.csv")
        try folder.write(
            """
            period: month
            ingest:
              s: { files: s.csv, columns: { q: { type: integer }, at: { from: 提交答卷时间, type: instant } } }
            aggregate: { metrics: [n], define: { n: { mean: q, of: s, at: at } } }
            render: [{ report: summary, formats: [markdown] }]
            """, to: "p.yml")
        return folder
    }

    private static let run = ["run", "p.yml", "--as-of", "2026-10-01", "--out", "out"]

    @Test
    func `a run that needs nobody prints nothing; its notes stand in the record, and on the terminal when asked for`()
        throws
    {
        let folder = try Self.folderWithNote()
        let silent = try BuiltProgram.run(Self.run, in: folder.path)
        #expect(silent.status == 0)
        #expect(silent.errors.isEmpty && silent.output.isEmpty)
        let record = String(
            decoding: FileManager.default.contents(atPath: folder.path + "/out/run.json") ?? Data(), as: UTF8.self)
        #expect(record.contains("export-hint"))
        for flag in ["-v", "--verbose"] {
            let verbose = try BuiltProgram.run(Self.run + [flag], in: folder.path)
            #expect(verbose.errors.contains("note: this looks like an export of 'wjx'"), "\(verbose.errors)")
        }
    }

    @Test(arguments: ["-q", "--quiet"])
    func `quiet does not hide warnings`(flag: String) throws {
        let folder = try Self.folderWithNote(warning: true)
        let outcome = try BuiltProgram.run(Self.run + [flag], in: folder.path)
        #expect(outcome.errors.contains("s.csv:8:2: warning: column 'q' expects"), "\(outcome.errors)")
        #expect(!outcome.errors.contains("note: "))
    }

    @Test(arguments: ["-V", "--version"])
    func `the version is told by its short name as well`(flag: String) throws {
        let outcome = try BuiltProgram.run([flag])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("."))
    }

    @Test(arguments: [["--help"]] + ["run", "check", "plan", "metrics", "template", "profile"].map { ["help", $0] })
    func `help speaks Chinese`(arguments: [String]) throws {
        for environment in [["LC_ALL": "zh_CN.UTF-8"], ["LC_ALL": "", "LANG": "zh_CN.UTF-8"]] {
            let outcome = try BuiltProgram.run(arguments, environment: environment)
            #expect(outcome.status == 0)
            #expect(outcome.output.contains("用法：rapport"))
            let prose = outcome.output.split(separator: "\n").filter {
                !$0.hasPrefix("用法：") && !$0.contains("rapport run")
            }
            // No sentence of the library or of ours is left in English.
            let english = prose.filter {
                $0.range(of: "[a-z]{3,} [a-z]{2,} [a-z]{2,}", options: .regularExpression) != nil
            }
            #expect(english.isEmpty)
        }
    }

    @Test(arguments: [
        (["run"], "错误：缺少参数 '<pipeline>'"), (["rn"], "错误：多余的参数或未知的子命令 'rn'"),
        (["run", "x.yml", "--progress", "often"], "错误：'--progress <progress>' 不接受 'often'；可选：'auto'、'always'、'never'"),
        (["run", "x.yml", "--bogus"], "错误：未知选项 '--bogus'"),
        (["run", "x.yml", "--period"], "错误：'--period <period>' 缺少值"),
        (["run", "x.yml", "--otu", "y"], "您是否想写 '--out'？"),
        (["run", "x.yml", "--jobs", "0"], "--jobs 应为不小于 1 的数，实际为 0"),
        (["run", "x.yml", "--memory", "much"], "--memory 应为"), (["run", "x.yml", "--set", "a"], "--set 应为 KEY=VALUE"),
    ])
    func `a call that cannot be understood is told in Chinese, and ends with 64`(arguments: [String], said: String)
        throws
    {
        let outcome = try BuiltProgram.run(arguments, environment: ["LC_ALL": "zh_CN.UTF-8"])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains(said), "\(outcome.errors)")
        #expect(!outcome.errors.contains("Error"))
    }

    @Test(arguments: [["--language", "zh"], ["--language=zh-Hans"], ["--language=zh-CN"]])
    func `the language of a call that cannot be understood may be given in it`(language: [String]) throws {
        #expect(try BuiltProgram.run(["run"] + language).errors.hasPrefix("错误：缺少参数 '<pipeline>'"))
    }

    @Test func `zh stands for zh-Hans in a pipeline file too`() throws {
        let folder = try Self.folderWithNote()
        let pipeline = String(
            decoding: FileManager.default.contents(atPath: folder.path + "/p.yml") ?? Data(), as: UTF8.self)
        try folder.write("languages: [zh]\n" + pipeline, to: "p.yml")
        #expect(try BuiltProgram.run(Self.run, in: folder.path).status == 0)
        #expect(FileManager.default.fileExists(atPath: folder.path + "/out/report.md"))
    }
}
