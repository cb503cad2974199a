// Amazon Connect contact records, in the snake_case of the data lake or the CamelCase of the record model.
import Diagnostics
import Tabular

extension ExportPreset {
    /// One row per contact: every agent connection of a transferred call has its own.
    ///
    /// Example: initiation_method `INBOUND` becomes `direction` in; queue_duration `12` a `wait` of 12 s.
    /// Source: docs.aws.amazon.com, contact record data model and data lake table `contact_record`.
    static let amazonConnect = ExportPreset(
        name: "amazon-connect", title: Wording(en: "Amazon Connect contact records", zh: "Amazon Connect 联络记录"),
        kind: "calls", fingerprint: ["contact_id", "initiation_method", "initiation_timestamp"],
        columns: [
            ExportColumn("call_id", ["contact_id", "ContactId", "Contact ID"]),
            ExportColumn("parent_id", ["previous_contact_id", "PreviousContactId"]),
            ExportColumn("first_id", ["initial_contact_id", "InitialContactId"]),
            ExportColumn(
                "direction", ["initiation_method", "InitiationMethod", "Initiation method"],
                values: [
                    "INBOUND": "in", "TRANSFER": "in", "QUEUE_TRANSFER": "in", "CALLBACK": "out", "API": "out",
                    "OUTBOUND": "out", "EXTERNAL_OUTBOUND": "out", "MONITOR": "internal", "DISCONNECT": "internal",
                ]),
            ExportColumn("channel", ["channel", "Channel"]),
            ExportColumn("start", ["initiation_timestamp", "InitiationTimestamp", "Initiation timestamp"], .instant),
            ExportColumn(
                "queued_at", ["enqueue_timestamp", "Queue.EnqueueTimestamp", "queue_enqueue_timestamp"], .instant),
            ExportColumn(
                "answer",
                [
                    "agent_connected_to_agent_timestamp", "Agent.ConnectedToAgentTimestamp",
                    "AgentInfo.ConnectedToAgentTimestamp",
                ],
                .instant),
            ExportColumn("end", ["disconnect_timestamp", "DisconnectTimestamp", "Disconnect timestamp"], .instant),
            ExportColumn("queue", ["queue_name", "Queue.Name", "Queue"]),
            ExportColumn("agent", ["agent_username", "Agent.Username", "Agent"]),
            ExportColumn(
                "customer", ["customer_endpoint_address", "CustomerEndpoint.Address", "Customer phone number"]),
            ExportColumn("wait", ["queue_duration", "Queue.Duration"], .duration, unit: .seconds),
            ExportColumn(
                "talk", ["agent_interaction_duration", "Agent.AgentInteractionDuration"], .duration, unit: .seconds),
            ExportColumn(
                "hold", ["agent_customer_hold_duration", "Agent.CustomerHoldDuration"], .duration, unit: .seconds),
            ExportColumn(
                "wrap", ["agent_after_contact_work_duration", "Agent.AfterContactWorkDuration"], .duration,
                unit: .seconds),
            ExportColumn("disconnect_reason", ["disconnect_reason", "DisconnectReason"]),
            ExportColumn("updated", ["last_update_timestamp", "LastUpdateTimestamp"], .instant),
        ],
        zone: "UTC", dateOrder: .yearFirst,
        cautions: [
            Wording(
                en: "records are delivered at least once: drop duplicates of 'call_id', keep the latest 'updated'",
                zh: "记录至少投递一次：请按 'call_id' 去重，保留 'updated' 最新者"),
            Wording(
                en: "a transferred call is several records; monitoring supervisors are 'internal'",
                zh: "转接的通话是多条记录；监听记录的 direction 为 'internal'"),
        ])
}
