// The row ledger: where every row that was read has gone.

import Diagnostics

/// Why a row left.
package enum Departure: String, Sendable, CaseIterable {
    /// It could not be trusted; it stands in `rejects.csv`.
    case rejected
    /// Another row of the same key was kept.
    case duplicate
    /// A rule of the pipeline does not want it; nothing is wrong with it.
    case filtered
    /// It went into the row of its key, together with others.
    case rolledUp = "rolled_up"
}

/// One line of the ledger: a step that rows may leave at.
package struct LedgerStep: Sendable, Equatable {
    package var stage: StageName
    /// The rule as the user writes it: `drop_duplicates`; for ingestion `read`.
    package var rule: String
    /// The position of the rule in its table's list; 1-based; 0 for ingestion.
    package var ordinal: Int
    package var departure: Departure?
    /// Rows of the table counted before and after the step, independently of `leavingByFile`.
    package var before: Int
    package var after: Int
    /// Rows that left, by the index of their file.
    package var leavingByFile: [Int: Int]
    /// How many cells the step changed.
    package var changedCells: Int

    package init(
        stage: StageName, rule: String, ordinal: Int, departure: Departure? = nil, before: Int, after: Int,
        leavingByFile: [Int: Int] = [:], changedCells: Int = 0
    ) {
        self.stage = stage
        self.rule = rule
        self.ordinal = ordinal
        self.departure = departure
        self.before = before
        self.after = after
        self.leavingByFile = leavingByFile
        self.changedCells = changedCells
    }

    package var leaving: Int { leavingByFile.values.reduce(0, +) }
}

/// The ledger of one table.
package struct TableLedger: Sendable, Equatable {
    package var table: String
    /// Rows read, by the index of their file; a file without rows has an entry of 0.
    package var readByFile: [Int: Int]
    package var steps: [LedgerStep]
    /// Rows that the metrics see, by the index of their file, counted from the finished table.
    package var keptByFile: [Int: Int]
    /// The table whose rows were rolled up into this one's, and are what was read here; nil for a table of files.
    package var source: String?

    package init(
        table: String, readByFile: [Int: Int] = [:], steps: [LedgerStep] = [], keptByFile: [Int: Int] = [:],
        source: String? = nil
    ) {
        self.table = table
        self.source = source
        self.readByFile = readByFile
        self.steps = steps
        self.keptByFile = keptByFile
    }

    package var read: Int { readByFile.values.reduce(0, +) }
    package var kept: Int { keptByFile.values.reduce(0, +) }

    /// Whether rows of a key became one here.
    package var isRolledUp: Bool { source != nil || steps.contains { $0.departure == .rolledUp && $0.leaving > 0 } }

    /// Rows that left for one reason, of one file or of all.
    package func count(of departure: Departure, inFile file: Int? = nil) -> Int {
        steps.filter { $0.departure == departure }.reduce(0) { total, step in
            total + (file.map { step.leavingByFile[$0] ?? 0 } ?? step.leaving)
        }
    }

    /// What does not add up; empty when the ledger balances.
    ///
    /// Checked: per file read = kept + rejected + duplicates + filtered + rolled up; per step before = after + leaving; each
    /// step begins with what the one before left.
    package func imbalances() -> [Wording] {
        var found: [Wording] = []
        for file in Set(readByFile.keys).union(keptByFile.keys).sorted() {
            let read = readByFile[file] ?? 0
            let kept = keptByFile[file] ?? 0
            let left = Departure.allCases.reduce(0) { $0 + count(of: $1, inFile: file) }
            if read != kept + left {
                found.append(
                    Wording(
                        en:
                            "table '\(table)', file \(file + 1): \(English.count(read, "row")) read, "
                            + "but \(kept) kept and \(left) accounted for",
                        zh: "表 '\(table)' 第 \(file + 1) 个文件：读入 \(read) 行，但保留 \(kept) 行、已登记 \(left) 行"))
            }
        }
        var expected = read
        for step in steps {
            if step.before != expected || step.before != step.after + step.leaving {
                found.append(
                    Wording(
                        en:
                            "table '\(table)', step \(step.ordinal) '\(step.rule)': \(English.count(step.before, "row")) before, "
                            + "\(step.after) after, \(step.leaving) accounted for, \(expected) expected",
                        zh: "表 '\(table)' 第 \(step.ordinal) 步 '\(step.rule)'：之前 \(step.before) 行，"
                            + "之后 \(step.after) 行，已登记 \(step.leaving) 行，应有 \(expected) 行"))
            }
            expected = step.after
        }
        return found
    }
}
