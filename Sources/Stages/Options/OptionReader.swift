// Reads the options of one part of a pipeline file: asks for declared keys, checks their kinds, and in the end tells of unknown ones.

import Diagnostics
import Expressions
import Tabular

/// Reads a mapping of the pipeline file key by key, against the keys that its part declares.
///
/// Every mistake is collected and reading goes on, so that all are shown in one go. Call ``finish()`` last: it tells of keys that are
/// none of the part's, and of those that it cannot do without. A part asks for all its keys before it judges what they say; one that
/// reads what it does not declare, or declares what it never reads, is our own bug, and is told as such.
package final class OptionReader {
    package let node: OptionNode
    package let collector: DiagnosticCollector
    /// What the mapping describes, for messages: "table 'calls'", "rule 'map'".
    package let subject: Wording
    private let entries: [OptionNode.Entry]
    /// What may stand here; nil for a part that does not declare its keys.
    private let form: OptionValue?
    private var asked: [String] = []
    private var missing: [String] = []
    private var isFinished = false
    /// Whether keys can be asked for; else another form stands here, or none.
    private var isMapping = true

    /// A reader of `node`, which must be a mapping of declared keys; anything else is reported, and then every key is absent.
    package convenience init(
        _ node: OptionNode, of subject: Wording, keys: [OptionKey], collector: DiagnosticCollector
    ) {
        self.init(node, of: subject, form: .mapping(keys), collector: collector)
    }

    /// A reader of `node`, which must be of a form, nil for any mapping; anything else is reported, and then every key is absent.
    ///
    /// Where a form admits more than a mapping, look at ``node`` first.
    package init(_ node: OptionNode, of subject: Wording, form: OptionValue?, collector: DiagnosticCollector) {
        self.node = node
        self.collector = collector
        self.subject = subject
        self.form = form
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
            var isAdmitted = false
            if let form { isAdmitted = node.sourceText == nil ? form.admitsList : form.admitsScalar }
            if !isAdmitted {
                collector.add(
                    StagesDiagnostics.wrongKind(
                        of: subject, expected: .mapping, found: node, only: form?.onlyNeededKey))
            }
        }
    }

    // MARK: Keys

    /// The value of `key`, of whatever kind.
    package func node(_ key: OptionKey) -> OptionNode? { entry(key)?.value }

    package func has(_ key: OptionKey) -> Bool { entry(key) != nil }

    /// The key with its place and its value.
    package func entry(_ key: OptionKey) -> OptionNode.Entry? {
        note(key)
        return entries.first { $0.key == key.word }
    }

    /// All entries; asking for them makes every key known.
    package func allEntries() -> [OptionNode.Entry] {
        if let form, !form.hasChosenKeys { collector.add(StagesDiagnostics.undeclared("…", by: subject)) }
        asked.append(contentsOf: entries.map(\.key) + (form?.keys ?? []).words)
        return entries
    }

    private func note(_ key: OptionKey) {
        if asked.contains(key.word) { return }
        asked.append(key.word)
        if let form, !(form.keys ?? []).contains(where: { $0.word == key.word }) {
            collector.add(StagesDiagnostics.undeclared(key.word, by: subject))
        }
        if key.isRequired, !entries.contains(where: { $0.key == key.word }) { reportMissing(key) }
    }

    /// Notes that a needed key is absent; ``finish()`` tells it, unless a mistyped key explains it or the value is no
    /// mapping at all.
    package func reportMissing(_ key: OptionKey) {
        if !isMapping { return }
        if isFinished {
            collector.add(StagesDiagnostics.missingKey(key.word, of: subject, at: node.location))
        } else if !missing.contains(key.word) {
            missing.append(key.word)
        }
    }

    /// Tells of every key that is none of the part's, and of every needed key that is absent.
    ///
    /// A mistyped key is one mistake, not two: the key it was meant for is not told to be missing as well.
    package func finish() {
        let declared = form?.keys?.words ?? []
        #if DEBUG
            // The invariant of every part, compiled in for tests.
            if case .mapping = node.content {
                for word in declared where !asked.contains(word) {
                    collector.add(StagesDiagnostics.neverRead(word, by: subject))
                }
            }
        #endif
        let known = asked + declared.filter { !asked.contains($0) }
        for entry in entries where !known.contains(entry.key) {
            collector.add(StagesDiagnostics.unknownKey(entry, of: subject, known: known))
            if let meant = NearestName.nearest(to: entry.key, in: known) { missing.removeAll { $0 == meant } }
        }
        for key in missing { collector.add(StagesDiagnostics.missingKey(key, of: subject, at: node.location)) }
        missing = []
        isFinished = true
    }

    package func keyWording(_ key: OptionKey) -> Wording { Wording("'\(key.word)'") }

    // MARK: Values

    /// The value of `key` as a single text, without regard to quotes.
    package func text(_ key: OptionKey) -> SourceText? {
        guard let value = node(key) else { return nil }
        return Self.text(value, of: keyWording(key), collector: collector)
    }

    /// The value of `key` as texts: one text or a list of them. Nil when the key is absent.
    package func texts(_ key: OptionKey) -> [SourceText]? { entry(key).flatMap { texts(of: $0) } }

    /// The value behind a key of the user's choosing as texts.
    package func texts(of entry: OptionNode.Entry) -> [SourceText]? {
        let subject = Wording("'\(entry.key)'")
        if case .list(let items) = entry.value.content {
            return items.compactMap { Self.text($0, of: subject, collector: collector) }
        }
        return Self.text(entry.value, of: subject, collector: collector).map { [$0] }
    }

    /// The ISO 4217 code of a currency, such as `EUR`.
    package func currency(_ key: OptionKey) -> String? {
        guard let text = text(key) else { return nil }
        if text.text.utf8.count == 3, text.text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) { return text.text }
        reject(
            text, of: key, expected: Wording(en: "the code of a currency, such as CNY or EUR", zh: "货币代码，如 CNY 或 EUR"))
        return nil
    }

    /// A whole number within the bounds that are declared.
    package func integer(_ key: OptionKey) -> Int? {
        guard case .integer(let range) = key.value else {
            collector.add(StagesDiagnostics.undeclared(key.word, by: subject))
            return nil
        }
        return integer(key, in: range)
    }

    func integer(_ key: OptionKey, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(key) else { return nil }
        if let number = Int(text.text), range.contains(number) { return number }
        reject(
            text, of: key,
            expected: Wording(
                en: "a whole number from \(range.lowerBound) to \(range.upperBound)",
                zh: "\(range.lowerBound) 到 \(range.upperBound) 之间的整数"))
        return nil
    }

    /// A number or a percentage: `0.8` and `80%` are the same.
    package func number(_ key: OptionKey) -> Double? {
        guard let text = text(key) else { return nil }
        if let number = Self.number(text.text) { return number }
        reject(text, of: key, expected: Wording(en: "a number or a percentage", zh: "数字或百分数"))
        return nil
    }

    /// A number from 0 to 1, or a percentage.
    package func share(_ key: OptionKey) -> Double? {
        guard let share = number(key), let text = text(key) else { return nil }
        if (0...1).contains(share) { return share }
        reject(text, of: key, expected: Wording(en: "a share from 0% to 100%", zh: " 0% 到 100% 的比例"))
        return nil
    }

    /// `true` or `false`; also `yes`, `no`, `是`, `否`.
    package func flag(_ key: OptionKey) -> Bool? {
        guard let text = text(key) else { return nil }
        switch text.text.lowercased() {
        case "true", "yes", "是": return true
        case "false", "no", "否": return false
        default:
            reject(text, of: key, expected: Wording(en: "'true' or 'false'", zh: "'true' 或 'false'"))
            return nil
        }
    }

    /// One of the raw values of an enumeration.
    package func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ key: OptionKey, as: Choice.Type = Choice.self
    ) -> Choice? {
        guard let text = text(key) else { return nil }
        if let choice = Choice(rawValue: text.text) { return choice }
        collector.add(
            StagesDiagnostics.unknownChoice(text, of: keyWording(key), choices: Choice.allCases.map(\.rawValue)))
        return nil
    }

    /// The value of `key` read as a formula; its mistakes are reported with their place inside it.
    package func expression(_ key: OptionKey) -> Expression? {
        guard let text = text(key) else { return nil }
        return Expression(text, collector: collector)
    }

    /// A title in both languages: one text for both, or `{ zh: …, en: … }`.
    package func wording(_ key: OptionKey) -> Wording? {
        guard let value = node(key) else { return nil }
        return Self.wording(value, of: keyWording(key), collector: collector)
    }

    /// The bytes of a size such as `64 MiB`, up to 1 GiB.
    package func size(_ key: OptionKey) -> Int? {
        guard let text = text(key) else { return nil }
        if let bytes = MemorySize.bytes(of: text.text, machine: 0), bytes <= 1 << 30 { return bytes }
        reject(
            text, of: key, expected: Wording(en: "a size such as 64 MiB, at most 1 GiB", zh: " 64 MiB 之类的大小，最多 1 GiB"))
        return nil
    }

    private func reject(_ text: SourceText, of key: OptionKey, expected: Wording) {
        collector.add(StagesDiagnostics.wrongValue(of: keyWording(key), expected: expected, found: text))
    }
}
