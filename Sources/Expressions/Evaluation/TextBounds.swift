// How long the texts that a formula makes may be: each of them, and all of a chunk together.

import Tabular

/// The bounds of the texts that one function makes of one chunk.
struct TextBounds {
    private let tally: OverflowTally?
    private let overflow: OverflowRows?
    private let textLimit: Int
    private let chunkLimit: Int

    init(_ tally: OverflowTally?, _ overflow: OverflowRows?) {
        self.tally = tally
        self.overflow = overflow
        let standard = tally ?? OverflowTally()
        textLimit = standard.textLimit
        chunkLimit = standard.chunkLimit
    }

    /// Bytes of a text beyond which it need not be written on.
    func limit(madeOf longest: Int) -> Int { max(textLimit, longest) }

    /// Whether a text may be kept: one that is no longer than the longest it was made of always may.
    ///
    /// - Parameter kept: the bytes of those that are kept already.
    func allows(_ bytes: Int, madeOf longest: Int, beside kept: Int) -> Bool {
        if bytes > limit(madeOf: longest) { return false }
        if kept + bytes <= chunkLimit || bytes <= longest { return true }
        tally?.noteTooManyTexts()
        return false
    }

    /// Whether no more texts are made at all.
    var isFull: Bool { tally?.hasTooManyTexts == true }

    /// The text of a row is too long.
    func note(_ row: Int) {
        overflow?.add(row)
        tally?.noteLongText()
    }

    /// The same for functions of constants: what is too long in one row is in all.
    func ofConstant(_ body: (TextBounds) -> Column) -> Column {
        let one = OverflowRows(count: 1)
        let column = body(TextBounds(tally, one))
        if !one.isEmpty { overflow?.addAll() }
        return column
    }
}
