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

    @Test func `a second report takes the place of the first, with no file of the first left`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let target = root + "/nightly/2026-09-14"
        let folder = try RunFolder(target: target)
        try folder.publish([RenderedFile(name: "a.txt", text: "1"), RenderedFile(name: "b.txt", text: "2")])
        try folder.publish([RenderedFile(name: "a.txt", text: "3")])
        #expect(names(in: target) == ["a.txt"])
        #expect(FileManager.default.contents(atPath: target + "/a.txt") == Data("3".utf8))
        #expect(names(in: root + "/nightly") == [".lock", "2026-09-14"])
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
        try folder.publish([RenderedFile(name: "a.txt", text: "1"), RenderedFile(name: "b.txt", text: large)])
        // What others may have put there: none of it may hold up a run.
        try FileManager.default.createDirectory(atPath: root + "/p/folder", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: root + "/p/link", withDestinationPath: "/nowhere")
        #expect(mkfifo(root + "/p/pipe", 0o644) == 0)
        folder.forgetCachedReport()
        #expect(names(in: root + "/p") == ["a.txt", "b.txt", "folder", "link", "pipe"])
        #expect(FileManager.default.contents(atPath: root + "/p/a.txt") == Data("1".utf8))
        #expect(FileManager.default.contents(atPath: root + "/p/b.txt") == Data(large.utf8))
    }

    @Test func `a report that cannot be put in its place leaves the one before`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let folder = try RunFolder(target: root + "/p")
        try folder.publish([RenderedFile(name: "a.txt", text: "1")])
        folder.forgetCachedReport()
        #expect(throws: DiagnosedFailure.self) {
            try folder.publish([RenderedFile(name: "no/such/folder", text: "2")], jobs: 2)
        }
        #expect(names(in: root + "/p") == ["a.txt"])
        #expect(FileManager.default.contents(atPath: root + "/p/a.txt") == Data("1".utf8))
    }

    @Test func `a second run at the same time is refused`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let first = try RunFolder(target: root + "/r/a")
        let failure = #expect(throws: DiagnosedFailure.self) { try RunFolder(target: root + "/r/b") }
        #expect(failure?.diagnostics.map(\.kind.name) == ["another-run"])
        _ = first
    }

    @Test func `what a killed run left is swept, and a report that stood aside comes back`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        try FileManager.default.createDirectory(atPath: root + "/.p.staging", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: root + "/.p.previous", withIntermediateDirectories: true)
        try Data("old".utf8).write(to: URL(fileURLWithPath: root + "/.p.previous/a.txt"))
        _ = try RunFolder(target: root + "/p")
        #expect(names(in: root) == [".lock", "p"])
        #expect(FileManager.default.contents(atPath: root + "/p/a.txt") == Data("old".utf8))
    }

    @Test func `a place that cannot be written is said with its path`() throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        try Data().write(to: URL(fileURLWithPath: root + "/file"))
        let failure = #expect(throws: DiagnosedFailure.self) { try RunFolder(target: root + "/file/below/report") }
        #expect(failure?.diagnostics.map(\.kind.name) == ["cannot-write"])
    }
}
