// Plans one table: finds its files, understands each, names their columns and settles their types.
import Diagnostics
import Stages
import Tabular

/// Plans the reading of one table.
struct TablePlanning {
    let options: TableOptions
    let requested: Set<String>
    /// Columns that tell rows or customers apart.
    var keys: Set<String> = []
    let baseFolder: String
    let defaultZone: TimeZoneTable
    let context: StageContext

    private var collector: DiagnosticCollector { context.collector }

    /// What is known of a table before any of its files is opened.
    struct Search: Sendable {
        var preset: ExportPreset?
        var format = DeclaredFormat()
        var paths: [String] = []
    }

    /// Finds the table's files; mistakes are collected.
    func search() -> Search {
        var search = Search()
        if let export = options.export, export.text != "generic", export.text != "none" {
            search.preset = ExportPreset.named(export.text)
            if search.preset == nil {
                collector.add(
                    IngestionDiagnostics.unknownExport(export, known: ["generic"] + ExportPreset.all.map(\.name)))
            }
        }
        search.format = declaredFormat(search.preset)
        search.paths = paths()
        return search
    }

    /// The plan and the schema; nil when the table cannot be read, the reasons being collected.
    ///
    /// - Parameter outcomes: what each file of the search proved to be.
    func plan(
        _ search: Search, _ outcomes: [Result<RecognisedFile, RecognitionFailure>]
    ) -> (TablePlan, TableSchema)? {
        let preset = search.preset
        let recognised = recognisedFiles(search.paths, outcomes)
        guard !recognised.isEmpty || options.mayBeEmpty && search.paths.isEmpty else { return nil }
        guard headersAgree(recognised) else { return nil }
        var mapped = recognised.map {
            ColumnMapping(file: $0, options: options, preset: preset, requested: requested, collector: collector).map()
        }
        // Nothing more is said of a table whose columns are in doubt.
        if mapped.contains(where: \.isAmbiguous) { return nil }
        let repeated = tellRepeated(mapped, recognised)
        var known: [String: String] = [:]
        for index in mapped.indices { mapped[index].unite(with: &known) }
        var names: [String] = []
        for header in mapped { for name in header.names where !names.contains(name) { names.append(name) } }
        let moments = options.columns.map(\.name.text).filter { name in
            mapped.contains { $0.moments[name] != nil }
        }
        for name in moments where !names.contains(name) { names.append(name) }
        // A column that may be absent is a column all the same; where there is no file, all are that are known of.
        var optional = options.columns.filter { !$0.isRequired || recognised.isEmpty }.map(\.name.text)
        if recognised.isEmpty, let preset { optional += preset.columns.map(\.name) }
        for name in optional where !names.contains(name) { names.append(name) }
        // "*" asks for every column: whole rows are compared.
        let planned = requested.contains("*") ? names : names.filter(requested.contains)
        let files = zip(recognised, mapped).map { file, header in
            FilePlan(
                path: file.path, recognised: file, places: planned.map(header.place),
                timePlaces: planned.map { header.moments[$0]?.time }, names: header.names)
        }
        let conventions = CellConventions(
            missing: search.format.missing, zone: zone(preset), decimalComma: options.decimalComma ?? false)
        tellAbsentColumns(planned, files)
        if options.export == nil { hint(files) }
        var table = TablePlan(
            name: options.name.text, location: options.name.start, export: options.export?.text, columns: [],
            files: files,
            conventions: conventions,
            footers: FooterWords(dropped: options.footers + (preset?.footers ?? []), ending: options.stops),
            rejectLimit: options.rejectLimit, mayRepeatFiles: options.mayRepeatFiles)
        // Before anything is said of the cells.
        var namesPeople = namesPeople(names, preset)
        for (index, name) in planned.enumerated() where namesPeople[name] == nil && holdsNames(index, name, table) {
            namesPeople[name] = true
        }
        collector.take(namesPeople: namesPeople)
        guard let columns = settleTypes(planned, &table, preset, namesPeople) else { return nil }
        table.columns = columns
        refuseDamagedKeys(&table)
        settleCurrencies(&table, preset)
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
            name: options.name.text, kind: options.kind ?? preset?.kind,
            columns: names.map {
                ColumnDescription(name: $0, type: types[$0] ?? .text, currency: currencies[$0] ?? nil)
            },
            location: options.name.start, mayBeEmpty: options.mayBeEmpty, namesPeople: namesPeople,
            currency: options.currency ?? preset?.currency)
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

