// A drawing as a file of its own: on white, since its colours are those for paper.

extension Drawing {
    /// The text of an SVG file; empty for a drawing of nothing.
    ///
    /// - Shape: a declaration of XML, then the drawing with its name space and a sheet of white behind it.
    package var file: String {
        guard let start = svg.firstRange(of: "<svg"), let end = svg[start.upperBound...].firstIndex(of: ">") else {
            return ""
        }
        let attributes = svg[start.upperBound..<end]
        let space = attributes.contains("xmlns=") ? "" : " xmlns=\"http://www.w3.org/2000/svg\""
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg\(space)\(attributes)>\n"
            + "  <rect width=\"100%\" height=\"100%\" fill=\"\(ChartTheme.standard.paper)\"/>"
            + svg[svg.index(after: end)...]
    }
}
