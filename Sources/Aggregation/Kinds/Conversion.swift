// The share of rows that something else followed in time, such as leads that became orders.

import Diagnostics
import Stages

/// `conversion: KEY` with `to: CONDITION`, `within: 30 d` – of the rows that fulfil `where`, the starting ones, the share after which the
/// same key has a row that fulfils `to`, later and within that time: leads that became orders, first purchases that a second one followed.
///
/// - Rows: all of the table are looked at for `to`, whether they fulfil `where` or not, and wherever they fall: also after the
///   period, of another agent or team. Later is later: a row of the same time does not follow. With `on: date(start)`, or another formula
///   that gives a day, days are what is compared: only a later day follows, and a `within` of 30 d reaches to the thirtieth day after.
/// - First: with `first: true` only the first starting row of every key, of all in the table, starts; of rows of the same time the first in
///   the order of the files. With `to` saying the same as `where` that is the share of new customers who bought again within so many days:
///   `conversion: customer` with `where` and `to` both `paid > 0`, `on: date(pay_time)`, `within: 30 d`, `first: true`.
/// - End: what came after the last time of the data nobody knows, so rows less than `within` before it, or before its day with `on`, do not
///   start, as with `unrepeated`. `at` must be given.
/// - Units: a fraction of 1, with Wilson's interval. The starting row counts in its own period and segments.
/// - Missing: a row without key, without time or without `on` is left out, on both sides; `to` is not fulfilled where it cannot be decided.
/// - Complexity: O(rows · log(rows of a key)) and 32 bytes per row that starts or fulfils `to`.
/// - Example: c1 has a lead on 1 May and an order on 5 May, c2 a lead on 2 May, the data end on 30 June, `within: 30 d` → 0.5 = 1 ÷ 2.
struct Conversion: MetricKind {
    static let declaration = OptionKey(
        "conversion", .formula,
        help: Wording(
            en: "the share of rows that another row of the same key followed within some time",
            zh: "其后一段时间内同一主体出现目标行的行所占比例"))

    static let goal = KindKey.value(
        "to", of: .condition, isRequired: true,
        help: Wording(en: "condition of the row that has to follow", zh: "随后须出现的行的条件"))

    static let day = KindKey.value("on", of: .days, help: RepeatShare.occasion.option.help)

    static let first = KindKey.flag(
        "first", help: Wording(en: "whether only the first starting row of every key counts", zh: "是否只计每个主体的首个起始行"))

    static let keys = [goal, Unrepeated.within, day, first]

    static let traits = KindTraits(
        takes: .anything, unit: .always(.fraction), intervals: [.wilson, .none], quotientOfSums: 1,
        tally: .fulfilling, tellsApart: true,
        needsTime: true, waits: true)

    /// In milliseconds.
    private let within: Int64
    private let countsDays: Bool
    private let isFirst: Bool

    init?(_ preparation: KindPreparation) {
        guard preparation.settings[Self.goal] != nil,
            let within = preparation.settings.length(Unrepeated.within)
        else { return nil }
        self.within = within
        countsDays = preparation.settings[Self.day] != nil
        isFirst = preparation.settings.flag(Self.first)
    }

    /// A row that starts need not fulfil `to`, nor the other way round: who finds them looks at that.
    var skipsMissing: Bool { false }

    var rowChooser: (any RowChooser)? { ConvertedRows(within: within, countsDays: countsDays, isFirst: isFirst) }

    func emptyState(of values: StateValues) -> any Accumulator { ShareState(hasInterval: values.hasInterval) }

    func sql(_ scope: KindSQLScope) -> KindSQL? {
        let isDays = countsDays || scope.hasDays
        let (gap, rest) = within.quotientAndRemainder(dividingBy: isDays ? 86_400_000 : 1)
        let clock = scope.number(ofTime: countsDays ? "value_3" : "moment", isDay: isDays)
        let partition = "PARTITION BY value_1 ORDER BY \(clock)"
        let later = "RANGE BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING"
        var columns = [
            "\(clock) AS clock",
            "min(CASE WHEN value_2 THEN \(clock) END) OVER (\(partition) \(later)) AS next_clock",
        ]
        if isFirst {
            columns.append("row_number() OVER (PARTITION BY counts, value_1 ORDER BY moment, place) AS visit")
        }
        // What came after the end of the data nobody knows.
        let known = scope.end.map { end in
            let last = countsDays ? scope.day(of: end) : scope.literal(end)
            let cut = "\(scope.number(ofTime: last, isDay: isDays)) - \(gap + (rest == 0 ? 0 : 1))"
            return "counts AND value_1 IS NOT NULL AND clock <= \(cut)\(isFirst ? " AND visit = 1" : "")"
        }
        var sql = KindSQL.share(
            of: scope.count(where: "\(known ?? "FALSE") AND next_clock - clock <= \(gap)"),
            among: scope.count(where: known ?? "FALSE"), scope)
        sql.overTable = columns
        return sql
    }
}
