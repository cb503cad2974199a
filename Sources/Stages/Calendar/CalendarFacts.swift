// What is known of a pipeline's calendar beside its days: which files made it, and how it is told in a plan and a report.

import Diagnostics
import Tabular

/// A calendar, and where it is from.
package struct CalendarFacts: Sendable {
    /// A file of holidays.
    package struct Source: Sendable {
        /// That of holidays that come with Rapport, or of the user's file without its folder.
        package var name: String
        /// Of the user's own file, as messages show it; nil for what comes with Rapport.
        package var path: String?
        /// Of the bytes of the user's own file; nil for what comes with Rapport.
        package var fingerprint: String?
        package var file: HolidayFile

        package init(name: String, path: String? = nil, fingerprint: String? = nil, file: HolidayFile) {
            self.name = name
            self.path = path
            self.fingerprint = fingerprint
            self.file = file
        }
    }

    package var calendar: BusinessCalendar
    package var sources: [Source]
    /// Where the calendar and its holidays are written.
    package var place: SourceLocation
    package var holidaysPlace: SourceLocation?

    package init(
        calendar: BusinessCalendar, sources: [Source], place: SourceLocation, holidaysPlace: SourceLocation?
    ) {
        self.calendar = calendar
        self.sources = sources
        self.place = place
        self.holidaysPlace = holidaysPlace
    }

    /// The hours in words: `Mon–Fri 09:00–12:00, 13:30–18:00; Sat 09:00–12:00`.
    package var hours: Wording {
        var groups: [(days: [Int], hours: [OpenHours])] = []
        for weekday in 1...7 where !calendar.weekHours[weekday - 1].isEmpty {
            let hours = calendar.weekHours[weekday - 1]
            if let same = groups.firstIndex(where: { $0.hours == hours }) {
                groups[same].days.append(weekday)
            } else {
                groups.append(([weekday], hours))
            }
        }
        var parts = groups.map { group in
            CalendarWords.hours(group.hours, of: WrittenDays.wording(ofWeekdays: group.days))
        }
        if !calendar.workdays.isEmpty {
            parts.append(CalendarWords.hours(calendar.workdayHours, of: CalendarWords.workdays))
        }
        if !calendar.ownHours.isEmpty { parts.append(CalendarWords.ownHours(calendar.ownHours.count)) }
        return Wording(
            en: parts.map(\.english).joined(separator: "; "), zh: parts.map(\.chinese).joined(separator: "；"))
    }

    /// The holidays in words: `Public holidays of China 2024–2026, my-holidays.yml 2027`.
    package var holidays: Wording {
        guard let years = calendar.knownYears else { return CalendarWords.noHolidays }
        if sources.isEmpty { return Wording(CalendarWords.span(ofYears: years)) }
        let parts = sources.map { source in
            let (title, years) = (source.file.title ?? Wording(source.name), Set(source.file.years.keys))
            return Wording(
                en: "\(title.english) \(CalendarWords.span(ofYears: years))",
                zh: "\(title.chinese) \(CalendarWords.span(ofYears: years))")
        }
        return Wording(
            en: parts.map(\.english).joined(separator: ", "), zh: parts.map(\.chinese).joined(separator: "、"))
    }

    /// In a plan.
    package var lines: [Wording] { [CalendarWords.hoursLine(hours), CalendarWords.holidaysLine(holidays)] }
}

/// What is said of a calendar.
package enum CalendarWords {
    static let workdays = Wording(en: "days worked in the place of others", zh: "调休上班日")

    static func hours(_ hours: [OpenHours], of days: Wording) -> Wording {
        let texts = hours.map(\.text)
        return Wording(
            en: "\(days.english) \(texts.joined(separator: ", "))",
            zh: "\(days.chinese) \(texts.joined(separator: "、"))")
    }

    static func ownHours(_ days: Int) -> Wording {
        Wording(en: "\(English.count(days, "day")) with hours of their own", zh: "另有 \(days) 天单独规定")
    }

    static let noHolidays = Wording(en: "none", zh: "无")

    static func hoursLine(_ hours: Wording) -> Wording {
        Wording(en: "business hours: \(hours.english)", zh: "工作时间：\(hours.chinese)")
    }

    static func holidaysLine(_ holidays: Wording) -> Wording {
        Wording(en: "holidays: \(holidays.english)", zh: "节假日：\(holidays.chinese)")
    }

    /// Years as `2024–2026, 2028`.
    package static func span(ofYears years: Set<Int>) -> String {
        var runs: [ClosedRange<Int>] = []
        for year in years.sorted() {
            if let last = runs.last, last.upperBound == year - 1 {
                runs[runs.count - 1] = last.lowerBound...year
            } else {
                runs.append(year...year)
            }
        }
        return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }.joined(
            separator: ", ")
    }

    // MARK: In SQL

    static let givenDays = Wording(
        en: "the days of the calendar: whether each is worked, and when business is open", zh: "日历的每一天：是否上班、何时营业")
    static let lists = Wording(
        en: "the same in one row of lists, of which formulas take the entries of their days", zh: "同上，合为一行列表，供公式按日取用")
}
