// A document as one HTML page that needs nothing else: no script, no network, no font file.

import Diagnostics

/// Lays out a document as a self-contained page for screen, phone and paper.
package struct HTMLWriter: DocumentWriter {
    package var ending: String { "html" }

    package init() {}

    /// The whole page.
    package func bytes(of document: Document) -> [UInt8] {
        var page = HTMLPage()
        writeHead(of: document, to: &page)
        page.markup("<body>\n")
        page.write("<a class=\"skip\" href=\"#main\">", document.masthead.skipLabel, "</a>\n")
        writeMasthead(of: document, to: &page)
        page.markup("<main id=\"main\">\n")
        writeSections(of: document, to: &page)
        page.markup("</main>\n<footer>\n<p>")
        writeOrigin(document.colophon, to: &page)
        page.markup("</p>\n</footer>\n</body>\n</html>\n")
        return page.bytes
    }

    // MARK: Head and foot

    private func writeHead(of document: Document, to page: inout HTMLPage) {
        let masthead = document.masthead
        page.write(
            "<!DOCTYPE html>\n<html lang=\"", document.language.rawValue, "\">\n<head>\n<meta charset=\"utf-8\">\n")
        // Whatever may stand in a page, nothing is loaded and nothing runs.
        page.markup(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
        page.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        page.write("<meta name=\"generator\" content=\"", document.colophon.tool, "\">\n")
        page.write("<title>", masthead.title, " · ")
        page.write("", masthead.period.text, "</title>\n")
        for entry in masthead.languages.entries {
            page.write("<link rel=\"alternate\" hreflang=\"", entry.code, "\" href=\"")
            page.write("", entry.file, "\">\n")
        }
        page.markup("<style>\n")
        page.style(StyleSheetText.sheet(footer: "\(masthead.title) · \(masthead.period.text)"))
        page.markup("\n</style>\n</head>\n")
    }

    private func writeMasthead(of document: Document, to page: inout HTMLPage) {
        let masthead = document.masthead
        page.write("<header class=\"masthead\">\n<div class=\"bar\">\n<p class=\"kicker\">", masthead.kicker, "</p>\n")
        if !masthead.languages.entries.isEmpty {
            page.write("<nav class=\"languages\" aria-label=\"", masthead.languages.label, "\">\n")
            for entry in masthead.languages.entries { write(entry, to: &page) }
            page.markup("</nav>\n")
        }
        page.write("</div>\n<h1>", masthead.title, "</h1>\n")
        page.write("<p class=\"period\">", masthead.period.text, "")
        if let mark = masthead.periodMark { page.write(" <span class=\"tag\">", mark, "</span>") }
        page.markup("</p>\n<dl class=\"facts\">\n")
        for fact in (masthead.days.map { [$0] } ?? []) + masthead.facts {
            page.write("<div><dt>", fact.label, "</dt>")
            page.markup("<dd>")
            if let state = fact.state {
                page.markup("<span class=\"")
                page.markup(HTMLElements.className(of: state.tone))
                page.write("\"><span aria-hidden=\"true\">", state.mark, "</span> ")
                page.write("", state.word, "</span> ")
            }
            page.write("", fact.text, "</dd></div>\n")
        }
        page.markup("</dl>\n")
        if let callout = masthead.callout { HTMLElements.write(callout, to: &page) }
        HTMLElements.write(
            Document.Navigation(
                label: masthead.contentsLabel,
                links: document.sections.filter(\.isListed).map { .init(anchor: $0.anchor, text: $0.title) }),
            companions: masthead.companions, to: &page)
        page.markup("</header>\n")
    }

    private func write(_ entry: Document.Languages.Entry, to page: inout HTMLPage) {
        if entry.isCurrent {
            page.write("<span lang=\"", entry.code, "\" aria-current=\"page\">")
            page.write("", entry.name, "</span>\n")
        } else {
            page.write("<a href=\"", entry.file, "\" hreflang=\"")
            page.write("", entry.code, "\" lang=\"")
            page.write("", entry.code, "\">")
            page.write("", entry.name, "</a>\n")
        }
    }

    private func writeOrigin(_ colophon: Document.Colophon, to page: inout HTMLPage) {
        page.write("", colophon.tool, " · ")
        page.write("", colophon.origin.label, " ")
        page.write("", colophon.origin.text, " · ")
        page.write("", colophon.fingerprint.label, " <code>")
        page.write("", colophon.fingerprint.text, "</code>")
    }

    // MARK: Sections

    /// A section that goes on with the one before stands inside it. The last one ends with what made the document, for paper, which
    /// has no footer of the page.
    private func writeSections(of document: Document, to page: inout HTMLPage) {
        let writer = HTMLElements(language: document.language)
        var open: String?
        for (index, section) in document.sections.enumerated() {
            let isLast = index == document.sections.count - 1
            let isInside = section.continues != nil && section.continues == open
            if !isInside {
                if open != nil { page.markup("</section>\n") }
                open = section.anchor
            }
            if isInside, section.isClosing {
                page.write("<div class=\"closing\">\n<h3>", section.title, "</h3>\n")
            } else if isInside {
                page.write("<h3 id=\"", section.anchor, "\">")
                page.write("", section.title, "</h3>\n")
            } else {
                writeStart(of: section, to: &page)
            }
            for element in section.elements { writer.write(element, to: &page) }
            if isLast {
                if !(isInside && section.isClosing) { page.markup("<div class=\"closing\">\n") }
                page.markup("<p class=\"made\" aria-hidden=\"true\">")
                writeOrigin(document.colophon, to: &page)
                page.markup("</p>\n")
            }
            if isLast || (isInside && section.isClosing) { page.markup("</div>\n") }
        }
        if open != nil { page.markup("</section>\n") }
    }

    private func writeStart(of section: Document.Section, to page: inout HTMLPage) {
        if section.isListed {
            page.write(
                "<section id=\"", section.anchor, section.isChapter ? "\" class=\"chapter\">\n<h2>" : "\">\n<h2>")
        } else {
            page.write("<section aria-labelledby=\"", section.anchor, "-title\">\n<h2 id=\"")
            page.write("", section.anchor, "-title\">")
        }
        page.write("", section.title, "</h2>\n")
    }
}
