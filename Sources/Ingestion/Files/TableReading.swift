// Reads one table as planned: file after file, and for each file an entry in every book.
import Diagnostics
import Stages
import Tabular

/// The reading of one table.
struct TableReading {
    private var table: TablePlan
    private let firstFile: Int
    private let context: StageContext
    private let dictionaries: [TextInterner?]
    private var assembler: TableAssembler
    /// Files whose records cannot be told by counting quotes.
    private var filesInSequence: Set<String> = []
    private var smallFiles = SmallFiles()
    /// Whether a file was not what it seemed, so that all must be read again.
    private var mustReadAgain = false

    /// What is to be told of the files.
    private(set) var tales: [Diagnostic] = []
    /// Rows that end a file and look like totals or remarks, with the name of the file's first column.
    private var footerRuns: [(run: FooterRun, firstColumn: String, location: SourceLocation)] = []
    private(set) var files: [InputFile] = []
    private(set) var rejects = RejectedRows()
    private(set) var ledger: TableLedger
    private(set) var sources: [IngestedFile] = []

    /// - Parameter firstFile: the index of the table's first file among all files of the run.
    /// - Parameter dictionaries: per column, where its texts are collected; nil for columns of other types.
    init(table: TablePlan, firstFile: Int, dictionaries: [TextInterner?], context: StageContext) {
        self.table = table
        self.firstFile = firstFile
        self.context = context
        self.dictionaries = dictionaries
        assembler = TableAssembler(
            dictionaries: dictionaries, store: context.store, decimalComma: table.conventions.decimalComma)
        ledger = TableLedger(table: table.name)
    }

    /// Reads all files.
    ///
    /// Errors: `DiagnosedFailure` when a file cannot be read to its end or too many of its rows were rejected.
    mutating func read() throws(DiagnosedFailure) {
        let textCounts = dictionaries.map { $0?.count ?? 0 }
        var failures = readFiles()
        while mustReadAgain {
            for (dictionary, count) in zip(dictionaries, textCounts) { dictionary?.forget(after: count) }
            failures = readFiles()
        }
        if !failures.isEmpty { throw DiagnosedFailure(failures) }
    }

    /// The table, its texts in the given pools; once, when the reading is done.
    mutating func takeTable(pools: [TextPool?]) -> Table {
        assembler.setPools(pools)
        return Table(
            name: table.name,
            columns: table.columns.map { ColumnDescription(name: $0.plan.name, type: $0.plan.type) },
            chunks: assembler.chunks)
    }

    /// Whether the rows of some of the table's files are those of others, once the table was taken.
    func repetitions(in finished: Table) -> [Diagnostic] {
        if table.mayRepeatFiles { return [] }
        return RepeatedRows.find(in: finished).map { found in
            let (first, second) = (files[found.first - firstFile].path, files[found.second - firstFile].path)
            if let other = columnTellingApart(
                table.files[found.first - firstFile], table.files[found.second - firstFile])
            {
                return IngestionDiagnostics.rowsAlike(first, second, rows: found.rows, other: other, table: table.name)
            }
            return found.areAll
                ? IngestionDiagnostics.sameRows(first, second, rows: found.rows, table: table.name)
                : IngestionDiagnostics.rowsRepeated(first, second, rows: found.rows, table: table.name)
        }
    }

    /// A column of two files that is not read and in which their first rows, as many as both have, differ; nil where there is none, or the
    /// files cannot be read again.
    ///
    /// - Complexity: reads both files, whole.
    private func columnTellingApart(_ first: FilePlan, _ second: FilePlan) -> String? {
        func unread(_ file: FilePlan) -> [String: Int] {
            let read = Set((file.places + file.timePlaces).compactMap { $0 })
            let others = file.names.enumerated().filter { !read.contains($0.offset) }
            return Dictionary(others.map { ($0.element, $0.offset) }) { first, _ in first }
        }
        let (left, right) = (unread(first), unread(second))
        let names = first.names.filter { left[$0] != nil && right[$0] != nil }
        if names.isEmpty { return nil }
        var others = table
        others.columns = names.map { PlannedColumn(plan: ColumnPlan(name: $0, type: .text), evidence: Wording("")) }
        others.files = zip([first, second], [left, right]).map { file, places in
            var file = file
            file.places = names.map { places[$0] }
            file.timePlaces = names.map { _ in nil }
            return file
        }
        (others.rejectLimit, others.mayRepeatFiles, others.keys) = (1, true, [])
        let dictionaries = names.map { _ in TextInterner() }
        var reading = TableReading(table: others, firstFile: 0, dictionaries: dictionaries, context: context)
        do throws(DiagnosedFailure) { try reading.read() } catch { return nil }
        let read = reading.takeTable(pools: dictionaries.map { $0.pool(jobs: context.jobs) })
        return RepeatedRows.firstDifference(in: read).map { names[$0] }
    }

