// Looks whether what a condition compares a column with ever occurs among the rows, and says so where it does not.

import Diagnostics
import Expressions
import Tabular

extension Expression.ComparedText {
    /// What a search came to.
    package enum Finding: Sendable, Equatable {
        case seen
        /// No row fulfils the condition; perhaps one has a text that looks like the one asked for.
        case neverSeen(similar: String?)
    }

    /// Looks for a row that fulfils the condition.
    ///
    /// - Complexity: O(distinct texts), and the rows up to the first that does.
    package func look(inColumn column: Int, of chunks: [Chunk]) -> Finding {
        var pools: [(pool: TextPool, truths: [Bool])] = []
        var similar: String?
        for chunk in chunks {
            guard let pool = chunk.columns.pool(of: column) else { continue }
            let known = pools.first { $0.pool === pool }
            guard let truths = known?.truths ?? truths(for: pool) else { return .seen }
            if known == nil {
                pools.append((pool, truths))
                if isWhole, similar == nil { similar = similarText(in: pool) }
            }
            guard truths.contains(true), case .text(let texts) = chunk.columns[column] else { continue }
            let presence = texts.presence
            for (row, code) in texts.codes.values.enumerated() {
                if truths[presence[row] ? Int(code) : truths.count - 1] { return .seen }
            }
        }
        return .neverSeen(similar: similar)
    }

    /// The same among texts that are all there, such as the labels of a segment.
    package func look(in texts: TextPool) -> Finding {
        guard let truths = truths(for: texts) else { return .seen }
        return truths.dropLast().contains(true)
            ? .seen : .neverSeen(similar: isWhole ? similarText(in: texts) : nil)
    }

    /// A text that differs from the one asked for only in case, width, blanks and signs.
    private func similarText(in pool: TextPool) -> String? {
        let folded = LookalikeText.folded(text.text)
        // Nobody would look for one of a hundred thousand ids by its spelling.
        if folded.isEmpty || pool.count > 10_000 { return nil }
        return (0..<UInt32(pool.count)).lazy.map { pool[$0] }.first { other in
            !other.utf8.elementsEqual(text.text.utf8) && LookalikeText.folded(other) == folded
        }
    }
}

extension Expression.ComparedFlag {
    /// Whether some row has the value.
    ///
    /// - Complexity: the rows up to the first that has it.
    package func isSeen(inColumn column: Int, of chunks: [Chunk]) -> Bool {
        chunks.contains { chunk in
            guard case .flag(let flags) = chunk.columns[column] else { return true }
            return flags.values.indices.contains { flags.values[$0] == wanted && flags.presence[$0] }
        }
    }
}

extension StagesDiagnostics {
    /// A text that never occurs: a warning when another looks like it, else a note, for a day may well have no row of a kind.
    ///
    /// - Parameter speaker: the rule or segment whose condition it is; nil for a metric's.
    package static func neverSeen(
        _ compared: Expression.ComparedText, table: String, similar: String?, by speaker: Wording? = nil
    ) -> Diagnostic {
        let (column, text) = (compared.column.text, compared.text.text)
        let found =
            compared.isWhole
            ? Wording(
                en: "\(quoted: text) never occurs in column '\(column)' of table '\(table)'",
                zh: "\(quoted: text) 从未出现在表 '\(table)' 的列 '\(column)' 中")
            : Wording(
                en: "no row of table '\(table)' fulfils \(compared.description)",
                zh: "表 '\(table)' 中没有任何行满足 \(compared.description)")
        return Diagnostic(
            .remark("never-seen"), similar == nil ? .note : .warning, at: compared.text.start, said(found, by: speaker),
            help: similar.map { Wording(en: "there is \(quoted: $0)", zh: "其中有 \(quoted: $0)") })
    }

    /// A note: a flag that no row has.
    package static func neverSeen(
        _ compared: Expression.ComparedFlag, table: String, by speaker: Wording? = nil
    ) -> Diagnostic {
        Diagnostic(
            .remark("never-seen"), .note, at: compared.column.start,
            said(
                Wording(
                    en: "column '\(compared.column.text)' of table '\(table)' is never \(compared.wanted)",
                    zh: "表 '\(table)' 的列 '\(compared.column.text)' 从不为 \(compared.wanted)"), by: speaker))
    }

    private static func said(_ found: Wording, by speaker: Wording?) -> Wording {
        guard let speaker else { return found }
        return Wording(en: "\(speaker.english): \(found.english)", zh: "\(speaker.chinese)：\(found.chinese)")
    }
}

extension Expression {
    /// Tells of texts and flags that the formula compares columns of a table with, and that no row has.
    ///
    /// - Parameter speaker: the rule or segment whose formula it is.
    package func tellNeverSeen(in table: Table, by speaker: Wording, to collector: DiagnosticCollector) {
        if table.rowCount == 0 { return }
        var seen: Set<ComparedText> = []
        for compared in comparedTexts() where seen.insert(compared).inserted {
            guard let column = table.index(of: compared.column.text), table.columns[column].type == .text,
                case .neverSeen(let similar) = compared.look(inColumn: column, of: table.chunks)
            else { continue }
            collector.add(StagesDiagnostics.neverSeen(compared, table: table.name, similar: similar, by: speaker))
        }
        for compared in comparedFlags {
            guard let column = table.index(of: compared.column.text), table.columns[column].type == .flag,
                !compared.isSeen(inColumn: column, of: table.chunks)
            else { continue }
            collector.add(StagesDiagnostics.neverSeen(compared, table: table.name, by: speaker))
        }
    }
}
