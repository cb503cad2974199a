// One number from several: the weighted mean of metrics of one unit, over those that there are.

import Diagnostics
import Expressions
import Stages
import Statistics
import Tabular

/// `weighted_index: [METRIC, METRIC]` with `weights: [2, 1]` – the mean of several metrics, each with its weight.
///
/// Where a part has no value, the others are taken by their weights alone, as long as they hold `coverage` of all weights; so an agent
/// without one of five ratings still has an index, and one with a single rating need not have. The parts must be of one unit; bring
/// scores of other scales to one first.
///
/// - Units: those of the parts. The numerator is the sum of weighted parts, the denominator that of the weights that were there. n is the
///   fewest of the parts that were there. Without interval.
/// - Missing: less than `coverage` of the weights, no index.
/// - Example: `[attitude, speed]` of 80 and 60, `weights: [3, 1]` → 75 = 300 ÷ 4; without speed 80 = 240 ÷ 3.
struct WeightedIndex: CellKind {
    static let declaration = OptionKey(
        "weighted_index", .oneOrMore(.name(.metric)),
        help: Wording(en: "the mean of several metrics, each with its weight", zh: "多个指标的加权平均"))

    static let weights = KindKey.numbers(
        "weights", help: Wording(en: "the weight of each part; all the same if nothing is said", zh: "各部分的权重；不写则相同"),
        expected: Wording(en: "numbers above 0, such as [2, 1]", zh: "大于 0 的数，如 [2, 1]")
    ) { $0 > 0 && $0.isFinite }

    static let coverage = KindKey.number(
        "coverage",
        help: Wording(en: "the share of the weights that must be there; 0 if nothing is said", zh: "至少须有的权重占比；不写则为 0"),
        expected: Wording(en: "a number from 0 to 1, such as 0.7", zh: "0 到 1 的数，如 0.7")
    ) { (0...1).contains($0) }

    static let keys = [weights, coverage]

    static let intervals: [IntervalMethod] = [.none]

    private let weights: [Double]?
    private let coverage: Double

    init?(_ settings: KindSettings) {
        weights = settings.numbers(Self.weights)
        coverage = settings.number(Self.coverage) ?? 0
    }

    func character(of operands: [CellKindOperand], _ mistakes: CellKindMistakes) -> CellKindCharacter? {
        if let weights, weights.count != operands.count {
            mistakes.tell(
                AggregationDiagnostics.weightCount(
                    weights.count, parts: operands.count, metric: mistakes.metric, at: mistakes.location))
            return nil
        }
        let units = operands.map { ($0.key, $0.unit) }
        guard units.allSatisfy({ $0.1 == units[0].1 }) else {
            mistakes.tell(AggregationDiagnostics.mixedUnits(mistakes.metric, units, at: mistakes.location))
            return nil
        }
        let directions = Set(operands.map(\.better))
        return CellKindCharacter(
            unit: units[0].1, better: directions.count == 1 ? directions.first : nil,
            tellsOperands: true)
    }

    private func weight(_ part: Int) -> Double { weights.map { $0[part] } ?? 1 }

    func cells(_ input: CellKindInput) -> MetricCells {
        let places = MetricCells.united(input.operands.map(\.places))
        let all = input.operands.indices.reduce(0) { $0 + weight($1) }
        return MetricCells(
            places: places,
            measurements: places.map { place in
                var (sum, weights) = (ExactSum(), 0.0)
                var n: Int?
                for (part, cells) in input.operands.enumerated() {
                    let measurement =
                        cells[place] ?? input.absent[part].measurement(inPeriod: place.period, among: cells)
                    guard let value = measurement.value else { continue }
                    sum.add(weight(part) * value.doubleValue)
                    weights += weight(part)
                    n = min(n ?? .max, measurement.n)
                }
                guard weights > 0, weights >= coverage * all * (1 - 1e-12) else {
                    return Measurement(value: nil, n: n ?? 0)
                }
                return Measurement(
                    value: .real(sum.total / weights), numerator: .real(sum.total), denominator: .real(weights),
                    n: n ?? 0)
            })
    }

    func sql(_ scope: CellKindSQLScope) -> String {
        let operands = OperandsSQL(
            cells: scope.cells, absent: scope.absent, breakdowns: scope.breakdowns.map(\.position))
        let all = scope.cells.indices.reduce(0) { $0 + weight($1) }
        let parts = scope.cells.indices.map { part -> (total: String, weight: String, n: String) in
            let (operand, weight) = ("operand_\(part + 1)", "CAST(\(weight(part)) AS DOUBLE)")
            return (
                "coalesce(\(weight) * \(operand), 0)", "CASE WHEN \(operand) IS NOT NULL THEN \(weight) ELSE 0 END",
                "CASE WHEN \(operand) IS NOT NULL THEN n_\(part + 1) END"
            )
        }
        let leastN = parts.count == 1 ? parts[0].n : "least(\(parts.map(\.n).joined(separator: ", ")))"
        let isEnough = "weights > 0 AND weights >= \(coverage * all * (1 - 1e-12))"
        return """
            \(operands.tables)
            SELECT breakdown, period, segment, CASE WHEN \(isEnough) THEN total / weights END AS value,
              CASE WHEN \(isEnough) THEN total END AS numerator, CASE WHEN \(isEnough) THEN weights END AS denominator,
              coalesce(least_n, 0) AS n
            FROM (SELECT breakdown, period, segment, \(parts.map(\.total).joined(separator: " + ")) AS total,
                \(parts.map(\.weight).joined(separator: " + ")) AS weights, \(leastN) AS least_n
              FROM operands)
            """
    }
}
