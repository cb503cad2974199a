// A metric as written, in the catalogue or in a pipeline file, before its tables are known.

import Diagnostics
import Expressions
import Stages

/// A formula and whether it was written in the catalogue, so that mistakes are pointed at where the user can mend them.
struct MetricFormula: Sendable, Hashable {
    var expression: Expression
    var isBuiltIn: Bool
}

/// What a metric does with the rows that count.
enum MetricKind: Sendable, Hashable {
    case count
    case sum(MetricFormula)
    case mean(MetricFormula)
    case share(MetricFormula)
    case minimum(MetricFormula)
    case maximum(MetricFormula)
    case quantile(MetricFormula)
    case median(MetricFormula)
    case distinct(MetricFormula)
    case nps(MetricFormula)
    case repeatShare(MetricFormula)
    case firstTime(MetricFormula)
    case unrepeated(MetricFormula)
    case calculate(MetricFormula)
    case like(SourceText)

    /// The key that says it, in the order the manual lists them.
    enum Word: String, Sendable, CaseIterable {
        case count, sum, mean, share, minimum, maximum, quantile, median, distinct, nps
        case repeatShare = "repeat_share"
        case firstTime = "first_time"
        case unrepeated, calculate, like
    }

    var word: Word {
        switch self {
        case .count: .count
        case .sum: .sum
        case .mean: .mean
        case .share: .share
        case .minimum: .minimum
        case .maximum: .maximum
        case .quantile: .quantile
        case .median: .median
        case .distinct: .distinct
        case .nps: .nps
        case .repeatShare: .repeatShare
        case .firstTime: .firstTime
        case .unrepeated: .unrepeated
        case .calculate: .calculate
        case .like: .like
        }
    }

    /// The formula after the kind's key.
    var formula: MetricFormula? {
        switch self {
        case .count, .like: nil
        case .sum(let formula), .mean(let formula), .share(let formula), .minimum(let formula), .maximum(let formula),
            .quantile(let formula), .median(let formula), .distinct(let formula), .nps(let formula),
            .repeatShare(let formula), .firstTime(let formula), .unrepeated(let formula), .calculate(let formula):
            formula
        }
    }

    func replacingFormula(_ new: (MetricFormula) -> MetricFormula) -> MetricKind {
        switch self {
        case .count, .like: self
        case .sum(let formula): .sum(new(formula))
        case .mean(let formula): .mean(new(formula))
        case .share(let formula): .share(new(formula))
        case .minimum(let formula): .minimum(new(formula))
        case .maximum(let formula): .maximum(new(formula))
        case .quantile(let formula): .quantile(new(formula))
        case .median(let formula): .median(new(formula))
        case .distinct(let formula): .distinct(new(formula))
        case .nps(let formula): .nps(new(formula))
        case .repeatShare(let formula): .repeatShare(new(formula))
        case .firstTime(let formula): .firstTime(new(formula))
        case .unrepeated(let formula): .unrepeated(new(formula))
        case .calculate(let formula): .calculate(new(formula))
        }
    }

    /// The intervals it can have; the first is the default.
    var intervals: [IntervalMethod] {
        switch word {
        case .share, .repeatShare, .unrepeated: [.wilson, .none]
        case .mean: [.t, .none]
        case .nps: [.nps, .none]
        case .quantile, .median: [.order, .none]
        case .count: [.none, .poisson]
        case .calculate: [.none, .poisson, .wilson]
        case .firstTime: [.poisson, .none]
        case .sum, .minimum, .maximum, .distinct, .like: [.none]
        }
    }

    /// Whether the parts of a whole add up, so that a target for the whole says nothing about its parts.
    var isAdditive: Bool {
        switch word {
        case .count, .sum, .distinct, .firstTime: true
        default: false
        }
    }
}

/// How a metric's interval is made.
enum IntervalMethod: String, Sendable, CaseIterable {
    case wilson, t, nps, order, poisson, none
}

