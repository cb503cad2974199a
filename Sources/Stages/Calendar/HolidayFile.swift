// A file of holidays, read: by year, the days off and the days that are worked in their place.

import Diagnostics
import Tabular

/// What a file of holidays says: one that comes with Rapport, or the user's own.
///
///     title: { zh: 公司假日, en: Company holidays }
///     years:
///       2027: { holidays: [2027-01-01..2027-01-03], workdays: [2027-01-09], source: notice of 2026-11-20 }
///
/// A year that it names is known, also where it has no day; one that it does not name is not guessed.
package struct HolidayFile: Sendable {
    /// What it says of one year.
    package struct Year: Sendable, Equatable {
        /// Days since 1970-01-01.
        package var holidays: Set<Int> = []
        package var workdays: Set<Int> = []
        /// Where the days are from.
        package var sources: [String] = []
    }

    package private(set) var title: Wording?
    package private(set) var years: [Int: Year] = [:]

    private static let keys = [titleKey, yearsKey]
    private static let titleKey = OptionKey(
        "title", .wording, help: Wording(en: "what the holidays are called", zh: "节假日的名称"))
    private static let yearsKey = OptionKey(
        "years", .entries(.mapping(yearKeys)), isRequired: true,
        help: Wording(en: "the years that are known, each with its days", zh: "已知的年份及其日期"))

    private static let yearKeys = [holidaysKey, workdaysKey, sourceKey]
    private static let holidaysKey = OptionKey(
        "holidays", .oneOrMore(WrittenDays.daysForm),
        help: Wording(en: "days off; weekends may be among them", zh: "放假的日子，可含周末"))
    private static let workdaysKey = OptionKey(
        "workdays", .oneOrMore(WrittenDays.daysForm),
        help: Wording(en: "weekend days that are worked", zh: "调休上班的周末"))
    private static let sourceKey = OptionKey(
        "source", .oneOrMore(.text), help: Wording(en: "where the days are from", zh: "日期的来源"))

    /// Reads a file; mistakes are told with their place, and what is right of it is kept.
    package init(_ node: OptionNode, collector: DiagnosticCollector) {
        let reader = OptionReader(
            node, of: Wording(en: "a file of holidays", zh: "节假日文件"), keys: Self.keys, collector: collector)
        title = reader.wording(Self.titleKey)
        if let entry = reader.entry(Self.yearsKey) {
            let years = OptionReader(
                entry.value, of: Wording("'years'"), form: Self.yearsKey.value, collector: collector)
            for year in years.allEntries() {
                let key = SourceText(year.key, start: year.keyLocation)
                guard year.key.utf8.count == 4, let number = Int(year.key), (1970...2099).contains(number) else {
                    collector.add(CalendarDiagnostics.wrongYear(key))
                    continue
                }
                self.years[number] = Self.year(number, year.value, collector)
            }
            years.finish()
        }
        reader.finish()
    }

    private static func year(_ number: Int, _ node: OptionNode, _ collector: DiagnosticCollector) -> Year {
        let reader = OptionReader(node, of: Wording("\(number)"), keys: yearKeys, collector: collector)
        var year = Year()
        func days(_ key: OptionKey, _ take: (ClosedRange<Int>, SourceText) -> Void) {
            for text in reader.texts(key) ?? [] {
                guard let days = WrittenDays.days(text.text) else {
                    collector.add(CalendarDiagnostics.wrongDays(text, of: key.word))
                    continue
                }
                if [days.lowerBound, days.upperBound].contains(where: { CivilDate(dayNumber: $0).year != number }) {
                    collector.add(CalendarDiagnostics.dayOfAnotherYear(text, year: number))
                } else {
                    take(days, text)
                }
            }
        }
        days(holidaysKey) { days, _ in year.holidays.formUnion(days) }
        days(workdaysKey) { days, text in
            if !year.holidays.isDisjoint(with: days) {
                collector.add(CalendarDiagnostics.holidayAndWorkday(text))
            } else {
                year.workdays.formUnion(days)
            }
        }
        year.sources = (reader.texts(sourceKey) ?? []).map(\.text)
        reader.finish()
        return year
    }
}
