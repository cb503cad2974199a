// What is known of one system's export: how to recognise it, and which of its columns mean what.
import Diagnostics
import Tabular

/// One column of an export that the pipeline can use under its canonical name.
package struct ExportColumn: Sendable {
    package var name: String
    /// The headers it may have, in all languages and generations of the export.
    package var headers: [String]
    package var type: ColumnType
    package var unit: DurationUnit?
    package var format: InstantFormat?
    /// Source text → canonical text; other texts stay.
    package var values: [String: String]
    /// Whether the export has several of the headers at once, and the first of them is meant.
    var prefersFirst: Bool

    package init(
        _ name: String, _ headers: [String], _ type: ColumnType = .text, unit: DurationUnit? = nil,
        format: InstantFormat? = nil, values: [String: String] = [:], prefersFirst: Bool = false
    ) {
        self.prefersFirst = prefersFirst
        self.name = name
        self.headers = headers
        self.type = type
        self.unit = unit
        self.format = format
        self.values = values
    }
}

/// The knowledge of one export format.
package struct ExportPreset: Sendable {
    /// As the user writes it.
    package var name: String
    package var title: Wording
    /// The table kind of its rows.
    package var kind: String?
    /// Headers that together are found in no other export.
    package var fingerprint: [String]
    package var columns: [ExportColumn]
    /// The zone of its times; nil when the file does not tell and the account decides.
    package var zone: String?
    /// The currency of its amounts.
    package var currency: String?
    package var dateOrder: DateOrder?
    /// Null spellings beyond the common ones.
    package var missing: [String]
    package var footers: [String]
    /// What a user should know before trusting numbers from it.
    package var cautions: [Wording]

    package init(
        name: String, title: Wording, kind: String?, fingerprint: [String], columns: [ExportColumn],
        zone: String? = nil, currency: String? = nil,
        dateOrder: DateOrder? = nil, missing: [String] = [], footers: [String] = [], cautions: [Wording] = []
    ) {
        self.name = name
        self.title = title
        self.kind = kind
        self.fingerprint = fingerprint
        self.columns = columns
        self.zone = zone
        self.currency = currency
        self.dateOrder = dateOrder
        self.missing = missing
        self.footers = footers
        self.cautions = cautions
    }

    /// All presets, by name.
    package static let all: [ExportPreset] = [
        amazonConnect, fxiaokeAccount, taobaoOrders, wjx, youzanOrders, zendeskTickets,
    ]

    package static func named(_ name: String) -> ExportPreset? { all.first { $0.name == name } }

    /// The presets whose whole fingerprint is in a header.
    package static func recognised(in header: [String]) -> [ExportPreset] {
        let folded = Set(header.map(HeaderName.folded))
        return all.filter { preset in
            !preset.fingerprint.isEmpty
                && preset.fingerprint.allSatisfy { folded.contains(HeaderName.folded($0)) }
        }
    }
}
