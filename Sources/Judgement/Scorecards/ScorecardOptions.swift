// What may be written under `scorecards:` in a pipeline file.

import Diagnostics
import Stages

/// The `scorecards:` part of a pipeline file.
///
///     scorecards:
///       agents:
///         by: agent
///         parts:
///           - { metric: csat_top2, weight: 60, floor: 60%, target: 85%, stretch: 95% }
///           - { metric: aht, weight: 40, floor: 10 min, target: 6 min, stretch: 4 min, better: lower }
package typealias ScorecardOptions = NamedRequests<ScorecardRequest>

/// A scorecard as written.
package struct ScorecardRequest: NamedRequest {
    /// Its key, and where it stands.
    var name: SourceText
    var title: Wording
    var segment: SourceText?
    var parts: [ScorecardPartRequest] = []
    /// The metric that is set beside the scores.
    var aligned: SourceText?
    var rules = Scorecard.Rules()
    /// Whether nothing in it is told to be wrong.
    private(set) var isRight = true

    /// So many parts have few enough combinations of weights for all to be tried.
    static let mostParts = 12

    package static let keys = ScorecardKeys.ofScorecard

    package static func subject(_ name: String) -> Wording { Wording(en: "scorecard '\(name)'", zh: "记分卡 '\(name)'") }

    package init?(_ entry: NamedEntry) {
        let (reader, collector) = (entry.reader, entry.collector)
        name = entry.name
        title = entry.title
        segment = reader.text(ScorecardKeys.by)
        aligned = reader.text(ScorecardKeys.alignedWith)
        if let aligned, segment == nil {
            tell(ScorecardDiagnostics.alignmentWithoutLabels(aligned, of: name.text), to: collector)
        }
        if let coverage = reader.share(ScorecardKeys.coverage) { rules.leastCoverage = coverage }
        if let bands = reader.node(ScorecardKeys.bands) { readBands(bands, collector: collector) }
        if let list = reader.node(ScorecardKeys.parts) { readParts(list, collector: collector) }
    }

    private mutating func tell(_ mistake: Diagnostic, to collector: DiagnosticCollector) {
        isRight = false
        collector.add(mistake)
    }

    private mutating func readBands(_ node: OptionNode, collector: DiagnosticCollector) {
        let reader = OptionReader(node, of: Wording("'bands'"), keys: ScorecardKeys.ofBands, collector: collector)
        let (meets, near) = (reader.number(ScorecardKeys.meets), reader.number(ScorecardKeys.near))
        reader.finish()
        if let meets { rules.meets = meets }
        if let near { rules.near = near }
        if rules.near <= 0 || rules.near >= rules.meets || rules.meets > 100 {
            tell(ScorecardDiagnostics.bandsOutOfOrder(rules, at: node.location), to: collector)
        }
    }

    private mutating func readParts(_ node: OptionNode, collector: DiagnosticCollector) {
        let items: [OptionNode]
        switch node.content {
        case .list(let list): items = list
        case .mapping: items = [node]
        case .empty: items = []
        case .scalar:
            tell(StagesDiagnostics.wrongKind(of: Wording("'parts'"), expected: .list, found: node), to: collector)
            return
        }
        let read = items.map { ScorecardPartRequest($0, collector: collector) }
        parts = read.compactMap { $0 }
        if parts.count < items.count { isRight = false }
        if items.isEmpty { tell(ScorecardDiagnostics.noParts(name.text, at: node.location), to: collector) }
        if items.count > Self.mostParts {
            tell(
                ScorecardDiagnostics.tooManyParts(name.text, count: items.count, at: node.location), to: collector)
        }
        tellOfWeights(isComplete: parts.count == items.count, collector: collector)
        for (index, part) in parts.enumerated()
        where parts[..<index].contains(where: { $0.metric.text == part.metric.text }) {
            tell(ScorecardDiagnostics.partTwice(part.metric, of: name.text), to: collector)
        }
    }

    /// - Parameter isComplete: whether no part is lacking for its own mistake, which is told.
    private mutating func tellOfWeights(isComplete: Bool, collector: DiagnosticCollector) {
        guard isComplete, let first = parts.first else { return }
        let sum = parts.reduce(0) { $0 + $1.weight }
        if (sum - 100).magnitude > 1e-6 {
            tell(ScorecardDiagnostics.wrongSumOfWeights(sum, of: name.text, at: first.weightPlace), to: collector)
        }
    }
}

/// A part of a scorecard as written; its numbers are read when the metric's unit is known.
struct ScorecardPartRequest: Sendable {
    var metric: SourceText
    var weight: Double
    var weightPlace: SourceLocation
    var floor: SourceText
    var target: SourceText
    var stretch: SourceText
    /// Where `better` stands, with what it says.
    var better: (direction: Direction, place: SourceLocation)?

    init?(_ node: OptionNode, collector: DiagnosticCollector) {
        let reader = OptionReader(
            node, of: Wording(en: "an entry of 'parts'", zh: "'parts' 的一项"), keys: ScorecardKeys.ofPart,
            collector: collector)
        let metric = reader.text(ScorecardKeys.metric)
        let (weightText, weight) = (reader.text(ScorecardKeys.weight), reader.number(ScorecardKeys.weight))
        let marks = [ScorecardKeys.floor, ScorecardKeys.target, ScorecardKeys.stretch].map { reader.text($0) }
        if let place = reader.text(ScorecardKeys.better)?.start,
            let written = reader.choice(ScorecardKeys.better, as: WrittenDirection.self)
        {
            better = (written.direction, place)
        }
        reader.finish()
        guard let metric, let weight, let weightText, let floor = marks[0], let target = marks[1],
            let stretch = marks[2]
        else { return nil }
        // 40% is 40 of 100.
        let percent = weightText.text.hasSuffix("%") ? weight * 100 : weight
        guard percent > 0 else {
            collector.add(
                StagesDiagnostics.wrongValue(
                    of: Wording("'weight'"), expected: Wording(en: "a number above 0", zh: "大于 0 的数"),
                    found: weightText))
            return nil
        }
        self.metric = metric
        self.weight = percent
        weightPlace = weightText.start
        self.floor = floor
        self.target = target
        self.stretch = stretch
    }
}
