// The built-in metrics, written in the very language users write theirs in; each is read when it is asked for.

import Diagnostics
import Stages
import Synchronization

/// The metrics a pipeline may use without defining them.
///
/// - Complexity: only what is asked for is read, and once; ``definitions`` asks for all.
package struct MetricCatalogue: Sendable {
    /// In the order of the catalogue's files.
    package let keys: [String]
    /// What is asked for like a metric and is none, with where it stands instead.
    package let otherAnswers: [String: Wording]
    private let shelf: Shelf

    /// The definitions that were read; those that cannot be are remembered as nothing, so that each is told of once.
    private final class Shelf: Sendable {
        let read = Mutex<[String: MetricDefinition?]>([:])
        let definition: @Sendable (String) -> MetricDefinition?

        init(_ definition: @escaping @Sendable (String) -> MetricDefinition?) { self.definition = definition }
    }

    /// A catalogue whose entries are read one by one.
    ///
    /// - Parameter entry: the entry of a key and the area it belongs to.
    /// - Errors: collected with their places in the catalogue's files when an entry is read; in the released one there are none.
    package init(
        keys: [String], otherAnswers: [String: Wording] = [:], collector: DiagnosticCollector,
        entry: @escaping @Sendable (String) -> (area: String, entry: OptionNode.Entry)?
    ) {
        self.keys = keys
        self.otherAnswers = otherAnswers
        shelf = Shelf { key in
            entry(key).map {
                var definition = MetricDefinitionReader(isBuiltIn: true, collector: collector).definition($0.entry)
                definition.area = $0.area
                return definition
            }
        }
    }

    /// No metric at all.
    package static let empty = MetricCatalogue(keys: [], collector: DiagnosticCollector()) { _ in nil }

    /// All of them, in their order.
    package var definitions: [MetricDefinition] { keys.compactMap { self[$0] } }

    /// The definition of a key; nil when there is none.
    package subscript(key: String) -> MetricDefinition? {
        shelf.read.withLock { read in
            if let known = read[key] { return known }
            let definition = shelf.definition(key)
            read[key] = .some(definition)
            return definition
        }
    }
}
