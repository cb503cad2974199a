// Reads a value that stands by itself, not behind a key: an item of a list, or the value of a key that the user chose.

import Diagnostics
import Expressions

extension OptionReader {
    /// A single text, without regard to quotes.
    package static func text(
        _ node: OptionNode, of subject: Wording, collector: DiagnosticCollector
    ) -> SourceText? {
        if let text = node.sourceText { return text }
        collector.add(StagesDiagnostics.wrongKind(of: subject, expected: .text, found: node))
        return nil
    }

    /// A formula; its mistakes are reported with their place inside it.
    package static func expression(
        _ node: OptionNode, of subject: Wording, collector: DiagnosticCollector
    ) -> Expression? {
        text(node, of: subject, collector: collector).flatMap { Expression($0, collector: collector) }
    }

    /// A title in both languages: one text for both, or `{ zh: …, en: … }`.
    package static func wording(_ node: OptionNode, of subject: Wording, collector: DiagnosticCollector) -> Wording? {
        if case .mapping = node.content {
            let reader = OptionReader(node, of: subject, keys: WordingKeys.all, collector: collector)
            let texts = WordingKeys.all.map { reader.text($0) }
            reader.finish()
            let (chinese, english) = (texts[0] ?? texts[1], texts[2])
            guard let any = english ?? chinese else {
                reader.reportMissing(WordingKeys.english)
                return nil
            }
            return Wording(en: (english ?? any).text, zh: (chinese ?? any).text)
        }
        return text(node, of: subject, collector: collector).map { Wording($0.text) }
    }

    /// `0.8`, `80%` or `80 %`; never infinite or not a number.
    package static func number(_ text: String) -> Double? {
        var digits = Substring(text)
        let isPercentage = digits.last == "%"
        if isPercentage { digits.removeLast() }
        while digits.last == " " { digits.removeLast() }
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0) }),
            let number = Double(digits), number.isFinite
        else { return nil }
        // Read as hundredths, not divided by a hundred: 28.999% is the nearest number to 0.28999.
        return isPercentage ? Double(digits + "e-2") ?? number / 100 : number
    }
}

/// The keys of a title in several languages.
package enum WordingKeys {
    static let english = OptionKey("en", .text, help: Wording(en: "in English", zh: "英文"))

    package static let all = [
        OptionKey("zh", .text, help: Wording(en: "in Chinese", zh: "中文")),
        OptionKey("zh-Hans", .text, help: Wording(en: "in Chinese, by its full code", zh: "中文（完整代码）")), english,
    ]
}
