// The page of one label: what can be said of it, its numbers beside those of others, its score, its course, its targets.

import Diagnostics
import Documents
import Stages

/// Makes the page of a label in one language.
///
/// - Missing: a number that is hidden is so here too; one of few rows has no mark and no verdict; a section without numbers is left out.
struct LabelPage {
    private let page: LabelDesk

    init(_ page: LabelDesk) { self.page = page }

    var document: Document {
        let (desk, segment) = (page.desk, page.facts.segment)
        let sections = [
            LabelStanding(page).section, LabelMetrics(page).section, LabelScores(page).section,
            LabelCourse(page).section, targets, HowToRead().section(from: desk),
        ].compactMap { $0 }
        var document = desk.document(kicker: page.facts.report.heading(segment), sections: sections)
        document.masthead.kicker = "\(document.masthead.title) · \(document.masthead.kicker)"
        document.masthead.title = segment.labels[page.label].title[desk.language]
        return document
    }

    private var targets: Document.Section? {
        guard let progress = page.facts.targets[page.label], !progress.isEmpty else { return nil }
        return Document.Section(
            anchor: Targets.word, title: page.desk.words[.targets],
            elements: [.table(TargetText.table(of: progress, page.desk))])
    }
}
