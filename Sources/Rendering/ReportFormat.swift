// A way to lay out a report as a file that people read.

import Diagnostics
import Stages

/// Lays out the text of a report; one instance per file format.
///
/// A format owns its escaping: whatever the texts of a model hold, they come out as text.
package protocol ReportFormat: Sendable {
    /// The ending of its files, without the dot.
    var ending: String { get }

    /// One report as a file's text.
    ///
    /// - Parameter alternates: the same report in all its languages, this one included, with the names of the files;
    ///   empty when there is only one language.
    func text(of model: ReportModel, alternates: [ReportModel.Alternate]) throws(DiagnosedFailure) -> String
}

extension ReportFormat {
    /// The files of a report in its languages, and with several the leading language again under the bare name.
    func files(for models: [ReportModel], named base: String) throws(DiagnosedFailure) -> [RenderedFile] {
        let languages = models.map(\.language)
        var files: [RenderedFile] = []
        for model in models {
            let alternates = languages.map { language in
                ReportModel.Alternate(
                    language: language.rawValue, name: ReportWords.ownName(of: language),
                    file: ReportFileNames.name(base: base, ending: ending, language: language, of: languages),
                    isCurrent: language == model.language)
            }
            files.append(
                RenderedFile(
                    name: ReportFileNames.name(base: base, ending: ending, language: model.language, of: languages),
                    text: try text(of: model, alternates: models.count > 1 ? alternates : [])))
        }
        if models.count > 1, let leading = files.first {
            files.append(RenderedFile(name: "\(base).\(ending)", bytes: leading.bytes))
        }
        return files
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
