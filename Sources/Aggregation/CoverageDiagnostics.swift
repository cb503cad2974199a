// The sentences on periods without rows, days without rows, and rows that show nothing of how far the data reach.

import Diagnostics
import Stages
import Tabular

extension AggregationDiagnostics {
    /// - Parameter neighbours: the nearest times before and after the period; nil where there is none.
    static func noRowInPeriod(
        _ period: Period, table: String, neighbours: (before: String?, after: String?), rowCount: Int,
        columns: [String], isYetToCome: Bool
    ) -> Diagnostic {
        let found = extent(neighbours)
        let names = columns.map { "'\($0)'" }
        let nowhere = Wording(
            en: "\(rowCount == 1 ? "its one row has no" : "none of its \(rowCount) rows has a") time in \(names.joined(separator: ", "))",
            zh: "其 \(rowCount) 行在 \(names.joined(separator: "、")) 中都没有时间")
        let help =
            isYetToCome
            ? Wording(
                en: "the period has not begun; name an earlier one with --period",
                zh: "该周期尚未开始；请用 --period 指定更早的周期")
            : Wording(
                en: "bring the export that is missing, or write 'may_be_empty: true' for the table",
                zh: "请补上缺少的导出文件，或为该表写 'may_be_empty: true'")
        return Diagnostic(
            .data("no-rows-in-period"),
            Wording(
                en: "no row of '\(table)' in \(period.name); \((found ?? nowhere).english)",
                zh: "'\(table)' 在 \(period.name) 没有任何行；\((found ?? nowhere).chinese)"),
            help: help)
    }

    private static func extent(_ neighbours: (before: String?, after: String?)) -> Wording? {
        switch neighbours {
        case (let before?, nil): Wording(en: "the data end at \(before)", zh: "数据截止于 \(before)")
        case (nil, let after?): Wording(en: "the data begin at \(after)", zh: "数据始于 \(after)")
        case (let before?, let after?):
            Wording(en: "the data have none between \(before) and \(after)", zh: "\(before) 至 \(after) 之间没有数据")
        case (nil, nil): nil
        }
    }

    /// Others of the table's time columns lie in the period.
    static func noRowByColumn(_ column: String, in period: Period, table: String) -> Diagnostic {
        Diagnostic(
            .remark("no-rows-by-column"), .note, at: nil,
            Wording(
                en: "no row of '\(table)' has its '\(column)' in \(period.name)",
                zh: "'\(table)' 没有 '\(column)' 在 \(period.name) 的行"))
    }

    /// Before the first data, that is in the nature of things; a hole or a late beginning is not.
    static func noRowToCompare(
        _ compared: Period, with period: Period, table: String, neighbours: (before: String?, after: String?)
    ) -> Diagnostic {
        let found = extent(neighbours) ?? Wording(en: "the table has no times", zh: "该表没有时间")
        return Diagnostic(
            .remark("no-rows-to-compare"), neighbours.before == nil ? .note : .warning, at: nil,
            Wording(
                en: "no row of '\(table)' in \(compared.name), with which \(period.name) is compared; \(found.english)",
                zh: "'\(table)' 在用于对比 \(period.name) 的 \(compared.name) 没有任何行；\(found.chinese)"))
    }

    /// Days in words, not more than four of them; ranges of neighbours as one.
    private static func words(_ days: [Int]) -> Wording {
        var ranges: [ClosedRange<Int>] = []
        for day in days {
            if let last = ranges.last, last.upperBound == day - 1 {
                ranges[ranges.count - 1] = last.lowerBound...day
            } else {
                ranges.append(day...day)
            }
        }
        let shown = ranges.prefix(4).map { range in
            let first = CivilDate(dayNumber: range.lowerBound).isoText
            return range.count == 1 ? first : "\(first)..\(CivilDate(dayNumber: range.upperBound).isoText)"
        }
        let more = days.count - ranges.prefix(4).reduce(0) { $0 + $1.count }
        return Wording(
            en: shown.joined(separator: ", ") + (more > 0 ? " and \(more) more days" : ""),
            zh: shown.joined(separator: "、") + (more > 0 ? " 等，另有 \(more) 天" : ""))
    }

    static func daysWithoutRows(_ days: [Int], table: String, period: Period, isOwn: Bool) -> Diagnostic {
        let list = words(days)
        let areWeekends = days.allSatisfy { CivilDate(dayNumber: $0).weekday > 5 }
        let declaration =
            areWeekends ? "open: mon-fri" : "open: { holidays: [\(CivilDate(dayNumber: days[0]).isoText)] }"
        return Diagnostic(
            .remark("days-without-rows"), isOwn ? .warning : .note, at: nil,
            Wording(
                en: "table '\(table)' has no row on \(list.english); \(period.name) is partial",
                zh: "表 '\(table)' 在 \(list.chinese) 没有数据；\(period.name) 不完整"),
            help: Wording(
                en: "if files are missing, add them; if it was closed, write '\(declaration)'; "
                    + "if nothing happened, 'open: { empty: zero }'",
                zh: "如缺少文件，请补上；如当天不营业，请写 '\(declaration)'；如确实没有发生，请写 'open: { empty: zero }'"))
    }

    static func dayCutOff(_ day: CutOffDay, table: String, period: Period, isOwn: Bool) -> Diagnostic {
        let date = CivilDate(dayNumber: day.day).isoText
        let (first, last) = (day.hours.lowerBound, day.hours.upperBound)
        return Diagnostic(
            .remark("day-cut-off"), isOwn ? .warning : .note, at: nil,
            Wording(
                en: "table '\(table)' has rows on \(date) from \(first):00 to \(last):59 only, unlike other days; "
                    + "\(period.name) is partial",
                zh: "表 '\(table)' 在 \(date) 只有 \(first):00 至 \(last):59 的数据，与其他日子不同；\(period.name) 不完整"),
            help: Wording(
                en:
                    "if a file broke off, replace it; if it was open for a part of the day, write 'open: { short: [\(date)] }'",
                zh: "如文件被截断，请更换；如当天只开放部分时间，请写 'open: { short: [\(date)] }'"))
    }

    static func rowsAfterAsOf(_ count: Int, table: String) -> Diagnostic {
        Diagnostic(
            .remark("rows-after-as-of"), .note, at: nil,
            Wording(
                en:
                    "table '\(table)' has \(English.count(count, "row")) later than the as-of moment; "
                        + "\(English.form(count, "it does", "they do")) not show that a period is complete",
                zh: "表 '\(table)' 有 \(count) 行晚于截止时刻；不据此认为任何周期已完整"))
    }

    static func rowsFarFromOthers(_ count: Int, days: [Int], table: String) -> Diagnostic {
        let list = words(days)
        return Diagnostic(
            .remark("rows-far-from-others"), .note, at: nil,
            Wording(
                en: "table '\(table)' has \(English.count(count, "row")) far from all others (\(list.english)); "
                    + "\(English.form(count, "it does", "they do")) not show how far the data reach",
                zh: "表 '\(table)' 有 \(count) 行远离其他数据（\(list.chinese)）；不据此判断数据的起止"))
    }
}
