// `effects.csv`: how people changed to whom something was done, and how others did meanwhile.

import Documents
import Stages
import Tabular

/// Writes the effects.
///
/// - Shape: a row for the treated, one for the others, one for the difference, where there are such.
/// - Units: of the metric.
/// - Missing: an empty cell.
///
///     training,csat_top2,2026-07-01,2026-10-01,2026-04-01,2026-07-01,treated,yes,12,2,0.06,0.02,0.1,0.006,0.9,0.01
struct EffectsTable {
    static let name = "effects.csv"
    static let header = [
        "effect", "metric", "period_start", "period_end", "base_start", "base_end", "group", "label", "persons",
        "left_out", "change", "low", "high", "p", "hedges_g", "rank_p",
    ]

    var results: MetricResults
    var startsWithByteOrderMark = false

    var file: RenderedFile {
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(Self.header)
        for effect in results.judgements.effects {
            func append(_ word: String, _ group: TreatmentEffect.Group?, _ change: TreatmentEffect.Change?) {
                table.append(data: effect.key)
                table.append(data: effect.metric)
                for text in [
                    effect.period.startText, effect.period.endText, effect.basePeriod.startText,
                    effect.basePeriod.endText, word,
                ] { table.append(text) }
                table.append(data: group?.label ?? "")
                for count in [group?.persons, group?.leftOut] { table.append(count.map { String($0) } ?? "") }
                for number in [
                    change?.mean, change?.low, change?.high, change?.p, group?.effectSize, group?.rankP,
                ] { table.append(number.map { MetricValue.real($0).text } ?? "") }
                table.endRow()
            }
            append("treated", effect.treated, effect.treated.change)
            if let control = effect.control {
                append("control", control, control.change)
                append("difference", nil, effect.difference)
            }
        }
        return RenderedFile(name: Self.name, bytes: table.bytes)
    }
}

/// Effects in `results.json`.
struct EffectObjects {
    let results: MetricResults

    /// Nothing where there is none, so that results without are as they are.
    var entries: [JSONValue.Entry] {
        let effects = results.judgements.effects
        return effects.isEmpty ? [] : [("effects", .list(effects.map(Self.object)))]
    }

    private static func object(_ effect: TreatmentEffect) -> JSONValue {
        .object([
            ("key", .text(effect.key)), ("title", .wording(effect.title)), ("metric", .text(effect.metric)),
            ("by", .text(effect.personSegment)), ("against", .text(effect.base.rawValue)),
            ("period", .object(effect.period.boundEntries)), ("base_period", .object(effect.basePeriod.boundEntries)),
            ("treated", object(effect.treated)), ("control", effect.control.map(object) ?? .null),
            ("difference", effect.difference.map { .object(entries(of: $0)) } ?? .null),
        ])
    }

    private static func object(_ group: TreatmentEffect.Group) -> JSONValue {
        .object(
            [
                ("label", .text(group.label)), ("persons", .integer(group.persons)),
                ("left_out", .integer(group.leftOut)),
            ] + entries(of: group.change)
                + [("hedges_g", .real(group.effectSize)), ("rank_p", .real(group.rankP))])
    }

    private static func entries(of change: TreatmentEffect.Change?) -> [JSONValue.Entry] {
        [
            ("change", .real(change?.mean)), ("low", .real(change?.low)), ("high", .real(change?.high)),
            ("p", .real(change?.p)),
        ]
    }
}
