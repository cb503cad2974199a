// Tables written as literals in a test.

import Stages
import Tabular

/// A column of a table as a test writes it; `nil` is a missing cell.
package enum SampleColumn: Sendable {
    case texts([String?])
    case integers([Int64?])
    /// Written with their digits: `"12.50"` has scale 2. The column takes the largest scale.
    case decimals([String?])
    case reals([Double?])
    case flags([Bool?])
    /// `"2026-09-14"`.
    case dates([String?])
    /// `"2026-09-14T10:30:00Z"`, without the time midnight, without the Z all the same UTC.
    case instants([String?])
    case seconds([Double?])
    /// Any cells of one type.
    case cells(ColumnType, [Cell])

    package var type: ColumnType {
        switch self {
        case .texts: .text
        case .integers: .integer
        case .decimals: .decimal
        case .reals: .real
        case .flags: .flag
        case .dates: .date
        case .instants: .instant
        case .seconds: .duration
        case .cells(let type, _): type
        }
    }

    package var cells: [Cell] {
        switch self {
        case .texts(let values): values.map { $0.map { .text($0) } ?? .missing }
        case .integers(let values): values.map { $0.map { .integer($0) } ?? .missing }
        case .decimals(let values): values.map { $0.flatMap(Self.decimal).map { .decimal($0) } ?? .missing }
        case .reals(let values): values.map { $0.map { .real($0) } ?? .missing }
        case .flags(let values): values.map { $0.map { .flag($0) } ?? .missing }
        case .dates(let values):
            values.map { text in
                text.flatMap { CivilDate(isoText: $0) }.map { .date(Int32($0.dayNumber)) } ?? .missing
            }
        case .instants(let values): values.map { $0.flatMap(Self.instant).map { .instant($0) } ?? .missing }
        case .seconds(let values): values.map { $0.map { .duration(Int64(($0 * 1000).rounded())) } ?? .missing }
        case .cells(_, let cells): cells
        }
    }

    /// Milliseconds since 1970 of `2026-09-14T10:30:00Z`; nil when it is none.
    package static func instant(_ text: String) -> Int64? {
        let parts = text.split(whereSeparator: { "T Z".contains($0) })
        guard let first = parts.first, let date = CivilDate(isoText: first) else { return nil }
        let clock = parts.count > 1 ? parts[1].split(separator: ":").compactMap { Double($0) } : []
        let seconds = zip(clock, [3600.0, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
        return Int64(date.dayNumber) * 86_400_000 + Int64((seconds * 1000).rounded())
    }

    /// An exact decimal of plain digits; nil when it is none.
    package static func decimal(_ text: String) -> ExactDecimal? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let units = Int128(parts.joined()) else { return nil }
        return ExactDecimal(units: units, scale: parts.count == 2 ? parts[1].count : 0)
    }
}

extension Column {
    /// A column of one type from cells; a cell of another type is missing.
    package static func sample(_ type: ColumnType, _ cells: [Cell], pool: inout TextPoolBuilder) -> Column {
        func primitive<Element>(_ zero: Element, _ value: (Cell) -> Element?) -> PrimitiveColumn<Element> {
            let values = cells.map(value)
            return PrimitiveColumn(
                values.map { $0 ?? zero }, presence: Presence(count: cells.count) { values[$0] != nil })
        }
        switch type {
        case .text:
            let codes = primitive(UInt32(0)) { if case .text(let text) = $0 { pool.code(for: text) } else { nil } }
            return .text(TextColumn(codes: codes, pool: .empty))
        case .integer: return .integer(primitive(0) { if case .integer(let number) = $0 { number } else { nil } })
        case .decimal:
            let scales = cells.map { if case .decimal(let number) = $0 { number.scale } else { 0 } }
            let scale = scales.max() ?? 0
            let units = primitive(Int64(0)) { cell in
                guard case .decimal(let number) = cell else { return nil }
                return number.rescaled(to: scale).flatMap { Int64(exactly: $0.units) }
            }
            return .decimal(DecimalColumn(units: units, scale: scale))
        case .real: return .real(primitive(0) { if case .real(let number) = $0 { number } else { nil } })
        case .flag: return .flag(primitive(false) { if case .flag(let flag) = $0 { flag } else { nil } })
        case .date: return .date(primitive(0) { if case .date(let day) = $0 { day } else { nil } })
        case .instant: return .instant(primitive(0) { if case .instant(let instant) = $0 { instant } else { nil } })
        case .duration: return .duration(primitive(0) { if case .duration(let length) = $0 { length } else { nil } })
        }
    }
}

extension Table {
    /// A table from columns, cut into chunks of at most `chunkRows` rows.
    ///
    /// `rowsPerFile` says how many rows each file has, in order; by default all rows are of file 0. No chunk spans two
    /// files. The first row of a file stands on line 2.
    package static func sample(
        _ name: String, _ columns: KeyValuePairs<String, SampleColumn>, chunkRows: Int = .max, rowsPerFile: [Int]? = nil
    ) -> Table {
        sample(name, columns.map { ($0.key, $0.value) }, chunkRows: chunkRows, rowsPerFile: rowsPerFile)
    }

    package static func sample(
        _ name: String, _ columns: [(name: String, column: SampleColumn)], chunkRows: Int = .max,
        rowsPerFile: [Int]? = nil
    ) -> Table {
        let cells = columns.map { $0.column.cells }
        let rowCount = cells.first?.count ?? 0
        var pools = columns.map { _ in TextPoolBuilder() }
        var chunks: [Chunk] = []
        var fileStart = 0
        for (file, fileRows) in (rowsPerFile ?? [rowCount]).enumerated() {
            let fileEnd = min(fileStart + fileRows, rowCount)
            var start = fileStart
            while start < fileEnd {
                let end = fileEnd - start > chunkRows ? start + max(1, chunkRows) : fileEnd
                let chunkColumns = columns.indices.map { index in
                    Column.sample(columns[index].column.type, Array(cells[index][start..<end]), pool: &pools[index])
                }
                let offsets = (start..<end).map { UInt32(($0 - fileStart) * 10) }
                let origin = RowOrigin(
                    file: file, byteStart: 10, firstLine: 2, offsets: offsets,
                    lengths: offsets.map { _ in 9 }, lines: (start..<end).map { UInt32($0 - fileStart) })
                chunks.append(Chunk(rowCount: end - start, columns: chunkColumns, origin: origin))
                start = end
            }
            fileStart = fileEnd
        }
        for index in columns.indices where columns[index].column.type == .text {
            let pool = pools[index].pool()
            for position in chunks.indices {
                guard case .text(var column) = chunks[position].columns[index] else { continue }
                column.pool = pool
                chunks[position].columns[index] = .text(column)
            }
        }
        let descriptions = columns.map { ColumnDescription(name: $0.name, type: $0.column.type) }
        return Table(name: name, columns: descriptions, chunks: chunks)
    }
}
