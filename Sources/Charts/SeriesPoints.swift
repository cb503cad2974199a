// The points of a series, cut into runs where values are missing.

/// The points of a series, cut where values are missing.
struct SeriesPoints {
    typealias Point = (index: Int, value: Double)
    typealias Limits = (index: Int, low: Double, high: Double)

    /// One entry per period; nil where there is nothing to draw.
    let points: [Point?]
    /// Points that are connected.
    let runs: [[Point]]
    /// Neighbouring limits that make one band.
    let bandRuns: [[Limits]]

    init(_ series: LineChart.Series, count: Int) {
        func value(_ values: [Double?], _ index: Int) -> Double? {
            guard index < values.count, let value = values[index], AxisScale.isDrawable(value) else { return nil }
            return value
        }
        points = (0..<count).map { index in value(series.values, index).map { (index, $0) } }
        runs = Self.runs(of: points)
        bandRuns = Self.runs(
            of: (0..<count).map { index in
                guard let low = value(series.low, index), let high = value(series.high, index) else { return nil }
                return (index, Swift.min(low, high), Swift.max(low, high))
            })
    }

    /// Everything the axis must make room for.
    var drawnValues: [Double] {
        points.compactMap { $0?.value } + bandRuns.joined().flatMap { [$0.low, $0.high] }
    }

    /// The stretches of a run between points of partial periods.
    static func solidRuns(_ run: [Point], _ partial: Set<Int>) -> [[Point]] {
        run.split { partial.contains($0.index) }.map(Array.init)
    }

    /// The steps of a run that lead to or from a point of a partial period.
    static func dashedSteps(_ run: [Point], _ partial: Set<Int>) -> [(from: Point, to: Point)] {
        zip(run, run.dropFirst()).filter { partial.contains($0.index) || partial.contains($1.index) }
            .map { (from: $0, to: $1) }
    }

    /// Parts that follow one another without a gap.
    static func runs<Part>(of parts: [Part?]) -> [[Part]] {
        var runs: [[Part]] = []
        var isOpen = false
        for part in parts {
            guard let part else {
                isOpen = false
                continue
            }
            if isOpen { runs[runs.count - 1].append(part) } else { runs.append([part]) }
            isOpen = true
        }
        return runs
    }
}