    /// What a spreadsheet has done to the keys of the table, once it was taken.
    func damagedKeys(in finished: Table) -> [Diagnostic] {
        table.keys.compactMap { index in
            guard finished.columns.indices.contains(index) else { return nil }
            let damage = dictionaries[index]?.damage ?? IdentifierDamage(numbers: finished, column: index)
            guard damage.isDamage else { return nil }
            return IngestionDiagnostics.damagedKey(damage, column: finished.columns[index].name, table: table.name)
        }
    }

    /// Rows of totals and remarks that are read as data, once the table was taken: those that end a file, and those anywhere whose text
    /// in a column is a word for totals.
    ///
    /// Complexity: one look at each distinct text; rows are counted only where there is such a word.
    func totals(in finished: Table) -> [Diagnostic] {
        var found: [Diagnostic] = []
        var told: Set<String> = []
        for (index, column) in finished.columns.enumerated() where column.type == .text {
            guard let pool = finished.pool(ofColumn: index), pool.isFilled else { continue }
            let words = FooterLines.totals(in: pool)
            if words.isEmpty { continue }
            var rows = 0
            var seen: Set<String> = []
            for chunk in finished.chunks {
                guard case .text(let cells) = chunk.columns[index] else { continue }
                for row in 0..<cells.count {
                    guard let code = cells.codes[row], let word = words[code] else { continue }
                    rows += 1
                    seen.insert(word)
                }
            }
            // What ends the files is told with its place.
            let atEnd = footerRuns.reduce(0) { $0 + $1.run.texts.count(where: seen.contains) }
            if rows <= atEnd { continue }
            told.formUnion(seen)
            found.append(
                IngestionDiagnostics.totalRows(
                    seen.sorted(), rows: rows, column: column.name, at: table.location, table: table.name))
        }
        return found
            + footerRuns.filter { run in run.run.texts.isEmpty || !run.run.texts.allSatisfy(told.contains) }.map {
                IngestionDiagnostics.footerRows($0.run, firstColumn: $0.firstColumn, at: $0.location)
            }
    }

    private mutating func readFiles() -> [Diagnostic] {
        mustReadAgain = false
        smallFiles = SmallFiles()
        assembler = TableAssembler(
            dictionaries: dictionaries, store: context.store, decimalComma: table.conventions.decimalComma)
        tales = []
        footerRuns = []
        files = []
        sources = []
        ledger = TableLedger(table: table.name)
        var failures: [Diagnostic] = []
        var step = LedgerStep(stage: .ingest, rule: "read", ordinal: 0, departure: .rejected, before: 0, after: 0)
        var accounts: [(FileAccount, FilePlan)] = []
        /// By content, the first file that has it and any row.
        var firstPaths: [Fingerprint: String] = [:]
        for index in table.files.indices {
            let outcome: (account: FileAccount, fingerprints: FileFingerprints, obstacle: ReadingObstacle?)
            do throws(SourceProblem) {
                outcome = try read(file: index)
                if case .problem(let problem)? = outcome.obstacle { throw problem }
            } catch {
                // A file taken for UTF-8 proved to be something else half way.
                do throws(SourceProblem) {
                    if let encoding = try table.files[index].otherEncoding(after: error) {
                        table.files[index].recognised.encoding = encoding
                        mustReadAgain = true
                        return []
                    }
                } catch {
                    failures.append(IngestionDiagnostics.unreadable(error, file: table.files[index].path))
                    continue
                }
                failures.append(IngestionDiagnostics.unreadable(error, file: table.files[index].path))
                continue
            }
            if let problem = context.store.problem { return [StagesDiagnostics.cannotKeepRows(problem)] }
            if outcome.obstacle == .cutInDoubt {
                filesInSequence.insert(table.files[index].recognised.path)
                mustReadAgain = true
                return []
            }
            let (account, fingerprints, _) = outcome
            let file = table.files[index]
            files.append(inputFile(file, account, fingerprints.stored))
            if account.rowCount > 0, !table.mayRepeatFiles {
                if let first = firstPaths[fingerprints.content] {
                    failures.append(IngestionDiagnostics.sameContent(first, file.path, table: table.name))
                } else {
                    firstPaths[fingerprints.content] = file.path
                }
            }
            sources.append(IngestedFile(recognised: file.recognised, checkpoints: account.checkpoints))
            ledger.readByFile[firstFile + index] = account.rowCount
            if account.rejectedCount > 0 { step.leavingByFile[firstFile + index] = account.rejectedCount }
            step.before += account.rowCount
            step.after += account.rowCount - account.rejectedCount
            accounts.append((account, file))
            if let second = account.secondTable, second.isCertain {
                failures.append(IngestionDiagnostics.secondTable(second))
            }
            // A row that swallowed others counts for each of its lines.
            let (rejected, rows) = (
                account.rejectedCount + account.mergedLineCount, account.rowCount + account.mergedLineCount
            )
            if RowLimit(table.rejectLimit).isExceeded(by: rejected, of: rows) {
                failures.append(
                    IngestionDiagnostics.tooManyRejects(
                        file: file.path, rejected: rejected, rows: rows, limit: table.rejectLimit,
                        encoding: account.damagedCount * 2 > rejected ? file.recognised.encoding.encoding : nil))
            }
        }
        for (account, file) in accounts { tell(account, file) }
        failures += mixedSigns(accounts.map(\.0))
        rejects = assembler.rejects
        ledger.steps = [step]
        for index in table.files.indices { ledger.keptByFile[firstFile + index] = 0 }
        for chunk in assembler.chunks { ledger.keptByFile[chunk.origin.file, default: 0] += chunk.rowCount }
        return failures
    }

