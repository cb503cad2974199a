// Gathers diagnostics from every room and every thread, so that all mistakes are shown at once.

import Synchronization

/// A bag of diagnostics that many rooms fill and the command empties.
///
/// Exact repetitions are kept once, so that two rooms that notice the same mistake do not echo.
package final class DiagnosticCollector: Sendable {
    private struct State {
        var diagnostics: [Diagnostic] = []
        var seen: Set<Diagnostic> = []
        /// Names of columns, and whether some table declares that they name people.
        var namesPeople: [String: Bool] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    package func add(_ diagnostic: Diagnostic) {
        state.withLock { state in
            var diagnostic = diagnostic
            let message = diagnostic.message.english
            if state.namesPeople.contains(where: { !$0.value && message.contains("'\($0.key)'") }) {
                diagnostic.quotesPlainly = true
            }
            if state.seen.insert(diagnostic).inserted { state.diagnostics.append(diagnostic) }
        }
    }

    /// Takes what is known of a table's columns: what is said of those declared to name nobody quotes them as they are, unless the column
    /// of another table by that name does name people.
    package func take(namesPeople: [String: Bool]) {
        state.withLock { $0.namesPeople.merge(namesPeople) { $0 || $1 } }
    }

    package func add(_ diagnostics: some Sequence<Diagnostic>) {
        for diagnostic in diagnostics { add(diagnostic) }
    }

    /// Takes over what another collector was told.
    package func add(allOf other: DiagnosticCollector) {
        let told = other.state.withLock { $0 }
        take(namesPeople: told.namesPeople)
        add(told.diagnostics)
    }

    /// All diagnostics so far, in the order of their places.
    package var diagnostics: [Diagnostic] { state.withLock { $0.diagnostics }.inOrderOfPlaces }

    package var hasErrors: Bool {
        state.withLock { $0.diagnostics.contains { $0.severity == .error } }
    }

    /// How many there are of a severity so far.
    package func count(of severity: Severity) -> Int {
        state.withLock { state in state.diagnostics.count { $0.severity == severity } }
    }
}

extension [Diagnostic] {
    /// Sorted by place, graver first at the same place, else as they are; those without a place come last.
    package var inOrderOfPlaces: [Diagnostic] {
        enumerated().sorted { left, right in
            switch (left.element.location, right.element.location) {
            case (let first?, let second?):
                if first != second { return first < second }
                if left.element.severity != right.element.severity {
                    return left.element.severity > right.element.severity
                }
                return left.offset < right.offset
            case (_?, nil): return true
            case (nil, _?): return false
            case (nil, nil): return left.offset < right.offset
            }
        }.map(\.element)
    }
}
