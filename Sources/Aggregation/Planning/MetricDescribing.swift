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
    private func withParameters(_ wording: Wording) -> Wording {
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

extension MetricCatalogue {
    /// What the catalogue says of each of its metrics, before any table is known.
    ///
    /// - Shape: in the order of the catalogue; `table` is the kind of table a metric needs.
    package var descriptions: [MetricDescription] {
        let resolution = MetricResolution(definitions: [], catalogue: self, collector: DiagnosticCollector())
        return definitions.compactMap { definition in
            resolution.resolved(SourceText(definition.key.text, start: definition.key.start))?
                .description(table: definition.table?.text)
        }
    }
}
