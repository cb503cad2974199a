// The file formats of a report, and the files it becomes in each.

import Diagnostics
import Documents
import Stages

/// A file format of a report.
package enum ReportFormatName: String, Sendable, CaseIterable {
    case html, markdown, xlsx

    /// Those in which a report is made that names none.
    package static let usual: [ReportFormatName] = [.html, .markdown]

    /// Who lays documents out so.
    ///
    /// - Parameter moment: when they are made: milliseconds since 1970-01-01T00:00:00Z.
    private func writer(at moment: Int64) -> any DocumentWriter {
        switch self {
        case .html: HTMLWriter()
        case .markdown: MarkdownWriter()
        case .xlsx: WorkbookWriter(madeAt: moment)
        }
    }

    /// The ending of its files, without the dot.
    var ending: String { writer(at: 0).ending }

    /// The file of a report in one of its languages, with links to the others, and to its annex or from there to the report.
    ///
    /// - Parameter moment: when it is made: milliseconds since 1970-01-01T00:00:00Z.
    /// - Errors: a workbook that cannot be made.
    func file(
        of document: Document, named base: String, beside companion: ReportCompanion?, languages: [Language],
        at moment: Int64
    ) throws(DiagnosedFailure) -> RenderedFile {
        let writer = writer(at: moment)
        func name(_ language: Language, _ base: String) -> String {
            ReportFileNames.name(base: base, ending: writer.ending, language: language, of: languages)
        }
        func name(_ language: Language) -> String { name(language, base) }
        var document = document
        if let companion {
            let other = ReportFileNames.base(
                of: companion.name, isLeading: companion.isLeading, isPage: self == .html)
            document.masthead.companion = Document.Companion(
                title: WordList(language: document.language)[companion.isAnnex ? .annex : .mainReport],
                file: name(document.language, other))
        }
        if languages.count > 1 {
            document.masthead.languages.entries = languages.map { language in
                Document.Languages.Entry(
                    code: language.rawValue, name: ReportWords.ownName(of: language), file: name(language),
                    isCurrent: language == document.language)
            }
        }
        do {
            return RenderedFile(name: name(document.language), bytes: try writer.bytes(of: document))
        } catch {
            throw DiagnosedFailure(RenderingDiagnostics.unmadeFile(name(document.language), error))
        }
    }
}
