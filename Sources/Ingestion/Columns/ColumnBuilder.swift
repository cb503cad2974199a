// Makes one typed column of a block, some hundred rows at a time: a tight loop per type, anything unusual on the side.
import Tabular

/// What one column of one block became.
struct BuiltColumn {
    var column: PackedColumn
    /// The texts of a text column that have no code yet.
    var texts = BlockTexts.none
    /// Positions in the list of rows whose cells fit the type not at all.
    var badRows: [Int] = []
    /// Positions of cells with something to tell, and how many there are.
    var unknownZones = CountedRows()
    var skippedTimes = CountedRows()
    var repeatedTimes = CountedRows()
    /// The bad rows of a moment of two cells whose date is right.
    var badTimes: Set<Int> = []
    /// The signs that cells of numbers carry, by row.
    var marks = CellMarks<Int>()
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

/// Builds one column block by block; one thread's.
///
/// The rows of a block come in steps, so that all columns read the same few lines of text while these are in the nearest cache.
/// What they become is kept in buffers that every block uses again, and packed from there: memory is touched anew only for what stays.
///
/// - Missing: empty cells and the table's null spellings; bad cells are missing too and listed.
final class ColumnBuilder {
    let plan: ColumnPlan
    let conventions: CellConventions
    /// nil for other types.
    private let texts: TextColumnBuilder?
    let folded = FoldedCell()
    /// Whole numbers, units of decimals, and the patterns of real numbers.
    private(set) var values = ColumnBuffer<Int64>()
    private(set) var present = ColumnBuffer<UInt64>()
    private(set) var flags = ColumnBuffer<UInt64>()
    private let flagWords = FlagWords()
    private(set) var rowCount = 0

    // What is found out about the block on the way.
    var badRows: [Int] = []
    var least = Int64.max
    var most = Int64.min
    var dates = DateMemory()
    var unknownZones = CountedRows()
    var skippedTimes = CountedRows()
    var repeatedTimes = CountedRows()
    var badTimes: Set<Int> = []
    /// Whether every decimal so far is an amount with two places; nil before the first.
    var isMoney: Bool?
    /// The scales of decimals that are not of the commonest form.
    var unusualScales: [(row: Int, scale: Int)] = []
    var marks = CellMarks<Int>()
    /// The rows with a percent sign.
    var percentRows: [Int] = []

    let vectors: VectorReading
    /// Whether a spelling of a missing cell could be read as a value, such as `-3` or `1970-01-01`: then no cell is read before it was
    /// compared with the spellings.
    private(set) var readsSpellings = false

    /// - Parameter set: the instructions to read many cells at once with, where there are such; for tests.
    init(_ plan: ColumnPlan, conventions: CellConventions, set: InstructionSet = .avx512) {
        vectors = VectorReading(set)
        self.plan = plan
        self.conventions = conventions
        texts = plan.type == .text ? TextColumnBuilder(plan, missing: conventions.missing, vectors: vectors) : nil
        guard plan.type != .text else { return }
        readsSpellings = conventions.missing.contains { spelling in
            folded.fold(spelling).map { value($0, 0) != nil } ?? false
        }
        // What was found out on the way is none of a block's.
        (dates, unknownZones, skippedTimes, repeatedTimes) = (DateMemory(), CountedRows(), CountedRows(), CountedRows())
        unusualScales = []
    }

    /// How many rows should come at a time; every step but the last has so many.
    ///
    /// 256 rows of 87 bytes are 22 KB, which the nearest cache holds: the text of a block is brought near once in place of once per
    /// column. A multiple of 64, so that no word of bits is shared.
    static let step = 256

    // MARK: A block

    /// - Parameter known: the texts of a text column that have codes already.
    func begin(rowCount: Int, known: TextTable?) {
        self.rowCount = rowCount
        if let texts { return texts.begin(rowCount: rowCount, known: known) }
        values.reserve(rowCount)
        present.reserve((rowCount + 63) / 64)
        flags.reserve((rowCount + 63) / 64)
        badRows.removeAll(keepingCapacity: true)
        badTimes.removeAll()
        (least, most) = (.max, .min)
        (unknownZones, skippedTimes, repeatedTimes) = (CountedRows(), CountedRows(), CountedRows())
        isMoney = nil
        forgetMarks()
    }

    func forgetMarks() {
        marks = CellMarks()
        percentRows.removeAll(keepingCapacity: true)
    }