    /// What databases that escape by backslashes write for nothing.
    private var noValueOfDatabases: [String] { options.escape == 0x5C ? [EscapeTokenizer.noValue] : [] }

    /// Whether the lower rows of a header of several rows are the same in all files; a file whose header has fewer rows would lose
    /// its first row of data to it. The first file that differs is told.
    private func headersAgree(_ files: [RecognisedFile]) -> Bool {
        guard case .lines(let lines) = options.header, lines.count > 1, let first = files.first else { return true }
        func lower(_ file: RecognisedFile) -> [String: String] {
            var found: [String: String] = [:]
            for cells in file.header.cells {
                found[HeaderName.folded(cells.dropLast().joined(separator: " "))] = HeaderName.folded(cells.last ?? "")
            }
            return found
        }
        let expected = lower(first)
        for file in files.dropFirst() {
            let found = lower(file)
            let shared = found.filter { expected[$0.key] != nil }
            let differing = shared.filter { expected[$0.key] != $0.value }
            guard differing.count * 2 <= shared.count else {
                collector.add(
                    IngestionDiagnostics.headersDiffer(file.path, line: lines.last ?? 1, first: first.path))
                return false
            }
        }
        return true
    }

    /// What is declared of the columns, and else what their names tell.
    private func namesPeople(_ names: [String], _ preset: ExportPreset?) -> [String: Bool] {
        var known: [String: Bool] = [:]
        let kind = options.kind ?? preset?.kind
        for name in names {
            let declared = options.columns.first { $0.name.text == name }
            let headers =
                declared.map { $0.headers.map(\.text) } ?? preset?.columns.first { $0.name == name }?.headers ?? []
            let isPersonal =
                PersonalColumns.isPersonal(name: name, ofKind: kind)
                || headers.contains { PersonalColumns.isPersonal(name: $0, ofKind: kind) }
            // Whether somebody has a telephone is no number of his.
            if isPersonal, declared?.type != .flag { known[name] = true }
            if let declared = declared?.isPersonal { known[name] = declared }
        }
        for column in options.personal {
            if !names.contains(column.text) {
                collector.add(StagesDiagnostics.unknownColumn(column, table: options.name.text, known: names))
            }
            known[column.text] = true
        }
        return known
    }

    /// Whether a column such as 'customer' holds names: at least half of its first cells look like people's.
    private func holdsNames(_ index: Int, _ name: String, _ table: TablePlan) -> Bool {
        let headers = options.columns.first { $0.name.text == name }?.headers.map(\.text) ?? []
        guard ([name] + headers).contains(where: PersonalColumns.mayNamePeople(name:)) else { return false }
        let cells = table.files.flatMap { file in
            file.places[index].map { place in
                file.recognised.sample.compactMap { $0.indices.contains(place) ? $0[place] : nil }
            } ?? []
        }.filter { !$0.allSatisfy(\.isWhitespace) }
        return !cells.isEmpty && cells.count { PersonalText.looksPersonal($0) } * 2 >= cells.count
    }

    private func zone(_ preset: ExportPreset?) -> TimeZoneTable {
        options.zone ?? preset?.zone.flatMap { TimeZoneTable(identifier: $0) } ?? defaultZone
    }

    // MARK: Files

    private func declaredFormat(_ preset: ExportPreset?) -> DeclaredFormat {
        var declared = DeclaredFormat()
        declared.encoding = options.encoding
        declared.hasDelimiter = options.hasDelimiter
        declared.delimiter = options.delimiter
        declared.quote = options.quote
        declared.escape = options.escape
        declared.header = options.header
        declared.rowLimit = options.rowLimit
        let headers = options.columns.flatMap(\.headers).map(\.text) + (preset?.columns.flatMap(\.headers) ?? [])
        declared.knownNames = Set(headers.map(HeaderName.folded))
        declared.missing = MissingSpellings(
            (options.missingOnly ?? MissingSpellings.common + (preset?.missing ?? []) + options.missing)
                + noValueOfDatabases)
        return declared
    }

