// `targets.csv`, and targets in `results.json`: how far every target has come, a row for each target, period and label.

import Documents
import Stages
import Tabular

/// Writes the targets.
///
/// - Shape: one row per target and place, in the order of the pipeline file, then of periods and labels.
/// - Units: of the metric; shares, attainment, elapsed share and pace are fractions of 1.
/// - Missing: an empty cell.
struct TargetsTable {
    static let name = "targets.csv"

    var results: MetricResults
    var startsWithByteOrderMark = false

    static func fields(of results: MetricResults) -> [RowField<TargetProgress>] {
        [
            RowField("metric") { .name($0.goal.metric) },
            .inObject("definition") { row in .name(results.metrics.first { $0.key == row.goal.metric }?.definition) },
            .inTable("grain") { .word($0.period.grainWord(in: $0.breakdown, of: results.period)) },
            .period { $0.period },
            RowField("segment") { .place($0.labels, $0.breakdown) },
            RowField("owner") { .name($0.goal.owner) },
            RowField("aim") { .word($0.goal.aim.word) },
            RowField("by") { .real($0.stepSize) },
            RowField("of") { .word($0.goal.aim.step?.word) },
            RowField("baseline") { .real($0.baseline) },
            RowField("target") { .real($0.level) },
            RowField("target_high") { .real($0.upperLevel) },
            RowField("value") { .number($0.value) },
            RowField("n") { .integer($0.verdict == .hidden ? nil : $0.n) },
            RowField("low") { .real($0.low) },
            RowField("high") { .real($0.high) },
            RowField("attainment") { .real($0.attainment) },
            RowField("elapsed") { .real($0.elapsed) },
            RowField("expected_now") { .real($0.expectedNow) },
            RowField("expected_by") { .word($0.expectedBy) },
            RowField("pace") { .real($0.pace) },
            RowField("forecast") { .real($0.forecast?.value) },
            RowField("forecast_low") { .real($0.forecast?.low) },
            RowField("forecast_high") { .real($0.forecast?.high) },
            RowField("forecast_by") { .word($0.forecast?.method.rawValue) },
            RowField("verdict") { .word($0.verdict.rawValue) },
        ]
    }

    var file: RenderedFile {
        let fields = RowFields(Self.fields(of: results), results.segments)
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(RowFields.header(fields.fields))
        for progress in results.judgements.targets {
            fields.append(progress, to: &table)
            table.endRow()
        }
        return RenderedFile(name: Self.name, bytes: table.bytes)
    }
}

/// Targets in `results.json`.
struct TargetObjects {
    let results: MetricResults

    /// Nothing where nothing is aimed at.
    var entries: [JSONValue.Entry] {
        let goals = results.goals
        if goals.periods == nil { return [] }
        let fields = RowFields(TargetsTable.fields(of: results), results.segments)
        return [
            (
                "targets",
                .object([
                    ("rows_set_aside", .integer(goals.rowsSetAside)),
                    ("rows_of_other_periods", .integer(goals.rowsOfOtherPeriods)),
                    ("list", .list(results.judgements.targets.map { .object(fields.entries($0)) })),
                ])
            )
        ]
    }
}

extension TargetProgress {
    /// By how much a number is to move: in its unit, or as a share of the baseline.
    fileprivate var stepSize: Double? {
        switch goal.aim.step {
        case .points(let size)?, .ofBaseline(let size)?: size
        case nil: nil
        }
    }

    /// Where `expected_now` is from: `line`, `year-ago`, or nothing.
    fileprivate var expectedBy: String { expectedNow == nil ? "" : isSeasonal ? "year-ago" : "line" }
}

extension TargetGoal.Step {
    /// Of what a step is.
    fileprivate var word: String {
        switch self {
        case .points: "unit"
        case .ofBaseline: "baseline"
        }
    }
}
