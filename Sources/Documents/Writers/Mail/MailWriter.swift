// A document as a mail that is ready to be addressed: HTML and plain text of the same numbers.

import Diagnostics

/// Lays out a document as an `.eml` file: a mail without addresses, as programs keep drafts.
///
/// The subject is title, period and what to know first. Nothing is loaded and nothing is attached. The same document and
/// the same moment give the same bytes.
///
/// - Source: RFC 5322 (messages), RFC 2045 to 2047 (MIME), RFC 2046 §5.1.4 (alternatives).
package struct MailWriter: DocumentWriter {
    /// When the document was made: milliseconds since 1970-01-01T00:00:00Z.
    private let moment: Int64

    package var ending: String { "eml" }

    /// - Parameter moment: milliseconds since 1970-01-01T00:00:00Z, the same for the same document.
    package init(madeAt moment: Int64) { self.moment = moment }

    /// The whole message.
    package func bytes(of document: Document) -> [UInt8] {
        let subject = Self.subject(of: document)
        var message = MailMessage()
        message.header("Subject", MailHeader.encoded(subject))
        message.header("Date", MailHeader.date(moment))
        message.header("MIME-Version", "1.0")
        // Programs that know it open the file as a draft.
        message.header("X-Unsent", "1")
        message.header("Content-Language", document.language.rawValue)
        message.alternatives([
            ("text/plain", Array(plainText(of: document).utf8)), ("text/html", html(of: document, subject: subject)),
        ])
        return message.bytes
    }

    static func subject(of document: Document) -> String {
        let first = document.sections.lazy.flatMap(\.elements).compactMap { element -> String? in
            if case .points(let points) = element { points.points.first?.headline } else { nil }
        }.first
        let title = "\(document.masthead.title) · \(document.masthead.period.text)"
        return first.map { title + Punctuation(document.language).colon + $0 } ?? title
    }

    // MARK: Both texts

    private func html(of document: Document, subject: String) -> [UInt8] {
        let masthead = document.masthead
        var mail = MailHTML()
        mail.begin(language: document.language.rawValue, title: subject)
        mail.title(masthead.title, above: masthead.kicker)
        mail.period(Self.period(of: masthead))
        for line in facts(of: document) { mail.write(.paragraph(line, .quiet)) }
        if let callout = masthead.callout { mail.write(.paragraph(callout.text, .warning)) }
        let forms = MailForms(language: document.language)
        for (index, section) in document.sections.enumerated() {
            if !(section.isLead && index == 0) { mail.section(section.title) }
            for form in section.elements.flatMap(forms.forms) { mail.write(form) }
        }
        mail.write(.paragraph(Self.origin(document.colophon), .quiet))
        mail.end()
        return mail.page.bytes
    }

    private func plainText(of document: Document) -> String {
        let masthead = document.masthead
        var mail = MailText(language: document.language)
        mail.title(masthead.title, "=")
        mail.line(Self.period(of: masthead))
        mail.line(masthead.kicker)
        mail.line()
        for line in facts(of: document) { mail.line(line) }
        mail.line()
        if let callout = masthead.callout { mail.write(.paragraph(callout.text, .warning)) }
        let forms = MailForms(language: document.language)
        for (index, section) in document.sections.enumerated() {
            if !(section.isLead && index == 0) { mail.title(section.title, "=") }
            for form in section.elements.flatMap(forms.forms) { mail.write(form) }
        }
        mail.line("-- ")
        mail.line(Self.origin(document.colophon))
        return mail.text
    }

    private static func period(of masthead: Document.Masthead) -> String {
        masthead.periodMark.map { "\(masthead.period.text) · \($0)" } ?? masthead.period.text
    }

    /// What the numbers rest on, a line each.
    private func facts(of document: Document) -> [String] {
        let masthead = document.masthead
        let colon = Punctuation(document.language).colon
        return ((masthead.days.map { [$0] } ?? []) + masthead.facts).map { fact in
            let state = fact.state.map { [$0.mark, $0.word].filter { !$0.isEmpty }.joined(separator: " ") + " " } ?? ""
            return fact.label + colon + state + fact.text
        }
    }

    private static func origin(_ colophon: Document.Colophon) -> String {
        "\(colophon.tool) · \(colophon.origin.label) \(colophon.origin.text) · "
            + "\(colophon.fingerprint.label) \(colophon.fingerprint.text)"
    }
}
