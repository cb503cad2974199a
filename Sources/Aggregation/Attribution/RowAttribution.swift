// In which periods a row counts: that of its time, all that reach back to it, or all in which it stands.

import Stages
import Tabular

/// In which periods the rows of a metric count.
///
/// A metric that is measured over a window or to date has the same states as one that is measured period by period: they are given the
/// rows of longer stretches. So every kind can be measured so, also medians and different customers, which cannot be added up.
enum RowAttribution: Hashable, Sendable {
    /// In the period that its time lies in.
    case inside
    /// In the period that its time lies in, if its day is over: what is divided by the days that are.
    case onDaysOver
    /// In every period up to whose end it is no longer ago than this.
    case window(CalendarLength)
    /// In every period that ends in the same week, month, quarter or year, and no earlier than the row.
    case toDate(Grain)
    /// In every period that ends later.
    case fromBeginning
    /// In every period at a moment of which it stands: it began before it, and did not end before it.
    ///
    /// - Shape: `until` is a position in the table's scope, a column of the same type as the time; a row without it still stands.
    case standing(until: Int, Standing)
    /// In every period at whose start it is the last row of a customer who is active then.
    case active(Activity)
    /// In every period: the table is a snapshot.
    case always

    /// The same whatever the column until which rows stand.
    var withoutColumn: RowAttribution {
        switch self {
        case .standing(_, let standing): .standing(until: 0, standing)
        case .active(let activity): .active(Activity(activeFor: activity.activeFor, values: [], conditions: []))
        default: self
        }
    }

    /// Whether it is looked at the period itself which rows count, not at a stretch of days that reaches back from its end.
    var countsWithin: Bool {
        switch self {
        case .inside, .standing, .active: true
        case .onDaysOver, .window, .toDate, .fromBeginning, .always: false
        }
    }

    /// Whether rows count once at most among periods that do not overlap, so that totals can be made from parts.
    var isInside: Bool { self == .inside }

    /// Whether rows count by whether they came before the start or the end of a period, and are there still.
    var isOfMoments: Bool {
        switch self {
        case .fromBeginning, .standing: true
        case .inside, .onDaysOver, .window, .toDate, .active, .always: false
        }
    }

    /// Whether a row may count in many periods that do not overlap.
    var countsSeveralTimes: Bool {
        switch self {
        case .inside, .onDaysOver, .active: false
        case .window, .toDate, .fromBeginning, .standing, .always: true
        }
    }

    /// Whether the rows that count in two periods may be the same: then what is known of how sure each number is says nothing of how sure
    /// their difference is.
    func sharesRows(_ period: Period, _ other: Period, in report: ReportPeriods) -> Bool {
        switch self {
        case .inside, .onDaysOver, .active: false
        case .standing(_, let standing): standing != .atStart
        case .always, .fromBeginning: true
        case .window, .toDate:
            stretch(of: period, in: report).overlaps(stretch(of: other, in: report))
        }
    }

    /// The stretch of days whose rows count in a period.
    ///
    /// Of all time it is what is known today.
    func stretch(of period: Period, in report: ReportPeriods) -> Period {
        let end = period.end ?? report.today
        switch self {
        case .inside, .standing: return period
        case .onDaysOver:
            guard let start = period.start else { return period }
            return Period(grain: nil, start: start, end: max(start, min(end, report.today)))
        case .always: return .allTime
        case .active(let activity):
            guard let days = activity.activeFor.days(of: period) else { return period }
            return Period(grain: nil, start: days.start.lowerBound, end: days.end.upperBound)
        case .window(let length): return Period(grain: nil, start: length.start(before: end), end: end)
        case .toDate(let grain):
            let whole = Period(grain, containing: end - 1, fiscal: report.fiscal)
            return Period(grain: nil, start: whole.start ?? end, end: end)
        case .fromBeginning: return Period(grain: nil, start: Self.beginning, end: end)
        }
    }

    /// Before all dates that exports have.
    private static let beginning = CivilDate(year: 1, month: 1, day: 1)?.dayNumber ?? -719_162
}
