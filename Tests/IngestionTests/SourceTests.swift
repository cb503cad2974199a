// Files that are missing, damaged, packed, of another kind or in another encoding.
import CZlib
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Ingestion

@Suite struct SourceTests {
    private func problem(_ file: TemporaryFile, encoding: TextEncoding? = nil) -> SourceProblem? {
        problem(file.path, encoding: encoding)
    }

    private func rows(_ file: TemporaryFile, encoding: TextEncoding? = nil) throws -> [[String]] {
        try readAll(file.path, encoding: encoding)
    }

    private func problem(_ path: String, encoding: TextEncoding? = nil) -> SourceProblem? {
        do {
            _ = try readAll(path, encoding: encoding)
            return nil
        } catch let problem as SourceProblem {
            return problem
        } catch RecognitionFailure.source(let problem) {
            return problem
        } catch {
            Issue.record("another error: \(error)")
            return nil
        }
    }

    @Test func `a missing file, a folder and an empty file are told apart`() {
        #expect(problem("/nowhere/x.csv") == .missing)
        #expect(problem(FileManager.default.temporaryDirectory.path) == .directory)
        #expect(problem(TemporaryFile("")) == .empty)
        #expect(problem("/dev/null") == .notRegular(.device))
    }

    @Test func `the system's refusal is passed on`() {
        #expect(SourceFile.problem(code: 13) == .notPermitted)
        #expect(SourceFile.problem(code: 5) == .unreadable(code: 5))
    }

