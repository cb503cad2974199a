// One cell of a table as a plain value, for tests that compare tables row by row.

import Tabular

/// The value of one cell, of any column type.
package enum Cell: Sendable, Hashable {
    case missing
    case text(String)
    case integer(Int64)
    case decimal(ExactDecimal)
    case real(Double)
    case flag(Bool)
    /// - Units: days since 1970-01-01.
    case date(Int32)
    /// - Units: milliseconds since 1970-01-01T00:00:00Z.
    case instant(Int64)
    /// - Units: milliseconds.
    case duration(Int64)

    /// Texts are equal when their bytes are, as everywhere in Rapport; Swift's own `==` also equates normalised forms.
    package static func == (left: Cell, right: Cell) -> Bool {
        switch (left, right) {
        case (.missing, .missing): true
        case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
        case (.integer(let a), .integer(let b)): a == b
        case (.decimal(let a), .decimal(let b)): a == b
        case (.real(let a), .real(let b)): a == b || (a.isNaN && b.isNaN)
        case (.flag(let a), .flag(let b)): a == b
        case (.date(let a), .date(let b)): a == b
        case (.instant(let a), .instant(let b)): a == b
        case (.duration(let a), .duration(let b)): a == b
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .missing: hasher.combine(0)
        case .text(let text): for byte in text.utf8 { hasher.combine(byte) }
        case .integer(let number), .instant(let number), .duration(let number): hasher.combine(number)
        case .decimal(let number): hasher.combine(number)
        case .real(let number): if !number.isNaN { hasher.combine(number) }
        case .flag(let flag): hasher.combine(flag)
        case .date(let day): hasher.combine(day)
        }
    }
}

extension Cell: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing: "·"
        case .text(let text): "\"\(text)\""
        case .integer(let number): "\(number)"
        case .decimal(let number): number.description
        case .real(let number): "\(number)"
        case .flag(let flag): "\(flag)"
        case .date(let day): CivilDate(dayNumber: Int(day)).isoText
        case .instant(let instant): "@\(instant)"
        case .duration(let milliseconds): "\(milliseconds) ms"
        }
    }
}

extension Column {
    /// The cell of `row`; missing when out of bounds.
    package func cell(_ row: Int) -> Cell {
        guard presence[row] else { return .missing }
        switch self {
        case .text(let column): return .text(column.pool[column.codes.values[row]])
        case .integer(let column): return .integer(column.values[row])
        case .decimal(let column):
            return .decimal(ExactDecimal(units: Int128(column.units.values[row]), scale: column.scale))
        case .real(let column): return .real(column.values[row])
        case .flag(let column): return .flag(column.values[row])
        case .date(let column): return .date(column.values[row])
        case .instant(let column): return .instant(column.values[row])
        case .duration(let column): return .duration(column.values[row])
        }
    }
}

extension Table {
    /// Every row as a dictionary from column names to cells.
    package var rows: [[String: Cell]] {
        chunks.flatMap { chunk in
            let cells = Array(chunk.columns)
            return (0..<chunk.rowCount).map { row in
                Dictionary(uniqueKeysWithValues: zip(columns.map(\.name), cells.map { $0.cell(row) }))
            }
        }
    }

    /// The cells of one column from top to bottom; empty when there is no such column.
    package func cells(_ column: String) -> [Cell] {
        guard let index = index(of: column) else { return [] }
        return chunks.flatMap { chunk in
            let column = chunk.columns[index]
            return (0..<chunk.rowCount).map { column.cell($0) }
        }
    }

    /// What breaks the shape that ``Table`` promises, in words; empty when nothing does.
    package var brokenPromises: [String] {
        var broken: [String] = []
        for (number, chunk) in chunks.enumerated() {
            if chunk.columns.count != columns.count {
                broken.append("chunk \(number) has \(chunk.columns.count) columns")
            }
            for (column, description) in zip(chunk.columns, columns) {
                let place = "'\(description.name)' of chunk \(number)"
                if column.type != description.type { broken.append("\(place) is \(column.type)") }
                if column.count != chunk.rowCount { broken.append("\(place) has \(column.count) rows") }
            }
            let places = chunk.origin.rowCount
            if places != 0 && places != chunk.rowCount {
                broken.append("the origin of chunk \(number) has \(places) rows instead of \(chunk.rowCount)")
            }
        }
        for (index, description) in columns.enumerated() where description.type == .text {
            let pools = chunks.compactMap { chunk -> ObjectIdentifier? in
                guard index < chunk.columns.count, case .text(let column) = chunk.columns[index] else { return nil }
                return ObjectIdentifier(column.pool)
            }
            if Set(pools).count > 1 { broken.append("'\(description.name)' has \(Set(pools).count) pools") }
        }
        return broken
    }
}