    private mutating func read(
        file index: Int
    ) throws(SourceProblem) -> (FileAccount, FileFingerprints, ReadingObstacle?) {
        let (table, dictionaries, firstFile) = (table, dictionaries, firstFile)
        let makeWorker = { @Sendable (index: Int) in
            ChunkMaker(
                table: table, file: table.files[index], fileIndex: firstFile + index, dictionaries: dictionaries)
        }
        let small = smallFiles.take(index, of: table.files, context: context, makeWorker: makeWorker)
        assembler.beginFile()
        for dictionary in dictionaries { dictionary?.beginFile(publishing: small == nil) }
        guard let small else { return try read(table.files[index]) { makeWorker(index) } }
        let file = try small.get()
        for outcome in file.outcomes {
            guard Self.add(outcome, of: table.files[index], to: &assembler, context: context) else { break }
        }
        return (assembler.account, file.fingerprints, file.obstacle)
    }

    /// Reads a file by all threads.
    private mutating func read(
        _ file: FilePlan, makeWorker: @escaping @Sendable () -> ChunkMaker
    ) throws(SourceProblem) -> (FileAccount, FileFingerprints, ReadingObstacle?) {
        let context = context
        let isInSequence = context.jobs == 1 || filesInSequence.contains(file.recognised.path)
        let reader = try file.makeReader(blockSize: context.blockSize, isInSequence: isInSequence)
        // The state is moved, not copied: two owners would make every text of the table be copied.
        let state = assembler
        assembler = TableAssembler(dictionaries: [], store: context.store)
        let blocks = OrderedBlocks<ChunkMaker, TableAssembler>(
            reader: reader, dialect: file.recognised.dialect.dialect, state: state, makeWorker: makeWorker
        ) { assembler, outcome in
            Self.add(outcome, of: file, to: &assembler, context: context)
        }
        blocks.run(jobs: context.jobs)
        let (result, fingerprints, obstacle) = blocks.finish { $0 }
        assembler = result
        return (assembler.account, fingerprints, obstacle)
    }

    /// Adds a block of the file to the table.
    ///
    /// - Returns: false when nothing more is wanted.
    private static func add(
        _ outcome: BlockOutcome, of file: FilePlan, to assembler: inout TableAssembler, context: StageContext
    ) -> Bool {
        let (size, done) = (file.recognised.size, outcome.checkpoint.stored)
        assembler.add(outcome, progress: Double(done) / Double(max(1, size)))
        context.progress(Progress(stage: .ingest, subject: file.path, done: min(size, done), total: size))
        return context.store.problem == nil
    }

