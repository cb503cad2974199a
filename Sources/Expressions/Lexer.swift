// Cuts a formula into words and signs, and names every sign that does not belong in one.

import Diagnostics
import Tabular

/// Cuts the text of a formula into tokens.
///
/// - Errors: every unreadable sign is reported with its place, up to ``mistakeLimit``; then reading stops.
struct Lexer {
    static let lengthLimit = 100_000
    static let mistakeLimit = 12

    private let source: SourceText
    private let scalars: [Unicode.Scalar]
    private let collector: DiagnosticCollector
    private var index = 0
    private var tokens: [Token] = []
    private(set) var mistakes = 0

    init(_ source: SourceText, collector: DiagnosticCollector) {
        self.source = source
        self.collector = collector
        scalars = Array(source.text.unicodeScalars)
    }

    /// The tokens; the last one is `end`. Check ``mistakes`` afterwards.
    mutating func readTokens() -> [Token] {
        if scalars.count > Self.lengthLimit {
            report(ExpressionsDiagnostics.tooLong(limit: Self.lengthLimit, found: scalars.count, at: source.start))
            return [Token(content: .end, range: 0..<0)]
        }
        while mistakes < Self.mistakeLimit {
            skipBlanks()
            guard index < scalars.count else { break }
            readToken()
        }
        tokens.append(Token(content: .end, range: scalars.count..<scalars.count))
        return tokens
    }

    private mutating func readToken() {
        let start = index
        let scalar = scalars[index]
        switch scalar {
        case "0"..."9": readNumberOrDate()
        case "'", "\"": readText(closing: scalar)
        case "`": readQuotedName()
        case "$": readParameter()
        default:
            if NameSigns.canStart(scalar) {
                readName()
            } else if let closing = Lookalikes.closingQuote(of: scalar) {
                report(ExpressionsDiagnostics.lookalike(scalar, of: "'", at: place(start)))
                readText(closing: closing)
            } else {
                readSign()
            }
        }
    }

    // MARK: Names and texts

    private mutating func readName() {
        let start = index
        let name = takeName()
        if readColumn(of: name, from: start) { return }
        if let keyword = Keyword(word: name) {
            switch keyword {
            case .true: append(.literal(.flag(true)), from: start)
            case .false: append(.literal(.flag(false)), from: start)
            default: append(.keyword(keyword), from: start)
            }
        } else {
            append(.name(name), from: start)
        }
    }

    /// Reads the column behind the name of a linked table, `.created`; false, with nothing taken, when there is none.
    private mutating func readColumn(of table: String, from start: Int) -> Bool {
        guard peek(0) == ".", let next = peek(1), next == "`" || NameSigns.canStart(next) else { return false }
        index += 1
        if next == "`" {
            guard let column = takeColumnInQuotes() else { return true }
            append(.linkedName(table: table, column: column), from: start)
        } else {
            append(.linkedName(table: table, column: takeName()), from: start)
        }
        return true
    }

    private mutating func takeName() -> String {
        var name = String.UnicodeScalarView()
        while let scalar = peek(0), NameSigns.canContinue(scalar) {
            name.append(scalar)
            index += 1
        }
        return String(name)
    }

    private mutating func readText(closing: Unicode.Scalar) {
        let start = index
        if let text = takeQuoted(closing: closing) {
            append(.text(text), from: start)
        } else {
            report(ExpressionsDiagnostics.unclosed(closing, at: place(start)))
            append(.invalid, from: start)
        }
    }

    private mutating func readQuotedName() {
        let start = index
        guard let name = takeColumnInQuotes(), !readColumn(of: name, from: start) else { return }
        append(.name(name), from: start)
    }

    /// The name in back quotes that stands here; nil, with the mistake told, when it does not end or is empty.
    private mutating func takeColumnInQuotes() -> String? {
        let start = index
        let name = takeQuoted(closing: "`")
        if let name, !name.isEmpty { return name }
        report(
            name == nil
                ? ExpressionsDiagnostics.unclosed("`", at: place(start))
                : ExpressionsDiagnostics.emptyName(at: place(start)))
        append(.invalid, from: start)
        return nil
    }

    /// What stands up to the closing quote; a doubled closing quote stands for itself. Nil when it never comes.
    private mutating func takeQuoted(closing: Unicode.Scalar) -> String? {
        index += 1
        var text = String.UnicodeScalarView()
        while let scalar = peek(0) {
            index += 1
            if scalar == closing {
                guard peek(0) == closing else { return String(text) }
                index += 1
            }
            text.append(scalar)
        }
        return nil
    }

