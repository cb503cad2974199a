// Judgements of groups in `results.json`.

import Documents
import Stages
import Tabular

/// Groups beside each other, for machines.
struct GroupObjects {
    let results: MetricResults

    /// Nothing where no groups are judged.
    var entries: [JSONValue.Entry] {
        let groups = results.judgements.groups
        return groups.isEmpty ? [] : [("groups", .list(groups.map(object)))]
    }

    private func object(_ judgement: GroupJudgement) -> JSONValue {
        .object([
            ("metric", .text(judgement.metric)),
            ("definition", .optional(results.metrics.first { $0.key == judgement.metric }?.definition)),
            ("segment", .text(judgement.segment)),
            ("period", .object(results.period.boundEntries)),
            ("adjusted_for", .list(judgement.adjustedFor.map { .text($0) })),
            ("values_are", .text(judgement.kind.rawValue)),
            ("not_judged", .optional(judgement.obstacle?.rawValue)),
            ("centre", told(judgement, judgement.centre)), ("common", told(judgement, judgement.common)),
            ("strength", .real(judgement.strength)),
            ("finds_differences", .flag(judgement.findsDifferences)),
            ("dispersion", .text(judgement.dispersion.rawValue)),
            ("dispersion_ratio", told(judgement, judgement.dispersionRatio)),
            ("groups", .list(judgement.lines.map { line(judgement, $0) })),
        ])
    }

    private func told(_ judgement: GroupJudgement, _ number: Double) -> JSONValue {
        judgement.obstacle == nil ? .real(number) : .null
    }

    private func line(_ judgement: GroupJudgement, _ line: GroupJudgement.Line) -> JSONValue {
        let label = SegmentLookup(results.segments).label(line.label, of: judgement.segment)?.key
        var entries: [JSONValue.Entry] = [("label", .optional(label)), ("n", .optional(line.n))]
        guard let finding = line.finding else {
            return .object(
                entries + [("not_judged", .optional(line.omission?.rawValue ?? judgement.obstacle?.rawValue))])
        }
        entries += [
            ("value", .real(finding.raw)), ("shrunken", .real(finding.shrunken)),
            ("shrunken_interval", Self.limits(finding.interval)),
            ("ranks", .list([.integer(finding.ranks.lowerBound), .integer(finding.ranks.upperBound)])),
            ("band", .text(finding.band.rawValue)), ("size", .real(finding.size)),
            ("limits_95", Self.limits(finding.funnel95)), ("limits_99.8", Self.limits(finding.funnel998)),
            ("funnel", .text(finding.place.rawValue)),
        ]
        if let adjusted = finding.adjusted {
            entries.append(
                (
                    "adjusted",
                    .object([
                        ("observed", .real(adjusted.observed)), ("expected", .real(adjusted.expected)),
                        ("ratio", .real(adjusted.ratio)), ("interval", Self.limits(adjusted.interval)),
                        ("adjusted_p", .real(adjusted.adjustedP)), ("band", .text(adjusted.band.rawValue)),
                        ("rows_left_out", .integer(adjusted.rowsLeftOut)),
                    ])
                ))
        }
        return .object(entries)
    }

    private static func limits(_ limits: GroupJudgement.Limits) -> JSONValue {
        .list([.real(limits.low), .real(limits.high)])
    }
}
