// The kinds of reports that need no list of blocks.

/// A kind of report.
package enum ReportKind: String, Sendable, CaseIterable {
    /// What a meeting needs on some pages, with an annex of everything: trends, breakdowns, definitions and the books.
    case managementReview = "management-review"
    /// One sheet for the morning, with an annex.
    case nightly
    /// The first pages of it: headline figures, trends, where the numbers come from, definitions.
    case summary
    /// A page for each label of a segment, such as an agent or a team, and one that links them.
    case scorecard

    /// Whether it is made of pages of labels, and not of blocks.
    var isOfLabels: Bool {
        switch self {
        case .managementReview, .nightly, .summary: false
        case .scorecard: true
        }
    }
}
