// The eight kinds of value a column can hold.

/// What the cells of a column are.
package enum ColumnType: String, Sendable, Hashable, CaseIterable {
    /// Any characters; stored as codes into a pool of distinct texts.
    case text
    /// A whole number of 64 bits.
    case integer
    /// An exact decimal number such as money: a whole number of 10⁻ˢ units.
    case decimal
    /// A binary floating-point number.
    case real
    /// Yes or no.
    case flag
    /// A calendar day: days since 1970-01-01.
    case date
    /// A moment: milliseconds since 1970-01-01T00:00:00Z.
    case instant
    /// A length of time: milliseconds.
    case duration

    /// Whether sums and means of such a column make sense.
    package var isNumeric: Bool {
        switch self {
        case .integer, .decimal, .real: true
        case .text, .flag, .date, .instant, .duration: false
        }
    }
}
