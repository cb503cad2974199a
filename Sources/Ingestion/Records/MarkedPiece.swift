// A piece of text with the places of its marks: where its records and cells end.
import CScanner

/// What a scan found in a piece of a block's text that begins a record.
///
/// - Bounds: good until the scanner scans again; places count from the piece's begin, ordinals its separators from 0.
struct MarkedPiece {
    /// The block's text, and where the piece begins in it.
    let blockText: UnsafePointer<UInt8>
    let begin: Int
    /// Places of delimiters and line ends.
    let separators: UnsafePointer<UInt32>
    /// Ordinals of the separators that end records.
    let lineEnds: UnsafePointer<UInt32>
    let lineEndCount: Int
    /// Cells whose end is in the piece.
    let cellCount: Int
    /// Whether the last record ends with the file, without a line end.
    let lacksLineEnd: Bool
    private let found: ScannerFindings
    /// Bytes from the piece's begin to the end of the text.
    private let length: Int

    /// Nil without arrays for the marks.
    ///
    /// - Parameter end: the end of the text that may be read.
    /// - Parameter endsFile: whether the piece ends the file, so that its last record needs no line end.
    init?(_ found: ScannerFindings, text: UnsafePointer<UInt8>, from begin: Int, to end: Int, endsFile: Bool) {
        guard let separators = found.separators, let lineEnds = found.lineEnds else { return nil }
        blockText = text
        self.begin = begin
        length = end - begin
        self.found = found
        let lacksLineEnd = endsFile && Self.endLastRecord(found, separators, lineEnds, text + begin, end - begin)
        self.separators = UnsafePointer(separators)
        self.lineEnds = UnsafePointer(lineEnds)
        self.lacksLineEnd = lacksLineEnd
        lineEndCount = Int(found.lineEndCount) + (lacksLineEnd ? 1 : 0)
        cellCount = Int(found.separatorCount) + (lacksLineEnd ? 1 : 0)
    }

    /// Writes the end of the file behind the marks, as if it were a line end; false when no record is open there.
    private static func endLastRecord(
        _ found: ScannerFindings, _ separators: UnsafeMutablePointer<UInt32>, _ lineEnds: UnsafeMutablePointer<UInt32>,
        _ text: UnsafePointer<UInt8>, _ length: Int
    ) -> Bool {
        if found.lineEndCount > 0 {
            let lastLineEnd = Int(separators[Int(lineEnds[Int(found.lineEndCount) - 1])])
            if after(lastLineEnd, text, length) == length { return false }
        }
        // The arrays have room for more than the text's length.
        separators[Int(found.separatorCount)] = UInt32(truncatingIfNeeded: length)
        lineEnds[Int(found.lineEndCount)] = found.separatorCount
        return true
    }

    /// Where the record after a line end begins.
    @inline(__always)
    func after(_ lineEnd: Int) -> Int { Self.after(lineEnd, blockText + begin, length) }

    @inline(__always)
    private static func after(_ lineEnd: Int, _ text: UnsafePointer<UInt8>, _ length: Int) -> Int {
        let next = lineEnd &+ 1
        if next >= length { return length }
        return text[lineEnd] == 0x0D && text[next] == 0x0A ? next &+ 1 : next
    }

    var quotedCells: QuotedCells { QuotedCells(found) }

    var innerLineEnds: InnerLineEnds { InnerLineEnds(found) }
}

/// The quoted cells of a piece and their doubled quotes, taken in order.
struct QuotedCells {
    private let ordinals: UnsafePointer<UInt32>?
    private let count: Int
    private var taken = 0
    private let doubled: UnsafePointer<UInt32>?
    private let doubledCount: Int
    private var doubledTaken = 0

    init(_ found: ScannerFindings) {
        ordinals = UnsafePointer(found.quotedCells)
        doubled = UnsafePointer(found.doubledQuotes)
        count = found.quotedCells == nil ? 0 : Int(found.quotedCellCount)
        doubledCount = found.doubledQuotes == nil ? 0 : Int(found.doubledQuoteCount)
    }

    /// The ordinal of the next quoted cell, if it is not after `last`.
    @inline(__always)
    mutating func next(through last: Int) -> Int? {
        guard taken < count, let ordinals, Int(ordinals[taken]) <= last else { return nil }
        taken &+= 1
        return Int(ordinals[taken &- 1])
    }

    /// The places of the doubled quotes of a cell that ends at `end`.
    @inline(__always)
    mutating func takeDoubled(before end: Int) -> UnsafeBufferPointer<UInt32> {
        let first = doubledTaken
        guard let doubled else { return UnsafeBufferPointer(start: nil, count: 0) }
        while doubledTaken < doubledCount, Int(doubled[doubledTaken]) < end { doubledTaken &+= 1 }
        return UnsafeBufferPointer(start: doubled + first, count: doubledTaken &- first)
    }
}

/// The line ends inside quotes of a piece, counted in order.
struct InnerLineEnds {
    private let places: UnsafePointer<UInt32>?
    private let count: Int
    private var taken = 0

    init(_ found: ScannerFindings) {
        places = UnsafePointer(found.innerLineEnds)
        count = found.innerLineEnds == nil ? 0 : Int(found.innerLineEndCount)
    }

    /// How many there are before a place that were not counted yet.
    @inline(__always)
    mutating func take(before place: Int) -> Int {
        let first = taken
        guard let places else { return 0 }
        while taken < count, Int(places[taken]) < place { taken &+= 1 }
        return taken &- first
    }
}
