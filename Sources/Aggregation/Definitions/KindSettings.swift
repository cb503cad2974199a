// What a definition writes behind the keys that belong to kinds.

import Diagnostics

/// The values of the keys that belong to kinds, as far as they are written, and written rightly.
///
/// They are kept by their words and not by kind: what is written beside a `like` belongs to the kind of its model.
struct KindSettings: Sendable {
    /// In the order in which they are put in.
    private var written: [(key: KindKey, setting: KindSetting)] = []

    /// The value as written; nil where nothing is.
    subscript(_ key: KindKey) -> KindSetting? {
        get { written.first { $0.key.word == key.word }?.setting }
        set {
            let place = written.firstIndex { $0.key.word == key.word }
            switch (place, newValue) {
            case (let place?, let setting?): written[place].setting = setting
            case (let place?, nil): written.remove(at: place)
            case (nil, let setting?): written.append((key, setting))
            case (nil, nil): break
            }
        }
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

    /// The length of a key that says how long customers stay active.
    func activeFor(_ key: KindKey) -> ActiveFor? {
        if case .active(let length)? = value(of: key) { length } else { nil }
    }

    /// The names of a key that has some, with their places.
    func names(_ key: KindKey) -> [SourceText]? {
        if case .names(let names)? = value(of: key) { names } else { nil }
    }

    /// The numbers of a key whose values are lists of them.
    func numbers(_ key: KindKey) -> [Double]? {
        if case .numbers(let numbers)? = value(of: key) { numbers } else { nil }
    }

    /// The word of a key that has some.
    func word(_ key: KindKey) -> String? {
        if case .word(let word)? = value(of: key) { word } else { nil }
    }

    /// What a key says that is so or not.
    func flag(_ key: KindKey) -> Bool { value(of: key) == .flag(true) }

    /// The formula of a key whose values are formulas.
    func formula(_ key: KindKey) -> MetricFormula? {
        if case .formula(let formula)? = self[key] { formula } else { nil }
    }

    /// Every formula.
    var formulas: [MetricFormula] { written.compactMap { formula($0.key) } }

    /// Whether none of them changes which rows count or what they come to.
    var changeNoNumbers: Bool { !written.contains(where: \.key.changesNumbers) }

    /// As a definition says those that change what rows come to, or those that only change what is shown of it: `at_share=0.9`.
    func texts(changingNumbers: Bool) -> [String] {
        written.filter { $0.key.changesNumbers == changingNumbers }.map { "\($0.key.word)=\($0.setting)" }
    }

    /// The same with something else in place of each formula.
    func replacingFormulas(_ new: (MetricFormula) -> MetricFormula) -> KindSettings {
        var replaced = self
        for (key, setting) in written {
            if case .formula(let formula) = setting { replaced[key] = .formula(new(formula)) }
        }
        return replaced
    }

    /// These, and those of a model where nothing is written.
    func filled(from model: KindSettings) -> KindSettings {
        var filled = model
        for (key, setting) in written { filled[key] = setting }
        return filled
    }
}
