// `targets.csv`: how far every target has come, a row for each target, period and label.

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
    static let header = [
        "metric", "grain", "period_start", "period_end", "segment", "owner", "aim", "by", "of", "baseline", "target",
        "target_high", "value", "n", "low", "high", "attainment", "elapsed", "expected_now", "expected_by", "pace",
        "forecast", "forecast_low", "forecast_high", "forecast_by", "verdict",
    ]

    var results: MetricResults
    var startsWithByteOrderMark = false

    var file: RenderedFile {
        let segments = SegmentLookup(results.segments)
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(Self.header)
        for progress in results.judgements.targets {
            table.append(data: progress.goal.metric)
            table.append(progress.period.grainWord(in: progress.breakdown, of: results.period))
            table.append(progress.period.startText)
            table.append(progress.period.endText)
            table.append(segments.text(of: progress.labels, by: progress.breakdown))
            table.append(data: progress.goal.owner ?? "")
            table.append(progress.goal.aim.word)
            table.append(Self.text(progress.stepSize))
            table.append(progress.goal.aim.step?.word ?? "")
            for number in [progress.baseline, progress.level, progress.upperLevel] { table.append(Self.text(number)) }
            table.append(progress.value?.text ?? "")
            if progress.verdict == .hidden { table.append("") } else { table.append(progress.n) }
            for number in [
                progress.low, progress.high, progress.attainment, progress.elapsed, progress.expectedNow,
            ] {
                table.append(Self.text(number))
            }
            table.append(progress.expectedBy)
            for number in [
                progress.pace, progress.forecast?.value, progress.forecast?.low, progress.forecast?.high,
            ] {
                table.append(Self.text(number))
            }
            table.append(progress.forecast?.method.rawValue ?? "")
            table.append(progress.verdict.rawValue)
            table.endRow()
        }
        return RenderedFile(name: Self.name, bytes: table.bytes)
    }

    private static func text(_ number: Double?) -> String { number.map { MetricValue.real($0).text } ?? "" }
}

/// Targets in `results.json`.
struct TargetObjects {
    let results: MetricResults

    /// Nothing where nothing is aimed at.
    var entries: [JSONValue.Entry] {
        let goals = results.goals
        if goals.periods == nil { return [] }
        return [
            (
                "targets",
                .object([
                    ("rows_set_aside", .integer(goals.rowsSetAside)),
                    ("rows_of_other_periods", .integer(goals.rowsOfOtherPeriods)),
                    ("list", .list(results.judgements.targets.map(object))),
                ])
            )
        ]
    }

    private func object(_ progress: TargetProgress) -> JSONValue {
        func number(_ value: Double?) -> JSONValue { value.map { .real($0) } ?? .null }
        return .object([
            ("metric", .text(progress.goal.metric)),
            ("definition", .optional(results.metrics.first { $0.key == progress.goal.metric }?.definition)),
            ("period", .object(progress.period.boundEntries)),
            ("segment", SegmentLookup(results.segments).object(of: progress.labels, by: progress.breakdown)),
            ("owner", .optional(progress.goal.owner)), ("aim", .text(progress.goal.aim.word)),
            ("by", number(progress.stepSize)), ("of", .optional(progress.goal.aim.step?.word)),
            ("baseline", number(progress.baseline)), ("target", number(progress.level)),
            ("target_high", number(progress.upperLevel)),
            ("value", progress.value.map { .number($0.text) } ?? .null),
            ("n", progress.verdict == .hidden ? .null : .integer(progress.n)), ("low", number(progress.low)),
            ("high", number(progress.high)), ("attainment", number(progress.attainment)),
            ("elapsed", number(progress.elapsed)), ("expected_now", number(progress.expectedNow)),
            ("expected_by", .text(progress.expectedBy)), ("pace", number(progress.pace)),
            ("forecast", number(progress.forecast?.value)), ("forecast_low", number(progress.forecast?.low)),
            ("forecast_high", number(progress.forecast?.high)),
            ("forecast_by", .optional(progress.forecast?.method.rawValue)),
            ("verdict", .text(progress.verdict.rawValue)),
        ])
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
