// What may stand behind a key of a pipeline file, as data.

import Diagnostics

/// The form of a value in a pipeline file.
///
/// A form says what can be told from the text alone; whether a column or a table of that name exists is asked when a part is prepared.
package indirect enum OptionValue: Sendable {
    /// Any single value.
    case text
    /// `true` or `false`, also `yes`, `no`, `是`, `否`.
    case flag
    case integer(ClosedRange<Int>)
    /// A number or a percentage.
    case number
    /// A number from 0 to 1, or a percentage.
    case share
    /// One of some words.
    case choice([String])
    /// A single value that a regular expression matches, and what it is in words.
    case pattern(String, Wording)
    /// One text for both languages, or `{ zh: …, en: … }`.
    case wording
    /// A formula, which may mention columns; see the manual's page on formulas.
    case formula
    /// A length of time such as `20 s`.
    case duration
    /// A number of bytes such as `64 MiB`.
    case size
    /// A day such as 2026-09-30.
    case date
    /// The ISO 4217 code of a currency.
    case currency
    /// The name of a time zone in the IANA database.
    case zone
    /// The name of a column, a table, a segment or a metric.
    case name(OptionName)
    /// Something that only the part itself can tell, in the words of its help.
    case any
    /// Nothing at all.
    case nothing
    /// One value, or a list of them.
    case oneOrMore(OptionValue)
    case list(OptionValue)
    /// Keys of the user's own choosing, each with a value.
    case entries(OptionValue)
    /// A mapping with keys of its own.
    case mapping([OptionKey])
    /// A mapping with keys of its own and others of the user's choosing, each of these with a value.
    case openMapping([OptionKey], OptionValue)
    /// A mapping with exactly one of some keys.
    case oneKey([OptionKey])
    /// One of some forms.
    case either([OptionValue])

    /// One of the raw values of an enumeration.
    package static func choice<Choice: CaseIterable & RawRepresentable<String>>(of type: Choice.Type) -> OptionValue {
        .choice(type.allCases.map(\.rawValue))
    }
}

/// What a name in a pipeline file is the name of.
package enum OptionName: Sendable, CaseIterable {
    case column, table, segment, metric
    /// A column together with its table: `calls.queue`.
    case tableColumn
}

extension OptionValue {
    /// The keys of its own that a mapping of this form may have; nil where no mapping with such keys can stand.
    package var keys: [OptionKey]? {
        switch self {
        case .mapping(let keys), .oneKey(let keys), .openMapping(let keys, _): keys
        case .either(let forms): forms.lazy.compactMap(\.keys).first
        case .oneOrMore(let form): form.keys
        case .text, .flag, .integer, .number, .share, .choice, .pattern, .wording, .formula, .duration, .size, .date,
            .currency, .zone, .name, .any, .nothing, .list, .entries:
            nil
        }
    }

    /// Whether the user chooses keys of it.
    var hasChosenKeys: Bool {
        switch self {
        case .entries, .openMapping, .any: true
        case .either(let forms): forms.contains(where: \.hasChosenKeys)
        case .oneOrMore(let form): form.hasChosenKeys
        case .text, .flag, .integer, .number, .share, .choice, .pattern, .wording, .formula, .duration, .size, .date,
            .currency, .zone, .name, .nothing, .list, .mapping, .oneKey:
            false
        }
    }

    /// Whether a single value may stand for it.
    var admitsScalar: Bool {
        switch self {
        case .text, .flag, .integer, .number, .share, .choice, .pattern, .wording, .formula, .duration, .size, .date,
            .currency, .zone, .name, .any:
            true
        case .oneOrMore(let form): form.admitsScalar
        case .either(let forms): forms.contains(where: \.admitsScalar)
        case .nothing, .list, .entries, .mapping, .openMapping, .oneKey: false
        }
    }

    /// Of a mapping the only key that it needs, where a single value may stand behind that.
    var onlyNeededKey: OptionKey? {
        guard case .mapping(let keys) = self else { return nil }
        let needed = keys.filter(\.isRequired)
        return needed.count == 1 && needed[0].value.admitsScalar ? needed[0] : nil
    }

    /// Whether a list may stand for it.
    var admitsList: Bool {
        switch self {
        case .list, .oneOrMore, .any: true
        case .either(let forms): forms.contains(where: \.admitsList)
        case .text, .flag, .integer, .number, .share, .choice, .pattern, .wording, .formula, .duration, .size, .date,
            .currency, .zone, .name, .nothing, .entries, .mapping, .openMapping, .oneKey:
            false
        }
    }
}
