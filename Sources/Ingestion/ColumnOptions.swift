// Exactly what may be written under `columns:` of a table.
import Diagnostics
import Stages
import Tabular

/// How one column is read.
package struct ColumnOptions: Sendable {
    /// The name the rest of the pipeline uses.
    package var name: SourceText
    /// The header it comes from; the name itself when nothing is said.
    package var header: SourceText
    /// The header of the time of day, where the column is a moment whose date and time stand in two columns.
    package var timeHeader: SourceText?
    /// The headers that the file must have for it.
    var headers: [SourceText] { [header] + (timeHeader.map { [$0] } ?? []) }
    package var type: ColumnType?
    package var unit: DurationUnit?
    package var format: InstantFormat?
    /// The currency of the column's amounts.
    package var currency: String?
    /// The column that names the currency of each row.
    package var currencyColumn: SourceText?
    package var bad: BadCellPolicy = .reject
    /// Whether a file without this column is refused.
    package var isRequired = true
    /// Whether long numbers in it are as they were written, although they look shortened by a spreadsheet.
    var isIntact = false
    /// Whether its cells name people; nil to go by its name.
    package var isPersonal: Bool?

    init(_ entry: OptionNode.Entry, collector: DiagnosticCollector) {
        name = SourceText(entry.key, start: entry.keyLocation)
        header = name
        if let text = entry.value.sourceText {
            header = text
            return
        }
        if case .empty = entry.value.content { return }
        let subject = Wording(en: "column '\(entry.key)'", zh: "列 '\(entry.key)'")
        let reader = OptionReader(entry.value, of: subject, keys: ColumnKeys.all, collector: collector)
        readFrom(reader, collector)
        type = reader.choice(ColumnKeys.type, as: ColumnType.self)
        unit = reader.choice(ColumnKeys.unit, as: DurationUnit.self)
        format = reader.choice(ColumnKeys.format, as: InstantFormat.self)
        readCurrency(reader, collector)
        bad = reader.choice(ColumnKeys.bad, as: BadCellPolicy.self) ?? .reject
        isRequired = reader.flag(ColumnKeys.required) ?? true
        isIntact = reader.flag(ColumnKeys.intact) ?? false
        isPersonal = reader.flag(ColumnKeys.personal)
        reader.finish()
        if unit != nil {
            if type == nil { type = .duration }
            if type != .duration, let text = reader.text(ColumnKeys.unit) {
                collector.add(IngestionDiagnostics.keyNeedsType(text, key: "unit", type: .duration))
            }
        }
        if currency != nil || currencyColumn != nil {
            if type == nil { type = .decimal }
            if type != .decimal, let place = reader.node(ColumnKeys.currency)?.location {
                let text = SourceText(currency ?? "", start: place)
                collector.add(IngestionDiagnostics.keyNeedsType(text, key: "currency", type: .decimal))
            }
        }
        if format != nil {
            if type == nil { type = .instant }
            if type != .instant, let text = reader.text(ColumnKeys.format) {
                collector.add(IngestionDiagnostics.keyNeedsType(text, key: "format", type: .instant))
            }
            if timeHeader != nil, let text = reader.text(ColumnKeys.format) {
                collector.add(IngestionDiagnostics.formatOfTwoColumns(text))
            }
        }
        if let timeHeader {
            if type == nil { type = .instant }
            if type != .instant { collector.add(IngestionDiagnostics.twoColumnsNeedInstant(timeHeader)) }
        }
    }

    /// A code, or `{ column: 币种, is: CNY }` where another column names the currency of each row.
    private mutating func readCurrency(_ reader: OptionReader, _ collector: DiagnosticCollector) {
        guard let node = reader.node(ColumnKeys.currency), case .mapping = node.content else {
            currency = reader.currency(ColumnKeys.currency)
            return
        }
        let own = OptionReader(
            node, of: Wording("'currency'"), keys: [ColumnKeys.currencyColumn, ColumnKeys.currencyCode],
            collector: collector)
        currencyColumn = own.text(ColumnKeys.currencyColumn)
        currency = own.currency(ColumnKeys.currencyCode)
        // One that cannot be read has been told of.
        if own.has(ColumnKeys.currencyCode), currency == nil { currencyColumn = nil }
        own.finish()
    }

    /// A header, or `[date, time]`.
    private mutating func readFrom(_ reader: OptionReader, _ collector: DiagnosticCollector) {
        guard let node = reader.node(ColumnKeys.from) else { return }
        guard case .list(let items) = node.content else {
            if let from = reader.text(ColumnKeys.from) { header = from }
            return
        }
        let texts = reader.texts(ColumnKeys.from) ?? []
        guard texts.count == 2, items.count == 2 else {
            if texts.count == items.count { collector.add(IngestionDiagnostics.twoHeadersExpected(at: node.location)) }
            return
        }
        (header, timeHeader) = (texts[0], texts[1])
    }
}
