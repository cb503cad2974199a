// Reads the options of one part of a pipeline file: asks for keys, checks their kinds, and in the end tells of unknown ones.

import Diagnostics
import Expressions
import Tabular

/// Reads a mapping of the pipeline file key by key.
///
/// Every mistake is collected and reading goes on, so that all are shown in one go. A key that was never asked for is
/// unknown: call ``finish()`` last.
package final class OptionReader {
    package let node: OptionNode
    package let collector: DiagnosticCollector
    /// What the mapping describes, for messages: "table 'calls'", "rule 'map'".
    package let subject: Wording
    private let entries: [OptionNode.Entry]
    private var asked: [String] = []
    private var missing: [String] = []
    private var isFinished = false
    private var isMapping = true

    /// A reader of `node`, which must be a mapping; anything else is reported, and then every key is absent.
    package init(_ node: OptionNode, of subject: Wording, collector: DiagnosticCollector) {
        self.node = node
        self.subject = subject
        self.collector = collector
        switch node.content {
        case .mapping(let entries):
            self.entries = entries.filter { entry in
                guard let pair = entry.pairByFullWidthColon else { return true }
                collector.add(StagesDiagnostics.fullWidthColon(pair.key, pair.value, at: entry.keyLocation))
                return false
            }
        case .empty: entries = []
        case .scalar, .list:
            entries = []
            isMapping = false
            collector.add(StagesDiagnostics.wrongKind(of: subject, expected: .mapping, found: node))
        }
    }

    /// The value of `key`, of whatever kind.
    package func node(_ key: String) -> OptionNode? { entry(key)?.value }

    package func entry(_ key: String) -> OptionNode.Entry? {
        if !asked.contains(key) { asked.append(key) }
        return entries.first { $0.key == key }
    }

    /// All entries; asking for them makes every key known.
    package func allEntries() -> [OptionNode.Entry] {
        asked.append(contentsOf: entries.map(\.key))
        return entries
    }

    /// The value of `key` as a single text, without regard to quotes.
    package func text(_ key: String) -> SourceText? {
        guard let value = node(key) else { return nil }
        return Self.text(value, of: keyWording(key), collector: collector)
    }

    /// As ``text(_:)``; its absence is an error.
    package func requiredText(_ key: String) -> SourceText? {
        guard has(key) else {
            reportMissing(key)
            return nil
        }
        return text(key)
    }

    /// The value of `key` as texts: one text or a list of them. Nil when the key is absent.
    package func texts(_ key: String) -> [SourceText]? {
        guard let value = node(key) else { return nil }
        if case .list(let items) = value.content {
            return items.compactMap { Self.text($0, of: keyWording(key), collector: collector) }
        }
        return Self.text(value, of: keyWording(key), collector: collector).map { [$0] }
    }

    /// The ISO 4217 code of a currency, such as `EUR`.
    package func currency(_ key: String) -> String? {
        guard let text = text(key) else { return nil }
        if text.text.utf8.count == 3, text.text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) { return text.text }
        collector.add(
            StagesDiagnostics.wrongValue(
                of: keyWording(key),
                expected: Wording(en: "the code of a currency, such as CNY or EUR", zh: "货币代码，如 CNY 或 EUR"), found: text
            ))
        return nil
    }

    package func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(key) else { return nil }
        if let number = Int(text.text), range.contains(number) { return number }
        collector.add(
            StagesDiagnostics.wrongValue(
                of: keyWording(key),
                expected: Wording(
                    en: "a whole number from \(range.lowerBound) to \(range.upperBound)",
                    zh: "\(range.lowerBound) 到 \(range.upperBound) 之间的整数"), found: text))
        return nil
    }

    /// A number or a percentage: `0.8` and `80%` are the same.
    package func number(_ key: String) -> Double? {
        guard let text = text(key) else { return nil }
        if let number = Self.number(text.text) { return number }
        collector.add(
            StagesDiagnostics.wrongValue(
                of: keyWording(key), expected: Wording(en: "a number or a percentage", zh: "数字或百分数"), found: text))
        return nil
    }

    /// `true` or `false`; also `yes`, `no`, `是`, `否`.
    package func flag(_ key: String) -> Bool? {
        guard let text = text(key) else { return nil }
        switch text.text.lowercased() {
        case "true", "yes", "是": return true
        case "false", "no", "否": return false
        default:
            collector.add(
                StagesDiagnostics.wrongValue(
                    of: keyWording(key), expected: Wording(en: "'true' or 'false'", zh: "'true' 或 'false'"), found: text
                ))
            return nil
        }
    }

    /// One of the raw values of an enumeration.
    package func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ key: String, as: Choice.Type = Choice.self
    ) -> Choice? {
        guard let text = text(key) else { return nil }
        if let choice = Choice(rawValue: text.text) { return choice }
        collector.add(
            StagesDiagnostics.unknownChoice(text, of: keyWording(key), choices: Choice.allCases.map(\.rawValue)))
        return nil
    }

    /// The value of `key` read as a formula; its mistakes are reported with their place inside it.
    package func expression(_ key: String) -> Expression? {
        guard let text = text(key) else { return nil }
        return Expression(text, collector: collector)
    }

    /// A title in both languages: one text for both, or `{ zh: …, en: … }`.
    package func wording(_ key: String) -> Wording? {
        guard let value = node(key) else { return nil }
        return Self.wording(value, of: keyWording(key), collector: collector)
    }

    package func has(_ key: String) -> Bool { entry(key) != nil }

    /// Notes that a needed key is absent; ``finish()`` tells it, unless a mistyped key explains it or the value is no
    /// mapping at all.
    package func reportMissing(_ key: String) {
        if !isMapping { return }
        if isFinished {
            collector.add(StagesDiagnostics.missingKey(key, of: subject, at: node.location))
        } else if !missing.contains(key) {
            missing.append(key)
        }
    }

    /// Tells of every key that nobody asked for, and of every needed key that is absent.
    ///
    /// A mistyped key is one mistake, not two: the key it was meant for is not told to be missing as well.
    package func finish() {
        for entry in entries where !asked.contains(entry.key) {
            collector.add(StagesDiagnostics.unknownKey(entry, of: subject, known: asked))
            if let meant = NearestName.nearest(to: entry.key, in: asked) { missing.removeAll { $0 == meant } }
        }
        for key in missing { collector.add(StagesDiagnostics.missingKey(key, of: subject, at: node.location)) }
        missing = []
        isFinished = true
    }

    package func keyWording(_ key: String) -> Wording { Wording("'\(key)'") }

    // MARK: Reading a value that is not in a mapping

    package static func text(
        _ node: OptionNode, of subject: Wording, collector: DiagnosticCollector
    ) -> SourceText? {
        if let text = node.sourceText { return text }
        collector.add(StagesDiagnostics.wrongKind(of: subject, expected: .text, found: node))
        return nil
    }

    package static func wording(_ node: OptionNode, of subject: Wording, collector: DiagnosticCollector) -> Wording? {
        if case .mapping = node.content {
            let reader = OptionReader(node, of: subject, collector: collector)
            let chinese = reader.text("zh") ?? reader.text("zh-Hans")
            let english = reader.text("en")
            reader.finish()
            guard let any = english ?? chinese else {
                reader.reportMissing("en")
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
