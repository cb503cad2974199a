// What `rfm` and `value` have in common: whose sales count, when, and how much each is worth.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The sales that a segment of customers is made from, as written and then checked.
struct SaleOptions: Sendable {
    let table: SourceText
    let customer: SourceText
    /// What a sale is worth; checked to be an exact number.
    private(set) var amount: TableFormula
    /// When it was; nil when every sale counts.
    private(set) var time: TableFormula?
    private(set) var condition: TableFormula?
    let window: SaleWindow
    /// Set once it is checked: the link from the customer column, and the table it leads to.
    private(set) var link: Int?
    private(set) var home: String = ""

    init?(
        _ reader: OptionReader, of identity: SegmentIdentity, table: SourceText?, amountKey: String, needsTime: Bool
    ) {
        let customer = reader.requiredText("customer")
        let amount = reader.requiredFormula(amountKey)
        let time = reader.expression("at")
        let condition = reader.expression("where")
        let window = reader.has("over") ? SaleWindow(reader) : .all
        if !reader.has("at") {
            if needsTime {
                reader.reportMissing("at")
                return nil
            }
            if window != nil, window != .all {
                reader.collector.add(SegmentationDiagnostics.needsTime(identity, at: reader.node.location))
                return nil
            }
        }
        guard let table, let customer, let amount, let window, reader.has("at") == (time != nil),
            reader.has("where") == (condition != nil)
        else { return nil }
        self.table = table
        self.customer = customer
        self.amount = amount
        self.time = time.map { TableFormula($0) }
        self.condition = condition.map { TableFormula($0) }
        self.window = window
    }

    var mentionedColumns: [ColumnReference] {
        [ColumnReference(table: table, column: customer)]
            + [amount, time, condition].compactMap { $0 }.flatMap { $0.mentionedColumns(of: table) }
    }

    /// The options with their formulas checked and the home of the customers found; nil after a mistake.
    func checked(in scope: SegmentScope) -> SaleOptions? {
        guard let schema = scope.table(table) else { return nil }
        let collector = scope.collector
        var ready = self
        var isRight = true
        let customerType = scope.type(of: ColumnReference(table: table, column: customer))
        if let customerType, customerType != .text, customerType != .integer {
            collector.add(
                SegmentationDiagnostics.wrongType(
                    of: Wording("'customer'"), expected: Wording(en: "a text or a whole number", zh: "文本或整数"),
                    found: customerType, at: customer.start))
            isRight = false
        }
        if let amount = amount.checked(against: schema, collector: collector) {
            ready.amount = amount
            if amount.type != .integer, amount.type != .decimal {
                collector.add(
                    SegmentationDiagnostics.wrongType(
                        of: Wording("'\(amount.expression.source.text)'"),
                        expected: Wording(en: "an exact number (decimal or integer)", zh: "精确数（decimal 或 integer）"),
                        found: amount.type, at: amount.expression.source.start,
                        help: amount.type == .real
                            ? Wording(
                                en: "give the column 'type: decimal' under 'ingest', or use round",
                                zh: "在 'ingest' 中声明该列 'type: decimal'，或使用 round") : nil))
                isRight = false
            }
        } else {
            isRight = false
        }
        if let time {
            ready.time = time.checked(against: schema, collector: collector)
            if let checked = ready.time, checked.type != .instant, checked.type != .date {
                collector.add(
                    SegmentationDiagnostics.wrongType(
                        of: Wording("'at'"), expected: Wording(en: "a moment or a day", zh: "时间或日期"),
                        found: checked.type,
                        at: checked.expression.source.start))
                isRight = false
            }
            if ready.time == nil { isRight = false }
        }
        if let condition {
            ready.condition = condition.checked(against: schema, expecting: .flag, collector: collector)
            if ready.condition == nil { isRight = false }
        }
        ready.link = scope.links.link(from: table.text, column: customer.text)
        ready.home = ready.link.map { scope.links.links[$0].toTable } ?? table.text
        return isRight && customerType != nil ? ready : nil
    }

    /// `sales` by their `customer`, for the plan.
    var words: Wording {
        Wording(
            en: "\(amount.expression.source.text) of \(table.text) by \(customer.text), \(window.words.english)",
            zh: "\(table.text) 按 \(customer.text) 汇总 \(amount.expression.source.text)，\(window.words.chinese)")
    }
}

/// How far back sales count, from the end of the report's period.
enum SaleWindow: Sendable, Hashable {
    case all
    case days(Int)
    case months(Int)

    /// Reads `over`: `12 months`, `90 days`, `all`; nil after a mistake.
    init?(_ reader: OptionReader) {
        guard let text = reader.text("over") else { return nil }
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