/// A metric as written. Absent keys are nil; those of a `like` are filled in from its model.
package struct MetricDefinition: Sendable {
    /// Its name, and where it is written.
    package let key: SourceText
    /// Whether it stands in the catalogue.
    package let isBuiltIn: Bool
    /// nil when it was written wrongly, which has been reported.
    var kind: MetricKind?
    /// The name or kind of the table whose rows it looks at.
    package var table: SourceText?
    /// The column that says when a row counts.
    package var time: SourceText?
    /// All must hold. A `like` adds its own to those of its model.
    var conditions: [MetricFormula] = []
    var among: MetricFormula?
    /// 0…1, for `quantile`.
    var quantileShare: Double?
    /// For `repeat_share`.
    var occasion: MetricFormula?
    var occasionThreshold: Int?
    /// For `unrepeated`, in milliseconds.
    var span: Int64?
    package var title: Wording?
    package var unit: MetricUnit?
    package var better: Direction?
    package var minimumN: Int?
    var interval: IntervalMethod?
    var intervalPlace: SourceText?
    var parameters: [MetricParameter] = []
    var factor: Double?
    /// The ends of the scale of a mean's values, in the unit of the metric.
    var range: ClosedRange<Double>?
    package var formula: Wording?
    package var source: Wording?
    package var caution: Wording?
    /// Keys of metrics that measure the same in another way.
    package var variants: [SourceText] = []
    /// Columns that even a table without them must not be measured without, though other metrics can do without.
    var needs: [SourceText] = []
    /// Columns whose words and scores the user has looked at: they are not compared with what the metric knows.
    var unchecked: [SourceText] = []
    /// The kind of table that a built-in metric, or the one this is a copy of, is about.
    var builtInKind: String?
    /// The keys written, with their places, to point at those that do not belong to the kind.
    var writtenKeys: [SourceText] = []

    init(key: SourceText, isBuiltIn: Bool) {
        self.key = key
        self.isBuiltIn = isBuiltIn
    }

    /// The kind's key as written: `share`, `count`, …; nil when the definition is wrong.
    package var kindWord: String? { kind?.word.rawValue }

    /// The definition with something else in place of each of its formulas.
    func replacingFormulas(_ new: (MetricFormula) -> MetricFormula) -> MetricDefinition {
        var definition = self
        definition.kind = kind?.replacingFormula(new)
        definition.among = among.map(new)
        definition.occasion = occasion.map(new)
        definition.conditions = conditions.map(new)
        return definition
    }

    /// Every formula of the definition.
    var formulas: [MetricFormula] {
        [kind?.formula, among, occasion].compactMap { $0 } + conditions
    }

    /// Whether a copy counts the same rows in the same way as its model: other words, units, bounds of what is shown and values of
    /// parameters, which the model's texts mention, do not matter.
    private var isSameAsModel: Bool {
        conditions.isEmpty && among == nil && quantileShare == nil && occasion == nil && occasionThreshold == nil
            && span == nil && factor == nil && table == nil && time == nil
    }

    /// The title of a copy without one of its own: that of the model with the condition that narrows it, none for any other change.
    private func titleOfCopy(_ title: Wording) -> Wording? {
        if isSameAsModel { return title }
        var other = self
        other.conditions = []
        guard other.isSameAsModel else { return nil }
        let conditions = conditions.map { "\($0.expression)" }.joined(separator: "; ")
        return Wording(en: "\(title.english) (\(conditions))", zh: "\(title.chinese)（\(conditions)）")
    }

    /// `like: KEY` – a copy of another metric, built-in or defined here; only what is written beside it differs.
    ///
    /// A `where` narrows the model: the conditions of both must hold. Other keys take the place of the model's, and
    /// `parameters` gives its parameters other values. The model's kind stays. The model's formula in words, source and caution are
    /// those of a copy only as long as it differs in nothing but words, unit, target and parameters; its title then too, and with
    /// the condition behind it where the copy only narrows the model. Else the copy bears its key until it has a `title`.
    ///
    /// - Example: `vip_csat: { like: csat_top2, where: tier = 'A' }`.
    func filled(from model: MetricDefinition) -> MetricDefinition {
        var filled = self
        filled.kind = model.kind
        filled.builtInKind = model.builtInKind
        filled.needs = model.needs + needs
        filled.unchecked = model.unchecked + unchecked
        filled.table = table ?? model.table
        filled.time = time ?? model.time
        filled.conditions = model.conditions + conditions
        filled.among = among ?? model.among
        filled.quantileShare = quantileShare ?? model.quantileShare
        filled.occasion = occasion ?? model.occasion
        filled.occasionThreshold = occasionThreshold ?? model.occasionThreshold
        filled.span = span ?? model.span
        filled.unit = unit ?? model.unit
        filled.better = better ?? model.better
        filled.minimumN = minimumN ?? model.minimumN
        filled.interval = interval ?? model.interval
        filled.factor = factor ?? model.factor
        filled.range = range ?? model.range
        // What was said of the model need not be true of a copy that differs.
        filled.title = title ?? model.title.map(titleOfCopy) ?? nil
        filled.formula = formula ?? (isSameAsModel ? model.formula : nil)
        filled.source = source ?? (isSameAsModel ? model.source : nil)
        filled.caution = caution ?? (isSameAsModel ? model.caution : nil)
        filled.parameters = model.parameters.map { parameter in
            var parameter = parameter
            if let own = parameters.first(where: { $0.name.text == parameter.name.text }) { parameter.take(own) }
            return parameter
        }
        return filled
    }
}

/// A named value of a metric, such as the 20 seconds of a service level; formulas mention it as `$target`.
struct MetricParameter: Sendable {
    var name: SourceText
    var value: SourceText
    var constant: Constant

    /// Takes the value of another parameter if it is of the right type; of a wrong one the user is told elsewhere.
    mutating func take(_ other: MetricParameter) {
        guard let converted = other.constant.converted(to: constant.type) else { return }
        value = other.value
        constant = converted
    }
}
