// What a cell of the results costs to write: in results.csv and results.json, and in an HTML page beside them.

import Aggregation
import Diagnostics
import Pipelines
import Rendering
import Segmentation
import Stages

enum RenderBenchmarks {
    static func run(_ workshop: Workshop) throws -> [Finding] {
        try MeasureBenchmarks.writeFacts(workshop)
        let plan = try workshop.plan(MeasureBenchmarks.pipeline(MeasureBenchmarks.metrics))
        let context = workshop.context(plan)
        let tables = try workshop.tables(plan)
        let segmented = try Segmentation.run(plan.segmentation, on: tables, periods: plan.periods, context: context)
        let results = try Aggregation.run(plan.aggregation, on: segmented, context: context)
        let facts = RunFacts(
            title: plan.file.title, pipeline: plan.file.name, pipelineFingerprint: "0", toolVersion: "0",
            asOf: plan.asOf,
            zone: plan.file.zone, files: tables.files, ledgers: tables.ledgers, links: [], rejects: [], warnings: [])

        func rendering(_ reports: [RenderingOptions.Report]) -> RenderingPlan {
            Rendering.plan(
                RenderingOptions(reports: reports), title: plan.file.title, languages: [.english],
                collector: context.collector)
        }
        let plans = [rendering([]), rendering([RenderingOptions.Report(kind: .managementReview, formats: [.html])])]
        let shown = Rendering.shown(results, by: plans[0])
        var bytes = 0
        let seconds = try Stopwatch.medians(
            of: 9,
            plans.map { plan in
                {
                    let files = try Rendering.run(plan, results: shown, facts: facts, context: context)
                    bytes = bytesMade(files)
                }
            })
        let tablesOnly = try Rendering.run(plans[0], results: shown, facts: facts, context: context)
        let tableBytes = bytesMade(tablesOnly)
        return [
            .nanoseconds("results.csv and results.json", seconds[0], per: results.cells.count, "cell"),
            .rate("the same", bytes: tableBytes, seconds[0]),
            .nanoseconds("+ an HTML review", seconds[1] - seconds[0], per: results.cells.count, "cell"),
            .rate("the same", bytes: bytes - tableBytes, seconds[1] - seconds[0]),
        ]
    }

    /// How many bytes files have, made as a run makes them: those that are made together once.
    private static func bytesMade(_ files: [RenderedFile]) -> Int {
        files.reduce(0) { count, file in
            switch file.content {
            case .whole(let bytes): return count + bytes.count
            case .pieces(0, let together):
                var made = 0
                for piece in 0..<together.pieceCount {
                    var texts = together.noTexts
                    together.append(piece, &texts)
                    made += texts.reduce(0) { $0 + $1.bytes.count }
                }
                return count + made
            case .pieces: return count
            }
        }
    }
}
