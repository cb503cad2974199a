// `distributions.csv`: how answers spread, a row for each step of each item and label.

import Diagnostics
import Documents
import Stages
import Statistics
import Tabular

/// Writes the distributions.
///
/// - Shape: per item and label a row for every step, then one for its highest steps together, or its quartiles; of what is hidden one row.
/// - Units: counts are rows; shares are fractions of 1; amounts in the unit of the distribution.
/// - Missing: an empty cell.
///
///     ratings,scale,2026-07-01,2026-10-01,speed,region=华东,step,5,,,61,0.305,0.2455,0.3721,,200,3,0
struct DistributionsTable {
    static let name = "distributions.csv"
    static let header = [
        "distribution", "form", "period_start", "period_end", "item", "segment", "part", "step", "from", "to", "count",
        "share", "low", "high", "value", "n", "empty", "outside",
    ]

    var results: MetricResults
    var startsWithByteOrderMark = false

    var file: RenderedFile {
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(Self.header)
        for distribution in results.distributions {
            for row in distribution.rows {
                for part in DistributionPart.parts(of: row, in: distribution) {
                    append(part, of: row, in: distribution, to: &table)
                }
            }
        }
        return RenderedFile(name: Self.name, bytes: table.bytes)
    }

    private func append(
        _ part: DistributionPart, of row: Distribution.Row, in distribution: Distribution,
        to table: inout CommaSeparatedText
    ) {
        func number(_ number: Double?) -> String { number.map { MetricValue.real($0).text } ?? "" }
        func count(_ count: Int?) -> String { count.map { String($0) } ?? "" }
        table.append(data: distribution.key)
        table.append(distribution.form.rawValue)
        table.append(results.period.startText)
        table.append(results.period.endText)
        table.append(data: row.item)
        let label = row.label.map { SegmentText.written($0.key) }
        table.append(data: label.map { "\(distribution.segment ?? "")=\($0)" } ?? "")
        table.append(part.name)
        table.append(data: part.step?.key ?? "")
        for end in [part.step?.low, part.step?.high] { table.append(number(end)) }
        let share = part.share(of: row)
        table.append(count(part.count))
        for share in [share?.share, share?.interval().low, share?.interval().high, part.value] {
            table.append(number(share))
        }
        for rows in [row.n, row.empty, row.outside] { table.append(row.isHidden ? "" : String(rows)) }
        table.endRow()
    }
}

/// A number of a row of a distribution.
struct DistributionPart {
    var name: String
    var step: Distribution.Step?
    var count: Int?
    var value: Double?
    /// Whether it counts how often answers were named, and not the rows that name one.
    var countsMentions = false

    /// Its share of the answers; nil where it is none.
    func share(of row: Distribution.Row) -> Proportion? {
        countsMentions ? nil : count.flatMap { Proportion(successes: $0, trials: row.n) }
    }

    static func parts(of row: Distribution.Row, in distribution: Distribution) -> [DistributionPart] {
        if row.isHidden { return [DistributionPart(name: "hidden")] }
        let steps = zip(distribution.steps, row.counts).map {
            DistributionPart(
                name: "step", step: $0, count: $1, countsMentions: $0.isOthers && distribution.isMultiple)
        }
        let top = distribution.topCount(of: row).map { [DistributionPart(name: "top", count: $0)] } ?? []
        let middle = row.quartiles.map { [("q1", $0.lower), ("median", $0.median), ("q3", $0.upper)] } ?? []
        return steps + top + middle.map { DistributionPart(name: $0.0, value: $0.1) }
    }
}

/// Distributions in `results.json`.
struct DistributionObjects {
    let results: MetricResults

    /// Nothing where there is none, so that results without are as they are.
    var entries: [JSONValue.Entry] {
        let made = results.distributions
        return made.isEmpty ? [] : [("distributions", .list(made.map(object)))]
    }

    private func object(_ distribution: Distribution) -> JSONValue {
        .object([
            ("key", .text(distribution.key)), ("title", .wording(distribution.title)),
            ("form", .text(distribution.form.rawValue)), ("table", .text(distribution.table)),
            ("unit", .text(distribution.form == .amounts ? distribution.unit.text : MetricUnit.count.text)),
            ("several_choices", .flag(distribution.isMultiple)), ("top", .integer(distribution.top)),
            ("segment", .optional(distribution.segment)),
            (
                "steps",
                .list(
                    distribution.steps.map { step in
                        .object([
                            ("key", .text(step.key)), ("title", .wording(step.title)), ("from", .real(step.low)),
                            ("to", .real(step.high)),
                        ])
                    })
            ),
            ("rows", .list(distribution.rows.map { row($0, of: distribution) })),
        ])
    }

    private func row(_ row: Distribution.Row, of distribution: Distribution) -> JSONValue {
        let top = distribution.topCount(of: row).flatMap { Proportion(successes: $0, trials: row.n) }
        func shown(_ count: Int) -> Int? { row.isHidden ? nil : count }
        return .object([
            ("item", .text(row.item)), ("title", .wording(row.itemTitle)), ("label", .optional(row.label?.key)),
            ("hidden", .flag(row.isHidden)), ("n", .optional(shown(row.n))), ("empty", .optional(shown(row.empty))),
            ("outside", .optional(shown(row.outside))), ("counts", .list(row.counts.map(JSONValue.integer))),
            ("top_share", .real(top?.share)), ("top_low", .real(top?.interval().low)),
            ("top_high", .real(top?.interval().high)), ("q1", .real(row.quartiles?.lower)),
            ("median", .real(row.quartiles?.median)), ("q3", .real(row.quartiles?.upper)),
        ])
    }
}