    @Test(
        arguments: [
            ([0x50, 0x4B, 0x03, 0x04] + Array("[Content_Types].xml".utf8), FileKind.xlsx),
            ([0x50, 0x4B, 0x03, 0x04, 1, 2, 3], .zip),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], .xls), (Array("%PDF-1.7".utf8), .pdf),
            (Array("\r\n<!DOCTYPE html>".utf8), .html),
            (Array("<TABLE><tr>".utf8), .html), (Array("{\"a\": 1}".utf8), .json),
            ([0xFF, 0xFE, 0, 0, 0x41, 0, 0, 0], .utf32),
            (Array("<?xml version".utf8), .xml),
        ] as [([UInt8], FileKind)])
    func `what is no CSV is refused by name`(bytes: [UInt8], kind: FileKind) {
        #expect(problem(TemporaryFile(bytes)) == .wrongKind(kind))
    }

    // MARK: gzip

    private func packed(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        var output = [UInt8](repeating: 0, count: bytes.count + 1024)
        var input = bytes
        input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                _ = deflate(&stream, Z_FINISH)
            }
        }
        output.removeLast(output.count - Int(stream.total_out))
        deflateEnd(&stream)
        return output
    }

    @Test func `gzip is unpacked, several members too, and damage is told`() throws {
        var text = "a,b\n"
        for row in 0..<50_000 { text += "\(row),\(row * 7919 % 10_007)\n" }
        let plain = Array(text.utf8)
        let whole = packed(plain)
        let expected = try rows(TemporaryFile(plain))
        #expect(try rows(TemporaryFile(whole, name: "x.csv.gz")) == expected)
        let halves = packed(Array(plain[..<100_000])) + packed(Array(plain[100_000...])) + [0, 0, 0]
        #expect(try rows(TemporaryFile(halves)) == expected)
        #expect(problem(TemporaryFile(Array(whole.dropLast(whole.count / 2)))) == .gzipTruncated)
        #expect(problem(TemporaryFile(whole + Array("rubbish".utf8))) == .gzipTrailing)
        var damaged = whole
        for index in (whole.count / 2)..<(whole.count / 2 + 64) { damaged[index] ^= 0x5A }
        guard case .gzipDamaged? = problem(TemporaryFile(damaged)) else {
            Issue.record("damage is not told")
            return
        }
    }

    // MARK: Encodings

    @Test func `marks, NUL patterns and Chinese are recognised`() throws {
        func encoding(_ bytes: [UInt8]) throws -> RecognisedEncoding {
            let file = TemporaryFile(bytes)
            return try recogniseEncoding(file.path)
        }
        let text = "编号,姓名,金额\n1,张三,12\n2,李四,13\n"
        let utf16 = try #require(text.data(using: .utf16LittleEndian))
        #expect(try encoding(Array(text.utf8)).encoding == .utf8)
        #expect(try encoding([0xEF, 0xBB, 0xBF] + Array(text.utf8)).evidence == .byteOrderMark)
        #expect(try encoding([0xFF, 0xFE] + Array(utf16)).encoding == .utf16LittleEndian)
        #expect(try encoding(Array(utf16)).evidence == .nulPattern)
        #expect(try encoding(Array(try #require(text.data(using: .utf16BigEndian)))).encoding == .utf16BigEndian)
        let chinese: [UInt8] = Array("a,b\n1,".utf8) + [0xD5, 0xC5, 0xC8, 0xFD] + Array("\n".utf8)
        #expect(try encoding(chinese).encoding == .gb18030)
    }

    @Test func `Western text is not taken for Chinese`() {
        let bytes: [UInt8] =
            Array("name,city\nJos".utf8) + [0xE9] + Array(" M,Montr".utf8) + [0xE9] + Array("al\n".utf8)
        guard case .noEncodingFits(let refusals)? = problem(TemporaryFile(bytes)) else {
            Issue.record("it was read")
            return
        }
        #expect(refusals.map(\.encoding) == [.utf8, .gb18030])
        #expect(refusals.first?.reason == .badByte(offset: 13, bytes: [0xE9, 0x20, 0x4D, 0x2C]))
    }

    /// The bytes of "부서,건수,담당자,처리시간 영업,김민수,빠름 고객지원,이서연,느림 불만,박지훈,보통" and of
    /// "部署,件数 営業,1 顧客サポート,2 苦情,3 お問い合わせ,4".
    @Test(arguments: [
        (
            "BACEBCAD2CB0C7BCF62CB4E3B4E7C0DA2CC3B3B8AEBDC3B0A30ABFB5BEF72CB1E8B9CEBCF62CBAFCB8A70AB0EDB0B4C1F6BFF82CC0CCBCADBFAC2C"
                + "B4C0B8B20ABAD2B8B82CB9DAC1F6C8C62CBAB8C5EB0A", EncodingRefusal.Script.korean
        ),
        (
            "C9F4BDF02CB7EFBFF40AB1C4B6C82C310AB8DCB5D2A5B5A5DDA1BCA5C82C320AB6ECBEF02C330AA4AACCE4A4A4B9E7A4EFA4BB2C340A",
            .japanese
        ),
    ])
    func `Korean and Japanese bytes that all fit GB18030 are not taken for Chinese`(
        hexadecimal: String, script: EncodingRefusal.Script
    ) throws {
        func bytes(_ hexadecimal: String) -> [UInt8] {
            let signs = Array(hexadecimal.utf8)
            return stride(from: 0, to: signs.count, by: 2).compactMap {
                UInt8(String(decoding: signs[$0..<$0 + 2], as: UTF8.self), radix: 16)
            }
        }
        for copies in [1, 400] {
            let file = TemporaryFile([[UInt8]](repeating: bytes(hexadecimal), count: copies).flatMap { $0 })
            guard case .noEncodingFits(let refusals)? = problem(file) else {
                Issue.record("it was read")
                return
            }
            #expect(refusals.last == EncodingRefusal(encoding: .gb18030, reason: .readsLike(script)))
        }
        // "编号,部门,电话,记录の,备注 甲,客服,接通,等待,转接": Chinese of as many different characters has some of the other half of the alphabet, and few kana.
        let chinese = bytes(
            "B1E0BAC52CB2BFC3C52CB5E7BBB02CBCC7C2BCA4CE2CB1B8D7A20ABCD72CBFCDB7FE2CBDD3CDA82CB5C8B4FD2CD7AABDD30A")
        #expect(try recogniseEncoding(TemporaryFile(chinese).path).encoding == .gb18030)
    }

    @Test func `a declared encoding is used, and its first bad byte told`() throws {
        let bytes: [UInt8] = Array("a,b\n".utf8) + [0x80, 0xE9] + Array(",1\n".utf8)
        #expect(try rows(TemporaryFile(bytes), encoding: .windows1252)[1] == ["€é", "1"])
        #expect(
            problem(TemporaryFile(bytes), encoding: .utf8)
                == .notInEncoding(.utf8, offset: 4, bytes: [0x80, 0xE9, 0x2C, 0x31]))
        #expect(
            problem(TemporaryFile(Array("a\n".utf8) + [0x81]), encoding: .windows1252)
                == .notInEncoding(.windows1252, offset: 2, bytes: [0x81]))
        let lone: [UInt8] = [0x61, 0x00, 0x0A, 0x00, 0x00, 0xD8, 0x61, 0x00]
        #expect(
            problem(TemporaryFile(lone), encoding: .utf16LittleEndian)
                == .notInEncoding(.utf16LittleEndian, offset: 4, bytes: [0x00, 0xD8, 0x61, 0x00]))
        #expect(try rows(TemporaryFile([0xB4, 0xFA, 0x2C, 0x61, 0x0A]), encoding: .big5) == [["測", "a"]])
    }

    @Test func `NUL bytes are refused with their place`() {
        #expect(problem(TemporaryFile("a,b\n1,\0\n")) == .nulByte(offset: 6))
    }

    @Test func `the length of text in its own encoding is found again`() throws {
        var random = SplitMix64(seed: 3)
        let decoder = try Decoder(.gb18030)
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 8)
        defer { output.deallocate() }
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                UInt8.random(in: 0x30...0xFE, using: &random)
            }
            let step = bytes.withUnsafeBytes { decoder.decode($0, into: output) }
            let text = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(output)[..<step.written])
            #expect(storedLength(of: text, in: .gb18030) == step.used, "\(bytes)")
        }
    }

    @Test func `UTF-8 is checked as strictly as Swift does`() {
        var random = SplitMix64(seed: 5)
        let pieces: [[UInt8]] = [
            [0x41], [0xC3, 0xA9], [0xE4, 0xB8, 0xAD], [0xF0, 0x9F, 0x98, 0x80], [0xED, 0xA0, 0x80], [0xC0, 0x80],
            [0xFF], [0x80], [0xF5, 0x80], [0xE4, 0xB8],
        ]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...14, using: &random)).flatMap { _ in random.pick(from: pieces) ?? [] }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            #expect(bytes.withUnsafeBytes { checkUTF8($0) == .valid } == isValid, "\(bytes)")
        }
    }

    // MARK: Dialects

    @Test(arguments: [
        ("a,b,c\n1,2,3\n", ","), ("a;b;c\n1,5;2,5;3\n2,5;1,0;x\n", ";"), ("a\tb\n1\t2\n", "TAB"),
        ("1|x|3\n2|y|4\n", "|"), ("name\nsome text\nmore, text\nand\n", "none"),
        ("a,b\n\"x;y;z\",2\n\"p;q;r\",3\n", ","), ("title only\na,b,c\n1,2,3\n4,5,6\n", ","),
    ])
    func `delimiters are recognised`(text: String, name: String) throws {
        var declared = DeclaredFormat()
        declared.header = .none(names: [])
        let file = TemporaryFile(text)
        let found = try FileRecognition.recognise(path: file.path, declared: declared)
        #expect(Dialect.name(ofDelimiter: found.dialect.dialect.delimiter) == name)
    }

    @Test func `apostrophes and blanks after delimiters are recognised`() throws {
        var declared = DeclaredFormat()
        declared.header = .none(names: [])
        let quoted = TemporaryFile("'a','b'\n'x,y','2'\n")
        #expect(try FileRecognition.recognise(path: quoted.path, declared: declared).dialect.dialect.quote == 0x27)
        let blanks = TemporaryFile("a, b\n1, \"x, y\"\n2, z\n")
        #expect(try FileRecognition.recognise(path: blanks.path, declared: declared).dialect.dialect.skipsInitialBlanks)
        #expect(try readAll(blanks.path) == [["a", "b"], ["1", "x, y"], ["2", "z"]])
    }

    @Test func `two delimiters that fit equally are refused with both`() throws {
        let file = TemporaryFile("1,5;2,5\n3,5;4,5\n")
        guard case .dialectAmbiguous(let candidates)? = problem(file) else {
            Issue.record("it was read")
            return
        }
        #expect(Set(candidates.map { Dialect.name(ofDelimiter: $0.dialect.delimiter) }) == [",", ";"])
    }

    @Test func `random bytes are read or refused, never more`() throws {
        var random = SplitMix64(seed: 11)
        let alphabet: [UInt8] = Array("ab,;|\t\"'\r\n 1.-".utf8) + [0xE4, 0xB8, 0xAD, 0xFF, 0x00]
        var filesRead = 0
        let file = TemporaryFile("x")
        for round in 0..<3000 {
            let length = Int.random(in: 1...80, using: &random)
            let bytes = (0..<length).map { _ in
                round % 3 == 0 ? UInt8.random(in: 0...255, using: &random) : random.pick(from: alphabet) ?? 0
            }
            try Data(bytes).write(to: URL(fileURLWithPath: file.path))
            do {
                _ = try readAll(file.path, blockSize: Int.random(in: 1...40, using: &random))
                filesRead += 1
            } catch is SourceProblem {
            } catch is RecognitionFailure {
            }
            _ = tableIsRead(file.path)
        }
        #expect(filesRead > 100)
    }

    /// Plans and runs a table; the outcome does not matter.
    private func tableIsRead(_ path: String) -> Bool {
        read("files: \(path)\nreject_limit: 100%\ndates: day-first").read != nil
    }
}
