// What people think of somebody, by what they are to them: 360° assessments. Raters are counted, not rows.

import Diagnostics
import Stages
import Statistics
import Tabular

/// `rating: EXPR` with `rater: KEY` – the mean over different raters of what each says, as in 360° assessments; the mean of all rows of a
/// rater is one opinion. With `relation: EXPR` each relation (customers, peers, supervisors) is averaged by itself, and the score is
/// Σ weight · mean ÷ Σ weight over the relations that count, by `weight: EXPR`.
///
/// - Raters: a relation with fewer than `min_raters` different raters is not shown by itself, for they could be recognised: such relations
///   are taken together as *others*, one mean over all their raters with the sum of their weights. Where these are too few as well, they do
///   not count, and the weights of the rest fill up. Who rates in two such relations is one rater, of two opinions.
/// - Own: with `own: CONDITION` the rows that people write of themselves stand apart. No number of raters is asked of them, and
///   alone they make no score.
/// - Gives: `gives: gap` is the own opinion less the score of the others, `gives: coverage` the sum of the weights that count, which is the
///   share of the whole where the weights add up to 1.
/// - Units: those of the column. n is the number of different raters in the smallest group that counts, own opinions aside, so that what is
///   hidden below some n hides a number in which fewer raters than that stand together. Where none counts, it is the number of all raters.
/// - Interval: raters are drawn independently within their relation: SE² = Σ (weight ÷ Σ weight)² · s² ÷ raters, with Student's t of n − 1
///   degrees of freedom, never more than Satterthwaite's. A single own opinion does not vary. Where a group has one rater, there is none.
/// - Missing: a row without value, rater, relation or weight is left out; one whose weight is 0 too.
/// - Complexity: O(rows · log rows); 40 bytes per row.
/// - Example: customers 75, 85, 95 with weight 0.6, one peer 40 with 0.25, own opinion 100 with 0.1 → peers are too few to count:
///   (0.6 · 85 + 0.1 · 100) ÷ 0.7 = 87.14, n = 3, gap 15, coverage 0.7.
/// - Source: weights and folding are our own; degrees of freedom: Satterthwaite (1946), Biometrics Bulletin 2, 110–114.
struct Rating: MetricKind {
    /// What of it is the number.
    enum Outcome: String, CaseIterable {
        case score, gap, coverage
    }

    static let declaration = OptionKey(
        "rating", .formula,
        help: Wording(en: "the mean over different raters of what each says", zh: "各评价人所评分数的均值，按人计而非按行计"))

    static let rater = KindKey.value(
        "rater", isRequired: true,
        help: Wording(en: "who rates; a number in place of a name will do", zh: "评价人；可用编号代替姓名"))

    static let relation = KindKey.value(
        "relation", of: .texts,
        help: Wording(
            en: "what raters are to the rated; each relation is averaged by itself", zh: "评价人与被评价人的关系；各关系分别取均值"))

    static let own = KindKey.value(
        "own", of: .condition, help: Wording(en: "condition of a row that people write of themselves", zh: "自评行的条件"))

    static let least = KindKey.wholeNumber(
        "min_raters", in: 1...1000, standard: 3,
        help: Wording(
            en: "how many different raters a relation needs to stand by itself", zh: "一方至少须有多少位不同的评价人才单独计入"))

    static let result = KindKey.word(
        "gives", of: Outcome.self, standard: .score,
        help: Wording(
            en: "the score, the gap of the own opinion from that of the others, or the weights that count",
            zh: "给出综合得分、自评与他评之差，或计入的权重"),
        expected: Wording(en: "'score', 'gap' or 'coverage'", zh: "'score'、'gap' 或 'coverage'"))

    static let keys = [rater, relation, KindKey.weight, own, least, result, Mean.range]

    static let traits = KindTraits(takes: .quantities, intervals: [.t, .none], withholds: true, strays: .weights)

    let least: Int
    let result: Outcome
    let limits: Interval?
    /// Where the columns of its keys stand, behind those of the formula and of the raters; nil where they are not written.
    let places: (relation: Int?, weight: Int?, own: Int?)

