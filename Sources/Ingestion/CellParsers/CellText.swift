// What every cell parser begins with: surrounding blanks and text guards removed, full-width signs made plain.

/// The bytes of a cell, or of a part of it.
typealias CellBytes = UnsafeBufferPointer<UInt8>

/// Takes off what exports put around a value.
enum CellText {
    /// The cell without surrounding blanks, `="…"` or a leading `'` that keeps a spreadsheet from reading a number.
    ///
    /// Blanks are ASCII control characters and spaces, U+00A0, U+3000, U+FEFF, U+200B and U+2000…200A. The leading `'` goes
    /// only before a digit or one of `+ - = @`, so that a text such as 'tis stays.
    static func bare(_ cell: CellBytes) -> CellBytes {
        // Nearly every cell begins and ends with a plain sign.
        if cell.count > 0, isPlain(cell[0]), isPlain(cell[cell.count &- 1]) { return cell }
        var text = trimmed(cell)
        if text.count >= 3, text[0] == 0x3D, text[1] == 0x22, text[text.count - 1] == 0x22 {
            text = trimmed(CellBytes(rebasing: text[2..<(text.count - 1)]))
        }
        if text.count >= 2, text[0] == 0x27, isGuarded(text[1]) {
            text = trimmed(CellBytes(rebasing: text[1...]))
        }
        return text
    }

    /// Whether a cell is surely what `bare` makes of it: it begins and ends with a plain sign.
    @inline(__always)
    static func isSurelyBare(_ start: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        isPlain(start[0]) && isPlain(start[length &- 1])
    }

    /// The same for a cell that ends with a digit, by its first byte.
    static func isSurelyBare(_ first: UInt8) -> Bool { isPlain(first) }

    /// An ASCII sign that is neither blank nor guard.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool { byte > 0x27 && byte < 0x7F && byte != 0x3D }

    private static func isGuarded(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x2B, 0x2D, 0x3D, 0x40: true
        default: false
        }
    }

    /// The text without surrounding blanks.
    static func trimmed(_ text: CellBytes) -> CellBytes {
        var start = 0
        var end = text.count
        while start < end {
            let length = blankLength(text, at: start, end: end)
            if length == 0 { break }
            start &+= length
        }
        while end > start {
            let length = blankLength(text, endingAt: end, start: start)
            if length == 0 { break }
            end &-= length
        }
        return start == 0 && end == text.count ? text : CellBytes(rebasing: text[start..<end])
    }

    /// The length of the blank that begins here; 0 when there is none.
    static func blankLength(_ text: CellBytes, at index: Int, end: Int) -> Int {
        let byte = text[index]
        if byte <= 0x20 || byte == 0x7F { return 1 }
        if byte < 0x80 { return 0 }
        if byte == 0xC2, index &+ 1 < end, text[index &+ 1] == 0xA0 { return 2 }
        guard index &+ 2 < end else { return 0 }
        return isWideBlank(byte, text[index &+ 1], text[index &+ 2]) ? 3 : 0
    }

    private static func blankLength(_ text: CellBytes, endingAt end: Int, start: Int) -> Int {
        let byte = text[end &- 1]
        if byte <= 0x20 || byte == 0x7F { return 1 }
        if byte < 0x80 { return 0 }
        if byte == 0xA0, end &- start >= 2, text[end &- 2] == 0xC2 { return 2 }
        guard end &- start >= 3 else { return 0 }
        return isWideBlank(text[end &- 3], text[end &- 2], byte) ? 3 : 0
    }

    private static func isWideBlank(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second, third) {
        case (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): true
        case (0xE2, 0x80, 0x80...0x8B): true
        case (0xE2, 0x80, 0xAF): true
        default: false
        }
    }
}

/// A small buffer that holds one value with full-width signs made plain.
///
/// Bounds: a value longer than 256 bytes is no number, date or duration; then folding gives nil.
struct FoldedCell: ~Copyable {
    private let buffer: UnsafeMutablePointer<UInt8>
    static let capacity = 256

    init() { buffer = .allocate(capacity: FoldedCell.capacity) }

    deinit { buffer.deallocate() }

    /// The bare cell with U+FF01…FF5E as ASCII, wide blanks as spaces, and `−` as `-`.
    func fold(_ cell: CellBytes) -> CellBytes? {
        let text = CellText.bare(cell)
        guard text.count <= FoldedCell.capacity else { return nil }
        var length = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x80 {
                buffer[length] = byte
                length &+= 1
                index &+= 1
                continue
            }
            let blank = CellText.blankLength(text, at: index, end: text.count)
            if blank > 0 {
                buffer[length] = 0x20
                length &+= 1
                index &+= blank
                continue
            }
            if index &+ 2 < text.count, let plain = plainSign(byte, text[index &+ 1], text[index &+ 2]) {
                buffer[length] = plain
                length &+= 1
                index &+= 3
                continue
            }
            buffer[length] = byte
            length &+= 1
            index &+= 1
        }
        return CellBytes(start: buffer, count: length)
    }

    private func plainSign(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt8? {
        if first == 0xEF, second == 0xBC, third >= 0x81, third <= 0xBF { return third &- 0x60 }
        if first == 0xEF, second == 0xBD, third >= 0x80, third <= 0x9E { return third &- 0x20 }
        if first == 0xE2, second == 0x88, third == 0x92 { return 0x2D }
        return nil
    }
}

/// Reads a folded value from left to right; every step tells whether it could be taken.
struct CellScanner {
    let text: CellBytes
    var position = 0

    init(_ text: CellBytes) { self.text = text }

    var isAtEnd: Bool { position >= text.count }

    /// An ASCII letter or a byte of another script comes next.
    var isAtLetter: Bool {
        guard let byte = next else { return false }
        return byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
    }

    var next: UInt8? { position < text.count ? text[position] : nil }

    func peek(_ distance: Int) -> UInt8? {
        let index = position &+ distance
        return index >= 0 && index < text.count ? text[index] : nil
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard position < text.count, text[position] == byte else { return false }
        position &+= 1
        return true
    }

    /// Takes a word; ASCII letters in any case (the word is given in lower case).
    mutating func take(_ word: StaticString) -> Bool {
        guard text.count &- position >= word.utf8CodeUnitCount else { return false }
        for index in 0..<word.utf8CodeUnitCount where lower(text[position &+ index]) != word.utf8Start[index] {
            return false
        }
        position &+= word.utf8CodeUnitCount
        return true
    }

    mutating func skipBlanks() {
        while position < text.count, text[position] == 0x20 || text[position] == 0x09 { position &+= 1 }
    }

    /// Takes a run of at most nine digits.
    mutating func digits() -> (value: Int, count: Int)? {
        var value = 0
        var count = 0
        while position < text.count, case let digit = text[position] &- 0x30, digit < 10 {
            guard count < 9 else { return nil }
            value = value &* 10 &+ Int(digit)
            count &+= 1
            position &+= 1
        }
        return count > 0 ? (value, count) : nil
    }

    @inline(__always)
    func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
