// A report in one language becomes files, one for each format, and those of its charts.

import Diagnostics
import Documents
import Stages

/// Makes the files of one report in one language.
struct ReportFiles {
    /// In the order of the plan.
    let languages: [Language]
    /// When they are made: milliseconds since 1970-01-01T00:00:00Z.
    let moment: Int64
    let tools: RenderingTools

    /// The file of a report, with links to the other languages, and to what belongs to it; then those of its charts,
    /// where the format can only name them.
    ///
    /// - Parameters:
    ///   - base: what the file is called, without language and ending.
    ///   - namesCharts: whether charts become files of their own.
    /// - Errors: a file that cannot be made.
    func files(
        of document: Document, in format: ReportFormatName, named base: String, beside companions: [ReportCompanion],
        namesCharts: Bool = true
    ) throws(DiagnosedFailure) -> [RenderedFile] {
        func name(_ language: Language) -> String {
            ReportFileNames.name(base: base, ending: format.ending, language: language, of: languages)
        }
        var document = document
        document.masthead.companions = companions.compactMap { companion in
            companion.file(in: format, document.language, of: languages).map {
                Document.Companion(title: companion.title[document.language], file: $0)
            }
        }
        if languages.count > 1 {
            document.masthead.languages.entries = languages.map { language in
                Document.Languages.Entry(
                    code: language.rawValue, name: ReportWords.ownName(of: language), file: name(language),
                    isCurrent: language == document.language)
            }
        }
        let own = name(document.language)
        let drawings =
            format == .markdown && namesCharts
            ? DrawingFile.files(
                of: document, named: base, language: languages.count > 1 ? document.language.rawValue : "") : []
        do {
            let bytes = try writer(of: format, drawings: drawings).bytes(of: document)
            return [RenderedFile(name: own, bytes: bytes)]
                + drawings.map { RenderedFile(name: $0.name, bytes: $0.bytes) }
        } catch {
            throw DiagnosedFailure(FileDiagnostics.unmade(own, error))
        }
    }

    /// Who lays documents out so.
    private func writer(
        of format: ReportFormatName, drawings: [DrawingFile]
    ) throws(DocumentProblem) -> any DocumentWriter {
        switch format {
        case .html: return HTMLWriter()
        case .markdown: return MarkdownWriter(drawings: drawings)
        case .xlsx: return WorkbookWriter(madeAt: moment)
        case .pdf:
            guard let printer = tools.printer else { throw .noPrinter(named: nil) }
            return PDFWriter(printer: printer)
        case .eml: return MailWriter(madeAt: moment)
        }
    }
}
