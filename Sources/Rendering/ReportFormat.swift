// A way to lay out a report as a file that people read.

import Diagnostics
import Stages

/// Lays out the text of a report; one instance per file format.
///
/// A format owns its escaping: whatever the texts of a model hold, they come out as text.
package protocol ReportFormat: Sendable {
    /// The ending of its files, without the dot.
    var ending: String { get }

    /// One report as a file's bytes.
    ///
    /// - Parameter alternates: the same report in all its languages, this one included, with the names of the files;
    ///   empty when there is only one language.
    func bytes(of model: ReportModel, alternates: [ReportModel.Alternate]) throws(DiagnosedFailure) -> [UInt8]
}

extension ReportFormat {
    /// The file of a report in one of its languages.
    func file(of model: ReportModel, named base: String, languages: [Language]) throws(DiagnosedFailure) -> RenderedFile
    {
        func name(_ language: Language) -> String {
            ReportFileNames.name(base: base, ending: ending, language: language, of: languages)
        }
        let alternates = languages.map { language in
            ReportModel.Alternate(
                language: language.rawValue, name: ReportWords.ownName(of: language), file: name(language),
                isCurrent: language == model.language)
        }
        return RenderedFile(
            name: name(model.language),
            bytes: try bytes(of: model, alternates: languages.count > 1 ? alternates : []))
    }
}

extension ReportFormatName {
    /// The format of a name.
    var format: any ReportFormat {
        switch self {
        case .html: HTMLFormat()
        case .markdown: MarkdownFormat()
        }
    }
}
