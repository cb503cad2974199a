// Finds the definitions of the wanted metrics, follows `like`, puts parameters in, and gathers what calculations need.

import Diagnostics
import Expressions
import Stages

/// Resolves keys to complete definitions; a pipeline's own definitions come before those of the catalogue.
struct MetricResolution {
    let definitions: [MetricDefinition]
    let catalogue: MetricCatalogue
    let collector: DiagnosticCollector

    init(definitions: [MetricDefinition], catalogue: MetricCatalogue, collector: DiagnosticCollector) {
        self.definitions = definitions
        self.catalogue = catalogue
        self.collector = collector
    }

    /// Every key that can be wanted.
    var knownKeys: [String] { definitions.map(\.key.text) + catalogue.keys }

    func definition(_ key: String) -> MetricDefinition? {
        definitions.first { $0.key.text == key } ?? catalogue[key]
    }

    /// The metrics to report, in order, and all that must be computed for them (reported ones first).
    ///
    /// Reported are those listed, then those the pipeline defines without listing them, unless they only serve a
    /// calculation. Behind each stand those of its variants that are wanted and not listed themselves.
    ///
    /// - Parameter showsVariants: whether metrics show their variants where nothing is said beside them.
    func wanted(_ requests: [MetricRequest], showsVariants: Bool) -> WantedMetrics {
        var reported: [ResolvedMetric] = []
        var choices: [(choice: VariantChoice?, given: [MetricParameter])] = []
        var listed: [String: SourceText] = [:]
        for request in requests {
            if let first = listed[request.key.text] {
                collector.add(AggregationDiagnostics.listedTwice(request.key, first: first.start))
                continue
            }
            listed[request.key.text] = request.key
            guard var metric = resolved(request.key) else { continue }
            put(request.parameters, into: &metric)
            metric.isReported = true
            reported.append(metric)
            choices.append((request.variants, request.parameters))
        }
        let served = Set(
            definitions.flatMap { definition -> [String] in
                (definition.computation?.operands ?? []).map(\.text).filter { $0 != definition.key.text }
            })
        var helpers: [ResolvedMetric] = []
        for definition in definitions where listed[definition.key.text] == nil {
            guard var metric = resolved(definition.key) else { continue }
            metric.isReported = !served.contains(definition.key.text)
            if metric.isReported { reported.append(metric) } else { helpers.append(metric) }
        }
        choices += reported.dropFirst(choices.count).map { _ in (nil, []) }
        var all = WantedMetrics.closure(of: reported + helpers, resolved)
        var expansion = VariantExpansion(self, taken: all, collector: collector)
        var rows: [ResolvedMetric] = []
        for (index, (choice, given)) in choices.enumerated() {
            let variants = expansion.rows(
                of: &reported[index], choice ?? (showsVariants ? .all : .none), isAsked: choice != nil, given: given)
            rows += [reported[index]] + variants
        }
        if rows.count > reported.count {
            let known = all
            all = WantedMetrics.closure(of: rows + helpers) { operand in
                known.first { $0.key == operand.text } ?? resolved(operand)
            }
        }
        let circular = circularCalculations(among: all)
        return WantedMetrics(
            reported: rows.filter { !circular.contains($0.key) }, helpers: helpers,
            all: all.filter { !circular.contains($0.key) }, leftOut: expansion.leftOut)
    }

    /// The complete definition of a key mentioned at a place; nil when there is none or it is wrong.
    func resolved(_ mention: SourceText) -> ResolvedMetric? {
        guard let definition = definition(mention.text) else {
            collector.add(
                AggregationDiagnostics.unknownMetric(
                    mention, known: knownKeys, other: catalogue.otherAnswers[mention.text]))
            return nil
        }
        return filled(definition, mention: mention, chain: [mention.text])
    }

    func filled(_ definition: MetricDefinition, mention: SourceText, chain: [String]) -> ResolvedMetric? {
        guard case .copy(let model)? = definition.computation else {
            guard let kind = definition.kind, definition.computation != nil else { return nil }
            checkKeys(of: definition, kind: kind)
            return ResolvedMetric(
                definition: definition, place: mention.start,
                identity: definition.isBuiltIn ? [] : Self.identity(of: definition))
        }
        // A pipeline may narrow a built-in metric under its own name.
        let isOwnModel = model.text == definition.key.text && !definition.isBuiltIn && catalogue[model.text] != nil
        if !isOwnModel, chain.contains(model.text) {
            collector.add(AggregationDiagnostics.circular(chain + [model.text], at: model))
            return nil
        }
        let modelMention = definition.isBuiltIn ? SourceText(model.text, start: mention.start) : model
        guard let modelDefinition = isOwnModel ? catalogue[model.text] : self.definition(model.text) else {
            collector.add(AggregationDiagnostics.unknownMetric(modelMention, known: knownKeys))
            return nil
        }
        guard let base = filled(modelDefinition, mention: modelMention, chain: chain + [model.text]) else { return nil }
        if let kind = base.definition.kind { checkKeys(of: definition, kind: kind) }
        checkNames(of: definition.parameters, in: base.definition, at: definition.isBuiltIn ? mention.start : nil)
        var metric = ResolvedMetric(
            definition: definition.filled(from: base.definition), place: modelMention.start, identity: [])
        if definition.isBuiltIn { metric.place = mention.start }
        checkScale(of: metric, given: definition.parameters, before: base.definition.parameters)
        if !definition.isBuiltIn { metric.identity = Self.identity(of: definition) + base.identity }
        return metric
    }

