// Reads one metric definition: the same code for the catalogue and for what users define.

import Diagnostics
import Expressions
import Stages

/// Reads definitions in the language of `define:`.
///
/// A definition has exactly one of the keys that say its kind (see ``MetricKind/Word``), and may have `of`, `at`, `where`,
/// `title`, `unit`, `better`, `minimum_n`, `interval`, `range`, `parameters`, `scale`, `formula`, `source`, `caution`, `variants`,
/// `unchecked`; in the catalogue also `needs`.
struct MetricDefinitionReader {
    let isBuiltIn: Bool
    let collector: DiagnosticCollector

    /// All definitions of a mapping from keys to definitions.
    func definitions(_ node: OptionNode, of subject: Wording) -> [MetricDefinition] {
        let reader = OptionReader(node, of: subject, collector: collector)
        return reader.allEntries().map(definition)
    }

    private func definition(_ entry: OptionNode.Entry) -> MetricDefinition {
        let key = SourceText(entry.key, start: entry.keyLocation)
        var definition = MetricDefinition(key: key, isBuiltIn: isBuiltIn)
        if !Self.isName(entry.key) { collector.add(AggregationDiagnostics.wrongMetricName(key)) }
        let reader = OptionReader(entry.value, of: Wording("'\(entry.key)'"), collector: collector)
        definition.kind = kind(reader, of: definition)
        definition.table = reader.text("of")
        definition.time = reader.text("at")
        definition.conditions = [formula("where", reader)].compactMap { $0 }
        definition.among = formula("among", reader)
        definition.quantileShare = quantileShare(reader)
        definition.occasion = formula("on", reader)
        definition.occasionThreshold = reader.integer("at_least", in: 1...1_000_000)
        definition.span = span(reader)
        definition.title = reader.wording("title")
        definition.unit = reader.text("unit").flatMap(unit)
        definition.better = reader.choice("better")
        definition.minimumN = reader.integer("minimum_n", in: 1...1_000_000)
        definition.intervalPlace = reader.text("interval")
        definition.interval = reader.choice("interval")
        definition.parameters = parameters(reader)
        definition.factor = factor(reader)
        definition.range = range(reader)
        definition.formula = reader.wording("formula")
        definition.source = reader.wording("source")
        definition.caution = reader.wording("caution")
        definition.variants = reader.texts("variants") ?? []
        definition.needs = isBuiltIn ? reader.texts("needs") ?? [] : []
        definition.unchecked = reader.texts("unchecked") ?? []
        definition.builtInKind = isBuiltIn ? definition.table?.text : nil
        reader.finish()
        if case .mapping(let entries) = entry.value.content {
            definition.writtenKeys = entries.map { SourceText($0.key, start: $0.keyLocation) }
        }
        return definition
    }

    // MARK: Kinds

    private func kind(_ reader: OptionReader, of definition: MetricDefinition) -> MetricKind? {
        var found: [(word: MetricKind.Word, entry: OptionNode.Entry)] = []
        for word in MetricKind.Word.allCases {
            if let entry = reader.entry(word.rawValue) { found.append((word, entry)) }
        }
        guard let first = found.first else {
            collector.add(AggregationDiagnostics.noKind(of: definition.key))
            return nil
        }
        for other in found.dropFirst() {
            collector.add(
                AggregationDiagnostics.twoKinds(
                    of: definition.key.text, first: first.word.rawValue,
                    second: SourceText(other.word.rawValue, start: other.entry.keyLocation)))
        }
        let kind = kind(first.word, reader)
        return found.count == 1 ? kind : nil
    }

    private func kind(_ word: MetricKind.Word, _ reader: OptionReader) -> MetricKind? {
        switch word {
        case .count:
            guard let text = reader.text(word.rawValue) else { return nil }
            if text.text == "rows" { return .count }
            collector.add(AggregationDiagnostics.countOfSomethingElse(text))
            return nil
        case .like: return reader.text(word.rawValue).map { .like($0) }
        default: break
        }
        guard let formula = formula(word.rawValue, reader) else { return nil }
        return switch word {
        case .sum: .sum(formula)
        case .mean: .mean(formula)
        case .share: .share(formula)
        case .minimum: .minimum(formula)
        case .maximum: .maximum(formula)
        case .quantile: .quantile(formula)
        case .median: .median(formula)
        case .distinct: .distinct(formula)
        case .nps: .nps(formula)
        case .repeatShare: .repeatShare(formula)
        case .firstTime: .firstTime(formula)
        case .unrepeated: .unrepeated(formula)
        case .calculate: .calculate(formula)
        case .count, .like: nil
        }
    }

