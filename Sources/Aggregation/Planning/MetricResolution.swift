// Finds the definitions of the wanted metrics, follows `like`, puts parameters in, and gathers what calculations need.

import Diagnostics
import Expressions
import Stages

/// A metric whose definition is complete: no `like` is left in it.
struct ResolvedMetric: Sendable {
    var definition: MetricDefinition
    /// Where the user can mend what is wrong with a built-in part: the line that lists the metric, or mentions it.
    var place: SourceLocation
    /// What sets it apart from a catalogue metric of the same key; empty for one used as it is.
    var identity: [String]
    /// What the table at hand lacks, and how the metric does without it.
    var assumptions: [Assumption] = []

    var key: String { definition.key.text }

    /// Whether only the user can be pointed at what is wrong with a formula.
    func location(of formula: MetricFormula) -> SourceLocation {
        formula.isBuiltIn ? place : formula.expression.source.start
    }

    /// The metrics a calculation mentions, with the place to blame.
    var operands: [SourceText] {
        guard case .calculate(let formula)? = definition.kind else { return [] }
        return formula.expression.columnNames.map { formula.isBuiltIn ? SourceText($0.text, start: place) : $0 }
    }

    /// `service_level{target=20 s,short=5 s}`: numbers are compared only when this text is the same.
    var definitionText: String {
        let parameters = definition.parameters.map { "\($0.name.text)=\($0.constant)" }
        let without = assumptions.filter { !$0.isEquivalent }.map { "without=\($0.column)" }
        let parts = identity + parameters + without
        return parts.isEmpty ? key : "\(key){\(parts.joined(separator: ","))}"
    }
}

/// Resolves keys to complete definitions; a pipeline's own definitions come before those of the catalogue.
struct MetricResolution {
    private let definitions: [MetricDefinition]
    private let catalogue: MetricCatalogue
    private let collector: DiagnosticCollector

    init(definitions: [MetricDefinition], catalogue: MetricCatalogue, collector: DiagnosticCollector) {
        self.definitions = definitions
        self.catalogue = catalogue
        self.collector = collector
    }

    /// Every key that can be wanted.
    var knownKeys: [String] { definitions.map(\.key.text) + catalogue.definitions.map(\.key.text) }

    func definition(_ key: String) -> MetricDefinition? {
        definitions.first { $0.key.text == key } ?? catalogue[key]
    }

    /// The metrics to report, in order, and all that must be computed for them (reported ones first).
    ///
    /// Reported are those listed, then those the pipeline defines without listing them, unless they only serve a
    /// calculation.
    func wanted(_ requests: [MetricRequest]) -> (reported: [ResolvedMetric], all: [ResolvedMetric]) {
        var reported: [ResolvedMetric] = []
        var listed: [String: SourceText] = [:]
        for request in requests {
            if let first = listed[request.key.text] {
                collector.add(AggregationDiagnostics.listedTwice(request.key, first: first.start))
                continue
            }
            listed[request.key.text] = request.key
            guard var metric = resolved(request.key) else { continue }
            put(request.parameters, into: &metric)
            reported.append(metric)
        }
        let served = Set(
            definitions.flatMap { definition -> [String] in
                guard case .calculate(let formula)? = definition.kind else { return [] }
                return formula.expression.columnNames.map(\.text).filter { $0 != definition.key.text }
            })
        var helpers: [ResolvedMetric] = []
        for definition in definitions where listed[definition.key.text] == nil {
            guard let metric = resolved(definition.key) else { continue }
            if served.contains(definition.key.text) { helpers.append(metric) } else { reported.append(metric) }
        }
        var all = reported + helpers
        var next = 0
        while next < all.count {
            for operand in all[next].operands where !all.contains(where: { $0.key == operand.text }) {
                if let metric = resolved(operand) { all.append(metric) }
            }
            next += 1
        }
        let circular = circularCalculations(among: all)
        return (reported.filter { !circular.contains($0.key) }, all.filter { !circular.contains($0.key) })
    }

    /// The complete definition of a key mentioned at a place; nil when there is none or it is wrong.
    func resolved(_ mention: SourceText) -> ResolvedMetric? {
        guard let definition = definition(mention.text) else {
            collector.add(AggregationDiagnostics.unknownMetric(mention, known: knownKeys))
            return nil
        }
        return filled(definition, mention: mention, chain: [mention.text])
    }

    private func filled(_ definition: MetricDefinition, mention: SourceText, chain: [String]) -> ResolvedMetric? {
        guard case .like(let model)? = definition.kind else {
            guard definition.kind != nil else { return nil }
            checkKeys(of: definition, kind: definition.kind)
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
        checkKeys(of: definition, kind: base.definition.kind)
        checkNames(of: definition.parameters, in: base.definition, at: definition.isBuiltIn ? mention.start : nil)
        var metric = ResolvedMetric(
            definition: definition.filled(from: base.definition), place: modelMention.start, identity: [])
        if definition.isBuiltIn { metric.place = mention.start }
        checkScale(of: metric, given: definition.parameters, before: base.definition.parameters)
        if !definition.isBuiltIn { metric.identity = Self.identity(of: definition) + base.identity }
        return metric
    }

    private static func identity(of definition: MetricDefinition) -> [String] {
        var parts: [String] = []
        switch definition.kind {
        case .like(let model): parts.append("like=\(model.text)")
        case .count: parts.append("count=rows")
        case let kind?: parts.append("\(kind.word.rawValue)=\(kind.formula.map { "\($0.expression)" } ?? "")")
        case nil: break
        }
        if let table = definition.table { parts.append("of=\(table.text)") }
        if let time = definition.time { parts.append("at=\(time.text)") }
        if let among = definition.among { parts.append("among=\(among.expression)") }
        if let share = definition.quantileShare { parts.append("at_share=\(share)") }
        if let occasion = definition.occasion { parts.append("on=\(occasion.expression)") }
        if let threshold = definition.occasionThreshold { parts.append("at_least=\(threshold)") }
        if let span = definition.span { parts.append("within=\(Constant.duration(span))") }
        for condition in definition.conditions { parts.append("where=\(condition.expression)") }
        if let range = definition.range { parts.append("range=\(range.lowerBound)...\(range.upperBound)") }
        if let factor = definition.factor { parts.append("scale=\(MetricValue.real(factor).text)") }
        return parts
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

    private func checkKeys(of definition: MetricDefinition, kind: MetricKind?) {
        guard let word = kind?.word else { return }
        for key in definition.writtenKeys {
            let owners: [MetricKind.Word]? =
                switch key.text {
                case "among": [.share]
                case "at_share": [.quantile]
                case "on", "at_least": [.repeatShare]
                case "within": [.unrepeated]
                case "scale": [.calculate]
                case "range": [.mean]
                case "of", "at", "where": MetricKind.Word.allCases.filter { $0 != .calculate }
                default: nil
                }
            guard let owners, !owners.contains(word) else { continue }
            collector.add(
                AggregationDiagnostics.keyOfAnotherKind(
                    key, kind: word.rawValue, owners: owners.count > 4 ? [] : owners.map(\.rawValue)))
        }
        if let interval = definition.interval, let place = definition.intervalPlace, let kind,
            !kind.intervals.contains(interval)
        {
            collector.add(
                AggregationDiagnostics.wrongInterval(
                    place, kind: word.rawValue, choices: kind.intervals.map(\.rawValue)))
        }
        for parameter in definition.parameters where parameter.name.text == AggregationPlan.dataEnd {
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
