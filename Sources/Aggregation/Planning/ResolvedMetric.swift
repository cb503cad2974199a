// A metric whose definition is complete, and where its mistakes can be mended.

import Diagnostics
import Expressions
import Stages

/// A metric whose definition is complete: no `like` is left in it.
struct ResolvedMetric: Sendable {
    var definition: MetricDefinition
    /// Where the user can mend what is wrong with a built-in part: the line that lists the metric, or mentions it.
    var place: SourceLocation
    /// What sets it apart from a catalogue metric of the same key; empty for one used as it is.
    var identity: [String]
    /// What the table at hand lacks, and how the metric does without it.
    var assumptions: [Assumption] = []

    var key: String { definition.key.text }

    /// Where to point when something that was not written is to blame.
    var blame: SourceLocation { definition.isBuiltIn ? place : definition.key.start }

    /// Where the user can mend a name: not in the catalogue, from which it may have been inherited.
    func place(of name: SourceText) -> SourceLocation { inherits(name) ? place : name.start }

    /// Whether a name stands in the definition of a model, and not in the user's own.
    func inherits(_ name: SourceText) -> Bool {
        definition.isBuiltIn || name.start.file != definition.key.start.file
    }

    /// Where the user can mend a formula.
    func location(of formula: MetricFormula) -> SourceLocation {
        formula.isBuiltIn ? place : formula.expression.source.start
    }

    /// The metrics a calculation mentions, with the place to blame.
    var operands: [SourceText] {
        let names = definition.computation?.operands ?? []
        let isBuiltIn = definition.computation?.formula?.isBuiltIn ?? definition.isBuiltIn
        return isBuiltIn ? names.map { SourceText($0.text, start: place) } : names
    }

    /// `service_level{target=20 s,short=5 s}`: numbers are compared only when this text is the same.
    var definitionText: String {
        let parameters = definition.parameters.map { "\($0.name.text)=\($0.constant)" }
        let without = assumptions.filter { !$0.isEquivalent }.map { "without=\($0.column)" }
        let parts = identity + parameters + without
        return parts.isEmpty ? key : "\(key){\(parts.joined(separator: ","))}"
    }
}
