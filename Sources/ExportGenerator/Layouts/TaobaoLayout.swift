// How 淘宝 writes an order: guarded ids, full-width commas, zeros for a date that is not there.

/// The order report's columns (a choice of them), and an order as their cells.
enum TaobaoLayout {
    static let header = [
        "订单编号", "买家会员名", "买家应付货款", "买家应付邮费", "总金额", "买家实际支付金额", "订单状态", "收货地址", "订单创建时间",
        "订单付款时间", "宝贝标题", "宝贝总数量", "店铺名称", "退款金额", "客户编号",
    ]

    enum Column {
        static let id = 0
        static let nick = 1
        static let received = 5
        static let status = 6
        static let created = 8
        static let paidAt = 9
        static let product = 10
        static let refunded = 13
        static let customer = 14
    }

    static let missingMoment = "0000-00-00 00:00:00"

    /// An order's cells as the shop's own report writes them.
    static func cells(of order: Order, customer: Customer?) -> [String] {
        let shipping = order.id.hasSuffix("3") ? 800 : 0
        let listed = order.paid == 0 ? 9_900 : order.paid
        return [
            "=\"\(order.id)\"", order.nick, plainMoney(listed - shipping), plainMoney(shipping),
            plainMoney(listed + 1_000), plainMoney(order.net), status(of: order), address(of: customer),
            isoMoment(order.created), order.paidAt.map(isoMoment) ?? missingMoment, order.product,
            "\(order.pieces)", "长风旗舰店", plainMoney(order.refunded), order.customer ?? "",
        ]
    }

    /// The same cells after somebody opened the report in Excel and saved it as Unicode text.
    static func savedByExcel(_ cells: [String], of order: Order) -> [String] {
        var cells = cells
        cells[Column.id] = order.id
        cells[Column.created] = slashedMoment(order.created)
        cells[Column.paidAt] = order.paidAt.map(slashedMoment) ?? ""
        cells[Column.received] = groupedMoney(order.net)
        return cells
    }

    private static func status(of order: Order) -> String {
        guard order.paidAt != nil else { return order.id.hasSuffix("7") ? "等待买家付款" : "交易关闭" }
        if order.refunded >= order.paid { return "交易关闭" }
        switch order.id.suffix(1) {
        case "1": return "买家已付款，等待卖家发货"
        case "2": return "卖家已发货，等待买家确认"
        default: return "交易成功"
        }
    }

    private static func address(of customer: Customer?) -> String {
        guard let customer, customer.home.isKnown else { return "" }
        return "\(customer.province.name) \(customer.city.name) \(customer.city.districts[0])"
    }
}
