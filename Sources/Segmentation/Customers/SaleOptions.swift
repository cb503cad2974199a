// What `rfm` and `value` have in common: whose sales count, when, and how much each is worth.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The sales that a segment of customers is made from, as written.
struct SaleOptions: Sendable {
    static let customer = OptionKey(
        "customer", .name(.column), isRequired: true,
        help: Wording(en: "the column of sales that tells customers apart", zh: "销售表中区分客户的列"))
    static let time = OptionKey(
        "at", .formula,
        help: Wording(
            en: "when a sale was; needed for rfm, and unless 'over' is all", zh: "销售时间；rfm 必写，'over' 不为 all 时也必写"))
    static let condition = OptionKey(
        "where", .formula, help: Wording(en: "which rows are sales; all unless said", zh: "哪些行算销售，默认全部"))
    static let over = OptionKey(
        "over",
        .either([
            .choice(["all"]),
            .pattern(
                "^([1-9][0-9]{0,3}|10000) *(days?|d|weeks?|months?|quarters?|years?|天|日|周|个星期|个月|月|个季度|年)$|^全部$",
                Wording(en: "a length such as 12 months or 90 days", zh: "长度，如 12 months、90 days")),
        ]),
        help: Wording(
            en: "how far back sales count, from the end of the report's period; all unless said",
            zh: "从报告期末往回统计多久，默认 all（全部）"))

    static let keys = [customer, time, condition, over]

    let table: SourceText
    let customer: SourceText
    let amount: Expression
    /// When it was; nil when every sale counts.
    let time: Expression?
    let condition: Expression?
    let window: SaleWindow

    init?(
        _ reader: OptionReader, of identity: SegmentIdentity, table: SourceText?, amount amountKey: OptionKey,
        needsTime: Bool
    ) {
        let customer = reader.text(Self.customer)
        let amount = reader.expression(amountKey)
        let time = reader.expression(Self.time)
        let condition = reader.expression(Self.condition)
        let window = reader.has(Self.over) ? SaleWindow(reader) : .all
        if !reader.has(Self.time) {
            if needsTime {
                reader.reportMissing(Self.time)
                return nil
            }
            if window != nil, window != .all {
                reader.collector.add(SegmentationDiagnostics.needsTime(identity, at: reader.node.location))
                return nil
            }
        }
        guard let table, let customer, let amount, let window, reader.has(Self.time) == (time != nil),
            reader.has(Self.condition) == (condition != nil)
        else { return nil }
        self.table = table
        self.customer = customer
        self.amount = amount
        self.time = time
        self.condition = condition
        self.window = window
    }

    /// The column of the customers.
    var customerColumn: ColumnReference { ColumnReference(table: table, column: customer) }

    var mentionedColumns: [ColumnReference] {
        [customerColumn] + [amount, time, condition].compactMap { $0 }.flatMap { $0.columns(of: table) }
    }

    /// The sales with their formulas bound and the home of the customers found; nil after a mistake.
    func prepared(in scope: SegmentScope) -> PreparedSales? {
        guard scope.table(table) != nil else { return nil }
        let collector = scope.collector
        let customerType = scope.type(of: customerColumn)
        var isRight = customerType != nil
        if let customerType, customerType != .text, customerType != .integer {
            collector.add(
                SegmentationDiagnostics.wrongType(
                    of: Wording("'customer'"), expected: Wording(en: "a text or a whole number", zh: "文本或整数"),
                    found: customerType, at: customer.start))
            isRight = false
        }
        let amount = scope.bound(amount, to: table)
        if let amount, amount.type != .integer, amount.type != .decimal {
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
        let time = time.flatMap { scope.bound($0, to: table) }
        if let time, time.type != .instant, time.type != .date {
            collector.add(
                SegmentationDiagnostics.wrongType(
                    of: Wording("'at'"), expected: Wording(en: "a moment or a day", zh: "时间或日期"), found: time.type,
                    at: time.expression.source.start))
            isRight = false
        }
        let condition = condition.flatMap { scope.bound($0, to: table, expecting: .flag) }
        guard let amount, isRight, (time == nil) == (self.time == nil), (condition == nil) == (self.condition == nil)
        else { return nil }
        let link = scope.links.link(from: table.text, column: customer.text)
        return PreparedSales(
            table: table.text, customer: customer.text, amount: amount, time: time, condition: condition,
            window: window, link: link, home: link.map { scope.links.links[$0].toTable } ?? table.text)
    }

    /// `sales` by their `customer`, for the plan.
    var words: Wording {
        Wording(
            en: "\(amount.source.text) of \(table.text) by \(customer.text), \(window.words.english)",
            zh: "\(table.text) 按 \(customer.text) 汇总 \(amount.source.text)，\(window.words.chinese)")
    }
}

/// The sales that a segment of customers is made from, known to fit their table.
struct PreparedSales: Sendable {
    let table: String
    let customer: String
    /// What a sale is worth: an exact number.
    let amount: BoundFormula
    let time: BoundFormula?
    let condition: BoundFormula?
    let window: SaleWindow
    /// The link from the customer column, and the table it leads to.
    let link: Int?
    let home: String
}

/// A segmenter that divides customers by their sales.
protocol CustomerSegmenter: Segmenter {
    var sales: SaleOptions { get }
}

extension CustomerSegmenter {
    package var mentionedColumns: [ColumnReference] { sales.mentionedColumns }
    package var customer: ColumnReference? { sales.customerColumn }
}
