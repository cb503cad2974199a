// A target as it is written in a pipeline file.

import Diagnostics
import Stages
import Tabular

/// A target as listed.
///
///     { metric: csat_top2, at_least: 90%, owner: 王芳 }
///     { metric: churn_rate, reduce_by: 2 pp, baseline: 2026-Q2, within: 6 months }
package struct TargetRequest: Sendable {
    /// What is aimed at, as written.
    enum Aim: Sendable {
        case bound(Target.Bound, SourceText)
        case band(SourceText, SourceText)
        case step(isIncrease: Bool, SourceText)
    }

    var metric: SourceText
    var aim: Aim
    var baseline: SourceText?
    var grain: Grain?
    var per: SourceText?
    var within: SourceText?
    var from: SourceText?
    var owner: SourceText?
    var parts: [(segment: SourceText, label: SourceText)] = []
    var each: [SourceText] = []
    var location: SourceLocation?

    init(metric: SourceText, aim: Aim, location: SourceLocation?) {
        self.metric = metric
        self.aim = aim
        self.location = location
    }

    init?(_ node: OptionNode, collector: DiagnosticCollector) {
        let reader = OptionReader(
            node, of: Wording(en: "an entry of 'targets'", zh: "'targets' 的一项"), keys: TargetKeys.ofTarget,
            collector: collector)
        let metric = reader.text(TargetKeys.metric)
        let written = TargetKeys.aims.filter { reader.has($0) }
        let least = reader.text(TargetKeys.atLeast)
        let most = reader.text(TargetKeys.atMost)
        let band = reader.texts(TargetKeys.between)
        let rise = reader.text(TargetKeys.increaseBy)
        let fall = reader.text(TargetKeys.reduceBy)
        baseline = reader.text(TargetKeys.baseline)
        per = reader.text(TargetKeys.per)
        grain = reader.choice(TargetKeys.per)
        within = reader.text(TargetKeys.within)
        from = reader.text(TargetKeys.from)
        owner = reader.text(TargetKeys.owner)
        each = reader.texts(TargetKeys.each) ?? []
        if let node = reader.node(TargetKeys.rows) { parts = Self.parts(node, collector: collector) }
        reader.finish()
        location = node.location
        guard let metric else { return nil }
        self.metric = metric
        guard written.count == 1 else {
            collector.add(
                written.isEmpty
                    ? AggregationDiagnostics.targetWithoutBound(metric, at: node.location)
                    : AggregationDiagnostics.targetWithTwoBounds(
                        metric.text, written.words, at: (most ?? least ?? rise ?? fall)?.start ?? node.location))
            return nil
        }
        if let least {
            aim = .bound(.atLeast, least)
        } else if let most {
            aim = .bound(.atMost, most)
        } else if let rise {
            aim = .step(isIncrease: true, rise)
        } else if let fall {
            aim = .step(isIncrease: false, fall)
        } else if let band, band.count == 2 {
            aim = .band(band[0], band[1])
        } else {
            if let band {
                collector.add(AggregationDiagnostics.targetIsNoBand(metric.text, count: band.count, at: node.location))
            }
            return nil
        }
    }

    /// What tells it from the others of its metric, as written.
    var identity: [String] {
        [metric, per, within, from, owner].map { $0?.text ?? "" }
            + parts.map { SegmentText.pair($0.segment.text, $0.label.text) }.sorted() + ["each"]
            + each.map(\.text).sorted()
    }

    private static func parts(
        _ node: OptionNode, collector: DiagnosticCollector
    ) -> [(segment: SourceText, label: SourceText)] {
        let reader = OptionReader(node, of: Wording("'for'"), form: TargetKeys.rows.value, collector: collector)
        let parts = reader.allEntries().compactMap { entry in
            OptionReader.text(entry.value, of: Wording("'\(entry.key)'"), collector: collector).map {
                (SourceText(entry.key, start: entry.keyLocation), $0)
            }
        }
        reader.finish()
        return parts
    }

    /// What stands in the list of targets: a target, or the name of a table of them.
    enum Entry {
        case target(TargetRequest)
        case table(SourceText)

        init?(_ node: OptionNode, collector: DiagnosticCollector) {
            if case .mapping(let entries) = node.content, entries.contains(where: { $0.key == TargetKeys.table.word }) {
                let reader = OptionReader(
                    node, of: Wording(en: "an entry of 'targets'", zh: "'targets' 的一项"), keys: TargetKeys.ofTable,
                    collector: collector)
                let table = reader.text(TargetKeys.table)
                reader.finish()
                guard let table else { return nil }
                self = .table(table)
                return
            }
            guard let request = TargetRequest(node, collector: collector) else { return nil }
            self = .target(request)
        }
    }
}