    private func paths() -> [String] {
        var paths: [String] = []
        var known: Set<String> = []
        for pattern in options.files {
            let matches = FilePattern(pattern.text, folder: baseFolder).matches()
            for folder in matches.unlisted {
                collector.add(IngestionDiagnostics.folderUnlisted(folder, pattern: pattern))
            }
            // A path without wild cards is one that nobody has looked for yet.
            let isAbsent = matches.paths.allSatisfy(FilePattern.isAbsent)
            if matches.unlisted.isEmpty, isAbsent,
                matches.paths.isEmpty || options.mayBeEmpty || context.depth == .beginning
            {
                tellAbsence(of: pattern)
                continue
            }
            for path in matches.paths where known.insert(path).inserted { paths.append(path) }
        }
        return options.mayRepeatFiles ? paths : withoutRepetitions(paths)
    }

    private func tellAbsence(of pattern: SourceText) {
        if context.depth == .beginning, !options.mayBeEmpty {
            collector.add(IngestionDiagnostics.absentFiles(pattern))
            return
        }
        collector.add(
            options.mayBeEmpty
                ? IngestionDiagnostics.noFileToday(pattern, folder: baseFolder, table: options.name.text)
                : IngestionDiagnostics.noFileMatches(pattern, folder: baseFolder))
    }

    /// The paths without those that lead to a file which another path has led to already; each of these is an error.
    private func withoutRepetitions(_ paths: [String]) -> [String] {
        var first: [FileIdentity: String] = [:]
        return paths.filter { path in
            guard let identity = FileIdentity(path: path) else { return true }
            guard let other = first[identity] else {
                first[identity] = path
                return true
            }
            collector.add(IngestionDiagnostics.oneFileTwice(other, path, table: options.name.text))
            return false
        }
    }

    private func recognisedFiles(
        _ paths: [String], _ outcomes: [Result<RecognisedFile, RecognitionFailure>]
    ) -> [RecognisedFile] {
        var files: [RecognisedFile] = []
        for (path, outcome) in zip(paths, outcomes) {
            switch outcome {
            case .success(let file):
                files.append(file)
                checkLineEnd(file)
                if let line = file.header.doubtfulLine {
                    collector.add(IngestionDiagnostics.doubtfulFirstRow(at: SourceLocation(file: path, line: line)))
                }
            case .failure(.source(let problem)):
                collector.add(IngestionDiagnostics.unreadable(problem, file: path))
            case .failure(.header(let problem)):
                collector.add(IngestionDiagnostics.headerProblem(problem, file: path))
            }
        }
        return files
    }

    private func checkLineEnd(_ file: RecognisedFile) {
        guard let expected = options.lineEnd else { return }
        let found = file.dialect.lineEnds.name.lowercased()
        if found != "none", !found.split(separator: "+").allSatisfy({ $0 == expected.rawValue }) {
            collector.add(
                IngestionDiagnostics.lineEndDiffers(expected: expected.rawValue, found: found, file: file.path))
        }
    }

    private func tellAbsentColumns(_ planned: [String], _ files: [FilePlan]) {
        for file in files {
            for (index, name) in planned.enumerated() where file.places[index] == nil {
                let declared = options.columns.first { $0.name.text == name }
                // That a column which is required is absent has been told.
                if declared?.isRequired == true { continue }
                // One that need not be there is remarkable in some files only.
                if declared != nil, files.allSatisfy({ $0.places[index] == nil }) { continue }
                collector.add(
                    IngestionDiagnostics.columnAbsentInFile(name, file: file.path, isExpected: declared != nil))
            }
        }
    }

    private func hint(_ files: [FilePlan]) {
        guard let first = files.first else { return }
        let presets = ExportPreset.recognised(in: first.recognised.header.names)
        if presets.count == 1 { collector.add(IngestionDiagnostics.exportHint(presets[0].name, file: first.path)) }
    }

    // MARK: Currencies