    init?(_ preparation: KindPreparation) {
        let settings = preparation.settings
        guard settings[Self.rater] != nil, let least = settings.count(Self.least),
            let result = settings.word(Self.result).flatMap({ Outcome(rawValue: $0) })
        else { return nil }
        self.least = least
        self.result = result
        limits =
            result == .score
            ? settings.range(Mean.range).map { Interval(low: $0.lowerBound, high: $0.upperBound) } ?? preparation.bounds
            : nil
        var next = 2
        let written = [Self.relation, KindKey.weight, Self.own].map { key -> Int? in
            guard settings[key] != nil else { return nil }
            defer { next += 1 }
            return next
        }
        places = (written[0], written[1], written[2])
    }

    static func == (first: Rating, second: Rating) -> Bool {
        first.least == second.least && first.result == second.result && first.limits == second.limits
            && first.places == second.places
    }

    /// A row without a weight is told, and one of the own opinion needs no relation.
    var skipsMissing: Bool { false }

    func emptyState(of values: StateValues) -> any Accumulator { RatingState(self, values) }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        func column(_ place: Int?) -> String? { place.map { "value_\($0 + 1)" } }
        let weight = column(places.weight)
        var needs = ["counts", scope.isKnown("value_1", scope.type), "value_2 IS NOT NULL"]
        let own = column(places.own).map { "coalesce(\($0), FALSE)" } ?? "FALSE"
        if let relation = column(places.relation) { needs.append("(\(own) OR \(relation) IS NOT NULL)") }
        if let weight, let place = places.weight {
            needs += ["\(weight) > 0", scope.isKnown(weight, scope.keyTypes[place - 1])]
        }
        let used = "coalesce(\(needs.joined(separator: " AND ")), FALSE)"
        let relation = column(places.relation).map { "CASE WHEN NOT \(own) THEN \($0) END" } ?? "NULL"
        let relations = "PARTITION BY breakdown, period, segment, \(used), \(own), \(relation)"
        let value = scope.inUnit("CAST(value_1 AS DOUBLE)")
        var sql = KindSQL(value: "", n: "")
        sql.overGroup = [
            "avg(\(value)) OVER (\(relations), value_2) AS opinion",
            "row_number() OVER (\(relations), value_2 ORDER BY place) AS opinion_row",
            "max(CAST(\(weight ?? "1") AS DOUBLE)) OVER (\(relations)) AS relation_weight",
            "row_number() OVER (\(relations) ORDER BY place) AS relation_row",
        ]
        sql.overMarked = [
            "count(*) FILTER (WHERE opinion_row = 1) OVER (\(relations)) AS raters",
            "avg(opinion) FILTER (WHERE opinion_row = 1) OVER (\(relations)) AS relation_mean",
        ]
        let others = "\(used) AND NOT \(own)"
        let (large, small) = ("\(others) AND raters >= \(least)", "\(others) AND raters < \(least)")
        let folded = scope.differentCount(of: "value_2", where: small)
        let isFolded = "\(folded) >= \(least)"
        func sum(_ number: String, where condition: String) -> String {
            "coalesce(sum(\(number)) FILTER (WHERE \(condition) AND relation_row = 1), 0)"
        }
        let foldedWeight = sum("relation_weight", where: small)
        let foldedMean = "avg(opinion) FILTER (WHERE \(small) AND opinion_row = 1)"
        let weights = "\(sum("relation_weight", where: large)) + CASE WHEN \(isFolded) THEN \(foldedWeight) ELSE 0 END"
        let scores =
            "\(sum("relation_weight * relation_mean", where: large)) "
            + "+ CASE WHEN \(isFolded) THEN \(foldedWeight) * \(foldedMean) ELSE 0 END"
        let ownWeight = "coalesce(max(relation_weight) FILTER (WHERE \(used) AND \(own)), 0)"
        let ownMean = "avg(opinion) FILTER (WHERE \(used) AND \(own) AND opinion_row = 1)"
        let number =
            switch result {
            case .score: "(\(scores) + coalesce(\(ownWeight) * \(ownMean), 0)) / (\(weights) + \(ownWeight))"
            case .gap: "\(ownMean) - (\(scores)) / (\(weights))"
            case .coverage: "\(weights) + \(ownWeight)"
            }
        sql.value = "CASE WHEN \(weights) > 0 THEN \(number) END"
        let fewest =
            "least(coalesce(min(raters) FILTER (WHERE \(large)), \(Int32.max)), CASE WHEN \(isFolded) THEN \(folded) ELSE \(Int32.max) END)"
        sql.n = "CASE WHEN \(weights) > 0 THEN \(fewest) ELSE \(scope.differentCount(of: "value_2", where: others)) END"
        return sql
    }
}
