// The table of true figures, and the plain way they are cut by period and segment.

/// One true figure, before it is known for which period and segment.
struct Figure {
    let metric: String
    let value: String
    var numerator = ""
    var denominator = ""
    let n: Int

    /// A number of rows.
    static func count(_ metric: String, _ count: Int) -> Figure {
        Figure(metric: metric, value: "\(count)", numerator: "\(count)", n: count)
    }

    /// A quotient; empty when there is nothing to divide by.
    static func ratio(_ metric: String, _ numerator: Int, _ denominator: Int, times scale: Int = 1) -> Figure {
        let value = denominator == 0 ? "" : plainNumber(Double(numerator) * Double(scale) / Double(denominator))
        return Figure(
            metric: metric, value: value, numerator: "\(numerator)", denominator: "\(denominator)", n: denominator)
    }

    /// The middle value, or the mean of the two middle ones, divided by `unit`.
    static func median(_ metric: String, _ values: [Int], unit: Int = 1) -> Figure {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return Figure(metric: metric, value: "", n: 0) }
        let twice = sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]
        return Figure(metric: metric, value: plainNumber(Double(twice) / Double(2 * unit)), n: sorted.count)
    }
}

/// A number in its shortest exact form, whole numbers without a fraction.
func plainNumber(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// A reporting period; the end is the first day that no longer belongs to it.
struct Period {
    let grain: String
    let start: CivilDate
    let end: CivilDate

    func contains(_ moment: ClockSecond) -> Bool { moment >= start.start && moment < end.start }

    /// All time, which has no bounds to print.
    static let all = Period(grain: "all", start: CivilDate(1970, 1, 1), end: CivilDate(2970, 1, 1))

    var startText: String { grain == "all" ? "" : start.iso }
    var endText: String { grain == "all" ? "" : end.iso }

    static func day(_ date: CivilDate) -> Period {
        Period(grain: "day", start: date, end: date.adding(days: 1))
    }

    static func month(_ date: CivilDate) -> Period {
        Period(grain: "month", start: date.monthStart(), end: date.monthStart(plus: 1))
    }

    static func quarter(startingWith date: CivilDate) -> Period {
        Period(grain: "quarter", start: date.monthStart(), end: date.monthStart(plus: 3))
    }
}

/// A way to cut events into segments; the one without a key is the total.
struct Breakdown<Event> {
    let key: String
    let segment: (Event) -> String

    static var total: Breakdown { Breakdown(key: "", segment: { _ in "" }) }
}

/// The rows of `truth.csv`.
struct TruthTable {
    private var lines: [String] = []

    static let header = "metric,grain,period_start,period_end,segment,value,numerator,denominator,n"

    mutating func add(_ figure: Figure, _ period: Period, segment: String) {
        lines.append(
            [
                figure.metric, period.grain, period.startText, period.endText, segment, figure.value, figure.numerator,
                figure.denominator, "\(figure.n)",
            ].joined(separator: ","))
    }

    /// Every figure for every period and segment that has events.
    mutating func add<Event>(
        _ events: [Event], at moment: (Event) -> ClockSecond?, periods: [Period], by breakdowns: [Breakdown<Event>],
        figures: ([Event]) -> [Figure]
    ) {
        for period in periods {
            let inPeriod = events.filter { moment($0).map(period.contains) ?? false }
            for breakdown in breakdowns {
                let segments = inPeriod.map(breakdown.segment)
                for segment in Set(segments).sorted() {
                    let members = zip(inPeriod, segments).filter { $0.1 == segment }.map(\.0)
                    let label = breakdown.key.isEmpty ? "" : "\(breakdown.key)=\(segment)"
                    for figure in figures(members) { add(figure, period, segment: label) }
                }
            }
        }
    }

    /// The table, sorted by metric, period and segment.
    var text: String { ([Self.header] + lines.sorted()).joined(separator: "\n") + "\n" }
}
