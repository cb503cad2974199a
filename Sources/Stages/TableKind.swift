// What the rows of a table can be in the language of the catalogue.

/// The kinds of tables that the built-in metrics know.
package enum TableKind {
    package static let known = [
        "calls", "tickets", "surveys", "survey_answers", "staff_surveys", "invites", "sales", "leads", "customers",
        "followups", "offers",
        "agents", "agent_states", "agent_days", "paid_time", "qa_evaluations", "assessments", "sop_checks", "trainings",
        "hires", "roles", "rewards", "reviews", "suggestions", "handoffs", "process_events", "incidents", "articles",
        "costs", "benefits", "targets", "benchmarks", "actions", "data_loads",
    ]

    /// The kind that a table is of by its name alone.
    package static func named(_ table: String) -> String? { known.contains(table) ? table : nil }
}
