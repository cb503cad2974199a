// A report as GitHub-flavoured Markdown.

import Diagnostics
import Stages

/// Lays out a report as Markdown with tables, for a repository, a chat or a mail.
struct MarkdownFormat: ReportFormat {
    var ending: String { "md" }

    func bytes(of model: ReportModel, alternates: [ReportModel.Alternate]) throws(DiagnosedFailure) -> [UInt8] {
        let page = ReportPage(model: model, alternates: alternates)
        return try TemplateLibrary.markdown.bytes(filledWith: page, words: model.words)
    }
}
