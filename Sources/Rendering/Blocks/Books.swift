// `books`: where the numbers come from: files, row counts, rules, links, warnings.

import Diagnostics
import Documents
import Stages

/// What came in, what left and why.
///
/// - Shape: a table of files with their sum, one of steps, one of links; lists of rows without time, of partial periods and of warnings.
struct Books: ReportBlock {
    static let word = "books"
    static let help = Wording(
        en: "where the numbers come from: files, row counts, rules, links, warnings", zh: "数据来源：文件、行数、规则、关联、警告")
    static let mostWarningsKey = OptionKey(
        "most_warnings", .integer(1...1000),
        help: Wording(en: "how many warnings of a kind are listed; 10 unless said", zh: "同类警告最多列出几条；默认 10"))
    static let keys = [mostWarningsKey]

    private static let mostPartials = 24

    /// So many warnings of a kind stand in the list.
    var mostWarnings = 10

    init() {}

    init(_ reader: OptionReader) {
        if let most = reader.integer(Self.mostWarningsKey) { mostWarnings = most }
    }

    func section(from desk: ReportDesk) -> Document.Section? {
        let words = desk.words
        var elements: [Document.Element] = [
            .paragraph(
                Document.Paragraph(
                    words[desk.facts.ledgers.contains(where: \.isRolledUp) ? .ledgerNoteRolledUp : .ledgerNote],
                    isLead: true)), .table(files(desk)),
        ]
        func add(_ heading: ReportWord, _ element: Document.Element?) {
            guard let element else { return }
            elements += [.heading(Document.Heading(words[heading])), element]
        }
        add(.ledger, steps(desk))
        add(.links, links(desk))
        add(.rowsWithoutTime, untimed(desk))
        add(.partialPeriods, partials(desk))
        add(.warnings, warnings(desk))
        return Document.Section(anchor: Self.word, title: words[.books], isChapter: true, elements: elements)
    }

    // MARK: Rows

    private func files(_ desk: ReportDesk) -> Document.Table {
        let (words, facts) = (desk.words, desk.facts)
        let hasRolledUp = facts.ledgers.contains(where: \.isRolledUp)
        func cells(_ count: (Departure) -> Int) -> [Document.Cell] {
            Self.departures.filter { hasRolledUp || $0.0 != .rolledUp }.map { desk.cell(count($0.0)) }
        }
        let rows: [[Document.Cell]] = facts.ledgers.filter { $0.source == nil }.flatMap { ledger in
            Set(ledger.readByFile.keys).union(ledger.keptByFile.keys).sorted().map { file in
                let input = facts.files.indices.contains(file) ? facts.files[file] : nil
                return [
                    .path(input?.path ?? ""), .text(ledger.table), desk.cell(ledger.readByFile[file] ?? 0),
                    desk.cell(ledger.keptByFile[file] ?? 0),
                ] + cells { ledger.count(of: $0, inFile: file) } + [.text(input?.encoding ?? "")]
            }
        }
        // Their rows are those of other tables: they are in no sum.
        let made: [[Document.Cell]] = facts.ledgers.compactMap { ledger -> [Document.Cell]? in
            guard let source = ledger.source else { return nil }
            return [
                .text(ReportWords.made(from: source)[desk.language]), .text(ledger.table), desk.cell(ledger.read),
                desk.cell(ledger.kept),
            ] + cells { ledger.count(of: $0) } + [.blank]
        }
        let read = facts.ledgers.filter { $0.source == nil }
        let total: [Document.Cell] =
            [
                .text(words[.allFiles]), .blank, desk.cell(read.reduce(0) { $0 + $1.read }),
                desk.cell(read.reduce(0) { $0 + $1.kept }),
            ] + cells { departure in read.reduce(0) { $0 + $1.count(of: departure) } } + [.blank]
        let ways = Self.departures.filter { hasRolledUp || $0.0 != .rolledUp }
        return Document.Table(
            caption: words[.files], label: words[.file],
            columns: [
                Document.Column(words[.file]), Document.Column(words[.table]),
                Document.Column(words[.rowsRead], .number), Document.Column(words[.rowsKept], .number),
            ] + ways.map { Document.Column(words[$0.1], .number) } + [Document.Column(words[.encoding])],
            rows: rows + made, totals: rows.count > 1 ? [total] : [])
    }

    private static let departures: [(Departure, ReportWord)] = [
        (.rejected, .rowsRejected), (.duplicate, .rowsDuplicate), (.filtered, .rowsFiltered),
        (.rolledUp, .rowsRolledUp),
    ]

