// A value of the pipeline file with its place: text, list or mapping, free of any file format.

import Diagnostics

/// A value somebody wrote in a pipeline file.
package struct OptionNode: Sendable {
    /// What was written, free of its file format.
    package enum Content: Sendable {
        /// Nothing after the colon.
        case empty
        /// A single value as written, without its quotes.
        case scalar(String)
        case list([OptionNode])
        /// Entries in the order written; no key occurs twice.
        case mapping([Entry])
    }

    /// A key of a mapping and its value.
    package struct Entry: Sendable {
        package var key: String
        package var keyLocation: SourceLocation
        package var value: OptionNode

        package init(key: String, keyLocation: SourceLocation, value: OptionNode) {
            self.key = key
            self.keyLocation = keyLocation
            self.value = value
        }
    }

    package var content: Content
    /// Where the value begins; for a scalar its first character after an opening quote.
    package var location: SourceLocation
    /// Whether the scalar stood in quotes, and so is text whatever it looks like.
    package var isQuoted: Bool

    package init(_ content: Content, at location: SourceLocation, isQuoted: Bool = false) {
        self.content = content
        self.location = location
        self.isQuoted = isQuoted
    }

    /// The scalar as text with its place, or nil for anything else.
    package var sourceText: SourceText? {
        guard case .scalar(let text) = content else { return nil }
        return SourceText(text, start: location)
    }

    /// Whether it is a mapping that has a key.
    package func has(_ key: OptionKey) -> Bool {
        guard case .mapping(let entries) = content else { return false }
        return entries.contains { $0.key == key.word }
    }

    /// What the value is, for messages: "text", "a list", "a mapping", "nothing".
    package var kindWording: Wording {
        switch content {
        case .empty: Wording(en: "nothing", zh: "空值")
        case .scalar(let text): Wording("\(quoted: text)")
        case .list: Wording(en: "a list", zh: "列表")
        case .mapping: Wording(en: "a mapping", zh: "键值表")
        }
    }
}
