// A report is published in one step: whole or not at all, and by one run at a time.

import Diagnostics
import Foundation
import Pipelines
import Stages
import Testing

struct RunFolderTests {
    private let root: String

    init() throws {
        root = NSTemporaryDirectory() + "rapport-folder-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    }

    private func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// The record of a report that has these files beside it: by it the next run knows them as its own.
    private func record(_ names: String...) -> RenderedFile {
        let list = (names + ["run.json"]).map { "\"\($0)\"" }.joined(separator: ",")
        return RenderedFile(
            name: "run.json", text: "{\"tool\":{\"name\":\"rapport\"},\"outputs\":[\(list)]}")
    }

    private func write(_ text: String, to path: String) throws {
        let url = URL(fileURLWithPath: root + "/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    private func text(of path: String) -> String? {
        FileManager.default.contents(atPath: root + "/" + path).map { String(decoding: $0, as: UTF8.self) }
    }

    private func mode(of path: String) throws -> Int {
        var facts = stat()
        try #require(lstat(root + "/" + path, &facts) == 0)
        return Int(facts.st_mode & 0o7777)
    }

    private func kinds(_ failure: DiagnosedFailure?) -> [String] { failure?.diagnostics.map(\.kind.name) ?? [] }

    @Test func `a second report takes the place of the first, with no file of the first left`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let target = root + "/nightly/2026-09-14"
        do {
            let folder = try RunFolder(target: target)
            try folder.publish([
                RenderedFile(name: "a.txt", text: "1"), RenderedFile(name: "b.txt", text: "2"),
                record("a.txt", "b.txt"),
            ])
            try folder.publish([RenderedFile(name: "a.txt", text: "3"), record("a.txt")])
            #expect(names(in: root + "/nightly") == [".2026-09-14.rapport-lock", "2026-09-14"])
        }
        #expect(names(in: target) == ["a.txt", "run.json"])
        #expect(text(of: "nightly/2026-09-14/a.txt") == "3")
        #expect(names(in: root + "/nightly") == ["2026-09-14"], "the lock is gone with the run")
    }

    @Test func `strangers in a report stay through every report that follows`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        func publish(_ text: String) throws {
            try RunFolder(target: root + "/p").publish([RenderedFile(name: "a.txt", text: text), record("a.txt")])
        }
        try publish("1")
        try write("mine", to: "p/notes.txt")
        try write("deep", to: "p/notes/of/mine.txt")
        try write("named like ours", to: "p/results.csv")
        try FileManager.default.createSymbolicLink(atPath: root + "/p/link", withDestinationPath: "/nowhere")
        var (first, last) = (stat(), stat())
        #expect(stat(root + "/p/notes.txt", &first) == 0)
        for round in 2...4 {
            try publish("\(round)")
            #expect(names(in: root + "/p") == ["a.txt", "link", "notes", "notes.txt", "results.csv", "run.json"])
            #expect(text(of: "p/a.txt") == "\(round)")
            #expect(text(of: "p/notes/of/mine.txt") == "deep")
            #expect(text(of: "p/results.csv") == "named like ours")
        }
        #expect(stat(root + "/p/notes.txt", &last) == 0)
        #expect(first.st_ino == last.st_ino && text(of: "p/notes.txt") == "mine", "it is the very file, not a copy")
        #expect(names(in: root) == ["p"])
    }

