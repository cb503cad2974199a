// Exactly what may be written under `explain:`.

import Diagnostics
import Stages

/// The keys of `explain:`, as data.
enum ExplanationKeys {
    static let explain = OptionKey(
        "explain", .oneOrMore(.either([.name(.metric), .mapping(ofExplanation)])),
        help: Wording(en: "the metrics whose change is explained by segments", zh: "按分组说明哪些指标的变化"))

    static let by = OptionKey(
        "by", .oneOrMore(.name(.segment)),
        help: Wording(
            en: "the segments whose labels are the parts; those of every breakdown without periods unless said",
            zh: "以哪些分组的标签作为各部分；默认为所有不含周期的拆分"))
    static let against = OptionKey(
        "against", .choice(of: Comparison.Base.self),
        help: Wording(
            en: "since which of the compared periods; the first of them unless said", zh: "与哪一个对比期相比；默认第一个"))

    static let ofExplanation = [AggregationKeys.metric, by, against]
}

/// A metric whose change is to be explained, as written.
///
///     explain: [net_revenue, { metric: csat_top2, by: [channel], against: year-ago }]
package struct ExplanationRequest: Sendable {
    var metric: SourceText
    /// Nil for those of all breakdowns without periods.
    var segments: [SourceText]?
    /// Nil for the first one.
    var base: Comparison.Base?
    /// Where the base is written, else the metric.
    var basePlace: SourceLocation

    init?(_ node: OptionNode, collector: DiagnosticCollector) {
        let subject = Wording(en: "an entry of 'explain'", zh: "'explain' 的一项")
        guard case .mapping = node.content else {
            guard let text = OptionReader.text(node, of: subject, collector: collector) else { return nil }
            metric = text
            basePlace = text.start
            return
        }
        let reader = OptionReader(
            node, of: subject, keys: ExplanationKeys.ofExplanation, collector: collector)
        let metric = reader.text(AggregationKeys.metric)
        segments = reader.texts(ExplanationKeys.by)
        basePlace = reader.text(ExplanationKeys.against)?.start ?? node.location
        base = reader.choice(ExplanationKeys.against)
        // What is written wrongly, or is empty, is not taken for what is not written.
        let isRight =
            reader.has(ExplanationKeys.by) == (segments?.isEmpty == false)
            && reader.has(ExplanationKeys.against) == (base != nil)
        if segments?.isEmpty == true {
            collector.add(AggregationDiagnostics.explanationByNothing(at: node.location))
        }
        reader.finish()
        guard let metric, isRight else { return nil }
        self.metric = metric
    }
}
