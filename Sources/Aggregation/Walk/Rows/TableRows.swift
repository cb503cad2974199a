// The rows of one table as its formulas see them: columns in the order of the scope, segments as text columns.

import Diagnostics
import Expressions
import Stages
import Tabular

/// A table ready to be measured.
struct TableRows: Sendable {
    let planned: PlannedTable
    private(set) var table: Table
    /// By position in the scope's columns: the position in the table's.
    let columnPositions: [Int]
    /// By segment key, of every segment a breakdown or a condition needs.
    private var numbers: [String: SegmentNumbers]
    private var labelCounts: [String: Int]
    let labelPools: [TextPool]
    /// By position in the scope, of every time column that was measured: what is known of each chunk's times.
    private var times: [Int: [ChunkTimes?]] = [:]
    /// By position in the scope, of every time column that was looked at: the days its rows show.
    private var days: [Int: DayCounts] = [:]

    /// - Errors: an internal error when the table lacks what the plan saw in it.
    init(_ planned: PlannedTable, breakdownSegments: [String], in tables: SegmentedTables) throws(DiagnosedFailure) {
        let failure = DiagnosedFailure(AggregationDiagnostics.tableIsNotAsPlanned(planned.name))
        guard let segmented = tables[planned.name] else { throw failure }
        self.planned = planned
        table = segmented.table
        var positions: [Int] = []
        for column in planned.columns {
            guard let index = table.index(of: column.name), table.columns[index].type == column.type else {
                throw failure
            }
            positions.append(index)
        }
        columnPositions = positions
        var numbers: [String: SegmentNumbers] = [:]
        var labelCounts: [String: Int] = [:]
        for key in planned.segments + breakdownSegments where numbers[key] == nil {
            guard let found = segmented.numbers[key], let segment = tables.segment(key), found.fits(table) else {
                throw failure
            }
            numbers[key] = found
            labelCounts[key] = segment.labels.count
        }
        self.numbers = numbers
        self.labelCounts = labelCounts
        labelPools = planned.segments.map { key in TextPool(tables.segment(key)?.labels.map(\.key) ?? []) }
    }

    /// Hands the rows over; what was found out about them stays.
    mutating func takeChunks() -> [Chunk] {
        defer { table.chunks = [] }
        return table.chunks
    }

    var chunkCount: Int { table.chunks.count }

    func labelCount(of segment: String) -> Int { labelCounts[segment] ?? 0 }

    /// Joins neighbours among some segments that the same texts decide, so that they are looked up at once.
    ///
    /// - Returns: the keys to ask for in place of the segments; their labels together number the same combinations.
    mutating func join(_ segments: [String]) -> [String] {
        var keys: [String] = []
        for segment in segments {
            if let last = keys.last {
                // No segment's key holds a line end.
                let key = "\(last)\n\(segment)"
                let counts = (first: labelCount(of: last), second: labelCount(of: segment))
                if numbers[key] == nil, let second = numbers[segment] {
                    numbers[key] = numbers[last]?.joined(with: second, counts: counts, rowCount: table.rowCount)
                    labelCounts[key] = counts.first * counts.second
                }
                if numbers[key] != nil {
                    keys[keys.count - 1] = key
                    continue
                }
            }
            keys.append(segment)
        }
        return keys
    }

    /// The segment numbers of one chunk, to be asked for.
    func segments(inChunk index: Int) -> ChunkSegments { ChunkSegments(numbers, table: table, chunk: index) }

    /// The column of the scope at `position`, in one chunk.
    func column(_ position: Int, inChunk index: Int) -> Column {
        table.chunks[index].columns[columnPositions[position]]
    }

    /// The pools of a text column, each with the chunks that share it.
    func pools(ofColumn position: Int) -> [(pool: TextPool, chunks: [Int])] {
        var pools: [(pool: TextPool, chunks: [Int])] = []
        for (index, chunk) in table.chunks.enumerated() {
            guard let pool = chunk.columns.pool(of: columnPositions[position]) else { continue }
            if let known = pools.firstIndex(where: { $0.pool === pool }) {
                pools[known].chunks.append(index)
            } else {
                pools.append((pool, [index]))
            }
        }
        return pools
    }

