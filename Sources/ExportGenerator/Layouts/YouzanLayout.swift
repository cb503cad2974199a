// How 有赞 writes an order: one row for each, money with its mark and grouping commas.

/// The order export's columns, and an order as their cells.
enum YouzanLayout {
    static let header = [
        "订单号", "订单状态", "订单创建时间", "买家付款时间", "全部商品名称", "商品种类数", "订单实付金额", "退款金额", "收货人省份",
        "收货人城市", "买家昵称", "收货人手机号/提货人手机号", "分销员", "客户编号",
    ]

    enum Column {
        static let id = 0
        static let status = 1
        static let paidAt = 3
        static let product = 4
        static let paid = 6
        static let refunded = 7
        static let nick = 10
        static let customer = 13
    }

    static func cells(of order: Order, customer: Customer?) -> [String] {
        let status =
            order.paidAt == nil
            ? "交易关闭" : order.refunded > 0 && order.refunded >= order.paid ? "交易关闭" : "交易完成"
        let knowsHome = customer?.home.isKnown == true
        return [
            order.id, status, isoMoment(order.created), order.paidAt.map(isoMoment) ?? "",
            (order.isTest ? "【测试】" : "") + order.product, "1", "¥" + groupedMoney(order.paid),
            "¥" + groupedMoney(order.refunded), knowsHome ? customer?.province.name ?? "" : "",
            knowsHome ? customer?.city.name ?? "" : "", order.nick, "160****\(order.id.suffix(4))", "",
            order.customer ?? "",
        ]
    }
}
