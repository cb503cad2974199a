// What the rows of a table can be in the language of the catalogue.

/// The kinds of tables that the built-in metrics know.
package enum TableKind {
    package static let known = [
        "calls", "tickets", "surveys", "survey_invites", "sales", "leads", "customers", "agents", "agent_states",
        "agent_days", "paid_time", "qa_evals", "assessments", "trainings", "costs", "benefits", "targets", "followups",
        "process_events", "incidents",
    ]

    /// The kind that a table is of by its name alone.
    package static func named(_ table: String) -> String? { known.contains(table) ? table : nil }
}
