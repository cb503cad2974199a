// Scores: the cells of a scorecard's metrics become points, the points a score, with its band and how sure that is.

import Glibc
import Stages
import Tabular

/// The value of a cell as a scorecard takes it.
struct ScoredValue {
    var value: Double
    var low: Double?
    var high: Double?
    var basis: Scorecard.Basis
}

/// Scores the labels of a scorecard from the cells that are shown.
///
/// A score is Σ weight · points ÷ Σ weight over the parts at hand. Its interval takes the parts to vary independently of each other; where
/// they rest on the same contacts it is rough.
///
/// - Source: the interval of a sum from those of its parts: Zou & Donner (2008), Statistics in Medicine 27, 1693–1702.
struct Scoring {
    let results: MetricResults
    let sections: [CellSection]
    /// What a cell is worth; as it was measured unless somebody draws it towards the whole.
    var valueOfCell: (MetricCell) -> ScoredValue? = Scoring.measured

    /// The value as it stands in the results.
    static func measured(_ cell: MetricCell) -> ScoredValue? {
        guard let value = cell.value?.doubleValue, value.isFinite else { return nil }
        return ScoredValue(value: value, low: cell.low, high: cell.high, basis: .raw)
    }

    func scored(_ planned: PlannedScorecard) -> Scorecard {
        var scorecard = Scorecard(
            key: planned.key, title: planned.title, segment: planned.segment, period: results.period,
            parts: planned.parts, rules: planned.rules)
        let metrics = planned.parts.map { part in results.metrics.firstIndex { $0.key == part.metric } }
        let cells = metrics.map { self.cells(of: $0, by: scorecard.breakdown) }
        var labels = Set(cells.flatMap(\.keys))
        if scorecard.segment == nil { labels.insert([]) }
        if let unknown = unknownLabel(of: planned.segment), labels.remove([unknown]) != nil {
            scorecard.leavesOutUnknown = true
        }
        scorecard.scores = labels.sorted { $0.lexicographicallyPrecedes($1) }.map { labels in
            let contributions = planned.parts.indices.map { part in
                contribution(cells[part][labels], of: planned.parts[part], metrics[part].map { results.metrics[$0] })
            }
            return score(of: labels, contributions, in: planned)
        }
        scorecard.alignment = ScoreAlignment(results: results, sections: sections)
            .aligned(scorecard, with: planned.aligned)
        scorecard.areBandsApart = Self.areBandsApart(scorecard.scores.compactMap(\.value))
        return scorecard
    }

    /// The cells of the report's period by their labels.
    private func cells(of metric: Int?, by breakdown: Breakdown) -> [[Int]: MetricCell] {
        var found: [[Int]: MetricCell] = [:]
        for section in sections where section.metric == metric && section.breakdown == breakdown {
            for position in section.cells(in: results.period) {
                found[results.cells[position].labels] = results.cells[position]
            }
        }
        return found
    }

    private func unknownLabel(of segment: String?) -> Int? {
        results.segments.first { $0.key == segment }?.labels.firstIndex { $0.key == SegmentLabel.unknown.key }
    }

    // MARK: A part

    private func contribution(
        _ cell: MetricCell?, of part: Scorecard.Part, _ metric: MetricDescription?
    ) -> Scorecard.Contribution {
        guard let cell, let metric else { return .lacking(.noRows) }
        switch cell.status {
        case .hidden: return .lacking(.hidden)
        case .partial: return .lacking(.partial)
        case .undefined: return .lacking(cell.n == 0 ? .noRows : .undefined)
        case .plain, .met, .missed, .uncertain: break
        }
        guard let scored = valueOfCell(cell) else { return .lacking(cell.n == 0 ? .noRows : .undefined) }
        if metric.isFew(cell.n) { return .lacking(.fewRows) }
        let ends = [scored.low, scored.high].map { $0.map(part.scale.points) }
        let (worse, better) = part.scale.isRising ? (ends[0], ends[1]) : (ends[1], ends[0])
        return .counted(
            Scorecard.Counted(
                value: scored.value, basis: scored.basis, n: cell.n, points: part.scale.points(of: scored.value),
                low: worse, high: better, added: 0))
    }

    // MARK: The whole

    private func score(
        of labels: [Int], _ contributions: [Scorecard.Contribution], in planned: PlannedScorecard
    ) -> Scorecard.Score {
        let counted = zip(planned.parts, contributions).compactMap { part, contribution in
            contribution.counted.map { (weight: part.weight, part: $0) }
        }
        let (all, present) = (
            planned.parts.reduce(0) { $0 + $1.weight }, counted.reduce(0) { $0 + $1.weight }
        )
        let coverage = Scorecard.rounded(present / all)
        guard present > 0, coverage >= planned.rules.leastCoverage else {
            return Scorecard.Score(labels: labels, contributions: contributions, coverage: coverage, value: nil)
        }
        let added = zip(planned.parts, contributions).map { part, contribution in
            guard var counted = contribution.counted else { return contribution }
            counted.added = Scorecard.rounded(part.weight / present * counted.points)
            return .counted(counted)
        }
        return Scorecard.Score(
            labels: labels, contributions: added, coverage: coverage,
            value: value(counted.map(\.weight), counted.map(\.part), planned.rules))
    }

    private func value(
        _ weights: [Double], _ parts: [Scorecard.Counted], _ rules: Scorecard.Rules
    ) -> Scorecard.Value {
        let points = parts.map(\.points)
        let score = WeightChanges.score(weights, points)
        let band = rules.band(of: score)
        let stress = WeightChanges.stress(weights, points, rules)
        let present = weights.reduce(0, +)
        func distance(to ends: [Double?]) -> Double? {
            var squares = 0.0
            for index in parts.indices {
                guard let end = ends[index] else { return nil }
                let step = weights[index] / present * (end - points[index])
                squares += step * step
            }
            return squares.squareRoot()
        }
        let low = distance(to: parts.map(\.low)).map { max(0, Scorecard.rounded(score - $0)) }
        let high = distance(to: parts.map(\.high)).map { min(100, Scorecard.rounded(score + $0)) }
        var isSure = stress.surviving == stress.combinations
        if let low, let high {
            isSure = isSure && rules.band(of: low) == band && rules.band(of: high) == band
        } else {
            isSure = false
        }
        return Scorecard.Value(points: score, band: band, low: low, high: high, stress: stress, isSure: isSure)
    }

    /// Whether two of different bands have intervals that do not meet.
    ///
    /// - Complexity: O(scores).
    private static func areBandsApart(_ values: [Scorecard.Value]) -> Bool {
        let bands = Scorecard.Band.allCases.map { band in values.filter { $0.band == band } }
        for (index, better) in bands.enumerated() {
            let lowest = better.compactMap(\.low).max()
            let highest = bands.dropFirst(index + 1).joined().compactMap(\.high).min()
            if let lowest, let highest, lowest > highest { return true }
        }
        return false
    }
}
