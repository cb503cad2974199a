// How the help desk writes a ticket.

/// The help desk's columns, and a ticket as their cells.
enum TicketLayout {
    static let header = [
        "工单编号", "创建时间", "最后更新时间", "客户编号", "渠道", "问题分类", "优先级", "工单状态", "受理坐席工号", "首次响应时间", "解决时间",
        "是否投诉",
    ]

    enum Column {
        static let id = 0
        static let opened = 1
        static let updated = 2
        static let customer = 3
        static let status = 7
        static let agent = 8
        static let firstResponse = 9
        static let resolved = 10
        static let complaint = 11
    }

    static func cells(of ticket: Ticket) -> [String] {
        let status = ticket.resolved != nil ? "已解决" : ticket.firstResponse != nil ? "处理中" : "待处理"
        return [
            ticket.id, isoMoment(ticket.opened), isoMoment(ticket.updated), ticket.customer ?? "", ticket.channel,
            ticket.category, ticket.priority, status, ticket.agent ?? "", ticket.firstResponse.map(isoMoment) ?? "",
            ticket.resolved.map(isoMoment) ?? "", ticket.isComplaint ? "是" : "否",
        ]
    }
}
