// Looks whether a condition on rows means anything in the data: whether its texts occur, and whether a row is left.

import Diagnostics
import Expressions
import Stages
import Tabular

extension Expression {
    /// Tells of texts that the condition compares columns with and that never occur, and of a table that has no row left.
    ///
    /// - Complexity: O(distinct texts) for each text compared with.
    func tell(of before: Table, after: Table, by rule: RuleIdentity, to collector: DiagnosticCollector) {
        if before.rowCount == 0 { return }
        var seen: Set<ComparedText> = []
        for compared in comparedTexts() where seen.insert(compared).inserted {
            guard let column = before.index(of: compared.column.text), before.columns[column].type == .text else {
                continue
            }
            let found = before.looks(for: compared.text.text, inColumn: column)
            if found.isThere { continue }
            collector.add(
                CleaningDiagnostics.textNeverSeen(
                    compared.text, in: compared.column.text, similar: found.similar, by: rule))
        }
        if after.rowCount == 0 { collector.add(CleaningDiagnostics.noRowLeft(before.rowCount, by: rule)) }
    }
}

extension Table {
    /// Whether a text is one of a column's, and else one that looks like it.
    fileprivate func looks(for text: String, inColumn column: Int) -> (isThere: Bool, similar: String?) {
        let wanted = Array(text.utf8)
        let folded = LookalikeText.folded(text)
        var pools: [TextPool] = []
        var similar: String?
        for chunk in chunks {
            guard let pool = chunk.columns.pool(of: column), !pools.contains(where: { $0 === pool }) else { continue }
            pools.append(pool)
            // Nobody would look for one of a hundred thousand ids by its spelling.
            let looksForSimilar = pool.count <= 10_000 && !folded.isEmpty
            for code in 0..<UInt32(pool.count) {
                if pool.withBytes(of: code, { $0.elementsEqual(wanted) }) { return (true, nil) }
                guard looksForSimilar, similar == nil else { continue }
                let other = pool[code]
                if LookalikeText.folded(other) == folded { similar = other }
            }
        }
        return (false, similar)
    }
}
