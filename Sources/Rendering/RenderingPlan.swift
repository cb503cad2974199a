// What rendering is going to do: which reports, in which languages and formats, under which names.

import Diagnostics
import Stages

/// A checked plan of the reports to be made.
package struct RenderingPlan: Sendable {
    /// A report and the name its files begin with.
    struct Report: Sendable {
        var kind: ReportKind
        var formats: [ReportFormatName]
        /// The first report of a pipeline is *the* report; further ones bear the name of their kind.
        var isLeading: Bool

        /// `index` for the leading page, `report` for the leading Markdown file, else the kind's name.
        func baseName(of format: ReportFormatName) -> String {
            guard isLeading else { return kind.rawValue }
            return format == .html ? "index" : "report"
        }
    }

    package var title: Wording
    /// The first one leads: it is what `index.html` and `report.md` are written in.
    package var languages: [Language]
    var reports: [Report]
    var floors: DisplayFloors
    var startsWithByteOrderMark: Bool
    var keepsRejectedRows: Bool
    /// The permission bits of `rejects.csv`.
    var rejectsPermissions: UInt32

    init(options: RenderingOptions, title: Wording, languages: [Language]) {
        self.title = title
        var distinct: [Language] = []
        for language in languages where !distinct.contains(language) { distinct.append(language) }
        self.languages = distinct
        floors = options.floors
        startsWithByteOrderMark = options.startsWithByteOrderMark
        keepsRejectedRows = options.keepsRejectedRows
        rejectsPermissions = options.rejectsPermissions
        reports = options.reports.enumerated().map { position, report in
            Report(kind: report.kind, formats: report.formats, isLeading: position == 0)
        }
    }

    /// The names of the files that a run makes, in its order.
    package var fileNames: [String] {
        reports.flatMap { report in
            report.formats.flatMap { format in
                ReportFileNames.names(
                    base: report.baseName(of: format), ending: format.format.ending, languages: languages)
            }
        } + ["results.csv", "results.json", "rejects.csv"]
    }

    /// Every name that a file of any report may have.
    package static let everyFileName: Set<String> = {
        let bases = ["index", "report"] + ReportKind.allCases.map(\.rawValue)
        let pages = bases.flatMap { base in
            ReportFormatName.allCases.flatMap { format in
                ReportFileNames.names(base: base, ending: format.format.ending, languages: Language.allCases)
            }
        }
        return Set(pages + ["results.csv", "results.json", "rejects.csv"])
    }()

    /// The plan in words.
    package var lines: [Wording] {
        reports.map { report in
            let names = report.formats.flatMap { format in
                ReportFileNames.names(
                    base: report.baseName(of: format), ending: format.format.ending, languages: languages)
            }.joined(separator: ", ")
            return Wording(
                en: "\(ReportWords.title(of: report.kind).english): \(names)",
                zh: "\(ReportWords.title(of: report.kind).chinese)：\(names)")
        } + [
            Wording(
                en: "tables: results.csv, results.json, rejects.csv",
                zh: "数据表：results.csv, results.json, rejects.csv")
        ]
    }
}

/// How the files of a report are named, by language.
enum ReportFileNames {
    /// The name of one language's file: `index.html` when it is the only language, else `index.en.html`.
    static func name(base: String, ending: String, language: Language, of languages: [Language]) -> String {
        languages.count > 1 ? "\(base).\(language.rawValue).\(ending)" : "\(base).\(ending)"
    }

    /// One name per language, and with several languages the bare name last, for the leading one.
    static func names(base: String, ending: String, languages: [Language]) -> [String] {
        let names = languages.map { name(base: base, ending: ending, language: $0, of: languages) }
        return languages.count > 1 ? names + ["\(base).\(ending)"] : names
    }
}
