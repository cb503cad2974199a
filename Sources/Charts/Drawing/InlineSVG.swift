// The SVG of a drawing as small as a word: on one line, without a name of its own, one decimal.

/// The text of a small drawing under construction; what the shapes look like is the page's style.
struct InlineSVG {
    private var shapes = ""

    mutating func verticalLine(at x: Double, height: Double, class name: String) {
        shapes += "<path class=\"\(name)\" d=\"M\(Self.number(x)) 0V\(Self.number(height))\"/>"
    }

    mutating func horizontalLine(from x: Double, to end: Double, at y: Double, class name: String) {
        shapes += "<path class=\"\(name)\" d=\"M\(Self.number(x)) \(Self.number(y))H\(Self.number(end))\"/>"
    }

    mutating func dot(_ x: Double, _ y: Double, radius: Double, class name: String) {
        shapes +=
            "<circle class=\"\(name)\" cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\"/>"
    }

    mutating func bar(from x: Double, to end: Double, top: Double, height: Double, class name: String) {
        shapes +=
            "<rect class=\"\(name)\" x=\"\(Self.number(min(x, end)))\" y=\"\(Self.number(top))\""
            + " width=\"\(Self.number(abs(end - x)))\" height=\"\(Self.number(height))\" rx=\"1\"/>"
    }

    mutating func outline(_ corners: [(x: Double, y: Double)], class name: String) {
        shapes += "<path class=\"\(name)\" d=\"\(SVGDocument.path(corners, isClosed: true))\"/>"
    }

    /// The drawing, hidden from screen readers: the number beside it says the same.
    consuming func finished(width: Double, height: Double, class name: String = "inline") -> Drawing {
        Drawing(
            svg: "<svg class=\"\(name)\" viewBox=\"0 0 \(Self.number(width)) \(Self.number(height))\""
                + " aria-hidden=\"true\">\(shapes)</svg>")
    }

    /// One digit after the point, for short and stable SVG.
    private static func number(_ number: Double) -> String {
        let tenths = (number * 10).rounded()
        guard let whole = Int(exactly: tenths) else { return "0" }
        return whole % 10 == 0 ? "\(whole / 10)" : "\(whole / 10).\(abs(whole % 10))"
    }
}
