// `rfm`: customers by how recently, how often and for how much they bought.

import Diagnostics
import Stages
import Tabular

/// Divides customers by recency, frequency and money (RFM 分层).
///
///     behaviour:
///       { rfm: sales, customer: customer, at: pay_time, amount: paid - refunded, over: 12 months, convention: median }
///
/// R is the number of days since the last purchase day at the end of the report's period, F the number of different
/// purchase days in the window, M the net amount in the window. A purchase is a row of `rfm`'s table that `where` lets
/// pass and whose amount is above nothing; other rows only count for M. Days are those of the report's zone.
///
/// `convention` says what is high: `quintiles` (scores 1 to 5 by fifths, equal values share the lower rank's score,
/// and 4 or more is high), `mean` or `median` (F and M above, R below). When more than 40 % of the customers share one
/// frequency, F is scored by fixed cuts: as many points as purchase days, at most five. `labels: scores` gives the
/// three scores instead of the eight kinds.
///
/// | R | F | M | label                 | 中文         |
/// |---|---|---|-----------------------|--------------|
/// | ↑ | ↑ | ↑ | champions             | 重要价值客户 |
/// | ↑ | ↓ | ↑ | high_value_developing | 重要发展客户 |
/// | ↓ | ↑ | ↑ | high_value_slipping   | 重要保持客户 |
/// | ↓ | ↓ | ↑ | high_value_at_risk    | 重要挽留客户 |
/// | ↑ | ↑ | ↓ | regular               | 一般价值客户 |
/// | ↑ | ↓ | ↓ | new_low               | 一般发展客户 |
/// | ↓ | ↑ | ↓ | frequent_fading       | 一般保持客户 |
/// | ↓ | ↓ | ↓ | dormant               | 一般挽留客户 |
///
/// The home is the table that the customer column is linked to, else the table of sales itself.
///
/// - Shape: the eight labels in the order of the table, or scores from 555 down; then `none`.
/// - Missing: a customer without purchase in the window is `none`; a row without customer is `unknown`.
/// - Complexity: O(sales + customers × log customers).
package struct RFM: CustomerSegmenter {
    package static let declaration = OptionKey(
        "rfm", .name(.table), isRequired: true,
        help: Wording(
            en: "customers by recency, frequency and money, from a table of sales", zh: "客户的 RFM 分层，取自一个销售表"))
    package static let furtherKeys = SaleOptions.keys + [amount, convention, labels]

    static let amount = OptionKey(
        "amount", .formula, isRequired: true, help: Wording(en: "what a sale is worth", zh: "一笔销售的金额"))
    static let convention = OptionKey(
        "convention", .choice(of: Convention.self),
        help: Wording(
            en: "what is high: scores by fifths, or above the mean or median; quintiles unless said",
            zh: "高低的判定：五等分打分，或高于均值、中位数；默认 quintiles"))
    static let labels = OptionKey(
        "labels", .choice(of: Labels.self),
        help: Wording(en: "the eight kinds, or the three scores; eight unless said", zh: "八类客户或三项分数，默认 eight"))

    /// What is high.
    package enum Convention: String, Sendable, CaseIterable { case quintiles, mean, median }
    /// The eight kinds of customers, or their three scores.
    package enum Labels: String, Sendable, CaseIterable { case eight, scores }

    package let identity: SegmentIdentity
    let sales: SaleOptions
    fileprivate let convention: Convention
    fileprivate let labelling: Labels

    package init?(_ reader: OptionReader, of identity: SegmentIdentity) {
        self.identity = identity
        let sales = SaleOptions(
            reader, of: identity, table: reader.text(Self.declaration), amount: Self.amount, needsTime: true)
        convention = reader.choice(Self.convention, as: Convention.self) ?? .quintiles
        labelling = reader.choice(Self.labels, as: Labels.self) ?? .eight
        if labelling == .scores, convention != .quintiles, let node = reader.node(Self.convention) {
            reader.collector.add(SegmentationDiagnostics.scoresNeedQuintiles(identity, at: node.location))
        }
        guard let sales else { return nil }
        self.sales = sales
    }

    package var defaultTitle: Wording? { Wording(en: "RFM segment", zh: "RFM 分层") }
    package var labelKeys: [String]? {
        labelling == .eight ? RFMCell.allCases.map(\.names.key) + [Self.noPurchase.key] : nil
    }
    package var line: Wording {
        Wording(
            en: "RFM by \(convention.rawValue) from \(sales.words.english)",
            zh: "RFM（\(convention.rawValue)），\(sales.words.chinese)")
    }

    package func prepared(in scope: SegmentScope) -> PreparedRFM? {
        sales.prepared(in: scope).map { PreparedRFM(segmenter: self, sales: $0) }
    }

    static let noPurchase = SegmentLabel(key: "none", title: Wording(en: "No purchase", zh: "无购买"))
}

