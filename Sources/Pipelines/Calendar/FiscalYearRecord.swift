// A fiscal calendar in the record of a run: written, and read back.

import Documents
import Stages
import Tabular

extension FiscalCalendar {
    /// With the words of the pipeline file; nil where years are those of everybody.
    var json: JSONValue? {
        guard !isCivil else { return nil }
        guard let weeks, let end = WrittenYearEnd(of: self) else {
            return .object([("starts", .integer(startMonth))])
        }
        return .object([
            ("pattern", .text(weeks.pattern.rawValue)), ("ends", .text(end.text)),
            ("week_53", .integer(weeks.longMonth)), ("named_after", .text(naming.rawValue)),
        ])
    }
}

/// A fiscal calendar as a record tells it.
struct RecordedFiscalYear: Sendable, Decodable, Equatable {
    var starts: Int?
    var pattern: String?
    var ends: String?
    var longMonth: Int?
    var naming: String?

    private enum CodingKeys: String, CodingKey {
        case starts, pattern, ends
        case longMonth = "week_53"
        case naming = "named_after"
    }

    /// Nil where it is told in a way that this version does not know.
    var calendar: FiscalCalendar? {
        if let starts { return FiscalCalendar(startMonth: starts) }
        guard let end = ends.flatMap({ WrittenYearEnd($0) }),
            let pattern = pattern.flatMap({ FiscalWeeks.Pattern(rawValue: $0) })
        else { return nil }
        return end.calendar(
            pattern, longMonth: longMonth ?? FiscalCalendar.monthsOfYear,
            naming: naming.flatMap { FiscalCalendar.Naming(rawValue: $0) } ?? .both)
    }
}
