// Bytes that are no text reject their row, and nothing else: in every encoding, wherever a block ends.
import Diagnostics
import Foundation
import Stages
import Tabular
import TestSupport
import Testing

@testable import Ingestion

struct `A byte that is no text` {
    private static func encoded(_ text: String, _ encoding: TextEncoding) -> [UInt8] {
        switch encoding {
        case .utf8: return Array(text.utf8)
        case .utf16LittleEndian: return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        case .utf16BigEndian: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        case .windows1252, .latin1: return text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        case .gb18030: return text.unicodeScalars.flatMap { $0 == "好" ? [0xBA, 0xC3] : [UInt8($0.value)] }
        case .big5: return text.unicodeScalars.flatMap { $0 == "好" ? [0xA6, 0x6E] : [UInt8($0.value)] }
        }
    }

    /// An encoding, bytes that are no text in it, and how the reason shows the first.
    struct Case: CustomTestStringConvertible, Sendable {
        var encoding: TextEncoding
        var bytes: [UInt8]
        var shown: String

        var testDescription: String { "\(encoding.rawValue) \(shown)" }
    }

    private static let cases = [
        Case(encoding: .utf8, bytes: [0xFF], shown: "FF"), Case(encoding: .utf8, bytes: [0xC0, 0x80], shown: "C0"),
        Case(encoding: .utf8, bytes: [0xE5, 0xA5], shown: "E5"), Case(encoding: .utf8, bytes: [0x00], shown: "00"),
        Case(encoding: .gb18030, bytes: [0xFF], shown: "FF"),
        Case(encoding: .gb18030, bytes: [0x81, 0x20], shown: "81"),
        Case(encoding: .gb18030, bytes: [0x00], shown: "00"), Case(encoding: .big5, bytes: [0xFF], shown: "FF"),
        Case(encoding: .windows1252, bytes: [0x81], shown: "81"), Case(encoding: .latin1, bytes: [0x00], shown: "00"),
        Case(encoding: .utf16LittleEndian, bytes: [0x00, 0xDC], shown: "00DC"),
        Case(encoding: .utf16BigEndian, bytes: [0xD8, 0x00], shown: "D800"),
        Case(encoding: .utf16LittleEndian, bytes: [0x00, 0x00], shown: "0000"),
    ]

