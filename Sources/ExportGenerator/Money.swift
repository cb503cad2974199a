// Money as whole fen, and the ways exports write it.

/// An amount in fen (1/100 yuan).
typealias Fen = Int

/// `1234.50`
func plainMoney(_ amount: Fen) -> String {
    let size = abs(amount)
    return "\(amount < 0 ? "-" : "")\(size / 100).\(twoDigits(size % 100))"
}

/// `1,234.50`
func groupedMoney(_ amount: Fen) -> String {
    let size = abs(amount)
    var digits = Array(String(size / 100))
    var place = digits.count - 3
    while place > 0 {
        digits.insert(",", at: place)
        place -= 3
    }
    return "\(amount < 0 ? "-" : "")\(String(digits)).\(twoDigits(size % 100))"
}
