// The true figures of sales, straight from the clean orders: cohort view, refunds charged to their own order.

/// Figures of paid orders; an order refunded to nothing counts in the money, not among orders and buyers.
func salesFigures(_ orders: [Order]) -> [Figure] {
    let paid = orders.filter { $0.paidAt != nil }
    let lasting = paid.filter { $0.net > 0 }
    let net = paid.map(\.net).reduce(0, +)
    let buyers = Set(lasting.compactMap(\.customer))
    return [
        Figure(metric: "net_revenue", value: plainMoney(net), numerator: plainMoney(net), n: paid.count),
        .count("orders", lasting.count),
        .count("orders_paid", paid.count),
        .count("customers", buyers.count),
        Figure(
            metric: "aov", value: lasting.isEmpty ? "" : plainNumber(Double(net) / 100 / Double(lasting.count)),
            numerator: plainMoney(net), denominator: "\(lasting.count)", n: lasting.count),
    ]
}

/// Share of a period's buyers who bought on two days or more.
func repeatPurchaseFigures(_ orders: [Order]) -> [Figure] {
    var days: [String: Set<Int>] = [:]
    for order in orders where order.net > 0 {
        guard let customer = order.customer, let paidAt = order.paidAt else { continue }
        days[customer, default: []].insert(paidAt / 86_400)
    }
    return [.ratio("repeat_purchase_rate", days.values.count { $0.count >= 2 }, days.count)]
}
