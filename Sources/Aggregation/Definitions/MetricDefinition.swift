// A metric as written, in the catalogue or in a pipeline file, before its tables are known.

import Diagnostics
import Stages

/// A metric as written. Absent keys are nil; those of a `like` are filled in from its model.
package struct MetricDefinition: Sendable {
    /// Its name, and where it is written.
    package let key: SourceText
    /// Whether it stands in the catalogue.
    package let isBuiltIn: Bool
    /// What is written to say what is computed, and what that is; nil when it was written wrongly, which has been reported.
    var kind: (any WrittenKind.Type)?
    var computation: MetricComputation?
    /// What is written behind the keys that belong to kinds.
    var settings = KindSettings()
    /// The name or kind of the table whose rows it looks at.
    package var table: SourceText?
    /// The column that says when a row counts.
    package var time: SourceText?
    /// What is written of the periods in which a row counts, beside its time.
    var attribution = WrittenAttribution()
    /// All must hold. A `like` adds its own to those of its model.
    var conditions: [MetricFormula] = []
    /// Its name in reports.
    package var title: Wording?
    /// What its numbers are measured in.
    package var unit: MetricUnit?
    /// Which way is better.
    package var better: Direction?
    /// Fewer rows are a small sample.
    package var minimumN: Int?
    var interval: IntervalMethod?
    var intervalPlace: SourceText?
    var parameters: [MetricParameter] = []
    /// The formula in the words of readers.
    package var formula: Wording?
    /// Where the definition comes from.
    package var source: Wording?
    /// What readers must beware of.
    package var caution: Wording?
    /// The ways in which others define the same.
    var variants: [MetricVariant] = []
    /// Columns that even a table without them must not be measured without, though other metrics can do without.
    var needs: [SourceText] = []
    /// In the catalogue: what it is, in a sentence.
    package var meaning: Wording?
    /// In the catalogue: how often what it counts was changed since it was first released, from 1.
    package var version = 1
    /// In the catalogue: the area it belongs to.
    package var area: String?
    /// Columns whose words and scores the user has looked at: they are not compared with what the metric knows.
    var unchecked: [SourceText] = []
    /// The kind of table that a built-in metric, or the one this is a copy of, is about.
    var builtInKind: String?
    /// The keys written, with their places, to point at those that do not belong to the kind.
    var writtenKeys: [SourceText] = []

    init(key: SourceText, isBuiltIn: Bool) {
        self.key = key
        self.isBuiltIn = isBuiltIn
    }

    /// Every formula of the definition.
    var formulas: [MetricFormula] {
        [computation?.formula].compactMap { $0 } + settings.formulas + conditions
    }

    /// The columns that say when a row counts, and until when it stands.
    var timeColumns: [String] { [time?.text, attribution.until?.text].compactMap { $0 } }

    /// The definition with something else in place of each of its formulas.
    func replacingFormulas(_ new: (MetricFormula) -> MetricFormula) -> MetricDefinition {
        var definition = self
        definition.computation = computation?.replacingFormula(new)
        definition.settings = settings.replacingFormulas(new)
        definition.conditions = conditions.map(new)
        return definition
    }
}
