// What is written behind the keys of kinds, understood.

import Diagnostics
import Expressions
import Stages

/// The value of a key that belongs to a kind.
enum KindSetting: Sendable, Hashable, CustomStringConvertible {
    case formula(MetricFormula)
    case count(Int)
    case number(Double)
    /// In milliseconds.
    case length(Int64)
    case range(ClosedRange<Double>)

    /// As a definition says it.
    var description: String {
        switch self {
        case .formula(let formula): "\(formula.expression)"
        case .count(let count): "\(count)"
        case .number(let number): MetricValue.real(number).text
        case .length(let milliseconds): "\(Constant.duration(milliseconds))"
        case .range(let range): "\(range.lowerBound)...\(range.upperBound)"
        }
    }
}

/// The values of the keys that belong to kinds, as far as they are written, and written rightly.
///
/// They are kept by their words and not by kind: what is written beside a `like` belongs to the kind of its model.
struct KindSettings: Sendable {
    private var settings: [String: KindSetting] = [:]

    /// The value as written; nil where nothing is.
    subscript(_ key: KindKey) -> KindSetting? {
        get { settings[key.word] }
        set { settings[key.word] = newValue }
    }

    /// What is written, or else what holds without a word.
    func value(of key: KindKey) -> KindSetting? { self[key] ?? key.standard }

    /// The number of a key whose values are numbers.
    func number(_ key: KindKey) -> Double? {
        if case .number(let number)? = value(of: key) { number } else { nil }
    }

    /// The whole number of a key whose values are such.
    func count(_ key: KindKey) -> Int? {
        if case .count(let count)? = value(of: key) { count } else { nil }
    }

    /// The milliseconds of a key whose values are lengths of time.
    func length(_ key: KindKey) -> Int64? {
        if case .length(let milliseconds)? = value(of: key) { milliseconds } else { nil }
    }

    /// The ends of a key whose values are ranges.
    func range(_ key: KindKey) -> ClosedRange<Double>? {
        if case .range(let range)? = value(of: key) { range } else { nil }
    }

    /// The formula of a key whose values are formulas.
    func formula(_ key: KindKey) -> MetricFormula? {
        if case .formula(let formula)? = self[key] { formula } else { nil }
    }

    /// The keys with a value, in the order of the kinds.
    private var written: [KindKey] { KindCatalogue.keys.filter { self[$0] != nil } }

    /// Every formula, in the order of the kinds.
    var formulas: [MetricFormula] { written.compactMap(formula) }

    /// Whether none of them changes which rows count or what they come to.
    var changeNoNumbers: Bool { !written.contains(where: \.changesNumbers) }

    /// As a definition says those that change what rows come to, or those that only change what is shown of it: `at_share=0.9`.
    func texts(changingNumbers: Bool) -> [String] {
        written.filter { $0.changesNumbers == changingNumbers }.compactMap { key in
            self[key].map { "\(key.word)=\($0)" }
        }
    }

    /// The same with something else in place of each formula.
    func replacingFormulas(_ new: (MetricFormula) -> MetricFormula) -> KindSettings {
        var replaced = self
        for key in written {
            if let formula = formula(key) { replaced[key] = .formula(new(formula)) }
        }
        return replaced
    }

    /// These, and those of a model where nothing is written.
    func filled(from model: KindSettings) -> KindSettings {
        var filled = self
        filled.settings.merge(model.settings) { own, _ in own }
        return filled
    }
}
