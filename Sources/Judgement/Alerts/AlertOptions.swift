// What may be written under `alerts:` in a pipeline file.

import Diagnostics
import Stages

/// The `alerts:` part of a pipeline file.
///
///     alerts:
///       - { metric: csat_top2, beyond: usual }
///       - { metric: csat_top2, segment: { region: North }, missed: 3 }
///       - { metric: complaints, crisis: category }
package struct AlertOptions: Sendable {
    var alerts: [WrittenAlert] = []

    package init() {}

    /// Reads the alerts; every mistake is collected.
    package init(_ node: OptionNode?, collector: DiagnosticCollector) {
        guard let node else { return }
        let items: [OptionNode] = if case .list(let items) = node.content { items } else { [node] }
        alerts = items.compactMap { WrittenAlert($0, collector: collector) }
    }

    package var isEmpty: Bool { alerts.isEmpty }
}

/// One alert as it is written.
struct WrittenAlert: Sendable {
    enum Rule: Sendable {
        case beyond(AlertKeys.Side)
        case missed(Int)
        /// By this segment.
        case crisis(SourceText)
    }

    var metric: SourceText
    /// The label to watch by segment; empty for the total.
    var labels: [(segment: String, label: SourceText)]
    var rule: Rule
    /// Of the whole entry.
    var place: SourceLocation

    init?(_ node: OptionNode, collector: DiagnosticCollector) {
        let reader = OptionReader(
            node, of: Wording(en: "an entry of 'alerts'", zh: "'alerts' 的一项"), keys: AlertKeys.all,
            collector: collector)
        place = node.location
        let metric = reader.text(AlertKeys.metric)
        labels = Self.labels(reader)
        let side = reader.choice(AlertKeys.beyond, as: AlertKeys.Side.self)
        let periods = reader.integer(AlertKeys.missed)
        let crisis = reader.text(AlertKeys.crisis)
        let given = [AlertKeys.beyond, AlertKeys.missed, AlertKeys.crisis].filter { reader.has($0) }
        let hasSegment = reader.has(AlertKeys.segment)
        reader.finish()
        guard let metric else { return nil }
        self.metric = metric
        if given.count != 1 || (hasSegment && crisis != nil) {
            collector.add(
                AlertDiagnostics.notOneRule(
                    given.map(\.word) + (hasSegment && crisis != nil ? ["segment"] : []), at: node.location))
            return nil
        }
        if let side {
            rule = .beyond(side)
        } else if let periods {
            rule = .missed(periods)
        } else if let crisis {
            rule = .crisis(crisis)
        } else {
            return nil
        }
    }

    private static func labels(_ reader: OptionReader) -> [(segment: String, label: SourceText)] {
        guard let node = reader.node(AlertKeys.segment) else { return [] }
        let scope = OptionReader(
            node, of: Wording("'segment'"), form: AlertKeys.segment.value, collector: reader.collector)
        return scope.allEntries().compactMap { entry in
            OptionReader.text(entry.value, of: Wording("'\(entry.key)'"), collector: reader.collector).map {
                (entry.key, $0)
            }
        }
    }

    /// The segments of the breakdown that it needs.
    var segments: [String] {
        if case .crisis(let segment) = rule { return [segment.text] }
        return labels.map(\.segment)
    }
}
