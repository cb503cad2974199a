// The `fiscal_year:` key of a period: years of 52 or 53 weeks, where they end, and how their weeks are told off into months.

import Diagnostics
import Stages
import Tabular

/// What a pipeline file says about years of whole weeks.
///
///     fiscal_year: { pattern: 4-4-5, ends: last saturday of january }
///     fiscal_year: { pattern: 4-5-4, ends: saturday nearest the end of january, named_after: first }
enum FiscalYearOptions {
    static let form = OptionValue.mapping(keys)

    private static let keys = [patternKey, endsKey, longMonthKey, namingKey]

    private static let patternKey = OptionKey(
        "pattern", .choice(of: FiscalWeeks.Pattern.self), isRequired: true,
        help: Wording(en: "how many weeks the three months of every quarter have", zh: "每季度三期各有几周"))
    private static let endsKey = OptionKey(
        "ends", WrittenYearEnd.form, isRequired: true,
        help: Wording(
            en: "the day on which years end, the last of its weekday in a month or the nearest to the month's end; "
                + "weeks begin on the day after",
            zh: "财年结束于哪一天：某月最后一个星期几，或最接近月底的星期几；每周从其次日开始"))
    private static let longMonthKey = OptionKey(
        "week_53", .integer(1...FiscalCalendar.monthsOfYear),
        help: Wording(
            en: "the month that is a week longer in a year of 53 weeks; 12, the last, unless said",
            zh: "53 周的年份多出的一周归入第几期，默认 12，即最后一期"))
    private static let namingKey = OptionKey(
        "named_after", .choice(of: FiscalCalendar.Naming.self),
        help: Wording(
            en: "the calendar year after which a fiscal year is named: the first or the last that it touches, or both, "
                + "as FY2026-27; both unless said",
            zh: "财年以哪个年份命名：first 为开始的年份，last 为结束的年份，both 为两者，如 FY2026-27；默认 both"))

    /// Errors: what is missing or cannot be read is told with its place; nil then.
    static func calendar(_ node: OptionNode, collector: DiagnosticCollector) -> FiscalCalendar? {
        let reader = OptionReader(node, of: Wording("'fiscal_year'"), keys: keys, collector: collector)
        let pattern = reader.choice(patternKey, as: FiscalWeeks.Pattern.self)
        let ends = reader.text(endsKey)
        let longMonth = reader.integer(longMonthKey)
        let naming = reader.choice(namingKey, as: FiscalCalendar.Naming.self)
        reader.finish()
        guard let ends else { return nil }
        guard let end = WrittenYearEnd(ends.text) else {
            collector.add(FiscalYearDiagnostics.wrongEnd(ends))
            return nil
        }
        guard let pattern else { return nil }
        return end.calendar(
            pattern, longMonth: longMonth ?? FiscalCalendar.monthsOfYear, naming: naming ?? .both)
    }
}
