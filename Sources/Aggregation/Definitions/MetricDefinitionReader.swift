// Reads one metric definition: the same code for the catalogue and for what users define.

import Diagnostics
import Expressions
import Stages

/// Reads definitions in the language of `define:`.
///
/// A definition has exactly one of the keys that say what is computed (``KindCatalogue``), and may have those that every metric
/// may have (``MetricKeys``) and those of its kind. Keys of other kinds are read too, for a `like` is of the kind of its model,
/// which is not known yet.
struct MetricDefinitionReader {
    let isBuiltIn: Bool
    let collector: DiagnosticCollector

    /// All definitions of a mapping from keys to definitions.
    func definitions(_ node: OptionNode, of subject: Wording) -> [MetricDefinition] {
        let reader = OptionReader(node, of: subject, form: .entries(.any), collector: collector)
        return reader.allEntries().map(definition)
    }

    func definition(_ entry: OptionNode.Entry) -> MetricDefinition {
        let key = SourceText(entry.key, start: entry.keyLocation)
        var definition = MetricDefinition(key: key, isBuiltIn: isBuiltIn)
        if !Self.isName(entry.key) { collector.add(AggregationDiagnostics.wrongMetricName(key)) }
        let reader = OptionReader(
            entry.value, of: Wording("'\(entry.key)'"), keys: KindCatalogue.read(isBuiltIn: isBuiltIn),
            collector: collector)
        let kinds = kinds(reader, of: key)
        if let kind = kinds.first {
            let value = KindValue(key: kind.declaration, reader: reader, isBuiltIn: isBuiltIn)
            let computation = kind.computation(value)
            if kinds.count == 1 { (definition.kind, definition.computation) = (kind, computation) }
        }
        definition.table = reader.text(MetricKeys.table)
        definition.attribution = WrittenAttribution(reader)
        definition.time = reader.text(MetricKeys.time)
        if let time = definition.time {
            definition.attribution.isSnapshot = time.text == MetricKeys.noTime
            if time.text == MetricKeys.noTime { definition.time = nil }
        }
        definition.conditions = [condition(reader)].compactMap { $0 }
        for key in KindCatalogue.keys { definition.settings[key] = key.setting(reader, isBuiltIn: isBuiltIn) }
        definition.title = reader.wording(MetricKeys.title)
        definition.unit = reader.text(MetricKeys.unit).flatMap(unit)
        definition.better = reader.choice(MetricKeys.better)
        definition.minimumN = reader.integer(MetricKeys.minimumN)
        definition.intervalPlace = reader.text(MetricKeys.interval)
        definition.interval = reader.choice(MetricKeys.interval)
        definition.parameters = parameters(reader)
        definition.formula = reader.wording(MetricKeys.formula)
        definition.source = reader.wording(MetricKeys.source)
        definition.caution = reader.wording(MetricKeys.caution)
        definition.variants = variants(reader)
        if isBuiltIn {
            definition.needs = reader.texts(MetricKeys.needs) ?? []
            definition.meaning = reader.wording(MetricKeys.meaning)
            definition.version = reader.integer(MetricKeys.version) ?? 1
        }
        definition.unchecked = reader.texts(MetricKeys.unchecked) ?? []
        definition.builtInKind = isBuiltIn ? definition.table?.text : nil
        reader.finish()
        if case .mapping(let entries) = entry.value.content {
            definition.writtenKeys = entries.map { SourceText($0.key, start: $0.keyLocation) }
        }
        return definition
    }

    /// What is written to say what is computed; that it is not exactly one is told.
    private func kinds(_ reader: OptionReader, of metric: SourceText) -> [any WrittenKind.Type] {
        let found = KindCatalogue.kinds.compactMap { kind in
            reader.entry(kind.declaration).map { (kind: kind, entry: $0) }
        }
        guard let first = found.first else {
            collector.add(AggregationDiagnostics.noKind(of: metric, known: KindCatalogue.words))
            return []
        }
        for other in found.dropFirst() {
            collector.add(
                AggregationDiagnostics.twoKinds(
                    of: metric.text, first: first.kind.word,
                    second: SourceText(other.kind.word, start: other.entry.keyLocation)))
        }
        return found.map(\.kind)
    }

    private func condition(_ reader: OptionReader) -> MetricFormula? {
        reader.expression(MetricKeys.condition).map { MetricFormula(expression: $0, isBuiltIn: isBuiltIn) }
    }

    /// Other definitions of the same: metrics by their keys, or by names of their own metrics and copies.
    private func variants(_ reader: OptionReader) -> [MetricVariant] {
        guard let node = reader.node(MetricKeys.variants) else { return [] }
        guard case .mapping = node.content else {
            let keys = reader.texts(MetricKeys.variants) ?? []
            return keys.map { MetricVariant(name: $0, computation: .metric($0)) }
        }
        let entries = OptionReader(
            node, of: Wording("'variants'"), form: MetricKeys.variants.value, collector: collector
        ).allEntries()
        return entries.map { entry in
            let name = SourceText(entry.key, start: entry.keyLocation)
            if let metric = entry.value.sourceText { return MetricVariant(name: name, computation: .metric(metric)) }
            return MetricVariant(name: name, computation: .copy(definition(entry)))
        }
    }

    // MARK: Values

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
                    choices: MetricKeys.unitWords + ["money:CNY"]))
            return nil
        }
    }

    private func parameters(_ reader: OptionReader) -> [MetricParameter] {
        guard let node = reader.node(MetricKeys.parameters) else { return [] }
        let entries = OptionReader(
            node, of: Wording("'parameters'"), form: MetricKeys.parameters.value, collector: collector)
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
