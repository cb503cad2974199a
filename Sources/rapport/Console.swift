// Speaks to the user: diagnostics to standard error, requested text to standard output; nothing in it steers a terminal.

import ArgumentParser
import Diagnostics
import Foundation
import Pipelines
import Stages
import Synchronization

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

    init(language: Language) {
        self.language = language
        isVerbose = false
        isQuiet = false
    }

    /// Prints diagnostics, sorted as collected; those of a kind that floods the screen are cut short, see ``FloodLimit``.
    func show(_ diagnostics: [Diagnostic]) {
        let text = DiagnosticText(language: language)
        let (shown, rests) = FloodLimit(most: Self.mostOfAKind).cut(
            diagnostics.filter { isVerbose || $0.severity != .note })
        for diagnostic in shown { error(text.text(of: diagnostic)) }
        for rest in rests {
            error(
                language == .chinese
                    ? "（另有 \(rest.left) 条同类信息，共 \(rest.all) 条：\(rest.kind)）"
                    : "(\(rest.left) more of this kind, \(rest.all) in all: \(rest.kind))")
        }
    }

    /// A line that is neither requested data nor a diagnostic; silent when quiet.
    func say(_ wording: Wording) {
        if !isQuiet { error(wording[language]) }
    }

    /// A line of what was asked for. What cannot be written is told by ``finish(_:)``.
    func output(_ line: String) { Self.output(TerminalText.shownLines(line) + "\n") }

    static func output(_ text: String) {
        let failed = outputFailure.withLock { $0 }
        if failed == nil, let code = write(text, to: STDOUT_FILENO) { outputFailure.withLock { $0 = code } }
    }

    func error(_ line: String) { Self.write(TerminalText.shownLines(line) + "\n", to: STDERR_FILENO) }

    /// The code a command ends with: what was asked for and could not be written is an error.
    func finish(_ diagnostics: [Diagnostic], strict: Bool) -> ExitCode {
        guard let code = Self.outputFailure.withLock({ $0 }) else {
            return ExitCode(ExitStatus(diagnostics, strict: strict).rawValue)
        }
        let failure = PipelinesDiagnostics.standardOutput(reason: SystemReason.wording(code))
        show([failure])
        return ExitCode(ExitStatus(diagnostics + [failure], strict: strict).rawValue)
    }

    /// What stopped standard output, an `errno`.
    private static let outputFailure = Mutex<Int32?>(nil)

    private static let mostOfAKind = 10

    /// - Returns: an `errno`, when not all could be written.
    @discardableResult
    static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count < 0 ? errno : EIO }
            bytes = bytes.dropFirst(count)
        }
        return nil
    }
}
