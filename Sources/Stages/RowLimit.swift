// A share of rows that may be set aside or dropped: compared exactly, so that 29 of 100 keep a limit of 29%.

import Tabular

/// `reject_limit`, `differ_limit`.
package struct RowLimit: Sendable, Equatable {
    /// From 0 to 1, as it was written.
    package let share: Double

    package init(_ share: Double) { self.share = share }

    /// Whether `count` of `rows` are more than the limit allows; of no rows at all, whether there is any.
    package func isExceeded(by count: Int, of rows: Int) -> Bool {
        guard let limit = ExactRatio(writtenAs: share),
            let found = ExactRatio(Int128(count), over: Int128(max(1, rows)))
        else { return Double(count) > share * Double(rows) }
        return limit < found
    }

    /// As a percentage, with the digits that were written: `29%`, `0.25%`.
    package var text: String {
        guard let percent = ExactRatio(writtenAs: share).flatMap({ ExactRatio.product($0, ExactRatio(100)) })?.decimal
        else {
            return "\(share * 100)%"
        }
        return "\(percent)%"
    }
}
