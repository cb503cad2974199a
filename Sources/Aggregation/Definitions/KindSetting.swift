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
    case active(ActiveFor)
    case word(String)
    case flag(Bool)
    case names([SourceText])
    case numbers([Double])

    /// As a definition says it.
    var description: String {
        switch self {
        case .formula(let formula): "\(formula.expression)"
        case .count(let count): "\(count)"
        case .number(let number): MetricValue.real(number).text
        case .length(let milliseconds): "\(Constant.duration(milliseconds))"
        case .active(let length): "\(length)"
        case .word(let word): word
        case .names(let names): "[\(names.map(\.text).joined(separator: ", "))]"
        case .numbers(let numbers): "[\(numbers.map { MetricValue.real($0).text }.joined(separator: ", "))]"
        case .range(let range): "\(range.lowerBound)...\(range.upperBound)"
        case .flag(let flag): "\(flag)"
        }
    }
}
