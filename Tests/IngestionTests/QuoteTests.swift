// Quotes that should not be there, and files that escape them by a sign of their own.
import Diagnostics
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

@Suite struct MergedRowTests {
    @Test(
        arguments: [
            // A quote too many swallows the row below; the width still fits.
            ("id,note,n\n1,\"bad,5\n2,\"good\",6\n3,\"fine\",7\n4,x,8\n", ["3", "4"], [2], "the row takes 2 lines"),
            // And four of them.
            ("id,note,n\n1,\"bad,5\n2,x,6\n3,y,6\n4,\"good\",6\n5,x,8\n", ["5"], [2], "the row takes 4 lines"),
            // Cells of one row.
            ("id,note,n\n1,\"said \"no, 5\" then\",6\n2,x,7\n", ["2"], [2], "several cells may have run together"),
        ] as [(String, [String], [Int], String)])
    func `a row that a stray quote merged is rejected and told`(
        text: String, kept: [String], lines: [Int], message: String
    ) throws {
        let file = TemporaryFile(text)
        for jobs in [1, 2] {
            let (table, problems) = read("files: \(file.path)\nreject_limit: 100%", jobs: jobs)
            let found = try #require(table, "\(problems)")
            #expect(found.texts("id") == kept)
            #expect(found.schema.type(of: "n") == .integer)
            #expect(found.set.rejects.map(\.line) == lines)
            #expect(problems.contains { $0.contains(message) && $0.contains("the row is rejected") })
            #expect(found.set.ledgers[0].readByFile == [0: kept.count + lines.count])
        }
    }

    @Test func `what was swallowed counts towards the limit line by line`() {
        var text = "id,note,n\n1,\"bad,5\n"
        for row in 2..<60 { text += "\(row),x,\(row)\n" }
        text += "60,\"good\",6\n"
        for row in 61..<100 { text += "\(row),x,\(row)\n" }
        let found = read("files: \(TemporaryFile(text).path)")
        #expect(found.read == nil)
        #expect(found.problems.contains { $0.contains("at most 10% of the rows may be rejected, found 60 of 99") })
    }

    @Test func `of stray quotes it is said which rows they cost, and with how many lines`() throws {
        let file = TemporaryFile("id,note,n\n1,\"bad,5\n2,x,6\n3,\"good\",6\n4,a \"b\" c,7\n5,\"he \"said\" so\",8\n")
        let problems = read("files: \(file.path)\nreject_limit: 100%").problems
        #expect(
            problems.contains {
                $0.contains("1 row is rejected in which cells may have run together, with 3 lines of the file")
            }, "\(problems)")
        #expect(!problems.contains { $0.contains("it is kept as text") })
    }

    @Test func `a word that stands in many cells for no value is proposed as such`() {
        let rows = ["1", "Blank", "Blank", "7", "Blank", "n/a", "x1", "x1", "x1"]
        let file = TemporaryFile("id,n\n" + rows.enumerated().map { "\($0),\($1)\n" }.joined())
        let problems = read("files: \(file.path)\nreject_limit: 100%\ncolumns: { n: { type: integer } }").problems
        #expect(problems.count { $0.contains("write 'missing: [\"Blank\"]' for the table") } == 1, "\(problems)")
        #expect(!problems.contains { $0.contains("[\"n/a\"]") || $0.contains("[\"x1\"]") })
    }

    @Test(arguments: [(29, true), (57, true), (28, false)])
    func `as many rows as the limit allows may be rejected`(limit: Int, isKept: Bool) {
        let count = isKept ? limit : limit + 1
        let file = TemporaryFile("id,n\n" + (0..<100).map { "a\($0),\($0 < count ? "x" : "1")\n" }.joined())
        let found = read("files: \(file.path)\nreject_limit: \(limit)%\ncolumns: { n: { type: integer } }")
        #expect((found.read != nil) == isKept)
        #expect(
            isKept
                || found.problems.contains {
                    $0.contains("at most \(limit)% of the rows may be rejected, found \(count) of 100")
                })
    }

    @Test func `cells that are properly quoted, and quotes that merge nothing, are kept`() throws {
        let file = TemporaryFile(
            "id,note,n\n1,\"two\nlines, and \"\"quotes\"\"\",5\n2,6'3\" tall,6\n3,\"he said \"hi\" loudly\",7\n4,=\"001\",8\n"
        )
        let (table, problems) = read("files: \(file.path)")
        let found = try #require(table, "\(problems)")
        #expect(found.texts("note") == ["two\nlines, and \"quotes\"", "6'3\" tall", "he said \"hi\" loudly", "001"])
        #expect(found.set.rejects.isEmpty)
        #expect(problems.count == 1)
    }
}

@Suite struct EscapeTests {
    private func table(_ text: String, _ options: String = "escape: '\\'", blockSize: Int? = nil) throws -> ReadTable {
        let file = TemporaryFile(text)
        let (table, problems) = read("files: \(file.path)\n\(options)", jobs: 2, blockSize: blockSize)
        return try #require(table, "\(problems)")
    }

    private static let sample = #"""
        id,note,n
        1,"said \"hi\", and left",5
        2,a\,b,6
        3,"C:\\temp\\",7
        4,"two
        lines\
        three",8
        5,\N,9
        6,"""doubled""",10

