// The word by which results name the length of a cell's period.

import Tabular

extension Period {
    /// The breakdown's period length, else that of the report, else `span` or `all`.
    ///
    /// - Parameter report: the report's own period.
    package func grainWord(in breakdown: Breakdown, of report: Period) -> String {
        if let grain = breakdown.grain ?? grain ?? report.grain { return grain.rawValue }
        return start == nil ? "all" : "span"
    }
}
