// Makes a text column out of one column of a block: known texts by their codes, new ones listed for the table.
import Tabular

/// Builds text columns block by block; one per thread and file, because it keeps scratch space and remembers cells.
///
/// A cell passes up to four rooms, each for what the one before could not answer: cells met lately (``CellMemory``), texts
/// of the table that are stored as the cell says them (``TextTable``), the distinct cells of this block, of which
/// everything is said once (``BlockDictionary``), and in the end the table's own dictionary (``TextInterner``).
final class TextColumnBuilder {
    private let missing: MissingSpellings
    private let dictionary = BlockDictionary()
    /// By the column's place in the file.
    private var memories: [Int: CellMemory] = [:]
    /// Columns, by their place in the file, whose new cells hardly repeat within a block.
    private var mostlyDistinct: Set<Int> = []
    // Scratch space, one entry per row.
    private var hashes: [UInt64] = []
    private var left: [UInt32] = []

    init(missing: MissingSpellings) { self.missing = missing }

    /// Builds one column.
    ///
    /// - Parameter known: the texts that have codes already.
    ///
    /// - Shape: the codes of rows that are listed in the result's texts mean nothing yet.
    func build(
        _ plan: ColumnPlan, _ source: CellSource, at index: Int, known: TextTable?
    ) -> BuiltColumn {
        let count = source.count
        if left.count < count {
            left = [UInt32](repeating: 0, count: count)
            hashes = [UInt64](repeating: 0, count: count)
        }
        let memory = memories[index] ?? CellMemory()
        memories[index] = memory
        var leftCount = 0
        var emptyCount = 0
        var codes = [UInt32](unsafeUninitializedCapacity: count) { codes, initialized in
            if let base = codes.baseAddress { (leftCount, emptyCount) = encode(source, plan, known, memory, into: base) }
            initialized = count
        }
        var presence = emptyCount == 0 ? Presence(allPresent: count) : source.presence
        var texts = BlockTexts.none
        if leftCount > 0 {
            let positions = Array(left[..<leftCount])
            let cells = positions.map { source.cell(Int($0)) }
            if mostlyDistinct.contains(index), plan.values.isEmpty {
                texts = listed(cells, of: source, positions, &presence)
            } else {
                texts = cells.withUnsafeBufferPointer { cells in
                    newTexts(
                        plan, CellSource(bytes: source.bytes, cells: cells), at: index, positions, known, memory,
                        &codes, &presence)
                }
            }
        }
        return BuiltColumn(
            column: .text(TextColumn(codes: PrimitiveColumn(codes, presence: presence), pool: .empty)), texts: texts)
    }

    /// Writes the codes of cells that are remembered or known; the rows of the others come first in `left`.
    ///
    /// - Returns: how many rows are left, and how many cells are empty.
    private func encode(
        _ source: CellSource, _ plan: ColumnPlan, _ known: TextTable?, _ memory: CellMemory,
        into codes: UnsafeMutablePointer<UInt32>
    ) -> (left: Int, empty: Int) {
        let missing = missing
        return hashes.withUnsafeMutableBufferPointer { hashes in
            left.withUnsafeMutableBufferPointer { left in
                guard let hashes = hashes.baseAddress, let rows = left.baseAddress else { return (0, 0) }
                let useMemory = memory.isWorthwhile
                let asked: Int
                let empty: Int
                if useMemory {
                    (asked, empty) = memory.recall(source, into: codes, left: rows)
                } else {
                    asked = source.listPresent(into: codes, rows: rows)
                    empty = source.count - asked
                }
                // What another text is stored for is no text of the table.
                guard asked > 0, let known, known.count > 0, plan.values.isEmpty else { return (asked, empty) }
                var open = UnsafeMutableBufferPointer(rebasing: left[..<asked])
                if let numbered = known.numbered, isSurelyBare(numbered) {
                    open = UnsafeMutableBufferPointer(rebasing: left[..<numbered.encode(source, rows: open, into: codes)])
                }
                let left = known.encode(
                    source, rows: open,
                    { start, length in
                        !CellText.isSurelyBare(start, length) || missing.mayContain(first: start[0], length: length)
                    }, into: codes, hashes: hashes, memory: useMemory ? memory : nil)
                return (left, empty)
            }
        }
    }

    /// Whether cells of this form are surely stored as they stand.
    private func isSurelyBare(_ texts: NumberedTexts) -> Bool {
        let firsts = texts.firstByte.map { $0...$0 } ?? 0x30...0x39
        return firsts.allSatisfy { CellText.isSurelyBare($0) && !missing.mayContain(first: $0, length: texts.length) }
    }

    /// The texts of cells that are not known yet, every one for itself.
    private func listed(
        _ cells: [CellSpan], of source: CellSource, _ positions: [UInt32], _ presence: inout Presence
    ) -> BlockTexts {
        var texts = BlockTexts(capacity: (cells.count, cells.reduce(0) { $0 + $1.length }))
        texts.rows.reserveCapacity(cells.count)
        for (position, cell) in zip(positions, cells) {
            let start = source.bytes + Int(cell.start)
            let cell = CellBytes(start: start, count: cell.length)
            var (bare, hash) = (cell, TextHash.padded(start, cell.count))
            if !CellText.isSurelyBare(start, cell.count) || missing.mayContain(first: start[0], length: cell.count) {
                bare = CellText.bare(cell)
                if missing.contains(bare) {
                    presence.clear(Int(position))
                    continue
                }
                hash = TextHash.exact(bare)
            }
            texts.rows.append(position)
            texts.append(bare, hash: hash)
        }
        texts.ordinals = Array(0..<UInt32(truncatingIfNeeded: texts.count))
        texts.pad()
        return texts
    }

    /// The texts of cells that are not known yet, each once unless the column hardly repeats itself.
    private func newTexts(
        _ plan: ColumnPlan, _ source: CellSource, at index: Int, _ positions: [UInt32], _ known: TextTable?,
        _ memory: CellMemory, _ codes: inout [UInt32], _ presence: inout Presence
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
        var meanings = [Meaning](repeating: .missing, count: dictionary.count)
        for code in 0..<dictionary.count {
            let cell = dictionary.bytes(code, in: source)
            let bare = CellText.bare(cell)
            if missing.contains(bare) { continue }
            if !plan.values.isEmpty, var mapped = plan.values[String(decoding: bare, as: UTF8.self)] {
                meanings[code] = .new(UInt32(truncatingIfNeeded: texts.count))
                mapped.withUTF8 { texts.append($0, hash: TextHash.exact($0)) }
                continue
            }
            let hash = bare.count == cell.count ? dictionary.hashes[code] : TextHash.exact(bare)
            if !isMostlyDistinct, let known, let start = bare.baseAddress {
                let found = known.code(of: start, bare.count, hash: hash)
                if found >= 0 {
                    meanings[code] = .known(UInt32(truncatingIfNeeded: found))
                    memory.remember(cell, code: UInt32(truncatingIfNeeded: found))
                    continue
                }
            }
            meanings[code] = .new(UInt32(truncatingIfNeeded: texts.count))
            texts.append(bare, hash: hash)
        }
        texts.pad()
        for (position, code) in zip(positions, raw) {
            switch code == .max ? .missing : meanings[Int(code)] {
            case .missing: presence.clear(Int(position))
            case .known(let code): codes[Int(position)] = code
            case .new(let ordinal):
                texts.rows.append(position)
                texts.ordinals.append(ordinal)
            }
        }
        return texts
    }

    /// What a distinct cell of the block stands for.
    private enum Meaning {
        case missing
        case known(UInt32)
        /// A place among the block's new texts.
        case new(UInt32)
    }
}