    private func formula(_ key: String, _ reader: OptionReader) -> MetricFormula? {
        reader.expression(key).map { MetricFormula(expression: $0, isBuiltIn: isBuiltIn) }
    }

    // MARK: Values

    private func quantileShare(_ reader: OptionReader) -> Double? {
        guard let text = reader.text("at_share") else { return nil }
        if let share = OptionReader.number(text.text), share > 0, share < 1 { return share }
        collector.add(
            StagesDiagnostics.wrongValue(
                of: Wording("'at_share'"),
                expected: Wording(en: "a share between 0% and 100%, such as 90%", zh: "0% 与 100% 之间的份额，如 90%"),
                found: text))
        return nil
    }

    /// A length of time, in milliseconds.
    private func span(_ reader: OptionReader) -> Int64? {
        guard let text = reader.text("within") else { return nil }
        let constant = Expression(text, collector: DiagnosticCollector())?.constant
        if case .duration(let milliseconds)? = constant, milliseconds > 0 { return milliseconds }
        collector.add(
            StagesDiagnostics.wrongValue(
                of: Wording("'within'"),
                expected: Wording(en: "a length of time such as 7 d or 24 h", zh: "时长，如 7 d 或 24 h"), found: text))
        return nil
    }

    private func factor(_ reader: OptionReader) -> Double? {
        guard let text = reader.text("scale") else { return nil }
        if let factor = OptionReader.number(text.text), factor > 0 { return factor }
        collector.add(
            StagesDiagnostics.wrongValue(
                of: Wording("'scale'"), expected: Wording(en: "a number above 0", zh: "大于 0 的数"), found: text))
        return nil
    }

    /// The ends of a scale: `[1, 5]`.
    private func range(_ reader: OptionReader) -> ClosedRange<Double>? {
        guard let texts = reader.texts("range") else { return nil }
        let numbers = texts.compactMap { OptionReader.number($0.text) }
        if texts.count == 2, numbers.count == 2, numbers[0] < numbers[1] { return numbers[0]...numbers[1] }
        if let first = texts.first {
            collector.add(
                StagesDiagnostics.wrongValue(
                    of: Wording("'range'"),
                    expected: Wording(en: "the lowest and the highest score, such as [1, 5]", zh: "最低分与最高分，如 [1, 5]"),
                    found: SourceText(texts.map(\.text).joined(separator: ", "), start: first.start)))
        }
        return nil
    }

    private func unit(_ text: SourceText) -> MetricUnit? {
        switch text.text {
        case "fraction": return .fraction
        case "per_1000": return .perThousand
        case "points": return .points
        case "count": return .count
        case "s": return .seconds
        case "min": return .minutes
        case "h": return .hours
        case "d": return .days
        case "number": return .number
        case "money": return .currency("")
        default:
            let code = text.text.dropFirst("money:".count)
            if text.text.hasPrefix("money:"), code.count == 3, code.allSatisfy({ $0.isASCII && $0.isUppercase }) {
                return .currency(String(code))
            }
            collector.add(
                StagesDiagnostics.unknownChoice(
                    text, of: Wording("'unit'"),
                    choices: [
                        "fraction", "per_1000", "points", "count", "s", "min", "h", "d", "number", "money", "money:CNY",
                    ]))
            return nil
        }
    }

    private func parameters(_ reader: OptionReader) -> [MetricParameter] {
        guard let node = reader.node("parameters") else { return [] }
        let entries = OptionReader(node, of: Wording("'parameters'"), collector: collector)
        return entries.allEntries().compactMap { parameter($0) }
    }

    /// A parameter's value: a single literal such as `20 s`, `5`, `80%` or `'A'`.
    func parameter(_ entry: OptionNode.Entry) -> MetricParameter? {
        let name = SourceText(entry.key, start: entry.keyLocation)
        guard let value = OptionReader.text(entry.value, of: Wording("'\(entry.key)'"), collector: collector),
            let expression = Expression(value, collector: collector)
        else { return nil }
        guard let constant = expression.constant else {
            collector.add(AggregationDiagnostics.parameterIsNoLiteral(name.text, found: value))
            return nil
        }
        return MetricParameter(name: name, value: value, constant: constant)
    }

    /// Whether a text can name a metric: so that formulas over metrics and cell addresses can mention it plainly.
    static func isName(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, first == "_" || first.properties.isAlphabetic else { return false }
        return text.unicodeScalars.allSatisfy {
            $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
        }
    }
}
