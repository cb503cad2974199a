// A report as one HTML page that needs nothing else: no script, no network, no font file.

import Diagnostics
import Stages

/// Lays out a report as a self-contained page for screen, phone and paper.
struct HTMLFormat: ReportFormat {
    var ending: String { "html" }

    func text(of model: ReportModel, alternates: [ReportModel.Alternate]) throws(DiagnosedFailure) -> String {
        var values = model.templateValues(alternates: alternates)
        values["pageFooter"] = StyleSheetText.escaped("\(model.title) · \(model.periodName)")
        return try TemplateLibrary.html.text("report", filledWith: values)
    }
}

extension ReportModel {
    /// The model as templates see it: its fields by name.
    func templateValues(alternates: [Alternate]) -> [String: Any] {
        var values: [String: Any] = [:]
        for child in Mirror(reflecting: self).children {
            if let label = child.label { values[label] = child.value }
        }
        values["alternates"] = alternates
        values["hasAlternates"] = !alternates.isEmpty
        values["hasTrend"] = !trends.isEmpty || !trendTables.isEmpty
        values["hasBreakdowns"] = !breakdowns.isEmpty
        values["hasRejects"] = !rejectGroups.isEmpty
        values["hasMoreRejects"] = !moreRejects.isEmpty
        values["showsRejects"] = contents.contains { $0.anchor == "rejects" }
        values["hasConventions"] = !conventions.isEmpty
        values["hasLinks"] = !books.links.isEmpty
        values["hasSteps"] = !books.steps.isEmpty
        values["hasUntimed"] = !books.untimed.isEmpty
        values["hasWarnings"] = !books.warnings.isEmpty
        values["hasPeriodDays"] = !periodDays.isEmpty && periodDays != periodName
        return values
    }
}
