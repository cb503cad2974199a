// The elements of a document as HTML: words, cards and figures; tables have a room of their own.

import Charts
import Diagnostics

/// Writes elements in the language of their document.
struct HTMLElements {
    let punctuation: Punctuation

    init(language: Language) { punctuation = Punctuation(language) }

    func write(_ element: Document.Element, to page: inout HTMLPage) {
        switch element {
        case .heading(let heading): write(heading, to: &page)
        case .paragraph(let paragraph):
            page.write(
                paragraph.isLead ? "<p class=\"lead\">" : paragraph.isNote ? "<p class=\"note\">" : "<p>",
                paragraph.text, "</p>\n")
        case .callout(let callout): Self.write(callout, to: &page)
        case .points(let points): Self.write(points, to: &page)
        case .list(let list): write(list, to: &page)
        case .prose(let prose): Self.write(prose, to: &page)
        case .cards(let cards): write(cards, to: &page)
        case .table(let table): write(table, to: &page)
        case .panel(let panel): write(panel, to: &page)
        case .heat(let heat): Self.write(heat, to: &page)
        case .grid(let grid): write(grid, to: &page)
        case .figure(let figure): write(figure, to: &page)
        case .navigation(let navigation): Self.write(navigation, to: &page)
        case .group(let arrangement, let elements):
            switch arrangement {
            case .charts: page.markup("<div class=\"charts\">\n")
            case .panels: page.markup("<div class=\"panels\">\n")
            }
            for element in elements { write(element, to: &page) }
            page.markup("</div>\n")
        }
    }

    // MARK: Words

    private func write(_ heading: Document.Heading, to page: inout HTMLPage) {
        if let anchor = heading.anchor { page.write("<h3 id=\"", anchor, "\">") } else { page.markup("<h3>") }
        page.write("", heading.text, "</h3>\n")
    }

    static func write(_ callout: Document.Callout, to page: inout HTMLPage) {
        page.write("<p class=\"partial-note\">", callout.text, "</p>\n")
    }

    /// - Parameter companions: other documents, which are named last.
    static func write(
        _ navigation: Document.Navigation, companions: [Document.Companion] = [], to page: inout HTMLPage
    ) {
        page.write("<nav class=\"contents\" aria-label=\"", navigation.label, "\">\n<ul>\n")
        for link in navigation.links {
            page.write("<li><a href=\"#", link.anchor, "\">")
            page.write("", link.text, "</a></li>\n")
        }
        for companion in companions {
            page.write("<li><a class=\"companion\" href=\"", companion.file, "\">")
            page.write("", companion.title, "</a></li>\n")
        }
        page.markup("</ul>\n</nav>\n")
    }

    private func write(_ list: Document.List, to page: inout HTMLPage) {
        page.markup(list.isGlance ? "<ul class=\"glance\">\n" : "<ul class=\"plain\">\n")
        for item in list.items {
            page.markup("<li>")
            switch item.lead {
            case .none: break
            case .name(let name), .term(let name): page.write("<strong>", name, "</strong> ")
            case .place(let place): page.write("<bdi class=\"place\">", place, "</bdi> ")
            }
            page.text(item.text)
            if let remark = item.remark { page.write(" <span class=\"place\">", remark, "</span>") }
            page.markup("</li>\n")
        }
        page.markup("</ul>\n")
    }

    // MARK: Figures

    private func write(_ figure: Document.Figure, to page: inout HTMLPage) {
        page.write("<figure>\n<figcaption>", figure.title, "")
        page.write("<small>", figure.note, "</small></figcaption>\n")
        page.drawing(figure.drawing)
        page.markup("\n</figure>\n")
    }

    private func write(_ cards: Document.Cards, to page: inout HTMLPage) {
        page.markup("<div class=\"cards\">\n")
        for card in cards.cards { write(card, cards.titles, to: &page) }
        page.markup("</div>\n")
    }

    private func write(_ card: Document.Cards.Card, _ titles: Document.Cards.Titles, to page: inout HTMLPage) {
        let measurement = card.measurement
        page.write("<article class=\"card\">\n<div class=\"top\"><h3>", card.title, "</h3>")
        if let state = card.state {
            page.markup(state.mark.isEmpty ? "<span class=\"state\">" : "<span class=\"state unusual\">")
            if !state.mark.isEmpty { page.write("<span aria-hidden=\"true\">", state.mark, "</span> ") }
            page.write("", state.word, "</span>")
        }
        page.markup("</div>\n<p class=\"figure\"><span class=\"big")
        page.write(measurement.value.isNumber ? "\">" : " absent\">", measurement.value.shown, "</span>")
        if !measurement.note.isEmpty { page.write(" <span class=\"tag\">", measurement.note, "</span>") }
        if let goal = card.goal {
            page.write(" <span class=\"goal\">", titles.target, " ")
            page.write("", goal.bound, " <span class=\"")
            page.markup(Self.className(of: goal.tone))
            page.markup("\">")
            if !goal.mark.isEmpty { page.write("<span aria-hidden=\"true\">", goal.mark, "</span> ") }
            page.write("", goal.status, "</span></span>")
        }
        page.markup("</p>\n<p class=\"basis\">")
        writeBasis(of: measurement, titles, to: &page)
        page.markup("</p>\n")
        if !card.drawing.isEmpty {
            page.markup("<div class=\"course\">")
            page.drawing(card.drawing)
            page.markup("</div>\n")
        }
        if !card.changes.isEmpty {
            page.markup("<dl>\n")
            for change in card.changes {
                page.write("<div><dt>", change.base, "</dt><dd>")
                write(change, isShort: true, to: &page)
                page.markup("</dd></div>\n")
            }
            page.markup("</dl>\n")
        }
        page.markup("</article>\n")
    }

    /// `95% interval 78.0%–82.0% · n = 29`
    private func writeBasis(
        of measurement: Document.Measurement, _ titles: Document.Cards.Titles, to page: inout HTMLPage
    ) {
        let sample = measurement.sample.flatMap { $0.isTold ? $0 : nil }
        if let interval = measurement.interval {
            page.write("", titles.interval, " ")
            page.write("", interval.shown, sample == nil ? "" : " · ")
        }
        if let sample { page.write("n = ", sample.shown, "") }
    }

    /// - Parameter isShort: the sign for what lies within noise stands without its words, which are there for those who cannot see it.
    func write(_ change: Document.Change, isShort: Bool = false, to page: inout HTMLPage) {
        page.markup("<span class=\"change ")
        page.markup(Self.className(of: change.tone))
        page.markup("\"><span class=\"amount\">")
        if !change.mark.isEmpty { page.write("<span aria-hidden=\"true\">", change.mark, "</span> ") }
        page.text(change.difference.shown)
        if let relative = change.relative { page.write(" (", relative.shown, ")") }
        page.markup("</span>")
        if let verdict = change.verdict {
            page.markup(isShort && change.isWithinNoise ? " <span class=\"quiet\">" : " <span class=\"verdict\">")
            page.write("", verdict, "</span>")
        }
        page.markup("</span>\n")
    }

    static func className(of tone: Document.Tone) -> StaticString {
        switch tone {
        case .good: "good"
        case .bad: "bad"
        case .neutral: "neutral"
        }
    }
}
