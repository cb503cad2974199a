// What is true of every metric of a kind, as data: what its formula is, what its numbers are, and what may be done with them.

import Stages
import Tabular

/// What the rest of the house must know of a kind of metrics, so that nobody has to ask which one it is.
struct KindTraits: Sendable {
    /// What its formula gives.
    var takes: FormulaTypes
    /// What its numbers are measured in.
    var unit: Unit = .ofFormula
    /// The intervals it can have; the first is the default.
    var intervals: [IntervalMethod] = [.none]
    /// Where its numbers are exact decimals.
    var exactness: Exactness = .never
    /// Whether the parts of a whole add up, so that a target for the whole says nothing about its parts.
    var isAdditive = false
    /// Whether it is a number of things: then two of them divided have the interval of a share or of a rate.
    var isCount = false
    /// For a number that is its numerator ÷ its denominator × this, of which those of parts add up to those of the whole; else nil.
    var quotientOfSums: Double?
    /// How the metric can be counted together with others; nil for one that does more than count rows.
    var tally: Tally?
    /// Whether it adds up or compares numbers of more than 64 bits as well.
    var takesWideNumbers = false
    /// Whether it adds up the values of rows, so that what stands on several rows is counted several times.
    var addsUpValues = false
    /// Whether it tells how far values lie apart, so that with their mean it tells the sum of their squares.
    var tellsSpread = false
    /// Whether the value of one cell may be the metric's, so that columns that name people are refused.
    var showsOneCell = false
    /// Whether its formulas tell customers or other things apart.
    var tellsApart = false
    /// Whether it finds pairs of items, beside its number.
    var findsPairs = false
    /// The scale that the values of its formula are of; cells outside of it are told of.
    var scale: ClosedRange<Double>?
    /// Whether it must know when a row was.
    var needsTime = false
    /// Whether rows to come can still change what a row comes to, so that it must know how far the data reach.
    var waits = false
    /// Whether it gives no number where too few people say something, though its n tells that somebody did.
    var withholds = false
    /// What is amiss with the rows that its state counts as strays.
    var strays: Strays = .scores

    /// What the formula of a kind may give.
    enum FormulaTypes: Sendable {
        /// There is no formula: rows are all that is looked at.
        case rows
        case condition
        case anything
        case texts
        case numbers
        /// Numbers and lengths of time.
        case quantities
        case days

        /// Whether values of a type will do. A formula that is no condition is refused where conditions are expected, before this is asked.
        func includes(_ type: ColumnType) -> Bool {
            switch self {
            case .rows, .condition, .anything: true
            case .texts: type == .text
            case .numbers: type.isNumeric
            case .quantities: type.isNumeric || type == .duration
            case .days: type == .date
            }
        }
    }

    /// What the numbers of a kind are measured in.
    enum Unit: Sendable, Hashable {
        /// What its formula is measured in.
        case ofFormula
        case always(MetricUnit)
        /// Lengths of time, whatever its formula is: in this unit where no other is asked for.
        case time(MetricUnit)

        /// The type of the numbers that are brought to the metric's unit; nil where they are of that unit as they are.
        func measured(_ formula: ColumnType?) -> ColumnType? {
            switch self {
            case .ofFormula: formula
            case .always: nil
            case .time: .duration
            }
        }

        /// The unit where none is asked for; `type` is that of the formula, where it is known.
        func standard(for type: ColumnType?) -> MetricUnit {
            switch self {
            case .always(let unit), .time(let unit): unit
            case .ofFormula: type == .duration ? .seconds : .number
            }
        }
    }

    /// Where the numbers of a kind are exact decimals, so that sums and differences of money stay exact.
    enum Exactness: Sendable {
        case never, always
        /// Where those of its formula are.
        case asItsFormula
    }

    /// What rows are that a kind cannot take and tells of.
    enum Strays: Sendable {
        /// Scores outside of the scale.
        case scores
        /// Rows without a weight, or with a negative one.
        case weights
    }

    /// What a kind that but counts rows counts.
    enum Tally: Sendable {
        /// The rows that count.
        case rows
        /// The rows that count, and those of them that fulfil its condition.
        case fulfilling
    }
}

/// What a missing cell of its formula does to a metric.
enum MissingCells: Sendable {
    /// The row does not count, and the number says nothing of it.
    case leftOut
    /// The row does not count, and the number is less than it should be: a sum, a number of different things.
    case missed
    /// The row counts, and fulfils no condition.
    case unfulfilled
}