    /// By chunk, which cells of a column are there.
    func presences(ofColumn position: Int) -> [Presence] {
        table.chunks.map { $0.columns.presence(of: columnPositions[position]) }
    }

    /// How many different texts a text column has, when all chunks share one pool of them; else nil.
    func sharedTextCount(ofColumn position: Int) -> Int? {
        let pools = table.chunks.map { $0.columns.pool(of: columnPositions[position]) }
        guard let first = pools.first, let pool = first else { return nil }
        return pools.allSatisfy { $0 === pool } ? pool.count : nil
    }

    /// The chunk as formulas see it, whose segment numbers are then known.
    ///
    /// - Parameter needed: positions in the scope of the columns to unpack now; another one is unpacked whenever it is
    ///   asked for.
    func scopeChunk(_ index: Int, _ segments: inout ChunkSegments, unpacking needed: [Int]) -> Chunk {
        let chunk = table.chunks[index]
        var columns = chunk.columns.selecting(columnPositions)
        for position in needed where position < columns.count { columns[position] = columns[position] }
        for (place, (key, pool)) in zip(planned.segments, labelPools).enumerated() {
            let isNeeded = needed.contains(columnPositions.count + place)
            let codes = isNeeded ? segments.numbers(of: key) : [UInt32](repeating: 0, count: chunk.rowCount)
            columns.append(.text(TextColumn(codes: PrimitiveColumn(codes), pool: pool)))
        }
        return Chunk(rowCount: chunk.rowCount, columns: columns, origin: RowOrigin(file: chunk.origin.file))
    }

    /// Finds the spans of time columns, chunk by chunk on all threads, once for all who ask.
    mutating func measureSpans(ofColumns positions: [Int], jobs: Int) {
        for position in positions where times[position] == nil {
            let rows = self
            times[position] = parallelMap(Array(table.chunks.indices), jobs: jobs) {
                rows.lookForTimes(ofColumn: position, inChunk: $0)
            }
        }
    }

    /// Counts the rows of every day of some time columns, chunk by chunk on all threads, once for all who ask.
    mutating func countDays(ofColumns positions: [Int], context: StageContext) {
        for position in positions where days[position] == nil {
            let rows = self
            let (asOf, today, zone) = (context.asOf, context.today, context.zone)
            let counts = parallelMap(Array(table.chunks.indices), jobs: context.jobs) { index in
                HourCounts(
                    of: rows.column(position, inChunk: index), times: rows.times(ofColumn: position, inChunk: index),
                    asOf: asOf, today: today, zone: zone)
            }
            var all = HourCounts()
            for part in counts { all.merge(part) }
            days[position] = DayCounts(all, hasHours: planned.columns[position].type == .instant, today: today)
        }
    }

    /// The days that the rows of a time column show; of one that nobody has looked at, none.
    func dayCounts(ofColumn position: Int) -> DayCounts { days[position] ?? DayCounts(HourCounts(), hasHours: false) }

    /// The last moment of a time column that the data are known to reach: no later than the as-of moment, and not that of a row
    /// far from all others. Nil when there is none.
    ///
    /// - Units: milliseconds, or days of a date.
    /// - Complexity: O(chunks), and O(rows) of those with later rows.
    func end(ofColumn position: Int, context: StageContext) -> Int64? {
        guard let span = span(ofColumn: position) else { return nil }
        guard let last = dayCounts(ofColumn: position).reach?.upperBound else { return nil }
        if planned.columns[position].type == .date { return Int64(last) }
        let midnight = context.zone.instant(ofLocal: Int64(last + 1) * 86_400_000).instant
        let limit = min(midnight, context.asOf == .max ? .max : context.asOf + 1)
        if span.upperBound < limit { return span.upperBound }
        return table.chunks.indices.compactMap { index -> Int64? in
            guard let span = self.span(ofColumn: position, inChunk: index), span.lowerBound < limit else { return nil }
            if span.upperBound < limit { return span.upperBound }
            guard case .instant(let column) = column(position, inChunk: index) else { return nil }
            return column.values.indices.lazy.filter { column.presence[$0] && column.values[$0] < limit }
                .map { column.values[$0] }.max()
        }.max()
    }

    /// What is known of the times of one chunk in a date or instant column; nil when it has none.
    private func times(ofColumn position: Int, inChunk index: Int) -> ChunkTimes? {
        if let known = times[position] { return known[index] }
        return lookForTimes(ofColumn: position, inChunk: index)
    }

