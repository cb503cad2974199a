// A report that belongs to another one, such as its annex, and where its files stand.

import Diagnostics

/// A report to which another one leads.
struct ReportCompanion: Sendable {
    /// What the link to it says.
    var title: Wording
    /// The way to its folder, with a slash at its end; empty where it stands beside the other.
    var folder = ""
    var name: String
    var isLeading = false
    var isAnnex = false
    /// Those that it is made in: in no other is it led to.
    var formats: [ReportFormatName]

    /// Its file in one format and language; nil where it is not made in that format.
    func file(in format: ReportFormatName, _ language: Language, of languages: [Language]) -> String? {
        guard formats.contains(format) else { return nil }
        let base = ReportFileNames.base(of: name, isLeading: isLeading, isPage: format == .html)
        return folder + ReportFileNames.name(base: base, ending: format.ending, language: language, of: languages)
    }
}
