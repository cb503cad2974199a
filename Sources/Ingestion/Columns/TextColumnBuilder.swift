// Makes a text column out of one column of a block: known texts by their codes, new ones listed for the table.
import CScanner
import Tabular

/// Builds one text column block by block; one thread's, because it keeps scratch space and remembers cells.
///
/// A cell passes up to four rooms, each for what the one before could not answer: cells met lately (``CellMemory``), texts
/// of the table that are stored as the cell says them (``TextTable``), the distinct cells of this block, of which
/// everything is said once (``BlockDictionary``), and in the end the table's own dictionary (``TextInterner``).
final class TextColumnBuilder {
    private let plan: ColumnPlan
    private let missing: MissingSpellings
    private let vectors: VectorReading
    private let dictionary = BlockDictionary()
    private let memory: CellMemory
    /// Whether new cells hardly repeat within a block.
    private var isMostlyDistinct = false

    // The block: one code per row, the rows whose cells have none yet, and scratch space.
    private var codes = ColumnBuffer<UInt32>()
    private var left = ColumnBuffer<UInt32>()
    private var hashes = ColumnBuffer<UInt64>()
    private var rowCount = 0
    private var leftCount = 0
    private var emptyCount = 0
    private var known: TextTable?
    /// Whether cells may be looked up as they stand: what another text is stored for is no text of the table.
    private var storesCells = false
    /// The known texts by their numbers, where they have some and cells of that form are stored as they stand.
    private var numbered: NumberedTexts?

    init(_ plan: ColumnPlan, missing: MissingSpellings, vectors: VectorReading = VectorReading(.avx512)) {
        self.plan = plan
        self.vectors = vectors
        memory = CellMemory(vectors: vectors)
        self.missing = missing
    }

    /// - Parameter known: the texts that have codes already.
    func begin(rowCount: Int, known: TextTable?) {
        self.rowCount = rowCount
        self.known = known
        storesCells = plan.values.isEmpty && known?.count ?? 0 > 0
        numbered = storesCells ? known?.numbered.flatMap { isSurelyBare($0) ? $0 : nil } : nil
        codes.reserve(rowCount)
        left.reserve(rowCount)
        hashes.reserve(rowCount)
        (leftCount, emptyCount) = (0, 0)
    }

    /// Takes the cells of the rows from `first` on.
    func add(_ source: CellSource, from first: Int) {
        let rows = left.start + leftCount
        let found = encode(source, into: codes.start + first, left: rows)
        emptyCount += found.empty
        for index in 0..<found.left { rows[index] &+= UInt32(truncatingIfNeeded: first) }
        leftCount += found.left
    }

    /// - Shape: the codes of rows that are listed in the result's texts mean nothing yet.
    func finish(_ source: CellSource) -> BuiltColumn {
        var presence = emptyCount == 0 ? Presence(allPresent: rowCount) : source.presence
        var texts = BlockTexts.none
        if leftCount > 0 {
            let positions = Array(left.buffer(leftCount))
            let cells = positions.map { source.cell(Int($0)) }
            texts = cells.withUnsafeBufferPointer { cells in
                let source = CellSource(bytes: source.bytes, cells: cells)
                return isMostlyDistinct && plan.values.isEmpty
                    ? listed(source, positions, &presence) : newTexts(source, positions, &presence)
            }
        }
        (known, numbered) = (nil, nil)
        let codes = codes.buffer(rowCount)
        let span = presence.isAllPresent ? Self.span(of: codes) : nil
        return BuiltColumn(column: PackedColumn(codes: codes, presence: presence, span: span), texts: texts)
    }

    private static func span(of codes: UnsafeBufferPointer<UInt32>) -> ClosedRange<Int64>? {
        guard let first = codes.baseAddress, !codes.isEmpty else { return nil }
        let span = scanner_span(first, codes.count)
        return Int64(span.least)...Int64(span.most)
    }

    /// Writes the codes of cells that are remembered or known; the rows of the others come first in `left`.
    ///
    /// - Returns: how many rows are left, and how many cells are empty.
    private func encode(
        _ source: CellSource, into codes: UnsafeMutablePointer<UInt32>, left: UnsafeMutablePointer<UInt32>
    ) -> (left: Int, empty: Int) {
        var asked = 0
        var empty = 0
        var useMemory = false
        if let numbered, !memory.isWorthwhile || (vectors.readsIDs && !memory.isOfFew) {
            // Whatever has no number here is not known.
            let listed = numbered.encode(source, vectors, into: codes, left: left)
            asked = source.keepPresent(of: left, listed)
            return (asked, listed - asked)
        }
        if memory.isWorthwhile {
            useMemory = true
            (asked, empty) = memory.recall(source, into: codes, left: left)
        } else {
            asked = source.listPresent(into: codes, rows: left)
            empty = source.count - asked
        }
        guard asked > 0, storesCells, let known else { return (asked, empty) }
        let missing = missing
        let unknown = known.encode(
            source, rows: UnsafeMutableBufferPointer(start: left, count: asked),
            { start, length in
                !CellText.isSurelyBare(start, length) || missing.mayContain(first: start[0], length: length)
            }, into: codes, hashes: hashes.start, memory: useMemory ? memory : nil)
        return (unknown, empty)
    }

    /// Whether cells of this form are surely stored as they stand.
    private func isSurelyBare(_ texts: NumberedTexts) -> Bool {
        let firsts = texts.firstByte.map { $0...$0 } ?? 0x30...0x39
        return firsts.allSatisfy { CellText.isSurelyBare($0) && !missing.mayContain(first: $0, length: texts.length) }
    }

    /// The texts of cells that are not known yet, every one for itself.
    ///
    /// - Shape: `positions` are the rows of the cells.
    private func listed(_ source: CellSource, _ positions: [UInt32], _ presence: inout Presence) -> BlockTexts {
        var texts: BlockTexts
        if areSurelyBare(source) {
            texts = BlockTexts(source)
            texts.rows = positions
        } else {
            let length = (0..<source.count).reduce(0) { $0 + source.cell($1).length }
            texts = BlockTexts(capacity: (source.count, length))
            for (index, position) in positions.enumerated() {
                let bare = CellText.bare(source.text(index))
                if missing.contains(bare) {
                    presence.clear(Int(position))
                } else {
                    texts.rows.append(position)
                    texts.append(bare, hash: TextHash.exact(bare))
                }
            }
            texts.pad()
        }
        texts.ordinals = Array(0..<UInt32(truncatingIfNeeded: texts.count))
        return texts
    }

    /// Whether all cells are surely stored as they stand.
    private func areSurelyBare(_ source: CellSource) -> Bool {
        for row in 0..<source.count {
            let cell = source.text(row)
            guard let start = cell.baseAddress, CellText.isSurelyBare(start, cell.count),
                !missing.mayContain(first: start[0], length: cell.count)
            else { return false }
        }
        return true
    }

    /// The texts of cells that are not known yet, each once.
    ///
    /// - Shape: `positions` are the rows of the cells.
    private func newTexts(_ source: CellSource, _ positions: [UInt32], _ presence: inout Presence) -> BlockTexts {
        let count = source.count
        let raw = [UInt32](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let base = buffer.baseAddress { dictionary.encode(source, into: base) }
            initialized = count
        }
        if dictionary.count * 10 > count * 8, count > 100 { isMostlyDistinct = true }
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
            if let known, let start = bare.baseAddress {
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
            case .known(let code): codes.start[Int(position)] = code
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
