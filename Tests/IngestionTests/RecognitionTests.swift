// What was read to tell the encoding serves to tell the dialect, as if a stream had brought the text.

import Foundation
import TestSupport
import Testing

@testable import Ingestion

struct RecognitionTests {
    /// The dialect of text that a stream brings from the file's first byte, and the first rows under it.
    private func dialectOfStream(_ path: String, declared: TextEncoding?) throws -> RecognisedDialect {
        let stream = try DecodedStream(
            file: try SourceFile(path: path), recognised: try recogniseEncoding(path, declared: declared))
        let block = RecordBlock()
        try stream.fill(block, wanted: FileRecognition.sampleSize)
        return try DialectRecognition.recognise(
            block, isEnd: stream.isAtEnd, delimiter: nil, hasDelimiter: false, quote: nil)
    }

    private func check(_ bytes: [UInt8], declared encoding: TextEncoding? = nil, _ what: Comment) throws {
        let file = TemporaryFile(bytes)
        var declared = DeclaredFormat()
        declared.encoding = encoding
        let found = try FileRecognition.recognise(path: file.path, declared: declared)
        #expect(found.dialect == (try dialectOfStream(file.path, declared: encoding)), what)
        #expect(found.size == bytes.count)
        #expect(found.header.names == ["名称", "value"], what)
        #expect(found.sample.first?.count == 2, what)
    }

    @Test(arguments: [0, 1, 2, 3, 4, 5, 6]) func `a character cut at the end of the sample changes nothing`(shift: Int)
        throws
    {
        // Short rows of long characters: a few bytes more or less at the end are other numbers of line ends.
        let rows = Array("中,é\n🙂,y\n".utf8)
        var bytes = Array("名称,value\n".utf8) + [UInt8](repeating: 0x78, count: shift) + Array(",1\n".utf8)
        while bytes.count < FileRecognition.sampleSize + 100 { bytes += rows }
        try check(bytes, "without a mark")
        try check(bytes, declared: .utf8, "declared")
        try check([0xEF, 0xBB, 0xBF] + bytes, "with a mark")
    }

    @Test(arguments: [-1, 0, 1]) func `a file as long as the sample ends where it ends`(more: Int) throws {
        let length = FileRecognition.sampleSize + more
        var bytes = Array("名称,value\n".utf8)
        while bytes.count < length { bytes += Array("a,1\n".utf8) }
        try check(Array(bytes[..<length]), "\(more)")
        try check(Array("名称,value\r\na,1".utf8), "short, without a last line end")
    }

    @Test func `a first record longer than the sample is read on to its end`() throws {
        let long = String(repeating: "长", count: FileRecognition.sampleSize)
        let file = TemporaryFile("\"\(long)\",b\nx,2\ny,3\n")
        var declared = DeclaredFormat()
        declared.header = .none(names: [])
        let found = try FileRecognition.recognise(path: file.path, declared: declared)
        #expect(found.dialect.dialect.delimiter == 0x2C)
        #expect(found.sample == [[long, "b"], ["x", "2"], ["y", "3"]])
    }

    @Test func `UTF-8 that is declared and wrong is refused in a header, and set aside with its row elsewhere`() throws
    {
        var declared = DeclaredFormat()
        declared.encoding = .utf8
        let wrongHeader = TemporaryFile(Array("名称,val".utf8) + [0xFF] + Array("ue\na,1\n".utf8))
        do {
            _ = try FileRecognition.recognise(path: wrongHeader.path, declared: declared)
            Issue.record("the header was taken")
        } catch {
            guard case RecognitionFailure.source(let problem) = error else { throw error }
            #expect(problem == .notInEncoding(.utf8, offset: 10, bytes: [0xFF]))
        }
        let wrongRow = TemporaryFile(Array("名称,value\na,".utf8) + [0xFF] + Array("\nb,2\n".utf8))
        let file = try FileRecognition.recognise(path: wrongRow.path, declared: declared)
        #expect(file.encoding == RecognisedEncoding(encoding: .utf8, evidence: .declared, markLength: 0).forgiving)
        #expect(file.header.names == ["名称", "value"] && file.sample == [["b", "2"]])
    }

    @Test func `a header of more columns than a worksheet has is refused with its line`() throws {
        for (count, isRefused) in [(16_384, false), (16_385, true)] {
            let names = (0..<count).map { "c\($0)" }.joined(separator: ",")
            let file = TemporaryFile(
                "\(names)\n" + [String](repeating: "1", count: count).joined(separator: ",") + "\n")
            do {
                _ = try FileRecognition.recognise(path: file.path, declared: DeclaredFormat())
                #expect(!isRefused)
            } catch {
                guard case RecognitionFailure.header(let problem) = error else { throw error }
                #expect(isRefused && problem == .tooManyColumns(count, line: 1))
            }
        }
    }

    @Test func `bytes are counted eight at a time as one by one`() {
        var random = SplitMix64(seed: 29)
        for length in 0..<200 {
            // Neighbours of the byte, and bytes that differ from it in one bit only.
            let bytes = (0..<length).map { _ in
                [UInt8(0x0A), 0x0A, 0x0B, 0x09, 0x8A, 0x00, 0xFF][Int(random.next() % 7)]
            }
            let counted = bytes.withUnsafeBytes { $0.count(of: 0x0A) }
            #expect(counted == bytes.count { $0 == 0x0A }, "\(bytes)")
        }
    }
}
