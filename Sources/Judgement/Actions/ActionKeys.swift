// The keys of `action_effects:`, as data: what is read, what editors complete, what the manual lists.

import Diagnostics
import Stages
import Tabular

/// What may be written under `action_effects:`.
package enum ActionKeys {
    static let metric = OptionKey(
        "metric", .name(.metric), isRequired: true,
        help: Wording(en: "the metric that is to have changed", zh: "预期会变化的指标"))
    static let since = OptionKey(
        "since", .date, isRequired: true,
        help: Wording(en: "the first day on which it was done", zh: "措施开始的第一天"))
    static let segment = OptionKey(
        "segment", .entries(.text),
        help: Wording(
            en: "for whom, by segment: { team: North }; for all unless said", zh: "对谁采取，如 { team: 一组 }；默认全体"))
    static let owner = OptionKey("owner", .text, help: Wording(en: "who answers for it", zh: "负责人"))

    static let all = [metric, since, segment, owner]
}

/// The `action_effects:` part of a pipeline file.
///
///     action_effects:
///       callbacks: { metric: csat_top2, since: 2026-09-08, segment: { team: North } }
package typealias ActionOptions = NamedRequests<ActionRequest>

/// An action as written.
package struct ActionRequest: NamedRequest {
    var name: SourceText
    var title: Wording
    var metric: SourceText
    /// Counted from 1970-01-01.
    var since: Int
    /// Empty for the total.
    var places: [(segment: SourceText, label: SourceText)] = []
    var owner: String?

    package static let keys = ActionKeys.all

    package static func subject(_ name: String) -> Wording { Wording(en: "action '\(name)'", zh: "措施 '\(name)'") }

    package init?(_ entry: NamedEntry) {
        let reader = entry.reader
        (name, title) = (entry.name, entry.title)
        let (metric, day) = (reader.text(ActionKeys.metric), reader.text(ActionKeys.since))
        owner = reader.text(ActionKeys.owner)?.text
        if let node = reader.node(ActionKeys.segment) {
            let scope = OptionReader(
                node, of: Wording("'segment'"), form: ActionKeys.segment.value, collector: entry.collector)
            places = scope.allEntries().compactMap { place in
                OptionReader.text(place.value, of: Wording("'\(place.key)'"), collector: entry.collector).map {
                    (SourceText(place.key, start: place.keyLocation), $0)
                }
            }
        }
        guard let metric, let day else { return nil }
        guard let date = CivilDate(isoText: day.text) else {
            entry.collector.add(
                StagesDiagnostics.wrongValue(
                    of: Wording("'since'"),
                    expected: Wording(en: "a day such as 2026-01-31", zh: "日期，如 2026-01-31"), found: day))
            return nil
        }
        (self.metric, since) = (metric, date.dayNumber)
    }
}