    private mutating func readParameter() {
        let start = index
        index += 1
        guard let scalar = peek(0), NameSigns.canStart(scalar) else {
            report(ExpressionsDiagnostics.unexpectedSign("$", at: place(start)))
            append(.invalid, from: start)
            return
        }
        let name = takeName()
        append(.parameter(name), from: start)
    }

    // MARK: Numbers

    private mutating func readNumberOrDate() {
        if readDate() { return }
        let start = index
        var digits = takeDigits()
        var scale = 0
        if peek(0) == ".", let next = peek(1), Self.isDigit(next) {
            index += 1
            let fraction = takeDigits()
            digits += fraction
            scale = fraction.count
        }
        if let exponent = peek(0), exponent == "e" || exponent == "E", exponentFollows() {
            index += 1
            if let sign = peek(0), sign == "+" || sign == "-" { index += 1 }
            _ = takeDigits()
            let text = String(String.UnicodeScalarView(scalars[start..<index]))
            if let number = Double(text), number.isFinite {
                append(.literal(.real(number)), from: start)
            } else {
                report(ExpressionsDiagnostics.numberOutOfRange(text, at: place(start)))
                append(.invalid, from: start)
            }
            return
        }
        finishNumber(digits: digits, scale: scale, from: start)
    }

    /// After the digits: a percent sign, a unit of time, or nothing.
    private mutating func finishNumber(digits: [UInt8], scale: Int, from start: Int) {
        let text = String(String.UnicodeScalarView(scalars[start..<index]))
        var units: Int128? = digits.count <= 36 ? 0 : nil
        for digit in digits { units = units.map { $0 * 10 + Int128(digit) } }
        let afterDigits = index
        skipBlanks()
        if let sign = peek(0), sign == "%" || sign == "％" {
            if sign == "％" { report(ExpressionsDiagnostics.lookalike(sign, of: "%", at: place(index))) }
            index += 1
            appendDecimal(units, scale: scale + 2, text: text + "%", from: start)
            return
        }
        if let scalar = peek(0), NameSigns.canStart(scalar) {
            let unitStart = index
            let word = takeName()
            if Keyword(word: word) == nil {
                appendDuration(units, scale: scale, word: word, unitStart: unitStart, from: start)
                return
            }
        }
        index = afterDigits
        if scale > 0 {
            appendDecimal(units, scale: scale, text: text, from: start)
        } else if let units, let value = Int64(exactly: units) {
            append(.literal(.integer(value)), from: start)
        } else {
            report(ExpressionsDiagnostics.numberOutOfRange(text, at: place(start)))
            append(.invalid, from: start)
        }
    }

    private mutating func appendDecimal(_ units: Int128?, scale: Int, text: String, from start: Int) {
        var units = units
        var scale = scale
        while scale > 0, let value = units, value % 10 == 0 {
            units = value / 10
            scale -= 1
        }
        if let units, let exact = Int64(exactly: units), scale <= 18 {
            append(.literal(.decimal(units: exact, scale: scale)), from: start)
        } else {
            report(ExpressionsDiagnostics.numberOutOfRange(text, at: place(start)))
            append(.invalid, from: start)
        }
    }

    private mutating func appendDuration(_ units: Int128?, scale: Int, word: String, unitStart: Int, from start: Int) {
        guard let unit = DurationUnit(rawValue: word) else {
            report(ExpressionsDiagnostics.unknownUnit(word, at: place(unitStart)))
            append(.invalid, from: start)
            return
        }
        guard let units, let factor = ExactDecimal.powerOfTen(scale),
            case (let product, let overflow) = units.multipliedReportingOverflow(by: Int128(unit.milliseconds)),
            !overflow, product % factor == 0, let milliseconds = Int64(exactly: product / factor)
        else {
            let text = String(String.UnicodeScalarView(scalars[start..<index]))
            report(ExpressionsDiagnostics.inexactDuration(text, at: place(start)))
            append(.invalid, from: start)
            return
        }
        append(.literal(.duration(milliseconds)), from: start)
    }