    /// Takes the cells of some rows.
    ///
    /// - Parameter first: the position of the first of them, a multiple of 64.
    func add(_ source: CellSource, from first: Int) {
        if readsSpellings { return addCarefully(source, from: first) }
        switch plan.type {
        case .text: texts?.add(source, from: first)
        case .integer: integers(source, from: first)
        case .duration: durations(source, from: first)
        case .decimal: decimals(source, from: first)
        case .real: reals(source, from: first)
        case .date: days(source, from: first)
        case .instant: instants(source, from: first)
        case .flag: flags(source, from: first, flagWords)
        }
    }

    /// The same, but every cell is first compared with the spellings of missing ones.
    @inline(never)
    private func addCarefully(_ source: CellSource, from first: Int) {
        switch plan.type {
        case .text: break
        // All of them are read in the end.
        case .decimal: isMoney = false
        case .flag: unusualFlags(source, from: first)
        case .integer, .duration, .real, .date, .instant: wholes(source, from: first) { _, _, _ in nil }
        }
    }

    /// The column of all rows that came.
    ///
    /// - Parameter source: all its cells in the block.
    func finish(_ source: CellSource) -> BuiltColumn {
        if let texts { return texts.finish(source) }
        let presence = Presence(count: rowCount, words: Array(present.buffer((rowCount + 63) / 64)))
        let span = least <= most ? least...most : nil
        let column: PackedColumn
        switch plan.type {
        case .decimal where isMoney == false: return decimalsOfAnyScale(source)
        case .decimal: column = PackedColumn(units: values.buffer(rowCount), scale: 2, presence: presence, span: span)
        case .real:
            let numbers = UnsafeRawBufferPointer(values.buffer(rowCount)).bindMemory(to: Double.self)
            column = PackedColumn(reals: numbers, presence: presence)
        case .flag: column = PackedColumn(flags: Array(flags.buffer((rowCount + 63) / 64)), presence: presence)
        case .text, .integer, .duration, .date, .instant:
            let seconds = plan.type == .instant && dates.areSeconds
            column =
                PackedColumn(
                    plan.type, wholes: values.buffer(rowCount), presence: presence, span: span, inThousands: seconds)
                ?? PackedColumn(.missing(plan.type, count: rowCount))
        }
        notePlainNumbers(presence)
        return BuiltColumn(
            column: column, badRows: badRows, unknownZones: unknownZones, skippedTimes: skippedTimes,
            repeatedTimes: repeatedTimes, badTimes: badTimes, marks: marks)
    }

    // MARK: The loops

    /// - Parameter fast: reads the commonest form straight from the cell; nil sends the cell to `unusual`.
    @inline(__always)
    func wholes(_ source: CellSource, from first: Int, fast: (UnsafePointer<UInt8>, Int, Int) -> Int64?) {
        let values = values.start + first
        let words = present.start + first / 64
        let count = source.count
        var (least, most) = (least, most)
        var row = 0
        while row < count {
            let end = min(row &+ 64, count)
            let word = row / 64
            var present: UInt64 = 0
            var bit: UInt64 = 1
            while row < end {
                let cell = source.cell(row)
                let length = cell.length
                let start = source.bytes + Int(cell.start)
                if length > 0, let value = fast(start, length, first &+ row) {
                    values[row] = value
                    least = min(least, value)
                    most = max(most, value)
                    present |= bit
                } else {
                    values[row] = 0
                    if length > 0, let value = unusual(CellBytes(start: start, count: length), first &+ row) {
                        values[row] = value
                        least = min(least, value)
                        most = max(most, value)
                        present |= bit
                    }
                }
                bit = bit &<< 1
                row &+= 1
            }
            words[word] = present
        }
        (self.least, self.most) = (least, most)
    }

    /// Reads the cells that were not read many at once.
    @inline(__always)
    func others(_ source: CellSource, from first: Int, fast: (UnsafePointer<UInt8>, Int, Int) -> Int64?) {
        let words = present.start + first / 64
        for word in 0..<(source.count + 63) / 64 {
            let rows = min(64, source.count - word * 64)
            var open = ~words[word] & (~0 >> UInt64(64 - rows))
            while open != 0 {
                let row = word * 64 + open.trailingZeroBitCount
                open &= open &- 1
                let cell = source.text(row)
                guard let start = cell.baseAddress, cell.count > 0,
                    let value = fast(start, cell.count, first + row) ?? unusual(cell, first + row)
                else { continue }
                values.start[first + row] = value
                words[word] |= 1 << UInt64(row & 63)
                least = min(least, value)
                most = max(most, value)
            }
        }
    }

