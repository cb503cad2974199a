// The question that gives the rows of the results, in SQL.

import Expressions
import Stages
import Tabular

/// The rows of the results: what was measured, and the cells that stand there without any row.
struct ResultsSQL {
    private let writing: AggregationSQL
    private let cells: [Int: String]
    private let explained: [ExplainedCells]
    private let periods: String

    /// - Parameters:
    ///   - cells: by metric, where its cells are kept.
    ///   - explained: the effects of explained changes.
    ///   - periods: where the periods are kept.
    init(_ writing: AggregationSQL, cells: [Int: String], explained: [ExplainedCells], periods: String) {
        self.explained = explained
        self.writing = writing
        self.cells = cells
        self.periods = periods
    }

    var query: String {
        var parts: [String] = []
        for (number, metric) in writing.plan.reported.enumerated() {
            let shown = writing.plan.metrics[metric].breakdowns.filter { writing.plan.shows(metric, by: $0) }
            guard let kept = cells[metric], !shown.isEmpty else { continue }
            let name = "SELECT \(number) AS number, \(key(metric)) AS metric"
            parts.append("\(name), \(measured(metric, shown, kept))")
            if let gone = gone(metric, shown, kept) { parts.append("\(name), \(gone)") }
            if let zeros = stockLabels(metric, shown, kept) { parts.append("\(name), \(zeros)") }
        }
        parts += effects(from: writing.plan.reported.count)
        if parts.isEmpty {
            parts = [
                "SELECT 0 AS number, '' AS metric, 0 AS breakdown, 0 AS period, '' AS segment, \(nothing) AS value, "
                    + "\(nothing) AS numerator, \(nothing) AS denominator, 0 AS n WHERE FALSE"
            ]
        }
        return """
            SELECT c.metric, p.grain, p.first_day AS period_start, p.end_day AS period_end, c.segment, c.value, c.numerator,
              c.denominator, c.n
            FROM (
            \(parts.joined(separator: "\nUNION ALL\n"))
            ) c JOIN \(periods) p ON p.breakdown = c.breakdown AND p.period = c.period
            \(shownOnly)ORDER BY c.number, c.breakdown, c.period, c.segment
            """
    }

    /// A part for every effect of every explained change.
    private func effects(from first: Int) -> [String] {
        let dialect = writing.script.dialect
        let named = explained.flatMap { explained in explained.planned.form.effects.map { (explained, $0) } }
        return named.enumerated().map { number, named in
            let (explained, effect) = named
            let key = writing.plan.metrics[explained.planned.metric].description.key
            let name = "\(key).\(explained.planned.base.rawValue).\(effect.rawValue)"
            return """
                SELECT \(first + number) AS number, \(dialect.text(name)) AS metric, \(explained.planned.breakdown) AS breakdown,
                  \(explained.period) AS period, segment, \(effect.rawValue) AS value, \(nothing) AS numerator, \(nothing) AS denominator,
                  \(dialect.missing(.integer)) AS n
                FROM \(explained.cells)
                """
        }
    }

    /// Leaves out the periods that are only looked at beside others.
    private var shownOnly: String {
        let beside = writing.periods.enumerated().filter { $1.periods.count > $1.shownCount }
        if beside.isEmpty { return "" }
        let conditions = beside.map { "(c.breakdown = \($0) AND c.period >= \($1.shownCount))" }
        return "WHERE NOT (\(conditions.joined(separator: " OR ")))\n"
    }

    private var nothing: String { writing.script.dialect.missing(.real) }

    private func key(_ metric: Int) -> String {
        writing.script.dialect.text(writing.plan.metrics[metric].description.key)
    }

    /// What the cells of a metric come to that are not there, where that is known.
    private func absent(_ metric: Int, _ breakdowns: [Int], _ kept: String) -> AbsentCellsSQL {
        AbsentCellsSQL(writing.absentCells(metric, by: breakdowns), cells: kept)
    }

