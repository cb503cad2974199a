// Makes one typed column out of one column of a block: a tight loop per type, anything unusual on the side.
import Tabular

/// What one column of one block became.
struct BuiltColumn {
    var column: Column
    /// The texts of a text column that have no code yet.
    var texts = BlockTexts.none
    /// Positions in the list of rows whose cells fit the type not at all.
    var badRows: [Int] = []
    /// Positions of cells with something to tell, and how many there are.
    var unknownZones = CountedRows()
    var skippedTimes = CountedRows()
    var repeatedTimes = CountedRows()
}

/// How many rows something happened to, and the first.
struct CountedRows {
    var count = 0
    var first = 0

    mutating func add(_ row: Int) {
        if count == 0 { first = row }
        count += 1
    }
}

/// Builds columns block by block; one per thread, because it keeps scratch space.
final class ColumnBuilder {
    private let conventions: CellConventions
    private let texts: TextColumnBuilder
    private let folded = FoldedCell()

    init(conventions: CellConventions) {
        self.conventions = conventions
        texts = TextColumnBuilder(missing: conventions.missing)
    }

    /// Builds one column.
    ///
    /// - Parameter index: the column's place in the file.
    /// - Parameter known: the texts of a text column that have codes already.
    ///
    /// Missing: empty cells and the table's null spellings; bad cells are missing too and listed.
    func build(
        _ plan: ColumnPlan, _ source: CellSource, at index: Int, known: TextTable? = nil
    ) -> BuiltColumn {
        switch plan.type {
        case .text: return texts.build(plan, source, at: index, known: known)
        case .integer: return integer(source)
        case .decimal: return decimal(source)
        case .real: return real(source)
        case .flag: return flag(source)
        case .date: return date(plan, source)
        case .instant: return instant(plan, source)
        case .duration: return duration(plan, source)
        }
    }

    // MARK: Types

    private func integer(_ source: CellSource) -> BuiltColumn {
        let comma = conventions.decimalComma
        let built = primitives(source, zero: Int64(0)) {
            WholeNumberParser.fast($0, $1)
        } slow: { text, _ in
            WholeNumberParser.parse(text, decimalComma: comma)
        }
        return BuiltColumn(column: .integer(built.column), badRows: built.badRows)
    }

    private func real(_ source: CellSource) -> BuiltColumn {
        let comma = conventions.decimalComma
        let built = primitives(source, zero: 0.0) { start, length in
            guard !comma, let decimal = DecimalParser.fast(start, length), decimal.mantissa.magnitude < 1 << 53
            else { return nil }
            return RealParser.exact(decimal)
        } slow: { text, _ in
            RealParser.parse(text, decimalComma: comma)
        }
        return BuiltColumn(column: .real(built.column), badRows: built.badRows)
    }

    private func flag(_ source: CellSource) -> BuiltColumn {
        let built = primitives(source, zero: false) { start, length in
            FlagParser.fast(start, length)
        } slow: { text, _ in
            FlagParser.parse(text)
        }
        return BuiltColumn(column: .flag(built.column), badRows: built.badRows)
    }

    private func decimal(_ source: CellSource) -> BuiltColumn {
        if !conventions.decimalComma, beginsWithMoney(source) {
            // Where not all fractions are of two places after all, each cell says its own.
            var isMoney = true
            let built = primitives(source, zero: Int64(0)) { start, length in
                DecimalParser.money(start, length)
            } slow: { text, _ in
                guard let value = DecimalParser.parse(text, decimalComma: false) else { return nil }
                if value.scale != 2 { isMoney = false }
                return value.mantissa
            }
            if isMoney {
                let units = DecimalColumn(units: built.column, scale: 2)
                return BuiltColumn(column: .decimal(units), badRows: built.badRows)
            }
        }
        return decimalOfAnyScale(source)
    }

    /// Whether the first cells are amounts with two places, or empty; at least one is an amount.
    private func beginsWithMoney(_ source: CellSource) -> Bool {
        var found = false
        for row in 0..<min(16, source.count) {
            let cell = source.cell(row)
            if cell.length == 0 { continue }
            if DecimalParser.money(source.bytes + Int(cell.start), cell.length) == nil { return false }
            found = true
        }
        return found
    }