    static func identity(of definition: MetricDefinition) -> [String] {
        var parts: [String] = []
        if let kind = definition.kind, let computation = definition.computation {
            parts.append("\(kind.word)=\(computation.text)")
        }
        if let table = definition.table { parts.append("of=\(table.text)") }
        if let time = definition.time { parts.append("at=\(time.text)") }
        parts += definition.attribution.texts.map { "\($0.key)=\($0.text)" }
        parts += definition.settings.texts(changingNumbers: true)
        for condition in definition.conditions { parts.append("where=\(condition.expression)") }
        return parts + definition.settings.texts(changingNumbers: false)
    }

    // MARK: Parameters

    private func put(_ parameters: [MetricParameter], into metric: inout ResolvedMetric) {
        checkNames(of: parameters, in: metric.definition, at: nil)
        let before = metric.definition.parameters
        defer { checkScale(of: metric, given: parameters, before: before) }
        for parameter in parameters {
            guard let index = metric.definition.parameters.firstIndex(where: { $0.name.text == parameter.name.text })
            else { continue }
            metric.definition.parameters[index].take(parameter)
        }
    }

    private func checkScale(of metric: ResolvedMetric, given: [MetricParameter], before: [MetricParameter]) {
        let scale = ScaleParameters(of: metric.definition, given: given, before: before, at: metric.place)
        collector.add(scale?.problems ?? [])
    }

    /// Tells of parameters that the model does not have, and of values of another type than the model's.
    private func checkNames(of parameters: [MetricParameter], in model: MetricDefinition, at place: SourceLocation?) {
        for parameter in parameters {
            let name = SourceText(parameter.name.text, start: place ?? parameter.name.start)
            guard let known = model.parameters.first(where: { $0.name.text == name.text }) else {
                collector.add(
                    AggregationDiagnostics.unknownParameter(
                        name, of: model.key.text, known: model.parameters.map(\.name.text)))
                continue
            }
            if parameter.constant.converted(to: known.constant.type) == nil {
                collector.add(
                    AggregationDiagnostics.wrongParameter(
                        name.text, found: SourceText(parameter.value.text, start: place ?? parameter.value.start),
                        example: known.constant))
            }
        }
    }

    // MARK: Keys that belong to other kinds

    /// Tells of keys and parameters of a copy that its model does not have.
    func checkCopy(_ definition: MetricDefinition, of base: ResolvedMetric) {
        if let kind = base.definition.kind { checkKeys(of: definition, kind: kind) }
        checkNames(of: definition.parameters, in: base.definition, at: definition.isBuiltIn ? base.place : nil)
    }

    private func checkKeys(of definition: MetricDefinition, kind: any WrittenKind.Type) {
        for key in definition.writtenKeys where !kind.owns(key.text) {
            let owners = KindCatalogue.owners(of: key.text)
            if owners.isEmpty { continue }
            collector.add(
                AggregationDiagnostics.keyOfAnotherKind(key, kind: kind.word, owners: owners.count > 4 ? [] : owners))
        }
        if let interval = definition.interval, let place = definition.intervalPlace, !kind.intervals.contains(interval)
        {
            collector.add(
                AggregationDiagnostics.wrongInterval(place, kind: kind.word, choices: kind.intervals.map(\.rawValue)))
        }
        for parameter in definition.parameters where parameter.name.text == PlannedFormula.Late.parameter {
            collector.add(AggregationDiagnostics.reservedParameter(parameter.name))
        }
    }

    // MARK: Circles

    /// The calculations that need themselves, directly or through others, each told of once.
    private func circularCalculations(among metrics: [ResolvedMetric]) -> Set<String> {
        var circular: Set<String> = []
        let byKey = Dictionary(metrics.map { ($0.key, $0) }) { first, _ in first }
        for metric in metrics where !circular.contains(metric.key) {
            guard let circle = circle(from: metric.key, path: [], byKey) else { continue }
            let mention = metric.operands.first { circle.contains($0.text) } ?? metric.definition.key
            collector.add(AggregationDiagnostics.circular(circle, at: mention))
            circular.formUnion(circle)
        }
        return circular
    }

    private func circle(from key: String, path: [String], _ metrics: [String: ResolvedMetric]) -> [String]? {
        if key == path.first { return path + [key] }
        if path.contains(key) { return nil }
        for operand in metrics[key]?.operands ?? [] {
            if let found = circle(from: operand.text, path: path + [key], metrics) { return found }
        }
        return nil
    }
}
