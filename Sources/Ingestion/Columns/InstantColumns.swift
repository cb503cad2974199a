// The loops for dates and moments, whose dates are known again by their bytes.
import CScanner
import Tabular

extension ColumnBuilder {
    func days(_ source: CellSource, from first: Int) {
        var dates = takeDates()
        wholes(source, from: first) { start, length, _ in
            guard length == 10 else { return nil }
            let (head, tail) = Self.words(start, keeping: 0xFFFF)
            if head == dates.last.head, tail == dates.last.tail { return dates.last.day }
            if dates.recall(head, tail) { return dates.last.day }
            guard let date = InstantParser.fastDate(start, length),
                let day = CivilDate(year: date.year, month: date.month, day: date.day)
            else { return nil }
            dates.remember(KnownDate(head: head, tail: tail, day: Int64(day.dayNumber)))
            return dates.last.day
        }
        self.dates = dates
    }

    /// - Parameter text: folded.
    func day(_ text: CellBytes) -> Int64? {
        InstantParser.parse(text, order: plan.dateOrder, allowsShortYears: plan.allowsShortYears).flatMap { moment in
            moment.offset == nil && !moment.hasUnknownZone ? Int32(exactly: moment.day).map { Int64($0) } : nil
        }
    }

    func instants(_ source: CellSource, from first: Int) {
        if plan.format != nil { return wholes(source, from: first) { _, _, _ in nil } }
        var dates = takeDates()
        let last = dates.last
        if let offset = last.offset,
            vectors.moments(
                source, ScannerDate(head: last.head, tail: last.tail, midnight: last.day &- offset),
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

    /// The dates met so far, for the length of a loop; whoever takes them puts them back.
    ///
    /// They are moved and not copied: the first new date of a loop would otherwise copy their table, 40 KB every 256 rows.
    private func takeDates() -> DateMemory {
        var taken = DateMemory()
        swap(&taken, &dates)
        return taken
    }

    /// The moment of a cell of the commonest form.
    @inline(__always)
    private func moment(
        _ start: UnsafePointer<UInt8>, _ length: Int, _ row: Int, _ dates: inout DateMemory
    ) -> Int64? {
        guard length == 19 else { return nil }
        let (head, tail) = Self.words(start, keeping: 0xFF_FFFF)
        if head != dates.last.head || tail != dates.last.tail {
            guard dates.recall(head, tail) || remember(start, length, head, tail, in: &dates) else { return nil }
        }
        guard let time = InstantParser.fastTime(start + 11) else { return nil }
        if let offset = dates.last.offset { return dates.last.day &+ time &- offset }
        return resolve(dates.last.day &+ time, row)
    }

    @inline(__always)
    private static func words(_ start: UnsafePointer<UInt8>, keeping mask: UInt32) -> (head: UInt64, tail: UInt32) {
        let raw = UnsafeRawPointer(start)
        return (raw.loadUnaligned(as: UInt64.self), raw.loadUnaligned(fromByteOffset: 8, as: UInt32.self) & mask)
    }

    /// Works out the date of a cell and its midnight; false when it is not of the commonest form.
    @inline(never)
    private func remember(
        _ start: UnsafePointer<UInt8>, _ length: Int, _ head: UInt64, _ tail: UInt32, in dates: inout DateMemory
    ) -> Bool {
        guard let moment = InstantParser.fast(start, length),
            let date = CivilDate(year: moment.year, month: moment.month, day: moment.day)
        else { return false }
        let day = Int64(date.dayNumber) &* 86_400_000
        let before = conventions.zone.offset(at: day &- 172_800_000)
        let offset = before == conventions.zone.offset(at: day &+ 259_200_000) ? before : nil
        dates.remember(KnownDate(head: head, tail: tail, day: day, offset: offset))
        if before % 1000 != 0 || offset == nil { dates.areSeconds = false }
        return true
    }

    /// The instant of a local time near a change of the clock.
    @inline(never)
    func resolve(_ local: Int64, _ row: Int) -> Int64 {
        let (instant, kind) = conventions.zone.instant(ofLocal: local)
        if kind == .skipped { skippedTimes.add(row) }
        if kind == .repeated { repeatedTimes.add(row) }
        return instant
    }

    /// - Parameter text: folded.
    func instant(_ text: CellBytes, _ row: Int) -> Int64? {
        dates.areSeconds = false
        if let format = plan.format { return epoch(text, format) }
        guard
            let moment = InstantParser.parse(
                text, order: plan.dateOrder, allowsShortYears: plan.allowsShortYears)
        else { return nil }
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

// MARK: A date and a time of day in two cells

extension ColumnBuilder {
    /// Takes the dates and the times of some rows.
    ///
    /// - Missing: a moment of which either is missing.
    /// - Parameter first: the position of the first of them, a multiple of 64.
    func addMoments(_ dates: CellSource, _ times: CellSource, from first: Int) {
        for row in 0..<dates.count {
            let place = first + row
            if row & 63 == 0 { present.start[place / 64] = 0 }
            let value = moment(dates.text(row), times.text(row), place)
            values.start[place] = value ?? 0
            guard let value else { continue }
            present.start[place / 64] |= 1 << UInt64(place & 63)
            (least, most) = (min(least, value), max(most, value))
        }
    }

    private func moment(_ date: CellBytes, _ time: CellBytes, _ row: Int) -> Int64? {
        if conventions.missing.contains(CellText.bare(date)) || conventions.missing.contains(CellText.bare(time)) {
            return nil
        }
        guard let day = dayOfMoment(date) else {
            badRows.append(row)
            return nil
        }
        guard let time = folded.fold(time).flatMap(InstantParser.parseTime), let clock = time.timeOfDay else {
            badRows.append(row)
            badTimes.insert(row)
            return nil
        }
        let local = Int64(day) &* 86_400_000 &+ clock
        if local % 1000 != 0 { self.dates.areSeconds = false }
        if let offset = time.offset { return local &- offset }
        if time.hasUnknownZone { unknownZones.add(row) }
        let instant = resolve(local, row)
        if instant % 1000 != 0 { self.dates.areSeconds = false }
        return instant
    }

    /// The day of a cell; spreadsheets and databases may write midnight behind it.
    private func dayOfMoment(_ cell: CellBytes) -> Int? {
        guard let text = folded.fold(cell),
            let moment = InstantParser.parse(text, order: plan.dateOrder, allowsShortYears: plan.allowsShortYears),
            moment.timeOfDay ?? 0 == 0, moment.offset == nil, !moment.hasUnknownZone
        else { return nil }
        return moment.day
    }
}
