// A report as one HTML page that needs nothing else: no script, no network, no font file.

import Diagnostics
import Stages

/// Lays out a report as a self-contained page for screen, phone and paper.
struct HTMLFormat: ReportFormat {
    var ending: String { "html" }

    func text(of model: ReportModel, alternates: [ReportModel.Alternate]) throws(DiagnosedFailure) -> String {
        let values = model.templateValues(alternates: alternates)
        values.set("styleSheet", StyleSheetText.sheet(footer: "\(model.title) · \(model.periodName)"))
        return try TemplateLibrary.html.text("report", filledWith: values)
    }
}

extension ReportModel {
    /// The model as templates see it: its fields by name, and whether its parts are there.
    func templateValues(alternates: [Alternate]) -> TemplateObject {
        let values = TemplateObject(self)
        values.set("alternates", alternates.map { TemplateObject($0) })
        values.set("hasAlternates", !alternates.isEmpty)
        values.set("hasTrend", !trends.isEmpty || !trendTables.isEmpty)
        values.set("hasBreakdowns", !breakdowns.isEmpty)
        values.set("hasRejects", !rejectGroups.isEmpty)
        values.set("hasMoreRejects", !moreRejects.isEmpty)
        values.set("showsRejects", contents.contains { $0.anchor == "rejects" })
        values.set("hasConventions", !conventions.isEmpty)
        values.set("hasLinks", !books.links.isEmpty)
        values.set("hasSteps", !books.steps.isEmpty)
        values.set("hasUntimed", !books.untimed.isEmpty)
        values.set("hasWarnings", !books.warnings.isEmpty)
        values.set("hasPeriodDays", !periodDays.isEmpty && periodDays != periodName)
        return values
    }
}
