// `scorecards.csv`: the scores, and below each what its parts add to it.

import Documents
import Stages
import Tabular

/// Writes the scorecards.
///
/// - Shape: per score a row without a metric, then a row per part.
/// - Units: values and marks in the metric's unit; weights of 100; points 0…100; coverage a share.
/// - Missing: an empty cell; why a part, or the score, is missing stands under `lacking`.
///
///     teams,2026-07-01,2026-10-01,team=客服一组,,,,,,,,,84.2,78.5,88.1,,1,meets,no,8,6,79.9,86.3,
///     teams,2026-07-01,2026-10-01,team=客服一组,csat_top2,60,0.6,0.85,0.95,0.86,raw,120,82,74.1,88.3,49.2,,,,,,,,
struct ScorecardsTable {
    static let name = "scorecards.csv"
    static let header = [
        "scorecard", "period_start", "period_end", "segment", "metric", "weight", "floor", "target", "stretch", "value",
        "basis", "n", "points", "low", "high", "added", "coverage", "band", "sure", "combinations", "surviving",
        "lowest", "highest", "lacking",
    ]

    var results: MetricResults
    var startsWithByteOrderMark = false

    var file: RenderedFile {
        let segments = SegmentLookup(results.segments)
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(Self.header)
        for scorecard in results.judgements.scorecards {
            for score in scorecard.scores {
                let place = segments.text(of: score.labels, by: scorecard.breakdown)
                func begin() {
                    table.append(data: scorecard.key)
                    table.append(scorecard.period.startText)
                    table.append(scorecard.period.endText)
                    table.append(place)
                }
                begin()
                append(score, to: &table)
                for (part, contribution) in zip(scorecard.parts, score.contributions) {
                    begin()
                    append(part, contribution, to: &table)
                }
            }
        }
        return RenderedFile(name: Self.name, bytes: table.bytes)
    }

    private func append(_ score: Scorecard.Score, to table: inout CommaSeparatedText) {
        skip(8, in: &table)
        append([score.value?.points, score.value?.low, score.value?.high, nil, score.coverage], to: &table)
        table.append(score.value?.band.rawValue ?? "")
        table.append(score.value.map { $0.isSure ? "yes" : "no" } ?? "")
        let stress = score.value?.stress
        table.append(stress.map { String($0.combinations) } ?? "")
        table.append(stress.map { String($0.surviving) } ?? "")
        append([stress?.lowest, stress?.highest], to: &table)
        table.append(score.value == nil ? "coverage" : "")
        table.endRow()
    }

    private func append(
        _ part: Scorecard.Part, _ contribution: Scorecard.Contribution, to table: inout CommaSeparatedText
    ) {
        let counted = contribution.counted
        table.append(data: part.metric)
        append([part.weight, part.scale.floor, part.scale.target, part.scale.stretch, counted?.value], to: &table)
        table.append(counted?.basis.rawValue ?? "")
        table.append(counted.map { String($0.n) } ?? "")
        append([counted?.points, counted?.low, counted?.high, counted?.added], to: &table)
        skip(7, in: &table)
        table.append(contribution.lack?.rawValue ?? "")
        table.endRow()
    }

    private func append(_ numbers: [Double?], to table: inout CommaSeparatedText) {
        for number in numbers { table.append(number.map { MetricValue.real($0).text } ?? "") }
    }

    private func skip(_ cells: Int, in table: inout CommaSeparatedText) {
        for _ in 0..<cells { table.append("") }
    }
}

/// Scorecards in `results.json`.
struct ScorecardObjects {
    let results: MetricResults

    /// Nothing where there is none, so that results without are as they are.
    var entries: [JSONValue.Entry] {
        let scorecards = results.judgements.scorecards
        return scorecards.isEmpty ? [] : [("scorecards", .list(scorecards.map(object)))]
    }

    private func object(_ scorecard: Scorecard) -> JSONValue {
        let segments = SegmentLookup(results.segments)
        return .object([
            ("key", .text(scorecard.key)), ("title", .wording(scorecard.title)),
            ("by", .optional(scorecard.segment)), ("period", .object(scorecard.period.boundEntries)),
            ("least_coverage", .real(scorecard.rules.leastCoverage)), ("meets", .real(scorecard.rules.meets)),
            ("near", .real(scorecard.rules.near)), ("bands_apart", .flag(scorecard.areBandsApart)),
            ("leaves_out_unknown", .flag(scorecard.leavesOutUnknown)),
            ("parts", .list(scorecard.parts.map(Self.object))),
            (
                "scores",
                .list(
                    scorecard.scores.map { score in
                        .object(
                            [("segment", .text(segments.text(of: score.labels, by: scorecard.breakdown)))]
                                + Self.entries(of: score)
                                + [
                                    (
                                        "parts",
                                        .list(zip(scorecard.parts, score.contributions).map(Self.object))
                                    )
                                ])
                    })
            ),
        ])
    }

    private static func object(_ part: Scorecard.Part) -> JSONValue {
        .object([
            ("metric", .text(part.metric)), ("weight", .real(part.weight)), ("floor", .real(part.scale.floor)),
            ("target", .real(part.scale.target)), ("stretch", .real(part.scale.stretch)),
        ])
    }

    private static func entries(of score: Scorecard.Score) -> [JSONValue.Entry] {
        let (value, stress) = (score.value, score.value?.stress)
        return [
            ("score", .real(value?.points)), ("low", .real(value?.low)), ("high", .real(value?.high)),
            ("coverage", .real(score.coverage)), ("band", .optional(value?.band.rawValue)),
            ("sure", value.map { .flag($0.isSure) } ?? .null), ("combinations", .optional(stress?.combinations)),
            ("surviving", .optional(stress?.surviving)), ("lowest", .real(stress?.lowest)),
            ("highest", .real(stress?.highest)),
        ]
    }

    private static func object(_ part: Scorecard.Part, _ contribution: Scorecard.Contribution) -> JSONValue {
        switch contribution {
        case .lacking(let lack):
            return .object([("metric", .text(part.metric)), ("lacking", .text(lack.rawValue))])
        case .counted(let counted):
            return .object([
                ("metric", .text(part.metric)), ("value", .real(counted.value)),
                ("basis", .text(counted.basis.rawValue)), ("n", .integer(counted.n)),
                ("points", .real(counted.points)), ("low", .real(counted.low)), ("high", .real(counted.high)),
                ("added", .real(counted.added)),
            ])
        }
    }
}
