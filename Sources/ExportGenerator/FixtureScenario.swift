// The front door: a scenario and a seed in, the files of one fixture folder out.

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