    private func decimalOfAnyScale(_ source: CellSource) -> BuiltColumn {
        let comma = conventions.decimalComma
        let built = primitives(source, zero: ParsedDecimal(mantissa: 0, scale: 0)) { start, length in
            comma ? nil : DecimalParser.fast(start, length)
        } slow: { text, _ in
            DecimalParser.parse(text, decimalComma: comma)
        }
        // One scale for the chunk: the longest fraction.
        var badRows = built.badRows
        var presence = built.column.presence
        let scale = built.column.values.reduce(0) { max($0, $1.scale) }
        if built.column.values.indices.allSatisfy({ built.column.values[$0].scale == scale || !presence[$0] }) {
            let units = PrimitiveColumn(built.column.values.map(\.mantissa), presence: presence)
            return BuiltColumn(column: .decimal(DecimalColumn(units: units, scale: scale)), badRows: badRows)
        }
        let units = built.column.values.enumerated().map { row, value -> Int64 in
            if value.scale == scale { return value.mantissa }
            let (product, overflows) = value.mantissa.multipliedReportingOverflow(by: Self.powers[scale - value.scale])
            guard overflows else { return product }
            badRows.append(row)
            presence.clear(row)
            return 0
        }
        badRows.sort()
        return BuiltColumn(
            column: .decimal(DecimalColumn(units: PrimitiveColumn(units, presence: presence), scale: scale)),
            badRows: badRows)
    }

    private func duration(_ plan: ColumnPlan, _ source: CellSource) -> BuiltColumn {
        let comma = conventions.decimalComma
        let unit = plan.unit
        let factor = unit?.milliseconds ?? 0
        let built = primitives(source, zero: Int64(0)) { start, length in
            guard factor > 0, length <= 9 else { return nil }
            return WholeNumberParser.fast(start, length).map { $0 &* factor }
        } slow: { text, _ in
            DurationParser.parse(text, unit: unit, decimalComma: comma)
        }
        return BuiltColumn(column: .duration(built.column), badRows: built.badRows)
    }

    private func date(_ plan: ColumnPlan, _ source: CellSource) -> BuiltColumn {
        let order = plan.dateOrder
        var cached = (year: -1, month: 0, day: 0)
        var cachedDay: Int32 = 0
        let built = primitives(source, zero: Int32(0)) { start, length in
            guard let date = InstantParser.fastDate(start, length) else { return nil }
            if date != cached {
                guard let day = CivilDate(year: date.year, month: date.month, day: date.day) else { return nil }
                cached = date
                cachedDay = Int32(truncatingIfNeeded: day.dayNumber)
            }
            return cachedDay
        } slow: { text, _ in
            InstantParser.parse(text, order: order).flatMap { moment in
                moment.offset == nil && !moment.hasUnknownZone ? Int32(exactly: moment.day) : nil
            }
        }
        return BuiltColumn(column: .date(built.column), badRows: built.badRows)
    }

    private func instant(_ plan: ColumnPlan, _ source: CellSource) -> BuiltColumn {
        if let format = plan.format { return epoch(format, source) }
        let order = plan.dateOrder
        let zone = conventions.zone
        var unknownZones = CountedRows()
        var skipped = CountedRows()
        var repeated = CountedRows()
        // Files are in order of time more often than not: the last date is worked out once, and known again by its bytes.
        var cachedHead: UInt64 = 0
        var cachedTail: UInt32 = 0
        var cachedDay: Int64 = 0
        // How far the clock is ahead all that day; nil when it is changed near it.
        var cachedOffset: Int64?
        @inline(__always) func resolve(_ local: Int64, _ row: Int) -> Int64 {
            let (instant, kind) = zone.instant(ofLocal: local)
            if kind == .skipped { skipped.add(row) }
            if kind == .repeated { repeated.add(row) }
            return instant
        }
        let built = primitives(source, zero: Int64(0)) { start, length, row in
            guard length == 19 else { return nil }
            let raw = UnsafeRawPointer(start)
            let head = raw.loadUnaligned(as: UInt64.self)
            let tail = raw.loadUnaligned(fromByteOffset: 8, as: UInt32.self) & 0xFF_FFFF
            if head != cachedHead || tail != cachedTail {
                guard let moment = InstantParser.fast(start, length),
                    let date = CivilDate(year: moment.year, month: moment.month, day: moment.day)
                else { return nil }
                cachedHead = head
                cachedTail = tail
                cachedDay = Int64(date.dayNumber) &* 86_400_000
                let before = zone.offset(at: cachedDay &- 172_800_000)
                cachedOffset = before == zone.offset(at: cachedDay &+ 259_200_000) ? before : nil
            }
            guard let time = InstantParser.fastTime(start + 11) else { return nil }
            if let cachedOffset { return cachedDay &+ time &- cachedOffset }
            return resolve(cachedDay &+ time, row)
        } slow: { text, row in
            guard let moment = InstantParser.parse(text, order: order) else { return nil }
            let local = Int64(moment.day) &* 86_400_000 &+ (moment.timeOfDay ?? 0)
            if let offset = moment.offset { return local &- offset }
            if moment.hasUnknownZone { unknownZones.add(row) }
            return resolve(local, row)
        }
        return BuiltColumn(
            column: .instant(built.column), badRows: built.badRows, unknownZones: unknownZones, skippedTimes: skipped,
            repeatedTimes: repeated)
    }

