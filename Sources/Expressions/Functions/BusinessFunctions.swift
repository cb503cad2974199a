// business_time is_working_day: by a calendar that says when business is open.

import Tabular

/// The functions on business hours.
enum BusinessFunctions {
    /// - Parameter calendar: is told of the years that the calendar does not know; nobody is when it is nil.
    static func value(
        _ function: Function, _ arguments: [Operand], clock: BusinessClock, calendar: CalendarTally?
    ) -> Operand {
        var met = CalendarTally.Met()
        defer { calendar?.add(met) }
        switch function {
        case .businessTime:
            guard let start = arguments[0].wholeLane, let end = arguments[1].wholeLane else {
                return .missing(.duration)
            }
            let open = Kernels.combine(start, end, zero: Int64(0)) { start, end in
                let time = clock.businessTime(from: start, to: end)
                return (time ?? 0, time == nil)
            }
            let present = Lane.presence(start, end)
            if calendar != nil, !clock.knowsAll(start, end, present, count: open.count) {
                for row in 0..<open.count where present[row] {
                    met.add(start.values[start.isConstant ? 0 : row], end.values[end.isConstant ? 0 : row], by: clock)
                }
            }
            return start.isConstant && end.isConstant ? .folded(.duration(open)) : .column(.duration(open))
        case .isWorkingDay:
            guard let days = days(of: arguments[0], clock) else { return .missing(.flag) }
            let worked = Kernels.map(days, zero: false) { day in
                let isKnown = BusinessClock.days.contains(Int(day))
                return (isKnown && clock.calendar.isWorkingDay(Int(day)), !isKnown)
            }
            if calendar != nil {
                for row in 0..<worked.count where days.presence[row] { met.add(Int(days.values[row]), by: clock) }
            }
            return days.isConstant ? .folded(.flag(worked)) : .column(.flag(worked))
        default: return .missing(.duration)
        }
    }

    /// The local days of moments, in the zone of the clock.
    private static func days(of moment: Operand, _ clock: BusinessClock) -> Lane<Int32>? {
        if let days = moment.dateLane { return days }
        guard let instants = moment.wholeLane else { return nil }
        if let only = instants.values.first, instants.isConstant { return Lane(clock.zone.localDay(of: only)) }
        return Lane(Kernels.map(instants, zero: Int32(0)) { (clock.zone.localDay(of: $0), false) })
    }
}

extension BusinessClock {
    /// Whether nothing unknown can lie between the first and the last of all moments: most chunks are told so without a look at each.
    fileprivate func knowsAll(_ start: Lane<Int64>, _ end: Lane<Int64>, _ present: Presence, count: Int) -> Bool {
        var (low, high) = (Int64.max, Int64.min)
        for row in 0..<count where present[row] {
            let (first, last) = (start.values[start.isConstant ? 0 : row], end.values[end.isConstant ? 0 : row])
            low = min(low, first, last)
            high = max(high, first, last)
        }
        guard low <= high else { return true }
        guard let first = day(of: low), let last = day(of: high) else { return false }
        return !touchesUnknownYear(first, last)
    }
}

extension CalendarTally.Met {
    fileprivate mutating func add(_ start: Int64, _ end: Int64, by clock: BusinessClock) {
        guard let first = clock.day(of: start), let last = clock.day(of: end) else {
            for instant in [start, end] where clock.day(of: instant) == nil {
                yearsBeyond.insert(CivilDate(dayNumber: Int(clock.zone.localDay(of: instant))).year)
            }
            return
        }
        guard clock.touchesUnknownYear(first, last) else { return }
        unknownYears.formUnion(clock.calendar.unknownYears(in: min(first, last)..<max(first, last) + 1))
    }

    fileprivate mutating func add(_ day: Int, by clock: BusinessClock) {
        if !BusinessClock.days.contains(day) {
            yearsBeyond.insert(CivilDate(dayNumber: day).year)
        } else if clock.touchesUnknownYear(day, day) {
            unknownYears.insert(CivilDate(dayNumber: day).year)
        }
    }
}
