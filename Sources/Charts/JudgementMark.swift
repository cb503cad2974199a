// The marks of judgement: each is a shape of its own, so that colour is never the only sign.

/// What the mark of a number says of it.
///
/// Only a judgement beyond noise is filled and dark; all charts and legends use the same shapes.
package enum JudgementMark: String, Hashable, Sendable, CaseIterable {
    /// Better than what it is compared with: a filled circle.
    case better
    /// Worse, or its target missed: a diamond.
    case worse
    /// Different, neither good nor bad: a square.
    case different
    /// Above the range in which it moves by itself: a triangle that points up.
    case above
    /// Below it: a triangle that points down.
    case below
    /// Within noise, or not to be told yet: a hollow circle.
    case noise
    /// A plain number that nothing is said of.
    case plain

    /// Around a point of a small drawing.
    func draw(at x: Double, _ y: Double, _ svg: inout InlineSVG) {
        let name = "mark \(rawValue)"
        if let radius { return svg.dot(x, y, radius: radius, class: name) }
        svg.outline(corners.map { (x + $0.x, y + $0.y) }, class: name)
    }

    /// Of a round mark.
    var radius: Double? {
        switch self {
        case .better: 5
        case .noise, .plain: 4.2
        case .worse, .different, .above, .below: nil
        }
    }

    /// Of an angular mark, around its place.
    var corners: [(x: Double, y: Double)] {
        switch self {
        case .better, .noise, .plain: []
        case .worse: [(0, -6), (6, 0), (0, 6), (-6, 0)]
        case .different: [(-4.5, -4.5), (4.5, -4.5), (4.5, 4.5), (-4.5, 4.5)]
        case .above: [(0, -5.5), (5.5, 4.5), (-5.5, 4.5)]
        case .below: [(0, 5.5), (5.5, -4.5), (-5.5, -4.5)]
        }
    }
}
