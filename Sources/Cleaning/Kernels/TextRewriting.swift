// Changes the texts of a column: every distinct text is looked at once, and then codes are exchanged chunk by chunk.

import Stages
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
        ofColumn index: Int, _ context: RuleContext,
        _ rewrite: (_ text: UnsafeBufferPointer<UInt8>, _ cells: Int, _ scratch: inout [UInt8]) -> TextOutcome
    ) -> (table: Table, changedCells: Int) {
        guard let pool = pool(ofColumn: index) else { return (self, 0) }
        let occurrences = occurrences(ofTextsInColumn: index, pool: pool)
        var rewriting = Rewriting(pool: pool)
        var changedCells = 0
        var scratch: [UInt8] = []
        for code in 0..<pool.count where occurrences[code] > 0 {
            scratch.removeAll(keepingCapacity: true)
            let outcome = pool.withBytes(of: UInt32(truncatingIfNeeded: code)) { text in
                rewrite(text, occurrences[code], &scratch)
            }
            if outcome != .unchanged { changedCells += occurrences[code] }
            rewriting.record(outcome, of: code, scratch)
        }
        guard changedCells > 0 else { return (self, 0) }
        let (codes, newPool) = rewriting.translation()
        var table = self
        let store = context.stage.store
        table.chunks = parallelMap(chunks, jobs: context.jobs) { chunk in
            var chunk = chunk
            if case .text(let column) = chunk.columns[index] {
                chunk.columns[index] = .text(column.exchangingCodes(codes, pool: newPool))
            }
            return store.keep(chunk)
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
}

/// What has become of the texts of a pool.
///
/// Texts that stay differ from one another already: only the new ones are put into a hash table, which is why a rule
/// that changes little costs little.
private struct Rewriting {
    private static let unchanged = UInt32.max
    private static let missing = UInt32.max - 1

    private let pool: TextPool
    /// Per code of the pool: the code among the new texts, or one of the two marks. Texts that do not occur go missing.
    private var fates: [UInt32]
    private var newTexts = TextPoolBuilder()

    init(pool: TextPool) {
        self.pool = pool
        fates = [UInt32](repeating: Self.missing, count: pool.count)
    }

    mutating func record(_ outcome: TextOutcome, of code: Int, _ text: [UInt8]) {
        switch outcome {
        case .unchanged: fates[code] = Self.unchanged
        case .missing: fates[code] = Self.missing
        case .rewritten: fates[code] = text.withUnsafeBufferPointer { newTexts.code(for: $0) }
        }
    }

    /// Per old code the new one, `UInt32.max` for missing; and the pool of the new codes, in the order of the old.
    func translation() -> (codes: [UInt32], pool: TextPool) {
        let made = newTexts.pool()
        var codesOfNew = [UInt32](repeating: .max, count: made.count)
        var codes = [UInt32](repeating: .max, count: fates.count)
        var bytes: [UInt8] = []
        var offsets = [0]
        for (old, fate) in fates.enumerated() where fate != Self.missing {
            let stays = fate == Self.unchanged
            let text = UInt32(truncatingIfNeeded: old)
            // A text that stays may be one of the new ones too.
            let new: UInt32? = stays ? pool.withBytes(of: text) { newTexts.existingCode(for: $0) } : fate
            if let new, codesOfNew[Int(new)] != .max {
                codes[old] = codesOfNew[Int(new)]
                continue
            }
            let code = UInt32(truncatingIfNeeded: offsets.count - 1)
            codes[old] = code
            if let new { codesOfNew[Int(new)] = code }
            if stays {
                pool.withBytes(of: text) { bytes.append(contentsOf: $0) }
            } else {
                made.withBytes(of: fate) { bytes.append(contentsOf: $0) }
            }
            offsets.append(bytes.count)
        }
        return (codes, TextPool(bytes: bytes, offsets: offsets))
    }
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
