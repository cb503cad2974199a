// Makes a text column out of one column of a block: known texts by their codes, new ones listed for the table.
import Tabular

/// Builds text columns block by block; one per thread, because it keeps scratch space.
///
/// What is said of a text (that it stands for nothing, that another text is stored for it) is said once per distinct text.
final class TextColumnBuilder {
    private let missing: MissingSpellings
    private let dictionary = BlockDictionary()
    /// Text columns, by their place in the file, whose new cells hardly repeat within a block.
    private var mostlyDistinct: Set<Int> = []
    // Scratch space, one entry per row.
    private var hashes: [UInt64] = []
    private var left: [UInt32] = []

    init(missing: MissingSpellings) { self.missing = missing }

    /// Builds one column.
    ///
    /// - Parameter known: the texts that have codes already; cells that are surely stored as they stand are looked up there.
    ///
    /// - Shape: the codes of rows that are listed in the result's texts mean nothing yet.
    func build(
        _ plan: ColumnPlan, _ source: CellSource, _ block: RecordBlock, firstCells: UnsafeBufferPointer<UInt32>, at index: Int,
        known: TextTable?
    ) -> BuiltColumn {
        let count = source.count
        var leftCount = count
        if left.count < count {
            left = [UInt32](repeating: 0, count: count)
            hashes = [UInt64](repeating: 0, count: count)
        }
        let codes = [UInt32](unsafeUninitializedCapacity: count) { codes, initialized in
            guard let base = codes.baseAddress else { return }
            if let known, known.count > 0, plan.values.isEmpty {
                leftCount = encodeKnown(source, known, into: base)
            } else {
                base.update(repeating: 0, count: count)
                for row in 0..<count { left[row] = UInt32(truncatingIfNeeded: row) }
            }
            initialized = count
        }
        var presence = source.presence
        var texts = BlockTexts.none
        if leftCount > 0 {
            let positions = left[..<leftCount]
            let leftRows = positions.map { firstCells[Int($0)] }
            texts = leftRows.withUnsafeBufferPointer { leftRows in
                newTexts(
                    plan, CellSource(block: block, firstCells: leftRows, column: index), at: index, positions: Array(positions),
                    &presence)
            }
        }
        return BuiltColumn(
            column: .text(TextColumn(codes: PrimitiveColumn(codes, presence: presence), pool: .empty)), texts: texts)
    }

    private func encodeKnown(
        _ source: CellSource, _ known: TextTable, into codes: UnsafeMutablePointer<UInt32>
    ) -> Int {
        let missing = missing
        return hashes.withUnsafeMutableBufferPointer { hashes in
            left.withUnsafeMutableBufferPointer { left in
                guard let hashes = hashes.baseAddress, let left = left.baseAddress else { return 0 }
                return known.encode(
                    source,
                    { start, length in
                        !CellText.isSurelyBare(start, length) || missing.mayContain(first: start[0], length: length)
                    }, into: codes, hashes: hashes, left: left)
            }
        }
    }

    /// The texts of cells that are not known yet, each once unless the column hardly repeats itself.
    private func newTexts(
        _ plan: ColumnPlan, _ source: CellSource, at index: Int, positions: [UInt32], _ presence: inout Presence
    ) -> BlockTexts {
        let count = source.count
        let isMostlyDistinct = mostlyDistinct.contains(index)
        let raw = [UInt32](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let base = buffer.baseAddress {
                if isMostlyDistinct { dictionary.list(source, into: base) } else { dictionary.encode(source, into: base) }
            }
            initialized = count
        }
        if !isMostlyDistinct, dictionary.count * 10 > count * 8, count > 100 { mostlyDistinct.insert(index) }
        var texts = BlockTexts(capacity: (dictionary.count, dictionary.byteCount))
        var translation = [UInt32](repeating: .max, count: dictionary.count)
        for code in 0..<dictionary.count {
            let raw = dictionary.bytes(code, in: source)
            let bare = CellText.bare(raw)
            if missing.contains(bare) { continue }
            translation[code] = UInt32(truncatingIfNeeded: texts.count)
            if !plan.values.isEmpty, var mapped = plan.values[String(decoding: bare, as: UTF8.self)] {
                mapped.withUTF8 { texts.append($0, hash: TextHash.exact($0)) }
            } else {
                texts.append(bare, hash: bare.count == raw.count ? dictionary.hashes[code] : TextHash.exact(bare))
            }
        }
        texts.pad()
        texts.rows.reserveCapacity(count)
        texts.ordinals.reserveCapacity(count)
        for (position, code) in zip(positions, raw) {
            let ordinal = code == .max ? .max : translation[Int(code)]
            if ordinal == .max {
                presence.clear(Int(position))
            } else {
                texts.rows.append(position)
                texts.ordinals.append(ordinal)
            }
        }
        return texts
    }
}
