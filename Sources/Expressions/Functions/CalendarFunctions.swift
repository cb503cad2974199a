// date year quarter month day weekday hour minute days_between.

import Tabular

/// The functions on days and instants; an instant has its day and hour in the zone given.
enum CalendarFunctions {
    static func value(_ function: Function, _ arguments: [Operand], zone: TimeZoneTable) -> Operand {
        let type = function.resultType(arguments.map(\.type))
        guard let column = column(function, arguments, zone) else { return .missing(type) }
        let isConstant = arguments.allSatisfy { if case .constant = $0 { true } else { false } }
        return isConstant ? .folded(column) : .column(column)
    }

    private static func column(_ function: Function, _ arguments: [Operand], _ zone: TimeZoneTable) -> Column? {
        let moment = arguments[0]
        switch function {
        case .date:
            guard let days = days(of: moment, zone) else { return nil }
            return .date(PrimitiveColumn(days.values, presence: days.presence))
        case .year: return parts(moment, zone) { $0.year }
        case .quarter: return parts(moment, zone) { ($0.month - 1) / 3 + 1 }
        case .month: return parts(moment, zone) { $0.month }
        case .day: return parts(moment, zone) { $0.day }
        case .weekday: return parts(moment, zone) { $0.weekday }
        case .hour: return clock(moment, zone) { $0 / 3_600_000 }
        case .minute: return clock(moment, zone) { $0 / 60_000 % 60 }
        case .daysBetween:
            guard let first = days(of: moment, zone), let second = days(of: arguments[1], zone) else { return nil }
            return .integer(Kernels.combine(first, second, zero: 0) { (Int64($1) &- Int64($0), false) })
        default: return nil
        }
    }

    @inline(__always)
    private static func parts(_ moment: Operand, _ zone: TimeZoneTable, _ part: (CivilDate) -> Int) -> Column? {
        guard let days = days(of: moment, zone) else { return nil }
        return .integer(
            Kernels.map(days, zero: Int64(0)) { (Int64(part(CivilDate(dayNumber: Int($0)))), false) })
    }

    @inline(__always)
    private static func clock(_ moment: Operand, _ zone: TimeZoneTable, _ part: (Int64) -> Int64) -> Column? {
        guard let instants = moment.wholeLane else { return nil }
        return .integer(
            Kernels.map(instants, zero: Int64(0)) { instant in
                let local = instant &+ zone.offset(at: instant)
                return (part(Floor.divided(local, by: 86_400_000).remainder), false)
            })
    }

    /// The days of dates, of instants in the zone, and of texts that spell one.
    private static func days(of moment: Operand, _ zone: TimeZoneTable) -> Lane<Int32>? {
        switch moment {
        case .constant(.date), .column(.date): return moment.dateLane
        case .constant(.instant(let instant)): return Lane(zone.localDay(of: instant))
        case .column(.instant(let column)):
            return Lane(Kernels.map(Lane(column), zero: Int32(0)) { (zone.localDay(of: $0), false) })
        case .constant(.text): return days(of: .column(moment.column(count: 1)), zone)
        case .column(.text(let column)):
            let days = TextKernels.perText(column, missing: Int32.min) { text in
                let date = CivilDate(isoText: String(decoding: TextFunctions.trimmed(text), as: UTF8.self))
                return date.map { Int32(clamping: $0.dayNumber) } ?? .min
            }
            return Lane(
                Kernels.map(Lane(PrimitiveColumn(days, presence: column.presence)), zero: 0) { ($0, $0 == .min) })
        default: return nil
        }
    }
}
