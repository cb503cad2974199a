// The fast tokenizer: the same blocks as libcsv, on every text and every processor.
import Foundation
import TestSupport
import Testing

@testable import Ingestion

@Suite struct StructuralTokenizerTests {
    static let sets = InstructionSet.allCases.filter(\.isAvailable)

    private func expectAgreement(
        _ text: String, dialect: Dialect = Dialect(), blockSizes: [Int] = [1, 7, 64, 1 << 18]
    ) throws {
        var awkward = AwkwardCase(
            text: Array(text.utf8), dialect: dialect, blockSize: 1, rowLimit: .max, pieceSizes: (1, 1))
        for set in Self.sets {
            for blockSize in blockSizes {
                for pieceSizes in [(1, 1), (16, 64), StructuralTokenizer.pieceSizes] {
                    awkward.blockSize = blockSize
                    awkward.pieceSizes = pieceSizes
                    #expect(disagreement(awkward, set: set) == nil, "\(set) \(blockSize) \(text.debugDescription)")
                }
            }
        }
    }

    @Test(arguments: [
        "a,b\n1,2\n", "a,b\r\n1,2\r\n", "a\rb", "\n\n\r\n\ra\n\n", "a,\n,\n", ",", "\"\"", "\"\",\"\"\r\n",
        "\"a\"\"b\",\"\"\"\"\n", "\"a\r\nb\nc\rd\",1\n2,3", "\"a\" ,b\n1,2\n", "a\"b,c\n1,2\n", "\"a\"b,c\n1,2\n",
        "\"a,b\n1,2\n", "\"a\"\r", "\"a\r\"\n\"b\n\"\r", "x,\"\"\"\n\"", "\"he said \"hi\" loudly\",x\n1,2\n",
    ])
    func `regular and irregular records are cut as libcsv cuts them`(text: String) throws {
        try expectAgreement(text)
    }

    @Test func `a mark on each side of a step of 64 bytes is found`() throws {
        for length in 60...68 {
            let filler = String(repeating: "x", count: length)
            for tail in ["\"\"", "\",\"", "\"\r\n\"", "\",\"\"\"\"\n", "\"\n\n", "\" ,", "\"y", "\n\"", "\r\n\r\n"] {
                try expectAgreement("\"" + filler + tail, blockSizes: [64, 1 << 18])
                try expectAgreement(filler + tail, blockSizes: [64, 1 << 18])
            }
        }
    }

    @Test func `a record longer than the longest piece is read by libcsv`() throws {
        let cell = String(repeating: "text, \"\"said\"\"\n", count: 30_000)
        try expectAgreement("a,b\n\"\(cell)\",1\n2,3\n", blockSizes: [1 << 18])
    }

    @Test func `an empty cell at the very end has its own place, whatever was unescaped before it`() {
        let text = Array("\"a\"\"b\",x,".utf8)
        for tokenizer in [LibCSVTokenizer(dialect: Dialect()), StructuralTokenizer(dialect: Dialect())]
            as [any Tokenizer]
        {
            let reading = StepwiseReading(tokenizer, text, blockSize: 64, rowLimit: .max)
            _ = reading.next()
            #expect((0..<3).map { reading.block.textOffset(row: 0, column: $0) } == [0, 7, 9])
        }
    }

    /// How many texts are tried, in parts that run side by side; `Scripts/fuzz` asks for millions.
    static let textCount = ProcessInfo.processInfo.environment["RAPPORT_FUZZ_TEXTS"].flatMap { Int($0) } ?? 4_000
    static let textsOfPart = 50_000

    @Test(arguments: 0..<(textCount + textsOfPart - 1) / textsOfPart)
    func `random awkward texts are cut as libcsv cuts them`(part: Int) {
        var numbers = SeededNumbers(seed: 20_240_229 + UInt64(part))
        let count = min(Self.textsOfPart, Self.textCount - part * Self.textsOfPart)
        for index in 0..<count {
            let awkward = AwkwardCase(&numbers)
            for set in Self.sets {
                // Worded only when there is something to say: millions of expectations would take longer than the texts.
                guard let found = disagreement(awkward, set: set) else { continue }
                Issue.record("case \(index), \(set), \(found): \(String(decoding: awkward.text, as: UTF8.self))")
            }
        }
        if Self.textCount > Self.textsOfPart { print("part \(part): \(count) texts, \(Self.sets.count) ways to scan") }
    }

    @Test func `every version of the scan runs here, or says that it cannot`() {
        #expect(InstructionSet.portable.isAvailable)
        for set in InstructionSet.allCases where !set.isAvailable {
            print("SKIPPED: this processor cannot run the scan for \(set)")
        }
    }

    @Test func `real and awkward files are cut as libcsv cuts them`() throws {
        for name in ["csv-spectrum/csvs", "messy-csv/horror", "naughty-strings", "cdr-sample", "adventureworks"] {
            guard let folder = SharedData.path(name) else { continue }
            for file in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let path = "\(folder)/\(file)"
                guard let data = FileManager.default.contents(atPath: path), data.count < 1 << 20 else { continue }
                let text = [UInt8](data)
                for dialect in [Dialect(), Dialect(delimiter: 0x3B), Dialect(delimiter: 0x7C, quote: 0x27)] {
                    for set in Self.sets {
                        let awkward = AwkwardCase(
                            text: text, dialect: dialect, blockSize: 4096, rowLimit: .max, pieceSizes: (512, 8192))
                        #expect(disagreement(awkward, set: set) == nil, "\(path) \(dialect) \(set)")
                    }
                }
            }
        }
    }
}
