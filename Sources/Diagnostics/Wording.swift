// A sentence in both languages.

/// A language Rapport speaks.
package enum Language: String, Sendable, CaseIterable, Hashable {
    case chinese = "zh-Hans"
    case english = "en"
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
