// What a row of a table for machines says, declared once: as columns of its CSV file and as entries of its object in results.json.

import Documents
import Stages
import Tabular

/// A value of a row, of whatever type.
enum FieldValue {
    /// A fixed word or a day.
    case word(String?)
    /// What a user has named, or data.
    case name(String?)
    case integer(Int?)
    case real(Double?)
    case number(MetricValue?)
    /// `yes` and `no` in CSV.
    case flag(Bool?)
    /// Two columns, or an object.
    case bounds(Period?)
    case place([Int], Breakdown)
}

/// A field of a row.
///
/// - Missing: an empty cell, in JSON null.
struct RowField<Row>: Sendable {
    /// The names of its columns, two of ``FieldValue/bounds(_:)``; none where it stands in no table.
    let columns: [String]
    /// The name of its entry; nil where it stands in no object.
    let key: String?
    let value: @Sendable (Row) -> FieldValue

    /// In the table and in the object, by one name.
    init(_ name: String, _ value: @escaping @Sendable (Row) -> FieldValue) {
        self.init(columns: [name], key: name, value)
    }

    init(columns: [String] = [], key: String? = nil, _ value: @escaping @Sendable (Row) -> FieldValue) {
        self.columns = columns
        self.key = key
        self.value = value
    }

    static func inTable(_ name: String, _ value: @escaping @Sendable (Row) -> FieldValue) -> RowField {
        RowField(columns: [name], value)
    }

    static func inObject(_ name: String, _ value: @escaping @Sendable (Row) -> FieldValue) -> RowField {
        RowField(key: name, value)
    }

    /// Of a period: `period_start` and `period_end`, or `period`.
    static func period(_ value: @escaping @Sendable (Row) -> Period) -> RowField {
        RowField(columns: ["period_start", "period_end"], key: "period") { .bounds(value($0)) }
    }
}

/// Writes rows by their fields.
struct RowFields<Row> {
    let fields: [RowField<Row>]
    private let segments: SegmentLookup

    init(_ fields: [RowField<Row>], _ segments: [Segment]) {
        self.fields = fields
        self.segments = SegmentLookup(segments)
    }

    static func header(_ fields: [RowField<Row>]) -> [String] { fields.flatMap(\.columns) }

    /// The cells of a row; the row is not ended.
    func append(_ row: Row, to table: inout CommaSeparatedText) {
        for field in fields where !field.columns.isEmpty {
            switch field.value(row) {
            case .word(let word): table.append(word ?? "")
            case .name(let name): table.append(data: name ?? "")
            case .integer(let number): table.append(number.map { String($0) } ?? "")
            case .real(let number): table.append(number.map { MetricValue.real($0).text } ?? "")
            case .number(let number): table.append(number?.text ?? "")
            case .flag(let flag): table.append(flag.map { $0 ? "yes" : "no" } ?? "")
            case .bounds(let period):
                table.append(period?.startText ?? "")
                table.append(period?.endText ?? "")
            case .place(let labels, let breakdown): table.append(segments.text(of: labels, by: breakdown))
            }
        }
    }

    func entries(_ row: Row) -> [JSONValue.Entry] {
        fields.compactMap { field in
            guard let key = field.key else { return nil }
            let value: JSONValue =
                switch field.value(row) {
                case .word(let text), .name(let text): .optional(text)
                case .integer(let number): .optional(number)
                case .real(let number): .real(number)
                case .number(let number): number.map { .number($0.text) } ?? .null
                case .flag(let flag): flag.map { .flag($0) } ?? .null
                case .bounds(let period): period.map { .object($0.boundEntries) } ?? .null
                case .place(let labels, let breakdown): segments.object(of: labels, by: breakdown)
                }
            return (key, value)
        }
    }
}
