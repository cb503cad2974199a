// What a kind of metrics over the cells of other metrics is: a share of the total, growth, an index.

import Diagnostics
import Expressions
import Stages
import Tabular

/// A kind of metrics that looks at no rows, but at the cells of others, with the settings of one metric.
///
/// `calculate` is a formula of one cell of each; these look at other cells too, or at what can be missing.
protocol CellKind: WrittenKind {
    /// Nil when a key it cannot do without is absent, which is told elsewhere.
    init?(_ settings: KindSettings)

    /// What it makes of its operands' units and directions; nil where they do not fit, which is told.
    func character(of operands: [CellKindOperand], _ mistake: CellKindMistakes) -> CellKindCharacter?

    /// Whether it has a value only of periods that begin and end.
    var needsPeriods: Bool { get }

    /// Whether it divides by the days of a period that are over, so that rows of later ones must not count.
    var isOfDaysOver: Bool { get }

    /// The period whose cells are looked at beside those of a period; nil for none.
    func base(of period: Period) -> Period?

    /// What a cell comes to in which no row of its operands counts, per operand what that comes to; nil where it is undefined.
    func nothing(of operands: [Measurement?]) -> Measurement?

    /// Its cells by one breakdown.
    func cells(_ input: CellKindInput) -> MetricCells

    /// The same in SQL: a query for breakdown, period, segment, value, numerator, denominator and n.
    func sql(_ scope: CellKindSQLScope) -> String
}

extension CellKind {
    static var choosesRows: Bool { false }

    static func computation(_ value: KindValue) -> MetricComputation? {
        value.names.map { .cells(Self.self, $0) }
    }

    var needsPeriods: Bool { false }

    var isOfDaysOver: Bool { false }

    func base(of period: Period) -> Period? { nil }

    func nothing(of operands: [Measurement?]) -> Measurement? { nil }
}

/// What a metric over cells must know of one that it is made from.
struct CellKindOperand {
    var key: String
    /// The table it looks at; nil for one that is made from others.
    var table: String?
    var unit: MetricUnit
    var better: Direction
    /// Whether the parts of a whole add up.
    var isAdditive: Bool
    /// Whether it is a number of things.
    var isCount: Bool
    /// Whether what it looks at happened in the period, and in no other.
    var isOfItsPeriod: Bool
}

/// What a metric over cells is like.
struct CellKindCharacter {
    var unit: MetricUnit
    /// Which way is better where its definition does not say.
    var better: Direction?
    var interval: IntervalMethod = .none
    /// The whole that its denominator is, if it is one.
    var whole: CellFooting.Whole?
    /// Whether its cells tell of those of other periods.
    var looksBeyondPeriod = false
    /// Whether one of its operands follows from it and the others.
    var tellsOperands = false
}

/// Where mistakes of a metric over cells are told.
struct CellKindMistakes {
    let metric: String
    let location: SourceLocation
    /// Whether what is written stands in the catalogue, where nobody can mend it.
    let isBuiltIn: Bool
    let segments: [SegmentSchema]
    /// Whether the pipeline says when business is open.
    let hasCalendar: Bool
    let collector: DiagnosticCollector

    func tell(_ mistake: Diagnostic) { collector.add(mistake) }

    func tellNoCalendar() {
        let subject = Wording(en: "metric '\(metric)'", zh: "指标 '\(metric)'")
        tell(NoCalendar.diagnostic(of: subject, at: location))
    }
}

/// The cells that a metric over cells is made from.
struct CellKindInput {
    /// Per operand, by one breakdown.
    let operands: [MetricCells]
    let breakdown: Breakdown
    /// Those that the places of the cells count.
    let periods: [Period]
    /// By period, the position of the one whose cells are looked at too; nil where one of both is partial.
    let bases: [Int?]
    /// By period, whether some of the same rows count in its base.
    let sharesRows: [Bool]
    /// Per operand, what its cells come to that are not there.
    let absent: [AbsentCells]
    /// Per operand, whether it is a number of things.
    let areCounts: [Bool]
    let interval: IntervalMethod
    /// How many days there are in a period.
    let days: ReportPeriods
}

/// What a metric over cells may use to say in SQL what it computes.
struct CellKindSQLScope {
    let dialect: SQLDialect
    /// Per operand, where its cells are kept.
    let cells: [String]
    /// By position in the plan: those by which the metric is divided, with their segments, their periods and, by period, the position of
    /// its base.
    let breakdowns: [(position: Int, segments: [String], periods: [Period], bases: [Int?])]
    /// Per operand, what its cells come to that are not there.
    let absent: [AbsentCellsSQL]
    /// Per operand, whether it is a number of things.
    let areCounts: [Bool]
    /// How many days there are in a period.
    let days: ReportPeriods

    /// The cells of the first operand in the breakdowns of the metric.
    var first: String {
        let positions = breakdowns.map { "\($0.position)" }.joined(separator: ", ")
        return "(SELECT * FROM \(cells[0]) WHERE breakdown IN (\(positions)))"
    }
}