    @Test(arguments: cases, [(1, 1 << 20), (1, 30), (3, 64)])
    private func `rejects its row alone`(_ sample: Case, _ blocks: (jobs: Int, size: Int)) throws {
        let word = [.windows1252, .latin1].contains(sample.encoding) ? "é" : "好"
        func row(_ number: Int) -> String { "\(number),\"\(word)\n\(word)\",x\(number)\r\n" }
        var bytes = Self.encoded("id,note,code\r\n" + (1...20).map(row).joined(), sample.encoding)
        // In the second line of the row.
        let rowStart = bytes.count
        bytes += Self.encoded("21,\"\(word)\n\(word)", sample.encoding)
        let place = bytes.count
        bytes += sample.bytes + Self.encoded("\",x\r\n" + (22...60).map(row).joined(), sample.encoding)
        let file = TemporaryFile(bytes)
        let options = """
            files: \(file.path)
            encoding: \(sample.encoding.rawValue)
            columns:
              id: { type: integer }
              note: { type: text }
              code: { type: text }
            """
        let (found, problems) = read(options, jobs: blocks.jobs, blockSize: blocks.size)
        let table = try #require(found, "\(problems)")
        let numbers = (1...60).filter { $0 != 21 }
        #expect(table.texts("id") == numbers.map { "\($0)" })
        #expect(table.texts("note") == numbers.map { _ in "\(word)\n\(word)" })
        #expect(table.texts("code") == numbers.map { "x\($0)" })
        let rejected = try #require(table.set.rejects.first)
        #expect(table.set.rejects.count == 1)
        #expect(rejected.line == 2 + 20 * 2 && rejected.byte == rowStart)
        #expect(rejected.reason.english.contains("\"\(place): \(sample.shown)\""))
        #expect(rejected.reason.english.contains(sample.encoding.rawValue))
        #expect(rejected.raw.hasPrefix("21,\"\(word)\n\(word)\u{FFFD}") && rejected.raw.hasSuffix("\",x"))
        #expect(
            problems.contains { $0.contains(":\(rejected.line + 1)") && $0.contains("the row is rejected") },
            "\(problems)")
        // Rows behind it keep their places, and are found again.
        let last = try #require(table.table.chunks.last)
        let raw = try #require(table.raw.rawRow(last.rowCount - 1, of: last))
        #expect(raw.line == 2 + 59 * 2 && raw.text.hasSuffix(",x60"))
        #expect(raw.byte == bytes.count - Self.encoded(row(60), sample.encoding).count)
    }

    @Test func `is set aside where nobody declares the encoding`() throws {
        for (text, encoding) in [("好好好好好", TextEncoding.utf8), ("word", .utf8), ("好好好好好", .gb18030)] {
            for wide in [1, 1000] {
                var bytes = Self.encoded("id,note\n", encoding)
                for row in 1...(40 * wide) {
                    bytes += Self.encoded("\(row),\(text)", encoding)
                    if row == 40 * wide - 9 { bytes.append(0xFF) }
                    bytes += Self.encoded("\n", encoding)
                }
                let (found, problems) = read("files: \(TemporaryFile(bytes).path)", jobs: 2)
                let table = try #require(found, "\(problems)")
                #expect(table.table.rowCount == 40 * wide - 1 && table.set.rejects.count == 1)
                #expect(table.texts("note").allSatisfy { $0 == text })
                #expect(table.schema.columns.first { $0.name == "id" }?.type == .integer)
            }
        }
    }

    @Test func `fails the run in more rows than may be rejected, and in a header`() {
        var bytes = Array("id,note\n".utf8)
        for row in 1...20 { bytes += Array("\(row),a".utf8) + (row % 4 == 0 ? [0xFF] : []) + [0x0A] }
        let (found, problems) = read("files: \(TemporaryFile(bytes).path)\nencoding: utf-8")
        #expect(
            found == nil && problems.contains { $0.contains("at most 10% of the rows may be rejected, found 5 of 20") },
            "\(problems)")
        let header = Array("id,no".utf8) + [0xFF] + Array("te\n".utf8) + Array("1,a\n".utf8)
        let (none, others) = read("files: \(TemporaryFile(header).path)\nencoding: utf-8")
        #expect(none == nil && others.contains { $0.contains("byte 5 (FF) does not fit it") }, "\(others)")
    }

    @Test(arguments: 0..<40)
    func `leaves all other rows as they are, wherever it falls`(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        var rows: [[UInt8]] = []
        for row in 0..<60 {
            let note = random.pick("a", "好", "客服一组", "\"x,\"\"好\"\"\"", "\"好\n好\"", "")
            rows.append(Array("\(row),\(note),7\(random.pick("\n", "\r\n"))".utf8))
        }
        var damaged: Set<Int> = []
        var bytes = Array("id,note,n\n".utf8)
        for (index, row) in rows.enumerated() {
            var row = row
            if random.chance(0.05) {
                damaged.insert(index)
                // Before the last comma, where no quote opens or closes a cell.
                let place = row.count { $0 < 0x3A && $0 >= 0x30 } > 0 ? 1 : 0
                row.insert(random.pick(0xFF, 0x00, 0x80, 0xC3), at: place)
            }
            bytes += row
        }
        let path = TemporaryFile(bytes).path
        let options = """
            files: \(path)
            encoding: utf-8
            reject_limit: 1
            columns:
              id: { type: integer }
              note: { type: text }
              n: { type: integer }
            """
        let expected = rows.indices.filter { !damaged.contains($0) }.map { "\($0)" }
        for (jobs, size) in [(1, 1 << 20), (1, 17), (4, 50)] {
            let (found, problems) = read(options, jobs: jobs, blockSize: size)
            let table = try #require(found, "\(problems)")
            #expect(table.texts("id") == expected)
            #expect(table.set.rejects.count == damaged.count)
        }
    }

    // MARK: What a bad byte may not do

    private static let columns = """
        columns:
          id: { type: text }
          note: { type: text }
          n: { type: text }
        """

    /// What is read of the rows of a file: ids, and the lines and reasons of rejects.
    private func rows(
        _ bytes: [UInt8], _ options: String, jobs: Int = 1, size: Int = 1 << 20
    ) throws -> (ids: [String?], rejects: [(line: Int, reason: String, raw: String)], problems: [String]) {
        let (found, problems) = read(
            "files: \(TemporaryFile(bytes).path)\nreject_limit: 1\n\(options)\n\(Self.columns)", jobs: jobs,
            blockSize: size)
        let table = try #require(found, "\(problems)")
        return (
            table.texts("id"), table.set.rejects.map { ($0.line, $0.reason.english, $0.raw) }, problems
        )
    }

    /// A lead byte before a delimiter, a quote or a line end, and one at the end of the file, cut after each of its bytes.
    @Test(
        arguments: [
            ("utf-8", [0xE5, 0xA5]), ("utf-8", [0xF0, 0x9F, 0x98]), ("utf-8", [0xC3]), ("gb18030", [0x81]),
            ("gb18030", [0x81, 0x30, 0x81]), ("big5", [0xA6]),
        ] as [(String, [UInt8])], [(1, 1 << 20), (1, 7), (2, 40)])
    func `swallows no delimiter, quote or line end`(
        _ lead: (encoding: String, bytes: [UInt8]), _ blocks: (jobs: Int, size: Int)
    ) throws {
        let head = Array("id,note,n\n".utf8)
        let bytes =
            head + Array("1,a,b\n".utf8) + Array("2,".utf8) + lead.bytes + Array(",b\n3,a,b\n4,a,b".utf8) + lead.bytes
            + Array("\n5,\"a,\n".utf8) + lead.bytes + Array("\",b\r\n6,a,b\n7,a,b".utf8) + lead.bytes
        let found = try rows(bytes, "encoding: \(lead.encoding)", jobs: blocks.jobs, size: blocks.size)
        #expect(found.ids == ["1", "3", "6"])
        #expect(found.rejects.map(\.line) == [3, 5, 6, 9])
        #expect(found.rejects.allSatisfy { $0.reason.contains("is expected, found at byte \"") }, "\(found.rejects)")
        #expect(found.rejects.map(\.raw).first?.hasPrefix("2,\u{FFFD}") == true)
    }

    /// The quote that closes a cell is destroyed: the rows up to the next quote are counted, not lost.
    @Test func `in the place of a quote does not hide how many lines ran together`() throws {
        var bytes = Array("id,note,n\n1,\"a".utf8) + [0xFF] + Array(",x\n".utf8)
        bytes += Array((2...6).map { "\($0),b,x\n" }.joined().utf8) + Array("7,\"c\",x\n".utf8)
        bytes += Array((8...40).map { "\($0),b,x\n" }.joined().utf8)
        let found = try rows(bytes, "encoding: utf-8")
        #expect(found.ids == (8...40).map { "\($0)" })
        #expect(found.rejects.map(\.reason).first?.contains("the row takes 7 lines") == true, "\(found.rejects)")
        // They count as seven rows, not as one.
        let (none, problems) = read("files: \(TemporaryFile(bytes).path)\nencoding: utf-8\n\(Self.columns)")
        #expect(
            none == nil && problems.contains { $0.contains("at most 10% of the rows may be rejected, found 7 of 40") },
            "\(problems)")
    }

    @Test(arguments: [true, false])
    func `missing from UTF-16 ends the reading, for all behind it would be one row`(_ isLittle: Bool) throws {
        let encoding = isLittle ? TextEncoding.utf16LittleEndian : .utf16BigEndian
        var bytes: [UInt8] = isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF]
        bytes += Self.encoded("id,note,n\n" + (1...30).map { "\($0),好,x\n" }.joined(), encoding)
        let place = bytes.count
        bytes += Self.encoded((31...60).map { "\($0),a,x\n" }.joined(), encoding).dropFirst()
        let (found, problems) = read("files: \(TemporaryFile(bytes).path)\nreject_limit: 1\n\(Self.columns)")
        #expect(found == nil)
        #expect(
            problems.contains {
                // The first line feed behind it.
                $0.contains("read as \(encoding.rawValue), but byte \(place + (isLittle ? 10 : 12)) (")
                    && $0.contains("does not fit it")
            }, "\(problems)")
    }

    @Test func `that comes by the thousand, one behind the other, is one place`() throws {
        let bytes = Array("id,note,n\n1,a,b\n".utf8) + [UInt8](repeating: 0, count: 70_000) + Array("\n2,a,b\n".utf8)
        let found = try rows(bytes, "encoding: utf-8")
        #expect(found.ids == ["1", "2"] && found.rejects.count == 1)
        // In every second place, it is no text.
        let mixed =
            Array("id,note,n\n1,".utf8) + Array(repeating: [0xFF, 0x61] as [UInt8], count: 70_000).joined()
            + Array(",b\n".utf8)
        let (none, problems) = read(
            "files: \(TemporaryFile(mixed).path)\nreject_limit: 1\nencoding: utf-8\n\(Self.columns)")
        #expect(none == nil && problems.contains { $0.contains("byte 12 (FF) does not fit it") }, "\(problems)")
    }

    // MARK: Where nobody declares the encoding

    /// A file whose first megabyte is sound, and whose later rows have these notes.
    private func late(_ early: [UInt8], _ notes: [[UInt8]]) -> [UInt8] {
        var bytes = Array("id,note,n\n".utf8)
        for row in 0..<40_000 { bytes += Array("\(row),a long enough remark,".utf8) + early + [0x0A] }
        for (row, note) in notes.enumerated() { bytes += Array("x\(row),".utf8) + note + Array(",n\n".utf8) }
        return bytes
    }

    private static let hao: [UInt8] = [0xE5, 0xA5, 0xBD]
    private static let gbHao: [UInt8] = [0xBA, 0xC3]

    @Test func `is a stray behind a megabyte of UTF-8, and of Chinese in another encoding`() throws {
        let good = [UInt8](repeating: 0x61, count: 9)
        let utf8 = try rows(late(Self.hao, [good, [0xFF], good]), "", jobs: 2)
        #expect(utf8.ids.count == 40_002 && utf8.rejects.map(\.line) == [40_003])
        let chinese = try rows(late(Self.gbHao, [good, [0xFF], good]), "", jobs: 2)
        #expect(chinese.ids.count == 40_002 && chinese.rejects.map(\.line) == [40_003])
        // All ASCII so far.
        let plain = try rows(late([0x61], [good, [0xFF], good]), "", jobs: 2)
        #expect(plain.ids.count == 40_002 && plain.rejects.map(\.line) == [40_003])
        // Chinese begins late, with a stray.
        let lateChinese = try rows(
            late([0x61], [[UInt8]](repeating: Self.gbHao, count: 60) + [[0xFF], Self.gbHao]), "", jobs: 2)
        #expect(lateChinese.ids.count == 40_061 && lateChinese.rejects.map(\.line) == [40_062])
    }

    @Test func `is no stray in many rows: then the encoding is asked for`() {
        // UTF-8 with GB18030 behind it; ASCII with Western letters behind it.
        for (early, note) in [(Self.hao, Self.gbHao), ([0x61], [0x4A, 0x6F, 0x73, 0xE9])] as [([UInt8], [UInt8])] {
            let bytes = late(early, [[UInt8]](repeating: note, count: 3000))
            let (found, problems) = read(
                "files: \(TemporaryFile(bytes).path)\nreject_limit: 1\n\(Self.columns)", jobs: 2)
            #expect(
                found == nil
                    && problems.contains { $0.contains("the encoding cannot be told") && $0.contains("'encoding:'") },
                "\(problems)")
        }
        // Declared, it is believed, and rows beyond the limit say what may be wrong.
        let bytes = late([0x61], [[UInt8]](repeating: Self.gbHao, count: 8000))
        let (found, problems) = read("files: \(TemporaryFile(bytes).path)\nencoding: utf-8\n\(Self.columns)")
        #expect(found == nil)
        #expect(
            problems.contains {
                $0.contains("found 8000 of 48000") && $0.contains("the file is perhaps not in utf-8: write 'encoding:'")
            }, "\(problems)")
    }

    /// The letters of French in UTF-8 are common Chinese characters in GB18030, and a letter cut in two fits it as well.
    @Test func `does not turn a Western file into Chinese`() throws {
        var bytes = Array("id,note,n\n".utf8)
        for row in 0..<200 { bytes += Array("\(row),".utf8) + Array("é".utf8) + Array("t".utf8) + Array("é,x\n".utf8) }
        bytes += Array("last,".utf8) + [0xC3] + Array("te,x\n".utf8)
        let found = try rows(bytes, "")
        #expect(found.ids.count == 200 && found.rejects.map(\.line) == [202])
    }

    // MARK: Long rows

    @Test(arguments: [(1, 1 << 20), (2, 1 << 20), (1, 100), (3, 300)])
    func `is not the only thing that is told with its place: a row that is too long is, too`(
        _ blocks: (jobs: Int, size: Int)
    ) {
        let start = "id,note\n" + (1...50).map { "\($0),a\n" }.joined()
        func problems(_ text: String, _ limit: String) -> [String] {
            read(
                "files: \(TemporaryFile(start + text).path)\nrow_limit: \(limit)\nreject_limit: 1", jobs: blocks.jobs,
                blockSize: blocks.size
            ).problems
        }
        let long = "51,\(String(repeating: "x", count: 5000))\n"
        let told = problems(long + "52,a\n", "4 KiB")
        #expect(told.contains { $0.contains(":52") && $0.contains("a row of at most 4 KiB is expected") }, "\(told)")
        #expect(!problems(long + "52,a\n", "8 KiB").contains { $0.contains("a row of at most") })
        // A quote that nobody closes.
        let open = problems("51,\"" + String(repeating: "1,b\n", count: 3000), "4 KiB")
        // Where the whole file stands in one block, its end is seen first.
        #expect(
            open.contains {
                $0.contains(":52")
                    && ($0.contains("found a longer one, which begins in line 52, byte ")
                        && $0.contains("the quote here is not closed")
                        || blocks.size > 10_000 && $0.contains("the file ends inside the quoted cell that begins here"))
            }, "\(open)")
        #expect(
            problems("", "2 GiB").contains { $0.contains("'row_limit' expects a size such as 64 MiB") },
            "\(problems("", "2 GiB"))")
    }
}
