// Random dirty files: every row is kept, rejected, a duplicate or filtered, and every rejected row is set aside with its line and text.

import Foundation
import TestSupport
import Testing

struct DirtyFilesTests {
    /// A made-up file, and what must become of each of its rows.
    fileprivate struct DirtyFile {
        var text = ""
        var read = 0
        var duplicates = 0
        var filtered = 0
        var kept = 0
        var rejected: [(line: Int, raw: String)] = []
    }

    private static func dirtyFile(_ random: inout SplitMix64, lineEnd: String) -> DirtyFile {
        var file = DirtyFile()
        file.text = "id,wait,queue,note" + lineEnd
        var line = 2
        var seen: Set<Int> = []
        for _ in 0..<(20 + Int(random.next() % 60)) {
            let id = Int(random.next() % 50)
            let wait = Int(random.next() % 90)
            let queue = random.next() % 4 == 0 ? "internal" : "support"
            switch random.next() % 10 {
            case 0:
                file.text += lineEnd
                line += 1
            case 1:
                file.append("\(id),n/x,\(queue),a bad cell", at: &line, lineEnd, isRejected: true)
            case 2:
                file.append("\(id),\(wait)", at: &line, lineEnd, isRejected: true)
            case 3:
                file.append("\(id),\(wait),\(queue),\"one, two\",three", at: &line, lineEnd, isRejected: true)
            case 4:
                file.append("\(id),-\(wait + 1),\(queue),=1+1", at: &line, lineEnd, isRejected: true)
            default:
                // The note may hold a line break of its own, which moves all lines after it.
                let note = random.next() % 3 == 0 ? "\"said \"\"no\"\"\(lineEnd)twice\"" : "ok"
                file.append("\(id),\(wait),\(queue),\(note)", at: &line, lineEnd, isRejected: false)
                if !seen.insert(id).inserted {
                    file.duplicates += 1
                } else if queue == "internal" {
                    file.filtered += 1
                } else {
                    file.kept += 1
                }
            }
        }
        return file
    }

    @Test(arguments: 1...6)
    func `every row of a dirty file is accounted for`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let folder = try TemporaryFolder()
        var files: [String: DirtyFile] = [:]
        for (index, lineEnd) in ["\n", "\r\n"].enumerated() {
            let name = "calls-\(index).csv"
            let file = Self.dirtyFile(&random, lineEnd: lineEnd)
            try folder.write(file.text, to: name)
            files[name] = file
        }
        for name in files.keys.sorted() {
            let file = try #require(files[name])
            try folder.write(Self.pipeline(name), to: "dirty.yml")
            let outcome = try BuiltProgram.run(
                ["run", "dirty.yml", "--as-of", "2026-09-15", "--out", "out/r"], in: folder.path)
            #expect(outcome.status == 0, "\(outcome.errors)")
            let record = try JSONSerialization.jsonObject(with: folder.bytes("out/r/run.json") ?? Data())
            let ledger = try #require(((record as? [String: Any])?["ledger"] as? [[String: Any]])?.first)
            #expect(ledger["read"] as? Int == file.read)
            #expect(ledger["rejected"] as? Int == file.rejected.count)
            #expect(ledger["duplicates"] as? Int == file.duplicates)
            #expect(ledger["filtered"] as? Int == file.filtered)
            #expect(ledger["kept"] as? Int == file.kept)
            let rejects = PlainCSV.rows(String(decoding: folder.bytes("out/r/rejects.csv") ?? Data(), as: UTF8.self))
            let found = rejects.map { "\($0["line"] ?? "") \($0["raw"] ?? "")" }.sorted()
            #expect(found == file.rejected.map { "\($0.line) \($0.raw)" }.sorted())
        }
    }

    private static func pipeline(_ file: String) -> String {
        """
        period: all
        ingest:
          calls:
            files: \(file)
            reject_limit: 100%
            missing_only: [""]
            columns:
              id: { type: integer }
              wait: { type: integer }
              queue: { type: text }
        clean:
          calls:
            - reject: { when: wait < 0, because: negative wait }
            - drop_duplicates: { key: [id], keep: first, differ_limit: 100% }
            - keep: { when: queue <> 'internal' }
        aggregate:
          metrics: [calls]
          define: { calls: { count: rows, of: calls } }
        render:
          - { report: summary, formats: [markdown] }
        """
    }
}

extension DirtyFilesTests.DirtyFile {
    fileprivate mutating func append(_ row: String, at line: inout Int, _ lineEnd: String, isRejected: Bool) {
        text += row + lineEnd
        read += 1
        if isRejected { rejected.append((line, row)) }
        line += 1 + row.components(separatedBy: lineEnd).count - 1
    }
}
