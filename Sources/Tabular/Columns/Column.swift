// A typed column of one chunk: values beside a bitmap of the present ones.

/// Values of one fixed-size kind, with the missing ones marked.
///
/// - Missing: the value of a missing cell is zero and means nothing; look at `presence`.
package struct PrimitiveColumn<Element: Sendable & BitwiseCopyable>: Sendable {
    package var values: [Element]
    package var presence: Presence

    /// `presence` defaults to all present. The shorter of the two decides nothing: both must have the same count.
    package init(_ values: [Element], presence: Presence? = nil) {
        self.values = values
        self.presence = presence ?? Presence(allPresent: values.count)
        assert(self.presence.count == values.count, "a column's bitmap must be as long as its values")
    }

    package var count: Int { values.count }

    package subscript(row: Int) -> Element? { presence[row] ? values[row] : nil }
}

/// A column of texts: a code per row into a pool of distinct texts.
package struct TextColumn: Sendable {
    package var codes: PrimitiveColumn<UInt32>
    package var pool: TextPool

    package init(codes: PrimitiveColumn<UInt32>, pool: TextPool) {
        self.codes = codes
        self.pool = pool
    }

    package var count: Int { codes.count }
    package var presence: Presence { codes.presence }

    package subscript(row: Int) -> String? { codes[row].map { pool[$0] } }
}

/// A column of exact decimals: whole units of 10⁻ˢ, where s is `scale`.
///
/// Chunks of one column may differ in scale; 12.5 at scale 1 equals 12.50 at scale 2.
package struct DecimalColumn: Sendable {
    package var units: PrimitiveColumn<Int64>
    /// - Bounds: 0...18.
    package var scale: Int
    /// The units where they do not fit into 64 bits; those of `units` then mean nothing, except which are present. Only what is
    /// computed on the way into sums, means, quantiles and extremes has such; a table's columns never do.
    /// - Bounds: `scale` is then 0...38.
    package var wide: [Int128]?

    package init(units: PrimitiveColumn<Int64>, scale: Int, wide: [Int128]? = nil) {
        self.units = units
        self.scale = scale
        self.wide = wide
    }

    package var count: Int { units.count }
    package var presence: Presence { units.presence }
}

/// One column of one chunk.
package enum Column: Sendable {
    case text(TextColumn)
    case integer(PrimitiveColumn<Int64>)
    case decimal(DecimalColumn)
    case real(PrimitiveColumn<Double>)
    case flag(PrimitiveColumn<Bool>)
    case date(PrimitiveColumn<Int32>)
    case instant(PrimitiveColumn<Int64>)
    case duration(PrimitiveColumn<Int64>)

    package var type: ColumnType {
        switch self {
        case .text: .text
        case .integer: .integer
        case .decimal: .decimal
        case .real: .real
        case .flag: .flag
        case .date: .date
        case .instant: .instant
        case .duration: .duration
        }
    }

    package var count: Int { presence.count }

    package var presence: Presence {
        switch self {
        case .text(let column): column.codes.presence
        case .integer(let column), .instant(let column), .duration(let column): column.presence
        case .decimal(let column): column.units.presence
        case .real(let column): column.presence
        case .flag(let column): column.presence
        case .date(let column): column.presence
        }
    }

    /// A column of `count` missing cells.
    package static func missing(_ type: ColumnType, count: Int) -> Column {
        let presence = Presence(allMissing: count)
        let zeros = [Int64](repeating: 0, count: count)
        switch type {
        case .text:
            let codes = PrimitiveColumn([UInt32](repeating: 0, count: count), presence: presence)
            return .text(TextColumn(codes: codes, pool: .empty))
        case .integer: return .integer(PrimitiveColumn(zeros, presence: presence))
        case .decimal: return .decimal(DecimalColumn(units: PrimitiveColumn(zeros, presence: presence), scale: 0))
        case .real: return .real(PrimitiveColumn([Double](repeating: 0, count: count), presence: presence))
        case .flag: return .flag(PrimitiveColumn([Bool](repeating: false, count: count), presence: presence))
        case .date: return .date(PrimitiveColumn([Int32](repeating: 0, count: count), presence: presence))
        case .instant: return .instant(PrimitiveColumn(zeros, presence: presence))
        case .duration: return .duration(PrimitiveColumn(zeros, presence: presence))
        }
    }
}
