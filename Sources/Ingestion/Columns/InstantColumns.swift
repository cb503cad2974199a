// The loops for dates and moments: the date that came last is known again by its bytes.
import CScanner
import Tabular

/// The date met last in a column, and how far the clock is ahead on it.
///
/// Files are in order of time more often than not, so a date is worked out once for many rows.
struct DateMemory {
    /// The bytes of the date.
    fileprivate var head: UInt64 = 0
    fileprivate var tail: UInt32 = 0
    /// Midnight, in milliseconds of the local clock; for dates the day number.
    fileprivate var day: Int64 = 0
    /// How far the clock is ahead all that day; nil when it is changed near it.
    fileprivate var offset: Int64?
    /// Whether all moments so far were whole seconds.
    fileprivate(set) var areSeconds = true
}

extension ColumnBuilder {
    func days(_ source: CellSource, from first: Int) {
        var dates = dates
        wholes(source, from: first) { start, length, _ in
            guard length == 10 else { return nil }
            let (head, tail) = Self.words(start)
            if head == dates.head, tail & 0xFFFF == dates.tail { return dates.day }
            guard let date = InstantParser.fastDate(start, length),
                let day = CivilDate(year: date.year, month: date.month, day: date.day)
            else { return nil }
            (dates.head, dates.tail, dates.day) = (head, tail & 0xFFFF, Int64(day.dayNumber))
            return dates.day
        }
        self.dates = dates
    }

    /// - Parameter text: folded.
    func day(_ text: CellBytes) -> Int64? {
        InstantParser.parse(text, order: plan.dateOrder).flatMap { moment in
            moment.offset == nil && !moment.hasUnknownZone ? Int32(exactly: moment.day).map { Int64($0) } : nil
        }
    }

    func instants(_ source: CellSource, from first: Int) {
        if plan.format != nil { return wholes(source, from: first) { _, _, _ in nil } }
        var dates = dates
        if let offset = dates.offset,
            vectors.moments(
                source, ScannerDate(head: dates.head, tail: dates.tail, midnight: dates.day &- offset),
                values.start + first, present.start + first / 64, &least, &most)
        {
            others(source, from: first) { moment($0, $1, $2, &dates) }
        } else {
            wholes(source, from: first) { moment($0, $1, $2, &dates) }
        }
        // Cells on the side may have found parts of seconds.
        dates.areSeconds = dates.areSeconds && self.dates.areSeconds
        self.dates = dates
    }

    /// The moment of a cell of the commonest form.
    @inline(__always)
    private func moment(
        _ start: UnsafePointer<UInt8>, _ length: Int, _ row: Int, _ dates: inout DateMemory
    ) -> Int64? {
        guard length == 19 else { return nil }
        let (head, tail) = Self.words(start)
        if head != dates.head || tail & 0xFF_FFFF != dates.tail {
            guard remember(start, length, in: &dates) else { return nil }
            (dates.head, dates.tail) = (head, tail & 0xFF_FFFF)
        }
        guard let time = InstantParser.fastTime(start + 11) else { return nil }
        if let offset = dates.offset { return dates.day &+ time &- offset }
        return resolve(dates.day &+ time, row)
    }

    @inline(__always)
    private static func words(_ start: UnsafePointer<UInt8>) -> (head: UInt64, tail: UInt32) {
        let raw = UnsafeRawPointer(start)
        return (raw.loadUnaligned(as: UInt64.self), raw.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    }

    /// Works out the date of a cell and its midnight; false when it is not of the commonest form.
    @inline(never)
    private func remember(_ start: UnsafePointer<UInt8>, _ length: Int, in dates: inout DateMemory) -> Bool {
        guard let moment = InstantParser.fast(start, length),
            let date = CivilDate(year: moment.year, month: moment.month, day: moment.day)
        else { return false }
        let day = Int64(date.dayNumber) &* 86_400_000
        let before = conventions.zone.offset(at: day &- 172_800_000)
        dates.day = day
        dates.offset = before == conventions.zone.offset(at: day &+ 259_200_000) ? before : nil
        if before % 1000 != 0 || dates.offset == nil { dates.areSeconds = false }
        return true
    }

    /// The instant of a local time near a change of the clock.
    @inline(never)
    private func resolve(_ local: Int64, _ row: Int) -> Int64 {
        let (instant, kind) = conventions.zone.instant(ofLocal: local)
        if kind == .skipped { skippedTimes.add(row) }
        if kind == .repeated { repeatedTimes.add(row) }
        return instant
    }

    /// - Parameter text: folded.
    func instant(_ text: CellBytes, _ row: Int) -> Int64? {
        dates.areSeconds = false
        if let format = plan.format { return epoch(text, format) }
        guard let moment = InstantParser.parse(text, order: plan.dateOrder) else { return nil }
        let local = Int64(moment.day) &* 86_400_000 &+ (moment.timeOfDay ?? 0)
        if let offset = moment.offset { return local &- offset }
        if moment.hasUnknownZone { unknownZones.add(row) }
        return resolve(local, row)
    }

    private func epoch(_ text: CellBytes, _ format: InstantFormat) -> Int64? {
        let unit: DurationUnit = format == .epochSeconds ? .seconds : .milliseconds
        // Beyond the year 9999 the number is in another unit.
        guard let value = DurationParser.parse(text, unit: unit, decimalComma: false),
            value.magnitude < 253_402_300_800_000, !text.contains(0x3A)
        else { return nil }
        return value
    }
}
