// The share of rows that fulfil a condition, among those that could.

import Diagnostics
import Stages

/// `share: CONDITION` with `among: CONDITION` – the rows that fulfil both, per row that fulfils the second; with `weight: EXPR` by their
/// weights.
///
/// - Units: a fraction of 1, with Wilson's interval.
/// - Weights: the weights of the rows that fulfil it ÷ those of all that could, which are its numerator and denominator; n is the number of
///   rows. The interval is Wilson's for as many rows as, unweighted, would have the same standard error: n* = p(1 − p) ÷ SE², SE being that
///   of the weighted `mean` of 1 and 0; of a share of 0 or 1, n* = (Σw)² ÷ Σw². A weight of 0 counts for nothing; a row whose weight is
///   missing or negative does not count, and is told.
/// - Missing: a row for which `among` cannot be decided is outside of it. A row inside `among` whose `share` condition
///   cannot be decided does not fulfil it. Without `among`, a row counts when the condition can be decided at all, so
///   that `share: csat >= 4` is among those who answered. No row in the denominator: no share, not 0.
/// - Example: `share: wait <= 20 s`, `among: answered` with waits 10 s, 30 s, and a call not answered → 0.5 = 1 ÷ 2.
/// - Source: Wilson (1927), JASA 22, 209–212; weights: Dean & Pagano (2015), Journal of Survey Statistics and Methodology 3, 484–503;
///   differences after Newcombe (1998), Statistics in Medicine 17, 873–890.
struct Share: MetricKind {
    static let declaration = OptionKey(
        "share", .formula,
        help: Wording(en: "the share of rows that fulfil a condition", zh: "满足条件的行所占比例"))

    static let among = KindKey.condition(
        "among", help: Wording(en: "condition of the denominator", zh: "分母的条件"))

    static let keys = [among, .weight]

    static let traits = KindTraits(
        takes: .condition, unit: .always(.fraction), intervals: [.wilson, .none], quotientOfSums: 1,
        tally: .fulfilling)

    /// Whether a condition says which rows are in the denominator.
    private let hasDenominator: Bool

    private let isWeighted: Bool

    init(_ preparation: KindPreparation) {
        hasDenominator = preparation.settings[Self.among] != nil
        isWeighted = preparation.settings[.weight] != nil
    }

    var traits: KindTraits { isWeighted ? Self.traits.weighted : Self.traits }

    var missingCells: MissingCells { hasDenominator ? .unfulfilled : .leftOut }

    /// Rows without weight are told, so the state has to see them.
    var skipsMissing: Bool { !isWeighted && !hasDenominator }

    func emptyState(of values: StateValues) -> any Accumulator {
        if isWeighted { return WeightedShareState(of: values, takesUndecided: hasDenominator) }
        return ShareState(hasInterval: values.hasInterval)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        guard isWeighted else {
            return .share(of: scope.count(where: "counts AND value_1"), among: scope.count(), scope)
        }
        let rows = hasDenominator ? scope.weighted : "\(scope.weighted) AND value_1 IS NOT NULL"
        func weight(_ condition: String) -> String {
            "coalesce(\(scope.realSum("CAST(value_2 AS DOUBLE)", where: condition)), 0)"
        }
        var sql = KindSQL.share(of: weight("\(rows) AND value_1"), among: weight(rows), scope)
        sql.n = scope.count(where: rows)
        return sql
    }
}

extension KindSQL {
    /// A share of counted things.
    static func share(of numerator: String, among denominator: String, _ scope: KindSQLScope) -> KindSQL {
        KindSQL(
            value: scope.quotient(numerator, denominator), numerator: numerator, denominator: denominator,
            n: denominator)
    }
}
