// A report of which there is a page for each label of a segment: what is planned of it.

import Diagnostics
import Stages

/// A planned set of pages, which stand in a folder of their own.
struct LabelReport: Sendable {
    var segment: String
    /// As the user wrote it; nil where the segment's own title says what it is.
    var title: Wording?
    var formats: [ReportFormatName]

    private static let folderStart = "scorecard-"

    /// The page that links all others.
    static let index = "index"

    /// The folder that its files stand in.
    var folder: String { Self.folderStart + (LabelFileName.names(of: [segment]).first ?? segment) }

    /// Whether a folder in that of a report is named as one of these is.
    static func isFolder(_ name: String) -> Bool { name.hasPrefix(folderStart) }

    /// Above the title of a page, and what links to the index say.
    func heading(_ segment: Segment) -> Wording { title ?? LabelPageWords.title(segment.title) }

    /// The names of a page's files in all formats and languages.
    func names(of base: String, languages: [Language]) -> [String] {
        formats.flatMap { format in
            ReportFileNames.names(base: "\(folder)/\(base)", ending: format.ending, languages: languages)
        }
    }
}
