// A document as GitHub-flavoured Markdown.

import Diagnostics

/// Lays out a document as Markdown with tables, for a repository, a chat or a mail; charts are files beside it, or are left out.
///
/// Every element ends with an empty line.
package struct MarkdownWriter: DocumentWriter {
    private let drawings: [DrawingFile]

    package var ending: String { "md" }

    /// - Parameter drawings: the files of the document's charts, in its order; none for a text without them.
    package init(drawings: [DrawingFile] = []) { self.drawings = drawings }

    /// The whole text.
    package func bytes(of document: Document) -> [UInt8] {
        var page = MarkdownPage(drawings: drawings)
        let elements = MarkdownElements(language: document.language)
        writeMasthead(of: document, elements.punctuation, to: &page)
        for (index, section) in document.sections.enumerated() {
            if !(section.isLead && index == 0) { page.write("## ", section.title, "\n\n") }
            for element in section.elements { elements.write(element, to: &page) }
        }
        writeColophon(document.colophon, elements.punctuation, to: &page)
        return page.bytes
    }

    private func writeMasthead(of document: Document, _ punctuation: Punctuation, to page: inout MarkdownPage) {
        let masthead = document.masthead
        page.write("# ", masthead.title, "\n\n**")
        page.write("", masthead.period.text, "** · ")
        page.write("", masthead.kicker, "\n\n")
        if !masthead.languages.entries.isEmpty {
            page.text(masthead.languages.label)
            page.text(punctuation.colon)
            for (index, entry) in masthead.languages.entries.enumerated() {
                if index > 0 { page.markup(" · ") }
                if entry.isCurrent {
                    page.text(entry.name)
                } else {
                    page.write("[", entry.name, "](")
                    page.write("", entry.file, ")")
                }
            }
            page.markup("\n\n")
        }
        write(masthead.period, punctuation, to: &page)
        if let days = masthead.days { page.write(" (", days.text, ")") }
        page.markup("\n")
        for fact in masthead.facts + [document.colophon.origin] {
            write(fact, punctuation, to: &page)
            page.markup("\n")
        }
        page.markup("\n")
        for companion in masthead.companions {
            page.write("[", companion.title, "](")
            page.write("", companion.file, ")\n\n")
        }
        if let callout = masthead.callout { MarkdownElements.write(callout, to: &page) }
    }

    private func write(_ fact: Document.Fact, _ punctuation: Punctuation, to page: inout MarkdownPage) {
        page.write("- ", fact.label, "")
        page.text(punctuation.colon)
        if let state = fact.state {
            page.write("", [state.mark, state.word].filter { !$0.isEmpty }.joined(separator: " "), " ")
        }
        page.text(fact.text)
    }

    private func writeColophon(
        _ colophon: Document.Colophon, _ punctuation: Punctuation, to page: inout MarkdownPage
    ) {
        page.write("---\n\n", colophon.toolLabel, "")
        page.text(punctuation.colon)
        page.text(colophon.tool)
        for fact in [colophon.origin, colophon.fingerprint] {
            page.write(" · ", fact.label, "")
            page.text(punctuation.colon)
            page.text(fact.text)
        }
        page.markup("\n")
    }
}