    /// The currency of every column of decimals: as declared for it or its table, else what the first rows name.
    private func settleCurrencies(_ table: inout TablePlan, _ preset: ExportPreset?) {
        let folded = FoldedCell()
        for index in table.columns.indices where table.columns[index].plan.type == .decimal {
            let name = table.columns[index].plan.name
            let own = options.columns.first { $0.name.text == name }
            let declared = own?.currency ?? (own?.currencyColumn == nil ? options.currency ?? preset?.currency : nil)
            table.columns[index].plan.currency = declared
            for file in table.files {
                guard let place = file.places[index], table.columns[index].recognisedCurrency == nil else { continue }
                for row in file.recognised.sample where row.indices.contains(place) {
                    var text = row[place]
                    let code = text.withUTF8 { bytes -> String? in
                        var sign = DecimalParser.CellSign.none
                        guard let plain = folded.fold(bytes),
                            DecimalParser.parse(plain, decimalComma: table.conventions.decimalComma, sign: &sign)
                                != nil,
                            case .currency(let mark) = sign
                        else { return nil }
                        guard let declared else { return mark.code }
                        return mark.fits(declared) ? declared : nil
                    }
                    guard let code else { continue }
                    table.columns[index].recognisedCurrency = code
                    break
                }
            }
        }
    }

    // MARK: Types

    /// Declared types first, then the preset's; the rest, and the order of days and months, is learnt from the whole files.
    ///
    /// Nil when there is no row to learn from, which is told.
    private func settleTypes(
        _ names: [String], _ table: inout TablePlan, _ preset: ExportPreset?, _ namesPeople: [String: Bool]
    ) -> [PlannedColumn]? {
        var columns: [PlannedColumn] = []
        var unsettled: [Int] = []
        let order = options.dateOrder ?? preset?.dateOrder
        for (index, name) in names.enumerated() {
            let declared = options.columns.first { $0.name.text == name }
            let known = preset?.columns.first { $0.name == name }
            let type = declared?.type ?? known?.type
            let keepsPreset = declared?.type == nil || declared?.type == known?.type
            var plan = ColumnPlan(
                name: name, type: type ?? .text, unit: declared?.unit ?? (keepsPreset ? known?.unit : nil),
                format: declared?.format ?? (keepsPreset ? known?.format : nil), dateOrder: order,
                bad: declared?.bad ?? .reject, values: keepsPreset ? known?.values ?? [:] : [:])
            plan.isPersonal = namesPeople[name] ?? false
            if plan.type != .duration { plan.unit = nil }
            // Systems and dates with four digits say nothing about years of two.
            plan.allowsShortYears = options.dateOrder != nil || order == nil
            let evidence =
                declared?.type != nil
                ? Wording(en: ", declared", zh: "（由配置指定）")
                : known != nil ? Wording(en: ", by the preset", zh: "（由导出预设指定）") : Wording("")
            var needsOrder = (plan.type == .date || plan.type == .instant) && order == nil && plan.format == nil
            if needsOrder, type != nil, isYearFirst(index, table) {
                plan.dateOrder = .yearFirst
                plan.allowsShortYears = false
                needsOrder = false
            }
            columns.append(PlannedColumn(plan: plan, evidence: evidence))
            if type == nil || needsOrder { unsettled.append(index) }
        }
        guard !unsettled.isEmpty else { return columns }
        guard let evidence = gather(unsettled, &table, areDates: unsettled.map { columns[$0].seeksOrderAlone }) else {
            return columns
        }
        let placed = unsettled.indices.filter { position in
            table.files.contains { $0.places[unsettled[position]] != nil }
        }
        if !placed.isEmpty || table.files.isEmpty, placed.allSatisfy({ evidence[$0].rows == 0 }),
            let problem = untold(unsettled.map { names[$0] }, table, preset)
        {
            collector.add(problem)
            return nil
        }
        for (position, index) in unsettled.enumerated() {
            let found = evidence[position]
            if options.columns.first(where: { $0.name.text == names[index] })?.type == nil,
                preset?.columns.first(where: { $0.name == names[index] }) == nil
            {
                columns[index].plan.type = found.type
                columns[index].evidence = inferred(found, isPersonal: columns[index].plan.isPersonal)
            }
            settleOrder(&columns[index].plan, found, table)
            tellOtherDecimalMark(found, of: names[index], table)
            guard found.damage.isDamage, !isIntact(names[index]) else { continue }
            collector.add(
                keys.contains(names[index])
                    ? IngestionDiagnostics.damagedKey(found.damage, column: names[index], table: table.name)
                    : IngestionDiagnostics.damagedIdentifiers(
                        found.damage, column: names[index], file: table.files.first?.path ?? ""))
            if keys.contains(names[index]) { table.columnsToldDamaged.insert(names[index]) }
        }
        return columns
    }

