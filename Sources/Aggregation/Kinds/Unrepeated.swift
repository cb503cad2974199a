// The share of rows after which the same customer did not come again within some time.

import Diagnostics
import Stages

/// `unrepeated: CUSTOMER` with `within: 7 d` – the share of rows after which the same customer has no other row for that
/// long, such as calls that settled the matter: first-contact resolution.
///
/// Only rows that fulfil `where` are looked at, on both sides. The next row is the next in the order of time, wherever it
/// falls: also one after the period, of another agent or another team. Of rows at the same time the first in the order of
/// the files comes first, and is repeated by the second. A gap of exactly `within` is a repetition. What came after the
/// end of the data nobody knows: rows less than `within` before the last time of the table do not count, so that a
/// month does not look better while it is young. A time after the as-of moment, or far from all others, is not that last one.
/// `at` must be given.
///
/// - Units: a fraction of 1, with Wilson's interval. The row counts in its own period and segments.
/// - Missing: a row without customer or without time is left out.
/// - Complexity: O(rows) when they are in the order of time, else O(rows · log(rows of a customer)) and 32 bytes per row that counts.
/// - Example: c1 calls on 1 and 5 May, c2 on 2 May, the data end on 31 May, `within: 7 d` → 0.6667 = 2 ÷ 3: only the
///   first call of c1 was repeated.
struct Unrepeated: MetricKind {
    static let declaration = OptionKey(
        "unrepeated", .formula,
        help: Wording(
            en: "the share of rows after which the same customer did not come again within some time",
            zh: "其后一段时间内同一客户未再出现的行所占比例"))

    static let within = KindKey.length(
        "within", isRequired: true, help: Wording(en: "how far is looked ahead", zh: "向后看多长时间"),
        expected: Wording(en: "a length of time such as 7 d or 24 h", zh: "时长，如 7 d 或 24 h"))

    static let keys = [within]

    static let traits = KindTraits(
        takes: .anything, unit: .always(.fraction), intervals: [.wilson, .none], quotientOfSums: 1,
        tally: .fulfilling, tellsApart: true,
        needsTime: true, waits: true)

    /// In milliseconds.
    private let within: Int64

    init?(_ preparation: KindPreparation) {
        guard let within = preparation.settings.length(Self.within) else { return nil }
        self.within = within
    }

    var rowChooser: (any RowChooser)? { UnrepeatedRows(within: within) }

    func emptyState(of values: StateValues) -> any Accumulator { ShareState(hasInterval: values.hasInterval) }

    func sql(_ scope: KindSQLScope) -> KindSQL? { .unrepeated(for: within, scope, isOfTheRest: false) }
}

extension KindSQL {
    /// The share of rows that no row of the same customer follows within some milliseconds, or of those that one does.
    static func unrepeated(for within: Int64, _ scope: KindSQLScope, isOfTheRest: Bool) -> KindSQL {
        let unit: Int64 = scope.hasDays ? 86_400_000 : 1
        let (gap, rest) = within.quotientAndRemainder(dividingBy: unit)
        // What came after the end of the data nobody knows.
        let known = scope.end.map { "counts AND moment <= \(scope.literal($0 &- gap &- (rest == 0 ? 0 : 1)))" }
        let isLast = "(next_moment IS NULL OR next_moment > \(scope.later(by: gap)))"
        var sql = KindSQL.share(
            of: scope.count(where: "\(known ?? "FALSE") AND \(isOfTheRest ? "NOT " : "")\(isLast)"),
            among: scope.count(where: known ?? "FALSE"), scope)
        sql.overTable = ["lead(moment) OVER (PARTITION BY counts, value_1 ORDER BY moment, place) AS next_moment"]
        return sql
    }
}
