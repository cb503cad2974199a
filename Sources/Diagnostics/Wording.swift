// A sentence in both languages.

/// A language Rapport speaks.
package enum Language: String, Sendable, CaseIterable, Hashable {
    case chinese = "zh-Hans"
    case english = "en"

    /// The language that a code names: `zh`, `zh-Hans`, `zh-CN` or `zh_CN.UTF-8` for Chinese, `en` or `en-US` for English.
    package init?(code: String) {
        let parts = code.lowercased().prefix { $0 != "." && $0 != "@" }.split { $0 == "-" || $0 == "_" }
        switch (parts.first, parts.dropFirst().first) {
        case ("zh", nil), ("zh", "hans"), ("zh", "cn"), ("zh", "sg"): self = .chinese
        case ("en", _): self = .english
        default: return nil
        }
    }
}

/// The same sentence, name or title in English and in simplified Chinese.
package struct Wording: Sendable, Hashable {
    package var english: String
    package var chinese: String

    package init(en english: String, zh chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    /// The same text in both languages, for names and data.
    package init(_ text: String) {
        self.init(en: text, zh: text)
    }

    package subscript(language: Language) -> String {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }
}
