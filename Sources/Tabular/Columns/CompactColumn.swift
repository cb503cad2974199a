// A column as a chunk keeps it: as it is, or compact until somebody looks at it.

/// One column of a chunk in the form it is kept in.
enum CompactColumn: Sendable {
    /// As it was given.
    case plain(Column)
    case text(CompactNumbers, Presence, TextPool)
    /// An integer, an instant or a duration.
    case whole(CompactNumbers, Presence, ColumnType)
    case date(CompactNumbers, Presence)
    case decimal(CompactNumbers, Presence, scale: Int)
    /// One bit a row.
    case flag([UInt64], Presence)

    /// The same column in few bytes. Real numbers stay as they are.
    var packed: CompactColumn {
        guard case .plain(let column) = self else { return self }
        switch column {
        case .text(let texts):
            return .text(
                CompactNumbers(texts.codes.values, presence: texts.presence), texts.presence, texts.pool)
        case .integer(let numbers), .instant(let numbers), .duration(let numbers):
            return .whole(
                CompactNumbers(numbers.values, presence: numbers.presence), numbers.presence, column.type)
        case .date(let days): return .date(CompactNumbers(days.values, presence: days.presence), days.presence)
        case .decimal(let decimals):
            let presence = decimals.presence
            return .decimal(
                CompactNumbers(decimals.units.values, presence: presence), presence, scale: decimals.scale)
        case .flag(let flags):
            return .flag(Presence.words(of: flags.values), flags.presence)
        case .real: return self
        }
    }

    /// The column itself.
    ///
    /// - Complexity: O(rows) for a packed one.
    var column: Column {
        switch self {
        case .plain(let column): return column
        case .text(let codes, let presence, let pool):
            let codes = PrimitiveColumn(codes.numbers(as: UInt32.self, presence: presence), presence: presence)
            return .text(TextColumn(codes: codes, pool: pool))
        case .whole(let numbers, let presence, let type):
            let column = PrimitiveColumn(numbers.numbers(as: Int64.self, presence: presence), presence: presence)
            switch type {
            case .instant: return .instant(column)
            case .duration: return .duration(column)
            default: return .integer(column)
            }
        case .date(let days, let presence):
            return .date(PrimitiveColumn(days.numbers(as: Int32.self, presence: presence), presence: presence))
        case .decimal(let units, let presence, let scale):
            let units = PrimitiveColumn(units.numbers(as: Int64.self, presence: presence), presence: presence)
            return .decimal(DecimalColumn(units: units, scale: scale))
        case .flag(let words, let presence):
            let flags = (0..<presence.count).map { words[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
            return .flag(PrimitiveColumn(flags, presence: presence))
        }
    }

    var presence: Presence {
        switch self {
        case .plain(let column): column.presence
        case .text(_, let presence, _), .whole(_, let presence, _), .date(_, let presence),
            .decimal(_, let presence, _), .flag(_, let presence):
            presence
        }
    }

    var type: ColumnType {
        switch self {
        case .plain(let column): column.type
        case .text: .text
        case .whole(_, _, let type): type
        case .date: .date
        case .decimal: .decimal
        case .flag: .flag
        }
    }

    /// The pool of a text column; nil for another type.
    var pool: TextPool? {
        get {
            switch self {
            case .plain(.text(let column)): column.pool
            case .text(_, _, let pool): pool
            default: nil
            }
        }
        set {
            guard let newValue else { return }
            switch self {
            case .plain(.text(let column)): self = .plain(.text(TextColumn(codes: column.codes, pool: newValue)))
            case .text(let codes, let presence, _): self = .text(codes, presence, newValue)
            default: break
            }
        }
    }
}

extension Presence {
    /// One bit per flag, 64 a word, lowest bit first.
    fileprivate static func words(of flags: [Bool]) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: (flags.count + 63) / 64)
        for (row, flag) in flags.enumerated() { words[row >> 6] |= (flag ? 1 : 0) << UInt64(row & 63) }
        return words
    }
}
