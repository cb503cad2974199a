// The table of a part's keys: what may stand behind each, whether it is needed, and what it is for, in both languages.

import Diagnostics
import Stages

enum KeyTable {
    /// A section on what may stand behind a part's name: keys, and what else there is.
    static func section(of part: OptionKey) -> [String] {
        let keys = part.value.keys ?? []
        let others = part.value.otherForms.map(\.words)
        let (english, chinese) = (others.map(\.english), others.map(\.chinese))
        guard !others.isEmpty else { return section(keys) }
        let keysToo =
            keys.isEmpty ? (english: "", chinese: "") : (english: ", or a mapping of these keys", chinese: "，或下列键")
        let sentence = "Behind `\(part.word)` may stand: \(english.joined(separator: "; "))\(keysToo.english)."
        let chineseSentence = "`\(part.word)` 之后可写：\(chinese.joined(separator: "；"))\(keysToo.chinese)。"
        return ["", "## Keys", "", sentence, "", chineseSentence] + section(keys).dropFirst(2)
    }

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

extension OptionValue {
    /// What may stand in place of a mapping with keys of its own.
    fileprivate var otherForms: [OptionValue] {
        switch self {
        case .mapping, .nothing: []
        case .either(let forms): forms.flatMap(\.otherForms)
        default: [self]
        }
    }
}
