// How the CRM writes customers (纷享销客 labels), and the roster its agents.

/// The CRM's columns, and a customer as their cells.
enum CustomerLayout {
    static let header = [
        "客户编号", "客户名称", "客户级别", "客户类型", "省", "市", "地址", "电话", "负责人", "创建时间", "最后修改时间", "生命状态",
    ]

    enum Column {
        static let id = 0
        static let name = 1
        static let level = 2
        static let address = 6
        static let modified = 10
    }

    static func cells(of customer: Customer, owner: String) -> [String] {
        var province = ""
        var city = ""
        var address = ""
        let district = customer.city.districts[customer.street.utf8.count % customer.city.districts.count]
        let provincePart = customer.province.isMunicipality ? "" : customer.province.name
        switch customer.home {
        case .full:
            province = customer.phone.utf8.count % 2 == 0 ? customer.province.shortName : customer.province.name
            city = customer.city.name
            address = provincePart + customer.city.name + district + customer.street
        case .addressWithProvince:
            let cityPart = provincePart.isEmpty ? "" : customer.city.name
            address = customer.province.name + cityPart + district + customer.street
        case .addressWithCity:
            address = customer.city.name + district + customer.street
        case .ambiguous(let text):
            address = text
        case .missing:
            break
        }
        return [
            customer.id, customer.name, customer.level, customer.kind, province, city, address, customer.phone, owner,
            isoMoment(customer.created), isoMoment(customer.modified), "正常",
        ]
    }
}

/// The roster's columns, and an agent as their cells.
enum AgentLayout {
    static let header = ["工号", "姓名", "班组", "职场", "入职日期"]

    static func cells(of agent: Agent) -> [String] {
        [agent.id, agent.name, agent.team, agent.site, agent.hired.iso]
    }
}
