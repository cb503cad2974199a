// The loops for yes and no: the commonest words many at once, others one by one.

extension ColumnBuilder {
    func flags(_ source: CellSource, from first: Int, _ words: borrowing FlagWords) {
        let (present, yes) = (present.start + first / 64, flags.start + first / 64)
        if !vectors.flags(source, words, present, yes) { Self.flags(source, words, present, yes) }
        otherFlags(source, from: first, present, yes)
    }

    /// No cell at first sight.
    func unusualFlags(_ source: CellSource, from first: Int) {
        let (present, yes) = (present.start + first / 64, flags.start + first / 64)
        for word in 0..<(source.count + 63) / 64 { (present[word], yes[word]) = (0, 0) }
        otherFlags(source, from: first, present, yes)
    }

    /// Words that are less common.
    private func otherFlags(
        _ source: CellSource, from first: Int, _ present: UnsafeMutablePointer<UInt64>,
        _ yes: UnsafeMutablePointer<UInt64>
    ) {
        for word in 0..<(source.count + 63) / 64 {
            var open = ~present[word] & (~0 >> UInt64(64 - min(64, source.count - word * 64)))
            while open != 0 {
                let bit = open & (0 &- open)
                let row = word * 64 + open.trailingZeroBitCount
                open ^= bit
                let cell = source.text(row)
                guard cell.count > 0, let value = unusual(cell, first + row) else { continue }
                present[word] |= bit
                if value != 0 { yes[word] |= bit }
            }
        }
    }

    /// The commonest words, one by one.
    private static func flags(
        _ source: CellSource, _ words: borrowing FlagWords, _ present: UnsafeMutablePointer<UInt64>,
        _ yes: UnsafeMutablePointer<UInt64>
    ) {
        for first in stride(from: 0, to: source.count, by: 64) {
            var (isPresent, isYes): (UInt64, UInt64) = (0, 0)
            for row in first..<min(first &+ 64, source.count) {
                let cell = source.cell(row)
                let answer = words.answer(source.bytes + Int(cell.start), cell.length)
                let shift = UInt64(truncatingIfNeeded: row &- first)
                isPresent |= (answer.bits &>> 1) &<< shift
                isYes |= (answer.bits & 1) &<< shift
            }
            present[first / 64] = isPresent
            yes[first / 64] = isYes
        }
    }
}
