// Brings columns over links: every row gets the cell of its partner, gathered once for all formulas that mention it.

import Diagnostics
import Expressions
import Stages
import Tabular

extension [LinkedColumn] {
    /// The tables with the columns that links bring them, behind their own.
    ///
    /// - Parameter partners: of every link, by its position.
    /// - Missing: where a row has no partner, and where the partner's cell is missing.
    /// - Errors: an internal error when a table or column is absent; a decimal that does not fit beside the others of its column.
    /// - Complexity: O(rows of both tables) for each column.
    func brought(
        to tables: [Table], by links: LinkGraph, _ partners: [PartnerRows], _ context: StageContext
    ) throws(DiagnosedFailure) -> [Table] {
        var tables = tables
        var waiting = self
        while let table = waiting.first?.table {
            // A column that goes further comes to the nearer table first.
            let next =
                waiting.first { column in
                    !waiting.contains { $0.table == links.links[column.link].toTable }
                }?.table ?? table
            let columns = waiting.filter { $0.table == next }
            waiting.removeAll { $0.table == next }
            guard let position = tables.firstIndex(where: { $0.name == next }) else { throw Self.absent(next) }
            tables[position] = try columns.brought(to: tables[position], from: tables, by: links, partners, context)
        }
        return tables
    }

    /// The same for one table, whose columns these are.
    private func brought(
        to left: Table, from tables: [Table], by links: LinkGraph, _ partners: [PartnerRows], _ context: StageContext
    ) throws(DiagnosedFailure) -> Table {
        var table = left
        var sources: [(link: Int, column: PartnerColumn)] = []
        for column in self {
            let link = links.links[column.link]
            guard let right = tables.first(where: { $0.name == link.toTable }),
                let index = right.index(of: column.column)
            else { throw Self.absent(column.name) }
            let source = PartnerColumn(index, of: right, jobs: context.jobs)
            context.overflows.add(source.lostCount)
            try context.checkOverflows(
                of: Wording(en: "column '\(column.name)'", zh: "列 '\(column.name)'"), at: link.location)
            sources.append((column.link, source))
            table.columns.append(ColumnDescription(name: column.name, type: right.columns[index].type))
        }
        let (gathered, store) = (sources, context.store)
        table.chunks = parallelMap([Int](left.chunks.indices), jobs: context.jobs) { index in
            var chunk = left.chunks[index]
            var rows: (link: Int, numbers: [UInt32])?
            for (link, column) in gathered {
                let numbers =
                    rows?.link == link
                    ? rows?.numbers ?? [] : partners[link].rows.numbers(inChunk: index, of: left)
                rows = (link, numbers)
                chunk.columns.append(column.gathered(numbers))
            }
            return store.keep(chunk)
        }
        try context.checkStore()
        return table
    }

    private static func absent(_ name: String) -> DiagnosedFailure {
        DiagnosedFailure(SegmentationDiagnostics.internalError("what links bring as '\(name)' is absent"))
    }
}

/// All cells of a column, one behind the other, to be looked up by row.
private struct PartnerColumn: Sendable {
    private enum Values: Sendable {
        case words([Int64])
        case days([Int32])
        case reals([Double])
        case flags([Bool])
        case codes([UInt32], TextPool)
    }

    private let type: ColumnType
    private let values: Values
    /// Of decimals: all chunks' at the scale of the finest.
    private var scale: Int
    /// By row; nil when all cells are there.
    private let isPresent: [Bool]?
    /// How many decimals do not fit at that scale; they are missing.
    private(set) var lostCount: Int

    init(_ index: Int, of table: Table, jobs: Int) {
        let chunks = ColumnChunks.column(index, of: table)
        let columns = (0..<chunks.count).map { chunks[$0] }
        type = table.columns[index].type
        var presence: [Bool]? =
            columns.allSatisfy(\.presence.isAllPresent)
            ? nil : columns.flatMap { column in (0..<column.count).map { column.presence[$0] } }
        (scale, lostCount) = (0, 0)
        switch type {
        case .text:
            if let pool = table.pool(ofColumn: index), chunks.areCoded(by: pool) {
                values = .codes(columns.flatMap(\.codes), pool)
            } else {
                var codes = TextCodes()
                let numbers = codes.codes(of: chunks, jobs: jobs)
                values = .codes(Array(numbers.joined()), codes.pool)
            }
        case .decimal:
            let units = Units(columns)
            if !units.lost.isEmpty, presence == nil { presence = [Bool](repeating: true, count: table.rowCount) }
            for row in units.lost { presence?[row] = false }
            (values, scale, lostCount) = (.words(units.values), units.scale, units.lost.count)
        case .real: values = .reals(columns.flatMap(\.reals))
        case .flag: values = .flags(columns.flatMap(\.flags))
        case .date: values = .days(columns.flatMap(\.days))
        case .integer, .instant, .duration: values = .words(columns.flatMap(\.words))
        }
        isPresent = presence
    }

