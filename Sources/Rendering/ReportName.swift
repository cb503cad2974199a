// Which names a user may give a report: its files are called by them.

/// The name of a report of the user's own.
enum ReportName {
    /// Other files of a report begin so, or might one day.
    private static let taken: Set<String> = ["index", "report", "annex", "results", "rejects", "run"]

    /// No file of such a name can be made on Windows, where reports are read too.
    private static let devices: Set<String> = Set(
        ["con", "prn", "aux", "nul"] + (0...9).flatMap { ["com\($0)", "lpt\($0)"] })

    private static let mostBytes = 100

    /// Whether files can be called so everywhere: letters of any language, digits, `-` and `_`, beginning with a letter or a digit.
    static func isUsable(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, isLetterOrDigit(first), name.utf8.count <= mostBytes else {
            return false
        }
        let lowercased = name.lowercased()
        if taken.contains(lowercased) || devices.contains(lowercased) { return false }
        return name.unicodeScalars.allSatisfy { isLetterOrDigit($0) || $0 == "-" || $0 == "_" }
    }

    static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
        default: false
        }
    }
}
