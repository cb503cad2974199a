// The file formats of a report, and the files it becomes in each.

import Diagnostics
import Documents
import Stages

/// A file format of a report.
package enum ReportFormatName: String, Sendable, CaseIterable {
    case html, markdown

    /// Who lays documents out so.
    var writer: any DocumentWriter {
        switch self {
        case .html: HTMLWriter()
        case .markdown: MarkdownWriter()
        }
    }

    /// The ending of its files, without the dot.
    var ending: String { writer.ending }

    /// The file of a report in one of its languages, with links to the others.
    func file(of document: Document, named base: String, languages: [Language]) -> RenderedFile {
        let writer = writer
        func name(_ language: Language) -> String {
            ReportFileNames.name(base: base, ending: writer.ending, language: language, of: languages)
        }
        var document = document
        if languages.count > 1 {
            document.masthead.languages.entries = languages.map { language in
                Document.Languages.Entry(
                    code: language.rawValue, name: ReportWords.ownName(of: language), file: name(language),
                    isCurrent: language == document.language)
            }
        }
        return RenderedFile(name: name(document.language), bytes: writer.bytes(of: document))
    }
}
