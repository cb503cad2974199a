// Changes the texts of a column: every distinct text is looked at once, and then codes are exchanged chunk by chunk.

import Tabular

/// What becomes of a text.
enum TextOutcome {
    case unchanged
    case missing
    /// The new text stands in the scratch buffer.
    case rewritten
}

extension Table {
    /// The table with every text of a column rewritten, and how many cells that changed.
    ///
    /// `rewrite` is called once per distinct text that occurs, in the order of the pool, with its bytes, the number of
    /// cells that hold it, and an empty buffer for the new text, which must be UTF-8.
    /// - Missing: stays missing.
    /// - Complexity: O(rows + bytes of distinct texts).
    func rewritingTexts(
        ofColumn index: Int, jobs: Int,
        _ rewrite: (_ text: UnsafeBufferPointer<UInt8>, _ cells: Int, _ scratch: inout [UInt8]) -> TextOutcome
    ) -> (table: Table, changedCells: Int) {
        guard let pool = pool(ofColumn: index) else { return (self, 0) }
        let occurrences = occurrences(ofTextsInColumn: index, pool: pool)
        var builder = TextPoolBuilder()
        var translation = [UInt32](repeating: Self.missingCode, count: pool.count)
        var changedCells = 0
        var scratch: [UInt8] = []
        for code in 0..<pool.count where occurrences[code] > 0 {
            pool.withBytes(of: UInt32(truncatingIfNeeded: code)) { text in
                scratch.removeAll(keepingCapacity: true)
                switch rewrite(text, occurrences[code], &scratch) {
                case .unchanged: translation[code] = builder.code(for: text)
                case .missing: changedCells += occurrences[code]
                case .rewritten:
                    changedCells += occurrences[code]
                    scratch.withUnsafeBufferPointer { translation[code] = builder.code(for: $0) }
                }
            }
        }
        guard changedCells > 0 else { return (self, 0) }
        let newPool = builder.pool()
        let codes = translation
        var table = self
        table.chunks = parallelMap(chunks, jobs: jobs) { chunk in
            var chunk = chunk
            if case .text(let column) = chunk.columns[index] {
                chunk.columns[index] = .text(column.exchangingCodes(codes, pool: newPool))
            }
            return chunk
        }
        return (table, changedCells)
    }

    /// Per code of the pool: how many present cells of the column hold it.
    func occurrences(ofTextsInColumn index: Int, pool: TextPool) -> [Int] {
        var counts = [Int](repeating: 0, count: pool.count)
        for chunk in chunks {
            guard case .text(let column) = chunk.columns[index] else { continue }
            let presence = column.presence
            column.codes.values.withUnsafeBufferPointer { codes in
                for row in 0..<codes.count where presence[row] && Int(codes[row]) < counts.count {
                    counts[Int(codes[row])] &+= 1
                }
            }
        }
        return counts
    }

    /// Stands in a translation for "becomes missing".
    fileprivate static var missingCode: UInt32 { .max }
}

extension TextColumn {
    fileprivate func exchangingCodes(_ translation: [UInt32], pool: TextPool) -> TextColumn {
        var values = codes.values
        var presence = codes.presence
        for row in values.indices {
            let old = Int(values[row])
            let new = codes.presence[row] && old < translation.count ? translation[old] : .max
            values[row] = new == .max ? 0 : new
            if new == .max { presence.clear(row) }
        }
        return TextColumn(codes: PrimitiveColumn(values, presence: presence), pool: pool)
    }
}
