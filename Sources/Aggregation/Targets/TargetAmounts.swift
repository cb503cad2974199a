// Reads what a target says in the metric's own unit, and refuses a percentage that does not say of what.

import Diagnostics
import Stages

/// What a text says of how much is aimed at.
struct TargetAmounts {
    let metric: String
    let unit: MetricUnit

    /// A number that is to be reached.
    func level(_ written: SourceText) -> Result<Double, TargetMistake> {
        unit.number(writtenAs: written).map { .success($0) } ?? .failure(.noAmount)
    }

    /// By how much a number is to move: more than nothing.
    func step(_ written: SourceText, isIncrease: Bool) -> Result<TargetGoal.Step, TargetMistake> {
        let text = written.text.filter { !$0.isWhitespace }.lowercased()
        if let share = Self.without(text, "ofbaseline") ?? Self.without(text, before: "基线的") {
            guard share.last == "%", let number = OptionReader.number(share), number > 0, isIncrease || number <= 1
            else {
                return .failure(.wrongStep)
            }
            return .success(.ofBaseline(number))
        }
        if let points = ["pp", "个百分点", "百分点"].lazy.compactMap({ Self.without(text, $0) }).first {
            guard unit == .fraction, points.last != "%", let number = OptionReader.number(points), number > 0,
                number <= 100
            else { return .failure(.wrongStep) }
            return .success(.points(OptionReader.number(points + "%") ?? number / 100))
        }
        if text.last == "%" || unit == .fraction {
            return .failure(OptionReader.number(text) == nil ? .wrongStep : .ofWhat)
        }
        guard case .success(let number) = level(written), number > 0 else { return .failure(.wrongStep) }
        return .success(.points(number))
    }

    private static func without(_ text: String, _ ending: String) -> String? {
        text.hasSuffix(ending) ? String(text.dropLast(ending.count)) : nil
    }

    private static func without(_ text: String, before beginning: String) -> String? {
        text.hasPrefix(beginning) ? String(text.dropFirst(beginning.count)) : nil
    }
}

/// What is wrong with what a target says.
enum TargetMistake: Error, Equatable {
    case noAmount
    /// A percentage, of which it is not said whether it is of the baseline or in points.
    case ofWhat
    case wrongStep
}
