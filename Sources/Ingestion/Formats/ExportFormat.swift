// What is known of one system's export: how it is recognised and laid out, what its columns mean, and what it brings along.
import Diagnostics
import Stages
import Tabular

/// The knowledge of one export format, as a file of the form of `Exports/*.yml` says it.
///
/// Where the user's own `ingest:` says something of a table, that comes before what its format says.
package struct ExportFormat: Sendable {
    /// As the user writes it behind `export:`.
    package var name: String
    /// Where the name stands in the format's file.
    package var location: SourceLocation
    package var title: Wording
    /// What a reader of the manual should know, as Markdown in English.
    package var notes: String
    /// The table kind of its rows.
    package var kind: String?
    /// By what it is recognised: any of these will do. None for a format that must be named.
    package var marks: [ExportMarks]
    package var columns: [ExportColumn]
    /// The zone of its times; nil when the file does not tell and the account decides.
    package var zone: SourceText?
    /// How many rows its header has.
    var headerRows: Int
    /// Whether the years of its dates may have two digits.
    var hasShortYears: Bool
    /// How its files are written, in the words of a table of `ingest:`.
    var layout: TableOptions
    /// Rules in the language of `clean:` that come before the user's own, in their order: what is derived from its columns, and which of
    /// its rows are told twice or are no data. A rule that rolls legs up into contacts will have its place here too.
    package var rules: [OptionNode]
    /// What a user should know before trusting numbers from it.
    package var cautions: [Wording]

    /// The currency of its amounts.
    package var currency: String? { layout.currency }
    package var dateOrder: DateOrder? { layout.dateOrder }
    /// Null spellings beyond the common ones.
    package var missing: [String] { layout.missing }
    /// Rows that begin with one of these are no data.
    package var footers: [String] { layout.footers }
    /// A row that begins with one of these ends the data.
    package var stops: [String] { layout.stops }

    /// The names of the columns of a file without a header, in their order; nil where there is a header.
    package var positions: [String]? {
        guard case .none(let names) = layout.header else { return nil }
        return names
    }

    /// Whether its files are laid out in a way that must be known to read them at all.
    var hasLayout: Bool { header != .automatic || isWrittenItsOwnWay || !stops.isEmpty }

    /// Whether it says how its files are written, which others show themselves.
    var isWrittenItsOwnWay: Bool {
        layout.hasDelimiter || layout.encoding != nil || layout.quote != nil || layout.escape != nil
    }

    /// The header as the format has it, where the user says nothing of it.
    var header: HeaderChoice {
        if let positions { return positions.isEmpty ? .none(names: []) : .leading(positions) }
        return headerRows > 1 && layout.header == .automatic ? .rows(headerRows) : layout.header
    }

    /// The names of its rules, each once.
    package var ruleNames: [String] {
        rules.map(Self.ruleName).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// A rule is a mapping of its name, or the name alone.
    package static func ruleName(_ rule: OptionNode) -> String {
        switch rule.content {
        case .mapping(let entries): entries.first?.key ?? ""
        case .scalar(let name): name
        case .list, .empty: ""
        }
    }
}

/// One column of an export that the pipeline can use under its canonical name.
package struct ExportColumn: Sendable {
    package var name: String
    /// The headers it may have, in all languages and generations of the export.
    package var headers: [String]
    /// The headers of the time of day, where the column is a moment whose date and time stand in two columns.
    package var timeHeaders: [String]
    package var type: ColumnType
    package var unit: DurationUnit?
    package var format: InstantFormat?
    /// Source text → canonical text, in the order written; other texts stay.
    package var values: [(from: String, to: String)]
    /// Whether the export has several of the headers at once, and the first of them is meant.
    var prefersFirst: Bool
    /// What a bad cell does.
    package var bad: BadCellPolicy
    /// Whether its cells name people; nil to go by its name.
    package var isPersonal: Bool?

    /// The same words as a dictionary.
    var spellings: [String: String] { Dictionary(values.map { ($0.from, $0.to) }) { $1 } }
}
