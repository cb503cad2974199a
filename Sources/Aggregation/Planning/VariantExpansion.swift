// Makes the other definitions of a wanted metric, each an ordinary metric with a key in the results.

import Diagnostics
import Expressions
import Stages

/// Gives metrics the rows of their variants.
///
/// A variant takes what was changed of the metric: the parameters given beside it, and of a user's copy the conditions too.
struct VariantExpansion {
    private let resolution: MetricResolution
    private let collector: DiagnosticCollector
    /// By key in the results what stands there, listed or needed for a calculation.
    private var taken: [String: ResolvedMetric]
    private(set) var leftOut: [LeftOutVariant] = []

    init(_ resolution: MetricResolution, taken: [ResolvedMetric], collector: DiagnosticCollector) {
        self.resolution = resolution
        self.collector = collector
        self.taken = Dictionary(taken.map { ($0.key, $0) }) { first, _ in first }
    }

    /// Notes the variants of a metric on it, and returns the rows that the results do not have yet.
    ///
    /// - Parameters:
    ///   - isAsked: whether the choice is written beside the metric itself.
    ///   - given: the parameters that are.
    mutating func rows(
        of metric: inout ResolvedMetric, _ choice: VariantChoice, isAsked: Bool, given: [MetricParameter]
    ) -> [ResolvedMetric] {
        let all = variants(of: metric)
        let chosen: [MetricVariant]
        var isOptional = false
        switch choice {
        case .none: return []
        case .all:
            if all.isEmpty, isAsked {
                collector.add(AggregationDiagnostics.noVariants(metric.key, at: metric.blame))
            }
            chosen = all
            isOptional = true
        case .named(let names):
            chosen = names.compactMap { name in
                if let found = all.first(where: { $0.answers(to: name.text) }) { return found }
                collector.add(AggregationDiagnostics.unknownVariant(name, of: metric.key, known: all.map(\.name.text)))
                return nil
            }
        }
        var rows: [ResolvedMetric] = []
        for variant in chosen {
            let own = DiagnosticCollector()
            let resolved = resolved(variant, of: metric, given: given, own)
            if !isOptional { collector.add(own.diagnostics) }
            guard var row = resolved, !own.hasErrors else {
                guard isOptional else { continue }
                let reason = own.diagnostics.first { $0.severity == .error }
                metric.variants.append(
                    WantedVariant(
                        name: variant.name.text, title: Wording(variant.name.text),
                        definition: variant.metric?.text ?? variant.name.text))
                leftOut.append(
                    LeftOutVariant(
                        name: variant.name.text, metric: metric.key, place: metric.blame, reason: reason))
                continue
            }
            let isNew = name(&row, variant, of: metric)
            metric.variants.append(
                WantedVariant(
                    name: variant.name.text, title: row.definition.title ?? Wording(variant.name.text),
                    definition: row.definitionText, key: row.key))
            guard isNew else { continue }
            row.isVariant = true
            row.isOptional = isOptional
            row.variants = []
            taken[row.key] = row
            rows.append(row)
        }
        return rows
    }

    /// Its own, or those of the metric that it is a copy of. A copy of a copy has none: it may count fewer rows than its model.
    private func variants(of metric: ResolvedMetric) -> [MetricVariant] {
        guard let model = inheritedModel(of: metric) else { return metric.definition.variants }
        if case .copy? = model.computation { return [] }
        return metric.definition.variants
    }

    /// The model of a user's copy that says nothing of variants itself.
    private func inheritedModel(of metric: ResolvedMetric) -> MetricDefinition? {
        guard let written = written(metric), case .copy(let model)? = written.computation, written.variants.isEmpty
        else { return nil }
        return model.text == written.key.text ? resolution.catalogue[model.text] : resolution.definition(model.text)
    }

    private func written(_ metric: ResolvedMetric) -> MetricDefinition? {
        resolution.definition(metric.definition.key.text).flatMap { $0.isBuiltIn ? nil : $0 }
    }

    // MARK: One variant

    private func resolved(
        _ variant: MetricVariant, of metric: ResolvedMetric, given: [MetricParameter], _ collector: DiagnosticCollector
    ) -> ResolvedMetric? {
        guard let metricKey = variant.metric else { return nil }
        let resolution = MetricResolution(
            definitions: resolution.definitions, catalogue: resolution.catalogue, collector: collector)
        let isWritten = metricKey.start.file == metric.definition.key.start.file && !metric.definition.isBuiltIn
        let mention = isWritten ? metricKey : SourceText(metricKey.text, start: metric.place)
        let model = inheritedModel(of: metric)
        switch variant.computation {
        case .metric:
            guard model != nil, var copy = written(metric) else {
                guard var row = resolution.resolved(mention) else { return nil }
                row.take(given)
                return row
            }
            // The user's copy, of another model.
            let known = resolution.resolved(mention)?.definition.parameters.map(\.name.text) ?? []
            copy.computation = .copy(mention)
            copy.parameters = (copy.parameters + given).filter { known.contains($0.name.text) }
            (copy.title, copy.formula, copy.source, copy.caution) = (nil, nil, nil, nil)
            copy.unit = nil
            var row = resolution.filled(copy, mention: mention, chain: [])
            row?.rowKey = "\(metric.key)_\(variant.name.text)"
            return row
        case .copy(let definition):
            var base = metric
            if mention.text != metric.definition.key.text, mention.text != model?.key.text {
                guard var other = resolution.resolved(mention) else { return nil }
                other.take(given)
                base = other
            }
            resolution.checkCopy(definition, of: base)
            var row = base
            row.definition = definition.filled(from: base.definition)
            row.identity = MetricResolution.identity(of: definition).dropFirst() + base.identity
            row.modelKey = base.modelKey ?? base.definition.key.text
            row.rowKey = "\(metric.key)_\(variant.name.text)"
            return row
        }
    }

    /// Finds a key for a row; false where its very numbers stand in the results already.
    private func name(_ row: inout ResolvedMetric, _ variant: MetricVariant, of metric: ResolvedMetric) -> Bool {
        if row.rowKey == nil {
            guard let other = taken[row.key] else { return true }
            if other.definitionText == row.definitionText { return !other.isReported }
            row.rowKey = "\(metric.key)_\(variant.name.text)"
        }
        while let key = row.rowKey, taken[key] != nil || resolution.definition(key) != nil {
            if taken[key]?.definitionText == row.definitionText { return false }
            row.rowKey = key + "_variant"
        }
        return true
    }
}

extension ResolvedMetric {
    /// Takes the values of parameters that it has too.
    fileprivate mutating func take(_ given: [MetricParameter]) {
        for parameter in given {
            let index = definition.parameters.firstIndex { $0.name.text == parameter.name.text }
            if let index { definition.parameters[index].take(parameter) }
        }
    }
}
