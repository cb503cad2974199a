// Puts a definition into words: title, formula with its parameters, unit.

import Diagnostics
import Expressions
import Stages

extension ResolvedMetric {
    /// What readers must know of the metric. `table` is the table it is computed from, or the kind it needs.
    func description(
        table: String?, unit: MetricUnit? = nil, interval method: IntervalMethod? = nil
    ) -> MetricDescription? {
        guard let kind = definition.kind, let computation = definition.computation else { return nil }
        let interval = method ?? definition.interval ?? kind.intervals.first ?? .none
        return MetricDescription(
            key: key, title: definition.title ?? Wording(key),
            unit: unit ?? definition.unit ?? standardUnit(kind),
            better: definition.better ?? .none, formula: formulaWording(kind, computation), definition: definitionText,
            table: table, attribution: definition.time?.text,
            interval: interval == .none ? nil : interval.rawValue, minimumN: definition.minimumN ?? 30,
            source: definition.source, caution: definition.caution.map(withParameters))
    }

    /// The unit of a metric whose table is not known.
    private func standardUnit(_ kind: any WrittenKind.Type) -> MetricUnit {
        (kind as? any MetricKind.Type)?.traits.unit.standard(for: nil) ?? .number
    }

    /// The formula in the words of its definition, else in the words of the pipeline file.
    private func formulaWording(_ kind: any WrittenKind.Type, _ computation: MetricComputation) -> Wording {
        withAssumptions(withParameters(definition.formula ?? plainFormula(kind, computation)))
    }

    /// What the metric does without stands beside its formula.
    private func withAssumptions(_ wording: Wording) -> Wording {
        if assumptions.isEmpty { return wording }
        return Wording(
            en: "\(wording.english) (\(assumptions.map(\.said.english).joined(separator: "; ")))",
            zh: "\(wording.chinese)（\(assumptions.map(\.said.chinese).joined(separator: "；"))）")
    }

    private func plainFormula(_ kind: any WrittenKind.Type, _ computation: MetricComputation) -> Wording {
        var parts = [(key: kind.word, text: computation.text)]
        for key in kind.keys where key.changesNumbers {
            if let value = definition.settings.value(of: key) { parts.append((key.word, "\(value)")) }
        }
        parts += definition.attribution.texts
        for condition in definition.conditions { parts.append((MetricKeys.condition.word, "\(condition.expression)")) }
        return Wording(parts.map { "\($0.key): \($0.text)" }.joined(separator: "; "))
    }

    /// Replaces `$target` by `20 s`; longer names first, so that `$short` does not eat the head of `$short_limit`.
    func withParameters(_ wording: Wording) -> Wording {
        var (english, chinese) = (wording.english, wording.chinese)
        for parameter in definition.parameters.sorted(by: { $0.name.text.count > $1.name.text.count }) {
            let value = "\(parameter.constant)"
            english = Self.replace("$" + parameter.name.text, by: value, in: english)
            chinese = Self.replace("$" + parameter.name.text, by: value, in: chinese)
        }
        return Wording(en: english, zh: chinese)
    }

    private static func replace(_ name: String, by value: String, in text: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let found = rest.firstRange(of: name) {
            result += rest[..<found.lowerBound] + value
            rest = rest[found.upperBound...]
        }
        return result + rest
    }
}

extension MetricDescription {
    /// Takes over what follows from the metrics it is made from.
    mutating func rest(on parts: [MetricDescription]) {
        operands = []
        for key in parts.flatMap({ [$0.key] + $0.operands }) where !operands.contains(key) { operands.append(key) }
        footing.tables = Set(parts.flatMap(\.footing.tables)).sorted()
        let beyond = parts.filter(\.footing.looksBeyondPeriod)
        footing.looksBeyondPeriod = !beyond.isEmpty
        footing.looksAtMoments = !beyond.isEmpty && beyond.allSatisfy(\.footing.looksAtMoments)
    }
}

/// What the catalogue says of one of its metrics, before any table is known.
package struct CatalogueEntry: Sendable {
    /// `table` is the kind of table that the metric needs.
    package var description: MetricDescription
    /// The area it belongs to.
    package var area: String
    /// What it is, in a sentence, with its parameters put in.
    package var meaning: Wording?
    package var version: Int
    /// The ways in which others define the same.
    package var variants: [CatalogueVariant]
}

/// What the catalogue says of another definition of a metric.
package struct CatalogueVariant: Sendable {
    /// By which a pipeline file asks for it.
    package var name: String
    /// The metric that it is, or that it is a copy of.
    package var metric: String
    /// Of its row in the results.
    package var key: String
    package var description: MetricDescription
}

extension MetricCatalogue {
    /// All metrics, in the order of the catalogue.
    package var entries: [CatalogueEntry] { keys.compactMap { entry($0) } }

    /// What is said of a metric; nil for an unknown key.
    package func entry(_ key: String) -> CatalogueEntry? {
        let resolution = MetricResolution(definitions: [], catalogue: self, collector: DiagnosticCollector())
        guard let definition = self[key],
            let metric = resolution.resolved(SourceText(key, start: definition.key.start)),
            let description = metric.description(table: definition.table?.text)
        else { return nil }
        return CatalogueEntry(
            description: description, area: definition.area ?? "",
            meaning: definition.meaning.map(metric.withParameters), version: definition.version,
            variants: variants(of: metric))
    }

    private func variants(of metric: ResolvedMetric) -> [CatalogueVariant] {
        let resolution = MetricResolution(definitions: [], catalogue: self, collector: DiagnosticCollector())
        var expansion = VariantExpansion(resolution, taken: [metric], collector: DiagnosticCollector())
        var metric = metric
        let rows = expansion.rows(of: &metric, .all, isAsked: false, given: [])
        let metrics = Dictionary(
            metric.definition.variants.map { ($0.name.text, $0.metric?.text ?? "") }
        ) { first, _ in first }
        return metric.variants.compactMap { variant in
            guard let row = rows.first(where: { $0.key == variant.key }), let key = variant.key,
                let description = row.description(table: row.definition.table?.text)
            else { return nil }
            return CatalogueVariant(
                name: variant.name, metric: metrics[variant.name] ?? "", key: key, description: description)
        }
    }

    package var descriptions: [MetricDescription] { entries.map(\.description) }
}
