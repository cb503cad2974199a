// Zendesk tickets, the CSV export of an account.
import Diagnostics
import Tabular

extension ExportPreset {
    /// Durations are minutes; `Resolution time` alone is hours and is not used.
    ///
    /// Example: `First reply time in minutes` 30 becomes `first_reply` of 30 min; Satisfaction Score `Offered` (asked, no answer) stays
    /// as written.
    /// Source: exported CSV files and support.zendesk.com.
    static let zendeskTickets = ExportPreset(
        name: "zendesk-tickets", title: Wording(en: "Zendesk tickets", zh: "Zendesk 工单"), kind: "tickets",
        fingerprint: ["Summation column"],
        columns: [
            ExportColumn("ticket_id", ["Id"]),
            ExportColumn("customer", ["Requester id"]),
            ExportColumn("customer_name", ["Requester"]),
            ExportColumn("organization", ["Organization"]),
            ExportColumn("agent", ["Assignee"]),
            ExportColumn("team", ["Group"]),
            ExportColumn("subject", ["Subject"]),
            ExportColumn("tags", ["Tags"]),
            ExportColumn("status", ["Status"]),
            ExportColumn("priority", ["Priority"]),
            ExportColumn("channel", ["Via"]),
            ExportColumn("category", ["Ticket type"]),
            ExportColumn("opened", ["Created at"], .instant),
            ExportColumn("updated", ["Updated at"], .instant),
            ExportColumn("resolved", ["Solved at"], .instant),
            ExportColumn("csat", ["Satisfaction Score"]),
            ExportColumn("reopen_count", ["Reopens"], .integer),
            ExportColumn("agent_replies", ["Replies"], .integer),
            ExportColumn("assignee_stations", ["Assignee stations"], .integer),
            ExportColumn("first_reply", ["First reply time in minutes"], .duration, unit: .minutes),
            ExportColumn(
                "frt_bh", ["First reply time in minutes within business hours"], .duration, unit: .minutes),
            ExportColumn("ttr", ["Full resolution time in minutes"], .duration, unit: .minutes),
            ExportColumn(
                "ttr_bh", ["Full resolution time in minutes within business hours"], .duration, unit: .minutes),
            ExportColumn("hold", ["On hold time in minutes"], .duration, unit: .minutes),
            ExportColumn("agent_wait", ["Agent wait time in minutes"], .duration, unit: .minutes),
            ExportColumn("requester_wait", ["Requester wait time in minutes"], .duration, unit: .minutes),
        ],
        dateOrder: .yearFirst,
        cautions: [
            Wording(
                en: "times are in the account's zone, which the file does not tell: set 'timezone'",
                zh: "时间按账户时区，文件中没有说明：请设置 'timezone'"),
            Wording(
                en: "a ticket exported twice stands twice: drop duplicates of 'ticket_id', keep the last",
                zh: "重复导出的工单会出现两次：请按 'ticket_id' 去重并保留最后一条"),
        ])
}
