// What may be written under `groups:` of `judge:`: whose labels are judged beside each other, and how.

import Diagnostics
import Stages

/// The keys of `groups:`, as data.
enum GroupKeys {
    static let groups = OptionKey(
        "groups", .oneOrMore(.either([.name(.segment), .mapping(ofGroups)])),
        help: Wording(
            en: "the segments whose labels are judged beside each other, such as agents and teams",
            zh: "哪些分组的标签彼此比较，如坐席、班组"))

    static let by = OptionKey(
        "by", .name(.segment), isRequired: true, help: Wording(en: "the segment", zh: "分组"))
    static let adjustedFor = OptionKey(
        "adjusted_for", .oneOrMore(.name(.segment)),
        help: Wording(
            en:
                "segments of cases: beside each share and rate stands what would be expected with the group's own cases",
            zh: "个案类型的分组：在比例与比率旁给出按该组自身个案构成应有的预期值"))
    static let dispersion = OptionKey(
        "dispersion", .choice(of: GroupJudgement.Dispersion.self),
        help: Wording(
            en: "how funnel limits allow for groups that differ by more than chance; additive unless said",
            zh: "漏斗图控制限怎样容许超出偶然的组间差异；默认 additive"))
    static let metrics = OptionKey(
        "metrics", .oneOrMore(.name(.metric)),
        help: Wording(
            en: "the metrics that are judged; all that say how sure they are unless said", zh: "参与比较的指标；默认为所有带区间的指标"))

    static let ofGroups = [by, adjustedFor, dispersion, metrics]
}

/// A segment whose labels are judged beside each other, as written.
///
///     judge: { groups: [team, { by: agent, adjusted_for: [category] }] }
package struct GroupRequest: Sendable {
    var segment: SourceText
    var adjustedFor: [SourceText] = []
    var dispersion = GroupJudgement.Dispersion.additive
    /// Nil for all that say how sure they are.
    var metrics: [SourceText]?

    /// All entries; every mistake is collected.
    static func requests(_ reader: OptionReader) -> [GroupRequest] {
        guard let node = reader.node(GroupKeys.groups) else { return [] }
        let nodes: [OptionNode]
        if case .list(let items) = node.content { nodes = items } else { nodes = [node] }
        return nodes.compactMap { GroupRequest($0, collector: reader.collector) }
    }

    private init?(_ node: OptionNode, collector: DiagnosticCollector) {
        let subject = Wording(en: "an entry of 'groups'", zh: "'groups' 的一项")
        guard case .mapping = node.content else {
            guard let text = OptionReader.text(node, of: subject, collector: collector) else { return nil }
            segment = text
            return
        }
        let reader = OptionReader(node, of: subject, keys: GroupKeys.ofGroups, collector: collector)
        let segment = reader.text(GroupKeys.by)
        adjustedFor = reader.texts(GroupKeys.adjustedFor) ?? []
        dispersion = reader.choice(GroupKeys.dispersion) ?? .additive
        metrics = reader.texts(GroupKeys.metrics)
        reader.finish()
        guard let segment else { return nil }
        self.segment = segment
    }
}
