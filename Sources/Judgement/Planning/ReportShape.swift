// What a report has that can be judged: how its metrics are divided, what it is compared with, and what the pipeline file says of it.

import Stages

/// What judgements can be made of.
package struct ReportShape: Sendable {
    /// By the key of a metric, the breakdowns that show it.
    var shown: [String: [Breakdown]] = [:]
    /// The keys of metrics as listed: what is wrong with one that the report has not is told.
    var listed: Set<String> = []
    /// The words of every division as written: what is wrong with one that the report has not is told.
    var written: [[String]] = []
    /// The periods that the report is compared with.
    var compared: Set<Comparison.Base> = []

    package init() {}

    package init(
        shown: [String: [Breakdown]], listed: Set<String>, written: [[String]], compared: Set<Comparison.Base>
    ) {
        self.shown = shown
        self.listed = listed
        self.written = written
        self.compared = compared
    }
}
