// The part of a whole: each label's share of all labels together.

import Diagnostics
import Expressions
import Stages
import Statistics
import Tabular

/// `share_of_total: METRIC` with `of_total: [SEGMENT]` – of the total over all labels of these segments, the share that each has.
///
/// The other segments of a breakdown and the period stay: by `[month, channel, team]` with `of_total: [channel]` the shares of the channels
/// add up to 100 % in every team and month. Rows whose label is unknown are part of the whole. A breakdown without these segments has the
/// whole, 100 %. The metric must be one that adds up: a count or a sum.
///
/// - Units: a fraction of 1. For a count Wilson's interval, and n is that of the whole; for a sum n is that of the part.
/// - Missing: a whole that is nothing, or not positive, has no shares.
/// - Example: 30 mails and 70 calls → mail 0.3 = 30 ÷ 100.
struct ShareOfTotal: CellKind {
    static let declaration = OptionKey(
        "share_of_total", .name(.metric),
        help: Wording(en: "the share of a total that each label of some segments has", zh: "某些分组的各标签占合计的比例"))

    static let whole = KindKey.names(
        "of_total", isRequired: true,
        help: Wording(en: "the segments whose labels add up to the total", zh: "其标签相加为合计的分组"))

    static let keys = [whole]

    static let intervals: [IntervalMethod] = [.wilson, .none]

    /// The segments, where they are written.
    private let written: [SourceText]

    init?(_ settings: KindSettings) {
        guard let names = settings.names(Self.whole) else { return nil }
        written = names
    }

    private var whole: [String] { written.map(\.text) }

    func character(of operands: [CellKindOperand], _ mistakes: CellKindMistakes) -> CellKindCharacter? {
        let unknown = written.filter { mistakes.segments[$0.text] == nil }
        for name in unknown {
            mistakes.tell(
                mistakes.isBuiltIn
                    ? AggregationDiagnostics.segmentNeeded(
                        name.text, of: operands[0].table, metric: mistakes.metric, at: mistakes.location)
                    : AggregationDiagnostics.unknownSegment(name, known: mistakes.segments.map(\.key)))
        }
        guard unknown.isEmpty else { return nil }
        guard operands[0].isAdditive else {
            mistakes.tell(
                AggregationDiagnostics.noWhole(
                    operands[0].key, metric: mistakes.metric, at: mistakes.location))
            return nil
        }
        return CellKindCharacter(
            unit: .fraction, interval: operands[0].isCount ? .wilson : .none,
            whole: CellFooting.Whole(segments: whole, isOfCounts: operands[0].isCount))
    }

    func nothing(of operands: [Measurement?]) -> Measurement? { operands[0] }

    func cells(_ input: CellKindInput) -> MetricCells {
        let parts = input.operands[0]
        let kept = input.breakdown.segments.indices.filter { !whole.contains(input.breakdown.segments[$0]) }
        var wholes: [CellPlace: Whole] = [:]
        for (position, place) in parts.places.enumerated() {
            wholes[Self.whole(of: place, keeping: kept), default: Whole()].add(parts.measurement(at: position))
        }
        return MetricCells(
            places: parts.places,
            measurements: parts.places.indices.map { position in
                let whole = wholes[Self.whole(of: parts.places[position], keeping: kept)] ?? Whole()
                // Of a whole that is not divided nothing is left to be sure of.
                let isDivided = kept.count < input.breakdown.segments.count
                return Self.share(parts.measurement(at: position), of: whole, input, isDivided: isDivided)
            })
    }

    private static func whole(of place: CellPlace, keeping kept: [Int]) -> CellPlace {
        CellPlace(period: place.period, labels: kept.map { place.labels[$0] })
    }

    /// All labels together.
    private struct Whole {
        var exact: ExactDecimal? = ExactDecimal(0)
        var real = ExactSum()
        var n = 0

        mutating func add(_ part: Measurement) {
            n += part.n
            guard let value = part.value else { return }
            real.add(value.doubleValue)
            guard case .exact(let decimal) = value, let sum = exact else {
                exact = nil
                return
            }
            exact = ExactDecimal.sum(sum, decimal)
        }

        var value: MetricValue { exact.map { .exact($0) } ?? .real(real.total) }
    }

    private static func share(_ part: Measurement, of whole: Whole, _ input: CellKindInput, isDivided: Bool)
        -> Measurement
    {
        guard let value = part.value, whole.value.doubleValue > 0 else {
            return Measurement(value: nil, numerator: part.value, n: input.areCounts[0] ? whole.n : part.n)
        }
        if input.areCounts[0], let successes = value.wholeNumber, let trials = whole.value.wholeNumber {
            return .share(successes, of: trials, hasInterval: isDivided && input.interval == .wilson)
        }
        return Measurement(
            value: .real(value.doubleValue / whole.value.doubleValue), numerator: value, denominator: whole.value,
            n: part.n, exactness: .quotient(times: 1))
    }

    /// A form of `key=label; key=label` as ``SegmentText`` writes it, whose groups are the labels.
    private static func labels(_ count: Int) -> String {
        "^" + [String](repeating: #"[^=]*=("(?:[^"\\]|\\.)*"|[^;"]*)"#, count: count).joined(separator: "; ") + "$"
    }

    func sql(_ scope: CellKindSQLScope) -> String {
        // Labels stand in one text, in the order of the breakdown; what is kept of it tells the wholes apart.
        let cases = scope.breakdowns.map { breakdown -> String in
            let kept = breakdown.segments.filter { !whole.contains($0) }
            if kept.isEmpty { return "WHEN \(breakdown.position) THEN ''" }
            let parts = kept.compactMap { breakdown.segments.firstIndex(of: $0) }.map { place in
                scope.dialect.extracting(Self.labels(breakdown.segments.count), group: place + 1, from: "segment")
            }
            return "WHEN \(breakdown.position) THEN \(parts.joined(separator: " || ';' || "))"
        }
        return """
            SELECT breakdown, period, segment, CASE WHEN whole > 0 THEN value / whole END AS value, value AS numerator,
              CASE WHEN value IS NOT NULL AND whole > 0 THEN whole END AS denominator, \(scope.areCounts[0] ? "whole_n" : "n") AS n
            FROM (SELECT *, sum(value) OVER (PARTITION BY breakdown, period, kept) AS whole,
                sum(n) OVER (PARTITION BY breakdown, period, kept) AS whole_n
              FROM (SELECT *, CASE breakdown \(cases.joined(separator: " ")) END AS kept FROM \(scope.first)))
            """
    }
}
