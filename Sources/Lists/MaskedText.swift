// Names and numbers of people as lists show them: enough to recognise whom one knows, not enough to find whom one does not.

import Diagnostics

enum MaskedText {
    /// 王小明 → 王**, "Anna Smith" → "A*** S***"; of a telephone number the last four digits.
    ///
    /// How long the name is cannot be told from it.
    static func masked(_ text: String) -> String {
        if PersonalText.holdsNumberOrMail(text) || isMostlyDigits(text) { return number(text) }
        return text.split(whereSeparator: \.isWhitespace).map { word -> String in
            guard let first = word.first(where: { $0.isLetter || $0.isNumber }) else { return "***" }
            return first.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) } ? "\(first)**" : "\(first)***"
        }.joined(separator: " ")
    }

    /// What must not be shown of a text of which nobody said that it names people: numbers and mail addresses.
    static func withoutNumbers(_ text: String) -> String {
        PersonalText.holdsNumberOrMail(text) ? number(text) : text
    }

    private static func isMostlyDigits(_ text: String) -> Bool {
        let digits = text.count(where: \.isNumber)
        return digits >= 7 && digits * 2 > text.count
    }

    private static func number(_ text: String) -> String {
        let digits = text.filter { $0.isASCII && $0.isNumber }
        return digits.count > 4 ? "***" + digits.suffix(4) : "***"
    }
}
