// Puts a definition into words: title, formula with its parameters, unit.

import Diagnostics
import Expressions
import Stages

extension ResolvedMetric {
    /// What readers must know of the metric. `table` is the table it is computed from, or the kind it needs.
    func description(
        table: String?, unit: MetricUnit? = nil, interval method: IntervalMethod? = nil
    ) -> MetricDescription? {
        guard let kind = definition.kind else { return nil }
        let interval = method ?? definition.interval ?? kind.intervals.first ?? .none
        return MetricDescription(
            key: key, title: definition.title ?? Wording(key), unit: unit ?? definition.unit ?? defaultUnit(kind),
            better: definition.better ?? .none, formula: formulaWording(kind), definition: definitionText,
            table: table, attribution: definition.time?.text,
            interval: interval == .none ? nil : interval.rawValue, minimumN: definition.minimumN ?? 30,
            source: definition.source, caution: definition.caution.map(withParameters))
    }

    private func defaultUnit(_ kind: MetricKind) -> MetricUnit {
        switch kind {
        case .share, .repeatShare, .unrepeated: .fraction
        case .nps: .points
        case .count, .distinct, .firstTime: .count
        default: .number
        }
    }

    /// The formula in the words of its definition, else in the words of the pipeline file.
    private func formulaWording(_ kind: MetricKind) -> Wording {
        withAssumptions(withParameters(plainFormula(kind)))
    }

    /// What the metric does without stands beside its formula.
    private func withAssumptions(_ wording: Wording) -> Wording {
        if assumptions.isEmpty { return wording }
        return Wording(
            en: "\(wording.english) (\(assumptions.map(\.said.english).joined(separator: "; ")))",
            zh: "\(wording.chinese)（\(assumptions.map(\.said.chinese).joined(separator: "；"))）")
    }

    private func plainFormula(_ kind: MetricKind) -> Wording {
        if let formula = definition.formula { return formula }
        var parts: [(key: String, text: String)] = []
        if let formula = kind.formula {
            parts.append((kind.word.rawValue, "\(formula.expression)"))
        } else {
            parts.append((kind.word.rawValue, "rows"))
        }
        if let share = definition.quantileShare { parts.append(("at_share", MetricValue.real(share).text)) }
        if let among = definition.among { parts.append(("among", "\(among.expression)")) }
        if let occasion = definition.occasion { parts.append(("on", "\(occasion.expression)")) }
        if case .repeatShare = kind { parts.append(("at_least", "\(definition.occasionThreshold ?? 2)")) }
        if let span = definition.span { parts.append(("within", "\(Constant.duration(span))")) }
        for condition in definition.conditions { parts.append(("where", "\(condition.expression)")) }
        if let factor = definition.factor { parts.append(("scale", MetricValue.real(factor).text)) }
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
