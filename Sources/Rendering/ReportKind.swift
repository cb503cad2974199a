// The kinds of reports that need no list of blocks.

/// A kind of report.
package enum ReportKind: String, Sendable, CaseIterable {
    /// Everything: headline figures, trends, breakdowns, definitions and the books.
    case managementReview = "management-review"
    /// The first pages of it: headline figures, trends, where the numbers come from, definitions.
    case summary
}
