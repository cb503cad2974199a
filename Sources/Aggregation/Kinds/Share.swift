// The share of rows that fulfil a condition, among those that could.

import Diagnostics
import Stages

/// `share: CONDITION` with `among: CONDITION` – the rows that fulfil both, per row that fulfils the second.
///
/// - Units: a fraction of 1, with Wilson's interval.
/// - Missing: a row for which `among` cannot be decided is outside of it. A row inside `among` whose `share` condition
///   cannot be decided does not fulfil it. Without `among`, a row counts when the condition can be decided at all, so
///   that `share: csat >= 4` is among those who answered. No row in the denominator: no share, not 0.
/// - Example: `share: wait <= 20 s`, `among: answered` with waits 10 s, 30 s, and a call not answered → 0.5 = 1 ÷ 2.
/// - Source: Wilson (1927), JASA 22, 209–212; differences after Newcombe (1998), Statistics in Medicine 17, 873–890.
struct Share: MetricKind {
    static let declaration = OptionKey(
        "share", .formula,
        help: Wording(en: "the share of rows that fulfil a condition", zh: "满足条件的行所占比例"))

    static let among = KindKey.condition(
        "among", help: Wording(en: "condition of the denominator", zh: "分母的条件"))

    static let keys = [among]

    static let traits = KindTraits(
        takes: .condition, unit: .always(.fraction), intervals: [.wilson, .none], tally: .fulfilling)

    /// Whether a condition says which rows are in the denominator.
    private let hasDenominator: Bool

    init(_ preparation: KindPreparation) { hasDenominator = preparation.settings[Self.among] != nil }

    var missingCells: MissingCells { hasDenominator ? .unfulfilled : .leftOut }

    func emptyState(of values: StateValues) -> any Accumulator { ShareState(hasInterval: values.hasInterval) }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        .share(of: scope.count(where: "counts AND value_1"), among: scope.count(), scope)
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
