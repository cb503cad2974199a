// Rows that are longer than rows may be, and the quote that most often makes them so.
import Glibc

extension RecordBlock {
    /// What to say of the first row that is longer than rows may be; nil when there is none.
    func rowTooLong(_ limit: Int) -> SourceProblem? {
        guard textCount > limit else { return nil }
        for row in 0..<rowCount where Int(rows[row].length) > limit {
            return .recordTooLong(line: line(ofRow: row), offset: storedOffset(ofRow: row), limit: limit, quote: nil)
        }
        return nil
    }

    /// What to say of a row that begins at `start` and is too long although its end is not in sight.
    func tooLong(from start: Int, line: Int, limit: Int, _ dialect: Dialect) -> SourceProblem {
        let quote = openQuote(from: start, dialect).map {
            OpenQuote(line: line + lineEnds(from: start, to: $0), offset: storedOffset(of: $0))
        }
        return .recordTooLong(line: line, offset: storedOffset(of: start), limit: limit, quote: quote)
    }

    /// The quote that opens the cell in which the text ends; nil when it ends in none.
    private func openQuote(from start: Int, _ dialect: Dialect) -> Int? {
        var place = start
        while let opening = nextQuote(dialect.quote, from: place) {
            place = opening + 1
            guard opening == start || isSeparator(bytes[opening - 1], dialect) else { continue }
            while true {
                guard let closing = nextQuote(dialect.quote, from: place) else { return opening }
                place = closing + 1
                if let escape = dialect.escape, bytes[closing - 1] == escape { continue }
                guard place < textCount, bytes[place] == dialect.quote else { break }
                place += 1
            }
        }
        return nil
    }

    private func nextQuote(_ quote: UInt8, from place: Int) -> Int? {
        guard place < textCount, let found = memchr(bytes + place, Int32(quote), textCount - place) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(bytes)
    }

    private func isSeparator(_ byte: UInt8, _ dialect: Dialect) -> Bool {
        byte == dialect.delimiter || byte == 0x0A || byte == 0x0D || dialect.skipsInitialBlanks && byte == 0x20
    }
}
