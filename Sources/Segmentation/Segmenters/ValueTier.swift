// `value`: customers by how much of the revenue they bring, in tiers A, B, C.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Divides customers by the value of what they bought (价值分层).
///
///     tier: { value: paid - refunded, of: sales, customer: customer, at: pay_time, over: 12 months }
///     rank: { value: paid, of: sales, customer: customer, method: thresholds, cuts: { gold: 1000, silver: 100 } }
///
/// Customers are sorted by net amount in the window, most first, equal ones by id. `method` says what the cuts mean:
/// `cumulative` (the share of the revenue that the customers *before* one bring is below the cut, so the first is
/// always A), `quantiles` (the share of the customers before one is below the cut) or `thresholds` (the amount reaches
/// the cut). Who reaches no cut is in the last tier, `rest`, by default the next letter. A net amount of nothing or
/// less is `N`.
///
/// | customer | net amount | share before | tier |
/// |----------|------------|--------------|------|
/// | c1       | 900.00     | 0 %          | A    |
/// | c2       | 60.00      | 90 %         | B    |
/// | c3       | 40.00      | 96 %         | C    |
/// | c4       | −5.00      |              | N    |
///
/// The home is the table that the customer column is linked to, else the table of sales itself.
///
/// - Shape: tiers in the order of the cuts, the rest, `N`.
/// - Missing: a customer without any sale is `N`; a row without customer is `unknown`.
/// - Complexity: O(sales + customers), beside sorting the customers near a cut.
package struct ValueTier: CustomerSegmenter {
    package static let declaration = OptionKey(
        "value", .formula, isRequired: true,
        help: Wording(
            en: "customers by the value of what they bought: what a sale is worth", zh: "客户的价值分层：一笔销售的金额"))
    package static let furtherKeys = [SegmentKeys.table] + SaleOptions.keys + [method, cuts, rest]

    static let method = OptionKey(
        "method", .choice(of: TierMethod.self),
        help: Wording(
            en: "what cuts mean: a share of the revenue, a share of the customers, or amounts; cumulative unless said",
            zh: "分界的含义：收入占比、客户占比或金额；默认 cumulative"))
    static let cuts = OptionKey(
        "cuts", .entries(.text),
        help: Wording(
            en: "the tiers and where each ends, as shares or amounts; A: 80%, B: 95% for cumulative unless said",
            zh: "各层及其分界（占比或金额）；cumulative 默认为 A: 80%、B: 95%"))
    static let rest = OptionKey(
        "rest", .text,
        help: Wording(en: "the tier of those who reach no cut; the next letter unless said", zh: "未达任何分界者所属的层，默认为下一个字母")
    )

    package let identity: SegmentIdentity
    let sales: SaleOptions
    fileprivate let method: TierMethod
    fileprivate let cuts: [ExactDecimal]
    fileprivate let cutTexts: [String]
    fileprivate let labels: [SegmentLabel]

    package init?(_ reader: OptionReader, of identity: SegmentIdentity) {
        self.identity = identity
        let sales = SaleOptions(
            reader, of: identity, table: reader.text(SegmentKeys.table), amount: Self.declaration, needsTime: false)
        let method = reader.choice(Self.method, as: TierMethod.self) ?? .cumulative
        self.method = method
        let written = Self.cuts(reader, method, of: identity)
        let rest = reader.text(Self.rest)
        guard let sales, let written else { return nil }
        self.sales = sales
        cuts = written.map(\.value)
        cutTexts = written.map { "\($0.name) \($0.text)" }
        let names = written.map(\.name)
        labels = names.map { SegmentLabel(key: $0) } + [Self.restLabel(rest, after: names), Self.noValue]
        for name in [rest].compactMap({ $0 }) where names.contains(name.text) || name.text == Self.noValue.key {
            reader.collector.add(SegmentationDiagnostics.repeatedLabel(name, of: identity))
        }
    }

    static let noValue = SegmentLabel(key: "N", title: Wording(en: "No net revenue", zh: "无净收入"))

    /// C after A and B; `rest` after names that are no such letters.
    private static func restLabel(_ name: SourceText?, after names: [String]) -> SegmentLabel {
        if let name { return SegmentLabel(key: name.text) }
        let letters = (0..<names.count).compactMap { Unicode.Scalar(0x41 + $0).map { String(Character($0)) } }
        if names == letters, names.count < 13, let next = Unicode.Scalar(0x41 + names.count) {
            return SegmentLabel(key: String(Character(next)))
        }
        return SegmentLabel(key: "rest", title: Wording(en: "Rest", zh: "其余"))
    }

    private static func cuts(
        _ reader: OptionReader, _ method: TierMethod, of identity: SegmentIdentity
    ) -> [(name: String, text: String, value: ExactDecimal)]? {
        guard let node = reader.node(Self.cuts) else {
            if method != .cumulative {
                reader.reportMissing(Self.cuts)
                return nil
            }
            return [
                ("A", "80%", ExactDecimal(units: 80, scale: 2)), ("B", "95%", ExactDecimal(units: 95, scale: 2)),
            ]
        }
        let mapping = OptionReader(
            node, of: reader.keyWording(Self.cuts), form: Self.cuts.value, collector: reader.collector)
        var cuts: [(name: String, text: String, value: ExactDecimal)] = []
        var earlier: SourceText?
        var isRight = true
        for entry in mapping.allEntries() {
            let name = SourceText(entry.key, start: entry.keyLocation)
            if entry.key == noValue.key || entry.key == SegmentLabel.unknown.key {
                reader.collector.add(SegmentationDiagnostics.repeatedLabel(name, of: identity))
            }
            let subject = Wording("'\(entry.key)'")
            guard let text = OptionReader.text(entry.value, of: subject, collector: reader.collector),
                let value = value(of: text, method, reader)
            else {
                isRight = false
                continue
            }
            if let last = cuts.last, let before = earlier {
                if method == .thresholds ? !(value < last.value) : !(last.value < value) {
                    reader.collector.add(
                        method == .thresholds
                            ? SegmentationDiagnostics.notDescending("cuts", of: identity, text, after: before)
                            : SegmentationDiagnostics.notAscending("cuts", of: identity, text, after: before))
                }
            }
            earlier = text
            cuts.append((entry.key, text.text, value))
        }
        if cuts.isEmpty, case .mapping = node.content {
            reader.collector.add(SegmentationDiagnostics.emptyList("cuts", at: node.location))
        }
        return cuts.isEmpty || !isRight ? nil : cuts
    }

    /// A share above 0 and at most 1, or an amount above 0; nil after a mistake.
    private static func value(of text: SourceText, _ method: TierMethod, _ reader: OptionReader) -> ExactDecimal? {
        let silent = DiagnosticCollector()
        var value: ExactDecimal?
        switch Expression(text, collector: silent)?.constant {
        case .integer(let number): value = ExactDecimal(units: Int128(number), scale: 0)
        case .decimal(let units, let scale): value = ExactDecimal(units: Int128(units), scale: scale)
        default: break
        }
        let zero = ExactDecimal(0)
        let isInRange = value.map { zero < $0 && (method == .thresholds || !(ExactDecimal(1) < $0)) } ?? false
        if isInRange { return value }
        let expected =
            method == .thresholds
            ? Wording(en: "an amount above 0", zh: "大于 0 的金额")
            : Wording(en: "a share above 0 and up to 100%", zh: "大于 0、不超过 100% 的比例")
        reader.collector.add(StagesDiagnostics.wrongValue(of: Wording("'cuts'"), expected: expected, found: text))
        return nil
    }

    package var defaultTitle: Wording? { Wording(en: "Value tier", zh: "价值分层") }
    package var labelKeys: [String]? { labels.map(\.key) }
    package var line: Wording {
        let cuts = cutTexts.joined(separator: ", ")
        return Wording(
            en: "value tiers (\(method.rawValue): \(cuts)) from \(sales.words.english)",
            zh: "价值分层（\(method.rawValue)：\(cuts)），\(sales.words.chinese)")
    }

    package func prepared(in scope: SegmentScope) -> PreparedValueTier? {
        sales.prepared(in: scope).map { PreparedValueTier(segmenter: self, sales: $0) }
    }
}

