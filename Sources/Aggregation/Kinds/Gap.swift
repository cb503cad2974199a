// How long it was since the same customer last came.

import Diagnostics
import Expressions
import Stages
import Tabular

/// `gap: KEY` – the median time since the row before of the same key, or with `at_share: 90%` another quantile of it.
///
/// Only rows that fulfil `where` are looked at. The row before is the one before in the order of time, wherever it falls: also before the
/// period; of rows of the same time the first in the order of the files comes first. With `apart: day` all rows of a key on one local day
/// are one occasion, which counts with the first of them, and gaps are whole days. `at` must be given.
///
/// - Units: lengths of time, in days unless `unit` says otherwise; with the order-statistic interval, as for `quantile`. The gap counts
///   in the period and segments of the row that ends it.
/// - Missing: a row without key or without time is left out; the first row of a key ends no gap. What has not come yet has no gap: of
///   customers who come back late the last ones are not known, so that gaps look shorter than they will be.
/// - Observations: n is the number of gaps.
/// - Complexity: O(rows · log(rows of a key)) and 32 bytes per row that counts.
/// - Example: c1 buys on 1, 1 and 15 May, c2 on 2 and 6 May; `apart: day` → 9 d, the median of 14 and 4, n = 2; without it 4 d, that of 0,
///   14 and 4, n = 3.
/// - Source: Hyndman & Fan (1996), The American Statistician 50, 361–365, definition 7.
struct Gap: MetricKind {
    /// What parts two occasions.
    enum Apart: String, CaseIterable {
        case row, day
    }

    static let declaration = OptionKey(
        "gap", .formula,
        help: Wording(en: "how long it was since the same customer last came", zh: "同一客户距上次出现的时长"))

    static let atShare = KindKey.number(
        "at_share", standard: 0.5, help: Quantile.atShare.option.help, expected: Quantile.sharesExpected,
        where: Quantile.isShare)

    static let apart = KindKey.word(
        "apart", of: Apart.self, standard: .row,
        help: Wording(
            en: "what is an occasion of its own: every row, or every local day", zh: "何为一次：每行，或每个当地日期"),
        expected: Wording(en: "'row' or 'day'", zh: "以下之一：'row'、'day'"))

    static let keys = [atShare, apart]

    static let traits = KindTraits(
        takes: .anything, unit: .time(.days), intervals: [.order, .none], tellsApart: true, needsTime: true)

    private let share: Double
    private let isByDay: Bool

    init?(_ preparation: KindPreparation) {
        guard let share = preparation.settings.number(Self.atShare) else { return nil }
        self.share = share
        isByDay = preparation.settings.word(Self.apart) == Apart.day.rawValue
    }

    var rowChooser: (any RowChooser)? { GapRows(isByDay: isByDay) }

    func emptyState(of values: StateValues) -> any Accumulator {
        QuantileState(
            at: share, of: .duration, scale: values.scale, hasInterval: values.hasInterval,
            unit: isByDay ? 86_400_000 : nil)
    }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        let isDays = isByDay || scope.hasDays
        let (now, before) = isDays ? ("day", "day_before") : ("moment", "moment_before")
        let length = "\(isDays ? 86_400_000 : 1) * \(scope.length(from: before, to: now, isDay: isDays))"
        let gaps = "counts AND \(before) IS NOT NULL\(isByDay ? " AND day > \(before)" : "")"
        var sql = KindSQL(
            value: scope.inUnit(scope.dialect.quantile(share, of: length, where: gaps)), n: scope.count(where: gaps))
        sql.overTable = ["lag(\(now)) OVER (PARTITION BY counts, value_1 ORDER BY moment, place) AS \(before)"]
        return sql
    }
}
