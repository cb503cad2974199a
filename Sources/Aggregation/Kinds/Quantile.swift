// The value below which a given share of the rows lies.

import Diagnostics
import Stages

/// `median: EXPR`, and `quantile: EXPR` with `at_share: 90%` – a quantile, interpolated between its two neighbours.
///
/// All values are kept until the end, so the result is that of the whole sample, never of parts: as counts of each
/// different value while these are few, as is usual for seconds and scores, else one by one.
///
/// - Units: those of the column; durations in the metric's unit of time; with the order-statistic interval.
/// - Missing: missing cells are left out, and so is a real number that is none. Few values have a quantile but no
///   interval.
/// - Complexity: O(rows) and 2 bytes per group and value up to the largest that is not rare; O(n log n) and 12 bytes per row when values
///   are many.
/// - Example: `median: wait` of 10 s, 20 s, 60 s and 90 s → 40 s, n = 4.
/// - Source: Hyndman & Fan (1996), The American Statistician 50, 361–365, definition 7.
struct Quantile: MetricKind {
    static let declaration = OptionKey(
        "quantile", .formula,
        help: Wording(
            en: "the value below which a share of the values of a numeric formula or of lengths of time lies",
            zh: "数值或时长公式的分位数"))

    static let atShare = KindKey.number(
        "at_share", isRequired: true, help: Wording(en: "the share that lies below", zh: "低于该值的份额"),
        expected: sharesExpected, where: isShare)

    static let sharesExpected = Wording(
        en: "a share between 0% and 100%, such as 90%", zh: "0% 与 100% 之间的份额，如 90%")

    static let isShare: @Sendable (Double) -> Bool = { $0 > 0 && $0 < 1 }

    static let keys = [atShare]

    static let traits = KindTraits(
        takes: .quantities, intervals: [.order, .none], takesWideNumbers: true, showsOneCell: true)

    private let share: Double

    init?(_ preparation: KindPreparation) {
        guard let share = preparation.settings.number(Self.atShare) else { return nil }
        self.share = share
    }

    func emptyState(of values: StateValues) -> any Accumulator {
        QuantileState(at: share, of: values.type, scale: values.scale, hasInterval: values.hasInterval)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? { .quantile(share, scope) }
}

extension KindSQL {
    /// The value below which a share of the values lies.
    static func quantile(_ share: Double, _ scope: KindSQLScope) -> KindSQL {
        KindSQL(value: scope.quantile(share), n: scope.count(where: scope.numbers))
    }
}
