// The files of the pages of labels: some of them at a time, in one language.

import Diagnostics
import Documents
import Stages

/// Makes files of the pages of a segment's labels.
struct LabelFiles {
    let facts: LabelFacts
    let desk: ReportDesk
    let languages: [Language]
    let tools: RenderingTools
    /// The report that belongs to them; nil where all reports are such pages.
    let main: ReportCompanion?

    /// So many pages are made in one go.
    static let pagesAtOnce = 25

    /// The index, then the pages of labels at these positions, each in all formats.
    ///
    /// - Errors: a workbook that cannot be made.
    func files(hasIndex: Bool, _ positions: Range<Int>) throws(DiagnosedFailure) -> [RenderedFile] {
        var files: [RenderedFile] = []
        let heading = facts.report.heading(facts.segment)
        for format in facts.report.formats where hasIndex {
            let index = LabelIndex(facts: facts, desk: desk).document { name in
                format.hasLinks
                    ? ReportFileNames.name(base: name, ending: format.ending, language: desk.language, of: languages)
                    : nil
            }
            files += try self.files(index, LabelReport.index, format, beside: main.map { [$0] } ?? [])
        }
        let back = ReportCompanion(title: heading, name: LabelReport.index, formats: facts.report.formats)
        for position in positions {
            let document = LabelPage(LabelDesk(facts: facts, label: facts.labels[position], desk: desk)).document
            for format in facts.report.formats {
                files += try self.files(document, facts.names[position], format, beside: [back])
            }
        }
        return files
    }

    /// The file of the language, and with several that of the leading one once more under the bare name.
    private func files(
        _ document: Document, _ name: String, _ format: ReportFormatName, beside companions: [ReportCompanion]
    ) throws(DiagnosedFailure) -> [RenderedFile] {
        // Their charts are none of their own files: a folder in a folder would be made for each.
        let made = try ReportFiles(languages: languages, moment: desk.facts.asOf, tools: tools).files(
            of: document, in: format, named: name, beside: companions, namesCharts: false)
        guard var file = made.first else { return [] }
        file.name = "\(facts.report.folder)/\(file.name)"
        guard languages.count > 1, desk.language == languages.first else { return [file] }
        var bare = file
        bare.name = "\(facts.report.folder)/\(name).\(format.ending)"
        return [file, bare]
    }
}
