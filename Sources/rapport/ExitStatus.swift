// Which exit code a command ends with, after sysexits.

import ArgumentParser
import Diagnostics

/// The exit codes of Rapport.
enum ExitStatus: Int32 {
    case done = 0
    /// There were warnings and `--strict` was given.
    case strictWarnings = 1
    /// The data failed a gate.
    case dataFailed = 65
    /// An input is missing or unreadable.
    case inputMissing = 66
    case internalError = 70
    case cannotWrite = 73
    case anotherRun = 75
    case pipelineWrong = 78

    /// The code for a set of diagnostics: our own bug before the user's mistakes, mistakes of the pipeline file before missing
    /// inputs, those before bad data.
    init(_ diagnostics: [Diagnostic], strict: Bool) {
        let errors = diagnostics.filter { $0.severity == .error }
        let statuses = Set(errors.map { Self.status(of: $0.kind) })
        let order: [ExitStatus] = [
            .internalError, .anotherRun, .cannotWrite, .pipelineWrong, .inputMissing, .dataFailed,
        ]
        if let worst = order.first(where: statuses.contains) {
            self = worst
        } else if strict, diagnostics.contains(where: { $0.severity == .warning }) {
            self = .strictWarnings
        } else {
            self = .done
        }
    }

    private static func status(of kind: String) -> ExitStatus {
        switch kind {
        case "ledger-imbalance", "broken-catalogue", "internal-error": .internalError
        case "another-run": .anotherRun
        case "cannot-write": .cannotWrite
        case "pipeline-unreadable", "not-csv", "wrong-encoding", "unknown-encoding", "quote-not-closed": .inputMissing
        case _ where kind.hasPrefix("input-"): .inputMissing
        case "reject-limit", "duplicate-key", "amount-overflow", "memory-exhausted": .dataFailed
        default: .pipelineWrong
        }
    }

    var exitCode: ExitCode { ExitCode(rawValue) }
}