/// The segmenter with its sales bound to their table.
package struct PreparedRFM: PreparedSegmenter {
    package let segmenter: RFM
    fileprivate let sales: PreparedSales

    package var homes: [String] { [sales.home] }

    package func divide(_ work: SegmentWork) throws(DiagnosedFailure) -> Division {
        let customers = try CustomerSales(sales, of: segmenter.identity, withDays: true, work)
        let buyers = (0..<customers.count).filter { customers.purchaseDays[$0] > 0 }
        let days = buyers.map { customers.end - 1 - customers.lastDay[$0] }
        let frequency = buyers.map { customers.purchaseDays[$0] }
        let net = customers.net.wide
        let money = buyers.map { net[$0] }

        var labels: [SegmentLabel]
        var positionOfBuyer: [Int]
        var collapse: (days: Int, percent: Int)?
        switch segmenter.convention {
        case .quintiles:
            collapse = RFMScores.collapsingFrequency(frequency)
            let recencyScores = RFMScores.quintiles(days.map { -$0 })
            let frequencyScores =
                collapse == nil ? RFMScores.quintiles(frequency) : RFMScores.fixedCuts(frequency)
            let moneyScores = RFMScores.quintiles(money)
            if segmenter.labelling == .scores {
                let codes = buyers.indices.map {
                    Int(recencyScores[$0]) * 100 + Int(frequencyScores[$0]) * 10 + Int(moneyScores[$0])
                }
                let occurring = Set(codes).sorted(by: >)
                var positions: [Int: Int] = [:]
                for (position, code) in occurring.enumerated() { positions[code] = position }
                labels = occurring.map { code in
                    SegmentLabel(
                        key: "\(code)", title: Wording("R\(code / 100) F\(code / 10 % 10) M\(code % 10)"))
                }
                positionOfBuyer = codes.map { positions[$0] ?? 0 }
            } else {
                labels = Self.eight
                positionOfBuyer = buyers.indices.map {
                    RFMCell(
                        isRecent: recencyScores[$0] >= 4, isFrequent: frequencyScores[$0] >= 4,
                        isValuable: moneyScores[$0] >= 4
                    ).rawValue
                }
            }
        case .mean, .median:
            func isAbove(_ values: [Int128]) throws(DiagnosedFailure) -> [Bool] {
                if segmenter.convention == .median { return RFMScores.aboveMedian(values) }
                guard let above = RFMScores.aboveMean(values) else {
                    throw DiagnosedFailure(SegmentationDiagnostics.amountOverflow(segmenter.identity))
                }
                return above
            }
            let recent = try isAbove(days.map { Int128(-$0) })
            let frequent = try isAbove(frequency.map { Int128($0) })
            let valuable = try isAbove(money)
            labels = Self.eight
            positionOfBuyer = buyers.indices.map {
                RFMCell(isRecent: recent[$0], isFrequent: frequent[$0], isValuable: valuable[$0]).rawValue
            }
        }
        if let collapse {
            work.stage.collector.add(
                SegmentationDiagnostics.frequencyCollapses(
                    segmenter.identity, share: collapse.percent, days: collapse.days))
        }
        labels += [RFM.noPurchase, .unknown]
        var numberOfCustomer = [UInt32](repeating: UInt32(labels.count - 2), count: customers.count)
        for (buyer, position) in zip(buyers, positionOfBuyer) { numberOfCustomer[buyer] = UInt32(position) }
        return Division(
            labels: labels,
            numbers: [
                sales.home: customers.numbers(
                    SmallNumbers(numberOfCustomer), unknown: UInt32(labels.count - 1), work)
            ],
            convention: words(customers, hasCollapsed: collapse != nil))
    }

    package func sql(_ scope: SegmentSQLScope) throws(DiagnosedFailure) -> SegmentSQL {
        let scores = RFMScoresSQL(dialect: scope.dialect)
        let buyers =
            switch segmenter.convention {
            case .quintiles: scores.quintiles
            case .mean: scores.aboveMean
            case .median: scores.aboveMedian
            }
        return .queries([
            sales.home: try CustomerSalesSQL(sales, scope).labels(
                ofCustomers: buyers, label: segmenter.labelling == .scores ? scores.code : scores.kind,
                others: RFM.noPurchase.key)
        ])
    }

    private static let eight = RFMCell.allCases.map { cell in
        SegmentLabel(key: cell.names.key, title: Wording(en: cell.names.english, zh: cell.names.chinese))
    }

    private func words(_ customers: CustomerSales, hasCollapsed: Bool) -> Wording {
        let span = customers.spanWords
        let cuts: Wording
        switch segmenter.convention {
        case .quintiles:
            let frequency =
                hasCollapsed
                ? Wording(
                    en:
                        "; F by fixed cuts (1 to 5 purchase days or more are 1 to 5 points), because quintiles "
                        + "would collapse",
                    zh: "；频次因过于集中改用固定分界（购买 1～5 天及以上计 1～5 分）") : Wording("")
            cuts = Wording(
                en:
                    "scores 1 to 5 by fifths of the buyers, equal values share the lower rank's score, 4 or "
                    + "more is high"
                    + frequency.english,
                zh: "按购买客户五等分打 1～5 分，同值取较低名次的分数，4 分及以上为高" + frequency.chinese)
        case .mean:
            cuts = Wording(
                en: "high is more than the mean of the buyers (fewer days for R)", zh: "高于购买客户均值为高（R 为天数少于均值）")
        case .median:
            cuts = Wording(
                en: "high is more than the median of the buyers (fewer days for R)", zh: "高于购买客户中位数为高（R 为天数少于中位数）")
        }
        return Wording(
            en: "RFM over \(span.english): R days since the last purchase day, F distinct purchase days, M net amount; "
                + "\(cuts.english). A purchase is a row worth more than nothing",
            zh: "RFM 统计 \(span.chinese)：R 为距最近购买日的天数，F 为购买天数，M 为净额；\(cuts.chinese)。金额大于零的行计为一次购买")
    }
}

extension CustomerSales {
    /// The window in words.
    var spanWords: Wording {
        guard let window else { return Wording(en: "all sales", zh: "全部销售") }
        let first = CivilDate(dayNumber: window.lowerBound).isoText
        let last = CivilDate(dayNumber: window.upperBound - 1).isoText
        return Wording(en: "\(first) to \(last)", zh: "\(first) 至 \(last)")
    }
}
