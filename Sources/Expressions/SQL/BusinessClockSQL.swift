// How SQL asks when business is open: by a table of days that it is given, whose columns are lists in one row.

import Tabular

/// The names and the queries by which an engine counts business hours.
///
/// The table of days has a row for every day that a ``BusinessClock`` knows: whether it is worked, how many milliseconds business was
/// open before it, and between which moments of UTC it is open. A query puts each column into one list, in the order of the days, of
/// which a formula takes the entries of its days: an engine can so be asked in any place where a formula may stand.
package struct BusinessClockSQL: Sendable {
    /// The table that is given, and the one row of lists.
    package static let days = "business_days"
    package static let lists = "business_clock"
    package static let day = "day"
    package static let isWorking = "is_working"
    package static let openBefore = "open_before"
    package static func opens(_ stretch: Int) -> String { "opens_\(stretch + 1)" }
    package static func closes(_ stretch: Int) -> String { "closes_\(stretch + 1)" }

    /// The names that nothing else in a script may have.
    package static let names = [days, lists]

    private let dialect: SQLDialect
    private let stretches: Int

    package init(of clock: BusinessClock, dialect: SQLDialect) {
        self.dialect = dialect
        stretches = clock.mostStretches
    }

    /// The query that puts the days into lists.
    ///
    /// - Parameter relation: the table of days, as SQL writes it.
    package func listing(_ relation: String) -> String {
        let ends = (0..<stretches).flatMap { [Self.opens($0), Self.closes($0)] }
        let lists = ([Self.isWorking, Self.openBefore] + ends).map { column in
            let (name, day) = (dialect.identifier(column), dialect.identifier(Self.day))
            let list =
                switch dialect {
                case .duckDB: "list(\(name) ORDER BY \(day))"
                case .spark:
                    "transform(array_sort(collect_list(struct(\(day) AS day, \(name) AS entry))), pair -> pair.entry)"
                }
            return "\(list) AS \(name)"
        }
        return "SELECT \(lists.joined(separator: ",\n  "))\nFROM \(relation)"
    }

    /// The name of the one row of lists, as SQL writes it.
    package var relation: String { dialect.identifier(Self.lists) }

    /// Whether a day is worked; missing beyond the days that are given.
    func isWorking(onDay day: String) -> String { entry(Self.isWorking, ofDay: day) }

    /// How many milliseconds business is open before a moment of UTC.
    ///
    /// - Parameter day: the local day of the moment.
    func openTime(before moment: String, onDay day: String) -> String {
        let inDay = (0..<stretches).map { stretch in
            let (opens, closes) = (entry(Self.opens(stretch), ofDay: day), entry(Self.closes(stretch), ofDay: day))
            let open = dialect.milliseconds(from: opens, to: "least(\(moment), \(closes))")
            // A day has fewer stretches, and the rest of them are missing.
            return "greatest(0, coalesce(\(open), 0))"
        }
        return "(\(([entry(Self.openBefore, ofDay: day)] + inDay).joined(separator: " + ")))"
    }

    /// The entry of a day in a list; missing where the list has none.
    private func entry(_ column: String, ofDay day: String) -> String {
        let list = "(SELECT \(dialect.identifier(column)) FROM \(relation))"
        let number = dialect.days(from: dialect.literal(ofDay: BusinessClock.days.lowerBound), to: day)
        return switch dialect {
        // Entries are counted from 1, negative ones from the end; there is none at 0.
        case .duckDB: "\(list)[greatest(\(number), -1) + 1]"
        case .spark: "get(\(list), CAST(\(number) AS INTEGER))"
        }
    }
}
