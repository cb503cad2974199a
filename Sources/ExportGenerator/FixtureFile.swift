// The front door: a scenario and a seed in, the files of one fixture folder out.

/// One file of a fixture folder.
package struct FixtureFile: Sendable, Equatable {
    /// The name within the folder.
    package let path: String
    /// What stands in it.
    package let bytes: [UInt8]
    /// How its text is written.
    package let encoding: FixtureEncoding
}

/// A made-up set of exports whose truth is known.
package enum FixtureScenario: String, CaseIterable, Sendable {
    /// A telephone system, a questionnaire and a shop over a fortnight, for a report each morning.
    case nightly
    /// A CRM, a telephone system, a questionnaire, a shop and a help desk over five quarters.
    case quarterlyReview = "quarterly-review"
    /// One questionnaire's answers, as the site hands them out.
    case surveyDump = "survey-dump"

    /// The seed of the folders that are kept under `fixtures/`.
    package static let committedSeed: UInt64 = 20_260_914

    /// All files of the scenario's folder, the truth and its description among them.
    ///
    /// Errors: ``EncodingFailure`` when the system cannot write GB18030.
    package func files(seed: UInt64) throws -> [FixtureFile] {
        switch self {
        case .nightly: try NightlyScenario(seed: seed).files()
        case .quarterlyReview: try QuarterlyReviewScenario(seed: seed).files()
        case .surveyDump: try SurveyDumpScenario(seed: seed).files()
        }
    }
}

/// Sheets, truth and description of a scenario as the files of its folder.
func fixtureFiles(
    sheets: [Sheet], tally: [DirtCount], truth: TruthTable, readme: String, more: [(path: String, text: String)] = []
) throws -> [FixtureFile] {
    var files = try sheets.map { sheet in
        FixtureFile(path: sheet.path, bytes: try sheet.bytes(), encoding: sheet.encoding)
    }
    let ledger = ["table,file,read,kept,rejected,duplicates,filtered"] + sheets.map(\.ledgerLine)
    let dirt = ["file,dirt,count"] + tally.map { "\($0.file),\"\($0.what)\",\($0.count)" }
    let texts =
        [
            ("ledger.csv", ledger.joined(separator: "\n") + "\n"), ("dirt.csv", dirt.joined(separator: "\n") + "\n"),
            ("truth.csv", truth.text), ("README.md", readme),
        ] + more.map { ($0.path, $0.text) }
    for (path, text) in texts {
        files.append(FixtureFile(path: path, bytes: Array(text.utf8), encoding: .utf8))
    }
    return files
}
