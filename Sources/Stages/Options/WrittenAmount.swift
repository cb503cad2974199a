// A number that somebody wrote in the unit of a metric: a share, a length of time, points, money.

import Diagnostics
import Expressions

extension MetricUnit {
    /// The number in this unit.
    ///
    ///     85%, 0.85   of a share
    ///     5 min, 300  of seconds
    ///     4.2         of points
    ///
    /// - Missing: nil where the text is no number of this unit; a percentage is one of shares alone.
    package func number(writtenAs text: SourceText) -> Double? {
        let number = OptionReader.number(text.text)
        let isPercentage = text.text.last == "%"
        switch self {
        case .fraction: return number.flatMap { (0...1).contains($0) ? $0 : nil }
        case .perThousand, .points, .count, .currency, .number: return isPercentage ? nil : number
        case .seconds: return isPercentage ? nil : number ?? Self.time(text, unit: 1000)
        case .minutes: return isPercentage ? nil : number ?? Self.time(text, unit: 60_000)
        case .hours: return isPercentage ? nil : number ?? Self.time(text, unit: 3_600_000)
        case .days: return isPercentage ? nil : number ?? Self.time(text, unit: 86_400_000)
        }
    }

    /// - Parameter unit: milliseconds of it.
    private static func time(_ text: SourceText, unit: Double) -> Double? {
        guard case .duration(let milliseconds)? = Expression(text, collector: DiagnosticCollector())?.constant else {
            return nil
        }
        return Double(milliseconds) / unit
    }

    /// What ``number(writtenAs:)`` understands, in words.
    package var expectedAmount: Wording {
        switch self {
        case .fraction: Wording(en: "a share from 0% to 100%", zh: " 0% 到 100% 的份额")
        case .seconds, .minutes, .hours, .days:
            Wording(en: "a number of \(text) or a duration such as 5 min", zh: "以 \(text) 计的数或时长（如 5 min）")
        case .perThousand, .points, .count, .currency, .number:
            Wording(en: "a number in the metric's unit (\(text))", zh: "指标单位（\(text)）下的数")
        }
    }
}
