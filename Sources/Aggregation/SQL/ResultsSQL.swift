// The question that gives the rows of the results, in SQL.

import Expressions
import Stages
import Tabular

/// The rows of the results: what was measured, and the cells that stand there without any row.
struct ResultsSQL {
    private let writing: AggregationSQL
    private let cells: [Int: String]
    private let periods: String

    /// - Parameters:
    ///   - cells: by metric, where its cells are kept.
    ///   - periods: where the periods are kept.
    init(_ writing: AggregationSQL, cells: [Int: String], periods: String) {
        self.writing = writing
        self.cells = cells
        self.periods = periods
    }

    var query: String {
        var parts: [String] = []
        let plan = writing.plan
        for (number, metric) in plan.reported.enumerated() {
            guard let kept = cells[metric] else { continue }
            for breakdown in plan.metrics[metric].breakdowns where plan.shows(metric, by: breakdown) {
                parts += rows(metric, breakdown, kept).map { row in
                    "SELECT \(number) AS number, \(key(metric)) AS metric, \(breakdown) AS breakdown, \(row)"
                }
            }
        }
        if parts.isEmpty {
            let row = Self.row(period: "0", segment: "''", value: nil)
            parts = ["SELECT 0 AS number, '' AS metric, 0 AS breakdown, \(row) WHERE FALSE"]
        }
        return """
            SELECT c.metric, p.grain, p.first_day AS period_start, p.end_day AS period_end, c.segment, c.value, c.numerator,
              c.denominator, c.n
            FROM (
            \(parts.joined(separator: "\nUNION ALL\n"))
            ) c JOIN \(periods) p ON p.breakdown = c.breakdown AND p.period = c.period
            ORDER BY c.number, c.breakdown, c.period, c.segment
            """
    }

    private func key(_ metric: Int) -> String {
        writing.script.dialect.text(writing.plan.metrics[metric].description.key)
    }

    /// What follows `SELECT` and the metric: rows that were measured, and those that stand there without any row.
    private func rows(_ metric: Int, _ breakdown: Int, _ kept: String) -> [String] {
        let here = "FROM \(kept) WHERE breakdown = \(breakdown)"
        let measured = "period, segment, value, numerator, denominator, n \(here)"
        let division = writing.plan.breakdowns[breakdown]
        if division.segments.isEmpty {
            return [measured]
                + empty(metric, breakdown).map { period, value in
                    Self.row(period: "\(period)", segment: "''", value: value)
                        + " WHERE \(period) NOT IN (SELECT period \(here))"
                }
        }
        return [measured] + (division.grain == nil ? gone(metric, breakdown, here).map { [$0] } ?? [] : [])
    }

    private static func row(period: String, segment: String, value: MetricValue?) -> String {
        let nothing = "CAST(NULL AS DOUBLE)"
        return
            "\(period) AS period, \(segment) AS segment, \(value.map { "CAST(\($0.text) AS DOUBLE)" } ?? nothing) AS value, "
            + "\(nothing) AS numerator, \(nothing) AS denominator, 0 AS n"
    }

    /// The periods that stand in the report whether or not they have rows, and what a metric comes to without any.
    private func empty(_ metric: Int, _ breakdown: Int) -> [(period: Int, value: MetricValue?)] {
        let hasGrain = writing.plan.breakdowns[breakdown].grain != nil
        return writing.periods[breakdown].periods.enumerated().compactMap { number, period in
            if hasGrain, !writing.coverage.standsEmpty(period, ofMetric: metric) { return nil }
            let isZero = writing.coverage.isZero(period, ofMetric: metric)
            return (number, isZero ? writing.plan.metrics[metric].valueOfNothing : nil)
        }
    }

    /// The labels that have rows in a compared period, and none in the report's own.
    private func gone(_ metric: Int, _ breakdown: Int, _ here: String) -> String? {
        let (reported, listed) = (writing.plan.periods, writing.periods[breakdown].periods)
        guard let own = listed.firstIndex(of: reported.period) else { return nil }
        let bases = Set(reported.compared.values.compactMap { listed.firstIndex(of: $0) }).subtracting([own]).sorted()
        if bases.isEmpty { return nil }
        let row = Self.row(
            period: "\(own)", segment: "segment", value: writing.plan.metrics[metric].valueOfNothing)
        let list = bases.map { "\($0)" }.joined(separator: ", ")
        return """
            \(row) FROM (SELECT DISTINCT segment \(here) AND period IN (\(list)))
            WHERE segment NOT IN (SELECT segment \(here) AND period = \(own)) AND EXISTS (SELECT 1 \(here) AND period = \(own))
            """
    }
}
