// The signs of charts as they stand among words, in legends.

/// Something that charts draw and a legend explains.
package enum LegendSign: Hashable, Sendable {
    case mark(JudgementMark)
    /// A band: what was to be expected, or is usual.
    case range
    /// A stroke: a level to reach or not to exceed.
    case level

    /// In the order in which legends name them.
    package static let all = JudgementMark.allCases.map(LegendSign.mark) + [.range, .level]

    package var drawing: Drawing {
        var svg = InlineSVG()
        switch self {
        case .mark(let mark): mark.draw(at: 7, 7, &svg)
        case .range: svg.bar(from: 0.5, to: 13.5, top: 2.5, height: 9, class: "band edge")
        case .level: svg.verticalLine(at: 7, height: 14, class: "level")
        }
        return svg.finished(width: 14, height: 14, class: "sign")
    }
}