    @Test(arguments: ["lists", "scorecard-agent"])
    func `files stand in a folder of their own, replaced with the report, and strangers beside them stay`(
        folder: String
    ) throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let target = root + "/nightly/2026-09-14"
        let list = RenderedFile(name: "\(folder)/a.csv", bytes: Array("1".utf8), permissions: 0o600)
        try RunFolder(target: target).publish([list, record("\(folder)/a.csv")])
        #expect(try mode(of: "nightly/2026-09-14/\(folder)/a.csv") == 0o600)
        try write("mine", to: "nightly/2026-09-14/\(folder)/notes.txt")
        try write("mine", to: "nightly/2026-09-14/\(folder)/folder/deep.txt")
        let other = RenderedFile(name: "\(folder)/b.csv", bytes: Array("2".utf8), permissions: 0o600)
        try RunFolder(target: target).publish([other, record("\(folder)/b.csv")])
        #expect(names(in: target + "/\(folder)") == ["b.csv", "folder", "notes.txt"])
        try RunFolder(target: target).publish([record()])
        #expect(names(in: target) == [folder, "run.json"].sorted())
        #expect(names(in: target + "/\(folder)") == ["folder", "notes.txt"])
        #expect(text(of: "nightly/2026-09-14/\(folder)/folder/deep.txt") == "mine")
        #expect(names(in: root + "/nightly") == ["2026-09-14"])
    }

    @Test(arguments: ["lists", "scorecard-agent"])
    func `a folder of ours goes with its last file, and one of the user's own is not taken`(folder: String) throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let target = root + "/nightly/2026-09-14"
        let list = RenderedFile(name: "\(folder)/a.csv", bytes: Array("1".utf8), permissions: 0o600)
        try RunFolder(target: target).publish([list, record("\(folder)/a.csv")])
        try RunFolder(target: target).publish([record()])
        #expect(names(in: target) == ["run.json"])
        try write("mine", to: "nightly/2026-09-14/\(folder)/notes.txt")
        let failure = #expect(throws: DiagnosedFailure.self) {
            try RunFolder(target: target).publish([list, record("\(folder)/a.csv")])
        }
        #expect(kinds(failure) == ["output-refused"])
        #expect(names(in: target + "/\(folder)") == ["notes.txt"])
    }

    @Test(arguments: ["lists", "scorecard-agent"])
    func `what a killed run staged in a folder of ours is swept, and what is not ours goes home`(folder: String) throws
    {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let staging = "nightly/.2026-09-14.rapport-new"
        try RunFolder(target: root + "/nightly/2026-09-14").publish([record()])
        try write(String(decoding: record("\(folder)/a.csv").bytes, as: UTF8.self), to: staging + "/run.json")
        try write("1", to: staging + "/\(folder)/a.csv")
        try write("mine", to: staging + "/\(folder)/notes.txt")
        try RunFolder(target: root + "/nightly/2026-09-14").publish([record()])
        #expect(text(of: "nightly/2026-09-14/\(folder)/notes.txt") == "mine")
        #expect(names(in: root + "/nightly") == ["2026-09-14"])
    }

    @Test func `a record names files in its own folder only, and only these are removed`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        try write("precious", to: "exports/calls.csv")
        try write("kept", to: "p/sub/x")
        try write("old", to: "p/old.txt")
        try write(
            #"{"tool":{"name":"rapport"},"outputs":["../exports/calls.csv","sub/x","sub","..",".","old.txt"]}"#,
            to: "p/run.json")
        try RunFolder(target: root + "/p").publish([RenderedFile(name: "a.txt", text: "1"), record("a.txt")])
        #expect(text(of: "exports/calls.csv") == "precious")
        #expect(names(in: root + "/p") == ["a.txt", "run.json", "sub"])
        #expect(text(of: "p/sub/x") == "kept")
    }

    @Test func `a record of an early version stands for the names that reports have`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        for name in ["index.html", "index.en.html", "summary.zh-Hans.md", "results.csv", "notes.md"] {
            try write("old", to: "p/" + name)
        }
        try write(#"{"tool":{"name":"rapport","version":"0.0.9"}}"#, to: "p/run.json")
        try RunFolder(target: root + "/p").publish([RenderedFile(name: "report.md", text: "1"), record("report.md")])
        #expect(names(in: root + "/p") == ["notes.md", "report.md", "run.json"])
    }

    @Test(arguments: ["index.html", "run.json"])
    func `a file of the report never takes the place of somebody else's`(name: String) throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        try RunFolder(target: root + "/p").publish([RenderedFile(name: "a.txt", text: "1"), record("a.txt")])
        try? FileManager.default.removeItem(atPath: root + "/p/" + name)
        try write("mine", to: "p/\(name)/is/a/folder")
        let folder = name == "run.json" ? nil : try RunFolder(target: root + "/p")
        let failure = #expect(throws: DiagnosedFailure.self) {
            try (folder ?? RunFolder(target: root + "/p")).publish([
                RenderedFile(name: "index.html", text: "2"), record("index.html"),
            ])
        }
        #expect(kinds(failure) == ["output-refused"])
        #expect(text(of: "p/a.txt") == "1" && text(of: "p/\(name)/is/a/folder") == "mine")
    }

    @Test func `rights of the folder and of its files are kept, and a file may have its own`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        func publish() throws {
            try RunFolder(target: root + "/p").publish([
                RenderedFile(name: "a.txt", text: "1"),
                RenderedFile(name: "rejects.csv", bytes: [], permissions: 0o600),
                record("a.txt", "rejects.csv"),
            ])
        }
        try FileManager.default.createDirectory(atPath: root + "/p", withIntermediateDirectories: true)
        chmod(root + "/p", 0o2710)
        try publish()
        #expect(try mode(of: "p") == 0o2710)
        #expect(try mode(of: "p/rejects.csv") == 0o600)
        chmod(root + "/p", 0o700)
        chmod(root + "/p/a.txt", 0o640)
        chmod(root + "/p/rejects.csv", 0o644)
        try publish()
        #expect(try mode(of: "p") == 0o700)
        #expect(try mode(of: "p/a.txt") == 0o640)
        #expect(try mode(of: "p/rejects.csv") == 0o600, "what the pipeline says comes before what was")
    }

    @Test func `what was exchanged and not yet swept goes home with the next run`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        try RunFolder(target: root + "/p").publish([RenderedFile(name: "a.txt", text: "2"), record("a.txt")])
        // The earlier report, as a run leaves it that is killed right after the exchange.
        try write("1", to: ".p.rapport-new/a.txt")
        try write("mine", to: ".p.rapport-new/notes/x")
        try Data(record("a.txt").bytes).write(to: URL(fileURLWithPath: root + "/.p.rapport-new/run.json"))
        _ = try RunFolder(target: root + "/p")
        #expect(names(in: root) == ["p"])
        #expect(text(of: "p/a.txt") == "2" && text(of: "p/notes/x") == "mine")
    }

    @Test func `what was staged and not yet exchanged is swept, with no link lost`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        try RunFolder(target: root + "/p").publish([RenderedFile(name: "a.txt", text: "1"), record("a.txt")])
        try write("mine", to: "p/notes.txt")
        try write("", to: ".p.rapport-new/run.json")
        try write("half", to: ".p.rapport-new/index.html")
        #expect(link(root + "/p/notes.txt", root + "/.p.rapport-new/notes.txt") == 0)
        _ = try RunFolder(target: root + "/p")
        #expect(names(in: root) == ["p"])
        #expect(names(in: root + "/p") == ["a.txt", "notes.txt", "run.json"])
        #expect(text(of: "p/notes.txt") == "mine")
    }

    @Test func `what is not ours in a folder named like ours is never removed`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        try RunFolder(target: root + "/p").publish([RenderedFile(name: "a.txt", text: "1"), record("a.txt")])
        try write("theirs", to: "p/notes.txt")
        try write("mine", to: ".p.rapport-new/notes.txt")
        let failure = #expect(throws: DiagnosedFailure.self) { try RunFolder(target: root + "/p") }
        #expect(kinds(failure) == ["left-behind"])
        #expect(text(of: ".p.rapport-new/notes.txt") == "mine" && text(of: "p/notes.txt") == "theirs")
    }

    @Test func `a run that fails leaves nothing, not even the folders it made`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        _ = try RunFolder(target: root + "/made/for/p")
        #expect(names(in: root).isEmpty)
        try write("", to: "kept/x")
        #expect(throws: DiagnosedFailure.self) {
            try RunFolder(target: root + "/kept/new/p").publish([RenderedFile(name: "no/such/folder", text: "2")])
        }
        #expect(names(in: root + "/kept") == ["x"])
    }

    @Test(arguments: [1, 2, 5]) func `files in pieces have their bytes in order, whoever makes which piece`(jobs: Int)
        throws
    {
        defer { try? FileManager.default.removeItem(atPath: root) }
        /// Pieces of all lengths, some of them empty; short ones are made early and have to wait.
        @Sendable func text(of piece: Int, in file: Int) -> [UInt8] {
            Array(String(repeating: "\(file):\(piece) ", count: piece % 7 == file ? 0 : piece * 7919 % 3000).utf8)
        }
        let together = FilesInPieces(files: 2, pieces: 300) { piece, texts in
            for file in 0..<2 { texts[file].append(text(of: piece, in: file)) }
        }
        let files = [
            RenderedFile(name: "b", at: 1, of: together), RenderedFile(name: "whole", text: "all"),
            RenderedFile(name: "a", at: 0, of: together), RenderedFile(name: "empty", text: ""),
        ]
        try RunFolder(target: root + "/p").publish(files, jobs: jobs)
        #expect(names(in: root + "/p") == ["a", "b", "empty", "whole"])
        for file in files {
            #expect(FileManager.default.contents(atPath: root + "/p/" + file.name) == Data(file.bytes), "\(file.name)")
        }
        #expect(files[0].bytes == (0..<300).flatMap { text(of: $0, in: 1) })
    }

    @Test(arguments: [1, 2]) func `files of many megabytes are sent on their way in parts and are whole`(jobs: Int)
        throws
    {
        defer { try? FileManager.default.removeItem(atPath: root) }
        @Sendable func text(of piece: Int) -> [UInt8] { Array(String(repeating: "\(piece);", count: 40_001).utf8) }
        let together = FilesInPieces(files: 1, pieces: 60) { piece, texts in texts[0].append(text(of: piece)) }
        let whole = [UInt8](repeating: 0x61, count: 9 << 20)
        try RunFolder(target: root + "/p").publish(
            [RenderedFile(name: "pieces", at: 0, of: together), RenderedFile(name: "whole", bytes: whole)], jobs: jobs)
        #expect(FileManager.default.contents(atPath: root + "/p/whole") == Data(whole))
        #expect(FileManager.default.contents(atPath: root + "/p/pieces") == Data((0..<60).flatMap { text(of: $0) }))
    }

    @Test func `a report whose cached pages are let go still stands, whatever is in its folder`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let folder = try RunFolder(target: root + "/p")
        folder.forgetCachedReport()
        let large = String(repeating: "row\n", count: 1 << 20)
        try folder.publish([
            RenderedFile(name: "a.txt", text: "1"), RenderedFile(name: "b.txt", text: large), record("a.txt", "b.txt"),
        ])
        // What others may have put there: none of it may hold up a run.
        try FileManager.default.createDirectory(atPath: root + "/p/folder", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: root + "/p/link", withDestinationPath: "/nowhere")
        #expect(mkfifo(root + "/p/pipe", 0o644) == 0)
        folder.forgetCachedReport()
        #expect(names(in: root + "/p") == ["a.txt", "b.txt", "folder", "link", "pipe", "run.json"])
        #expect(FileManager.default.contents(atPath: root + "/p/a.txt") == Data("1".utf8))
        #expect(FileManager.default.contents(atPath: root + "/p/b.txt") == Data(large.utf8))
    }

    @Test func `a report that cannot be put in its place leaves the one before`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let folder = try RunFolder(target: root + "/p")
        try folder.publish([RenderedFile(name: "a.txt", text: "1"), record("a.txt")])
        folder.forgetCachedReport()
        #expect(throws: DiagnosedFailure.self) {
            try folder.publish([RenderedFile(name: "no/such/folder", text: "2")], jobs: 2)
        }
        #expect(names(in: root + "/p") == ["a.txt", "run.json"])
        #expect(names(in: root) == [".p.rapport-lock", "p"], "nothing staged is left")
        #expect(FileManager.default.contents(atPath: root + "/p/a.txt") == Data("1".utf8))
    }

    @Test func `a second run into the same folder is refused however it is written, one into another is not`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        try FileManager.default.createDirectory(atPath: root + "/r/x", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: root + "/l", withDestinationPath: root + "/r")
        let first = try RunFolder(target: root + "/r/a")
        for same in ["/r/a", "/r/a/", "/r/./a", "/r/x/../a", "/l/a", "//r//a"] {
            let failure = #expect(throws: DiagnosedFailure.self) { try RunFolder(target: root + same) }
            #expect(kinds(failure) == ["another-run"], "\(same)")
        }
        let others = try (0..<10).map { try RunFolder(target: root + "/r/\($0)") }
        for other in others { try other.publish([RenderedFile(name: "a.txt", text: "1"), record("a.txt")]) }
        _ = first
    }

    @Test func `a run waits for another as long as it is told`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let target = root + "/p"
        var first: RunFolder? = try RunFolder(target: target)
        let failure = #expect(throws: DiagnosedFailure.self) { try RunFolder(target: target, wait: 0.2) }
        #expect(kinds(failure) == ["another-run"])
        #expect(failure?.diagnostics.first?.message.english.hasSuffix("after 0.2s") == true)
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            // It gets the lock, and lets it go at once.
            if (try? RunFolder(target: target, wait: 60)) != nil { done.signal() }
        }
        Thread.sleep(forTimeInterval: 0.2)
        first = nil
        #expect(done.wait(timeout: .now() + 30) == .success)
        for _ in 0..<100 where !names(in: root).isEmpty { usleep(10_000) }
        #expect(first == nil && names(in: root).isEmpty)
    }

    @Test func `what a killed run left is swept, and a report that stood aside comes back`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        try write("half", to: ".p.rapport-new/index.html")
        try write("old", to: ".p.rapport-old/a.txt")
        try Data(record("a.txt").bytes).write(to: URL(fileURLWithPath: root + "/.p.rapport-old/run.json"))
        _ = try RunFolder(target: root + "/p")
        #expect(names(in: root) == ["p"])
        #expect(text(of: "p/a.txt") == "old")
    }

    @Test func `a half-written page of a report with a name of its own is swept, and nobody else's file is`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        try RunFolder(target: root + "/p").publish([RenderedFile(name: "a.txt", text: "1"), record("a.txt")])
        try write("{", to: ".p.rapport-new/run.json")
        try write("half", to: ".p.rapport-new/周报.en.html")
        try write("mine", to: ".p.rapport-new/notes.md")
        _ = try RunFolder(target: root + "/p", names: ["周报.en.html", "run.json"])
        #expect(names(in: root) == ["p"])
        #expect(names(in: root + "/p") == ["a.txt", "notes.md", "run.json"])
    }

    @Test func `a place that cannot be written is said with its path`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        try Data().write(to: URL(fileURLWithPath: root + "/file"))
        let failure = #expect(throws: DiagnosedFailure.self) { try RunFolder(target: root + "/file/below/report") }
        #expect(failure?.diagnostics.map(\.kind.name) == ["cannot-write"])
    }
}
