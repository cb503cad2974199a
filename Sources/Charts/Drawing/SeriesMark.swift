// Series differ by the shape of their marks and by dashes, so that colour is never the only sign.

/// How the points and the line of a series look.
struct SeriesMark {
    let colour: String
    let dash: String?
    private let shape: Int
    private let paper: String

    init(_ index: Int, _ theme: ChartTheme) {
        colour = theme.seriesColour(index)
        paper = theme.paper
        shape = index % 5
        let round = index / Swift.max(theme.series.count, 1)
        dash = [nil, "7 4", "2 4", "9 3 2 3"][round % 4]
    }

    func draw(at x: Double, _ y: Double, isHollow: Bool, _ document: inout SVGDocument) {
        let fill = isHollow ? paper : colour
        let width = isHollow ? 2.0 : 1
        let r = isHollow ? 4.0 : 3.5
        if shape == 0 { return document.circle(x, y, r, fill: fill, stroke: colour, width: width) }
        let corners: [(x: Double, y: Double)] =
            switch shape {
            case 1: [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)]
            case 2: [(x, y - r - 1), (x + r + 1, y + r), (x - r - 1, y + r)]
            case 3: [(x, y - r - 1.5), (x + r + 1.5, y), (x, y + r + 1.5), (x - r - 1.5, y)]
            default: [(x, y + r + 1), (x + r + 1, y - r), (x - r - 1, y - r)]
            }
        document.path(SVGDocument.path(corners, isClosed: true), fill: fill, stroke: colour, width: width)
    }
}
