// 纷享销客 customers (AccountObj), exported as a list.
import Diagnostics
import Tabular

extension ExportPreset {
    /// The tenant may rename every field; the labels below are those the system ships with.
    ///
    /// Example: 客户名称, 客户级别, 负责人, 创建时间 become `name`, `level`, `owner`, `created`.
    /// Source: the field labels of AccountObj in public client libraries; no exported file was seen.
    static let fxiaokeAccount = ExportPreset(
        name: "fxiaoke-account", title: Wording(en: "Fxiaoke customers", zh: "纷享销客客户"), kind: "customers",
        fingerprint: ["客户名称", "客户级别", "负责人", "生命状态"],
        columns: [
            ExportColumn("customer_id", ["客户编号"]),
            ExportColumn("name", ["客户名称"]),
            ExportColumn("type", ["客户类型"]),
            ExportColumn("level", ["客户级别"]),
            ExportColumn("source", ["来源", "客户来源"]),
            ExportColumn("industry", ["行业", "一级行业", "1级行业"]),
            ExportColumn("province", ["省", "省份"]),
            ExportColumn("city", ["市", "城市"]),
            ExportColumn("district", ["区", "区县"]),
            ExportColumn("address", ["地址", "详细地址"]),
            ExportColumn("area", ["地区定位"]),
            ExportColumn("phone", ["电话"]),
            ExportColumn("email", ["邮件", "邮箱"]),
            ExportColumn("owner", ["负责人"]),
            // Lists have both: the department of the owner, and that of the record. Owners are what reports are about.
            ExportColumn("team", ["负责人主属部门", "归属部门"], prefersFirst: true),
            ExportColumn("created", ["创建时间"], .instant),
            ExportColumn("modified", ["最后修改时间"], .instant),
            ExportColumn("last_contact", ["最后跟进时间"], .instant),
            ExportColumn("status", ["成交状态"]),
            ExportColumn("lifecycle", ["生命状态"]),
        ],
        zone: "Asia/Shanghai", dateOrder: .yearFirst,
        cautions: [
            Wording(
                en: "field labels are the tenant's own: map renamed ones under 'columns'",
                zh: "字段名称可由企业自定义：改过名的请在 'columns' 中映射")
        ])
}
