// The templates embedded in the program, read once per run.

import Diagnostics
import Mustache
import Stages

/// Reads the embedded templates and fills them.
///
/// Every template says in its first line which escaping it wants, so that no text can come out unescaped.
struct TemplateLibrary {
    private var library = MustacheLibrary()

    /// - Errors: an internal error when a template of ours is malformed.
    init(_ templates: [(name: String, bytes: [UInt8])]) throws(DiagnosedFailure) {
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
    func text(_ name: String, filledWith values: [String: Any]) throws(DiagnosedFailure) -> String {
        guard let text = library.render(values, withTemplate: name) else {
            throw DiagnosedFailure(RenderingDiagnostics.unreadableTemplate(name, MissingTemplate()))
        }
        return text
    }

    private struct MissingTemplate: Error {}

    private static let registration: Void = {
        MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
        MustacheContentTypes.register(MarkdownText(), named: MarkdownText.name)
    }()

    private static func registerEscaping() { _ = registration }
}
