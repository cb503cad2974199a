// The metrics that a pipeline wants, and all that must be computed for them.

import Diagnostics
import Stages

/// Complete definitions, in the order of the report.
struct WantedMetrics: Sendable {
    /// Those that are reported.
    var reported: [ResolvedMetric]
    /// Own definitions that only serve calculations.
    var helpers: [ResolvedMetric]
    /// All that must be computed; reported ones first.
    var all: [ResolvedMetric]
    /// Other definitions that the data at hand cannot give.
    var leftOut: [LeftOutVariant] = []

    /// The metrics that others need, those that need them first; each once.
    static func closure(of roots: [ResolvedMetric], _ resolve: (SourceText) -> ResolvedMetric?) -> [ResolvedMetric] {
        var all: [ResolvedMetric] = []
        for root in roots where !all.contains(where: { $0.key == root.key }) { all.append(root) }
        var next = 0
        while next < all.count {
            for operand in all[next].operands where !all.contains(where: { $0.key == operand.text }) {
                if let metric = resolve(operand) { all.append(metric) }
            }
            next += 1
        }
        return all
    }

    /// A metric with all that it is made from.
    func closure(of metric: ResolvedMetric) -> [ResolvedMetric] {
        Self.closure(of: [metric]) { operand in all.first { $0.key == operand.text } }
    }

    /// The same without some of the variants, and without what only they need.
    func without(_ lost: [LeftOutVariant]) -> WantedMetrics {
        if lost.isEmpty { return self }
        var kept = self
        let keys = Set(lost.compactMap(\.rowKey))
        kept.reported.removeAll { keys.contains($0.key) }
        for index in kept.reported.indices {
            for variant in kept.reported[index].variants.indices {
                if let key = kept.reported[index].variants[variant].key, keys.contains(key) {
                    kept.reported[index].variants[variant].key = nil
                }
            }
        }
        kept.all = Self.closure(of: kept.reported + helpers) { operand in all.first { $0.key == operand.text } }
        kept.leftOut += lost
        return kept
    }
}

/// Another definition of a metric, as it is shown beside it.
struct WantedVariant: Sendable {
    /// By which it was asked for.
    var name: String
    var title: Wording
    /// With its parameters; numbers are compared only when it is the same.
    var definition: String
    /// Of its row in the results; nil where the data at hand cannot give it.
    var key: String?
}

/// Another definition of a metric that the data at hand cannot give, and why.
struct LeftOutVariant: Sendable {
    var name: String
    /// Of the metric beside which it was to stand.
    var metric: String
    var place: SourceLocation
    /// Its key in the results, had there been one.
    var rowKey: String?
    var reason: Diagnostic?
}
