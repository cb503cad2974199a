// The manual is whole: a page for all that can be written, made from the code as it is, with commands that run.

import Foundation
import Testing

struct DocsTests {
    private let docs = BuiltProgram.root + "/docs"

    @Test func `every subcommand has a section in the page of commands`() throws {
        let help = try BuiltProgram.run(["--help"]).output
        let list = try #require(help.components(separatedBy: "SUBCOMMANDS:").last)
        let names = list.components(separatedBy: "\n").compactMap { line in
            line.wholeMatch(of: #/  (\w+) .*/#).map { String($0.1) }
        }
        #expect(names.contains("run"))
        let page = try text("commands.md")
        for name in names where name != "See" { #expect(page.contains("\n## rapport \(name)\n"), "rapport \(name)") }
    }

    @Test func `every option of every subcommand is in the page of commands`() throws {
        let page = try text("commands.md")
        for command in [
            "run", "open", "check", "test", "plan", "metrics", "template", "profile", "schema", "why", "diff",
        ] {
            let help = try BuiltProgram.run(["help", command]).output
            for option in help.matches(of: /--[a-z-]+/).map({ String($0.0) })
            where option != "--help" && option != "--version" {
                #expect(page.contains("`\(option)"), "\(option) of rapport \(command)")
            }
        }
    }

    @Test func `the page of every metric says what the program says of it`() throws {
        let lines = try BuiltProgram.run(["metrics"]).output.split(separator: "\n")
        let keys = lines.filter { $0.hasPrefix("  ") }.compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(keys.count >= 40)
        for key in keys {
            guard exists("metrics/\(key).md") else {
                Issue.record("metrics/\(key).md is missing")
                continue
            }
            let page = try text("metrics/\(key).md").replacing("`", with: "").replacing("\\|", with: "|")
            for language in ["en", "zh-Hans"] {
                let said = try BuiltProgram.run(["metrics", key, "--language", language]).output
                // The first line is the definition with its parameters, each of which stands in a cell of its own.
                let facts = said.split(separator: "\n").prefix { !$0.contains("columns of ") && !$0.hasSuffix("的列：") }
                for line in facts.dropFirst() {
                    let parts = line.split(separator: /: |：/, maxSplits: 1)
                    let value = (parts.last ?? line).trimmingCharacters(in: .whitespaces)
                    if ["越高越好", "越低越好", "无方向"].contains(value) { continue }
                    #expect(page.contains(value), "\(key): \(line)")
                }
            }
        }
    }

    @Test func `the reference pages are made from the code as it is`() throws {
        let generator = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("make-manual").path
        let (status, said) = try shell("RAPPORT_MANUAL_GENERATOR='\(generator)' Scripts/docs --check")
        #expect(status == 0, "\(said)")
    }

    @Test(arguments: ["tutorial.md", "tutorial.zh-Hans.md"])
    func `every command of the tutorial runs`(page: String) throws {
        let folder = try TemporaryFolder()
        let program = URL(fileURLWithPath: BuiltProgram.path).path
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/rapport", withDestinationPath: program)
        var isShell = false
        var commands: [String] = []
        for line in try text(page).components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                isShell = line == "```sh"
            } else if isShell, line.hasPrefix("rapport ") {
                commands.append(line.replacing(" demo/", with: " \(folder.path)/demo/"))
            }
        }
        #expect(commands.count >= 8)
        for command in commands {
            let (status, said) = try shell("PATH=\"\(folder.path):$PATH\" " + command)
            #expect(status == 0, "\(command)\n\(said)")
        }
        for report in ["satisfaction", "satisfaction-clean", "calls"] {
            #expect(folder.bytes("demo/\(report)/index.html") != nil, "\(report)")
        }
    }

    @Test func `every link between pages leads to a page`() throws {
        let pages = try #require(FileManager.default.enumerator(atPath: docs)).compactMap { $0 as? String }
            .filter { $0.hasSuffix(".md") }.sorted()
        #expect(pages.count > 80)
        for page in pages {
            let folder = URL(fileURLWithPath: docs + "/" + page).deletingLastPathComponent()
            for link in try text(page).matches(of: /\]\(([^)#:\s]+\.md)(#[^)]*)?\)/) {
                let target = folder.appendingPathComponent(String(link.1)).standardizedFileURL.path
                #expect(FileManager.default.fileExists(atPath: target), "\(page): \(link.1)")
                guard let anchor = link.2?.dropFirst() else { continue }
                let headings = try String(contentsOfFile: target, encoding: .utf8).matches(of: /(?m)^#+ (.+)$/).map {
                    $0.1.lowercased().replacing(" ", with: "-").filter { $0.isLetter || $0.isNumber || $0 == "-" }
                }
                #expect(headings.contains(String(anchor)), "\(page): \(link.0)")
            }
        }
    }

    // MARK: Small change

    private func text(_ page: String) throws -> String {
        try String(contentsOfFile: docs + "/" + page, encoding: .utf8)
    }

    private func exists(_ page: String) -> Bool { FileManager.default.fileExists(atPath: docs + "/" + page) }

    /// Runs a command line in the top folder; what it says on both outputs together.
    private func shell(_ command: String) throws -> (status: Int32, said: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = URL(fileURLWithPath: BuiltProgram.root)
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let said = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said, as: UTF8.self))
    }
}
