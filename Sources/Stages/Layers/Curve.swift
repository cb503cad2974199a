// A curve: numbers over steps that follow one another, such as the share of customers still there after so many days.

import Diagnostics

/// One or more lines over the same steps.
///
/// - Shape: steps × lines; a line may end early.
/// - Units: one for all numbers, another for the steps; a share is a fraction.
/// - Missing: nil, for a step without a number as for a hidden one.
package struct Curve: Sendable {
    /// A number at one step.
    package struct Point: Sendable {
        package var value: Double?
        /// The limits of its interval, where it has one.
        package var low: Double?
        package var high: Double?
        /// How many rows it rests on.
        package var n: Int
        package fileprivate(set) var isHidden = false

        package init(_ value: Double?, low: Double? = nil, high: Double? = nil, n: Int) {
            self.value = value
            self.low = low
            self.high = high
            self.n = n
        }
    }

    /// Numbers of one group.
    package struct Line: Sendable {
        package var title: Wording
        package var points: [Point]

        package init(title: Wording, points: [Point]) {
            self.title = title
            self.points = points
        }
    }

    package var stepTitle: Wording
    package var stepUnit: MetricUnit
    /// Ascending.
    package var steps: [Double]
    package var unit: MetricUnit
    package var lines: [Line]

    package init(stepTitle: Wording, stepUnit: MetricUnit, steps: [Double], unit: MetricUnit, lines: [Line]) {
        self.stepTitle = stepTitle
        self.stepUnit = stepUnit
        self.steps = steps
        self.unit = unit
        self.lines = lines
    }

    /// Hides every point that rests on one row or more and fewer than `floor`, its interval included.
    package func hidden(below floor: Int) -> Curve {
        var curve = self
        for line in lines.indices {
            for (index, point) in lines[line].points.enumerated() where point.n > 0 && point.n < floor {
                curve.lines[line].points[index] = Point(nil, n: 0)
                curve.lines[line].points[index].isHidden = true
            }
        }
        return curve
    }
}
