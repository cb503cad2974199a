// Finds ids such as C0012345 by their number: an array in place of a hash table.
import CScanner
import Glibc

/// The codes of texts that are a common prefix and a number of always as many digits.
///
/// Ids of customers, orders and agents mostly look like this. 400,000 of them take an array of 1.6 MB, which stays in the
/// cache, where the slots of the hash table take 16 MB. Places are worked out for some rows ahead, so that many of them are
/// fetched at once: 10 ns a look-up in place of 50 on a busy machine; adding an id takes 5 ns in place of 90.
///
/// As long as the ids come one after the other without a gap, as a system that gives them lists them, a code is a difference of
/// numbers, and there is no array: of 5,000,000 ids it would lie beyond the caches.
///
/// An unsafe heart: while it grows it belongs to one thread at a time; afterwards any number may look up.
final class NumberedTexts: @unchecked Sendable {
    /// Of all texts, in bytes.
    let length: Int
    private let digits: Int
    /// The prefix as the low bytes of a word, and which bytes those are.
    private let prefix: UInt64
    private let prefixMask: UInt64
    /// The number whose code stands first.
    private var first: Int64
    /// Code + 1 by number after `first`; 0 for numbers that are not there, and at the end. nil while codes count up with the numbers.
    private var codes: UnsafeMutablePointer<UInt32>?
    /// How many numbers from the first on the array reaches over; without one, how many texts there are.
    private var limit = 0
    /// How many texts there will be, as far as that can be foretold: a table that is made again and again at twice the size is
    /// touched three times as often.
    var expected = 0

    /// Whether each text has the number after that of the one before.
    var countsUp: Bool { codes == nil }

    /// What the texts say, if each has the number after that of the one before.
    var counted: CountedIDs? {
        countsUp ? CountedIDs(prefix: prefix, prefixLength: length - digits, digits: digits, first: first) : nil
    }

    /// The first byte of all texts; nil when there is no prefix, and it is a digit.
    var firstByte: UInt8? { digits < length ? UInt8(truncatingIfNeeded: prefix) : nil }

