// What kind of thing is said, and whose affair it is: the exit code follows from that.

/// Whose affair an error is. The command's exit code follows from it, and from nothing else.
package enum Fault: Sendable, Hashable, CaseIterable {
    /// The command line cannot be understood.
    case usage
    /// The pipeline file is wrong.
    case pipeline
    /// An input is missing or cannot be read.
    case input
    /// The data failed a gate.
    case data
    /// An output cannot be written.
    case output
    /// Another run holds the lock.
    case lock
    /// A program or a library that is asked for is not installed, or fails.
    case tool
    /// Our own bug.
    case program
    /// Only ever a warning or a note. An error of such a kind is our own bug.
    case remark
}

/// A stable name of a kind of diagnostic, such as `unknown-column`, and whose affair it is.
package struct DiagnosticKind: Sendable, Hashable {
    package let name: String
    package let fault: Fault

    private init(_ name: String, _ fault: Fault) { (self.name, self.fault) = (name, fault) }

    package static func usage(_ name: String) -> Self { Self(name, .usage) }
    package static func pipeline(_ name: String) -> Self { Self(name, .pipeline) }
    package static func input(_ name: String) -> Self { Self(name, .input) }
    package static func data(_ name: String) -> Self { Self(name, .data) }
    package static func output(_ name: String) -> Self { Self(name, .output) }
    package static func lock(_ name: String) -> Self { Self(name, .lock) }
    package static func tool(_ name: String) -> Self { Self(name, .tool) }
    package static func remark(_ name: String) -> Self { Self(name, .remark) }
    fileprivate static func program(_ name: String) -> Self { Self(name, .program) }
}

extension Diagnostic {
    /// Our own bug: the only way to say one.
    ///
    /// - Parameter wording: what is not as it should be, without the words `internal error`, which are put before it.
    package static func internalError(
        named name: String = "internal-error", at location: SourceLocation? = nil, _ wording: Wording,
        help: Wording? = nil
    ) -> Diagnostic {
        Diagnostic(
            .program(name), at: location,
            Wording(en: "internal error: \(wording.english)", zh: "内部错误：\(wording.chinese)"),
            help: help)
    }
}
