// Promoters minus detractors per hundred answers.

import Diagnostics
import Stages
import Statistics
import Tabular

/// `nps: EXPR` – the Net Promoter Score of answers from 0 to 10.
///
/// 9 and above is a promoter, 6 and below a detractor, what lies between is neither.
///
/// - Units: points from −100 to 100, never a percentage; with the adjusted Wald interval.
/// - Missing: missing answers are left out, and so are answers outside 0…10, which are counted and told of.
/// - Example: 10, 9, 7, 3 → 25 points = 100 · (2 − 1) ÷ 4.
/// - Source: Rocks (2016), The American Statistician 70, 365–372.
struct NPS: MetricKind {
    static let declaration = OptionKey(
        "nps", .formula,
        help: Wording(en: "the Net Promoter Score of answers from 0 to 10", zh: "0 至 10 分答卷的净推荐值"))

    static let traits = KindTraits(
        takes: .numbers, unit: .always(.points), intervals: [.nps, .none], quotientOfSums: 100, scale: 0...10)

    init(_ preparation: KindPreparation) {}

    func emptyState(of values: StateValues) -> any Accumulator { NPSState(hasInterval: values.hasInterval) }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        let promoters = scope.count(where: "counts AND value_1 BETWEEN 9 AND 10")
        let detractors = scope.count(where: "counts AND value_1 BETWEEN 0 AND 6")
        let (difference, answers) = (
            "(\(promoters) - \(detractors))", scope.count(where: "counts AND value_1 BETWEEN 0 AND 10")
        )
        return KindSQL(
            value: scope.quotient("100 * \(difference)", answers), numerator: difference, denominator: answers,
            n: answers)
    }
}

/// How many promoters, passives and detractors each group has.
struct NPSState: Accumulator {
    /// Promoters, passives, detractors and strays of each group, side by side.
    private var counts: [Int] = [0, 0, 0, 0]
    private let hasInterval: Bool

    init(hasInterval: Bool) { self.hasInterval = hasInterval }

    mutating func makeRoom(forGroups count: Int) { counts.lengthen(to: 4 * count, with: 0) }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        switch columns[0] {
        case .integer(let column): count(groups, column.values, limits: (6, 9, 10))
        case .real(let column): count(groups, column.values, limits: (6, 9, 10))
        case .decimal(let column):
            // At the finest scale ten does not fit into 64 bits; then no cell can be above it either.
            let unit = ExactDecimal.powerOfTen(column.scale) ?? 1
            func limit(_ score: Int128) -> Int64 { Int64(clamping: score &* unit) }
            count(groups, column.units.values, limits: (limit(6), limit(9), limit(10)))
        case .text, .flag, .date, .instant, .duration: break
        }
    }

    private mutating func count<Number: Comparable & ExpressibleByIntegerLiteral>(
        _ groups: GroupSpan, _ scores: [Number], limits: (Number, Number, Number)
    ) {
        let (detractor, promoter, highest) = limits
        counts.withUnsafeMutableBufferPointer { counts in
            scores.withUnsafeBufferPointer { scores in
                for row in 0..<min(groups.count, scores.count) {
                    let score = scores[row]
                    let isValid = score >= 0 && score <= highest
                    let kind = !isValid ? 3 : score >= promoter ? 0 : score > detractor ? 1 : 2
                    counts[4 &* Int(groups[row]) &+ kind] &+= 1
                }
            }
        }
    }

    mutating func merge(_ other: NPSState, numbers: [UInt32]) {
        for group in 0..<other.counts.count / 4 {
            for kind in 0..<4 { counts[4 * Int(numbers[group]) + kind] &+= other.counts[4 * group + kind] }
        }
    }

    func finish(jobs: Int) -> [Measurement] {
        (0..<counts.count / 4).map { group in
            let (promoters, passives, detractors) = (counts[4 * group], counts[4 * group + 1], counts[4 * group + 2])
            let n = promoters + passives + detractors
            let score = NetPromoterScore(promoters: promoters, passives: passives, detractors: detractors)
            return Measurement(
                value: score.map { .real($0.points) }, numerator: Measurement.count(promoters - detractors),
                denominator: Measurement.count(n), n: n, interval: hasInterval ? score?.interval() : nil,
                evidence: hasInterval ? score.map { .promoters($0) } ?? .none : .none, exactness: .quotient(times: 100))
        }
    }

    func strays(inGroup group: Int) -> Int { counts[4 * group + 3] }
}
