// How far back the sales of `rfm` and `value` count: `over: 12 months`.

import Diagnostics
import Stages
import Tabular

/// How far back sales count, from the end of the report's period.
enum SaleWindow: Sendable, Hashable {
    case all
    case days(Int)
    case months(Int)

    /// Reads `over`: `12 months`, `90 days`, `all`; nil after a mistake.
    init?(_ reader: OptionReader) {
        guard let text = reader.text(SaleOptions.over) else { return nil }
        guard let window = SaleWindow(text.text) else {
            reader.collector.add(
                StagesDiagnostics.wrongValue(
                    of: Wording("'over'"),
                    expected: Wording(
                        en: "a length such as '12 months' or '90 days', or 'all'",
                        zh: "如 '12 months'、'90 days' 的长度或 'all'"),
                    found: text))
            return nil
        }
        self = window
    }

    init?(_ text: String) {
        if text == "all" || text == "全部" {
            self = .all
            return
        }
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        var unit = text.dropFirst(digits.count)
        while unit.first == " " { unit.removeFirst() }
        guard let count = Int(digits), (1...10_000).contains(count) else { return nil }
        switch unit {
        case "day", "days", "d", "天", "日": self = .days(count)
        case "week", "weeks", "周", "个星期": self = .days(count * 7)
        case "month", "months", "个月", "月": self = .months(count)
        case "quarter", "quarters", "个季度": self = .months(count * 3)
        case "year", "years", "年": self = .months(count * 12)
        default: return nil
        }
    }

    var words: Wording {
        switch self {
        case .all: Wording(en: "all sales", zh: "全部销售")
        case .days(let count): Wording(en: "over \(English.count(count, "day"))", zh: "最近 \(count) 天")
        case .months(let count): Wording(en: "over \(English.count(count, "month"))", zh: "最近 \(count) 个月")
        }
    }

    /// The days that count, up to but without `end`; nil for all.
    func days(upTo end: Int) -> Range<Int>? {
        switch self {
        case .all: return nil
        case .days(let count): return (end - count)..<end
        case .months(let count):
            let date = CivilDate(dayNumber: end)
            let month = date.year * 12 + date.month - 1 - count
            let (year, monthOfYear) = (month / 12, month % 12 + 1)
            let day = min(date.day, CivilDate.daysIn(month: monthOfYear, ofYear: year))
            let start = CivilDate(year: year, month: monthOfYear, day: day)?.dayNumber ?? end - count * 31
            return min(start, end)..<end
        }
    }
}
