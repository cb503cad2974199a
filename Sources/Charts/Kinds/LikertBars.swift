// The answers of a scale as a bar in a row of a table: low ones to the left of a common middle, high ones to the right.

/// Bars of rows that share one scale of answers and one axis, whose zero is the middle of the neutral answers.
///
/// - Units: shares of a row's answers, 0…1.
/// - Missing: a row without shares has no drawing.
package struct LikertBars: Sendable {
    private let steps: Int
    private let neutral: ClosedRange<Int>?
    private let left: Double
    private let right: Double

    private static let height = 24.0
    private static let axisHeight = 16.0
    /// A share is printed into its part of the bar from this part of the drawing's width on.
    private static let room = 0.075

    /// - Parameters:
    ///   - rows: the shares of every row, from the lowest answer to the highest.
    ///   - neutral: the answers that are neither high nor low.
    package init(rows: [[Double]], neutral: ClosedRange<Int>?) {
        steps = rows.map(\.count).max() ?? 0
        self.neutral = neutral
        let ends = rows.map { row -> (Double, Double) in
            let low = Self.below(row, neutral)
            return (low, row.reduce(0, +) - low)
        }
        left = max(ends.map { $0.0 }.filter(\.isFinite).max() ?? 0, 0.05)
        right = max(ends.map { $0.1 }.filter(\.isFinite).max() ?? 0, 0.05)
    }

    /// What lies to the left of zero: all answers below the neutral ones, and half of these.
    private static func below(_ shares: [Double], _ neutral: ClosedRange<Int>?) -> Double {
        guard let neutral, neutral.upperBound < shares.count else {
            return shares.prefix(shares.count / 2).reduce(0, +)
        }
        return shares[..<neutral.lowerBound].reduce(0, +) + shares[neutral].reduce(0, +) / 2
    }

    /// - Parameter share: negative to the left of zero.
    private func x(_ share: Double) -> Double { (share + left) / (left + right) }

    /// Classes: `row-plot likert`, `zero`, `step`, the name of a shade, `share`; colours are the page's.
    ///
    /// - Parameter format: a share as it is printed into the bar.
    package func drawing(of shares: [Double], format: (Double) -> String) -> Drawing {
        guard !shares.isEmpty, shares.count == steps, shares.allSatisfy({ $0.isFinite && $0 >= 0 }),
            shares.reduce(0, +) > 0
        else { return .none }
        var svg = FluidSVG()
        var start = -Self.below(shares, neutral)
        for (step, share) in shares.enumerated() where share > 0 {
            let shade = Self.shade(of: step, among: steps, neutral)
            svg.band(from: x(start), to: x(start + share), top: 2, height: Self.height - 4, class: "step \(shade)")
            if share / (left + right) >= Self.room {
                svg.label(
                    format(share), at: x(start + share / 2), Self.height / 2 + 4, .middle, class: "share \(shade)")
            }
            start += share
        }
        // Zero stands above and below the bar, where it crosses no number.
        svg.verticalLine(at: x(0), from: 0, to: 3, class: "zero")
        svg.verticalLine(at: x(0), from: Self.height - 3, to: Self.height, class: "zero")
        return svg.finished(height: Self.height, class: "row-plot likert")
    }

    /// The shares to both sides of zero, to stand once below the rows.
    package func axis(format: (Double) -> String) -> Drawing {
        let scale = AxisScale(
            over: [-left, right], limits: -left...right, includesZero: true, count: 4, format: { "\($0)" })
        var svg = FluidSVG()
        for tick in scale.ticks {
            let across = x(tick.value)
            svg.verticalLine(at: across, from: 0, to: 4, class: "tick")
            svg.label(
                format(abs(tick.value)), at: across, Self.axisHeight - 2,
                across < 0.08 ? .start : across > 0.92 ? .end : .middle, class: "axis-label")
        }
        return svg.finished(height: Self.axisHeight, class: "row-plot likert")
    }

    /// A step's shade as a sign among words.
    package static func sign(of step: Int, among steps: Int, neutral: ClosedRange<Int>?) -> Drawing {
        var svg = InlineSVG()
        svg.bar(from: 0.5, to: 13.5, top: 1.5, height: 11, class: "step \(shade(of: step, among: steps, neutral))")
        return svg.finished(width: 14, height: 14, class: "sign")
    }

    /// `low3` for the lowest, `low1` beside the neutral ones, `even`, `high1` to `high3` for the highest.
    static func shade(of step: Int, among steps: Int, _ neutral: ClosedRange<Int>?) -> String {
        if neutral?.contains(step) == true { return "even" }
        let ends = neutral.map { ($0.lowerBound, $0.upperBound) } ?? (steps / 2, (steps - 1) / 2)
        let (count, place) = step < ends.0 ? (ends.0, ends.0 - step) : (steps - 1 - ends.1, step - ends.1)
        // The outermost is dark; of many, each third has a shade.
        let level = count <= 3 ? 3 - (count - place) : (place * 3 + count - 1) / count
        return (step < ends.0 ? "low" : "high") + "\(max(1, min(3, level)))"
    }
}
