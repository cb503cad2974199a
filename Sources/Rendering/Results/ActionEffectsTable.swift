// `action-effects.csv`: metrics before and after what was done on a day.

import Diagnostics
import Documents
import Stages
import Tabular

/// Writes the actions.
///
/// - Shape: a row per action.
/// - Units: of the metric.
/// - Missing: an empty cell.
///
///     callbacks,csat_top2,team=North,2026-09-08,Lin,7,0.78,7,0.84,0.06,0.02,0.1,0.7,0.86,2,
struct ActionEffectsTable {
    static let name = "action-effects.csv"
    static let header = [
        "action", "metric", "place", "since", "owner", "points_before", "mean_before", "points_after", "mean_after",
        "change", "low", "high", "limit_low", "limit_high", "beyond_limits", "beside",
    ]

    var results: MetricResults
    var startsWithByteOrderMark = false

    var file: RenderedFile {
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(Self.header)
        for action in results.judgements.actions {
            table.append(data: action.key)
            table.append(data: action.metric)
            table.append(data: Self.place(action))
            table.append(CivilDate(dayNumber: action.since).isoText)
            table.append(data: action.owner ?? "")
            for level in [action.before, action.after] {
                table.append(level.points)
                table.append(level.mean.map { MetricValue.real($0).text } ?? "")
            }
            for number in [
                action.change?.mean, action.change?.low, action.change?.high, action.limits?.low, action.limits?.high,
            ] { table.append(number.map { MetricValue.real($0).text } ?? "") }
            table.append(action.limits.map { String($0.beyond) } ?? "")
            table.append(data: action.beside.map(\.english).joined(separator: "; "))
            table.endRow()
        }
        return RenderedFile(name: Self.name, bytes: table.bytes)
    }

    private static func place(_ action: ActionEffect) -> String {
        action.places.map { "\($0.segment)=\($0.label)" }.joined(separator: "; ")
    }
}

/// Actions in `results.json`.
struct ActionEffectObjects {
    let results: MetricResults

    /// Nothing where there is none, so that results without are as they are.
    var entries: [JSONValue.Entry] {
        let actions = results.judgements.actions
        return actions.isEmpty ? [] : [("action_effects", .list(actions.map(Self.object)))]
    }

    private static func object(_ action: ActionEffect) -> JSONValue {
        .object([
            ("key", .text(action.key)), ("title", .wording(action.title)), ("metric", .text(action.metric)),
            ("segment", .object(action.places.map { ($0.segment, .text($0.label)) })),
            ("since", .text(CivilDate(dayNumber: action.since).isoText)),
            ("owner", action.owner.map { .text($0) } ?? .null), ("before", object(action.before)),
            ("after", object(action.after)), ("change", .real(action.change?.mean)),
            ("low", .real(action.change?.low)), ("high", .real(action.change?.high)),
            ("by_weekday", .flag(action.isByWeekday)),
            (
                "limits",
                action.limits.map {
                    .object([("low", .real($0.low)), ("high", .real($0.high)), ("beyond", .integer($0.beyond))])
                } ?? .null
            ), ("beside", .list(action.beside.map { .wording($0) })),
        ])
    }

    private static func object(_ level: ActionEffect.Level) -> JSONValue {
        .object([("points", .integer(level.points)), ("mean", .real(level.mean))])
    }
}
