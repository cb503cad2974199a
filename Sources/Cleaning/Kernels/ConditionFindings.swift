// Looks whether a condition on rows means anything in the data: whether its texts occur, and whether a row is left.

import Diagnostics
import Expressions
import Stages
import Tabular

extension Expression {
    /// Tells of texts and flags that the condition asks for and no row has, and of a table that has no row left.
    ///
    /// - Complexity: O(distinct texts) for each text compared with.
    func tell(of before: Table, after: Table, by rule: RuleIdentity, to collector: DiagnosticCollector) {
        if before.rowCount == 0 { return }
        tellNeverSeen(in: before, by: rule.wording, to: collector)
        if after.rowCount == 0 { collector.add(CleaningDiagnostics.noRowLeft(before.rowCount, by: rule)) }
    }
}
