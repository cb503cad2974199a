// The templates embedded in the program, read once.

import Diagnostics
import Mustache
import Stages

/// Reads the embedded templates and fills them.
///
/// Every template says in its first line which escaping it wants, so that no text can come out unescaped.
struct TemplateLibrary: Sendable {
    private var library = MustacheLibrary()

    /// - Errors: an internal error when a template of ours is malformed.
    private init(_ templates: [(name: String, bytes: [UInt8])]) throws(DiagnosedFailure) {
        Self.registerEscaping()
        for template in templates {
            do {
                let text = String(decoding: template.bytes, as: UTF8.self)
                library.register(try MustacheTemplate(string: text), named: template.name)
            } catch {
                throw DiagnosedFailure(RenderingDiagnostics.unreadableTemplate(template.name, error))
            }
        }
    }

    /// - Errors: an internal error when there is no such template.
    func text(_ name: String, filledWith values: TemplateObject) throws(DiagnosedFailure) -> String {
        guard let text = library.render(values, withTemplate: name) else {
            throw DiagnosedFailure(RenderingDiagnostics.unreadableTemplate(name, MissingTemplate()))
        }
        return text
    }

    static var html: TemplateLibrary {
        get throws(DiagnosedFailure) { try readHTML.get() }
    }

    static var markdown: TemplateLibrary {
        get throws(DiagnosedFailure) { try readMarkdown.get() }
    }

    private static let readHTML = read([
        ("report", PackageResources.report_html_mustache),
        ("headline", PackageResources.headline_html_mustache), ("change", PackageResources.change_html_mustache),
        ("panel", PackageResources.panel_html_mustache), ("widetable", PackageResources.widetable_html_mustache),
        ("books", PackageResources.books_html_mustache), ("rejects", PackageResources.rejects_html_mustache),
        ("definitions", PackageResources.definitions_html_mustache),
    ])

    private static let readMarkdown = read([("report", PackageResources.report_md_mustache)])

    private static func read(_ templates: [(name: String, bytes: [UInt8])]) -> Result<TemplateLibrary, DiagnosedFailure>
    {
        do throws(DiagnosedFailure) {
            return .success(try TemplateLibrary(templates))
        } catch {
            return .failure(error)
        }
    }

    private struct MissingTemplate: Error {}

    private static let registration: Void = {
        MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
        MustacheContentTypes.register(MarkdownText(), named: MarkdownText.name)
    }()

    private static func registerEscaping() { _ = registration }
}
