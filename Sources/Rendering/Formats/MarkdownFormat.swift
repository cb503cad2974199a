// A report as GitHub-flavoured Markdown.

import Diagnostics
import Stages

/// Lays out a report as Markdown with tables, for a repository, a chat or a mail.
struct MarkdownFormat: ReportFormat {
    var ending: String { "md" }

    func text(of model: ReportModel, alternates: [ReportModel.Alternate]) throws(DiagnosedFailure) -> String {
        try TemplateLibrary.markdown.text("report", filledWith: model.templateValues(alternates: alternates))
    }
}
