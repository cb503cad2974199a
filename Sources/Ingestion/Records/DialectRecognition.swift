// Recognises delimiter, quote and blanks from a file's first records, and says what spoke for them.
import Glibc

/// A sample of a file's first records, as one dialect cuts them.
struct DialectSample {
    var evidence: DialectEvidence
    var quotedCells: Int
    var strayQuotes: Int
    var quoteNotClosed: SourceProblem?
}

/// The dialect of a file and how it was told.
package struct RecognisedDialect: Equatable, Sendable {
    package var dialect: Dialect
    package var lineEnds: LineEndCounts
    /// All candidates, the chosen one first; empty when delimiter and quote were declared.
    package var candidates: [DialectEvidence]

    package init(dialect: Dialect, lineEnds: LineEndCounts, candidates: [DialectEvidence]) {
        self.dialect = dialect
        self.lineEnds = lineEnds
        self.candidates = candidates
    }
}

enum DialectRecognition {
    /// How many records are looked at.
    static let rowLimit = 50

    /// Chooses the dialect under which the first records have the same number of cells.
    ///
    /// - Parameter block: holds the first text of the file; its records are overwritten.
    ///
    /// Errors: `dialectAmbiguous` when two candidates fit equally well; `dialectUnknown` when none fits;
    /// `quoteNotClosed` when the file is one unclosed quoted cell.
    static func recognise(
        _ block: RecordBlock, isEnd: Bool, delimiter: UInt8?, hasDelimiter: Bool, quote: UInt8?, escape: UInt8? = nil
    ) throws(SourceProblem) -> RecognisedDialect {
        let lineEnds = countLineEnds(block)
        let hasApostrophe = contains(0x27, block)
        var samples: [DialectSample] = []
        // All delimiters that stand nowhere in the text cut it alike.
        var absent: DialectSample?
        for candidate in hasDelimiter ? [delimiter] : Dialect.candidates.map(Optional.some) {
            let isAbsent = candidate.map { !contains($0, block) } ?? false
            if isAbsent, var same = absent {
                same.evidence.dialect.delimiter = candidate
                samples.append(same)
                continue
            }
            var best: DialectSample?
            for mark in quote.map({ [$0] }) ?? [0x22, 0x27] {
                // Without an apostrophe in sight they cannot fit, as told below.
                if mark == 0x27, quote == nil, best != nil, !hasApostrophe { continue }
                let dialect = Dialect(delimiter: candidate, quote: mark, escape: escape)
                guard var found = try sample(block, isEnd: isEnd, dialect) else { continue }
                if startsWithBlanks(block) {
                    let skipping = Dialect(
                        delimiter: candidate, quote: mark, skipsInitialBlanks: true, escape: escape)
                    if let again = try sample(block, isEnd: isEnd, skipping) { found = again }
                }
                // Apostrophes are quotes only when they fit without a flaw and there are no double quotes to be seen.
                if mark == 0x27, quote == nil, let plain = best {
                    let fits =
                        found.strayQuotes == 0 && found.quoteNotClosed == nil && found.quotedCells >= 2
                        && plain.quotedCells == 0 && found.evidence.share >= plain.evidence.share
                    if !fits { continue }
                }
                best = found
            }
            if let best { samples.append(best) }
            if isAbsent { absent = best }
        }
        if hasDelimiter, let only = samples.first {
            return RecognisedDialect(dialect: only.evidence.dialect, lineEnds: lineEnds, candidates: [])
        }
        let chosen = try choose(samples, block)
        let others = samples.map(\.evidence).filter { $0.dialect.delimiter != chosen.dialect.delimiter }
        return RecognisedDialect(dialect: chosen.dialect, lineEnds: lineEnds, candidates: [chosen] + others)
    }

