// The annex of a report, or the report of an annex.

/// A report that belongs to another one.
struct ReportCompanion: Sendable {
    var name: String
    var isLeading: Bool
    var isAnnex: Bool
}