    /// The cells of some breakdowns, and an empty one for every period that stands in the report without any row.
    private func measured(_ metric: Int, _ shown: [Int], _ kept: String) -> String {
        let list = shown.map { "\($0)" }.joined(separator: ", ")
        let empty = shown.flatMap { breakdown in self.empty(metric, breakdown).map { "(\(breakdown), \($0))" } }
        let columns = "breakdown, period, segment, value, numerator, denominator, n"
        if empty.isEmpty { return "\(columns) FROM \(kept) WHERE breakdown IN (\(list))" }
        return """
            coalesce(c.breakdown, e.breakdown) AS breakdown, coalesce(c.period, e.period) AS period,
              coalesce(c.segment, '') AS segment, c.value, c.numerator, c.denominator, coalesce(c.n, 0) AS n
            FROM (SELECT \(columns) FROM \(kept) WHERE breakdown IN (\(list))) c
            FULL JOIN (VALUES \(empty.joined(separator: ", "))) AS e(breakdown, period)
              ON e.breakdown = c.breakdown AND e.period = c.period
            """
    }

    /// The periods of a breakdown without segments that stand in the report whether or not they have rows.
    private func empty(_ metric: Int, _ breakdown: Int) -> [Int] {
        let division = writing.plan.breakdowns[breakdown]
        guard division.segments.isEmpty else { return [] }
        let shown = writing.periods[breakdown].shown
        return shown.indices.filter {
            division.grain == nil || writing.coverage.standsEmpty(shown[$0], ofMetric: metric)
        }
    }

    /// The labels of a stock that stand in some periods, in those in which they do not; see ``StockLabels``.
    private func stockLabels(_ metric: Int, _ shown: [Int], _ kept: String) -> String? {
        guard writing.plan.metrics[metric].isAdditiveStock else { return nil }
        let divided = shown.filter {
            writing.plan.breakdowns[$0].grain != nil && !writing.plan.breakdowns[$0].segments.isEmpty
        }
        let periods = writing.absentCells(metric, by: divided).flatMap { breakdown, absent in
            StockLabels(absent).zeroPeriods(periodCount: writing.periods[breakdown].shownCount).map {
                "(\(breakdown), \($0))"
            }
        }
        if periods.isEmpty { return nil }
        let shownOnly = divided.map { "breakdown = \($0) AND period < \(writing.periods[$0].shownCount)" }
        return """
            z.breakdown, z.period, l.segment, \(absent(metric, divided, kept).value ?? nothing) AS value, \(nothing) AS numerator,
              \(nothing) AS denominator, 0 AS n
            FROM (VALUES \(periods.joined(separator: ", "))) AS z(breakdown, period)
            JOIN (SELECT DISTINCT breakdown, segment FROM \(kept) WHERE \(shownOnly.joined(separator: " OR "))) l
              ON l.breakdown = z.breakdown
            LEFT JOIN \(kept) c ON c.breakdown = z.breakdown AND c.period = z.period AND c.segment = l.segment
            WHERE c.breakdown IS NULL
            """
    }

    /// The labels that have rows in a compared period and, as is known, none in the report's own.
    private func gone(_ metric: Int, _ shown: [Int], _ kept: String) -> String? {
        let reported = writing.plan.periods
        var (divided, roles): ([Int], [String]) = ([], [])
        for breakdown in shown {
            let (division, listed) = (writing.plan.breakdowns[breakdown], writing.periods[breakdown].shown)
            guard !division.segments.isEmpty, division.grain == nil, let own = listed.firstIndex(of: reported.period)
            else { continue }
            let bases = Set(reported.compared.values.compactMap { listed.firstIndex(of: $0) }).subtracting([own])
            if bases.isEmpty { continue }
            divided.append(breakdown)
            roles += ([own] + bases.sorted()).map { "(\(breakdown), \($0), \(own), \($0 == own ? 1 : 0))" }
        }
        if roles.isEmpty { return nil }
        let absent = absent(metric, divided, kept)
        return """
            g.breakdown, own AS period, segment, \(absent.value ?? nothing) AS value,
              \(nothing) AS numerator, \(nothing) AS denominator, 0 AS n
            FROM (
            SELECT c.breakdown, r.own, c.segment, max(r.is_own) AS is_own
            FROM \(kept) c JOIN (VALUES \(roles.joined(separator: ", "))) AS r(breakdown, period, own, is_own)
              ON r.breakdown = c.breakdown AND r.period = c.period
            GROUP BY c.breakdown, r.own, c.segment
            ) g JOIN (\(absent.places)) known ON known.breakdown = g.breakdown AND known.period = own
            WHERE is_own = 0
            """
    }
}
