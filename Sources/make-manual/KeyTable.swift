// The table of a part's keys: what may stand behind each, whether it is needed, and what it is for, in both languages.

import Diagnostics
import Stages

enum KeyTable {
    /// A section with the keys; nothing where there are none.
    static func section(_ keys: [OptionKey]) -> [String] {
        if keys.isEmpty { return [] }
        let rows = keys.map { key in
            [
                Markdown.code(key.word), both(key.value.words.english, key.value.words.chinese),
                key.isRequired ? "yes · 是" : "", both(key.help.english, key.help.chinese),
            ]
        }
        return ["", "## Keys", ""] + Markdown.table(["Key · 键", "Value · 取值", "Needed · 必填", "What for · 用途"], rows)
    }

    private static func both(_ english: String, _ chinese: String) -> String {
        english == chinese ? english : "\(english)<br>\(chinese)"
    }
}
