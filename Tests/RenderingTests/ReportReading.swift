// How the tests of this folder read a report: by what it says, not by how it is laid out.

import Diagnostics
import Documents
import Stages
import Tabular

@testable import Rendering

/// A report with what stands in its annex as one document, and the parts that tests ask for.
struct ReportReading {
    let document: Document

    init(
        _ results: MetricResults, _ language: Language = .english, facts: RunFacts = SampleResults.facts(),
        kind: ReportKind = .managementReview
    ) {
        self.init(
            results, language, facts: facts,
            blocks: BlockCatalogue.blocks(of: kind) + BlockCatalogue.annex(of: kind),
            kicker: ReportWords.title(of: kind))
    }

    init(
        _ results: MetricResults, _ language: Language = .english, facts: RunFacts = SampleResults.facts(),
        blocks: [any ReportBlock], kicker: Wording = Wording("Report")
    ) {
        document = ReportDesk(results: results, facts: facts, language: language).document(
            kicker: kicker, blocks: blocks)
    }

    func section(_ anchor: String) -> Document.Section? { document.sections.first { $0.anchor == anchor } }

    /// All elements of a section, those inside groups included.
    func elements(of anchor: String) -> [Document.Element] { Self.flat(section(anchor)?.elements ?? []) }

    private static func flat(_ elements: [Document.Element]) -> [Document.Element] {
        elements.flatMap { element -> [Document.Element] in
            if case .group(_, let inner) = element { return flat(inner) }
            return [element]
        }
    }

    /// The anchors of the table of contents.
    var contents: [String] { document.sections.filter(\.isListed).map(\.anchor) }

    var headlines: [Document.Cards.Card] {
        elements(of: "headlines").flatMap { element -> [Document.Cards.Card] in
            guard case .cards(let cards) = element else { return [] }
            return cards.cards
        }
    }

    var panels: [Document.Panel] {
        elements(of: "breakdowns").compactMap { element -> Document.Panel? in
            guard case .panel(let panel) = element else { return nil }
            return panel
        }
    }

    func grids(of anchor: String) -> [Document.Grid] {
        elements(of: anchor).compactMap { element -> Document.Grid? in
            guard case .grid(let grid) = element else { return nil }
            return grid
        }
    }

    func tables(of anchor: String) -> [Document.Table] {
        elements(of: anchor).compactMap { element -> Document.Table? in
            guard case .table(let table) = element else { return nil }
            return table
        }
    }

    func paragraphs(of anchor: String) -> [String] {
        elements(of: anchor).compactMap { element -> String? in
            guard case .paragraph(let paragraph) = element else { return nil }
            return paragraph.text
        }
    }

    /// The items below a heading of a section; of a section without headings all.
    func items(of anchor: String, below heading: String? = nil) -> [Document.List.Item] {
        var current: String?
        var items: [Document.List.Item] = []
        for element in elements(of: anchor) {
            switch element {
            case .heading(let heading): current = heading.text
            case .list(let list): if heading == nil || current == heading { items += list.items }
            default: break
            }
        }
        return items
    }

    var summary: [String] { items(of: "glance").map(\.text) }

    /// The rows of the table of rejected rows, as texts.
    var rejects: [[String]] { tables(of: "rejects").flatMap { $0.rows.map { $0.map(\.shown) } } }
}