    private func epoch(_ format: InstantFormat, _ source: CellSource) -> BuiltColumn {
        let unit: DurationUnit = format == .epochSeconds ? .seconds : .milliseconds
        let built = primitives(source, zero: Int64(0)) { _, _ in
            nil
        } slow: { text, _ in
            // Beyond the year 9999 the number is in another unit.
            guard let value = DurationParser.parse(text, unit: unit, decimalComma: false),
                value.magnitude < 253_402_300_800_000, !text.contains(0x3A)
            else { return nil }
            return value
        }
        return BuiltColumn(column: .instant(built.column), badRows: built.badRows)
    }

    // MARK: The loop all types share

    private func primitives<Value: Sendable & BitwiseCopyable>(
        _ source: CellSource, zero: Value, fast: (UnsafePointer<UInt8>, Int) -> Value?,
        slow: (CellBytes, Int) -> Value?
    ) -> (column: PrimitiveColumn<Value>, badRows: [Int]) {
        primitives(source, zero: zero, fast: { start, length, _ in fast(start, length) }, slow: slow)
    }

    /// - Parameter fast: reads the commonest form straight from the cell; nil sends the cell to `slow`.
    /// - Parameter slow: reads any form from the folded cell; nil means bad.
    @inline(__always)
    private func primitives<Value: Sendable & BitwiseCopyable>(
        _ source: CellSource, zero: Value, fast: (UnsafePointer<UInt8>, Int, Int) -> Value?,
        slow: (CellBytes, Int) -> Value?
    ) -> (column: PrimitiveColumn<Value>, badRows: [Int]) {
        let count = source.count
        var badRows: [Int] = []
        var words: [UInt64] = []
        words.reserveCapacity((count + 63) / 64)
        let values = [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
            var row = 0
            while row < count {
                let end = min(row &+ 64, count)
                var present: UInt64 = 0
                var bit: UInt64 = 1
                while row < end {
                    let cell = source.cell(row)
                    let length = cell.length
                    let start = source.bytes + Int(cell.start)
                    if length > 0, let value = fast(start, length, row) {
                        buffer.initializeElement(at: row, to: value)
                        present |= bit
                    } else {
                        var value = zero
                        if length > 0 {
                            switch unusual(CellBytes(start: start, count: length), row, slow) {
                            case .value(let slowly):
                                value = slowly
                                present |= bit
                            case .missing: break
                            case .bad: badRows.append(row)
                            }
                        }
                        buffer.initializeElement(at: row, to: value)
                    }
                    bit = bit &<< 1
                    row &+= 1
                }
                words.append(present)
            }
            initialized = count
        }
        return (PrimitiveColumn(values, presence: Presence(count: count, words: words)), badRows)
    }

    private enum Unusual<Value> {
        case value(Value)
        case missing
        case bad
    }

    @inline(never)
    private func unusual<Value>(_ cell: CellBytes, _ row: Int, _ slow: (CellBytes, Int) -> Value?) -> Unusual<Value> {
        if conventions.missing.contains(CellText.bare(cell)) { return .missing }
        guard let text = folded.fold(cell), let value = slow(text, row) else { return .bad }
        return .value(value)
    }

    private static let powers: [Int64] = [
        1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000,
    ]
}
