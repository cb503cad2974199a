// Compares a number with one that a test writes, as exactly as it is written, and shows it in the same form.

import Foundation
import Stages
import Tabular

/// A written value of a metric, and what is near enough to it.
struct ValueComparison {
    private let written: WrittenValue
    /// How many of the metric's units one of what is written is.
    private let factor: ExactRatio
    /// - Units: those of the metric.
    private let tolerance: ExactRatio

    init(_ written: WrittenValue, tolerance: WrittenValue?, unit: MetricUnit) {
        self.written = written
        let one = ExactRatio(1)
        factor = written.factor(in: unit) ?? one
        let given = tolerance.flatMap { ExactRatio.product($0.number, $0.factor(in: unit) ?? one) }
        let usual = written.halfStep.flatMap { [factor] in ExactRatio.product($0, factor) }
        self.tolerance = given ?? usual ?? ExactRatio(0)
    }

    /// Whether a number is no further off than may be; nothing is only what is expected to be missing.
    ///
    /// Both are compared as fractions of whole numbers, a real as the shortest decimal that reads back as itself: 63.95% is neither below
    /// nor above 63.95%.
    func holds(for found: MetricValue?) -> Bool {
        guard let found, found.isFinite else { return written.form == .missing }
        if written.form == .missing { return false }
        let number: ExactRatio? =
            switch found {
            case .exact(let decimal): ExactRatio(decimal)
            case .real(let real): ExactRatio(writtenAs: real)
            }
        if let number, let expected = ExactRatio.product(written.number, factor),
            let difference = ExactRatio.difference(number, expected)
        {
            return !(tolerance < (difference < ExactRatio(0) ? difference.negated : difference))
        }
        // Beyond 18 digits on a side of the point.
        return abs(found.doubleValue - Self.real(written.number) * Self.real(factor)) <= Self.real(tolerance)
    }

    /// A number in the form of the written one: with as many digits, and more where these do not tell the two apart.
    func shown(_ found: MetricValue) -> String {
        let number = found.doubleValue / Self.real(factor)
        guard number.isFinite else { return found.text }
        let expected = Self.real(written.number)
        let isSame = { (decimals: Int) in
            written.form != .missing && text(number, decimals) == text(expected, decimals)
        }
        let decimals = (written.decimals...written.decimals + 9).first { !isSame($0) }
        let digits =
            written.form == .missing ? Thousands.text(found.text) : text(number, decimals ?? written.decimals)
        switch written.form {
        case .missing, .plain: return digits
        case .percentage: return digits + "%"
        case .length(_, let word): return "\(digits) \(word)"
        case .amount(let code): return "\(digits) \(code)"
        }
    }

    private func text(_ number: Double, _ decimals: Int) -> String {
        Thousands.text(String(format: "%.\(decimals)f", number))
    }

    private static func real(_ ratio: ExactRatio) -> Double { Double(ratio.numerator) / Double(ratio.denominator) }
}

enum Thousands {
    /// `12345.6` as `12,345.6`; what is no plain number stays as it is.
    static func text(_ number: String) -> String {
        let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first else { return number }
        let isNegative = first.first == "-"
        let digits = isNegative ? first.dropFirst() : first
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return number }
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return (isNegative ? "-" : "") + grouped + (parts.count == 2 ? "." + parts[1] : "")
    }
}
