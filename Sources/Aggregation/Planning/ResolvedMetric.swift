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

    /// Its key in the results where it is shown as another definition of a metric and the key of its own is not free.
    var rowKey: String?
    /// For a variant that is no metric of its own: the metric it differs from.
    var modelKey: String?
    /// Whether it has rows in the results, and not only serves a calculation.
    var isReported = false
    /// Whether it is shown only as another definition of a metric.
    var isVariant = false
    /// Whether it may be left out where the data at hand cannot give it.
    var isOptional = false
    /// Its other definitions that were asked for.
    var variants: [WantedVariant] = []

    var key: String { rowKey ?? definition.key.text }

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
        let name = modelKey ?? definition.key.text
        return parts.isEmpty ? name : "\(name){\(parts.joined(separator: ","))}"
    }
}
