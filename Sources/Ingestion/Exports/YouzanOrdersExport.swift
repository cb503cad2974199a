// 有赞 orders, one row per order.
import Diagnostics
import Tabular

extension ExportPreset {
    /// The shop picks the columns at export; those absent are simply not there.
    ///
    /// Example: 订单实付金额 `¥827.40` becomes `paid` 827.40; 买家付款时间 `2026-09-01 06:35:45` is Beijing time.
    /// Source: files exported from the shop console.
    static let youzanOrders = ExportPreset(
        name: "youzan-orders", title: Wording(en: "Youzan orders", zh: "有赞订单"), kind: "sales",
        fingerprint: ["收货人手机号/提货人手机号"],
        columns: [
            ExportColumn("order_id", ["订单号"]),
            ExportColumn("status", ["订单状态"]),
            ExportColumn("order_time", ["订单创建时间", "下单时间"], .instant),
            ExportColumn("pay_time", ["买家付款时间", "付款时间"], .instant),
            ExportColumn("product", ["全部商品名称", "商品名称"]),
            ExportColumn("qty", ["商品数量", "商品件数"], .integer),
            ExportColumn("gross", ["商品金额合计", "订单商品总额"], .decimal),
            ExportColumn("shipping", ["运费"], .decimal),
            ExportColumn("paid", ["订单实付金额", "实付金额"], .decimal),
            ExportColumn("refunded", ["退款金额", "订单退款金额", "商品已退款金额"], .decimal),
            ExportColumn("province", ["收货人省份"]),
            ExportColumn("city", ["收货人城市"]),
            ExportColumn("district", ["收货人地区"]),
            ExportColumn("nickname", ["买家昵称"]),
            ExportColumn("customer", ["买家手机号", "收货人手机号/提货人手机号"]),
            ExportColumn("seller", ["分销员"]),
            ExportColumn("coupon", ["优惠券码名称"]),
        ],
        zone: "Asia/Shanghai", currency: "CNY", dateOrder: .yearFirst, missing: ["0000-00-00 00:00:00"],
        cautions: [
            Wording(
                en: "telephone numbers may be masked (160****0000); a masked number is no customer key",
                zh: "手机号可能脱敏（160****0000），脱敏号码不能作为客户标识")
        ])
}
