// What a row costs to follow a link: both columns of one pool of texts, or each of its own.

import Diagnostics
import Pipelines
import Segmentation
import TestSupport

enum LinkBenchmarks {
    private static let rows = 400_000
    private static let customers = 100_000

    static func run(_ workshop: Workshop) throws -> [Finding] {
        var random = SplitMix64(seed: 4)
        try workshop.write("customers.csv", header: "id,place", rows: customers) { "C\($0),place\($0 % 31)" }
        try workshop.write("calls.csv", header: "who", rows: rows) { _ in
            "C\(Int.random(in: 0..<customers, using: &random))"
        }
        let linked = try workshop.plan(pipeline(isLinked: true))
        let unlinked = try workshop.plan(pipeline(isLinked: false))
        let context = workshop.context(linked)
        // Columns share a pool when the plan they are read by links them.
        let tables = try [workshop.tables(linked), workshop.tables(unlinked)]
        let seconds = try Stopwatch.medians(
            of: 15,
            tables.map { tables in
                { _ = try Segmentation.run(linked.segmentation, on: tables, periods: linked.periods, context: context) }
            })
        return [
            .nanoseconds("link, one pool of texts", seconds[0], per: rows, "row"),
            .nanoseconds("link, two pools of texts", seconds[1], per: rows, "row"),
        ]
    }

    private static func pipeline(isLinked: Bool) -> String {
        """
        period: all
        ingest:
          customers: { files: customers.csv, columns: { id: { type: text }, place: { type: text } } }
          calls: { files: calls.csv, columns: { who: { type: text } } }
        \(isLinked ? "link: { calls.who: customers.id }" : "")
        segment:
          place: { column: customers.place }
        aggregate:
          metrics: [callers, known]
          define:
            callers: { distinct: who, of: calls }
            known: { distinct: id, of: customers }

        """
    }
}
