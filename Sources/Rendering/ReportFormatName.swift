// The file formats of a report.

/// A file format of a report.
package enum ReportFormatName: String, Sendable, CaseIterable {
    case html, markdown, xlsx, pdf, eml

    /// Those in which a report is made that names none.
    package static let usual: [ReportFormatName] = [.html, .markdown]

    /// The ending of its files, without the dot.
    var ending: String {
        switch self {
        case .html: "html"
        case .markdown: "md"
        case .xlsx: "xlsx"
        case .pdf: "pdf"
        case .eml: "eml"
        }
    }

    /// Whether a file leads to others beside it: a print would name the folder it was printed in.
    var hasLinks: Bool { self == .html || self == .markdown }

    /// Whether an annex is made in it too: a mail is the first page alone.
    var hasAnnex: Bool { self != .eml }
}