    private static func choose(_ samples: [DialectSample], _ block: RecordBlock) throws(SourceProblem)
        -> DialectEvidence
    {
        let sorted = samples.map(\.evidence).filter { $0.width >= 2 && $0.rowsOfThatWidth > 0 }
            .sorted { ($0.share, $0.width) > ($1.share, $1.width) }
        let fitting = sorted.filter { $0.share >= 0.5 }
        guard let best = fitting.first else {
            let plain = samples.map(\.evidence).first { $0.width <= 1 && $0.share >= 0.5 }
            if var single = plain {
                single.dialect = Dialect(
                    delimiter: nil, quote: single.dialect.quote, escape: single.dialect.escape)
                single.width = 1
                return single
            }
            if let problem = samples.compactMap(\.quoteNotClosed).first, sorted.isEmpty { throw problem }
            throw .dialectUnknown(samples.map(\.evidence))
        }
        let rivals = fitting.dropFirst().filter {
            $0.share >= best.share - 0.02 || ($0.share >= 0.9 && best.share >= 0.9)
        }
        var winner = best
        var losers: [DialectEvidence] = []
        for rival in rivals {
            switch better(winner, rival) {
            case .first?: continue
            case .second?: winner = rival
            case nil: losers.append(rival)
            }
        }
        // The rival must also lose against the final winner.
        for rival in losers where better(winner, rival) != .first { throw .dialectAmbiguous([winner, rival]) }
        return winner
    }

    private enum Side { case first, second }

    /// Which of two candidates that fit is the better one; nil when nothing tells.
    private static func better(_ left: DialectEvidence, _ right: DialectEvidence) -> Side? {
        // The header fits the true delimiter; a sign inside the data alone begins later.
        if left.firstRow != right.firstRow { return left.firstRow < right.firstRow ? .first : .second }
        if left.width >= 2 * right.width, left.width >= right.width + 2 { return .first }
        if right.width >= 2 * left.width, right.width >= left.width + 2 { return .second }
        return nil
    }

    /// Cuts the first records with one dialect; nil when not one record is whole.
    private static func sample(
        _ block: RecordBlock, isEnd: Bool, _ dialect: Dialect
    ) throws(SourceProblem) -> DialectSample? {
        let tokenizer = TokenizerChoice.libcsv.tokenizer(for: dialect)
        block.clearRecords()
        tokenizer.restart()
        var problem: SourceProblem?
        do {
            try tokenizer.read(block, isEnd: isEnd, rowLimit: rowLimit)
        } catch .quoteNotClosed(let line, let column, let offset) {
            problem = .quoteNotClosed(line: line, column: column, offset: offset)
        }
        tokenizer.complete(block)
        guard block.rowCount > 0 || problem != nil else { return nil }
        var counts: [Int: Int] = [:]
        for row in 0..<block.rowCount { counts[Int(block.rows[row].cellCount), default: 0] += 1 }
        // Preambles are narrow: of two equally frequent widths the greater counts.
        let (width, frequency) = counts.max { ($0.value, $0.key) < ($1.value, $1.key) } ?? (0, 0)
        let first = (0..<block.rowCount).first { Int(block.rows[$0].cellCount) == width } ?? 0
        let quoted = (0..<block.cellCount).count { block.cells[$0].isQuoted }
        return DialectSample(
            evidence: DialectEvidence(
                dialect: dialect, width: width, rowsOfThatWidth: frequency, rows: block.rowCount, firstRow: first),
            quotedCells: quoted, strayQuotes: block.strayQuoteCount, quoteNotClosed: problem)
    }

    /// Whether nearly every cell after the first of its row begins with a space.
    private static func startsWithBlanks(_ block: RecordBlock) -> Bool {
        var cells = 0
        var withBlank = 0
        for row in 0..<block.rowCount {
            let span = block.rows[row]
            for column in 1..<max(1, Int(span.cellCount)) {
                let cell = block.cellBytes(Int(span.firstCell) + column)
                guard let first = cell.first else { continue }
                cells += 1
                if first == 0x20 { withBlank += 1 }
            }
        }
        return cells > 0 && withBlank * 10 >= cells * 9
    }

    private static func contains(_ byte: UInt8, _ block: RecordBlock) -> Bool {
        memchr(block.bytes, Int32(byte), block.textCount) != nil
    }

    private static func countLineEnds(_ block: RecordBlock) -> LineEndCounts {
        var counts = LineEndCounts()
        if !contains(0x0D, block) {
            counts.lineFeed = UnsafeRawBufferPointer(start: block.bytes, count: block.textCount).count(of: 0x0A)
            return counts
        }
        var index = 0
        while index < block.textCount {
            let byte = block.bytes[index]
            if byte == 0x0A {
                counts.lineFeed += 1
            } else if byte == 0x0D {
                if index + 1 < block.textCount, block.bytes[index + 1] == 0x0A {
                    counts.carriageReturnLineFeed += 1
                    index += 1
                } else {
                    counts.carriageReturn += 1
                }
            }
            index += 1
        }
        return counts
    }
}