    private func steps(_ desk: ReportDesk) -> Document.Element? {
        let (words, language) = (desk.words, desk.language)
        let rows: [[Document.Cell]] = desk.facts.ledgers.flatMap { ledger in
            ledger.steps.map { step in
                let departure = step.leaving > 0 ? step.departure.map { ReportWords.departure($0)[language] } : nil
                return [
                    .text(ledger.table),
                    .text(
                        step.ordinal > 0 ? "\(step.ordinal). \(step.rule)" : ReportWords.stage(step.stage)[language]),
                    desk.cell(step.before), desk.cell(step.leaving), .text(departure ?? ""), desk.cell(step.after),
                    desk.cell(step.changedCells),
                ]
            }
        }
        guard !rows.isEmpty else { return nil }
        return .table(
            Document.Table(
                caption: words[.stepsCaption], label: words[.ledger],
                columns: [
                    Document.Column(words[.table]), Document.Column(words[.step]),
                    Document.Column(words[.rowsBefore], .number), Document.Column(words[.rowsLeft], .number),
                    Document.Column(words[.why], fold: .behindPrevious), Document.Column(words[.rowsAfter], .number),
                    Document.Column(words[.cellsChanged], .number),
                ], rows: rows))
    }

    private func links(_ desk: ReportDesk) -> Document.Element? {
        guard !desk.facts.links.isEmpty else { return nil }
        let words = desk.words
        return .table(
            Document.Table(
                caption: words[.linksCaption], label: words[.links],
                columns: [
                    Document.Column(words[.linkFrom]), Document.Column(words[.linkTo]),
                    Document.Column(words[.rows], .number), Document.Column(words[.matched], .number),
                    Document.Column(words[.missingCells], .number), Document.Column(words[.matchRate], .number),
                ],
                rows: desk.facts.links.map { link in
                    [
                        .text(link.from), .text(link.to), desk.cell(link.rows), desk.cell(link.matched),
                        desk.cell(link.missing),
                        .value(rate(of: link, desk)),
                    ]
                }))
    }

    private func rate(of link: LinkMatch, _ desk: ReportDesk) -> Document.Value {
        let shown = desk.format.percentage(link.matched, of: link.rows)
        guard link.rows > 0 else { return .absent(shown: shown) }
        return .number(
            Document.Number(
                .real(Double(link.matched) / Double(link.rows)), unit: MetricUnit.fraction.text, shown: shown))
    }

    private func untimed(_ desk: ReportDesk) -> Document.Element? {
        let untimed = desk.results.rowsWithoutTime.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        guard !untimed.isEmpty else { return nil }
        let words = desk.words
        return .table(
            Document.Table(
                .pairs, caption: words[.rowsWithoutTime], label: words[.rowsWithoutTime],
                columns: [Document.Column(words[.table]), Document.Column(words[.rows], .number)],
                rows: untimed.map { [.text($0.key), desk.cell($0.value)] }))
    }

    // MARK: What to mind

    /// Why periods are partial, the newest first.
    private func partials(_ desk: ReportDesk) -> Document.Element? {
        let results = desk.results
        let known = results.partialPeriods.sorted().reversed().compactMap { period in
            results.partialReasons[period].flatMap { $0.isEmpty ? nil : (period, ReportWords.joined($0)) }
        }
        guard !known.isEmpty else { return nil }
        return .list(
            Document.List(
                known.prefix(Self.mostPartials).map { period, reason in
                    Document.List.Item(reason[desk.language], lead: .name(desk.periods.name(of: period)))
                }))
    }

    /// Rejected rows have a list of their own. Of a kind that floods the page the first stand there, and how many more there are.
    private func warnings(_ desk: ReportDesk) -> Document.Element? {
        let warnings = desk.facts.warnings.filter { $0.kind.name != "rejected-row" }
        let byKind = Dictionary(grouping: warnings, by: \.kind.name).mapValues { warnings in
            warnings.reduce(0) { $0 + max(1, $1.standsFor) }
        }
        var shown: [String: Int] = [:]
        let items = warnings.filter { $0.standsFor == 0 }.compactMap { warning -> Document.List.Item? in
            let kind = warning.kind.name
            shown[kind, default: 0] += 1
            guard let number = shown[kind], number <= mostWarnings else { return nil }
            let left = number == mostWarnings ? (byKind[kind] ?? 0) - number : 0
            let help = [
                warning.publicHelp?[desk.language],
                left > 0 ? ReportWords.moreWarnings(desk.format.count(left))[desk.language] : nil,
            ].compactMap { $0 }.joined(separator: desk.words[.semicolon])
            return Document.List.Item(
                warning.publicMessage[desk.language],
                lead: warning.location.map { .place($0.description) } ?? .none,
                remark: warning.help != nil || left > 0 ? help : nil)
        }
        return items.isEmpty ? nil : .list(Document.List(items))
    }
}
