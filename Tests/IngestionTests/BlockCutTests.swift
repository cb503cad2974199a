// Blocks cut into records on several threads: the same rows and the same places as read in sequence, whatever quotes there are.
import CScanner
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

@Suite struct BlockCutTests {
    /// Rows of three cells with quoted line ends, quotes where none may stand, empty lines, long cells and ragged rows.
    private func text(_ random: inout SplitMix64, rows: Int) -> String {
        let strayShare = random.pick(0, 0, 0.01, 0.2)
        let quotedShare = random.pick(0, 0.1, 0.9)
        let lineEnd = random.pick("\n", "\n", "\r\n", "\r")
        var text = "id,note,n\(lineEnd)"
        for row in 0..<rows {
            var note = random.pick("a", "", "客服一组", "long \(String(repeating: "x", count: 90))")
            if random.chance(quotedShare) {
                note = "\"\(note), \(random.pick("", "\"\"", "\(lineEnd)", "\n\n", "\"\"\(lineEnd)\"\""))\""
            } else if random.chance(strayShare) {
                note = random.pick("5\" screen", "\"half", "say \"hi\"", "\"\"x", "x\"")
            }
            text += random.chance(0.02) ? "\(row),\(note)" : "\(row),\(note),\(random.chance(0.05) ? "?" : "7")"
            text += random.chance(0.05) ? lineEnd + lineEnd : lineEnd
        }
        return text + random.pick("", "total,,9", "\"open")
    }

    @Test(arguments: 0..<60)
    func `rows and places are those of a file read in sequence`(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let file = TemporaryFile(text(&random, rows: random.pick(3, 60, 400)))
        let options = """
            files: \(file.path)
            reject_limit: 1
            columns:
              id: { type: text }
              note: { type: text }
              n: { type: integer, bad: \(random.pick("missing", "reject")) }
            """
        let (expected, problems) = read(options)
        for (jobs, blockSize) in [(2, 64), (2, 300), (3, 1000), (4, 4096)] {
            let (found, others) = read(options, jobs: jobs, blockSize: blockSize)
            #expect(others == problems)
            #expect((found == nil) == (expected == nil))
            guard let found, let expected else { continue }
            for column in ["id", "note", "n"] { #expect(found.texts(column) == expected.texts(column)) }
            #expect(found.set.rejects == expected.set.rejects)
            #expect(found.set.files == expected.set.files)
            #expect(Self.places(found) == Self.places(expected))
        }
    }

    /// Line and text of every row that was kept.
    private static func places(_ read: ReadTable) -> [String] {
        read.table.chunks.flatMap { chunk in
            (0..<chunk.rowCount).map { row in
                read.raw.rawRow(row, of: chunk).map { "\($0.line) \($0.byte) \($0.text)" } ?? "none"
            }
        }
    }

    @Test func `an odd quote is told from the bytes of every length`() {
        var random = SplitMix64(seed: 5)
        for length in 0..<300 {
            let bytes = (0..<length).map { _ in random.pick(UInt8(0x22), 0x2C, 0x61) }
            #expect((scanner_is_odd(bytes, length, 0x22) != 0) == (bytes.count { $0 == 0x22 } % 2 == 1))
        }
    }
}
