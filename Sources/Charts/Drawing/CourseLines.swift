// The course of a series in a drawing as wide as its place: its line, cut where numbers are missing, steps of its limits, shaded periods.

/// One series between a top and a bottom, the periods spread over the width.
///
/// - Units: `x` is a share of the width, `y` pixels.
struct CourseLines {
    let line: SeriesPoints
    let count: Int
    /// Positions of values of a part of a period.
    let partial: Set<Int>
    let height: Double
    /// The height of a value.
    let y: (Double) -> Double

    /// How far a period reaches to each side of its point.
    private var half: Double { count > 1 ? 0.48 / Double(count - 1) : 0.5 }

    func x(_ index: Int) -> Double { count > 1 ? 0.02 + Double(index) / Double(count - 1) * 0.96 : 0.5 }

    /// A level per period; nil where it is not known or cannot be drawn.
    static func steps(_ levels: [Double?], count: Int) -> [SeriesPoints.Point?] {
        (0..<count).map { index in
            guard levels.indices.contains(index), let value = levels[index], AxisScale.isDrawable(value) else {
                return nil
            }
            return (index, value)
        }
    }

    func drawShades(_ shaded: Set<Int>, height: Double, _ svg: inout FluidSVG) {
        for index in shaded.sorted() where (0..<count).contains(index) {
            svg.band(from: max(0, x(index) - half), to: min(1, x(index) + half), top: 0, height: height, class: "shade")
        }
    }

    /// Steps, since each period has a level of its own; they break where none is known.
    func drawSteps(_ steps: [SeriesPoints.Point?], class name: String, _ svg: inout FluidSVG) {
        for run in SeriesPoints.runs(of: steps) {
            let corners = run.flatMap { point in
                [(max(0, x(point.index) - half), y(point.value)), (min(1, x(point.index) + half), y(point.value))]
            }
            svg.path(corners, height: height, class: name)
        }
    }

    /// The line, dashed to and from points of a part of a period; a point that stands alone is a small dot.
    func drawLine(_ svg: inout FluidSVG) {
        for run in line.runs {
            for solid in SeriesPoints.solidRuns(run, partial) where solid.count > 1 {
                svg.path(solid.map { (x($0.index), y($0.value)) }, height: height, class: "line")
            }
            for (from, to) in SeriesPoints.dashedSteps(run, partial) {
                svg.path(
                    [(x(from.index), y(from.value)), (x(to.index), y(to.value))], height: height, class: "line partial")
            }
            if run.count == 1, !partial.contains(run[0].index) {
                svg.dot(at: x(run[0].index), y(run[0].value), radius: 1.5, class: "point")
            }
        }
    }

    /// The last point with its mark, and those of parts of periods, which are hollow.
    func drawLast(_ mark: JudgementMark, _ svg: inout FluidSVG) {
        let last = line.points.last { $0 != nil } ?? nil
        for case let point? in line.points where partial.contains(point.index) && point.index != last?.index {
            svg.dot(at: x(point.index), y(point.value), radius: 2.5, class: "point partial")
        }
        guard let last else { return }
        if partial.contains(last.index) {
            svg.dot(at: x(last.index), y(last.value), radius: 4, class: "point partial")
        } else {
            svg.mark(mark, at: x(last.index), y(last.value))
        }
    }
}
