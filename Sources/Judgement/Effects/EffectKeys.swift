// The keys of `effects:`, as data: what is read, what editors complete, what the manual lists.

import Diagnostics
import Stages

/// What may be written under `effects:`.
package enum EffectKeys {
    static let metric = OptionKey(
        "metric", .name(.metric), isRequired: true,
        help: Wording(en: "the metric that is to have changed", zh: "应当变化的指标"))
    static let by = OptionKey(
        "by", .name(.segment), isRequired: true,
        help: Wording(en: "the segment whose labels are the people, such as agent", zh: "以哪个分组的标签为个人，如坐席"))
    static let group = OptionKey(
        "group", .name(.segment), isRequired: true,
        help: Wording(en: "the segment that says who was treated", zh: "标明谁接受了措施的分组"))
    static let treated = OptionKey(
        "treated", .text, isRequired: true,
        help: Wording(en: "its label of those to whom it was done", zh: "接受了措施者的标签"))
    static let control = OptionKey(
        "control", .text,
        help: Wording(
            en: "its label of those to whom it was not done; without them nothing is said of causes",
            zh: "未接受措施者的标签；没有对照组就不能说明因果"))
    static let against = OptionKey(
        "against", .choice(of: Comparison.Base.self),
        help: Wording(
            en: "the compared period; the first that 'compare' names unless said", zh: "对比期，默认为 'compare' 的第一个"))

    static let all = [metric, by, group, treated, control, against]
}

/// The `effects:` part of a pipeline file.
///
///     effects:
///       training: { metric: csat_top2, by: agent, group: trained, treated: yes, control: no }
package typealias EffectOptions = NamedRequests<EffectRequest>

/// An effect as written.
package struct EffectRequest: NamedRequest {
    var name: SourceText
    var title: Wording
    var metric: SourceText
    var person: SourceText
    var group: SourceText
    var treated: String
    var control: String?
    var base: Comparison.Base?
    /// Where `against` stands, else the effect.
    var basePlace: SourceLocation

    package static let keys = EffectKeys.all

    package static func subject(_ name: String) -> Wording { Wording(en: "effect '\(name)'", zh: "效果 '\(name)'") }

    package init?(_ entry: NamedEntry) {
        let reader = entry.reader
        name = entry.name
        title = entry.title
        let texts = [EffectKeys.metric, EffectKeys.by, EffectKeys.group, EffectKeys.treated].map { reader.text($0) }
        control = reader.text(EffectKeys.control)?.text
        basePlace = reader.text(EffectKeys.against)?.start ?? entry.name.start
        base = reader.choice(EffectKeys.against)
        guard let metric = texts[0], let person = texts[1], let group = texts[2], let treated = texts[3] else {
            return nil
        }
        (self.metric, self.person, self.group, self.treated) = (metric, person, group, treated.text)
    }
}
