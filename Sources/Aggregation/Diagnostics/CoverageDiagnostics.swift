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
            en:
                "\(rowCount == 1 ? "its one row has no" : "none of its \(rowCount) rows has a") time in \(names.joined(separator: ", "))",
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

    /// None can be expected, or nobody expects any.
    static func noRowNeeded(
        in period: Period, table: String, because reason: NoRows, neighbours: (before: String?, after: String?)
    ) -> Diagnostic {
        let why =
            switch reason {
            case .closed: Wording(en: "it has no open day", zh: "该周期没有营业日")
            case .elsewhere(let whole):
                Wording(en: "its rows come once, in \(whole.name)", zh: "其数据每期一次，在 \(whole.name)")
            case .awaited(let whole): Wording(en: "that of \(whole.name) is yet to come", zh: "\(whole.name) 的数据尚未到来")
            case .zero(isWithinData: false):
                extent(neighbours) ?? Wording(en: "the table has no times", zh: "该表没有时间")
            case .zero, .lost: Wording(en: "days without rows are declared to be zeros", zh: "已声明没有数据的日子为零")
            }
        return Diagnostic(
            .remark("no-rows-in-period"), reason.isInOrder ? .note : .warning, at: nil,
            Wording(
                en: "no row of '\(table)' in \(period.name); \(why.english)",
                zh: "'\(table)' 在 \(period.name) 没有任何行；\(why.chinese)"))
    }

    /// Rows come once in a period longer than those of a breakdown.
    static func shorterThanRhythm(_ grain: Grain, _ rhythm: Grain, table: String) -> Diagnostic {
        let names: [Grain: String] = [.day: "天", .week: "周", .month: "月", .quarter: "季度", .halfYear: "半年", .year: "年"]
        return Diagnostic(
            .remark("shorter-than-rhythm"), .note, at: nil,
            Wording(
                en:
                    "the rows of '\(table)' come once a \(rhythm.rawValue), so its metrics have no value by \(grain.rawValue)",
                zh: "'\(table)' 的行每\(names[rhythm] ?? "")一次，其指标不按\(names[grain] ?? "")给出"),
            help: Wording(
                en: "if they come more often, write 'every: \(grain.rawValue)' for the table",
                zh: "如果其实更频繁，请为该表写 'every: \(grain.rawValue)'"))
    }

    /// Others of the table's time columns lie in the period.
    static func noRowByColumn(_ column: String, in period: Period, table: String) -> Diagnostic {
        Diagnostic(
            .remark("no-rows-by-column"), .note, at: nil,
            Wording(
                en: "no row of '\(table)' has its '\(column)' in \(period.name)",
                zh: "'\(table)' 没有 '\(column)' 在 \(period.name) 的行"))
    }

    /// Before the first data, and where none can be expected, that is in the nature of things; a hole or a late beginning is not.
    static func noRowToCompare(
        _ compared: Period, with period: Period, table: String, neighbours: (before: String?, after: String?),
        isExpected: Bool
    ) -> Diagnostic {
        let found = extent(neighbours) ?? Wording(en: "the table has no times", zh: "该表没有时间")
        return Diagnostic(
            .remark("no-rows-to-compare"), isExpected || neighbours.before == nil ? .note : .warning, at: nil,
            Wording(
                en: "no row of '\(table)' in \(compared.name), with which \(period.name) is compared; \(found.english)",
                zh: "'\(table)' 在用于对比 \(period.name) 的 \(compared.name) 没有任何行；\(found.chinese)"))
    }

    /// Days in words, not more than four of them; ranges of neighbours as one.
    private static func words(_ days: [Int]) -> Wording {
        let told = DayRange.all(of: days).prefix(4)
        let shown = told.map(\.text)
        let more = days.count - told.reduce(0) { $0 + $1.days.count }
        return Wording(
            en: shown.joined(separator: ", ") + (more > 0 ? " and \(more) more days" : ""),
            zh: shown.joined(separator: "、") + (more > 0 ? " 等，另有 \(more) 天" : ""))
    }

    // MARK: Why a period is partial

    static let notOver = Wording(en: "it is not over", zh: "尚未结束")

    static func withoutRows(_ days: [Int], table: String) -> Wording {
        let list = words(days)
        return Wording(
            en: "table '\(table)' has no row on \(list.english)", zh: "表 '\(table)' 在 \(list.chinese) 没有数据")
    }

    static func onlyHours(of day: CutOffDay, table: String) -> Wording {
        let date = CivilDate(dayNumber: day.day).isoText
        let (first, last) = (day.hours.lowerBound, day.hours.upperBound)
        return Wording(
            en: "table '\(table)' has rows on \(date) from \(first):00 to \(last):59 only, unlike other days",
            zh: "表 '\(table)' 在 \(date) 只有 \(first):00 至 \(last):59 的数据，与其他日子不同")
    }

    /// - Parameter grain: that of a table with one row a month, or quarter; nil for one with rows day by day.
    static func onlyDays(_ reach: ClosedRange<Int>?, table: String, once grain: Grain?) -> Wording {
        guard let reach else { return Wording(en: "table '\(table)' has no row", zh: "表 '\(table)' 没有数据") }
        if let grain { return withoutRow(ofOne: grain, table: table) }
        let (first, last) = (CivilDate(dayNumber: reach.lowerBound), CivilDate(dayNumber: reach.upperBound))
        return Wording(
            en: "the data of table '\(table)' reach from \(first.isoText) to \(last.isoText)",
            zh: "表 '\(table)' 的数据始于 \(first.isoText)，止于 \(last.isoText)")
    }

    /// A table that has one row a month, or quarter, lacks that of one.
    private static func withoutRow(ofOne grain: Grain, table: String) -> Wording {
        let chinese =
            switch grain {
            case .day: "日"
            case .week: "周"
            case .month: "月"
            case .quarter: "季度"
            case .halfYear: "半年"
            case .year: "年"
            }
        return Wording(
            en: "table '\(table)' lacks the row of a \(grain.rawValue)", zh: "表 '\(table)' 缺少某\(chinese)的行")
    }

    /// The same of one period.
    static func rowOfPeriodLacking(_ grain: Grain, table: String, period: Period, isOwn: Bool) -> Diagnostic {
        let reason = withoutRow(ofOne: grain, table: table)
        return Diagnostic(
            .remark("days-without-rows"), isOwn ? .warning : .note, at: nil,
            Wording(
                en: "\(reason.english); \(period.name) is partial", zh: "\(reason.chinese)；\(period.name) 不完整"),
            help: Wording(en: "add the row when it is there", zh: "有该行后请补上"))
    }

    static func daysWithoutRows(
        _ days: [Int], table: String, period: Period, isOwn: Bool, closing proposal: OpenProposal,
        zeroing zero: OpenProposal
    ) -> Diagnostic {
        let reason = withoutRows(days, table: table)
        return Diagnostic(
            .remark("days-without-rows"), isOwn ? .warning : .note, at: nil,
            Wording(
                en: "\(reason.english); \(period.name) is partial", zh: "\(reason.chinese)；\(period.name) 不完整"),
            help: Wording(
                en: "if files are missing, add them; if it was closed, write '\(proposal.text)' for the table; "
                    + "if nothing happened, '\(zero.text)'",
                zh: "如缺少文件，请补上；如当天不营业，请为该表写 '\(proposal.text)'；如确实没有发生，请写 '\(zero.text)'"))
    }

    /// A warning where whole weekdays are declared closed and are not, else a note: somebody may well work on a holiday.
    static func rowsOnClosedDays(_ closed: ClosedDays, table: String, period: Period) -> Diagnostic {
        let list = words(closed.days)
        let isWrong = !closed.tradedWeekdays.isEmpty
        let names = closed.tradedWeekdays.map(weekday)
        return Diagnostic(
            .remark("rows-on-closed-days"), isWrong ? .warning : .note, at: nil,
            Wording(
                en:
                    "table '\(table)' has \(English.count(closed.rows, "row")) of \(period.name) on days on which it is closed "
                    + "by 'open': \(list.english)",
                zh: "表 '\(table)' 在 \(period.name) 有 \(closed.rows) 行落在 'open' 声明为不开放的日子：\(list.chinese)"),
            help: isWrong
                ? Wording(
                    en:
                        "most of its \(names.map(\.english).joined(separator: ", ")) have rows: add them to the days of 'open', "
                        + "or a lost one will not be noticed",
                    zh: "多数\(names.map(\.chinese).joined(separator: "、"))有数据：请把它们加入 'open' 的开放日，否则缺失时不会发现")
                : nil)
    }

    private static func weekday(_ number: Int) -> Wording {
        let english = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"]
        let chinese = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
        return Wording(en: english[(number + 6) % 7], zh: chinese[(number + 6) % 7])
    }

    static func dayCutOff(
        _ day: CutOffDay, table: String, period: Period, isOwn: Bool, shortening proposal: OpenProposal
    ) -> Diagnostic {
        let reason = onlyHours(of: day, table: table)
        return Diagnostic(
            .remark("day-cut-off"), isOwn ? .warning : .note, at: nil,
            Wording(
                en: "\(reason.english); \(period.name) is partial", zh: "\(reason.chinese)；\(period.name) 不完整"),
            help: Wording(
                en:
                    "if a file broke off, replace it; if it was open for a part of the day, write '\(proposal.text)' for the table",
                zh: "如文件被截断，请更换；如当天只开放部分时间，请为该表写 '\(proposal.text)'"))
    }

    /// Rows without the moment by which they would count.
    static func untimedRows(
        _ missing: Int, of rows: Int, column: String, table: String, isError: Bool
    ) -> Diagnostic {
        Diagnostic(
            isError ? .data("rows-without-time") : .remark("rows-without-time"), isError ? .error : .warning, at: nil,
            Wording(
                en: "column '\(column)' of table '\(table)' is missing in \(missing) of \(English.count(rows, "row")), "
                    + "which count in no period",
                zh: "表 '\(table)' 的列 '\(column)' 在 \(rows) 行中缺失 \(missing) 行，这些行不计入任何周期"),
            help: Wording(
                en:
                    "if the export has lost the cells, bring it again; rows that are right without it are taken out by 'keep' under "
                    + "'clean': keep: { when: \(column) is not missing }",
                zh: "如导出文件缺了这些单元格，请重新导出；确实没有时刻的行，请用 'clean' 中的 'keep' 去掉：keep: { when: \(column) is not missing }"))
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
