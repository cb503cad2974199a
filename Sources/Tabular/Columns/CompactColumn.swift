// A column as a chunk keeps it: as it is, or compact until somebody looks at it, in memory or in the spill file.

/// One column of a chunk in the form it is kept in.
enum CompactColumn: Sendable {
    /// As it was given.
    case plain(Column)
    case text(CompactNumbers, KeptPresence, TextPool)
    /// An integer, an instant or a duration.
    case whole(CompactNumbers, KeptPresence, ColumnType)
    case date(CompactNumbers, KeptPresence)
    case decimal(CompactNumbers, KeptPresence, scale: Int)
    /// The numbers as they are.
    case real(KeptArray<Double>, KeptPresence)
    /// One bit a row.
    case flag(KeptArray<UInt64>, KeptPresence)

    /// The same column in few bytes. Real numbers keep their eight.
    var packed: CompactColumn {
        guard case .plain(let column) = self else { return self }
        let presence = KeptPresence(column.presence)
        switch column {
        case .text(let texts):
            return .text(CompactNumbers(texts.codes.values, presence: texts.presence), presence, texts.pool)
        case .integer(let numbers), .instant(let numbers), .duration(let numbers):
            return .whole(CompactNumbers(numbers.values, presence: numbers.presence), presence, column.type)
        case .date(let days): return .date(CompactNumbers(days.values, presence: days.presence), presence)
        case .decimal(let decimals):
            return .decimal(
                CompactNumbers(decimals.units.values, presence: decimals.presence), presence, scale: decimals.scale)
        case .real(let numbers): return .real(.memory(numbers.values), presence)
        case .flag(let flags): return .flag(.memory(BitPacking.words(of: flags.values)), presence)
        }
    }

    /// The column itself.
    ///
    /// - Complexity: O(rows) for a packed one.
    var column: Column {
        switch self {
        case .plain(let column): return column
        case .text(let codes, let kept, let pool):
            let presence = kept.presence
            let codes = PrimitiveColumn(codes.numbers(as: UInt32.self, presence: presence), presence: presence)
            return .text(TextColumn(codes: codes, pool: pool))
        case .whole(let numbers, let kept, let type):
            let presence = kept.presence
            let column = PrimitiveColumn(numbers.numbers(as: Int64.self, presence: presence), presence: presence)
            switch type {
            case .instant: return .instant(column)
            case .duration: return .duration(column)
            default: return .integer(column)
            }
        case .date(let days, let kept):
            let presence = kept.presence
            return .date(PrimitiveColumn(days.numbers(as: Int32.self, presence: presence), presence: presence))
        case .decimal(let units, let kept, let scale):
            let presence = kept.presence
            let units = PrimitiveColumn(units.numbers(as: Int64.self, presence: presence), presence: presence)
            return .decimal(DecimalColumn(units: units, scale: scale))
        case .real(let numbers, let kept):
            return .real(PrimitiveColumn(numbers.elements, presence: kept.presence))
        case .flag(let kept, let presence):
            let flags = BitPacking.flags(of: kept.elements, count: presence.count)
            return .flag(PrimitiveColumn(flags, presence: presence.presence))
        }
    }

    /// The same column with its cells in the file, packed.
    func spilled(_ writer: inout SpillWriter) -> CompactColumn {
        switch packed {
        case .plain(let column): .plain(column)
        case .text(let codes, let presence, let pool):
            .text(codes.spilled(&writer), presence.spilled(&writer), pool)
        case .whole(let numbers, let presence, let type):
            .whole(numbers.spilled(&writer), presence.spilled(&writer), type)
        case .date(let days, let presence): .date(days.spilled(&writer), presence.spilled(&writer))
        case .decimal(let units, let presence, let scale):
            .decimal(units.spilled(&writer), presence.spilled(&writer), scale: scale)
        case .real(let numbers, let presence): .real(numbers.spilled(&writer), presence.spilled(&writer))
        case .flag(let flags, let presence): .flag(flags.spilled(&writer), presence.spilled(&writer))
        }
    }

    /// Whether none of its cells is in the file.
    var isInMemory: Bool {
        switch self {
        case .plain: true
        case .text(let numbers, let presence, _), .whole(let numbers, let presence, _),
            .date(let numbers, let presence), .decimal(let numbers, let presence, _):
            numbers.isInMemory && presence.isInMemory
        case .real(let numbers, let presence): numbers.isInMemory && presence.isInMemory
        case .flag(let words, let presence): words.isInMemory && presence.isInMemory
        }
    }

    var count: Int {
        switch self {
        case .plain(let column): column.count
        case .text(_, let presence, _), .whole(_, let presence, _), .date(_, let presence),
            .decimal(_, let presence, _), .real(_, let presence), .flag(_, let presence):
            presence.count
        }
    }

    var presence: Presence {
        switch self {
        case .plain(let column): column.presence
        case .text(_, let presence, _), .whole(_, let presence, _), .date(_, let presence),
            .decimal(_, let presence, _), .real(_, let presence), .flag(_, let presence):
            presence.presence
        }
    }

    var type: ColumnType {
        switch self {
        case .plain(let column): column.type
        case .text: .text
        case .whole(_, _, let type): type
        case .date: .date
        case .decimal: .decimal
        case .real: .real
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
