// `hours`: how many there are at each hour of each weekday, a shaded table.

import Diagnostics
import Documents
import Stages
import Tabular

/// When there is how much.
///
/// - Shape: per metric a table of weekdays by hours, from the first hour that has something to the last, darker where there is more; beside
///   each weekday stands for how many days of the period it is.
/// - Missing: hidden counts are `*`, nothing is `·`; weekdays that the period has not are left out; without counts by hour and weekday the
///   block is left out, which a plan refuses.
struct Hours: ReportBlock {
    static let word = "hours"
    static let help = Wording(
        en: "counts by the hour of the day and the day of the week, darker where there is more",
        zh: "按小时与星期列出的计数，越多颜色越深")
    static let metricsKey = OptionKey(
        "metrics", .oneOrMore(.name(.metric)),
        help: Wording(
            en: "which counts; the first one that is divided by hour and weekday unless said",
            zh: "显示哪些计数；默认第一个按小时与星期划分的计数"))
    static let keys = [metricsKey]

    /// Empty for the first that can be shown.
    var metrics: [SourceText] = []
    /// Where it is written.
    private(set) var place: SourceLocation?

    init() {}

    init(_ reader: OptionReader) {
        metrics = reader.texts(Self.metricsKey) ?? []
        place = reader.node.location
    }

    var namedMetrics: [SourceText] { metrics }

    func section(from desk: ReportDesk) -> Document.Section? {
        let days = weekdays(desk)
        let counting = desk.metrics.filter(\.counts)
        let chosen =
            metrics.isEmpty
            ? counting : metrics.compactMap { name in counting.first { $0.key == name.text } }
        let grids = chosen.compactMap { metric in HourGrid(metric.key, desk).map { (metric, $0) } }
        let shown = metrics.isEmpty ? Array(grids.prefix(1)) : grids
        let heats = shown.map { HourHeat(metric: $0.0, grid: $0.1, days: days, desk: desk).heat }
        guard !heats.isEmpty else { return nil }
        return Document.Section(anchor: Self.word, title: desk.words[.hours], elements: heats.map { .heat($0) })
    }

    /// How many days of the period each weekday is, Monday first; all of them 0 where the period has no days.
    private func weekdays(_ desk: ReportDesk) -> [Int] {
        var counts = [Int](repeating: 0, count: 7)
        let period = desk.results.period
        let span = period.start.flatMap { start in period.end.map { start..<$0 } }
        guard let span = span ?? desk.results.allDays.map({ $0.lowerBound..<($0.upperBound + 1) }) else {
            return counts
        }
        // Days to come have nothing yet.
        let end = min(span.upperBound, Int(desk.facts.zone.localDay(of: desk.facts.asOf - 1)) + 1)
        for day in span.lowerBound..<max(span.lowerBound, end) { counts[CivilDate(dayNumber: day).weekday - 1] += 1 }
        return counts
    }
}

/// One metric by hours and weekdays as a shaded table.
private struct HourHeat {
    let metric: MetricDescription
    let grid: HourGrid
    let days: [Int]
    let desk: ReportDesk

    var heat: Document.Heat {
        let hours = grid.hours
        let busiest = grid.busiest
        let steps = AmountSteps(most: busiest?.count ?? 0)
        let rows = (0..<7).filter { days[$0] > 0 }.map { weekday in
            Document.Heat.Row(
                label: HoursWords.weekday(weekday, days: desk.printed(days[weekday]))[desk.language],
                cells: [sum(weekday)] + hours.map { cell(grid[weekday, $0], steps) })
        }
        let counts = days.filter { $0 > 0 }
        return Document.Heat(
            title: busiest.map { busiest in
                HoursWords.title(
                    metric.title, weekday: busiest.weekday, hour: busiest.hour, count: desk.printed(busiest.count),
                    days: desk.printed(days[busiest.weekday]))
            }.map { $0[desk.language] } ?? HoursWords.nothing(metric.title)[desk.language],
            corner: desk.words[.weekday], columns: [desk.words[.allDay]] + hours.map { "\($0)" }, rows: rows,
            legend: steps.ranges.map { shade, range in
                Document.Heat.Key(
                    shade,
                    range.count == 1
                        ? desk.format.count(range.lowerBound)
                        : "\(desk.format.count(range.lowerBound))–\(desk.format.count(range.upperBound))")
            },
            note: HoursWords.note(areEqual: Set(counts).count < 2, hasHidden: grid.hasHidden)[desk.language],
            isDense: true)
    }

    private func cell(_ entry: HourGrid.Entry, _ steps: AmountSteps) -> Document.Heat.Cell {
        switch entry {
        case .hidden: return Document.Heat.Cell(value: "*")
        case .count(0): return Document.Heat.Cell(value: "·")
        case .count(let count):
            return Document.Heat.Cell(
                .number(Document.Number(count: count, shown: desk.format.count(count))), shade: steps.shade(of: count))
        }
    }

    private func sum(_ weekday: Int) -> Document.Heat.Cell {
        guard let sum = grid.sum(weekday) else { return Document.Heat.Cell(value: "*") }
        return Document.Heat.Cell(.number(Document.Number(count: sum, shown: desk.format.count(sum))))
    }
}

/// Counts in five steps of the same width.
struct AmountSteps {
    private static let shades: [Document.Heat.Shade] = [.amount1, .amount2, .amount3, .amount4, .amount5]

    /// Each shade with the counts that have it, from few to many; counts that no whole number falls into are left out.
    let ranges: [(shade: Document.Heat.Shade, counts: ClosedRange<Int>)]

    /// - Parameter most: the largest count; none where it is 0.
    init(most: Int) {
        let shades = Self.shades
        ranges = shades.indices.compactMap { step in
            let (low, high) = (Self.end(step, most) + 1, Self.end(step + 1, most))
            return low <= high ? (shades[step], low...high) : nil
        }
    }

    /// The largest count of so many steps.
    private static func end(_ steps: Int, _ most: Int) -> Int {
        // Without multiplying what may be huge.
        most / shades.count * steps + most % shades.count * steps / shades.count
    }

    func shade(of count: Int) -> Document.Heat.Shade {
        ranges.first { $0.counts.contains(count) }?.shade ?? .plain
    }
}