    /// The cells of some rows; a missing one for a row beyond the last.
    func gathered(_ rows: [UInt32]) -> Column {
        switch values {
        case .words(let values):
            let cells = Self.gathered(values, isPresent, rows, zero: 0)
            return switch type {
            case .decimal: .decimal(DecimalColumn(units: cells, scale: scale))
            case .instant: .instant(cells)
            case .duration: .duration(cells)
            default: .integer(cells)
            }
        case .days(let values): return .date(Self.gathered(values, isPresent, rows, zero: 0))
        case .reals(let values): return .real(Self.gathered(values, isPresent, rows, zero: 0))
        case .flags(let values): return .flag(Self.gathered(values, isPresent, rows, zero: false))
        case .codes(let codes, let pool):
            return .text(TextColumn(codes: Self.gathered(codes, isPresent, rows, zero: 0), pool: pool))
        }
    }

    private static func gathered<Element>(
        _ values: [Element], _ isPresent: [Bool]?, _ rows: [UInt32], zero: Element
    ) -> PrimitiveColumn<Element> {
        var words = [UInt64](repeating: 0, count: (rows.count + 63) / 64)
        let cells = values.withUnsafeBufferPointer { values in
            rows.withUnsafeBufferPointer { rows in
                [Element](unsafeUninitializedCapacity: rows.count) { cells, count in
                    for index in 0..<rows.count {
                        let row = Int(truncatingIfNeeded: rows[index])
                        let isThere = row < values.count
                        cells[index] = isThere ? values[row] : zero
                        words[index >> 6] |= (isThere ? 1 : 0) << UInt64(truncatingIfNeeded: index & 63)
                    }
                    count = rows.count
                }
            }
        }
        if let isPresent {
            for index in rows.indices where Int(rows[index]) < values.count && !isPresent[Int(rows[index])] {
                words[index >> 6] &= ~(1 << UInt64(index & 63))
            }
        }
        return PrimitiveColumn(cells, presence: Presence(count: rows.count, words: words))
    }
}

/// The decimals of a column's chunks at one scale.
private struct Units {
    private(set) var values: [Int64] = []
    /// That of the finest chunk.
    let scale: Int
    /// The rows whose decimals do not fit at that scale.
    private(set) var lost: [Int] = []

    init(_ columns: [Column]) {
        var scale = 0
        for case .decimal(let column) in columns { scale = max(scale, column.scale) }
        self.scale = scale
        for case .decimal(let column) in columns {
            // No factor is beyond 64 bits: scales are 18 at most.
            let factor = Int64(clamping: ExactDecimal.powerOfTen(scale - column.scale) ?? 1)
            if factor == 1 {
                values += column.units.values
                continue
            }
            for unit in column.units.values {
                let (product, overflow) = unit.multipliedReportingOverflow(by: factor)
                if overflow { lost.append(values.count) }
                values.append(overflow ? 0 : product)
            }
        }
    }
}

/// The values of a column by the way in which they are kept; none of a column of another type.
extension Column {
    fileprivate var codes: [UInt32] { if case .text(let column) = self { column.codes.values } else { [] } }
    fileprivate var reals: [Double] { if case .real(let column) = self { column.values } else { [] } }
    fileprivate var flags: [Bool] { if case .flag(let column) = self { column.values } else { [] } }
    fileprivate var days: [Int32] { if case .date(let column) = self { column.values } else { [] } }

    fileprivate var words: [Int64] {
        switch self {
        case .integer(let column), .instant(let column), .duration(let column): column.values
        case .text, .decimal, .real, .flag, .date: []
        }
    }
}
