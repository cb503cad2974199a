// Reads keys by their word alone, for parts that do not declare their keys yet; it goes when the last of them does.

import Diagnostics
import Expressions

extension OptionReader {
    /// A reader of `node`, which must be a mapping; every key is known that is asked for.
    package convenience init(_ node: OptionNode, of subject: Wording, collector: DiagnosticCollector) {
        self.init(node, of: subject, form: nil, collector: collector)
    }

    private func undeclared(_ word: String) -> OptionKey { OptionKey(word, .any, help: Wording("")) }

    package func node(_ word: String) -> OptionNode? { node(undeclared(word)) }
    package func entry(_ word: String) -> OptionNode.Entry? { entry(undeclared(word)) }
    package func has(_ word: String) -> Bool { has(undeclared(word)) }
    package func text(_ word: String) -> SourceText? { text(undeclared(word)) }
    package func texts(_ word: String) -> [SourceText]? { texts(undeclared(word)) }
    package func currency(_ word: String) -> String? { currency(undeclared(word)) }
    package func number(_ word: String) -> Double? { number(undeclared(word)) }
    package func flag(_ word: String) -> Bool? { flag(undeclared(word)) }
    package func expression(_ word: String) -> Expression? { expression(undeclared(word)) }
    package func wording(_ word: String) -> Wording? { wording(undeclared(word)) }
    package func reportMissing(_ word: String) { reportMissing(undeclared(word)) }
    package func keyWording(_ word: String) -> Wording { keyWording(undeclared(word)) }

    package func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ word: String, as: Choice.Type = Choice.self
    ) -> Choice? {
        choice(undeclared(word))
    }

    package func integer(_ word: String, in range: ClosedRange<Int>) -> Int? { integer(undeclared(word), in: range) }

    /// As ``text(_:)``; its absence is an error.
    package func requiredText(_ word: String) -> SourceText? {
        text(OptionKey(word, .text, isRequired: true, help: Wording("")))
    }
}
