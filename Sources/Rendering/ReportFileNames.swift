// What the files of a report are called in one language and in several.

import Diagnostics

/// How the files of a report are named, by language.
enum ReportFileNames {
    /// The name of one language's file: `index.html` when it is the only language, else `index.en.html`.
    static func name(base: String, ending: String, language: Language, of languages: [Language]) -> String {
        languages.count > 1 ? "\(base).\(language.rawValue).\(ending)" : "\(base).\(ending)"
    }

    /// `index` for the leading page, `report` for other leading files, else the report's name.
    static func base(of report: String, isLeading: Bool, isPage: Bool) -> String {
        isLeading ? (isPage ? "index" : "report") : report
    }

    /// `annex` beside the leading report, else with the report's name before it.
    static func annex(of report: String, isLeading: Bool) -> String { isLeading ? "annex" : "\(report)-annex" }

    /// One name per language, and with several languages the bare name last, for the leading one.
    static func names(base: String, ending: String, languages: [Language]) -> [String] {
        let names = languages.map { name(base: base, ending: ending, language: $0, of: languages) }
        return languages.count > 1 ? names + ["\(base).\(ending)"] : names
    }
}
