// What may stand behind a key of a pipeline file, as data.

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
    /// One of some words.
    case choice([String])
    /// One text for both languages, or `{ zh: …, en: … }`.
    case wording
    /// A formula, which may mention columns; see the manual's page on formulas.
    case formula
    /// A length of time such as `20 s`.
    case duration
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
    /// One value, or a list of them.
    case oneOrMore(OptionValue)
    case list(OptionValue)
    /// Keys of the user's own choosing, each with a value.
    case entries(OptionValue)
    /// A mapping with keys of its own.
    case mapping([OptionKey])
    /// One of some forms.
    case either([OptionValue])
}

/// What a name in a pipeline file is the name of.
package enum OptionName: Sendable, CaseIterable {
    case column, table, segment, metric
}
