// The tables that the built-in metrics look at, as data: files of `Tables/`, carried inside the program.

import Diagnostics
import OptionFiles
import Stages
import Synchronization

/// A table as the built-in metrics mean it.
package struct CanonicalTable: Sendable {
    package var kind: String
    package var title: Wording
    /// What a row of it is, a phrase.
    package var help: Wording
    package var columns: [CanonicalColumn]
}

/// Every kind of table that is known, and its columns.
///
/// - Complexity: a column is read when it is asked for, and once.
package enum CanonicalTables {
    /// A new file `Tables/KIND.yml` gets its line here, and its kind in `TableKind.known`.
    private static let files: [(kind: String, text: @Sendable () -> [UInt8])] = [
        ("calls", { PackageResources.calls_yml }),
        ("tickets", { PackageResources.tickets_yml }),
        ("surveys", { PackageResources.surveys_yml }),
        ("survey_answers", { PackageResources.survey_answers_yml }),
        ("staff_surveys", { PackageResources.staff_surveys_yml }),
        ("invites", { PackageResources.invites_yml }),
        ("sales", { PackageResources.sales_yml }),
        ("leads", { PackageResources.leads_yml }),
        ("customers", { PackageResources.customers_yml }),
        ("followups", { PackageResources.followups_yml }),
        ("offers", { PackageResources.offers_yml }),
        ("agents", { PackageResources.agents_yml }),
        ("agent_states", { PackageResources.agent_states_yml }),
        ("agent_days", { PackageResources.agent_days_yml }),
        ("paid_time", { PackageResources.paid_time_yml }),
        ("qa_evaluations", { PackageResources.qa_evaluations_yml }),
        ("assessments", { PackageResources.assessments_yml }),
        ("sop_checks", { PackageResources.sop_checks_yml }),
        ("trainings", { PackageResources.trainings_yml }),
        ("hires", { PackageResources.hires_yml }),
        ("roles", { PackageResources.roles_yml }),
        ("rewards", { PackageResources.rewards_yml }),
        ("reviews", { PackageResources.reviews_yml }),
        ("suggestions", { PackageResources.suggestions_yml }),
        ("handoffs", { PackageResources.handoffs_yml }),
        ("process_events", { PackageResources.process_events_yml }),
        ("incidents", { PackageResources.incidents_yml }),
        ("articles", { PackageResources.articles_yml }),
        ("costs", { PackageResources.costs_yml }),
        ("benefits", { PackageResources.benefits_yml }),
        ("targets", { PackageResources.targets_yml }),
        ("benchmarks", { PackageResources.benchmarks_yml }),
        ("actions", { PackageResources.actions_yml }),
        ("data_loads", { PackageResources.data_loads_yml }),
    ]

    /// In the order of the manual.
    package static var kinds: [String] { files.map(\.kind) }

    /// The table of a kind with all its columns; nil for an unknown kind.
    package static func table(_ kind: String) -> CanonicalTable? {
        shelf.withLock { $0.table(kind, files) }
    }

    /// What is known of a column of a kind of table; nil for any other.
    package static func column(_ name: String, ofKind kind: String) -> CanonicalColumn? {
        shelf.withLock { $0.column(name, ofKind: kind, files) }
    }

    /// What is wrong with the files that were read, which is our own mistake.
    package static var problems: [Diagnostic] { shelf.withLock { $0.collector.diagnostics } }

    private static let shelf = Mutex(Shelf())

    /// What was read of the files.
    private struct Shelf {
        let collector = DiagnosticCollector()
        private var indexes: [String: OptionFileIndex] = [:]
        private var columns: [String: [String: CanonicalColumn?]] = [:]

        private mutating func index(
            _ kind: String, _ files: [(kind: String, text: @Sendable () -> [UInt8])]
        ) -> OptionFileIndex? {
            if let known = indexes[kind] { return known }
            guard let file = files.first(where: { $0.kind == kind }) else { return nil }
            let index = OptionFileIndex(file.text(), file: "Tables/\(kind).yml")
            indexes[kind] = index
            return index
        }

        mutating func column(
            _ name: String, ofKind kind: String, _ files: [(kind: String, text: @Sendable () -> [UInt8])]
        ) -> CanonicalColumn? {
            if let known = columns[kind]?[name] { return known }
            guard let index = index(kind, files), name != CanonicalKeys.ofTable else { return nil }
            let column = index.entry(name, collector: collector).map { CanonicalColumn($0, collector: collector) }
            columns[kind, default: [:]][name] = .some(column)
            return column
        }

        mutating func table(
            _ kind: String, _ files: [(kind: String, text: @Sendable () -> [UInt8])]
        ) -> CanonicalTable? {
            guard let index = index(kind, files),
                let head = index.entry(CanonicalKeys.ofTable, collector: collector)
            else { return nil }
            let reader = OptionReader(
                head.value, of: Wording("'\(head.key)'"), keys: [CanonicalKeys.title, CanonicalKeys.help],
                collector: collector)
            let table = CanonicalTable(
                kind: kind, title: reader.wording(CanonicalKeys.title) ?? Wording(kind),
                help: reader.wording(CanonicalKeys.help) ?? Wording(""),
                columns: index.keys.compactMap { column($0, ofKind: kind, files) })
            reader.finish()
            return table
        }
    }
}

extension CanonicalColumn {
    /// What is known of a column of a kind of table; nil for any other.
    static func of(kind: String, column: String) -> CanonicalColumn? { CanonicalTables.column(column, ofKind: kind) }
}
