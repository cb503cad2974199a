// 淘宝 / 天猫 orders (ExportOrderList), one row per order.
import Diagnostics
import Tabular

extension ExportPreset {
    /// 总金额 is the list total before adjustments. 买家实际支付金额 is what the shop was left with: refunds are subtracted from it
    /// already, so it becomes `received`, and metrics take `received` plus `refunded` for what was paid.
    ///
    /// Example: 订单编号 `="2716000000000001"` becomes `order_id` 2716000000000001; a payment time of `0000-00-00 00:00:00` is missing.
    /// Source: ExportOrderList files, in GBK.
    static let taobaoOrders = ExportPreset(
        name: "taobao-orders", title: Wording(en: "Taobao / Tmall orders", zh: "淘宝 / 天猫订单"), kind: "sales",
        fingerprint: ["买家会员名", "买家应付货款"],
        columns: [
            ExportColumn("order_id", ["订单编号"]),
            ExportColumn("customer", ["买家会员名"]),
            ExportColumn("gross", ["总金额"], .decimal),
            ExportColumn("due", ["买家应付货款"], .decimal),
            ExportColumn("shipping", ["买家应付邮费"], .decimal),
            ExportColumn("received", ["买家实际支付金额"], .decimal),
            ExportColumn("refunded", ["退款金额"], .decimal),
            ExportColumn("status", ["订单状态"]),
            ExportColumn("address", ["收货地址", "收货地址 "]),
            ExportColumn("order_time", ["订单创建时间"], .instant),
            ExportColumn("pay_time", ["订单付款时间"], .instant),
            ExportColumn("confirm_time", ["确认收货时间"], .instant),
            ExportColumn("product", ["宝贝标题", "商品标题"]),
            ExportColumn("qty", ["宝贝总数量"], .integer),
            ExportColumn("channel", ["店铺名称"]),
            ExportColumn("close_reason", ["订单关闭原因"]),
            ExportColumn("phone", ["联系手机"]),
        ],
        zone: "Asia/Shanghai", currency: "CNY", dateOrder: .yearFirst, missing: ["0000-00-00 00:00:00"],
        cautions: [
            Wording(
                en: "'received' has no refunds in it any more: what was paid is received + refunded",
                zh: "'received'（买家实际支付金额）已扣除退款；实付金额为 received + refunded"),
            Wording(
                en: "unpaid and closed orders are in the file; keep those with a payment time",
                zh: "文件中包含未付款和已关闭的订单，请按付款时间筛选"),
            Wording(
                en: "since 2022 buyer names may be masked; repurchase is only right when they are stable",
                zh: "2022 年起买家会员名可能脱敏；只有在其稳定时回购率才可信"),
        ])
}
