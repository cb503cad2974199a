// A column made compact straight from the buffers of whoever made its values: no array of whole values in between.

/// A column in as few bytes as its values need; see ``CompactNumbers``.
///
/// - Shape: the buffers hold one value per row of `presence`; what they hold for missing rows is zero.
package struct PackedColumn: Sendable {
    let kept: CompactColumn

    /// The column itself.
    ///
    /// - Complexity: O(rows).
    package var column: Column { kept.column }

    package init(_ column: Column) { kept = CompactColumn.plain(column).packed }

    /// Codes of texts that get their pool later.
    ///
    /// - Parameter span: the smallest and greatest code of a present row, where they are known.
    package init(codes: UnsafeBufferPointer<UInt32>, presence: Presence, span: ClosedRange<Int64>? = nil) {
        kept = .text(CompactNumbers(codes, presence: presence, span: span), KeptPresence(presence), .empty)
    }

    /// A column of type integer, date, instant or duration; nil for another type.
    ///
    /// - Parameter span: the smallest and greatest present number, where they are known.
    /// - Parameter inThousands: whether all present numbers are surely whole thousands.
    package init?(
        _ type: ColumnType, wholes: UnsafeBufferPointer<Int64>, presence: Presence, span: ClosedRange<Int64>?,
        inThousands: Bool = false
    ) {
        let ascends = type == .instant && presence.isAllPresent ? wholes.isAscending : nil
        let numbers = CompactNumbers(wholes, presence: presence, span: span, inThousands: inThousands, ascends: ascends)
        switch type {
        case .integer, .instant, .duration: kept = .whole(numbers, KeptPresence(presence), type)
        case .date: kept = .date(numbers, KeptPresence(presence))
        case .text, .decimal, .real, .flag: return nil
        }
    }

    /// Decimals of one scale.
    package init(
        units: UnsafeBufferPointer<Int64>, scale: Int, presence: Presence, span: ClosedRange<Int64>?
    ) {
        kept = .decimal(CompactNumbers(units, presence: presence, span: span), KeptPresence(presence), scale: scale)
    }

    package init(reals: UnsafeBufferPointer<Double>, presence: Presence) {
        kept = .real(.memory(Array(reals)), KeptPresence(presence))
    }

    /// - Parameter words: the flags, 64 a word, lowest bit first; clear for missing rows and past the last.
    package init(flags words: [UInt64], presence: Presence) { kept = .flag(.memory(words), KeptPresence(presence)) }
}