    /// What was seen of a column of whole numbers when it was packed: its span, and whether they ascend.
    func order(ofColumn position: Int, inChunk index: Int) -> (span: ClosedRange<Int64>, ascends: Bool)? {
        table.chunks[index].columns.order(of: columnPositions[position])
    }

    private func lookForTimes(ofColumn position: Int, inChunk index: Int) -> ChunkTimes? {
        if let order = table.chunks[index].columns.order(of: columnPositions[position]) {
            return ChunkTimes(span: order.span, isInOrder: order.ascends)
        }
        return ChunkTimes(of: column(position, inChunk: index))
    }

    /// The earliest and latest moment of one chunk in a date or instant column; nil when it has none.
    func span(ofColumn position: Int, inChunk index: Int) -> ClosedRange<Int64>? {
        times(ofColumn: position, inChunk: index)?.span
    }

    /// Whether no present time of a date or instant column is before that of a row above it.
    func isInOrder(ofColumn position: Int) -> Bool {
        var last = Int64.min
        for index in table.chunks.indices {
            guard let times = times(ofColumn: position, inChunk: index) else { continue }
            guard times.isInOrder, times.span.lowerBound >= last else { return false }
            last = times.span.upperBound
        }
        return true
    }

    /// The earliest and latest moment in a date or instant column; nil when it has none.
    func span(ofColumn position: Int) -> ClosedRange<Int64>? {
        var span: ClosedRange<Int64>?
        for index in table.chunks.indices {
            guard let found = self.span(ofColumn: position, inChunk: index) else { continue }
            span = span.map { min($0.lowerBound, found.lowerBound)...max($0.upperBound, found.upperBound) } ?? found
        }
        return span
    }

    /// The first and last local day in a date or instant column.
    func days(ofColumn position: Int, zone: TimeZoneTable) -> ClosedRange<Int>? {
        guard let span = span(ofColumn: position) else { return nil }
        if planned.columns[position].type == .date { return Int(span.lowerBound)...Int(span.upperBound) }
        let (first, last) = (Int(zone.localDay(of: span.lowerBound)), Int(zone.localDay(of: span.upperBound)))
        return min(first, last)...max(first, last)
    }

    /// Adds every local day that occurs in a date or instant column.
    func insertDays(ofColumn position: Int, zone: TimeZoneTable, into days: inout Set<Int>) {
        var last: Int?
        for index in table.chunks.indices {
            let column = column(position, inChunk: index)
            for row in 0..<column.count where column.presence[row] {
                let day: Int
                switch column {
                case .instant(let column): day = Int(zone.localDay(of: column.values[row]))
                case .date(let column): day = Int(column.values[row])
                default: return
                }
                if day != last { days.insert(day) }
                last = day
            }
        }
    }

    /// Every formula, those that mention `$data_end` made anew now that the data are known.
    ///
    /// The data are taken to reach to the last moment in the column that the metric counts by and in those that its other formulas
    /// mention, but not beyond the as-of instant, and not to that of a row far from all others. Where it counts by a date, the last day.
    func formulas(context: StageContext) -> [TypedExpression] {
        planned.formulas.map { formula in
            guard let late = formula.late else { return formula.typed }
            let last = late.columns.compactMap { end(ofColumn: $0, context: context) }.max()
            let isDate = late.columns.contains { planned.columns[$0].type == .date }
            var scope = ExpressionScope(
                table: planned.name, columns: planned.scopeColumns, parameters: late.parameters, clock: late.clock)
            scope.parameters[PlannedFormula.Late.parameter] =
                isDate
                ? .date(Int32(clamping: last ?? Int64(context.today))) : .instant(last ?? context.asOf)
            return late.expression.checked(in: scope, expecting: late.type, collector: DiagnosticCollector())
                ?? formula.typed
        }
    }

    /// Whether a formula is a column of the table, whose codes are the same in all chunks.
    func isPlainColumn(_ formula: TypedExpression) -> Bool {
        guard let only = formula.columnIndices.first, formula.columnIndices.count == 1 else { return false }
        guard only < planned.columns.count else { return false }
        let name = planned.columns[only].name
        return formula.description == name || formula.description == "`\(name)`"
    }
}
