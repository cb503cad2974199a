// What every customer is worth: recency, frequency, money, the eight cells, and the value tier, slowly and plainly.

/// One customer's buying within the window.
struct CustomerValue {
    let customer: String
    /// The last day with an order that was not refunded to nothing; nil when there is none.
    var lastPurchase: CivilDate?
    var recencyDays = 0
    var purchaseDays = 0
    var net: Fen = 0
    /// Quintile scores, 1 to 5; 5 is recent, frequent, much.
    var scores = (recency: 0, frequency: 0, money: 0)
    var isHigh = (recency: false, frequency: false, money: false)
    var cell = "none"
    var tier = "N"
}

/// Values of all customers over a window that ends at `end`, in the order of their ids.
///
/// Source: METRICS, `rfm` and `value_tier`.
func customerValues(
    _ customers: [String], orders: [Order], from start: CivilDate, to end: CivilDate
) -> [CustomerValue] {
    let window = Period(grain: "window", start: start, end: end)
    var values = customers.sorted().map { customer -> CustomerValue in
        let own = orders.filter { $0.customer == customer && ($0.paidAt.map(window.contains) ?? false) }
        let days = Set(own.filter { $0.net > 0 }.compactMap { $0.paidAt.map { $0 / 86_400 } })
        var value = CustomerValue(customer: customer)
        value.net = own.map(\.net).reduce(0, +)
        value.purchaseDays = days.count
        if let last = days.max() {
            value.lastPurchase = CivilDate(dayNumber: last)
            value.recencyDays = end.dayNumber - last
        }
        return value
    }
    scoreBuyers(&values)
    setTiers(&values)
    return values
}

/// Scores 1 + ⌊5 · (buyers strictly worse) ÷ buyers⌋: ties share the score of the lowest rank among them.
private func scoreBuyers(_ values: inout [CustomerValue]) {
    let buyers = values.filter { $0.lastPurchase != nil }
    let count = buyers.count
    guard count > 0 else { return }
    let recencySum = buyers.map(\.recencyDays).reduce(0, +)
    let frequencySum = buyers.map(\.purchaseDays).reduce(0, +)
    let moneySum = buyers.map(\.net).reduce(0, +)
    for place in values.indices where values[place].lastPurchase != nil {
        let value = values[place]
        values[place].scores = (
            recency: 1 + 5 * buyers.count { $0.recencyDays > value.recencyDays } / count,
            frequency: 1 + 5 * buyers.count { $0.purchaseDays < value.purchaseDays } / count,
            money: 1 + 5 * buyers.count { $0.net < value.net } / count
        )
        values[place].isHigh = (
            recency: value.recencyDays * count < recencySum, frequency: value.purchaseDays * count > frequencySum,
            money: value.net * count > moneySum
        )
        values[place].cell = cellName(values[place].isHigh)
    }
}

private func cellName(_ isHigh: (recency: Bool, frequency: Bool, money: Bool)) -> String {
    let kind =
        switch (isHigh.recency, isHigh.frequency) {
        case (true, true): "价值"
        case (true, false): "发展"
        case (false, true): "保持"
        case (false, false): "挽留"
        }
    return (isHigh.money ? "重要" : "一般") + kind + "客户"
}

/// A while the share before the customer is below 80 %, B below 95 %, else C; N without positive net revenue.
private func setTiers(_ values: inout [CustomerValue]) {
    let order = values.indices.filter { values[$0].net > 0 }.sorted {
        (values[$1].net, values[$0].customer) < (values[$0].net, values[$1].customer)
    }
    let total = order.map { values[$0].net }.reduce(0, +)
    var before = 0
    for place in order {
        values[place].tier = before * 100 < total * 80 ? "A" : before * 100 < total * 95 ? "B" : "C"
        before += values[place].net
    }
}

/// How many buyers stand exactly on one of the three means, where high and low are a matter of taste.
func buyersOnAMean(_ values: [CustomerValue]) -> Int {
    let buyers = values.filter { $0.lastPurchase != nil }
    func onMean(_ amount: (CustomerValue) -> Int) -> Int {
        let sum = buyers.map(amount).reduce(0, +)
        return buyers.count { amount($0) * buyers.count == sum }
    }
    return onMean(\.recencyDays) + onMean(\.purchaseDays) + onMean(\.net)
}

/// `truth-customers.csv`.
func customerTable(_ values: [CustomerValue], regions: (String) -> String) -> String {
    var lines = ["customer,region,last_purchase,recency_days,purchase_days,net_revenue,r,f,m,rfm,tier"]
    for value in values {
        let isBuyer = value.lastPurchase != nil
        func score(_ score: Int) -> String { isBuyer ? "\(score)" : "" }
        lines.append(
            [
                value.customer, regions(value.customer), value.lastPurchase?.iso ?? "",
                isBuyer ? "\(value.recencyDays)" : "", "\(value.purchaseDays)", plainMoney(value.net),
                score(value.scores.recency), score(value.scores.frequency), score(value.scores.money), value.cell,
                value.tier,
            ].joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
}
