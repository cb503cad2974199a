// The reader of record: what is a cell, where a row began, whatever the size of a block.
import Foundation
import TestSupport
import Testing

@testable import Ingestion

@Suite struct RecordReaderTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        var text: String
        var rows: [[String]]
        var dialect = Dialect()
        var testDescription: String { text.debugDescription }
    }

    static let samples: [Sample] = [
        Sample(text: "a,b\n1,2\n", rows: [["a", "b"], ["1", "2"]]),
        Sample(text: "a,b\r\n1,2\r\n", rows: [["a", "b"], ["1", "2"]]),
        Sample(text: "a,b\r1,2", rows: [["a", "b"], ["1", "2"]]),
        Sample(text: "a,b\n\n\n1,2\n\n", rows: [["a", "b"], ["1", "2"]]),
        Sample(text: "\"a\",\"b\"\"c\"\n\"\",\n", rows: [["a", "b\"c"], ["", ""]]),
        Sample(text: "\"a\nb\",\"c\r\nd\"\r\n", rows: [["a\nb", "c\r\nd"]]),
        Sample(text: "\"a\" ,b\n", rows: [["a", "b"]]),
        Sample(text: " a , b \n", rows: [[" a ", " b "]]),
        Sample(text: "a\"b,c\n", rows: [["a\"b", "c"]]),
        Sample(text: "\"he said \"hi\" loudly\",x\n", rows: [["he said \"hi\" loudly", "x"]]),
        Sample(text: ",\n,,", rows: [["", ""], ["", "", ""]]),
        Sample(text: "\"\"\"\"\n", rows: [["\""]]),
        Sample(text: "a,\"b\"", rows: [["a", "b"]]),
        Sample(text: "a,\"b\" ", rows: [["a", "b"]]),
        Sample(text: "a;'b;c'\n", rows: [["a", "b;c"]], dialect: Dialect(delimiter: 0x3B, quote: 0x27)),
        Sample(
            text: "a, \"b, c\", d\n   \n", rows: [["a", "b, c", "d"]], dialect: Dialect(skipsInitialBlanks: true)),
        Sample(text: "a,b;c\n", rows: [["a,b;c"]], dialect: Dialect(delimiter: nil)),
        Sample(text: "姓名,\"城市,省\"\n张三,\"上海\"\"\"\n", rows: [["姓名", "城市,省"], ["张三", "上海\""]]),
    ]

    @Test(arguments: samples)
    func `a text is cut into the same cells whatever the size of a block`(sample: Sample) throws {
        let file = TemporaryFile(sample.text)
        for blockSize in [1, 2, 3, 5, 7, 64, 1 << 18] {
            #expect(try readAll(file.path, dialect: sample.dialect, blockSize: blockSize) == sample.rows)
        }
    }

    @Test func `every row knows its line and byte, and its raw text`() throws {
        let text = "h1,h2\r\n\r\n\"x\r\ny\",1\r\nlast,\"q\"\"q\"\n"
        let file = TemporaryFile(text)
        for blockSize in [1, 4, 9, 1 << 18] {
            var places: [[Int]] = []
            var raws: [String] = []
            try eachBlock(file.path, dialect: Dialect(), blockSize: blockSize) { block in
                for row in 0..<block.rowCount {
                    places.append([block.line(ofRow: row), block.storedOffset(ofRow: row)])
                    raws.append(block.rawText(row: row))
                }
            }
            #expect(places == [[1, 0], [3, 9], [5, 19]])
            #expect(raws == ["h1,h2", "\"x\r\ny\",1", "last,\"q\"\"q\""])
        }
    }

    @Test func `a cell with doubled quotes knows the byte where it begins`() throws {
        let file = TemporaryFile("a,\"b\"\"\",c,\"d\"\"e\"\n")
        try eachBlock(file.path, dialect: Dialect()) { block in
            #expect((0..<4).map { block.textOffset(row: 0, column: $0) } == [0, 2, 8, 10])
        }
    }

    @Test func `a file that ends inside a quoted cell is refused with the place where the cell began`() throws {
        let file = TemporaryFile("a,b\n1,2\n3,\"open\n4,5\n")
        for blockSize in [1, 5, 1 << 18] {
            #expect(throws: SourceProblem.quoteNotClosed(line: 3, column: 2, offset: 10)) {
                _ = try readAll(file.path, dialect: Dialect(), blockSize: blockSize)
            }
        }
    }

    @Test func `stray quotes are kept as data and counted with their places`() throws {
        let file = TemporaryFile("a,b\nx\"y,1\n\"p\"q\",2\n")
        var strays: [StrayQuote] = []
        var count = 0
        try eachBlock(file.path, dialect: Dialect(), blockSize: 1 << 18) { block in
            strays += block.strayQuotes
            count += block.strayQuoteCount
        }
        #expect(count == 2)
        #expect(strays.map(\.line) == [1, 2])
        #expect(strays.map(\.offset) == [5, 12])
    }

    @Test func `a cell of 64 MB and a row of a million cells are read in linear time`() throws {
        let long = TemporaryFile(
            Array("a,b\n\"".utf8) + [UInt8](repeating: 0x78, count: 64 << 20) + Array("\",2\n".utf8))
        var lengths: [Int] = []
        try eachBlock(long.path, dialect: Dialect(), rowLimit: 65 << 20) { block in
            for row in 0..<block.rowCount { lengths.append(block.cells[Int(block.rows[row].firstCell)].length) }
        }
        #expect(lengths == [1, 64 << 20])
        let wide = TemporaryFile(Array(repeating: "12345", count: 1_000_000).joined(separator: ",") + "\n")
        var widths: [Int] = []
        try eachBlock(wide.path, dialect: Dialect()) { block in
            for row in 0..<block.rowCount { widths.append(Int(block.rows[row].cellCount)) }
        }
        #expect(widths == [1_000_000])
    }

    /// A quote that nobody closes, in a file of many times the limit.
    @Test(arguments: [1 << 10, 1 << 18]) func `no more is read of a row that is too long than to know it`(
        _ blockSize: Int
    ) throws {
        let start = Array("a,b\n1,2\n3,\"x\"\"y\n\"\n4,\"open\n".utf8)
        let limit = 1 << 18
        let file = TemporaryFile(start + Array(repeating: Array("5,six\n".utf8), count: 40 * limit / 6).joined())
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/bin/gzip")
        gzip.arguments = ["-k", "-1", file.path]
        try gzip.run()
        gzip.waitUntilExit()
        for path in [file.path, file.path + ".gz"] {
            let stream = try DecodedStream(
                file: try SourceFile(path: path),
                recognised: RecognisedEncoding(encoding: .utf8, evidence: .validated, markLength: 0))
            let reader = RecordReader(
                stream: stream, dialect: Dialect(), tokenizer: TokenizerChoice.standard.tokenizer(for: Dialect()),
                blockSize: blockSize, rowLimit: limit)
            let block = RecordBlock(byteCapacity: 16, cellCapacity: 1, rowCapacity: 1)
            // The quote stands in the row that is told, not in one before it.
            #expect(
                throws: SourceProblem.recordTooLong(
                    line: 5, offset: 18, limit: limit, quote: OpenQuote(line: 5, offset: 20))
            ) { while try reader.read(into: block) {} }
            #expect(stream.decodedCount <= 4 * limit)
            #expect(block.byteCapacity <= 5 * limit)
        }
    }

    @Test func `the files of csv-spectrum equal their JSON`() throws {
        guard let folder = SharedData.path("csv-spectrum") else { return }
        for path in files(in: folder + "/csvs") {
            let name = (path as NSString).lastPathComponent.replacing(".csv", with: "")
            let json = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/json/\(name).json"))
            let expected = try JSONDecoder().decode([[String: String]].self, from: json)
            for blockSize in [1, 6, 1 << 18] {
                let rows = try readAll(path, blockSize: blockSize)
                let header = try #require(rows.first)
                let found = rows.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
                #expect(Array(found) == expected, "\(name)")
            }
        }
    }
}
