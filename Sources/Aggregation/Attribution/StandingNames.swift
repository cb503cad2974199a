// The names that formulas of rows that stand may mention: how old a row is at the moment, how much of it lies in the period.

import Expressions
import Tabular

/// Values that a row has only beside a moment of a period.
///
/// They are written like parameters, `$age`, and become columns of the scope behind those of the table.
enum StandingName: String, CaseIterable {
    /// From the row's time to the moment.
    case age
    /// How long the row stands within the period.
    case overlap
    /// The period's first moment or day, and the first one after it.
    case periodStart = "period_start"
    case periodEnd = "period_end"

    /// The columns, in the order of the scope: lengths of time, then the edges as instants and as dates.
    static let columns: [ColumnDescription] = [
        ColumnDescription(name: "$age", type: .duration), ColumnDescription(name: "$overlap", type: .duration),
        ColumnDescription(name: "$period_start", type: .instant),
        ColumnDescription(name: "$period_end", type: .instant),
        ColumnDescription(name: "$period_start_day", type: .date),
        ColumnDescription(name: "$period_end_day", type: .date),
    ]

    /// Whether it means something of rows that stand so.
    func means(with standing: Standing) -> Bool {
        switch self {
        case .age: standing != .throughout
        case .overlap: standing == .throughout
        case .periodStart, .periodEnd: true
        }
    }

    /// The name of its column where rows have times of this type.
    func column(timeType: ColumnType) -> String {
        switch self {
        case .age, .overlap: "$\(rawValue)"
        case .periodStart, .periodEnd: timeType == .date ? "$\(rawValue)_day" : "$\(rawValue)"
        }
    }

    /// A formula with these columns in place of the names, as far as no parameter of the metric has them.
    static func resolved(
        _ expression: Expression, standing: Standing, timeType: ColumnType, parameters: Set<String>
    ) -> Expression {
        var columns: [String: String] = [:]
        for name in allCases where name.means(with: standing) && !parameters.contains(name.rawValue) {
            columns[name.rawValue] = name.column(timeType: timeType)
        }
        return expression.replacing(parameters: columns)
    }
}