    /// A column that is no column of numbers because of a cell such as `0,125`: its decimal mark is probably the other one.
    private func tellOtherDecimalMark(_ evidence: ColumnEvidence, of name: String, _ table: TablePlan) {
        guard evidence.type == .text, let against = evidence.spokeAgainst,
            [.integer, .decimal, .real].contains(against.type)
        else { return }
        var text = against.cell.text
        let isZeroBeforeMark = text.withUTF8 {
            DecimalMarkDoubt.isIn($0, FoldedCell(), decimalComma: table.conventions.decimalComma)
        }
        if isZeroBeforeMark {
            collector.add(
                IngestionDiagnostics.otherDecimalMark(
                    column: name, found: against.cell, decimalComma: table.conventions.decimalComma))
        }
    }

    /// What to say of columns whose types no row shows; nil when none of them needs one.
    private func untold(_ names: [String], _ table: TablePlan, _ preset: ExportPreset?) -> Diagnostic? {
        guard options.mayBeEmpty else {
            return StagesDiagnostics.noRows(of: table.name, files: table.files.count)
        }
        // Of a declared date only the order of its parts is not known, and no cell needs one.
        let untyped = names.filter { name in
            options.columns.first { $0.name.text == name }?.type == nil
                && preset?.columns.first { $0.name == name } == nil
        }
        if untyped.isEmpty { return nil }
        return IngestionDiagnostics.untypedColumns(untyped, table: options.name)
    }

    private func isIntact(_ name: String) -> Bool {
        options.columns.contains { $0.name.text == name && $0.isIntact }
    }

    /// Refuses a key that a spreadsheet has damaged, as far as the first rows of each file show it; later rows are looked at when
    /// they are read.
    private func refuseDamagedKeys(_ table: inout TablePlan) {
        let folded = FoldedCell()
        for (index, column) in table.columns.enumerated()
        where keys.contains(column.plan.name) && !isIntact(column.plan.name) {
            table.keys.append(index)
            if table.columnsToldDamaged.contains(column.plan.name) { continue }
            for file in table.files {
                guard let place = file.places[index] else { continue }
                var damage = IdentifierDamage()
                for row in file.recognised.sample where row.indices.contains(place) {
                    var text = row[place]
                    text.withUTF8 { if let plain = folded.fold($0) { damage.look(at: plain) } }
                }
                guard damage.isDamage else { continue }
                collector.add(
                    IngestionDiagnostics.damagedKey(
                        damage, column: column.plan.name, table: table.name, file: file.path))
                table.columnsToldDamaged.insert(column.plan.name)
                break
            }
        }
    }

    /// Whether the first dates of every file name the year first, so that no other order is to be expected.
    ///
    /// A cell in another order is then a bad cell, not a guess.
    private func isYearFirst(_ column: Int, _ table: TablePlan) -> Bool {
        let folded = FoldedCell()
        var found = 0
        for file in table.files {
            guard let place = file.places[column] else { continue }
            for row in file.recognised.sample where row.indices.contains(place) {
                var text = row[place]
                let verdict = text.withUTF8 { bytes -> Bool? in
                    if table.conventions.missing.contains(CellText.bare(bytes)) { return nil }
                    guard let plain = folded.fold(bytes), let moment = InstantParser.parse(plain, order: nil) else {
                        return false
                    }
                    return moment.hint == .fixed
                }
                guard let verdict else { continue }
                if !verdict { return false }
                found += 1
            }
        }
        return found > 0
    }

