// A key that belongs to some kinds of metrics, declared once: how it is written, what it does, and how it is understood.

import Diagnostics
import Expressions
import Stages

/// A key beside those that every metric has.
struct KindKey: Sendable {
    /// What a formula behind it does.
    enum Role: Sendable, Equatable {
        /// The state is given its cells, behind those of the kind's own formula; unless the kind says otherwise, a row without one does
        /// not count.
        case value(KindTraits.FormulaTypes)
        /// A row that does not fulfil it does not count.
        case condition
    }

    /// How what is written is understood; `expected` is what is asked for in place of something else.
    private enum Reading: Sendable {
        case formula(Role)
        case wholeNumber(ClosedRange<Int>)
        case flag
        case text(expected: Wording, @Sendable (String) -> KindSetting?)
        case names
        case list(expected: Wording, @Sendable ([String]) -> KindSetting?)
    }

    let option: OptionKey
    /// What holds where nothing is written.
    let standard: KindSetting?
    /// Whether it changes which rows count or what they come to, and not only what is shown of it.
    let changesNumbers: Bool
    private let reading: Reading
    /// What a bare number lacks: `d` behind `within: 7`; nil for a key whose numbers need nothing.
    private var unit: String?

    var word: String { option.word }

    /// What its formula does; nil for a key whose values are no formulas.
    var role: Role? { if case .formula(let role) = reading { role } else { nil } }

    private init(
        _ option: OptionKey, standard: KindSetting? = nil, changesNumbers: Bool = true, _ reading: Reading
    ) {
        self.option = option
        self.standard = standard
        self.changesNumbers = changesNumbers
        self.reading = reading
    }

    /// A formula of certain types whose cells the state is given too.
    static func value(
        _ word: String, of types: KindTraits.FormulaTypes = .anything, isRequired: Bool = false, help: Wording
    ) -> KindKey {
        KindKey(OptionKey(word, .formula, isRequired: isRequired, help: help), .formula(.value(types)))
    }

    /// A condition that rows must fulfil.
    static func condition(_ word: String, help: Wording) -> KindKey {
        KindKey(OptionKey(word, .formula, help: help), .formula(.condition))
    }

    /// A whole number.
    static func wholeNumber(
        _ word: String, in range: ClosedRange<Int>, standard: Int, help: Wording
    ) -> KindKey {
        KindKey(OptionKey(word, .integer(range), help: help), standard: .count(standard), .wholeNumber(range))
    }

    /// Whether something is so; without a word it is not.
    static func flag(_ word: String, help: Wording) -> KindKey {
        KindKey(OptionKey(word, .flag, help: help), standard: .flag(false), .flag)
    }

    /// One of some words.
    ///
    /// - Parameter expected: what is asked for in place of something else: "'day' or 'row'".
    static func word<Choice: CaseIterable & RawRepresentable<String>>(
        _ word: String, of type: Choice.Type, standard: Choice, help: Wording, expected: Wording
    ) -> KindKey {
        let known = Set(type.allCases.map(\.rawValue))
        return KindKey(
            OptionKey(word, .choice(of: type), help: help), standard: .word(standard.rawValue),
            .text(expected: expected) { known.contains($0) ? .word($0) : nil })
    }

    /// A number with bounds of its own.
    ///
    /// - Parameter expected: what is asked for in place of something else: "a number above 0".
    static func number(
        _ word: String, isRequired: Bool = false, standard: Double? = nil, help: Wording, expected: Wording,
        where isRight: @escaping @Sendable (Double) -> Bool
    ) -> KindKey {
        KindKey(
            OptionKey(word, .number, isRequired: isRequired, help: help), standard: standard.map { .number($0) },
            .text(expected: expected) { text in
                OptionReader.number(text).flatMap { isRight($0) ? .number($0) : nil }
            })
    }

    /// A length of time above zero.
    ///
    /// - Parameter expected: what is asked for in place of something else: "a length of time such as 7 d or 24 h".
    static func length(_ word: String, isRequired: Bool = false, help: Wording, expected: Wording) -> KindKey {
        var key = KindKey(
            OptionKey(word, .duration, isRequired: isRequired, help: help),
            .text(expected: expected) { text in
                let source = SourceText(text, start: SourceLocation(file: ""))
                guard
                    case .duration(let length)? = Expression(source, collector: DiagnosticCollector())?.constant,
                    length > 0
                else { return nil }
                return .length(length)
            })
        key.unit = "d"
        return key
    }

