// A key that may be written in a pipeline file, as data: its word, what may stand behind it, and what it is for.

import Diagnostics

/// One key of a part of a pipeline file, declared once.
///
/// From these declarations come what a reader accepts, the nearest name for a mistyped key, the manual's tables and the JSON Schema
/// that editors complete and check a file with. A part of a stage that is named by a key, such as a cleaning rule, is declared by one too.
///
///     static let within = OptionKey("within", .duration, help: Wording(en: "a length of time", zh: "时长"))
package struct OptionKey: Sendable {
    /// As written: `within`.
    package let word: String
    package let value: OptionValue
    /// Whether the part cannot be read without it; its absence is then told by the reader.
    package let isRequired: Bool
    /// What it is for: a phrase in lower case without a full stop.
    package let help: Wording

    package init(_ word: String, _ value: OptionValue, isRequired: Bool = false, help: Wording) {
        self.word = word
        self.value = value
        self.isRequired = isRequired
        self.help = help
    }

    /// The same key where the part cannot be read without it.
    package var required: OptionKey { OptionKey(word, value, isRequired: true, help: help) }

    /// The same key where the part can be read without it.
    package var optional: OptionKey { OptionKey(word, value, help: help) }
}

extension [OptionKey] {
    package var words: [String] { map(\.word) }
}