    /// - Parameter areDates: by column, whether it is known to hold dates, so that only their order is asked.
    private func gather(_ columns: [Int], _ table: inout TablePlan, areDates: [Bool]) -> [ColumnEvidence]? {
        var merged = Array(repeating: ColumnEvidence(), count: columns.count)
        // Files side by side: most are one block, which keeps one thread busy.
        let (asked, context) = (table, context)
        let outcomes = parallelMap(Array(table.files.indices), jobs: context.jobs) {
            index -> Result<(columns: [ColumnEvidence], file: FilePlan), SourceProblem> in
            var table = asked
            do throws(SourceProblem) {
                let found = try table.withRightEncoding(ofFile: index) { (file) throws(SourceProblem) in
                    try EvidencePass.gather(
                        file, places: columns.map { file.places[$0] }, areDates: areDates,
                        conventions: asked.conventions,
                        footers: asked.footers, context: context)
                }
                return .success((found, table.files[index]))
            } catch {
                return .failure(error)
            }
        }
        for (index, outcome) in outcomes.enumerated() {
            switch outcome {
            case .success(let found):
                table.files[index] = found.file
                for position in merged.indices { merged[position].merge(found.columns[position]) }
            case .failure(let problem):
                collector.add(IngestionDiagnostics.unreadable(problem, file: table.files[index].path))
                return nil
            }
        }
        return merged
    }

    private func settleOrder(_ plan: inout ColumnPlan, _ evidence: ColumnEvidence, _ table: TablePlan) {
        guard plan.type == .date || plan.type == .instant, plan.dateOrder == nil, plan.format == nil else { return }
        let isPersonal = plan.isPersonal
        func file(_ cell: WitnessCell) -> String { cell.location.file }
        switch evidence.dateOrder {
        case .notNeeded: break
        case .order(let order): plan.dateOrder = order
        case .open(let cell, let orders):
            collector.add(
                IngestionDiagnostics.ambiguousDates(
                    column: plan.name, file: file(cell), sample: isPersonal ? "…" : cell.text, orders: orders,
                    table: options.name))
        case .contradictory(var first, var second):
            if isPersonal { (first.cell.text, second.cell.text) = ("…", "…") }
            collector.add(
                IngestionDiagnostics.contradictoryDates(
                    column: plan.name, file: file(first.cell), first: first, second: second, table: options.name))
        }
    }

    private func inferred(_ evidence: ColumnEvidence, isPersonal: Bool) -> Wording {
        let counts = Wording(
            en: ", inferred from \(evidence.present) of \(English.count(evidence.rows, "cell"))",
            zh: "（由 \(evidence.rows) 个单元格中的 \(evidence.present) 个推断")
        guard let witness = evidence.spokeAgainst else {
            return Wording(en: counts.english, zh: counts.chinese + "）")
        }
        let found = isPersonal || PersonalText.looksPersonal(witness.cell.text) ? "…" : witness.cell.text
        return Wording(
            en: counts.english
                + "; against \(witness.type.rawValue): \(quoted: found) at \(witness.cell.location)",
            zh: counts.chinese + "；不是 \(witness.type.rawValue)，因为 \(witness.cell.location) 处有 \(quoted: found)）"
        )
    }
}

extension FilePlan {
    /// The encoding of a file after bytes that do not fit the first one; nil for any other problem, and where nothing else is to be had.
    ///
    /// One that is declared, or known by a mark, is believed: rows with such bytes are set aside. Else the whole file is looked at
    /// once more: one whose first megabyte is plain ASCII may still be Chinese further down.
    ///
    /// Errors: the file fits no encoding.
    func otherEncoding(after problem: SourceProblem) throws(SourceProblem) -> RecognisedEncoding? {
        let encoding = recognised.encoding
        guard problem.isOfBytes, !encoding.isForgiving else { return nil }
        if encoding.isBelieved { return encoding.forgiving }
        let other = try EncodingRecognition.ofDamagedFile(path: recognised.path, identity: recognised.identity)
        return other == encoding ? nil : other
    }
}

extension TablePlan {
    /// Does something with a file; with its other encoding when the first proves wrong.
    mutating func withRightEncoding<Result>(
        ofFile index: Int, _ body: (FilePlan) throws(SourceProblem) -> Result
    ) throws(SourceProblem) -> Result {
        do throws(SourceProblem) {
            return try body(files[index])
        } catch {
            guard let encoding = try files[index].otherEncoding(after: error) else { throw error }
            files[index].recognised.encoding = encoding
            return try body(files[index])
        }
    }
}
