// Asks DuckDB, in the SQL of a plan, for every cell of its results.

import Aggregation
import Diagnostics
import Expressions
import Stages
import Tabular
import TestSupport
import Testing

/// A plan's results beside what its own SQL comes to in DuckDB.
struct SQLWitness {
    /// A cell: the value, both parts and n.
    typealias Cell = [Double?]

    let results: MetricResults
    let found: [String: Cell]
    let unsaid: [String]

    /// Nil, with a line on standard output, without DuckDB.
    init?(_ bench: AggregationBench, _ options: String) throws {
        let collector = DiagnosticCollector()
        let plan = bench.plan(options, collector)
        let mistakes = collector.diagnostics.filter { $0.severity == .error }
        guard mistakes.isEmpty else { throw DiagnosedFailure(mistakes) }
        results = try bench.run(plan, collector)

        var script = SQLScript(dialect: .duckDB, zone: bench.zone.identifier)
        var tables: [String: SQLTable] = [:]
        for table in bench.tables {
            var sql = script.give(table, for: Wording(table.name))
            let labels = bench.segments.keys.sorted().filter {
                bench.segments[$0]?.table == table.name || bench.shared[$0]?.contains(table.name) == true
            }.map { segment in
                let column = sql.column(bench.segments[segment]?.column ?? "")
                return "coalesce(\(column), 'unknown') AS \(sql.addSegment(segment))"
            }
            let query = "SELECT \((["*"] + labels).joined(separator: ", ")) FROM \(sql.relation)"
            tables[table.name] = sql.moved(to: script.keep("\(table.name) with labels", as: query, for: Wording("")))
        }
        let context = StageContext(collector: collector, zone: bench.zone, asOf: bench.asOf, jobs: bench.jobs)
        try Aggregation.addSQL(
            of: plan, on: bench.segmented, as: tables, context: context, explained: results.explanations,
            to: &script)
        unsaid = script.unsaid.map(\.english)
        let text = script.statements.map(\.text).joined(separator: ";\n")
        guard let rows = try DuckDB.rows(text, tables: bench.tables) else { return nil }
        var found: [String: Cell] = [:]
        for row in rows {
            let place = row.prefix(5).map { $0 ?? "" }.joined(separator: " | ")
            #expect(found[place] == nil, "\(place) stands there twice")
            found[place] = row.suffix(4).map { $0.flatMap { Double($0) } }
        }
        self.found = found
    }

    /// What differs, a line per cell.
    var differences: [String] {
        var lines: [String] = []
        var places: Set<String> = []
        for cell in results.cells {
            let labels = zip(cell.breakdown.segments, cell.labels).map { key, label in
                SegmentText.pair(key, results.segments.first { $0.key == key }?.labels[label].key ?? "")
            }
            let place = [
                cell.metric, cell.period.grainWord(in: cell.breakdown, of: results.period), cell.period.startText,
                cell.period.endText, labels.joined(separator: "; "),
            ].joined(separator: " | ")
            places.insert(place)
            let expected = [cell.value, cell.numerator, cell.denominator].map { $0?.doubleValue } + [Double(cell.n)]
            guard let found = found[place] else {
                lines.append("\(place): \(expected), but SQL has no such row")
                continue
            }
            if !zip(expected, found).allSatisfy(Closeness.holds) { lines.append("\(place): \(expected), SQL \(found)") }
        }
        for explanation in results.explanations {
            for line in explanation.lines {
                for (effect, expected) in zip(explanation.effects, line.effects) {
                    let labels = zip(explanation.breakdown.segments, line.labels).map { key, label in
                        SegmentText.pair(key, results.segments.first { $0.key == key }?.labels[label].key ?? "")
                    }
                    let place = [
                        "\(explanation.metric).\(explanation.base.rawValue).\(effect.rawValue)",
                        explanation.period.grainWord(in: explanation.breakdown, of: results.period),
                        explanation.period.startText, explanation.period.endText, labels.joined(separator: "; "),
                    ].joined(separator: " | ")
                    places.insert(place)
                    // What is nothing but for the last bits is nothing.
                    let differs = found[place]?.first?.map { abs($0 - expected) > 1e-9 * max(1, abs(expected)) } ?? true
                    if differs { lines.append("\(place): \(expected), SQL \(found[place] ?? [])") }
                }
            }
        }
        return lines + found.keys.filter { !places.contains($0) }.sorted().map { "\($0): only SQL has it" }
    }
}
