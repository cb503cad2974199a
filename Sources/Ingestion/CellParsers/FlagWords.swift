// The commonest spellings of yes and no, found by one look into a small table.
import CScanner

/// What a cell says at first sight, in two bits: whether it says something, and below whether that is yes.
struct FlagAnswer: Equatable {
    var bits: UInt64

    static var none: FlagAnswer { FlagAnswer(bits: 0b00) }
    static var no: FlagAnswer { FlagAnswer(bits: 0b10) }
    static var yes: FlagAnswer { FlagAnswer(bits: 0b11) }
}

/// The words of up to five letters that most exports write, as they write them; what is not here is no error.
///
/// Which word a cell holds cannot be guessed, so none is jumped to: a multiplication gives the one place where the word of the cell
/// may stand (2 ns a cell in place of 4).
struct FlagWords: ~Copyable {
    /// By slot, the bytes of its word with zeros behind; all ones where there is none, which no text is.
    private let slots: UnsafeMutablePointer<UInt64>
    /// By slot, whether its word says yes.
    private var sayYes: UInt64 = 0
    private static let slotCount = 64
    /// Found by trying: no two of the words come to one slot.
    private static let factor: UInt64 = 0xEBB7_7B6F_F5C9_264F
    static let yes: [StaticString] = [
        "true", "TRUE", "True", "t", "T", "yes", "YES", "Yes", "y", "Y", "on", "ON", "On", "1",
    ]
    static let no: [StaticString] = [
        "false", "FALSE", "False", "f", "F", "no", "NO", "No", "n", "N", "off", "OFF", "Off", "0",
    ]

    init() {
        slots = .allocate(capacity: Self.slotCount)
        slots.initialize(repeating: .max, count: Self.slotCount)
        for (words, isYes) in [(Self.yes, true), (Self.no, false)] {
            for word in words {
                let key = (0..<word.utf8CodeUnitCount).reduce(UInt64(0)) {
                    $0 | UInt64(word.utf8Start[$1]) << UInt64(8 * $1)
                }
                slots[Self.place(key)] = key
                if isYes { sayYes |= 1 << UInt64(Self.place(key)) }
            }
        }
    }

    deinit { slots.deallocate() }

    @inline(__always)
    private static func place(_ word: UInt64) -> Int { Int(truncatingIfNeeded: (word &* factor) &>> 58) }

    /// The table as C knows it; good as long as this is.
    var scannerWords: ScannerWords { ScannerWords(words: slots, yes: sayYes, factor: Self.factor) }

    /// - Bounds: seven bytes after the cell may be read.
    @inline(__always)
    func answer(_ start: UnsafePointer<UInt8>, _ length: Int) -> FlagAnswer {
        // A longer cell keeps six bytes, and so is no word.
        let mask: UInt64 = (1 &<< UInt64(truncatingIfNeeded: 8 &* min(length, 6))) &- 1
        let word = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self) & mask
        let place = Self.place(word)
        let isYes = sayYes &>> UInt64(truncatingIfNeeded: place) & 1
        return FlagAnswer(bits: slots[place] == word ? 0b10 | isYes : 0)
    }
}
