// Hostile exports: bytes that are no text, rows without an end, texts that grow; each ends in words, and nothing is lost in silence.

import Foundation
import Testing

struct BoundsTests {
    private func folder(
        _ calls: [UInt8], table: String = "", clean: String = "", head: String = "", name: String = "calls.csv"
    ) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            title: Calls
            period: all
            \(head)
            ingest:
              calls:
                files: \(name)
                \(table)
                columns: { id: { type: integer }, note: { type: text } }
            \(clean)
            aggregate:
              metrics: [calls, notes]
              define: { calls: { count: rows, of: calls }, notes: { distinct: note, of: calls } }
            render:
              - { report: summary, formats: [markdown] }
            """, to: "calls.yml")
        try Data(calls).write(to: URL(fileURLWithPath: folder.path + "/" + name))
        return folder
    }

    private func run(_ folder: TemporaryFolder, _ arguments: [String] = []) throws -> BuiltProgram.Outcome {
        try BuiltProgram.run(
            ["run", "calls.yml", "--as-of", "2026-09-15", "--out", "out"] + arguments, in: folder.path)
    }

    private func text(_ folder: TemporaryFolder, _ name: String) -> String {
        String(decoding: folder.bytes(name) ?? Data(), as: UTF8.self)
    }

    // MARK: Bytes that are no text

    private static let bad =
        Array("id,note\n1,好\n2,a".utf8) + [0xFF] + Array("b\n3,=1+1 ".utf8) + [0x00] + Array("\n".utf8)
        + (4...40).flatMap { Array("\($0),好\n".utf8) }

    @Test(arguments: ["", "encoding: utf-8"])
    func `rows with bad bytes are set aside, counted and listed with the place`(_ table: String) throws {
        let folder = try folder(Self.bad, table: table)
        let outcome = try run(folder)
        #expect(outcome.status == 0, "\(outcome)")
        #expect(
            outcome.errors.contains(
                "calls.csv:3: warning: text in utf-8 is expected, found at byte \"17: FF\"; the row is rejected"),
            "\(outcome.errors)")
        #expect(
            outcome.errors.contains(
                "calls.csv:4: warning: text in utf-8 is expected, found at byte \"27: 00\"; the row is rejected"),
            "\(outcome.errors)")
        let rejects = text(folder, "out/rejects.csv")
        #expect(
            rejects.contains("2,a\u{FFFD}b") && rejects.contains("17: FF") && rejects.contains("27: 00"), "\(rejects)")
        #expect(String(validating: folder.bytes("out/rejects.csv") ?? Data(), as: UTF8.self) != nil)
        #expect(!rejects.utf8.contains(0))
        #expect(text(folder, "out/results.csv").contains(",38,"), "\(text(folder, "out/results.csv"))")
        let chinese = try run(folder, ["--language", "zh-Hans"])
        #expect(chinese.errors.contains("应为 utf-8 文本，实际在此字节处为 \"17: FF\""), "\(chinese.errors)")
    }

    @Test func `more of them than may be rejected end the run, a header with one at once`() throws {
        let limited = try run(try folder(Self.bad, table: "reject_limit: 4%"))
        #expect(
            limited.status == 65 && limited.errors.contains("at most 4% of the rows may be rejected, found 2 of 40"),
            "\(limited)")
        #expect(limited.errors.contains("write 'encoding:' for the table"))
        let header = try run(
            try folder(Array("id,no".utf8) + [0xFF] + Array("te\n1,a\n".utf8), table: "encoding: utf-8"))
        #expect(header.status == 66 && header.errors.contains("byte 5 (FF) does not fit it"), "\(header)")
    }

    // MARK: Rows without an end

    /// Some 40 MB of rows behind a quote that nobody closes, plain and packed.
    @Test(arguments: [false, true]) func `a quote that nobody closes ends the run with its place`(_ isPacked: Bool)
        throws
    {
        let rows =
            Array("id,note\n1,a\n2,\"b\n".utf8)
            + Array(repeating: Array("3,some words of a row\n".utf8), count: 2_000_000).joined()
        let folder = try folder(rows, name: isPacked ? "calls.csv.gz" : "calls.csv")
        if isPacked {
            try Data(rows).write(to: URL(fileURLWithPath: folder.path + "/plain"))
            let zip = try BuiltProgram.run(
                ["-c", "gzip -1 < plain > calls.csv.gz"], in: folder.path, program: "/bin/sh")
            #expect(zip.status == 0)
        }
        let outcome = try run(folder)
        #expect(outcome.status == 66)
        #expect(
            outcome.errors.contains(
                "a row of at most 16 MiB is expected, found a longer one, which begins in line 3, byte 12: the quote here is not closed"
            ),
            "\(outcome.errors)")
        #expect(
            outcome.errors.contains("calls.csv\(isPacked ? ".gz" : ""):3: error")
                && outcome.errors.contains("'row_limit:'"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/out"))
    }

    // MARK: Texts that grow

    /// A text of 200 KB, doubled by every step; 3 GB after the last.
    private static let growing = (
        calls: Array("id,note\n1,".utf8) + [UInt8](repeating: 0x61, count: 200_000) + Array("\n2,b\n3,b\n".utf8),
        clean: "clean:\n  calls:\n    - rename: { id: number }\n    - derive:\n        d0: concat(note, note)\n"
            + (1...13).map { "        d\($0): concat(d\($0 - 1), d\($0 - 1))\n" }.joined()
            + "    - derive: { replaced: \"replace(d13, 'a', 'aa')\" }"
    )

    @Test func `texts that double with every step end the run with their rows and their place`() throws {
        let folder = try folder(Self.growing.calls, clean: Self.growing.clean)
        let outcome = try run(folder)
        #expect(outcome.status == 65)
        #expect(
            outcome.errors.contains("expects results that can be kept exactly, found 1 row where it is too large"),
            "\(outcome.errors)")
        #expect(
            outcome.errors.contains("calls.yml:12:") && outcome.errors.contains("rule 'derive'"), "\(outcome.errors)")
        #expect(outcome.errors.contains("a text that a formula makes may have 16 MiB; write 'text_limit:'"))
    }

    @Test func `they are left out and counted where that is allowed, and may be longer where that is written`() throws {
        let allowed = try run(try folder(Self.growing.calls, clean: Self.growing.clean, head: "overflow: missing"))
        #expect(allowed.status == 0, "\(allowed)")
        #expect(allowed.errors.contains("in 1 row the result is too large and was left out"), "\(allowed.errors)")
        let doubled = "clean:\n  calls:\n    - derive: { d: \"concat(note, note)\" }"
        let short = try run(try folder(Self.growing.calls, clean: doubled, head: "text_limit: 300 KB"))
        #expect(short.status == 65 && short.errors.contains("found 1 row"), "\(short)")
        #expect(try run(try folder(Self.growing.calls, clean: doubled, head: "text_limit: 400 KB")).status == 0)
        let wrong = try run(try folder(Self.growing.calls, head: "text_limit: lots"))
        #expect(
            wrong.status == 78
                && wrong.errors.contains("'text_limit' expects a size such as 64 MiB, at most 1 GiB, found \"lots\""),
            "\(wrong)")
    }
}
