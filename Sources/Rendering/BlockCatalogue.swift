// All blocks by the word that a pipeline file names them by; a test proves the list complete.

import Stages

/// The written list of blocks, and what the kinds of reports are made of.
enum BlockCatalogue {
    /// In the order in which a report is best read.
    static let all: [any ReportBlock.Type] = [
        Alerts.self, Summary.self, Headlines.self, Distributions.self, Targets.self, Changes.self, Where.self,
        Exceptions.self,
        Findings.self, Scorecards.self, Assessments.self, Raters.self, Effects.self, ActionEffects.self,
        Explanations.self, Series.self,
        Trend.self,
        Breakdowns.self, Groups.self, Variants.self, Tables.self, Ledger.self, Books.self, Rejects.self,
        Definitions.self, Conventions.self, HowToRead.self, Hours.self, Text.self,
    ]

    /// By word.
    static let named = Dictionary(all.map { ($0.word, $0) }, uniquingKeysWith: { first, _ in first })

    /// The words with the keys below each.
    static let keys = all.map { OptionKey($0.word, .mapping($0.keys), help: $0.help) }

    static func blocks(of kind: ReportKind) -> [any ReportBlock] {
        switch kind {
        case .managementReview:
            [
                Alerts(), Summary(), Headlines(), Distributions(), Targets(), Changes(), Where(), Scorecards(),
                Groups(most: Groups.fewLabels), Assessments(), Raters(),
                Effects(), ActionEffects(), Explanations(), Ledger(), HowToRead(),
            ]
        case .nightly: [Alerts(), Summary(hasSentences: false), Headlines(most: 8), Exceptions(), Ledger()]
        case .summary:
            [
                Alerts(), Summary(), Headlines(), Distributions(), Targets(), Findings(), Scorecards(), Assessments(),
                Raters(),
                Effects(), ActionEffects(),
                Explanations(), Series(), Trend(), Variants(), Books(), Rejects(most: Rejects.fewGroups),
                Definitions(), Conventions(), HowToRead(),
            ]
        case .scorecard: []
        }
    }

    /// What stands in a file of its own beside the report.
    static func annex(of kind: ReportKind) -> [any ReportBlock] {
        switch kind {
        case .managementReview:
            [
                Findings(), Series(), Trend(), Breakdowns(), Groups(), Variants(), Tables(), Books(), Rejects(),
                Definitions(), Conventions(),
            ]
        case .nightly:
            [
                Distributions(), Targets(), Changes(), Where(), Findings(), Series(), Trend(), Breakdowns(),
                Scorecards(), Groups(),
                Assessments(), Raters(), Effects(), ActionEffects(), Explanations(), Variants(), Tables(), Books(),
                Rejects(),
                Definitions(),
                Conventions(), HowToRead(),
            ]
        case .summary, .scorecard: []
        }
    }
}
