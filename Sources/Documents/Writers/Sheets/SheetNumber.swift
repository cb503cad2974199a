// A number of a workbook: the number itself, and the format by which a spreadsheet shows it as the report prints it.

import Diagnostics

/// A finite number and a number format.
struct SheetNumber: Sendable, Hashable {
    var value: Double
    /// In the language of spreadsheets: `#,##0.0%`.
    var format: String

    /// What stands in the format from the point on, as an example of what a column must have room for.
    var tail: String {
        let first = format.split(separator: ";").first ?? ""
        return String(first.drop { $0 != "0" }.dropFirst()) + String(first.prefix { $0 != "#" })
    }
}

/// How numbers of a unit look in a spreadsheet, learnt from how the report prints one of them.
///
/// The text that is printed gives sign, digits and what stands before and behind them; it counts only where it proves to be
/// the number, else the unit decides. Durations stay seconds, so that they can be computed with and equal those of `results.csv`.
///
///     fraction 0.8345     83.4%       0.8345 as #,##0.0%
///     its change 0.012    +1.2 pp     1.2 as +#,##0.0" pp", for a percent sign would say that it is relative
///     s 83.4              1 m 23 s    83.4 as #,##0.0" s"
///     CNY 1234.5          ¥1,234.50   1234.5 as "¥"#,##0.00
struct SheetNumberFormat: Sendable, Hashable {
    /// What the number is multiplied by: 100 for percentage points, else 1.
    private var factor = 1.0
    private var before = ""
    /// Digits, and a percent sign where it is one.
    private var digits = "General"
    private var behind = ""
    private var tellsSign = false

    /// A format takes so many bytes at most.
    private static let mostBytes = 120

    init(_ number: Document.Number, language: Language) {
        let printed = PrintedDigits(number.shown)
        tellsSign = printed?.tellsSign ?? false
        if number.unit == "s" {
            let isInSeconds = printed.map { $0.isRounded(number.quantity.doubleValue) } ?? false
            digits = Self.digits(isInSeconds ? printed?.places ?? 1 : 1)
            behind = language == .chinese ? "\u{A0}秒" : "\u{A0}s"
        } else if let printed, number.unit == "fraction", printed.isRounded(number.quantity.doubleValue * 100) {
            take(printed)
            if behind.hasPrefix("%") {
                behind.removeFirst()
                digits += "%"
            } else {
                factor = 100
            }
        } else if let printed, printed.isRounded(number.quantity.doubleValue) {
            take(printed)
        } else if number.unit == "fraction" {
            digits = Self.digits(1) + "%"
        }
    }

    private mutating func take(_ printed: PrintedDigits) {
        (before, behind) = (printed.before, printed.behind)
        digits = Self.digits(printed.places)
    }

    private static func digits(_ places: Int) -> String {
        "#,##0" + (places > 0 ? "." + String(repeating: "0", count: min(places, 20)) : "")
    }

    /// The number in this format; nil of what is none.
    ///
    /// - Parameter sign: what stands behind it besides.
    func number(_ value: Double, sign: String? = nil) -> SheetNumber? {
        let shown = value * factor
        guard shown.isFinite else { return nil }
        return SheetNumber(value: shown == 0 ? 0 : shown, format: text(sign.map { " " + $0 } ?? ""))
    }

    private func text(_ sign: String) -> String {
        let plain = Self.literal(before) + digits + Self.literal(behind + sign)
        let text = tellsSign && digits != "General" ? "+\(plain);-\(plain);\"±\"\(plain)" : plain
        return text.utf8.count <= Self.mostBytes ? text : digits
    }

    /// Letters and signs that mean nothing to a spreadsheet.
    private static func literal(_ text: String) -> String {
        let text = text.filter { $0 != "\"" && $0 != "\n" && $0 != "\r" }
        return text.isEmpty ? "" : "\"\(text)\""
    }
}

/// The digits of a printed number, and what stands around them.
private struct PrintedDigits {
    var before: String
    var behind: String
    var places: Int
    /// Whether it begins with `+` or `±`, as changes do.
    var tellsSign: Bool
    private var magnitude: Double

    private static let signs: Set<Unicode.Scalar> = ["+", "-", "\u{2212}", "±"]

    /// Nil of a text without digits, or that says only about how much it is.
    init?(_ shown: String) {
        let scalars = Array(SheetText.plain(shown).unicodeScalars)
        func isDigit(_ index: Int) -> Bool { index < scalars.count && ("0"..."9").contains(scalars[index]) }
        guard let start = scalars.indices.first(where: isDigit) else { return nil }
        var end = start
        while isDigit(end) || end < scalars.count && [",", "."].contains(scalars[end]) && isDigit(end + 1) { end += 1 }
        let head = scalars[..<start]
        if head.contains(where: { ["<", ">", "≤", "≥", "≈", "~", "."].contains($0) }) { return nil }
        func text(_ part: some Sequence<Unicode.Scalar>) -> String {
            String(String.UnicodeScalarView(part))
        }
        tellsSign = head.contains("+") || head.contains("±")
        before = text(head.filter { !Self.signs.contains($0) })
        behind = text(scalars[end...])
        let digits = text(scalars[start..<end].filter { $0 != "," })
        guard let magnitude = Double(digits) else { return nil }
        self.magnitude = magnitude
        places = digits.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.utf8.count ?? 0
    }

    /// Whether these are the digits of a number, rounded to their places.
    func isRounded(_ value: Double) -> Bool {
        var unit = 1.0
        for _ in 0..<places { unit /= 10 }
        return (value.magnitude - magnitude).magnitude <= unit * 0.500001 + magnitude * 1e-12
    }
}
