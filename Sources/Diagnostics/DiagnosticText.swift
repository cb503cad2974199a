// The only place that lays out a diagnostic as text.

/// Lays out diagnostics as lines of text in one language.
///
///     pipelines/nightly.yml:31:22: error: unknown column 'quue' in table 'calls'
///       help: did you mean 'queue'?
package struct DiagnosticText: Sendable {
    package var language: Language

    package init(language: Language) { self.language = language }

    /// - Shape: one line, and an indented second one when there is a remedy; no line end after the last.
    package func text(of diagnostic: Diagnostic) -> String {
        var text = ""
        if let location = diagnostic.location { text += "\(TerminalText.shown("\(location)")): " }
        text += "\(word(for: diagnostic.severity))\(colon)\(TerminalText.shown(diagnostic.publicMessage[language]))"
        if let help = diagnostic.publicHelp {
            text += "\n  \(helpWord)\(colon)\(TerminalText.shown(help[language]))"
        }
        return text
    }

    private var colon: String { language == .chinese ? "：" : ": " }

    private var helpWord: String { language == .chinese ? "建议" : "help" }

    private func word(for severity: Severity) -> String {
        switch (severity, language) {
        case (.note, .english): "note"
        case (.warning, .english): "warning"
        case (.error, .english): "error"
        case (.note, .chinese): "说明"
        case (.warning, .chinese): "警告"
        case (.error, .chinese): "错误"
        }
    }
}
