// Rendering: metric results become reports to read and tables to work with.

import Diagnostics
import Stages

/// The last stage: results and the facts of a run go in, the files of a report come out.
///
/// One ``ReportModel`` per language holds everything a report says, as text; each ``ReportFormat`` lays it out. Beside
/// the reports stand the tables for machines: `results.csv`, `results.json` and `rejects.csv`.
package enum Rendering {
    /// Checks the options and names the files that a run will make.
    ///
    /// - Parameter languages: the languages of the pipeline, the first one leading.
    package static func plan(
        _ options: RenderingOptions, title: Wording, languages: [Language], collector: DiagnosticCollector
    ) -> RenderingPlan {
        RenderingPlan(options: options, title: title, languages: languages.isEmpty ? [.english] : languages)
    }

    /// Makes the files of a report.
    ///
    /// - Shape: the reports in the order of the plan, then `results.csv`, `results.json`, `rejects.csv`.
    /// - Errors: only a template of ours that cannot be read, an internal error.
    package static func run(
        _ plan: RenderingPlan, results: MetricResults, facts: RunFacts, context: StageContext
    ) throws(DiagnosedFailure) -> [RenderedFile] {
        var files: [RenderedFile] = []
        for report in plan.reports {
            let models = plan.languages.map { language in
                ReportModelBuilder(
                    results: results, facts: facts, language: language, kind: report.kind, floors: plan.floors
                ).model()
            }
            for format in report.formats {
                files += try format.format.files(for: models, named: report.baseName(of: format))
                context.progress(Progress(stage: .render, subject: report.baseName(of: format)))
            }
        }
        files.append(ResultsTable(results: results, startsWithByteOrderMark: plan.startsWithByteOrderMark).file)
        files.append(ResultsJSON(results: results, facts: facts).file)
        files.append(
            RejectsTable(
                facts: facts, language: plan.languages.first ?? .english,
                startsWithByteOrderMark: plan.startsWithByteOrderMark
            ).file)
        return files
    }
}