    /// Reads `2026-01-31`; false, with nothing taken, when something else stands here.
    private mutating func readDate() -> Bool {
        let start = index
        let pattern = "dddd-dd-dd".unicodeScalars
        guard index + 10 <= scalars.count else { return false }
        for (position, expected) in pattern.enumerated() {
            let scalar = scalars[index + position]
            guard expected == "d" ? Self.isDigit(scalar) : scalar == expected else { return false }
        }
        if let next = peek(10), Self.isDigit(next) { return false }
        index += 10
        let text = String(String.UnicodeScalarView(scalars[start..<index]))
        if let next = peek(0), NameSigns.canStart(next) {
            while let scalar = peek(0), NameSigns.canContinue(scalar) || scalar == ":" || scalar == "." { index += 1 }
            report(ExpressionsDiagnostics.bareTime(date: text, at: place(start)))
            append(.invalid, from: start)
        } else if let date = CivilDate(isoText: text) {
            append(.literal(.date(Int32(clamping: date.dayNumber))), from: start)
        } else {
            report(ExpressionsDiagnostics.noSuchDate(text, at: place(start)))
            append(.invalid, from: start)
        }
        return true
    }

    private mutating func takeDigits() -> [UInt8] {
        var digits: [UInt8] = []
        while let scalar = peek(0), Self.isDigit(scalar) {
            digits.append(UInt8(truncatingIfNeeded: scalar.value &- 0x30))
            index += 1
        }
        return digits
    }

    private func exponentFollows() -> Bool {
        guard let next = peek(1) else { return false }
        if Self.isDigit(next) { return true }
        guard next == "+" || next == "-", let digit = peek(2) else { return false }
        return Self.isDigit(digit)
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

    // MARK: Signs

    private mutating func readSign() {
        let start = index
        let scalar = scalars[index]
        if let written = Lookalikes.comparison(scalar) {
            index += 1
            report(ExpressionsDiagnostics.lookalike(scalar, of: written.rawValue, at: place(start)))
            append(.sign(written), from: start)
            return
        }
        let first = signHere()
        index += 1
        switch first {
        case "(": append(.sign(.opening), from: start)
        case ")": append(.sign(.closing), from: start)
        case ",": append(.sign(.comma), from: start)
        case "+": append(.sign(.plus), from: start)
        case "-": append(.sign(.minus), from: start)
        case "*": append(.sign(.times), from: start)
        case "/": append(.sign(.slash), from: start)
        case "=":
            if takeSign("=") { report(ExpressionsDiagnostics.foreignOperator("==", write: "=", at: place(start))) }
            append(.sign(.equal), from: start)
        case "<":
            if takeSign("=") {
                append(.sign(.lessOrEqual), from: start)
            } else if takeSign(">") {
                append(.sign(.unequal), from: start)
            } else {
                append(.sign(.less), from: start)
            }
        case ">": append(.sign(takeSign("=") ? .greaterOrEqual : .greater), from: start)
        case "!":
            if takeSign("=") {
                append(.sign(.unequal), from: start)
            } else {
                report(ExpressionsDiagnostics.foreignOperator("!", write: "not", at: place(start)))
                append(.keyword(.not), from: start)
            }
        case "&" where takeSign("&"):
            report(ExpressionsDiagnostics.foreignOperator("&&", write: "and", at: place(start)))
            append(.keyword(.and), from: start)
        case "|" where takeSign("|"):
            report(ExpressionsDiagnostics.foreignOperator("||", write: "or", at: place(start)))
            append(.keyword(.or), from: start)
        default:
            if Lookalikes.ascii(of: scalar) == nil {
                report(ExpressionsDiagnostics.unexpectedSign(scalar, at: place(start)))
            }
            append(.invalid, from: start)
        }
    }

    /// The ASCII sign that stands here, or that the sign here is meant for; the latter is reported.
    private mutating func signHere() -> Unicode.Scalar? {
        guard let scalar = peek(0) else { return nil }
        guard let meant = Lookalikes.ascii(of: scalar) else { return scalar }
        report(ExpressionsDiagnostics.lookalike(scalar, of: String(meant), at: place(index)))
        return meant
    }

    private mutating func takeSign(_ sign: Unicode.Scalar) -> Bool {
        guard let scalar = peek(0) else { return false }
        if scalar != sign, Lookalikes.ascii(of: scalar) != sign { return false }
        _ = signHere()
        index += 1
        return true
    }

    // MARK: Small change

    private func peek(_ distance: Int) -> Unicode.Scalar? {
        index + distance < scalars.count ? scalars[index + distance] : nil
    }

    private mutating func skipBlanks() {
        while let scalar = peek(0), scalar.properties.isWhitespace { index += 1 }
    }

    private mutating func append(_ content: Token.Content, from start: Int) {
        tokens.append(Token(content: content, range: start..<index))
    }

    private func place(_ offset: Int) -> SourceLocation { source.location(at: offset) }

    private mutating func report(_ diagnostic: Diagnostic) {
        mistakes += 1
        collector.add(diagnostic)
    }
}
