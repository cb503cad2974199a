// What the table of hours and weekdays says, in both languages; never a mean over weekdays of unequal numbers.

import Diagnostics
import Stages

/// Sentences about counts by hour and weekday.
enum HoursWords {
    typealias Count = ReportWords.Count

    /// `周一（13 天）` · `Monday (13 days)`
    static func weekday(_ weekday: Int, days: Count) -> Wording {
        let name = name(weekday)
        return Wording(en: "\(name.english) (\(days.of("day")))", zh: "\(name.chinese)（\(days.text) 天）")
    }

    private static func name(_ weekday: Int) -> Wording {
        guard CalendarNames.weekdays.indices.contains(weekday) else { return Wording("") }
        return Wording(en: CalendarNames.weekdays[weekday], zh: CalendarNames.chineseWeekdays[weekday])
    }

    /// `呼入量：周一 10 时最多，13 天共 120`
    static func title(_ metric: Wording, weekday: Int, hour: Int, count: Count, days: Count) -> Wording {
        let name = name(weekday)
        return Wording(
            en: "\(metric.english): most on \(name.english) from \(hour):00, \(count.text) in \(days.of("day"))",
            zh: "\(metric.chinese)：\(name.chinese) \(hour) 时最多，\(days.text) 天共 \(count.text)")
    }

    static func nothing(_ metric: Wording) -> Wording {
        Wording(en: "\(metric.english): nothing that may be shown", zh: "\(metric.chinese)：没有可以显示的计数")
    }

    static func note(areEqual: Bool, hasHidden: Bool) -> Wording {
        let days =
            areEqual
            ? Wording(
                en: "Counts of all days of the period that are this weekday.", zh: "为报告期内该星期各天的合计。")
            : Wording(
                en:
                    "Counts of all days of the period that are this weekday. Weekdays stand for different numbers of days: compare "
                    + "the hours of a row, and rows only with that in mind.",
                zh: "为报告期内该星期各天的合计。各星期的天数不同：宜在同一行内比较各小时，行与行比较时请留意天数。")
        let hidden =
            hasHidden
            ? Wording(
                en: " * hidden: too few rows here or beside; a day's sum with it.",
                zh: "“*”表示不显示：本格或相关格样本过少，该星期的合计也不显示。")
            : Wording("")
        return Wording(
            en: "\(days.english) · is none; hours at both ends without any are left out.\(hidden.english)",
            zh: "\(days.chinese)“·”表示无；首尾没有记录的小时不列出。\(hidden.chinese)")
    }
}
