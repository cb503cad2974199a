// What it costs to judge five hundred agents by forty metrics beside each other, and what measuring them did.

import Aggregation
import Diagnostics
import Judgement
import Pipelines
import Rendering
import Segmentation
import Stages
import TestSupport

enum JudgeBenchmarks {
    private static let (rows, agents, metrics) = (400_000, 500, 40)

    static func run(_ workshop: Workshop) throws -> [Finding] {
        var random = SplitMix64(seed: 9)
        try workshop.write("answers.csv", header: "agent,score,wait", rows: rows) { _ in
            let agent = Int.random(in: 0..<agents, using: &random)
            let score = Int.random(in: 1...5, using: &random)
            return "A\(agent),\(agent % 7 == 0 ? max(1, score - 1) : score),\(Int.random(in: 0..<90, using: &random))"
        }
        let plan = try workshop.plan(pipeline)
        let context = workshop.context(plan)
        let tables = try workshop.tables(plan)
        let segmented = try Segmentation.run(plan.segmentation, on: tables, periods: plan.periods, context: context)
        let results = try Aggregation.run(plan.aggregation, on: segmented, context: context)
        let shown = Rendering.shown(results, by: plan.rendering).results
        var without = plan.judgement
        without.groups = []
        let seconds = try Stopwatch.medians(
            of: 5,
            [
                { _ = try Aggregation.run(plan.aggregation, on: segmented, context: context) },
                { _ = Judgement.run(plan.judgement, on: shown, collector: DiagnosticCollector()) },
                { _ = Judgement.run(without, on: shown, collector: DiagnosticCollector()) },
            ])
        let labels = agents * metrics
        return [
            .nanoseconds("measuring \(metrics) metrics of \(agents) agents", seconds[0], per: labels, "label"),
            .nanoseconds("judging them beside each other", seconds[1] - seconds[2], per: labels, "label"),
            .nanoseconds("findings", seconds[2], per: labels, "label"),
        ]
    }

    private static var pipeline: String {
        let names = (0..<metrics).map { "m\($0)" }
        let definitions = names.enumerated().map { number, name in
            let formula = number % 2 == 0 ? "share: score >= \(2 + number % 3)" : "mean: wait + \(number)"
            return "    \(name): { \(formula), of: answers }\n"
        }.joined()
        return """
            period: all
            ingest:
              answers:
                files: answers.csv
                columns:
                  agent: { type: text }
                  score: { type: integer }
                  wait: { type: integer }
            segment:
              agent: { column: answers.agent }
            aggregate:
              metrics: [\(names.joined(separator: ", "))]
              by: [[agent]]
              define:
            \(definitions)judge: { groups: [agent] }
            """
    }
}
