// How fast the marks of delimited text are found: separators, line ends, quotes.

import CScanner
import TestSupport

enum ScanBenchmarks {
    /// Bytes of text, scanned in pieces as long as a block of a file.
    private static let length = 1 << 24
    private static let pieceLength = 1 << 18

    static func run() throws -> [Finding] {
        var random = SplitMix64(seed: 1)
        var plain: [UInt8] = []
        var quoted: [UInt8] = []
        while plain.count < length {
            let number = Int.random(in: 0..<1_000_000, using: &random)
            plain.append(
                contentsOf: "\(number),2024-01-01 08:15:30,C\(number),inbound,answered,\(number % 90),yes\n".utf8)
        }
        while quoted.count < length {
            let number = Int.random(in: 0..<1_000_000, using: &random)
            quoted.append(contentsOf: "\(number),C\(number),\"服务很好, 客服说\"\"稍后回电\"\"，\n一直没回\",5\n".utf8)
        }
        return try [("scan, plain", plain), ("scan, quotes and Chinese", quoted)].map { name, text in
            let (seconds, marks) = try scan(text)
            precondition(marks > 0)
            return .rate(name, bytes: length, seconds)
        }
    }

    /// Seconds for the whole text, and how many separators it has.
    private static func scan(_ text: [UInt8]) throws -> (seconds: Double, marks: Int) {
        let room = pieceLength + Int(SCANNER_SLACK)
        let arrays = UnsafeMutablePointer<UInt32>.allocate(capacity: 5 * room)
        defer { arrays.deallocate() }
        var findings = ScannerFindings()
        findings.separators = arrays
        findings.lineEnds = arrays + room
        findings.quotedCells = arrays + 2 * room
        findings.doubledQuotes = arrays + 3 * room
        findings.innerLineEnds = arrays + 4 * room
        let scanner = scanner_fastest_function()
        var marks = 0
        // Room for what a scan reads beyond its piece.
        let padded = text.prefix(length) + [UInt8](repeating: 0, count: Int(SCANNER_PADDING))
        let pieces = starts(of: Array(padded.prefix(length)))
        let seconds = try Array(padded).withUnsafeBufferPointer { bytes in
            try Stopwatch.medians(
                of: 15,
                [
                    {
                        marks = 0
                        for (start, end) in zip(pieces, pieces.dropFirst()) {
                            guard let base = bytes.baseAddress, let scanner else { return }
                            scanner(base + start, UInt32(end - start), 0x2C, 0x22, &findings)
                            marks += Int(findings.separatorCount)
                        }
                    }
                ])
        }
        return (seconds[0], marks)
    }

    /// Where pieces begin: right behind the end of a record. The last entry is the end of the text.
    private static func starts(of text: [UInt8]) -> [Int] {
        var starts = [0]
        var isInsideQuotes = false
        for (index, byte) in text.enumerated() {
            if byte == 0x22 { isInsideQuotes.toggle() }
            let isEnd = byte == 0x0A && !isInsideQuotes
            if isEnd, let last = starts.last, index - last >= pieceLength - 4096 { starts.append(index + 1) }
        }
        return starts + [text.count]
    }
}
