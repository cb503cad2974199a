// Which exit code a command ends with, after sysexits.

import Diagnostics

/// The exit codes of Rapport.
package enum ExitStatus: Int32, CaseIterable, Sendable {
    case done = 0
    /// There were warnings and `--strict` was given.
    case strictWarnings = 1
    /// An alert has fired and `--fail-on-alert` was given; the report is published.
    case alertFired = 3
    /// The command line cannot be understood.
    case wrongUsage = 64
    /// The data failed a gate.
    case dataFailed = 65
    /// An input is missing or unreadable.
    case inputMissing = 66
    /// A program or a library that is asked for is not installed, or fails.
    case toolMissing = 69
    case internalError = 70
    case cannotWrite = 73
    case anotherRun = 75
    case pipelineWrong = 78

    /// The code for a set of diagnostics: our own bug before the user's mistakes, what the machine lacks and mistakes of the pipeline
    /// file before missing inputs, those before bad data.
    package init(_ diagnostics: [Diagnostic], strict: Bool) {
        let errors = diagnostics.filter { $0.severity == .error }
        let statuses = Set(errors.map { Self.status(of: $0.kind.fault) })
        let order: [ExitStatus] = [
            .internalError, .wrongUsage, .anotherRun, .cannotWrite, .toolMissing, .pipelineWrong, .inputMissing,
            .dataFailed,
        ]
        if let worst = order.first(where: statuses.contains) {
            self = worst
        } else if strict, diagnostics.contains(where: { $0.severity == .warning }) {
            self = .strictWarnings
        } else {
            self = .done
        }
    }

    /// The code that an error of such a fault gives.
    package static func status(of fault: Fault) -> ExitStatus {
        switch fault {
        case .usage: .wrongUsage
        case .pipeline: .pipelineWrong
        case .input: .inputMissing
        case .data: .dataFailed
        case .output: .cannotWrite
        case .lock: .anotherRun
        case .tool: .toolMissing
        case .program, .remark: .internalError
        }
    }
}
