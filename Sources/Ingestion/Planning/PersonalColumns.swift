// Which columns hold what names a person, told by their names.

import Tabular

/// Columns whose cells must not stand in a page, a record or a message.
///
/// Telephone numbers, mail and postal addresses, identity and account numbers are personal in every table. Names are those of customers:
/// agents, sellers and other staff are what their reports are about, and so not hidden; their telephone numbers are.
package enum PersonalColumns {
    /// Whether a column is personal by its name or its header.
    package static func isPersonal(name: String, header: String? = nil, ofKind kind: String? = nil) -> Bool {
        [name, header].compactMap { $0 }.map(HeaderName.folded).contains { word in
            isContact(word) || isCustomerName(word, ofKind: kind)
        }
    }

    /// Whether a column's name leaves open whether its cells are names of people or their numbers: the cells tell.
    static func mayNamePeople(name: String) -> Bool { people.contains(HeaderName.folded(name)) }

    private static func isContact(_ word: String) -> Bool {
        if measures.contains(where: word.hasSuffix) { return false }
        if exactContacts.contains(word) || holdsOne(of: contacts, word) { return true }
        return word.split { !$0.isLetter }.contains { shortContacts.contains(String($0)) }
    }

    private static func isCustomerName(_ word: String, ofKind kind: String?) -> Bool {
        if holdsOne(of: staff, word) { return false }
        return names.contains(word) || word == "name" && ["customers", "leads"].contains(kind)
    }

    /// Whether one of some folded texts stands in a folded word; every column of every table is asked.
    private static func holdsOne(of parts: [String], _ word: String) -> Bool { parts.contains(where: word.holdsBytes) }

    /// A number of telephone calls is none of a telephone.
    private static let measures = [
        "数", "数量", "量", "次数", "率", "时长", "时间", "类型", "状态", "_count", " count", "_type", " type", "_status",
    ]

    private static let contacts = [
        "电话", "手机", "联系方式", "主叫", "被叫", "来电号码", "去电号码", "客户号码", "邮箱", "电子邮件", "详细地址", "收货地址", "联系地址",
        "家庭地址", "通讯地址", "身份证", "证件号", "护照", "微信号", "银行卡", "email", "e-mail", "phone", "mobile", "passport", "id card",
        "id_card",
        "idcard", "postal address", "street",
    ]
    private static let exactContacts: Set<String> = [
        "地址", "address", "邮件", "微信", "生日", "出生日期", "birthday", "date of birth", "来自ip", "ip地址",
    ]
    private static let shortContacts: Set<String> = ["tel", "qq", "ip", "mail", "wechat", "openid", "unionid", "fax"]

    private static let names: Set<String> = [
        "姓名", "客户姓名", "客户名称", "客户名", "联系人", "联系人姓名", "收货人", "收货人姓名", "收件人", "收件人姓名", "买家会员名", "买家昵称", "会员名", "昵称",
        "称呼", "真实姓名", "用户名", "用户姓名", "会员姓名", "full name", "full_name", "first name", "first_name", "last name",
        "last_name",
        "surname", "nickname", "买家", "顾客", "来电人", "投诉人", "buyer", "consignee", "customer name", "customer_name",
        "contact name", "contact_name", "caller name",
        "caller_name", "requester",
        "requester name", "requester_name", "recipient", "username",
    ]
    private static let people: Set<String> = [
        "customer", "client", "caller", "member", "subscriber", "user", "contact", "客户", "会员", "用户", "业主", "患者", "学员",
        "家长",
    ]
    private static let staff = [
        "坐席", "座席", "客服", "员工", "销售", "负责人", "操作员", "经办", "处理人", "班组", "agent", "seller", "owner", "operator", "staff",
        "assignee",
    ]
}
