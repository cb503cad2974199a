// How far back the sales of `rfm` and `value` count: `over: 12 months`.

import Diagnostics
import Stages
import Tabular

/// How far back sales count, from the end of the report's period.
enum SaleWindow: Sendable, Hashable {
    case all
    case over(CalendarLength)

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
        guard let length = CalendarLength(text) else { return nil }
        self = .over(length)
    }

    var words: Wording {
        switch self {
        case .all: Wording(en: "all sales", zh: "全部销售")
        case .over(.days(let count)): Wording(en: "over \(English.count(count, "day"))", zh: "最近 \(count) 天")
        case .over(.months(let count)): Wording(en: "over \(English.count(count, "month"))", zh: "最近 \(count) 个月")
        }
    }

    /// The days that count, up to but without `end`; nil for all.
    func days(upTo end: Int) -> Range<Int>? {
        switch self {
        case .all: nil
        case .over(let length): length.start(before: end)..<end
        }
    }
}
