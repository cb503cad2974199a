// Texts that look alike and are not: full-width signs, and what an input method writes in place of ASCII.

import Diagnostics

/// Folds what looks alike.
package enum LookalikeText {
    /// The text with full-width letters, digits and signs replaced by the ASCII ones, without blanks at its ends.
    package static func narrowed(_ text: String) -> String {
        var narrow = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xA0: narrow.append(" ")
            case 0x200B...0x200F, 0x2060, 0xFEFF: break
            default: narrow.append(FullWidth.narrowed(scalar))
            }
        }
        var folded = String(narrow)
        while folded.hasPrefix(" ") { folded.removeFirst() }
        while folded.hasSuffix(" ") { folded.removeLast() }
        return folded
    }

    /// What is left of a text when width, case, blanks and signs do not matter.
    package static func folded(_ text: String) -> String {
        String(narrowed(text).lowercased().filter { $0.isLetter || $0.isNumber })
    }
}

extension OptionNode.Entry {
    /// Key and value of an entry that was meant to have one, but has a full-width colon in place of `:`: `呼入： in`.
    package var pairByFullWidthColon: (key: String, value: String)? {
        guard case .empty = value.content, let colon = key.firstIndex(where: { $0 == "：" || $0 == "︰" }) else {
            return nil
        }
        let left = LookalikeText.narrowed(String(key[..<colon]))
        let right = LookalikeText.narrowed(String(key[key.index(after: colon)...]))
        return (left, right)
    }
}

extension StagesDiagnostics {
    /// A key and its value parted by `：`, which YAML takes for one text.
    package static func fullWidthColon(_ key: String, _ value: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("full-width-colon"), at: location,
            Wording(
                en: "expected ':' and a blank between key and value, found the full-width '：' behind '\(key)'",
                zh: "键与值之间应为半角冒号加空格，实际在 '\(key)' 之后为全角 '：'"),
            help: Wording(
                en: "write '\(key): \(value)'; if the colon belongs to the text, quote it",
                zh: "请写作 '\(key): \(value)'；如果冒号属于文本，请加引号"))
    }
}
