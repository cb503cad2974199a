// The scale of a scorecard: which value of a metric is worth how many points.

extension Scorecard {
    /// A floor that is worth 0 points, a target worth 80 and a stretch worth 100, straight lines between them.
    ///
    /// - Units: of the metric.
    /// - Bounds: the three rise strictly, or fall strictly where less is better.
    package struct Scale: Sendable, Hashable {
        package var floor: Double
        package var target: Double
        package var stretch: Double

        package init(floor: Double, target: Double, stretch: Double) {
            self.floor = floor
            self.target = target
            self.stretch = stretch
        }

        /// What the target is worth.
        package static let pointsOfTarget = 80.0

        package var isRising: Bool { floor < stretch }

        /// The points of a value.
        ///
        /// - Bounds: 0…100; rounded to a billionth, so that a value on the target is worth 80 and no hair less.
        package func points(of value: Double) -> Double {
            func share(from start: Double, to end: Double) -> Double {
                min(1, max(0, (value - start) / (end - start)))
            }
            let points =
                Self.pointsOfTarget * share(from: floor, to: target)
                + (100 - Self.pointsOfTarget) * share(from: target, to: stretch)
            return Scorecard.rounded(points)
        }
    }

    /// Points without what floating-point arithmetic adds to them.
    package static func rounded(_ points: Double) -> Double { (points * 1e9).rounded() / 1e9 }
}
