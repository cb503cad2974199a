// Speaks to the user: diagnostics to standard error, requested text to standard output; nothing in it steers a terminal.

import Diagnostics
import Foundation

/// Standard output and standard error in one language.
struct Console {
    var language: Language
    /// Whether notes are shown as well. They need nobody, so that a night without trouble sends no mail; the record of a run has them.
    var isVerbose: Bool
    private let isQuiet: Bool

    init(_ options: SpeechOptions) {
        language = options.spokenLanguage
        isQuiet = options.quiet
        isVerbose = options.verbose
    }

    /// Prints diagnostics, sorted as collected; those of a kind that floods the screen are cut short and counted.
    func show(_ diagnostics: [Diagnostic]) {
        let text = DiagnosticText(language: language)
        var shownByKind: [String: Int] = [:]
        var heldBack: [String: Int] = [:]
        for diagnostic in diagnostics where isVerbose || diagnostic.severity != .note {
            let shown = shownByKind[diagnostic.kind.name, default: 0]
            if diagnostic.severity != .error, shown >= Self.mostOfAKind {
                heldBack[diagnostic.kind.name, default: 0] += 1
                continue
            }
            shownByKind[diagnostic.kind.name] = shown + 1
            error(text.text(of: diagnostic))
        }
        for (kind, count) in heldBack.sorted(by: { $0.key < $1.key }) {
            error(language == .chinese ? "（另有 \(count) 条同类信息：\(kind)）" : "(\(count) more of this kind: \(kind))")
        }
    }

    /// A line that is neither requested data nor a diagnostic; silent when quiet.
    func say(_ wording: Wording) {
        if !isQuiet { error(wording[language]) }
    }

    func output(_ line: String) { Self.write(TerminalText.shownLines(line) + "\n", to: STDOUT_FILENO) }

    func error(_ line: String) { Self.write(TerminalText.shownLines(line) + "\n", to: STDERR_FILENO) }

    private static let mostOfAKind = 10

    static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
