// Finds ids such as C0012345 by their number: an array in place of a hash table.
import CScanner
import Glibc

/// The codes of texts that are a common prefix and a number of always as many digits.
///
/// Ids of customers, orders and agents mostly look like this. 400,000 of them take an array of 1.6 MB, which stays in the
/// cache, where the slots of the hash table take 16 MB. Places are worked out for some rows ahead, so that many of them are
/// fetched at once: 10 ns a look-up in place of 50 on a busy machine.
///
/// An unsafe heart with one door; nothing changes after it is made.
final class NumberedTexts: @unchecked Sendable {
    /// Of all texts, in bytes.
    let length: Int
    private let digits: Int
    /// The prefix as the low bytes of a word, and which bytes those are.
    private let prefix: UInt64
    private let prefixMask: UInt64
    private let first: Int64
    /// Code + 1 by number after `first`; 0 for numbers that are not there.
    private let codes: UnsafeMutablePointer<UInt32>
    private let limit: Int

    /// The first byte of all texts; nil when there is no prefix, and it is a digit.
    var firstByte: UInt8? { digits < length ? UInt8(truncatingIfNeeded: prefix) : nil }

    /// Nil when the texts are not of this form, or their numbers lie too far apart.
    ///
    /// - Bounds: prefix and digits have at most eight bytes each.
    init?(_ texts: TextTable) {
        guard texts.count >= 1 << 10 else { return nil }
        let sample = texts.text(0)
        length = sample.count
        guard length > 0, length <= 16 else { return nil }
        var digits = 0
        while digits < min(8, length), sample[length - 1 - digits] &- 0x30 < 10 { digits += 1 }
        guard digits > 0, length - digits <= 8 else { return nil }
        self.digits = digits
        let prefixLength = length - digits
        prefixMask = prefixLength == 0 ? 0 : ~0 >> UInt64((8 - prefixLength) * 8)
        prefix = Self.word(sample) & prefixMask
        var least = Int64.max
        var most = Int64.min
        for code in 0..<texts.count {
            let text = texts.text(code)
            guard text.count == length, Self.word(text) & prefixMask == prefix, let start = text.baseAddress,
                let number = WholeNumberParser.digits(start + prefixLength, digits)
            else { return nil }
            least = min(least, number)
            most = max(most, number)
        }
        guard most - least < min(Int64(texts.count) * 8, 1 << 31) else { return nil }
        first = least
        limit = Int(most - least) + 1
        codes = LargeTable.allocate(UInt32.self, count: limit)
        codes.initialize(repeating: 0, count: limit)
        for code in 0..<texts.count {
            guard let start = texts.text(code).baseAddress,
                let number = WholeNumberParser.digits(start + prefixLength, digits)
            else { continue }
            codes[Int(number - least)] = UInt32(truncatingIfNeeded: code + 1)
        }
    }

    deinit { free(codes) }

    /// How many rows' places are worked out before the first of them is looked at.
    private static let batch = 64

    /// Writes the codes of the cells that are found, and leaves the rows of the others in the list.
    ///
    /// - Shape: `rows` lists rows whose cells are not empty.
    /// - Returns: how many rows are left in the list.
    func encode(
        _ source: CellSource, rows: UnsafeMutableBufferPointer<UInt32>, into result: UnsafeMutablePointer<UInt32>
    ) -> Int {
        let (codes, first, prefix, prefixMask, limit) = (codes, first, prefix, prefixMask, UInt64(limit))
        let (length, digits, prefixLength) = (length, digits, length - digits)
        var left = 0
        // The place of a row without a number is the end, where there is no code.
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.batch) { places in
            var start = 0
            while start < rows.count {
                let end = min(start &+ Self.batch, rows.count)
                for index in start..<end {
                    let cell = source.cell(Int(rows[index]))
                    let text = source.bytes + Int(cell.start)
                    let word = UnsafeRawPointer(text).loadUnaligned(as: UInt64.self)
                    var place = limit
                    if cell.length == length, word & prefixMask == prefix,
                        let number = WholeNumberParser.digits(text + prefixLength, digits)
                    {
                        place = min(UInt64(bitPattern: number &- first), limit)
                        scanner_prefetch(codes + Int(truncatingIfNeeded: place))
                    }
                    places[index &- start] = UInt32(truncatingIfNeeded: place)
                }
                for index in start..<end {
                    let row = rows[index]
                    let place = places[index &- start]
                    let code = UInt64(place) < limit ? codes[Int(place)] : 0
                    result[Int(row)] = code == 0 ? 0 : code &- 1
                    rows[left] = row
                    left &+= code == 0 ? 1 : 0
                }
                start = end
            }
            return left
        }
    }

    /// Seven bytes after a text may be read.
    private static func word(_ text: CellBytes) -> UInt64 {
        text.baseAddress.map { UnsafeRawPointer($0).loadUnaligned(as: UInt64.self) } ?? 0
    }
}
