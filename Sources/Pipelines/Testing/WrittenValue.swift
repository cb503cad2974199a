// A value as a test writes it: a number, a percentage, a length of time, an amount, or that there must be none.

import Diagnostics
import Stages
import Tabular

/// A number with the digits that are written.
struct WrittenValue: Sendable {
    enum Form: Sendable, Equatable {
        /// There must be no value.
        case missing
        /// In the unit of the metric.
        case plain
        case percentage
        /// - Units: milliseconds of one of the unit that is written.
        case length(Int, word: String)
        /// The code of a currency.
        case amount(String)
    }

    var text: SourceText
    var form: Form
    /// The number before its unit.
    var number = ExactRatio(0)
    /// How many digits stand behind the point.
    var decimals = 0

    /// - Parameter subject: what it is of, for messages.
    init?(_ text: SourceText, of subject: Wording, mayBeMissing: Bool, collector: DiagnosticCollector) {
        self.text = text
        let written = text.text.trimmed
        if mayBeMissing, written == "missing" {
            form = .missing
            return
        }
        if let (form, number, decimals) = Self.read(written) {
            (self.form, self.number, self.decimals) = (form, number, decimals)
            return
        }
        collector.add(TestDiagnostics.noValue(text, of: subject, mayBeMissing: mayBeMissing))
        return nil
    }

    private static func read(_ text: Substring) -> (Form, ExactRatio, Int)? {
        var form = Form.plain
        var rest = text
        if rest.last == "%" {
            form = .percentage
            rest = rest.dropLast().trimmed
        } else if let (word, length) = lengths.first(where: { rest.hasSuffix($0.word) }) {
            form = .length(length, word: word)
            rest = rest.dropLast(word.count).trimmed
        } else if let code = code(String(rest.suffix(3))) {
            form = .amount(code)
            rest = rest.dropLast(3).trimmed
        } else if let code = code(String(rest.prefix(3))) {
            form = .amount(code)
            rest = rest.dropFirst(3).trimmed
        }
        guard let (number, decimals) = self.number(rest) else { return nil }
        return (form, number, decimals)
    }

    /// The longer words before those that end like them.
    private static let lengths = [
        ("ms", 1), ("min", 60_000), ("s", 1000), ("h", 3_600_000), ("d", 86_400_000),
    ].map { (word: $0.0, length: $0.1) }

    private static func code(_ text: String) -> String? {
        text.utf8.count == 3 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) } ? text : nil
    }

    /// `-1,234.50`: at most 18 digits; commas only between groups of three.
    private static func number(_ text: Substring) -> (ExactRatio, decimals: Int)? {
        var rest = text
        let isNegative = rest.first == "-"
        if isNegative || rest.first == "+" { rest.removeFirst() }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.count <= 2 else { return nil }
        let fraction = parts.count == 2 ? parts[1] : "0"
        let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
        let digits = groups.joined() + (parts.count == 2 ? fraction : "")
        guard areDigits(fraction), groups.allSatisfy(areDigits),
            groups.count == 1 || groups[0].utf8.count <= 3 && groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }),
            digits.utf8.count <= 18, let units = Int128(digits)
        else { return nil }
        let decimals = parts.count == 2 ? fraction.utf8.count : 0
        guard let power = ExactDecimal.powerOfTen(decimals),
            let number = ExactRatio(isNegative ? -units : units, over: power)
        else { return nil }
        return (number, decimals)
    }

    private static func areDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// How many of a metric's units one of what is written is: a hundredth for a percentage; nil where it is of another kind.
    func factor(in unit: MetricUnit) -> ExactRatio? {
        switch (form, unit) {
        case (.missing, _), (.plain, _): ExactRatio(1)
        case (.percentage, .fraction): ExactRatio(1, over: 100)
        case (.length(let length, _), .seconds): ExactRatio(Int128(length), over: 1000)
        case (.length(let length, _), .minutes): ExactRatio(Int128(length), over: 60_000)
        case (.length(let length, _), .hours): ExactRatio(Int128(length), over: 3_600_000)
        case (.length(let length, _), .days): ExactRatio(Int128(length), over: 86_400_000)
        case (.amount(let code), .currency(let known)): known.isEmpty || known == code ? ExactRatio(1) : nil
        default: nil
        }
    }

    /// Half of the last digit that is written, before the unit.
    var halfStep: ExactRatio? {
        ExactDecimal.powerOfTen(decimals).flatMap { ExactRatio(1, over: 2 * $0) }
    }
}

extension StringProtocol {
    /// Without blanks at both ends.
    fileprivate var trimmed: SubSequence {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return rest
    }
}
