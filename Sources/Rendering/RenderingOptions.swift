// What may be written under `render:` in a pipeline file.

import Diagnostics
import Stages

/// The `render:` part of a pipeline file.
///
///     render:
///       - { report: management-review, formats: [html, markdown] }
///       - { report: summary, formats: [markdown], suppress_below: 5, byte_order_mark: true, raw_rejects: no, rejects_mode: 0640 }
///       - report: weekly
///         title: { zh: 周报, en: Weekly report }
///         blocks: [summary, headlines, { trend: { periods: 8 } }, books]
///
/// - Missing: without `render:` a management review is made in every format; likewise an absent key takes its default.
package struct RenderingOptions: Sendable {
    /// One entry of the list.
    package struct Report: Sendable {
        /// As written: a kind of report, or a name of the user's own.
        package var name: String
        package var title: Wording
        package var formats: [ReportFormatName]
        /// In the order they are read.
        var blocks: [any ReportBlock]

        package init(kind: ReportKind = .managementReview, formats: [ReportFormatName] = ReportFormatName.allCases) {
            self.init(
                name: kind.rawValue, title: ReportWords.title(of: kind), formats: formats,
                blocks: BlockCatalogue.blocks(of: kind))
        }

        init(name: String, title: Wording, formats: [ReportFormatName], blocks: [any ReportBlock]) {
            self.name = name
            self.title = title
            self.formats = formats
            self.blocks = blocks
        }
    }

    package var reports: [Report]
    package var floors: DisplayFloors
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
        if reports.isEmpty { reports = [Report()] }
    }

    private mutating func read(_ node: OptionNode, collector: DiagnosticCollector) {
        if let name = node.sourceText {
            let subject = Wording("'render'")
            guard let kind = Self.choice(name, of: subject, as: ReportKind.self, collector: collector) else { return }
            append(Report(kind: kind), at: name, collector: collector)
            return
        }
        let reader = OptionReader(node, of: Wording("'render'"), collector: collector)
        var (report, name) = Self.report(reader)
        if let title = reader.wording("title") { report.title = title }
        if let names = reader.texts("formats") {
            report.formats = []
            for name in names {
                let subject = reader.keyWording("formats")
                guard let format = Self.choice(name, of: subject, as: ReportFormatName.self, collector: collector)
                else { continue }
                if report.formats.contains(format) {
                    collector.add(RenderingDiagnostics.repeatedFormat(name))
                } else {
                    report.formats.append(format)
                }
            }
        }
        if let floor = reader.integer("suppress_below", in: 0...1000) { floors.suppressBelow = floor }
        if let mark = reader.flag("byte_order_mark") { startsWithByteOrderMark = mark }
        if let keeps = reader.flag("raw_rejects") { keepsRejectedRows = keeps }
        if let mode = reader.text("rejects_mode") {
            if let permissions = Self.permissions(mode.text) {
                rejectsPermissions = permissions
            } else {
                collector.add(RenderingDiagnostics.unreadableMode(mode))
            }
        }
        reader.finish()
        append(report, at: name, collector: collector)
    }

    /// The report as its name and its blocks say: a kind, or a list of blocks under a name of the user's own.
    private static func report(_ reader: OptionReader) -> (Report, name: SourceText) {
        guard let blocks = reader.node("blocks") else {
            let kindText = reader.has("report") ? reader.text("report") : nil
            let report = Report(kind: reader.choice("report") ?? .managementReview)
            return (report, kindText ?? SourceText(report.name, start: reader.node.location))
        }
        let read = BlockList(blocks, of: reader.keyWording("blocks"), collector: reader.collector).blocks
        guard let name = reader.requiredText("report") else {
            return (Report(), SourceText(ReportKind.managementReview.rawValue, start: reader.node.location))
        }
        if ReportKind(rawValue: name.text) == nil, !ReportName.isUsable(name.text) {
            reader.collector.add(RenderingDiagnostics.unusableName(name))
        }
        let title = ReportKind(rawValue: name.text).map(ReportWords.title) ?? Wording(name.text)
        return (Report(name: name.text, title: title, formats: ReportFormatName.allCases, blocks: read), name)
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
        if reports.contains(where: { $0.name.lowercased() == report.name.lowercased() }) {
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

extension RenderingOptions {
    /// What may be written in an entry of `render:`.
    package static let keys = [
        OptionKey(
            "report", .either([.choice(ReportKind.allCases.map(\.rawValue)), .text]),
            help: Wording(
                en: "the kind of report, or with 'blocks' a name for one of your own", zh: "报告种类；写有 'blocks' 时为自取的报告名")),
        OptionKey(
            "title", .wording,
            help: Wording(en: "what stands above the title of the report's pages", zh: "报告页标题上方的名称")),
        OptionKey(
            "blocks",
            .oneOrMore(.either([.choice(BlockCatalogue.all.map { $0.word }), .mapping(BlockCatalogue.keys)])),
            help: Wording(en: "what the report shows, in order", zh: "报告依次显示的内容")),
        OptionKey(
            "formats", .oneOrMore(.choice(ReportFormatName.allCases.map(\.rawValue))),
            help: Wording(en: "the file formats; all unless given", zh: "文件格式；默认全部")),
        OptionKey(
            "suppress_below", .integer(0...1000),
            help: Wording(
                en: "values that rest on fewer rows are in no file; 5 unless given", zh: "所依据行数少于此值的数值不写入任何文件；默认 5")),
        OptionKey(
            "byte_order_mark", .flag,
            help: Wording(
                en: "whether CSV files begin with the mark by which older spreadsheets know UTF-8",
                zh: "CSV 文件是否以字节顺序标记开头，供旧版电子表格识别 UTF-8")),
        OptionKey(
            "raw_rejects", .flag,
            help: Wording(en: "whether 'rejects.csv' holds the rows themselves", zh: "'rejects.csv' 是否含原始行")),
        OptionKey(
            "rejects_mode", .text,
            help: Wording(
                en: "the permissions of 'rejects.csv' in octal digits; 0600 unless given",
                zh: "'rejects.csv' 的权限，八进制；默认 0600")),
    ]
}

/// Below which numbers of observations a value is hidden.
package struct DisplayFloors: Sendable, Equatable {
    /// A value that rests on fewer observations is in no file, so that nobody can be recognised; see ``SmallCells``.
    package var suppressBelow: Int

    package init(suppressBelow: Int = 5) { self.suppressBelow = suppressBelow }
}
