// The keys of `aggregate:`, as data: what is read, what editors complete, what the manual lists.

import Diagnostics
import Stages
import Tabular

/// What may be written under `aggregate:`, but for the keys of a definition (``MetricKeys``) and those of kinds (``KindCatalogue``).
package enum AggregationKeys {
    static let metrics = OptionKey(
        "metrics", .oneOrMore(.either([.name(.metric), request])),
        help: Wording(
            en: "keys of built-in or own metrics; parameters may be changed beside one", zh: "内置或自定义指标的键；可在其旁修改参数"))
    static let by = OptionKey(
        "by", .oneOrMore(.either([.oneOrMore(.name(.segment)), .mapping(ofBreakdown)])),
        help: Wording(
            en: "how metrics are divided: lists of segments and at most one length of period",
            zh: "指标的划分：分组与至多一个周期长度的列表"))
    static let define = OptionKey(
        "define", .entries(definition), help: Wording(en: "metrics of your own, by name", zh: "自定义指标，按名称列出"))
    static let targets = OptionKey(
        "targets", .oneOrMore(TargetKeys.entry), help: Wording(en: "what metrics aim at", zh: "指标的目标"))

    static let allVariants = OptionKey(
        "variants", .flag,
        help: Wording(
            en: "whether the value under every other definition stands beside each metric that has some",
            zh: "凡有其他口径的指标，是否在其旁列出各口径下的数值"))

    static let all = [
        metrics, by, define, targets, allVariants, ExplanationKeys.explain, DistributionKeys.distributions,
    ]

    /// What may stand behind `aggregate`.
    package static let form = OptionValue.mapping(all)

    // MARK: A metric as listed

    static let metric = OptionKey(
        "metric", .name(.metric), isRequired: true, help: Wording(en: "the key of a metric", zh: "指标的键"))

    static let variants = OptionKey(
        "variants", .either([.flag, .oneOrMore(.text)]),
        help: Wording(
            en: "'true' for its value under every other definition, or the names of some",
            zh: "写 'true' 列出其他各口径下的数值，或写出其中几种口径的名称"))

    static let ofRequest = [metric, variants]

    static let request = OptionValue.openMapping(ofRequest, .text)

    // MARK: A breakdown

    static let segments = OptionKey(
        "by", .oneOrMore(.name(.segment)), isRequired: true,
        help: Wording(en: "segments, and at most one length of period", zh: "分组，以及至多一个周期长度"))
    static let dividedMetrics = OptionKey(
        "metrics", .oneOrMore(.name(.metric)),
        help: Wording(en: "the metrics that are divided so; all unless said", zh: "如此划分的指标，默认全部"))

    static let ofBreakdown = [segments, dividedMetrics]

    // MARK: A definition

    /// The keys that say what is computed, in the order of the manual, each with those that only it has.
    package static let kinds = KindCatalogue.kinds.map { kind in
        (key: kind.declaration.required, furtherKeys: kind.keys.map(\.option))
    }

    /// One form per kind: its own key is what tells it from the others. A copy may have what the metric it is like has.
    private static let definition = OptionValue.either(
        KindCatalogue.kinds.map { kind in
            let isCopy = kind == Like.self
            let further = isCopy ? KindCatalogue.keys.map(\.option.optional) : kind.keys.map(\.option)
            return .mapping(
                [kind.declaration.required] + further + (kind.choosesRows ? MetricKeys.ofRows : []) + MetricKeys.ofEvery
            )
        })
}