    /// For texts like this one, of which none is known yet; nil when it is not of this form.
    ///
    /// - Bounds: prefix and digits have at most eight bytes each. Seven bytes after the sample and eight before its end may be read.
    init?(like sample: CellBytes) {
        length = sample.count
        guard length > 0, length <= 16, let start = sample.baseAddress else { return nil }
        var digits = 0
        while digits < min(8, length), sample[length - 1 - digits] &- 0x30 < 10 { digits += 1 }
        guard digits > 0, length - digits <= 8 else { return nil }
        self.digits = digits
        let prefixLength = length - digits
        prefixMask = prefixLength == 0 ? 0 : ~0 >> UInt64((8 - prefixLength) * 8)
        prefix = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self) & prefixMask
        first = WholeNumberParser.digits(start + prefixLength, digits) ?? 0
    }

    deinit { free(codes) }

    /// The number of a text; nil when it is of another form.
    ///
    /// - Bounds: seven bytes after the text and eight before its end may be read.
    @inline(__always)
    private func number(of text: UnsafePointer<UInt8>, _ count: Int) -> Int64? {
        guard count == length, UnsafeRawPointer(text).loadUnaligned(as: UInt64.self) & prefixMask == prefix
        else { return nil }
        return WholeNumberParser.digits(text + (length &- digits), digits)
    }

    /// The code of a text; -1 when it is not known.
    ///
    /// - Bounds: seven bytes after the text and eight before its end may be read.
    @inline(__always)
    func code(of text: UnsafePointer<UInt8>, _ count: Int) -> Int {
        guard let number = number(of: text, count) else { return -1 }
        let place = UInt64(bitPattern: number &- first)
        guard place < UInt64(limit) else { return -1 }
        guard let codes else { return Int(truncatingIfNeeded: place) }
        return Int(codes[Int(truncatingIfNeeded: place)]) &- 1
    }

    // MARK: Growing

    /// Gives a text a code; false, and nothing changed, when it is of another form or its number lies too far from the others.
    ///
    /// - Parameter most: how many numbers the table may reach over, found and not found.
    /// - Bounds: seven bytes after the text and eight before its end may be read.
    @inline(__always)
    func add(_ text: UnsafePointer<UInt8>, _ count: Int, code: Int, most: Int) -> Bool {
        guard let number = number(of: text, count) else { return false }
        if codes == nil {
            if number &- first == Int64(limit), code == limit, limit < most {
                limit &+= 1
                return true
            }
            guard makeTable(most: most) else { return false }
        }
        if UInt64(bitPattern: number &- first) >= UInt64(limit), !reach(number, most: most) { return false }
        codes?[Int(truncatingIfNeeded: number &- first)] = UInt32(truncatingIfNeeded: code &+ 1)
        return true
    }

    /// Gives texts that follow each other new codes; false, and nothing changed but the room, when one is of another form, too far
    /// off, or known already.
    ///
    /// - Parameter offsets: where each text begins, and where the last one ends, counted from the first one's begin or from another place.
    func add(_ texts: CellBytes, offsets: [UInt32], firstCode: Int, most: Int) -> Bool {
        let count = offsets.count - 1
        guard let start = texts.baseAddress, count > 0, areOfOneLength(offsets) else { return false }
        if codes == nil {
            if countsUp(start, count, firstCode: firstCode), limit + count <= most {
                limit += count
                return true
            }
            guard makeTable(most: most) else { return false }
        }
        var added = 0
        while added < count {
            guard let number = number(of: start + added &* length, length) else { break }
            if UInt64(bitPattern: number &- first) >= UInt64(limit), !reach(number, most: most) { break }
            let place = Int(truncatingIfNeeded: number &- first)
            guard let codes, codes[place] == 0 else { break }
            codes[place] = UInt32(truncatingIfNeeded: firstCode &+ added &+ 1)
            added &+= 1
        }
        if added == count { return true }
        for index in 0..<added {
            guard let number = number(of: start + index * length, length) else { continue }
            codes?[Int(number - first)] = 0
        }
        return false
    }

    /// Whether each of the texts has the length of all; that they have it together says nothing: `10`, `9` and `100` do.
    private func areOfOneLength(_ offsets: [UInt32]) -> Bool {
        guard var expected = offsets.first else { return false }
        let length = UInt32(truncatingIfNeeded: length)
        var differing: UInt32 = 0
        for offset in offsets {
            differing |= offset ^ expected
            expected &+= length
        }
        return differing == 0
    }

    /// Whether the numbers of texts that follow each other go on where those before ended, as their codes do.
    private func countsUp(_ start: UnsafePointer<UInt8>, _ count: Int, firstCode: Int) -> Bool {
        guard firstCode == limit else { return false }
        for index in 0..<count where number(of: start + index &* length, length) != first &+ Int64(limit &+ index) {
            return false
        }
        return true
    }

    /// Lists the codes that counted up so far; false, and nothing changed, when the table would become too large.
    @inline(never)
    private func makeTable(most: Int) -> Bool {
        let count = limit
        guard count < most else { return false }
        limit = 0
        guard reach(first, most: most), count == 0 || reach(first + Int64(count) - 1, most: most) else {
            free(codes)
            (codes, limit) = (nil, count)
            return false
        }
        for code in 0..<count { codes?[code] = UInt32(truncatingIfNeeded: code &+ 1) }
        return true
    }

    /// Makes the table reach a number, at least doubling it; false when it would become too large.
    @inline(never)
    private func reach(_ number: Int64, most: Int) -> Bool {
        let least = limit == 0 ? number : min(first, number)
        let end = limit == 0 ? number + 1 : max(first + Int64(limit), number + 1)
        guard end - least <= Int64(most) else { return false }
        let wider = min(max(Int(end - least), 2 * limit, 1 << 10, expected), max(most, Int(end - least)))
        // Room on the side on which the number came; nothing is below 0.
        let start = number < first && limit > 0 ? max(0, end - Int64(wider)) : least
        let larger = LargeTable.allocate(UInt32.self, count: wider + 1)
        larger.initialize(repeating: 0, count: wider + 1)
        if let codes { (larger + Int(first - start)).update(from: codes, count: limit) }
        free(codes)
        (codes, first, limit) = (larger, start, wider)
        return true
    }

    // MARK: Looking up many

    /// Writes the codes of the cells that are found, and lists the rows of the others, empty ones included.
    ///
    /// The places of all rows are worked out before the first is looked at, so that many of them are fetched at once.
    ///
    /// - Shape: `result` and `left` have room for one entry per row.
    /// - Returns: how many rows are listed.
    func encode(
        _ source: CellSource, _ vectors: VectorReading, into result: UnsafeMutablePointer<UInt32>,
        left: UnsafeMutablePointer<UInt32>
    ) -> Int {
        let form = ScannerIds(
            length: UInt32(truncatingIfNeeded: length), digits: UInt32(truncatingIfNeeded: digits), prefix: prefix,
            prefixMask: prefixMask, first: first, limit: UInt32(truncatingIfNeeded: limit), codes: codes)
        if !vectors.places(source, form, into: result) { places(source, into: result) }
        guard let codes else { return listUnknown(source.count, result, left: left) }
        var leftCount = 0
        for row in 0..<source.count {
            let code = codes[Int(result[row])]
            result[row] = max(code, 1) &- 1
            left[leftCount] = UInt32(truncatingIfNeeded: row)
            leftCount &+= code == 0 ? 1 : 0
        }
        return leftCount
    }

    /// Lists the rows whose place is the end; the others' places are their codes.
    private func listUnknown(
        _ count: Int, _ result: UnsafeMutablePointer<UInt32>, left: UnsafeMutablePointer<UInt32>
    ) -> Int {
        let end = UInt32(truncatingIfNeeded: limit)
        var leftCount = 0
        for row in 0..<count {
            let place = result[row]
            result[row] = place == end ? 0 : place
            left[leftCount] = UInt32(truncatingIfNeeded: row)
            leftCount &+= place == end ? 1 : 0
        }
        return leftCount
    }

    /// The places of the cells; that of a cell without a number is the end, where there is no code.
    private func places(_ source: CellSource, into result: UnsafeMutablePointer<UInt32>) {
        let (codes, first, prefix, prefixMask, limit) = (codes, first, prefix, prefixMask, UInt64(limit))
        let (length, digits, prefixLength) = (length, digits, length - digits)
        for row in 0..<source.count {
            let cell = source.cell(row)
            let text = source.bytes + Int(cell.start)
            let word = UnsafeRawPointer(text).loadUnaligned(as: UInt64.self)
            var place = limit
            if cell.length == length, word & prefixMask == prefix,
                let number = WholeNumberParser.digits(text + prefixLength, digits)
            {
                place = min(UInt64(bitPattern: number &- first), limit)
                if let codes { scanner_prefetch(codes + Int(truncatingIfNeeded: place)) }
            }
            result[row] = UInt32(truncatingIfNeeded: place)
        }
    }
}