    /// How long a row keeps its customer active.
    static func active(_ word: String, help: Wording) -> KindKey {
        var key = KindKey(
            OptionKey(word, .text, isRequired: true, help: help),
            .text(expected: Wording(en: "a length such as '90 days', or 'period'", zh: "如 '90 days' 的时长，或 'period'")) {
                ActiveFor($0).map { .active($0) }
            })
        key.unit = "days"
        return key
    }

    /// One name or several.
    static func names(_ word: String, isRequired: Bool = false, help: Wording) -> KindKey {
        KindKey(OptionKey(word, .oneOrMore(.name(.segment)), isRequired: isRequired, help: help), .names)
    }

    /// Numbers in a list.
    ///
    /// - Parameter expected: what is asked for in place of something else: "numbers above 0, such as [2, 1]".
    static func numbers(
        _ word: String, help: Wording, expected: Wording, where isRight: @escaping @Sendable (Double) -> Bool
    ) -> KindKey {
        KindKey(
            OptionKey(word, .list(.number), help: help),
            .list(expected: expected) { texts in
                let numbers = texts.compactMap { OptionReader.number($0) }
                guard !texts.isEmpty, numbers.count == texts.count, numbers.allSatisfy(isRight) else { return nil }
                return .numbers(numbers)
            })
    }

    /// Two numbers in a list, the lower first, that bound what is shown: they change nothing of what rows come to.
    ///
    /// - Parameter expected: what is asked for in place of something else: "the lowest and the highest score, such as [1, 5]".
    static func range(_ word: String, help: Wording, expected: Wording) -> KindKey {
        KindKey(
            OptionKey(word, .list(.number), help: help), changesNumbers: false,
            .list(expected: expected) { texts in
                let numbers = texts.compactMap { OptionReader.number($0) }
                guard texts.count == 2, numbers.count == 2, numbers[0] < numbers[1] else { return nil }
                return .range(numbers[0]...numbers[1])
            })
    }

    /// `7 d` of `7`, `7 days`, `7天`; nil of what is no number of days.
    static func withUnit(_ text: String, _ unit: String) -> String? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let rest = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
        guard let number = Int(digits), number > 0, ["", "d", "day", "days", "天", "日"].contains(rest) else {
            return nil
        }
        return "\(number) \(unit)"
    }

    /// What is written behind the key; nil where nothing is, or something else than is expected, which is told.
    ///
    /// That a key is absent which the kind cannot do without is told when the metric is planned: a copy may have it from its model.
    func setting(_ reader: OptionReader, isBuiltIn: Bool) -> KindSetting? {
        let asked = option.optional
        switch reading {
        case .formula:
            return reader.expression(asked).map { .formula(MetricFormula(expression: $0, isBuiltIn: isBuiltIn)) }
        case .names: return reader.texts(asked).map { .names($0) }
        case .wholeNumber: return reader.integer(asked).map { .count($0) }
        case .flag: return reader.flag(asked).map { .flag($0) }
        case .text(let expected, let understand):
            guard let found = reader.text(asked) else { return nil }
            if let setting = understand(found.text) { return setting }
            var mistake = StagesDiagnostics.wrongValue(of: reader.keyWording(asked), expected: expected, found: found)
            if let unit, let line = Self.withUnit(found.text, unit) {
                mistake.help = AggregationDiagnostics.write("\(word): \(line)")
            }
            reader.collector.add(mistake)
        case .list(let expected, let understand):
            guard let found = reader.texts(asked) else { return nil }
            if let setting = understand(found.map(\.text)) { return setting }
            guard let first = found.first else { return nil }
            reader.collector.add(
                StagesDiagnostics.wrongValue(
                    of: reader.keyWording(asked), expected: expected,
                    found: SourceText(found.map(\.text).joined(separator: ", "), start: first.start)))
        }
        return nil
    }
}