    private func inputFile(_ file: FilePlan, _ account: FileAccount, _ fingerprint: Fingerprint) -> InputFile {
        let recognised = file.recognised
        let dialect = recognised.dialect.dialect
        return InputFile(
            table: table.name, path: file.path, size: recognised.size, fingerprint: fingerprint.description,
            encoding: recognised.encoding.encoding.rawValue, hasByteOrderMark: recognised.encoding.markLength > 0,
            delimiter: dialect.delimiter.map { String(decoding: [$0], as: UTF8.self) } ?? "",
            quote: String(decoding: [dialect.quote], as: UTF8.self),
            lineEnd: recognised.dialect.lineEnds.name.lowercased(),
            evidence: IngestionDiagnostics.evidence(recognised), headerLine: recognised.header.line,
            header: recognised.header.names, preamble: recognised.header.preamble, export: table.export,
            rows: account.rowCount, blankLines: account.blankCount, footerRows: account.footerCount)
    }

    /// Columns whose cells name two currencies, or are percentages and plain numbers, must not be added up.
    private mutating func mixedSigns(_ accounts: [FileAccount]) -> [Diagnostic] {
        if table.mayMixSigns { return [] }
        var problems: [Diagnostic] = []
        for (index, column) in table.columns.enumerated() {
            var marks = CellMarks<SourceLocation>()
            for account in accounts where account.notes.indices.contains(index) {
                marks.add(account.notes[index].marks)
            }
            let codes = marks.codes
            if codes.count > 1 {
                problems.append(
                    IngestionDiagnostics.mixedCurrencies(codes, column: column.plan.name, table: table.name))
            } else if let found = codes.first, column.plan.currency == nil, column.recognisedCurrency == nil {
                problems.append(
                    IngestionDiagnostics.lateCurrency(
                        found.mark.text, found.code, cells: found.found.count, column: column.plan.name,
                        table: table.name, at: found.found.first))
            }
            if let percent = marks.percent, let plain = marks.plain {
                problems.append(
                    IngestionDiagnostics.mixedPercentages(
                        percent.count, plain: plain.first, column: column.plan.name, at: percent.first))
            } else if let percent = marks.percent, let found = codes.first {
                problems.append(
                    IngestionDiagnostics.mixedPercentages(
                        percent.count, plain: found.found.first, column: column.plan.name, at: percent.first))
            }
        }
        return problems
    }

    /// Tells what happened in a file: the first problems one by one, the rest as counts.
    private mutating func tell(_ account: FileAccount, _ file: FilePlan) {
        tales += IngestionDiagnostics.withMissingSpellings(account.problems)
        if account.rejectedCount > account.shownProblems {
            tales.append(
                IngestionDiagnostics.moreOfTheSame(
                    account.rejectedCount - account.shownProblems, of: account.rejectedCount, file: file.path,
                    kind: .remark("rejected-row")))
        }
        if account.badCellCount > account.shownBadCells {
            tales.append(
                IngestionDiagnostics.moreOfTheSame(
                    account.badCellCount - account.shownBadCells, of: account.badCellCount, file: file.path,
                    kind: .remark("bad-cell")))
        }
        if let stray = account.firstStrayQuote {
            tales.append(
                IngestionDiagnostics.strayQuotes(
                    count: account.strayQuoteCount,
                    merged: (account.mergedRowCount, account.mergedRowCount + account.mergedLineCount),
                    isEscaped: account.isStrayEscaped, at: stray))
        }
        if let second = account.secondTable, !second.isCertain {
            tales.append(IngestionDiagnostics.secondTable(second))
        }
        if let (text, location) = account.end {
            tales.append(IngestionDiagnostics.dataEnd(text, rows: account.footerCount, at: location))
        } else if let (run, location) = account.footerRun {
            footerRuns.append((run, file.recognised.header.names.first ?? "", location))
        }
        let zone = table.conventions.zone.identifier
        for (column, notes) in zip(table.columns, account.notes) {
            let name = column.plan.name
            if let first = notes.firstUnknownZone {
                tales.append(
                    IngestionDiagnostics.unknownZones(notes.unknownZones, column: name, zone: zone, at: first))
            }
            if let first = notes.firstSkipped {
                tales.append(
                    IngestionDiagnostics.clockChanges(notes.skipped, column: name, zone: zone, skipped: true, at: first)
                )
            }
            if let first = notes.firstRepeated {
                tales.append(
                    IngestionDiagnostics.clockChanges(
                        notes.repeated, column: name, zone: zone, skipped: false, at: first))
            }
        }
    }
}
