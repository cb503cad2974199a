// `scorecards.csv`, and scorecards in `results.json`: the scores, and below each what its parts add to it.

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

    var results: MetricResults
    var startsWithByteOrderMark = false

    /// A score, or one of its parts.
    struct Row {
        var scorecard: Scorecard
        var score: Scorecard.Score
        var part: (part: Scorecard.Part, contribution: Scorecard.Contribution)?

        fileprivate var counted: Scorecard.Counted? { part?.contribution.counted }
        /// Nothing of a part's row.
        fileprivate var value: Scorecard.Value? { part == nil ? score.value : nil }

        fileprivate var lacking: String? {
            part.map { $0.contribution.lack?.rawValue } ?? (score.value == nil ? "coverage" : nil)
        }
    }

    /// Whose score it is.
    private static let ofPlace: [RowField<Row>] = [
        .inTable("scorecard") { .name($0.scorecard.key) },
        RowField(columns: ["period_start", "period_end"]) { .bounds($0.scorecard.period) },
        .inTable("segment") { .place($0.score.labels, $0.scorecard.breakdown) },
    ]

    /// What was scored, and how.
    fileprivate static let ofPart: [RowField<Row>] = [
        RowField("metric") { .name($0.part?.part.metric) },
        RowField("weight") { .real($0.part?.part.weight) },
        RowField("floor") { .real($0.part?.part.scale.floor) },
        RowField("target") { .real($0.part?.part.scale.target) },
        RowField("stretch") { .real($0.part?.part.scale.stretch) },
    ]

    /// What a part came to.
    fileprivate static let ofContribution: [RowField<Row>] = [
        RowField("value") { .real($0.counted?.value) },
        RowField("basis") { .word($0.counted?.basis.rawValue) },
        RowField("n") { .integer($0.counted?.n) },
    ]

    /// The points of a part, or of the whole.
    private static let ofPoints: [RowField<Row>] = [
        .inTable("points") { .real($0.counted?.points ?? $0.value?.points) },
        .inTable("low") { .real($0.part == nil ? $0.value?.low : $0.counted?.low) },
        .inTable("high") { .real($0.part == nil ? $0.value?.high : $0.counted?.high) },
        .inTable("added") { .real($0.counted?.added) },
    ]

    /// What the whole came to.
    fileprivate static let ofScore: [RowField<Row>] = [
        .inObject("score") { .real($0.value?.points) },
        .inObject("low") { .real($0.value?.low) },
        .inObject("high") { .real($0.value?.high) },
        RowField("coverage") { .real($0.part == nil ? $0.score.coverage : nil) },
        RowField("band") { .word($0.value?.band.rawValue) },
        RowField("sure") { .flag($0.value?.isSure) },
        RowField("combinations") { .integer($0.value?.stress.combinations) },
        RowField("surviving") { .integer($0.value?.stress.surviving) },
        RowField("lowest") { .real($0.value?.stress.lowest) },
        RowField("highest") { .real($0.value?.stress.highest) },
    ]

    private static let lacking: [RowField<Row>] = [.inTable("lacking") { .word($0.lacking) }]

    private static let fields = ofPlace + ofPart + ofContribution + ofPoints + ofScore + lacking

    var file: RenderedFile {
        let fields = RowFields(Self.fields, results.segments)
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(RowFields.header(fields.fields))
        for scorecard in results.judgements.scorecards {
            for score in scorecard.scores {
                var row = Row(scorecard: scorecard, score: score)
                for part in [nil] + zip(scorecard.parts, score.contributions).map({ Optional(($0, $1)) }) {
                    row.part = part
                    fields.append(row, to: &table)
                    table.endRow()
                }
            }
        }
        return RenderedFile(name: Self.name, bytes: table.bytes)
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
        return .object(
            [
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
                                    + entries(ScorecardsTable.ofScore, .init(scorecard: scorecard, score: score))
                                    + [
                                        (
                                            "parts",
                                            .list(
                                                zip(scorecard.parts, score.contributions).map { part in
                                                    object(.init(scorecard: scorecard, score: score, part: part))
                                                })
                                        )
                                    ])
                        })
                ),
            ] + Self.entries(of: scorecard.alignment))
    }

    /// Nothing where no metric is set beside the scores.
    private static func entries(of alignment: Scorecard.Alignment?) -> [JSONValue.Entry] {
        guard let alignment else { return [] }
        return [
            (
                "aligned_with",
                .object([
                    ("metric", .text(alignment.metric)), ("labels", .integer(alignment.labels)),
                    ("left_out", .integer(alignment.leftOut)), ("tau", .real(alignment.tau)),
                    ("low", .real(alignment.low)), ("high", .real(alignment.high)),
                ])
            )
        ]
    }

    private static func object(_ part: Scorecard.Part) -> JSONValue {
        .object([
            ("metric", .text(part.metric)), ("weight", .real(part.weight)), ("floor", .real(part.scale.floor)),
            ("target", .real(part.scale.target)), ("stretch", .real(part.scale.stretch)),
        ])
    }

    private func entries(
        _ fields: [RowField<ScorecardsTable.Row>], _ row: ScorecardsTable.Row
    ) -> [JSONValue.Entry] { RowFields(fields, results.segments).entries(row) }

    private func object(_ row: ScorecardsTable.Row) -> JSONValue {
        let metric = ("metric", JSONValue.optional(row.part?.part.metric))
        guard let counted = row.part?.contribution.counted else {
            return .object([metric, ("lacking", .optional(row.part?.contribution.lack?.rawValue))])
        }
        return .object(
            [metric] + entries(ScorecardsTable.ofContribution, row) + [
                ("points", .real(counted.points)), ("low", .real(counted.low)), ("high", .real(counted.high)),
                ("added", .real(counted.added)),
            ])
    }
}
