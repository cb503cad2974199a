// Everything that may be written to say what a metric computes; a test proves the list complete.

import Stages

/// The kinds of metrics, as a definition says them.
enum KindCatalogue {
    /// In the order of the manual.
    static let kinds: [any WrittenKind.Type] = [
        Count.self, Sum.self, Mean.self, UnitMean.self, Stddev.self, Share.self, Minimum.self, Maximum.self,
        Quantile.self,
        Median.self, Distinct.self, NPS.self, RepeatShare.self, Affinity.self, FirstTime.self, Unrepeated.self,
        Repeated.self,
        Conversion.self, Gap.self, Rating.self, Agreement.self, Retention.self, Churn.self, RevenueRetention.self,
        ShareOfTotal.self, Growth.self,
        PerDay.self, WeightedIndex.self, Calculate.self, Like.self,
    ]

    /// Their words.
    static let words = kinds.map { $0.word }

    /// The keys that belong to some of them, each once.
    static let keys: [KindKey] = kinds.flatMap { $0.keys }.reduce(into: []) { keys, key in
        if !keys.contains(where: { $0.word == key.word }) { keys.append(key) }
    }

    /// All that a definition is read with, whatever its kind.
    static func read(isBuiltIn: Bool) -> [OptionKey] { isBuiltIn ? readInCatalogue : readInFiles }

    // Put together once, for the keys of every definition are these.
    private static let readInCatalogue = readOfKinds + MetricKeys.common(isBuiltIn: true)
    private static let readInFiles = readOfKinds + MetricKeys.common(isBuiltIn: false)
    private static let readOfKinds = kinds.map { $0.declaration } + keys.map(\.option.optional)

    /// The words of the kinds that a key belongs to; none for a key that every metric has, or none.
    static func owners(of key: String) -> [String] { kinds.filter { $0.owns(key) }.map { $0.word } }
}
