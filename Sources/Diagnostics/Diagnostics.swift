// What Rapport says to its users: one diagnostic type, where it points, and how it is laid out.

/// How grave a diagnostic is.
package enum Severity: Int, Sendable, Comparable, CaseIterable {
    case note, warning, error

    package static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }
}

/// One thing said to the user: what was expected and found, where, and what to do about it.
///
/// A diagnostic is data until the last moment; ``DiagnosticText`` alone lays it out.
package struct Diagnostic: Sendable, Hashable {
    package var kind: DiagnosticKind
    package var severity: Severity
    package var location: SourceLocation?
    package var message: Wording
    /// What the user can do about it.
    package var help: Wording?
    /// How many of its kind it stands for that are not told one by one; 0 for one that is told itself.
    package var standsFor = 0
    /// Whether what it quotes is known to name nobody, though it looks like a name or an address: it is about a column declared so.
    package var quotesPlainly = false

    package init(
        _ kind: DiagnosticKind, _ severity: Severity = .error, at location: SourceLocation? = nil, _ message: Wording,
        help: Wording? = nil
    ) {
        self.kind = kind
        self.severity = severity
        self.location = location
        self.message = message
        self.help = help
    }

    /// An error without a place.
    package init(_ kind: DiagnosticKind, _ message: Wording, help: Wording? = nil) {
        self.init(kind, .error, at: nil, message, help: help)
    }
}

extension Diagnostic {
    /// The message as it is shown and recorded: what it quotes of the data names nobody.
    ///
    /// What a pipeline file or a command line says is quoted as it is.
    package var publicMessage: Wording {
        if quotesPlainly { return PersonalText.withoutNumbers(message) }
        return switch kind.fault {
        case .remark, .data, .input: PersonalText.withoutPersonalData(message)
        case .usage, .pipeline, .output, .lock, .tool, .program:
            severity < .error ? PersonalText.withoutPersonalData(message) : message
        }
    }

    /// The remedy likewise; where the message leaves out what only looks like a name or an address, it says so, for that is a guess.
    package var publicHelp: Wording? {
        var copy = self
        copy.message = help ?? Wording("")
        let shown = copy.publicMessage
        guard publicMessage != message, PersonalText.isGuess(message.english) else { return help == nil ? nil : shown }
        let note = PersonalText.leftOut
        guard help != nil else { return note }
        return Wording(en: "\(shown.english); \(note.english)", zh: "\(shown.chinese)；\(note.chinese)")
    }
}

/// The error thrown when a step cannot go on; what went wrong has already been collected as diagnostics.
package struct DiagnosedFailure: Error, Sendable {
    package var diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
    package init(_ diagnostic: Diagnostic) { self.diagnostics = [diagnostic] }
}
