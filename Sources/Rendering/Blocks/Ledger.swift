// `ledger`: in two sentences where all rows went and how many found their partners.

import Diagnostics
import Documents
import Stages

/// The books in short.
///
/// - Shape: a sentence on all rows that were read, and one on the links between tables.
/// - Missing: without tables the block is left out.
struct Ledger: ReportBlock {
    static let word = "ledger"
    static let help = Wording(
        en: "in two sentences where all rows went and how many found their partners", zh: "用两句话说明各行去向与表间关联的匹配率")

    init() {}

    func section(from desk: ReportDesk) -> Document.Section? {
        guard let rows = Self.rows(desk) else { return nil }
        var elements = [
            Document.Element.paragraph(Document.Paragraph(rows[desk.language] + desk.words[.fullStop], isNote: true))
        ]
        let links = desk.facts.links.filter { $0.rows > $0.missing }.map { link in
            Wording("\(link.from) \(desk.format.percentage(link.matched, of: link.rows - link.missing))")
        }
        if !links.isEmpty {
            elements.append(.paragraph(Document.Paragraph(DeviationWords.links(links)[desk.language], isNote: true)))
        }
        return Document.Section(anchor: Self.word, title: desk.words[.ledgerInShort], elements: elements)
    }

    /// From how many files how many rows were read, and what became of them; nil without any table.
    static func rows(_ desk: ReportDesk) -> Wording? {
        guard !desk.facts.ledgers.isEmpty else { return nil }
        let ledgers = desk.readLedgers
        func count(_ departures: Departure...) -> Int {
            ledgers.reduce(0) { sum, ledger in sum + departures.reduce(0) { $0 + ledger.count(of: $1) } }
        }
        let rolledUp = count(.rolledUp)
        return ReportWords.rowsSummary(
            files: desk.printed(desk.facts.files.count), read: desk.printed(ledgers.reduce(0) { $0 + $1.read }),
            kept: desk.format.count(ledgers.reduce(0) { $0 + $1.kept }), rejected: desk.format.count(count(.rejected)),
            other: desk.format.count(count(.duplicate, .filtered)),
            rolledUp: rolledUp > 0 ? desk.format.count(rolledUp) : nil)
    }
}
