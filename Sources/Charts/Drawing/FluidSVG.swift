// The SVG of a drawing that is as wide as its place: positions in per cent across, type and marks in fixed sizes.

/// The text of a drawing that never scales its type: it serves a telephone and a sheet of paper alike.
///
/// - Units: `across` is a share of the width, 0…1; heights are pixels.
struct FluidSVG {
    private var shapes = ""

    mutating func band(from across: Double, to end: Double, top: Double, height: Double, class name: String) {
        let (low, high) = (min(across, end), max(across, end))
        shapes +=
            "<rect class=\"\(name)\" x=\"\(Self.share(low))\" y=\"\(Self.number(top))\""
            + " width=\"\(Self.share(high - low))\" height=\"\(Self.number(height))\"/>"
    }

    mutating func verticalLine(at across: Double, from top: Double, to bottom: Double, class name: String) {
        let x = Self.share(across)
        shapes +=
            "<line class=\"\(name)\" x1=\"\(x)\" x2=\"\(x)\" y1=\"\(Self.number(top))\" y2=\"\(Self.number(bottom))\"/>"
    }

    mutating func horizontalLine(from across: Double, to end: Double, at y: Double, class name: String) {
        let y = Self.number(y)
        shapes +=
            "<line class=\"\(name)\" x1=\"\(Self.share(across))\" x2=\"\(Self.share(end))\" y1=\"\(y)\" y2=\"\(y)\"/>"
    }

    /// A mark around a place.
    mutating func mark(_ mark: JudgementMark, at across: Double, _ y: Double) {
        let name = "mark \(mark.rawValue)"
        if let radius = mark.radius {
            dot(at: across, y, radius: radius, class: name)
        } else {
            outline(mark.corners, at: across, y, class: name)
        }
    }

    mutating func dot(at across: Double, _ y: Double, radius: Double, class name: String) {
        shapes +=
            "<circle class=\"\(name)\" cx=\"\(Self.share(across))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\"/>"
    }

    /// A line through points, as wide as the drawing and as high; its stroke does not stretch with it.
    mutating func path(_ points: [(across: Double, y: Double)], height: Double, class name: String) {
        guard !points.isEmpty else { return }
        let path = SVGDocument.path(points.map { ($0.across * 100, $0.y) })
        shapes +=
            "<svg width=\"100%\" height=\"\(Self.number(height))\" viewBox=\"0 0 100 \(Self.number(height))\""
            + " preserveAspectRatio=\"none\"><path class=\"\(name)\" d=\"\(path)\" vector-effect=\"non-scaling-stroke\"/></svg>"
    }

    /// An outline around a place.
    mutating func outline(
        _ corners: [(x: Double, y: Double)], at across: Double, _ y: Double, class name: String
    ) {
        let path = SVGDocument.path(corners, isClosed: true)
        shapes +=
            "<svg x=\"\(Self.share(across))\" y=\"\(Self.number(y))\" overflow=\"visible\">"
            + "<path class=\"\(name)\" d=\"\(path)\"/></svg>"
    }

    /// Two strokes that cross at a place.
    mutating func cross(at across: Double, _ y: Double) {
        shapes +=
            "<svg x=\"\(Self.share(across))\" y=\"\(Self.number(y))\" overflow=\"visible\">"
            + "<path class=\"cross\" d=\"M-3.5 -3.5L3.5 3.5M-3.5 3.5L3.5 -3.5\"/></svg>"
    }

    /// Where a text stands at its place.
    enum Anchor: String { case start, middle, end }

    /// - Parameter shift: pixels to the right.
    mutating func label(
        _ text: String, at across: Double, _ y: Double, _ anchor: Anchor, class name: String, shift: Double = 0
    ) {
        shapes +=
            "<text class=\"\(name)\" x=\"\(Self.share(across))\" y=\"\(Self.number(y))\" text-anchor=\"\(anchor.rawValue)\""
            + (shift == 0 ? ">" : " dx=\"\(Self.number(shift))\">") + "\(SVGDocument.escape(text))</text>"
    }

    /// The drawing, hidden from screen readers: what stands beside it says the same.
    consuming func finished(height: Double, class name: String) -> Drawing {
        Drawing(
            svg:
                "<svg class=\"\(name)\" width=\"100%\" height=\"\(Self.number(height))\" aria-hidden=\"true\">\(shapes)</svg>"
        )
    }

    /// The drawing with what it shows, for those who cannot see it.
    consuming func finished(height: Double, class name: String, caption: ChartCaption) -> Drawing {
        let identifier = caption.safeIdentifier
        return Drawing(
            svg: "<svg class=\"\(name)\" width=\"100%\" height=\"\(Self.number(height))\" role=\"img\""
                + " aria-labelledby=\"\(identifier)-title \(identifier)-description\">"
                + "<title id=\"\(identifier)-title\">\(SVGDocument.escape(caption.title))</title>"
                + "<desc id=\"\(identifier)-description\">\(SVGDocument.escape(caption.description))</desc>\(shapes)</svg>"
        )
    }

    private static func share(_ share: Double) -> String {
        SVGDocument.number(min(max(share.isFinite ? share : 0, -1), 2) * 100) + "%"
    }

    private static func number(_ number: Double) -> String { SVGDocument.number(number) }
}
