// Tells identifiers that a spreadsheet has taken for numbers and shortened: 1.25E+17, and zeros after the fifteenth digit.

/// How many cells or different texts of a column look like identifiers that lost digits.
///
/// A spreadsheet keeps fifteen digits of a number. It writes the rest as zeros, and shows numbers of twelve digits and more as
/// `1.25E+17`, which is also what it saves. Different identifiers have then become one.
struct IdentifierDamage: Sendable {
    /// Whole numbers of more than fifteen digits.
    private(set) var longNumbers = 0
    /// Those of them with nothing but zeros after the fifteenth.
    private(set) var rounded = 0
    /// How many of them would be so by chance, in millionths.
    private var byChance = 0
    /// Texts such as `1.25E+17`.
    private(set) var scientific = 0

    mutating func merge(_ other: IdentifierDamage) {
        longNumbers += other.longNumbers
        rounded += other.rounded
        byChance += other.byChance
        scientific += other.scientific
    }

    /// One text of that form is enough: no identifier has it. Zeros must be five at least, and far more than by chance.
    var isDamage: Bool {
        scientific > 0 || rounded >= 5 && rounded * 1_000_000 > 5 * byChance && rounded * 100 > longNumbers
    }

    /// Whether there may be damage when some texts were looked at more than once.
    var mayBeDamage: Bool { scientific > 0 || rounded >= 5 }

    /// Looks at a whole number.
    mutating func look(at number: UInt64) {
        guard number >= 1_000_000_000_000_000 else { return }
        var (digits, power) = (16, UInt64(10))
        while digits < 19, number / power >= 1_000_000_000_000_000 { (digits, power) = (digits + 1, power * 10) }
        longNumbers += 1
        byChance += Self.chances[digits - 16]
        if number % power == 0 { rounded += 1 }
    }

    /// Looks at a text without blanks, width and guards.
    mutating func look(at text: UnsafeBufferPointer<UInt8>) {
        guard text.count >= 5, text[0] &- 0x31 < 9 else { return }
        if text.count > 15, text.allSatisfy({ $0 &- 0x30 < 10 }) {
            longNumbers += 1
            byChance += Self.chances[min(text.count - 16, Self.chances.count - 1)]
            if text[15...].allSatisfy({ $0 == 0x30 }) { rounded += 1 }
        } else if text.count <= 21, Self.isScientific(text) {
            scientific += 1
        }
    }

    /// By how many digits there are beyond the fifteenth, in millionths.
    private static let chances = [100_000, 10_000, 1_000, 100, 10, 1]

    /// `D.DD…E+NN` or `DE+NN`, with a power that needs it: at least 11.
    private static func isScientific(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let mark = text.firstIndex(where: { $0 | 0x20 == 0x65 }), mark + 3 < text.count, text[mark + 1] == 0x2B
        else { return false }
        let power = text[(mark + 2)...]
        guard power.count == 2, power.allSatisfy({ $0 &- 0x30 < 10 }),
            power[mark + 2] > 0x31 || power[mark + 2] == 0x31 && power[mark + 3] > 0x30
        else { return false }
        if mark == 1 { return true }
        return text[1] == 0x2E && mark > 2 && text[2..<mark].allSatisfy { $0 &- 0x30 < 10 }
    }
}
