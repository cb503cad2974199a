// A pipeline file with forty mistakes gives forty errors, each at its place, in both languages, with no echo.

import Foundation
import Testing

struct MistakesTests {
    private static let folder = BuiltProgram.root + "/Tests/CommandTests/Mistakes"

    @Test(arguments: ["en", "zh-Hans"])
    func `forty mistakes give forty errors, word for word`(language: String) throws {
        let outcome = try BuiltProgram.run(
            ["check", "mistakes.yml", "--as-of", "2026-09-15", "--language", language], in: Self.folder)
        #expect(outcome.status == 78)
        #expect(outcome.output.isEmpty)
        let said = outcome.errors.replacingOccurrences(of: Self.folder, with: "FOLDER")
        let path = Self.folder + "/mistakes.\(language).txt"
        let expected = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        if ProcessInfo.processInfo.environment["RAPPORT_RECORD"] != nil {
            try Data(said.utf8).write(to: URL(fileURLWithPath: path))
            Issue.record("recorded anew: \(path)")
            return
        }
        #expect(said == expected)
        let word = language == "en" ? ": error: " : ": 错误："
        #expect(said.split(separator: "\n").count { $0.contains(word) } == 40)
    }

    @Test func `the language of the environment is spoken`() throws {
        let outcome = try BuiltProgram.run(["check", "nowhere.yml"], environment: ["LC_ALL": "zh_CN.UTF-8"])
        #expect(outcome.errors.hasPrefix("nowhere.yml: 错误：无法读取流程文件：文件不存在\n"))
        #expect(outcome.status == 66)
    }
}
