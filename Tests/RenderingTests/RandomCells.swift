// Random small tables, measured plainly into results of every kind of metric and several breakdowns.

import Diagnostics
import Stages
import Tabular
import TestSupport

@testable import Rendering

/// Rows of calls and what the metrics of a report come to, reckoned without any of the program's own machinery.
struct RandomCells {
    struct Row {
        /// Region, tier, agent.
        var labels: [Int]
        var day: Int
        var isAnswered: Bool
        var amount: Int
        var refund: Int
        var score: Int?
    }

    static let keys = ["region", "tier", "agent"]
    static let sizes = [3, 3, 4]
    static let days = 2
    static let firstDay = SampleResults.day(2026, 9, 7)

    var rows: [Row] = []
    var breakdowns: [Breakdown]
    /// Metrics that the report leaves out.
    var absent: Set<String> = []

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let count = Int.random(in: 20...160, using: &random)
        // Some labels are rare.
        let rare = Double.random(in: 0.3...0.9, using: &random)
        for _ in 0..<count {
            let labels = Self.sizes.map { size -> Int in
                random.chance(rare) ? 0 : Int.random(in: 0..<size, using: &random)
            }
            rows.append(
                Row(
                    labels: labels, day: random.chance(0.6) ? 0 : Int.random(in: 0..<Self.days, using: &random),
                    isAnswered: random.chance(0.8), amount: Int.random(in: 100_000...9_999_999, using: &random),
                    refund: random.chance(0.1) ? Int.random(in: 1...90_000, using: &random) : 0,
                    score: random.chance(0.5) ? Int.random(in: 1...5, using: &random) : nil))
        }
        let choices = [
            Breakdown(segments: ["region"]), Breakdown(segments: ["tier"]), Breakdown(segments: ["agent"]),
            Breakdown(segments: ["region", "tier"]), Breakdown(segments: ["tier", "agent"]),
            Breakdown(segments: ["region", "agent"]), Breakdown(grain: .day),
            Breakdown(grain: .day, segments: ["region"]), Breakdown(grain: .day, segments: ["agent"]),
        ]
        breakdowns = [.total] + choices.filter { _ in random.chance(0.5) }
    }

    static let period = Period(grain: nil, start: firstDay, end: firstDay + days)

    static func periods(of breakdown: Breakdown) -> [Period] {
        breakdown.grain == nil
            ? [period] : (0..<days).map { Period(.day, containing: firstDay + $0) }
    }

    /// The rows of a place.
    func rows(_ breakdown: Breakdown, _ period: Period, _ labels: [Int]) -> [Row] {
        rows.filter { row in
            let day = Self.firstDay + row.day
            return period.start.map { $0 <= day } != false && period.end.map { day < $0 } != false
                && zip(breakdown.segments, labels).allSatisfy { key, label in
                    Self.keys.firstIndex(of: key).map { row.labels[$0] == label } ?? false
                }
        }
    }

    static func combinations(_ breakdown: Breakdown) -> [[Int]] {
        breakdown.segments.compactMap { keys.firstIndex(of: $0) }.map { sizes[$0] }.reduce([[]]) { lists, size in
            lists.flatMap { list in (0..<size).map { list + [$0] } }
        }
    }

    private static func metric(
        _ key: String, _ unit: MetricUnit, interval: String? = nil, counts: Bool = false, operands: [String] = []
    ) -> MetricDescription {
        MetricDescription(
            key: key, title: Wording(key), unit: unit, better: .none, formula: Wording(key), definition: key,
            interval: interval, counts: counts, operands: operands)
    }

    static let metrics = [
        metric("calls", .count, counts: true), metric("answered", .count, counts: true),
        metric("abandoned", .count, counts: true),
        metric("answer_rate", .fraction, interval: "wilson"), metric("paid", .number), metric("refunds", .number),
        metric("net", .number, operands: ["paid", "refunds"]), metric("score", .points, interval: "t"),
        metric("highest", .number), metric("middle", .number),
    ]

    /// The cells of one place, in the order of the metrics.
    static func cells(_ rows: [Row], _ breakdown: Breakdown, _ period: Period, _ labels: [Int]) -> [MetricCell] {
        func cell(
            _ metric: String, _ value: Double?, n: Int, numerator: Int? = nil, denominator: Int? = nil
        ) -> MetricCell {
            MetricCell(
                metric: metric, breakdown: breakdown, period: period, labels: labels, value: value.map { .real($0) },
                numerator: numerator.map { .exact(ExactDecimal($0)) },
                denominator: denominator.map { .exact(ExactDecimal($0)) }, n: n,
                status: value == nil ? .undefined : .plain)
        }
        let n = rows.count
        let answered = rows.count { $0.isAnswered }
        let paid = rows.reduce(0) { $0 + $1.amount }
        let refunds = rows.filter { $0.refund > 0 }
        let refunded = refunds.reduce(0) { $0 + $1.refund }
        let scores = rows.compactMap(\.score)
        let sum = scores.reduce(0, +)
        let amounts = rows.map(\.amount).sorted()
        return [
            cell("calls", Double(n), n: n), cell("answered", Double(answered), n: answered),
            cell("abandoned", Double(n - answered), n: n - answered),
            cell(
                "answer_rate", n > 0 ? Double(answered) / Double(n) : nil, n: n, numerator: answered, denominator: n),
            cell("paid", Double(paid), n: n), cell("refunds", Double(refunded), n: refunds.count),
            cell("net", Double(paid - refunded), n: n),
            cell(
                "score", scores.isEmpty ? nil : Double(sum) / Double(scores.count), n: scores.count, numerator: sum,
                denominator: scores.count),
            cell("highest", amounts.last.map(Double.init), n: n),
            cell("middle", amounts.isEmpty ? nil : Double(amounts[amounts.count / 2]), n: n),
        ]
    }

    func results() -> MetricResults {
        var cells: [[MetricCell]] = Self.metrics.map { _ in [] }
        for breakdown in breakdowns {
            for period in Self.periods(of: breakdown) {
                for labels in Self.combinations(breakdown) {
                    let rows = rows(breakdown, period, labels)
                    if rows.isEmpty, !labels.isEmpty { continue }
                    for (index, cell) in Self.cells(rows, breakdown, period, labels).enumerated() {
                        cells[index].append(cell)
                    }
                }
            }
        }
        let segments = zip(Self.keys, Self.sizes).map { key, size in
            Segment(key: key, title: Wording(key), labels: (0..<size).map { SegmentLabel(key: "\(key)\($0)") })
        }
        return MetricResults(
            metrics: Self.metrics.filter { !absent.contains($0.key) }, breakdowns: breakdowns, segments: segments,
            period: Self.period,
            cells: Array(cells.joined()).filter { !absent.contains($0.metric) })
    }
}
