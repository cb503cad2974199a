// What may be written under `render:` in a pipeline file.

import Diagnostics
import Stages

/// The `render:` part of a pipeline file.
///
///     render:
///       - { report: management-review, formats: [html, markdown, xlsx] }
///       - { report: summary, formats: [markdown], suppress_below: 5, tables_without_people: [costs], byte_order_mark: true,
///           raw_rejects: no, rejects_mode: 0640 }
///       - report: weekly
///         title: { zh: 周报, en: Weekly report }
///         blocks: [summary, headlines, { trend: { periods: 8 } }, ledger]
///         annex: [breakdowns, books, definitions]
///       - { report: scorecard, for_each: agent }
///
/// - Missing: without `render:` a management review is made as HTML and Markdown; likewise an absent key takes its default.
package struct RenderingOptions: Sendable {
    /// One entry of the list.
    package struct Report: Sendable {
        /// As written: a kind of report, or a name of the user's own.
        package var name: String
        package var title: Wording
        package var formats: [ReportFormatName]
        /// In the order they are read.
        var blocks: [any ReportBlock]
        /// What stands in a file of its own beside it; empty for none.
        var annex: [any ReportBlock]

        package init(kind: ReportKind = .managementReview, formats: [ReportFormatName] = ReportFormatName.usual) {
            self.init(
                name: kind.rawValue, title: ReportWords.title(of: kind), formats: formats,
                blocks: BlockCatalogue.blocks(of: kind), annex: BlockCatalogue.annex(of: kind))
        }

        init(
            name: String, title: Wording, formats: [ReportFormatName], blocks: [any ReportBlock],
            annex: [any ReportBlock]
        ) {
            self.name = name
            self.title = title
            self.formats = formats
            self.blocks = blocks
            self.annex = annex
        }
    }

    package var reports: [Report]
    /// Those of which there is a page for each label of a segment.
    var labelReports: [LabelReport] = []
    /// Where their segments are written, one each.
    var segmentsOfPages: [SourceText] = []
    package var floors: DisplayFloors
    /// Names of tables whose rows tell of nobody: what rests on few of them may be seen.
    package var tablesWithoutPeople: [SourceText] = []
    /// Whether the CSV files begin with a byte order mark, by which older spreadsheets know UTF-8.
    package var startsWithByteOrderMark: Bool
    /// Whether `rejects.csv` holds the rows themselves, which may name people.
    package var keepsRejectedRows = true
    /// The permission bits of `rejects.csv`, which holds whole rows of customers.
    package var rejectsPermissions: UInt32 = 0o600

    package init(
        reports: [Report] = [Report()], floors: DisplayFloors = DisplayFloors(), startsWithByteOrderMark: Bool = false
    ) {
        self.reports = reports
        self.floors = floors
        self.startsWithByteOrderMark = startsWithByteOrderMark
    }

    /// Reads the options; every mistake is collected.
    package init(_ node: OptionNode?, collector: DiagnosticCollector) {
        self.init()
        guard let node else { return }
        var entries: [OptionNode]
        switch node.content {
        case .list(let items): entries = items
        case .mapping: entries = [node]
        case .empty: return
        case .scalar: entries = [node]
        }
        reports = []
        for entry in entries { read(entry, collector: collector) }
        if reports.isEmpty, labelReports.isEmpty { reports = [Report()] }
    }

    private mutating func read(_ node: OptionNode, collector: DiagnosticCollector) {
        if let name = node.sourceText {
            let subject = Wording("'render'")
            guard let kind = Self.choice(name, of: subject, as: ReportKind.self, collector: collector) else { return }
            if kind.isOfLabels { return collector.add(LabelPagesDiagnostics.noSegment(at: name.start)) }
            append(Report(kind: kind), at: name, collector: collector)
            return
        }
        let reader = OptionReader(
            node, of: Wording("'render'"), keys: RenderingKeys.all, collector: collector)
        var (report, name) = Self.report(reader)
        let title = reader.wording(RenderingKeys.title)
        if let title { report.title = title }
        if let annex = Self.annex(reader) { report.annex = annex }
        let formats = Self.formats(reader)
        if let formats { report.formats = formats }
        let segment = reader.text(RenderingKeys.forEach)
        if let floor = reader.integer(RenderingKeys.suppressBelow) { floors.suppressBelow = floor }
        tablesWithoutPeople += reader.texts(RenderingKeys.tablesWithoutPeople) ?? []
        if let mark = reader.flag(RenderingKeys.byteOrderMark) { startsWithByteOrderMark = mark }
        if let keeps = reader.flag(RenderingKeys.rawRejects) { keepsRejectedRows = keeps }
        if let mode = reader.text(RenderingKeys.rejectsMode) {
            if let permissions = Self.permissions(mode.text) {
                rejectsPermissions = permissions
            } else {
                collector.add(RenderingDiagnostics.unreadableMode(mode))
            }
        }
        reader.finish()
        if name.text == ReportKind.scorecard.rawValue {
            appendPages(of: segment, title: title, formats: formats, reader)
        } else {
            if let segment { collector.add(LabelPagesDiagnostics.segmentOfOtherReport(segment, report: name.text)) }
            append(report, at: name, collector: collector)
        }
    }

    /// A page for each label of a segment.
    private mutating func appendPages(
        of segment: SourceText?, title: Wording?, formats: [ReportFormatName]?, _ reader: OptionReader
    ) {
        for key in [RenderingKeys.blocks, RenderingKeys.annex] {
            if let entry = reader.entry(key) {
                reader.collector.add(LabelPagesDiagnostics.pagesHaveNoBlocks(key.word, at: entry.keyLocation))
            }
        }
        guard let segment else {
            if !reader.has(RenderingKeys.forEach) {
                reader.collector.add(LabelPagesDiagnostics.noSegment(at: reader.node.location))
            }
            return
        }
        let report = LabelReport(segment: segment.text, title: title, formats: formats ?? [.html])
        if labelReports.contains(where: { $0.folder.lowercased() == report.folder.lowercased() }) {
            reader.collector.add(LabelPagesDiagnostics.repeatedSegment(segment))
        } else {
            labelReports.append(report)
            segmentsOfPages.append(segment)
        }
    }

    /// The formats as written, each once; nil where nothing is said.
    private static func formats(_ reader: OptionReader) -> [ReportFormatName]? {
        guard let names = reader.texts(RenderingKeys.formats) else { return nil }
        if names.isEmpty, let node = reader.node(RenderingKeys.formats) {
            reader.collector.add(RenderingDiagnostics.noFormat(at: node.location))
        }
        var formats: [ReportFormatName] = []
        for name in names {
            let subject = reader.keyWording(RenderingKeys.formats)
            guard let format = choice(name, of: subject, as: ReportFormatName.self, collector: reader.collector)
            else { continue }
            if formats.contains(format) {
                reader.collector.add(RenderingDiagnostics.repeatedFormat(name))
            } else {
                formats.append(format)
            }
        }
        return formats
    }

    /// The report as its name and its blocks say: a kind, or a list of blocks under a name of the user's own.
    private static func report(_ reader: OptionReader) -> (Report, name: SourceText) {
        guard let blocks = reader.node(RenderingKeys.blocks) else {
            let kindText = reader.text(RenderingKeys.report)
            let report = Report(kind: reader.choice(RenderingKeys.report) ?? .managementReview)
            return (report, kindText ?? SourceText(report.name, start: reader.node.location))
        }
        let read = BlockList(blocks, of: reader.keyWording(RenderingKeys.blocks), collector: reader.collector).blocks
        guard let name = reader.text(RenderingKeys.report) else {
            if !reader.has(RenderingKeys.report) { reader.reportMissing(RenderingKeys.report) }
            return (Report(), SourceText(ReportKind.managementReview.rawValue, start: reader.node.location))
        }
        if ReportKind(rawValue: name.text) == nil, !ReportName.isUsable(name.text) {
            reader.collector.add(RenderingDiagnostics.unusableName(name))
        }
        let kind = ReportKind(rawValue: name.text)
        return (
            Report(
                name: name.text, title: kind.map(ReportWords.title) ?? Wording(name.text),
                formats: ReportFormatName.usual, blocks: read, annex: kind.map(BlockCatalogue.annex) ?? []), name
        )
    }

    /// The blocks of the annex as written; none of them with `no`, nil where nothing is said.
    private static func annex(_ reader: OptionReader) -> [any ReportBlock]? {
        guard let node = reader.node(RenderingKeys.annex) else { return nil }
        if let word = node.sourceText?.text, word == "no" { return [] }
        return BlockList(node, of: reader.keyWording(RenderingKeys.annex), collector: reader.collector).blocks
    }

    /// Reads `0640` or `640`: whoever makes the file can read and write it, and nobody can execute it.
    private static func permissions(_ text: String) -> UInt32? {
        guard text.utf8.count == 3 || text.utf8.count == 4 && text.hasPrefix("0"),
            let bits = UInt32(text, radix: 8), bits & 0o600 == 0o600, bits & 0o111 == 0
        else { return nil }
        return bits
    }

    /// Names that differ by large and small letters alone would be one file on some disks.
    private mutating func append(_ report: Report, at name: SourceText, collector: DiagnosticCollector) {
        func names(_ report: Report) -> [String] {
            [report.name] + (report.annex.isEmpty ? [] : [ReportFileNames.annex(of: report.name, isLeading: false)])
        }
        let taken = Set(reports.flatMap(names).map { $0.lowercased() })
        if names(report).contains(where: { taken.contains($0.lowercased()) }) {
            collector.add(RenderingDiagnostics.repeatedReport(name))
        } else {
            reports.append(report)
        }
    }

    private static func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ name: SourceText, of subject: Wording, as: Choice.Type, collector: DiagnosticCollector
    ) -> Choice? {
        if let choice = Choice(rawValue: name.text) { return choice }
        collector.add(StagesDiagnostics.unknownChoice(name, of: subject, choices: Choice.allCases.map(\.rawValue)))
        return nil
    }
}

/// Below which numbers of observations a value is hidden.
package struct DisplayFloors: Sendable, Equatable {
    /// A value that rests on fewer observations is in no file, so that nobody can be recognised; see ``SmallCells``.
    package var suppressBelow: Int

    package init(suppressBelow: Int = 5) { self.suppressBelow = suppressBelow }
}