        """#

    @Test(arguments: [1, 3, 17, 64, 1 << 20])
    func `what stands behind a backslash is text`(blockSize: Int) throws {
        let found = try table(Self.sample, blockSize: blockSize)
        #expect(
            found.texts("note") == [
                "said \"hi\", and left", "a,b", "C:\\temp\\", "two\nlines\nthree", nil, "\"doubled\"",
            ])
        #expect(found.texts("n") == ["5", "6", "7", "8", "9", "10"])
        #expect(found.problems.isEmpty)
        let chunk = try #require(found.table.chunks.last)
        #expect(found.raw.rawRow(chunk.rowCount - 1, of: chunk)?.line == 9)
    }

    @Test(arguments: ["", "missing: ['-']\n", "missing_only: ['-']\n"])
    func `the sign of databases for no value is told from a text that looks like it`(options: String) throws {
        let text = "id,note\n1,\\N\n2,\\\\N\n3,\"\\\\N\"\n4,\\N\\N\n5,N\n6,\\\\\n7,-\n8,\\N"
        let notes = try table(text, "escape: '\\'\n\(options)columns: { note: { type: text } }").texts("note")
        #expect(notes == [nil, "\\N", "\\N", "NN", "N", "\\", nil, nil])
        // A row of nothing else is a row.
        let whole = try table("id,note\n\\N,\\N\n1,x\n", "escape: '\\'\ncolumns: { note: { type: text } }")
        #expect(whole.texts("note") == [nil, "x"])
    }

    @Test func `other signs may escape, and the delimiter may not`() throws {
        #expect(try table("a,b\n'x^'y',1\n", "quote: \"'\"\nescape: '^'").texts("a") == ["x'y"])
        // The sign of databases for no value is one behind a backslash.
        #expect(try table("a,b\n^N,1\n", "escape: '^'\ncolumns: { a: { type: text } }").texts("a") == ["N"])
        #expect(try table("a;b\n\"x\\\"y\";1\n", "delimiter: ;\nescape: backslash").texts("a") == ["x\"y"])
        let file = TemporaryFile("a,b\n1,2\n")
        for sign in ["x", "ab", "','"] {
            let (table, problems) = read("files: \(file.path)\ndelimiter: ','\nescape: \(sign)")
            #expect(table == nil)
            #expect(problems.first?.contains("'escape' expects a sign") == true)
        }
    }

    @Test func `a file that escapes and does not say so is told what to write`() {
        let file = TemporaryFile("id,note\n1,\"said \\\"hi\\\" loudly\"\n2,x\n")
        #expect(read("files: \(file.path)").problems.contains { $0.contains("write \"escape: '\\'\"") })
    }

    @Test func `quotes that are not closed and stray ones are told here too`() throws {
        let open = TemporaryFile("id,note\n1,\"open\\\"\n2,x\n")
        #expect(
            read("files: \(open.path)\nescape: '\\'").problems.first?.contains("ends inside the quoted cell") == true)
        let merged = try table("id,note,n\n1,\"bad,5\n2,\"good\",6\n3,x,7\n", "escape: '\\'\nreject_limit: 100%")
        #expect(merged.texts("id") == ["3"])
    }

    /// A plain reader of the same dialect.
    private static func rows(_ text: [UInt8]) -> [[[UInt8]]]? {
        var rows: [[[UInt8]]] = []
        var row: [[UInt8]] = []
        var cell: [UInt8] = []
        var (index, start) = (0, 0)
        var isQuoted = false
        while index < text.count {
            let byte = text[index]
            let next = index + 1 < text.count ? text[index + 1] : nil
            if byte == 0x5C, let next {
                cell.append(next)
                index += 2
                continue
            }
            if isQuoted {
                if byte == 0x22, next == 0x22 {
                    index += 1
                } else if byte == 0x22 {
                    isQuoted = false
                    index += 1
                    continue
                }
                cell.append(byte)
            } else if byte == 0x22, index == start {
                isQuoted = true
            } else if byte == 0x2C || byte == 0x0A {
                row.append(cell)
                cell = []
                start = index + 1
                if byte == 0x0A {
                    rows.append(row)
                    row = []
                }
            } else {
                cell.append(byte)
            }
            index += 1
        }
        return isQuoted ? nil : rows
    }

    @Test func `random tables are cut as a plain reader cuts them`() throws {
        var random = SplitMix64(seed: 92)
        for _ in 0..<1500 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                for column in 0..<3 {
                    if column > 0 { text.append(0x2C) }
                    let isQuoted = Bool.random(using: &random)
                    if isQuoted { text.append(0x22) }
                    // A cell has at least one plain sign, so that no row is blank and no cell is `\N`.
                    text.append(0x78)
                    for _ in 0..<Int.random(in: 0...4, using: &random) {
                        let sign = random.pick(from: Array("ab,\"\\\n中".utf8)) ?? 0x61
                        if [0x2C, 0x22, 0x5C, 0x0A].contains(sign), !(isQuoted && (sign == 0x2C || sign == 0x0A)) {
                            text.append(0x5C)
                        }
                        text.append(sign)
                    }
                    if isQuoted { text.append(0x22) }
                }
                text.append(0x0A)
            }
            let expected = try #require(Self.rows(text))
            for blockSize in [1, 5, 1 << 10] {
                let reading = StepwiseReading(
                    EscapeTokenizer(dialect: Dialect(escape: 0x5C), escape: 0x5C), text, blockSize: blockSize,
                    rowLimit: .max)
                var rows: [[[UInt8]]] = []
                while reading.next().goesOn {
                    for row in 0..<reading.block.rowCount {
                        rows.append(
                            (0..<Int(reading.block.rows[row].cellCount)).map {
                                Array(reading.block.cellBytes(row: row, column: $0))
                            })
                    }
                }
                #expect(rows == expected, "\(String(decoding: text, as: UTF8.self).debugDescription)")
            }
        }
    }
}