/// The segmenter with its sales bound to their table.
package struct PreparedValueTier: PreparedSegmenter {
    package let segmenter: ValueTier
    fileprivate let sales: PreparedSales

    package var homes: [String] { [sales.home] }

    package func divide(_ work: SegmentWork) throws(DiagnosedFailure) -> Division {
        let customers = try CustomerSales(sales, of: segmenter.identity, withDays: false, work)
        let cuts = TierCuts(
            cuts: segmenter.cuts, method: segmenter.method, scale: customers.scale, jobs: work.stage.jobs)
        let tiers =
            switch customers.net {
            case .small(let net): cuts.tiers(net: net, ids: customers.ids)
            case .narrow(let net): cuts.tiers(net: net, ids: customers.ids)
            case .wide(let net): cuts.tiers(net: net, ids: customers.ids)
            }
        guard let tiers else { throw DiagnosedFailure(SegmentationDiagnostics.amountOverflow(segmenter.identity)) }
        let labels = segmenter.labels + [.unknown]
        let numbers = customers.numbers(tiers, unknown: UInt32(labels.count - 1), work)
        return Division(labels: labels, numbers: [sales.home: numbers], convention: words(customers))
    }

    package func sql(_ scope: SegmentSQLScope) throws(DiagnosedFailure) -> SegmentSQL {
        let dialect = scope.dialect
        let rank = "(ORDER BY net DESC, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
        let customers = """
            SELECT customer, net, sum(net) OVER () AS total, sum(net) OVER \(rank) - net AS before, count(*) OVER () AS customers,
              row_number() OVER (ORDER BY net DESC, id) - 1 AS customers_before
            FROM sums WHERE net > 0
            """
        let cases = zip(segmenter.cuts, segmenter.labels).map { cut, label in
            let reaches =
                switch segmenter.method {
                case .cumulative: "before < total * \(cut)"
                case .quantiles: "customers_before < customers * \(cut)"
                case .thresholds: "net >= \(cut)"
                }
            return "WHEN \(reaches) THEN \(dialect.text(label.key))"
        }
        let rest = segmenter.labels.dropLast().last?.key ?? ValueTier.noValue.key
        let label = "CASE \(cases.joined(separator: " ")) ELSE \(dialect.text(rest)) END"
        return .queries([
            sales.home: try CustomerSalesSQL(sales, scope).labels(
                ofCustomers: customers, label: label, others: ValueTier.noValue.key)
        ])
    }

    private func words(_ customers: CustomerSales) -> Wording {
        let (span, cuts) = (customers.spanWords, segmenter.cutTexts.joined(separator: ", "))
        let rule =
            switch segmenter.method {
            case .cumulative:
                Wording(
                    en: "by the share of net revenue before the customer, below \(cuts)",
                    zh: "按排在该客户之前的净收入累计占比，低于 \(cuts)")
            case .quantiles:
                Wording(
                    en: "by the share of customers before the customer, below \(cuts)", zh: "按排在该客户之前的客户占比，低于 \(cuts)")
            case .thresholds: Wording(en: "by net revenue, at least \(cuts)", zh: "按净收入，达到 \(cuts)")
            }
        return Wording(
            en:
                "Tiers over \(span.english) \(rule.english); customers by net revenue, most first, equal ones "
                + "by id; N is nothing or less",
            zh: "价值分层统计 \(span.chinese)，\(rule.chinese)；客户按净收入降序，相同者按编号；N 为净收入不大于零")
    }
}
