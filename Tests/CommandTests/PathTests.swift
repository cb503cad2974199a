// Where the command is called and how paths are typed changes nothing in a report; what the command line names lies where the shell is.

import Foundation
import Testing

struct PathTests {
    @Test func `a report is the same to the byte wherever the command stands and however the path is typed`() throws {
        let pipeline = try SmallPipeline()
        try pipeline.folder.write("", to: "elsewhere/deep/x")
        try FileManager.default.createSymbolicLink(
            atPath: pipeline.path + "/link", withDestinationPath: pipeline.path + "/pipelines")
        let out = pipeline.path + "/report"
        var first: [String: String]?
        for (place, path) in [
            ("", "pipelines/calls.yml"), ("", "./pipelines/../pipelines//calls.yml"), ("", "link/calls.yml"),
            ("pipelines", "calls.yml"), ("exports", "../pipelines/calls.yml"),
            ("elsewhere/deep", "../../link/calls.yml"),
            ("/", pipeline.path + "/pipelines/calls.yml"),
        ] {
            let folder = place.hasPrefix("/") ? place : pipeline.path + "/" + place
            let outcome = try BuiltProgram.run(["run", path, "--as-of", "2026-09-15", "--out", out], in: folder)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let picture = pipeline.picture(of: "report")
            if let first { #expect(picture == first, "\(place): \(path)") }
            first = first ?? picture
            for (name, text) in picture {
                #expect(!text.contains(pipeline.path), "\(name)")
                let names = text.components(separatedBy: "calls.csv").dropLast()
                #expect(names.allSatisfy { $0.hasSuffix("../exports/") }, "\(name)")
            }
        }
        let record = try #require(first?["run.json"])
        #expect(record.contains(#""path": "../exports/calls.csv""#))
        #expect(record.contains(#""place": "../exports/calls.csv:4:1""#), "warnings too")
        #expect(first?["rejects.csv"]?.contains("\n../exports/calls.csv,4,") == true)
    }

    @Test func `warnings and notes of many files stand in one order however the pipeline's path is typed`() throws {
        let folder = try TemporaryFolder()
        var first: [String: Data]?
        for (place, path) in [
            ("", "pipelines/nightly.yml"), ("/pipelines", "nightly.yml"), ("/pipelines", "./nightly.yml"),
        ] {
            let outcome = try BuiltProgram.run(
                ["run", path, "--as-of", "2026-09-15", "--out", folder.path + "/report"], in: BuiltProgram.root + place)
            #expect(outcome.status == 0, "\(outcome.errors)")
            var files: [String: Data] = [:]
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/report") {
                files[name] = FileManager.default.contents(atPath: folder.path + "/report/" + name)
            }
            #expect(files.count > 5)
            if let first { for (name, bytes) in files { #expect(first[name] == bytes, "\(path): \(name)") } }
            first = first ?? files
        }
    }

    @Test func `files far from the pipeline are named by their ends, never by the server's path`() throws {
        let pipeline = try SmallPipeline(files: "${data}/*/calls.csv")
        let far = "/var/tmp/rapport-far-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: far) }
        for name in ["north", "south"] {
            try FileManager.default.createDirectory(atPath: far + "/\(name)", withIntermediateDirectories: true)
            try Data("id,at\n\(name.utf8.count),2026-01-10\n\(name),2026-01-10\n".utf8).write(
                to: URL(fileURLWithPath: far + "/\(name)/calls.csv"))
        }
        let outcome = try pipeline.run(["--out", "report", "--set", "data=" + far])
        #expect(outcome.status == 0, "\(outcome.errors)")
        for (name, text) in pipeline.picture(of: "report") {
            #expect(!text.contains(far) && !text.contains("/var/"), "\(name)")
        }
        let rejects = pipeline.folder.bytes("report/rejects.csv").map { String(decoding: $0, as: UTF8.self) }
        #expect(rejects?.contains("\n…/north/calls.csv,3,") == true)
        #expect(rejects?.contains("\n…/south/calls.csv,3,") == true)
    }

    @Test func `what --set names is relative to the shell's folder, what the file names to the file's`() throws {
        let pipeline = try SmallPipeline(head: "set: { data: ../exports }", files: "${data}/calls.csv")
        try pipeline.folder.write("id,at\n" + (1...6).map { "\($0),2026-01-10\n" }.joined(), to: "shell/mine/calls.csv")
        func rows(_ arguments: [String], in place: String) throws -> String? {
            let outcome = try pipeline.run(["--out", pipeline.path + "/report"] + arguments, in: place)
            guard outcome.status == 0 else { return outcome.errors }
            let record = pipeline.folder.bytes("report/run.json").map { String(decoding: $0, as: UTF8.self) } ?? ""
            return record.components(separatedBy: "\"read\": ").dropFirst().first?.prefix { $0.isNumber }.description
        }
        #expect(try rows([], in: "shell") == "3")
        #expect(try rows([], in: "") == "3")
        #expect(try rows(["--set", "data=mine"], in: "shell") == "6")
        #expect(try rows(["--set", "data=./mine"], in: "shell") == "6")
        #expect(try rows(["--set", "data=shell/mine"], in: "") == "6")
        #expect(try rows(["--set", "data=../shell/mine"], in: "exports") == "6")
        #expect(try rows(["--set", "data=" + pipeline.path + "/shell/mine"], in: "exports") == "6")
        #expect(
            try rows(["--set", "data=mine"], in: "")?.contains("no") == true, "it does not lie beside the file either")
    }

    @Test func `a value of --set inside a path is a part of a name`() throws {
        let pipeline = try SmallPipeline(files: "../exports/${name}.csv")
        #expect(try pipeline.run(["--out", "report", "--set", "name=calls"]).status == 0)
        let dotted = try SmallPipeline(files: "./${folder}/calls.csv")
        try dotted.folder.write("id,at\n1,2026-01-10\n", to: "pipelines/2026-09/calls.csv")
        #expect(try dotted.run(["--out", "report", "--set", "folder=2026-09"]).status == 0)
    }

    @Test func `folders whose names look like patterns are folders`() throws {
        let pipeline = try SmallPipeline(head: "set: { data: ../exports }", files: "${data}/*.csv")
        let odd = pipeline.path + "/[2026] a*b?"
        try FileManager.default.createDirectory(atPath: odd, withIntermediateDirectories: true)
        for name in ["pipelines", "exports"] {
            try FileManager.default.moveItem(atPath: pipeline.path + "/" + name, toPath: odd + "/" + name)
        }
        let arguments = ["run", "pipelines/calls.yml", "--quiet", "--as-of", "2026-09-15", "--out", "report"]
        for more in [[], ["--set", "data=exports"]] {
            let outcome = try BuiltProgram.run(arguments + more, in: odd)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
    }

    @Test func `--out is relative to the shell's folder, output to the file's`() throws {
        let pipeline = try SmallPipeline(head: "output: ../reports")
        #expect(try pipeline.run([], in: "exports").status == 0)
        #expect(pipeline.folder.bytes("reports/all/run.json") != nil)
        #expect(try pipeline.run(["--out", "mine"], in: "exports").status == 0)
        #expect(pipeline.folder.bytes("exports/mine/run.json") != nil)
        let set = try SmallPipeline(head: "output: ${root}/weekly")
        #expect(try set.run(["--set", "root=here"], in: "exports").status == 0)
        #expect(set.folder.bytes("exports/here/weekly/all/run.json") != nil)
        let usual = try SmallPipeline()
        #expect(try usual.run([], in: "exports").status == 0)
        #expect(usual.folder.bytes("exports/reports/calls/all/run.json") != nil)
    }

    @Test(arguments: [
        ("dta=x", "did you mean 'data'?"), ("nothing=x", "choose from 'data'"), ("DATA=x", "did you mean 'data'?"),
    ])
    func `a name that --set gives and the file does not know is an error`(setting: String, help: String) throws {
        let pipeline = try SmallPipeline(head: "set: { data: ../exports }", files: "${data}/calls.csv")
        for command in ["run", "check", "plan"] {
            let outcome = try BuiltProgram.run(
                [command, "pipelines/calls.yml", "--set", setting], in: pipeline.path)
            #expect(outcome.status == 64)
            #expect(outcome.errors.contains("the pipeline file has no '${\(setting.dropLast(2))}'\n  help: \(help)\n"))
        }
        #expect(pipeline.picture().keys.contains("reports") == false)
    }
}