    private func integers(_ source: CellSource, from first: Int) {
        let isRead = vectors.integers(source, values.start + first, present.start + first / 64, &least, &most)
        if isRead {
            others(source, from: first) { start, length, _ in WholeNumberParser.fast(start, length) }
        } else {
            wholes(source, from: first) { start, length, _ in WholeNumberParser.fast(start, length) }
        }
    }

    private func durations(_ source: CellSource, from first: Int) {
        let factor = plan.unit?.milliseconds ?? 0
        @inline(__always) func duration(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int64? {
            guard factor > 0, length <= 9 else { return nil }
            return WholeNumberParser.fast(start, length).map { $0 &* factor }
        }
        var (low, high) = (Int64.max, Int64.min)
        let values = values.start + first
        if factor > 0, vectors.integers(source, values, present.start + first / 64, &low, &high) {
            for row in 0..<source.count { values[row] &*= factor }
            if low <= high { (least, most) = (min(least, low &* factor), max(most, high &* factor)) }
            others(source, from: first) { start, length, _ in duration(start, length) }
        } else {
            wholes(source, from: first) { start, length, _ in duration(start, length) }
        }
    }

    private func reals(_ source: CellSource, from first: Int) {
        let comma = conventions.decimalComma
        wholes(source, from: first) { start, length, _ in
            guard !comma, let decimal = DecimalParser.fast(start, length), decimal.mantissa.magnitude < 1 << 53
            else { return nil }
            return Int64(bitPattern: RealParser.exact(decimal).bitPattern)
        }
    }

    // MARK: Signs

    private func addPercent(_ row: Int) {
        percentRows.append(row)
        marks.addPercent(row)
    }

    /// Whether a cell may carry a sign: another currency than the declared makes it a bad cell.
    private func take(_ sign: DecimalParser.CellSign, _ row: Int) -> Bool {
        switch sign {
        case .none: break
        case .several: return false
        case .percent: addPercent(row)
        case .currency(let mark):
            if let declared = plan.currency {
                guard mark.fits(declared) else { return false }
            } else {
                marks.add(mark, row)
            }
        }
        return true
    }

    /// Whether the block has numbers other than zero without a percent sign.
    func notePlainNumbers(_ presence: Presence) {
        guard plan.type == .decimal || plan.type == .real else { return }
        let numbers = values.start
        if percentRows.isEmpty {
            // Of decimals the least and the most are known.
            if plan.type == .decimal, least > most || (least == 0 && most == 0) { return }
            if let row = (0..<rowCount).first(where: { presence[$0] && numbers[$0] != 0 }) { marks.addPlain(row) }
            return
        }
        let percent = Set(percentRows)
        let plain = (0..<rowCount).first { presence[$0] && numbers[$0] != 0 && !percent.contains($0) }
        if let plain { marks.addPlain(plain) }
    }

    // MARK: Unusual cells

    /// The value of a cell that is not of the commonest form; nil when it is missing or bad.
    @inline(never)
    func unusual(_ cell: CellBytes, _ row: Int) -> Int64? {
        if conventions.missing.contains(CellText.bare(cell)) { return nil }
        guard let text = folded.fold(cell), let value = value(text, row) else {
            badRows.append(row)
            return nil
        }
        return value
    }

    /// - Parameter text: folded.
    private func value(_ text: CellBytes, _ row: Int) -> Int64? {
        let comma = conventions.decimalComma
        switch plan.type {
        case .integer: return WholeNumberParser.parse(text, decimalComma: comma)
        case .duration: return DurationParser.parse(text, unit: plan.unit, decimalComma: comma)
        case .real:
            guard let number = RealParser.parse(text, decimalComma: comma) else { return nil }
            if text[text.count - 1] == 0x25 { addPercent(row) }
            return Int64(bitPattern: number.bitPattern)
        case .flag: return FlagParser.parse(text).map { $0 ? 1 : 0 }
        case .date: return day(text)
        case .instant: return instant(text, row)
        case .decimal:
            var sign = DecimalParser.CellSign.none
            guard let decimal = DecimalParser.parse(text, decimalComma: comma, sign: &sign)?.ofColumn,
                take(sign, row)
            else { return nil }
            if isMoney == true {
                if decimal.scale != 2 { isMoney = false }
            } else {
                unusualScales.append((row, decimal.scale))
            }
            return decimal.mantissa
        case .text: return nil
        }
    }
}
