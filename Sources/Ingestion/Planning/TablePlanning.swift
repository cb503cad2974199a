// Plans one table: finds its files, understands each, names their columns and settles their types.
import Diagnostics
import Stages
import Tabular

/// Plans the reading of one table.
struct TablePlanning {
    let options: TableOptions
    /// The format of the table's export; nil where its headers are all that is known.
    let export: ExportFormat?
    /// All formats, of which a file that names none may be one.
    var exports = ExportCatalogue.builtIn
    let requested: Set<String>
    /// Columns that the export's own rules mention: they are there, if need be without a cell.
    var ofRules: Set<String> = []
    /// Columns that tell rows or customers apart.
    var keys: Set<String> = []
    let baseFolder: String
    let defaultZone: TimeZoneTable
    let context: StageContext

    var collector: DiagnosticCollector { context.collector }

    /// What is known of a table before any of its files is opened.
    struct Search: Sendable {
        var format = DeclaredFormat()
        var paths: [String] = []
    }

    /// Finds the table's files; mistakes are collected.
    func search() -> Search { Search(format: options.declaredFormat(export), paths: paths()) }

    /// The plan and the schema; nil when the table cannot be read, the reasons being collected.
    ///
    /// - Parameter outcomes: what each file of the search proved to be.
    func plan(
        _ search: Search, _ outcomes: [Result<RecognisedFile, RecognitionFailure>]
    ) -> (TablePlan, TableSchema)? {
        let recognised = recognisedFiles(search.paths, outcomes)
        guard !recognised.isEmpty || options.mayBeEmpty && search.paths.isEmpty else { return nil }
        guard headersAgree(recognised, search.format.header) else { return nil }
        var mapped = recognised.map {
            ColumnMapping(file: $0, options: options, export: export, requested: requested, collector: collector).map()
        }
        // Nothing more is said of a table whose columns are in doubt.
        if mapped.contains(where: \.isAmbiguous) { return nil }
        let repeated = tellRepeated(mapped, recognised)
        tellMistypedHeaders(mapped, recognised)
        var known: [String: String] = [:]
        for index in mapped.indices { mapped[index].unite(with: &known) }
        var names: [String] = []
        for header in mapped { for name in header.names where !names.contains(name) { names.append(name) } }
        let moments = (options.columns.map(\.name.text) + (export?.columns.map(\.name) ?? [])).filter { name in
            mapped.contains { $0.moments[name] != nil }
        }
        for name in moments where !names.contains(name) { names.append(name) }
        // A column that may be absent is a column all the same; where there is no file, all are that are known of.
        var optional = options.columns.filter { !$0.isRequired || recognised.isEmpty }.map(\.name.text)
        optional += (export?.columns ?? []).map(\.name).filter { recognised.isEmpty || ofRules.contains($0) }
        // An example without rows of a table of which nothing is declared: what is asked for is there, without a cell.
        if options.exampleTypes != nil, recognised.isEmpty, options.columns.isEmpty, export == nil {
            optional += requested.subtracting(["*"]).sorted()
        }
        for name in optional where !names.contains(name) { names.append(name) }
        // "*" asks for every column: whole rows are compared.
        let planned = requested.contains("*") ? names : names.filter(requested.contains)
        let files = zip(recognised, mapped).map { file, header in
            FilePlan(
                path: file.path, recognised: file, places: planned.map(header.place),
                timePlaces: planned.map { header.moments[$0]?.time }, names: header.names)
        }
        let conventions = CellConventions(
            missing: search.format.missing, zone: zone,
            decimalComma: options.decimalComma ?? export?.layout.decimalComma ?? false)
        tellAbsentColumns(planned, files)
        if options.export == nil, options.exampleTypes == nil { hint(files) }
        var table = TablePlan(
            name: options.name.text, location: options.name.start, export: export?.name ?? options.export?.text,
            rules: export.map { options.exportRules.names(of: $0) } ?? [], columns: [], files: files,
            conventions: conventions,
            footers: FooterWords(
                dropped: options.footers + (export?.footers ?? []), ending: options.stops + (export?.stops ?? [])),
            rejectLimit: options.rejectLimit, mayRepeatFiles: options.mayRepeatFiles)
        // Before anything is said of the cells.
        var namesPeople = namesPeople(names)
        for (index, name) in planned.enumerated() where namesPeople[name] == nil && holdsNames(index, name, table) {
            namesPeople[name] = true
        }
        collector.take(namesPeople: namesPeople)
        guard let columns = settleTypes(planned, &table, namesPeople) else { return nil }
        table.columns = columns
        refuseDamagedKeys(&table)
        settleCurrencies(&table)
        let currencyColumns = CurrencyColumns(options: options, names: names, collector: collector).settle(&table)
        refuseOpenDecimals(table)
        collector.add(DeclaredTypeCheck(table: table, options: options).findings())
        let types = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.plan.name, $0.plan.type) })
        let currencies = Dictionary(
            uniqueKeysWithValues: table.columns.map { column in
                let declared = options.columns.first { $0.name.text == column.plan.name }?.currency
                return (column.plan.name, declared ?? column.recognisedCurrency)
            })
        var schema = TableSchema(
            name: options.name.text, kind: options.kind ?? export?.kind,
            columns: names.map {
                ColumnDescription(name: $0, type: types[$0] ?? .text, currency: currencies[$0] ?? nil)
            },
            location: options.name.start, mayBeEmpty: options.mayBeEmpty, namesPeople: namesPeople,
            currency: options.currency ?? export?.currency)
        schema.currencyColumns = currencyColumns
        // Their headers are missing, which has been told.
        schema.opaqueColumns = Set(options.columns.filter(\.isRequired).map(\.name.text)).subtracting(names).union(
            repeated)
        return (table, schema)
    }

    /// Names that several columns of a file have, each told for the first such file.
    private func tellRepeated(_ mapped: [MappedHeader], _ files: [RecognisedFile]) -> Set<String> {
        var told: Set<String> = []
        for (header, file) in zip(mapped, files) {
            for (name, columns) in header.repeated.sorted(by: { $0.key < $1.key }) where told.insert(name).inserted {
                collector.add(IngestionDiagnostics.repeatedHeader(name, file: file.path, names: columns))
            }
        }
        return told
    }

    private var zone: TimeZoneTable {
        options.zone ?? export?.zone.flatMap { TimeZoneTable(identifier: $0.text) } ?? defaultZone
    }
}
