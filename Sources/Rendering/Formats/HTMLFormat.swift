// A report as one HTML page that needs nothing else: no script, no network, no font file.

import Diagnostics
import Stages

/// Lays out a report as a self-contained page for screen, phone and paper.
struct HTMLFormat: ReportFormat {
    var ending: String { "html" }

    func bytes(of model: ReportModel, alternates: [ReportModel.Alternate]) throws(DiagnosedFailure) -> [UInt8] {
        let style = StyleSheetText.sheet(footer: "\(model.title) · \(model.periodName)")
        let page = ReportPage(model: model, alternates: alternates, styleSheet: style)
        return try TemplateLibrary.html.bytes(filledWith: page, words: model.words)
    }
}

/// A report model as templates see it: its own fields, and whether its parts are there.
struct ReportPage: TemplateRecord {
    var model: ReportModel
    var alternates: [ReportModel.Alternate]
    var styleSheet = ""

    func value(of field: TemplateField) -> TemplateValue? {
        switch field {
        case .styleSheet: .text(styleSheet)
        case .alternates: .records(alternates)
        case .hasAlternates: .flag(!alternates.isEmpty)
        case .hasTrend: .flag(!model.trends.isEmpty || !model.trendTables.isEmpty)
        case .hasBreakdowns: .flag(!model.breakdowns.isEmpty)
        case .hasRejects: .flag(!model.rejectGroups.isEmpty)
        case .hasMoreRejects: .flag(!model.moreRejects.isEmpty)
        case .showsRejects: .flag(model.contents.contains { $0.anchor == "rejects" })
        case .hasConventions: .flag(!model.conventions.isEmpty)
        case .hasLinks: .flag(!model.books.links.isEmpty)
        case .hasSteps: .flag(!model.books.steps.isEmpty)
        case .hasPartials: .flag(!model.books.partials.isEmpty)
        case .hasUntimed: .flag(!model.books.untimed.isEmpty)
        case .hasWarnings: .flag(!model.books.warnings.isEmpty)
        case .hasPeriodDays: .flag(!model.periodDays.isEmpty && model.periodDays != model.periodName)
        default: model.value(of: field)
        }
    }
}
