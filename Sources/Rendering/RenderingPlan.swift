// What rendering is going to do: which reports, in which languages and formats, under which names.

import Diagnostics
import Documents
import Stages

/// A checked plan of the reports to be made.
package struct RenderingPlan: Sendable {
    /// A report and the name its files begin with.
    struct Report: Sendable {
        var name: String
        var title: Wording
        var blocks: [any ReportBlock]
        var formats: [ReportFormatName]
        /// The first report of a pipeline is *the* report; further ones bear their own name.
        var isLeading: Bool
        /// The annex of a report, or the report of an annex.
        var companion: ReportCompanion?

        func baseName(of format: ReportFormatName) -> String {
            ReportFileNames.base(of: name, isLeading: isLeading, isPage: format == .html)
        }
    }

    package var title: Wording
    /// The first one leads: it is what `index.html` and `report.md` are written in.
    package var languages: [Language]
    var reports: [Report]
    /// Those of which there is a page for each label of a segment.
    var labelReports: [LabelReport]
    /// The files in which the user's own words stand.
    package var textFiles: [String]
    var floors: DisplayFloors
    /// Names of tables whose rows tell of nobody.
    var tablesWithoutPeople: Set<String>
    var startsWithByteOrderMark: Bool
    var keepsRejectedRows: Bool
    /// The permission bits of `rejects.csv`.
    var rejectsPermissions: UInt32
    /// In the order of their files.
    var furtherTables: [FurtherTable]

    init(options: RenderingOptions, title: Wording, languages: [Language], furtherTables: [FurtherTable] = []) {
        self.furtherTables = furtherTables
        self.title = title
        var distinct: [Language] = []
        for language in languages where !distinct.contains(language) { distinct.append(language) }
        self.languages = distinct
        floors = options.floors
        tablesWithoutPeople = Set(options.tablesWithoutPeople.map(\.text))
        startsWithByteOrderMark = options.startsWithByteOrderMark
        keepsRejectedRows = options.keepsRejectedRows
        rejectsPermissions = options.rejectsPermissions
        labelReports = options.labelReports
        textFiles = options.reports.flatMap { $0.blocks + $0.annex }.flatMap { ($0 as? Text)?.files ?? [] }
        reports = options.reports.enumerated().flatMap { position, report in
            let isLeading = position == 0
            var main = Report(
                name: report.name, title: report.title, blocks: report.blocks, formats: report.formats,
                isLeading: isLeading)
            let annexFormats = report.formats.filter(\.hasAnnex)
            guard !report.annex.isEmpty, !annexFormats.isEmpty else { return [main] }
            let name = ReportFileNames.annex(of: report.name, isLeading: isLeading)
            main.companion = ReportCompanion(
                title: ReportWord.annex.wording, name: name, isAnnex: true, formats: annexFormats)
            let annex = Report(
                name: name, title: ReportWords.annexTitle(of: report.title), blocks: report.annex,
                formats: annexFormats, isLeading: false,
                companion: ReportCompanion(
                    title: ReportWord.mainReport.wording, name: report.name, isLeading: isLeading,
                    formats: report.formats))
            return [main, annex]
        }
    }

    /// What rests on fewer rows is hidden.
    package var suppressBelow: Int { floors.suppressBelow }

    /// The names of the files that a run makes, in its order, as far as they are known before it: of pages of labels that of their index.
    package var fileNames: [String] { pageNames + tableNames }

    /// Those that are read.
    var pageNames: [String] {
        reports.flatMap { report in
            report.formats.flatMap { format in
                ReportFileNames.names(
                    base: report.baseName(of: format), ending: format.ending, languages: languages)
            }
        } + labelReports.flatMap { $0.names(of: LabelReport.index, languages: languages) }
    }

    /// Whether a folder in that of a report is named as ours are: those of lists, of charts that a text names, and of pages of labels.
    package static func isOwnFolder(_ name: String) -> Bool {
        name == ListFile.folder || name == DrawingFile.folder || LabelReport.isFolder(name)
    }

    /// Has every report, and every annex, made in a further format.
    package mutating func add(_ format: ReportFormatName) {
        for index in reports.indices where !reports[index].formats.contains(format) {
            reports[index].formats.append(format)
            reports[index].companion?.formats.append(format)
        }
    }

    /// The name of the first file in a format; nil where none is made in it.
    func firstFile(in format: ReportFormatName) -> String? {
        let report = reports.first { $0.formats.contains(format) }.flatMap { report in
            ReportFileNames.names(
                base: report.baseName(of: format), ending: format.ending, languages: languages
            ).first
        }
        return report
            ?? labelReports.first { $0.formats.contains(format) }.map {
                "\($0.folder)/\(LabelReport.index).\(format.ending)"
            }
    }

    /// Those that are computed with.
    var tableNames: [String] {
        ["results.csv", "results.json"] + furtherTables.map(\.fileName) + ["rejects.csv"]
    }

    /// Every name that a file of a report may have without having been named by a user.
    ///
    /// Records of early versions do not list their files; these made no workbooks, and users could name no report then. The files
    /// of other formats and of reports with names of their own are in ``fileNames`` and in every record since.
    package static let everyFileName: Set<String> = {
        let bases = ["index", "report", "annex"] + ReportKind.allCases.filter { !$0.isOfLabels }.map(\.rawValue)
        let pages = bases.flatMap { base in
            ReportFormatName.usual.flatMap { format in
                ReportFileNames.names(base: base, ending: format.ending, languages: Language.allCases)
            }
        }
        return Set(pages + ["results.csv", "results.json", "rejects.csv"])
    }()

    /// The plan in words.
    package var lines: [Wording] {
        reports.map { report in
            let names = report.formats.flatMap { format in
                ReportFileNames.names(
                    base: report.baseName(of: format), ending: format.ending, languages: languages)
            }.joined(separator: ", ")
            return Wording(
                en: "\(report.title.english): \(names)", zh: "\(report.title.chinese)：\(names)")
        }
            + labelReports.map { report in
                let names = report.formats.map { "\(report.folder)/\(LabelReport.index).\($0.ending)" }
                return LabelPageWords.planned(report.segment, names.joined(separator: ", "))
            } + [
                Wording(
                    en: "tables: \(tableNames.joined(separator: ", "))",
                    zh: "数据表：\(tableNames.joined(separator: ", "))")
            ]
    }
}
