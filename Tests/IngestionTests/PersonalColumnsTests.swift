// Columns that name people are known by their names and headers, in both languages and every preset.

import Ingestion
import Stages
import Testing

struct PersonalColumnsTests {
    @Test(arguments: [
        "电话", "手机", "手机号", "联系电话", "收货人手机", "客户姓名", "姓名", "收货人姓名", "买家会员名", "邮箱", "电子邮箱", "地址", "收货地址 ", "详细地址", "身份证号",
        "来自IP", "微信号", "Phone", "caller_phone",
        "Mobile Number", "Email", "e-mail address", "Customer Name", "customer_name", "first_name", "tel", "QQ", "坐席电话",
        "主叫号码", "买家", "顾客", "Buyer",
    ])
    func `a column is personal by its name`(name: String) {
        #expect(PersonalColumns.isPersonal(name: name))
        #expect(PersonalColumns.isPersonal(name: "c", header: name))
    }

    @Test(arguments: [
        "坐席姓名", "坐席工号", "agent_name", "agent", "seller", "负责人", "客服", "队列", "城市", "省份", "product name", "name", "电话数",
        "通话时长", "电话时长", "phone_count", "邮件数量",
        "channel", "telling", "ship", "customer_id", "客户编号", "订单号", "等级", "tip",
    ])
    func `a column is not personal because it sounds alike`(name: String) {
        #expect(!PersonalColumns.isPersonal(name: name))
    }

    @Test func `a name is personal in a table of customers, not of agents`() {
        #expect(PersonalColumns.isPersonal(name: "name", ofKind: "customers"))
        #expect(!PersonalColumns.isPersonal(name: "name", ofKind: "agents"))
    }

    @Test(arguments: [
        ("客户", ["张三", "李小龙", "欧阳春雪"], true), ("客户", ["C001", "C002", "张三"], nil),
        ("customer", ["John Smith", "Maria Berg"], true),
        ("customer", ["cust_1", "cust_2"], nil), ("会员", ["13812345678", "13987654321"], true),
        ("agent", ["张三", "李小龙"], nil),
        ("客户", ["合肥美菱有限公司", "南京熊猫集团"], nil),
    ])
    func `a customer's column is personal when its cells name people`(name: String, cells: [String], isPersonal: Bool?)
        throws
    {
        let file = TemporaryFile("\(name),n\n" + cells.map { "\($0),1\n" }.joined())
        let found = try #require(read("files: \(file.path)").read).schema.namesPeople
        #expect(found[name] == isPersonal)
        // What the user says counts.
        let declared = try #require(read("files: \(file.path)\ncolumns: { \(name): { personal: no } }").read)
        #expect(declared.schema.namesPeople[name] == false)
    }

    @Test func `what presets map to people is known as such`() {
        let personal = BuiltInExports.all.flatMap { preset in
            preset.columns.filter { column in
                PersonalColumns.isPersonal(name: column.name, ofKind: preset.kind)
                    || column.headers.contains { PersonalColumns.isPersonal(name: $0, ofKind: preset.kind) }
            }.map { "\(preset.name).\($0.name)" }
        }
        for column in [
            "fxiaoke-account.name", "fxiaoke-account.phone", "fxiaoke-account.email", "fxiaoke-account.address",
        ] {
            #expect(personal.contains(column))
        }
        #expect(!personal.contains("fxiaoke-account.owner"))
    }
}
