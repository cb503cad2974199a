// Rendering: metric results become reports to read and tables to work with.

import Diagnostics
import Stages
import Tabular

/// The last stage: results and the facts of a run go in, the files of a report come out.
///
/// The blocks of a report turn results into one document per language; the writers of `Documents` lay it out. Beside
/// the reports stand the tables for machines: `results.csv`, `results.json` and `rejects.csv`.
package enum Rendering {
    /// Checks the options and names the files that a run will make.
    ///
    /// - Parameters:
    ///   - languages: the languages of the pipeline, the first one leading.
    ///   - furtherTables: what stands beside `results.csv`.
    ///   - metrics: the keys of all metrics of the report; empty where blocks are not asked whether theirs are among them.
    ///   - tables: the names of all tables; empty where nothing is asked of them.
    ///   - segments: how the report may be divided; nil where nothing is asked of it.
    ///
    /// Errors: a block that names a metric which the report has not, a table that there is not, pages for each label of a segment
    /// that there is not or by which nothing is divided.
    package static func plan(
        _ options: RenderingOptions, title: Wording, languages: [Language], metrics: [String] = [],
        tables: [String] = [], segments: ReportSegments? = nil, furtherTables: [FurtherTable] = [],
        collector: DiagnosticCollector
    ) -> RenderingPlan {
        for block in options.reports.flatMap(\.blocks) where !metrics.isEmpty {
            let subject = Wording(en: "block '\(type(of: block).word)'", zh: "内容块 '\(type(of: block).word)'")
            for name in block.namedMetrics where !metrics.contains(name.text) {
                collector.add(RenderingDiagnostics.unlistedMetric(name, of: subject, listed: metrics))
            }
        }
        for name in options.tablesWithoutPeople where !tables.isEmpty && !tables.contains(name.text) {
            collector.add(StagesDiagnostics.unknownTable(name, known: tables))
        }
        for name in options.segmentsOfPages {
            guard let segments else { continue }
            if !segments.known.contains(name.text) {
                collector.add(LabelPagesDiagnostics.unknownSegment(name, known: segments.known))
            } else if !segments.dividing.contains(name.text) {
                collector.add(LabelPagesDiagnostics.undivided(name))
            }
        }
        for report in options.reports {
            for case let block as Hours in report.blocks + report.annex {
                guard let segments else { continue }
                for name in block.metrics where !segments.byTheHour.contains(name.text) && metrics.contains(name.text) {
                    collector.add(HoursDiagnostics.notByTheHour(name))
                }
                if block.metrics.isEmpty, segments.byTheHour.isEmpty, let place = block.place {
                    collector.add(HoursDiagnostics.noHours(at: place))
                }
            }
        }
        return RenderingPlan(
            options: options, title: title, languages: languages.isEmpty ? [.english] : languages,
            furtherTables: furtherTables)
    }

    /// The results as they may be told; whoever gives his own away pays for no copy.
    package static func shown(_ results: consuming MetricResults, by plan: RenderingPlan) -> ShownResults {
        var shown = SmallCells(floor: plan.floors.suppressBelow, tablesWithoutPeople: plan.tablesWithoutPeople)
            .hidden(in: results)
        shown.explanations = shown.shownExplanations()
        return ShownResults(results: shown)
    }

    /// Makes the files of a report.
    ///
    /// - Shape: the reports in the order of the plan, then `results.csv`, `results.json`, further tables, and `rejects.csv`.
    /// - Parameter tools: what the plan's formats need.
    /// - Errors: a workbook or a print that cannot be made.
    package static func run(
        _ plan: RenderingPlan, results: ShownResults, facts: RunFacts, tools: RenderingTools = .none,
        context: StageContext
    ) throws(DiagnosedFailure) -> [RenderedFile] {
        let results = results.results
        let work = RenderingWork(plan: plan, results: results, facts: facts, cells: CellIndex(results), tools: tools)
        let made = try parallelMap(work.pieces, jobs: context.jobs) { piece throws(DiagnosedFailure) in
            let files = try work.files(of: piece)
            for file in files { context.progress(Progress(stage: .render, subject: file.name)) }
            return files
        }
        return work.inOrder(made.flatMap { $0 })
    }
}

/// Results in which nothing rests on too few rows; only ``Rendering/shown(_:by:)`` makes them.
package struct ShownResults: Sendable {
    package let results: MetricResults

    fileprivate init(results: MetricResults) { self.results = results }

    /// With what is found out of them alone, such as judgements.
    package consuming func with(_ judge: (consuming MetricResults) -> MetricResults) -> ShownResults {
        ShownResults(results: judge(results))
    }
}
