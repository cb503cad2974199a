// What a row costs to measure: each kind of metric by month and two segments, some three thousand groups.

import Aggregation
import Diagnostics
import Pipelines
import Segmentation
import Stages
import TestSupport

enum MeasureBenchmarks {
    private static let rows = 400_000

    /// Two years of rows in order of time, 31 × 4 labels.
    static func writeFacts(_ workshop: Workshop) throws {
        var random = SplitMix64(seed: 3)
        try workshop.write("facts.csv", header: "at,place,tier,wait,amount,who", rows: rows) { row in
            let day = row * 720 / rows
            let date = "202\(4 + day / 360)-\(twoDigits(day / 30 % 12 + 1))-\(twoDigits(day % 28 + 1))"
            let wait = Int.random(in: 0..<20, using: &random) * Int.random(in: 0..<10, using: &random)
            let cents = Int.random(in: 100..<99_999, using: &random)
            let place = Int.random(in: 0..<31, using: &random)
            let tier = Int.random(in: 0..<4, using: &random)
            let who = Int.random(in: 0..<50_000, using: &random)
            return "\(date) 09:30:00,place\(place),tier\(tier),\(wait),\(cents / 100).\(twoDigits(cents % 100)),C\(who)"
        }
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// A pipeline over the facts with some metrics, each `key: definition`.
    static func pipeline(_ metrics: [(key: String, definition: String)]) -> String {
        let definitions = metrics.map { "    \($0.key): { \($0.definition), of: facts, at: at }\n" }.joined()
        return """
            period: { from: 2024-01-01, to: 2026-01-01 }
            ingest:
              facts:
                files: facts.csv
                columns:
                  at: { type: instant }
                  place: { type: text }
                  tier: { type: text }
                  wait: { type: integer }
                  amount: { type: decimal }
                  who: { type: text }
            segment:
              place: { column: facts.place }
              tier: { column: facts.tier }
            aggregate:
              metrics: [\(metrics.map(\.key).joined(separator: ", "))]
              by: [[month, place, tier]]
              define:
            \(definitions)
            """
    }

    static let metrics: [(key: String, definition: String)] = [
        ("counted", "count: rows"),
        ("mean", "mean: wait, unit: number"),
        ("share", "share: wait > 20, among: wait is not missing"),
        ("summed", "sum: amount, unit: money:CNY"),
        ("quantile", "quantile: wait, at_share: 90%, unit: number"),
        ("quantile_of_many", "quantile: amount, at_share: 90%, unit: money:CNY"),
        ("different", "distinct: who"),
    ]

    /// Further kinds, which no other benchmark asks for.
    private static let furtherMetrics: [(key: String, definition: String)] = [
        ("deviation", "stddev: wait, unit: number"),
        ("weighted_mean", "mean: wait, weight: amount, unit: number"),
        ("weighted_share", "share: wait > 20, weight: amount"),
        ("repeated", "repeated: who, within: 7 d"),
        ("converted", "conversion: who, to: wait > 20, within: 7 d"),
        ("gap", "gap: who, apart: day"),
    ]

    static func run(_ workshop: Workshop) throws -> [Finding] {
        try writeFacts(workshop)
        let names = [
            "grouping and counting", "mean", "share", "sum of money", "quantile of few values",
            "quantile of many values",
            "distinct texts", "deviation", "weighted mean", "weighted share", "repeated", "conversion", "gap",
        ]
        let work = try (metrics + furtherMetrics).map { metric in
            let plan = try workshop.plan(pipeline([metric]))
            let context = workshop.context(plan)
            let segmented = try Segmentation.run(
                plan.segmentation, on: try workshop.tables(plan), periods: plan.periods, context: context)
            return { _ = try Aggregation.run(plan.aggregation, on: segmented, context: context) }
        }
        let seconds = try Stopwatch.medians(of: 9, work)
        return names.indices.map { index in
            index == 0
                ? .nanoseconds(names[0], seconds[0], per: rows, "row")
                : .nanoseconds("+ \(names[index]), less counting", seconds[index] - seconds[0], per: rows, "row")
        }
    }
}
