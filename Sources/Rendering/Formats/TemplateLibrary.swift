// The templates embedded in the program, read once.

import Diagnostics
import Stages

/// Reads the embedded templates and fills them.
///
/// A library has one escaping for all its templates, so that no text can come out unescaped.
struct TemplateLibrary: Sendable {
    private var report: Template
    private var escape: @Sendable (String, inout [UInt8]) -> Void

    /// - Parameter parts: the partials, each before those that hold it, and at last the report itself.
    /// - Errors: an internal error when a template of ours is malformed.
    private init(
        _ parts: [(name: String, bytes: [UInt8])], escape: @escaping @Sendable (String, inout [UInt8]) -> Void
    ) throws(DiagnosedFailure) {
        var read: [String: Template] = [:]
        report = Template(pieces: [])
        for part in parts {
            do throws(TemplateReader.Mistake) {
                report = try TemplateReader.read(part.bytes, partials: read)
            } catch {
                throw DiagnosedFailure(RenderingDiagnostics.unreadableTemplate(part.name, error))
            }
            read[part.name] = report
        }
        self.escape = escape
    }

    /// The file of a report.
    func bytes(filledWith record: any TemplateRecord, words: WordList) -> [UInt8] {
        var filling = TemplateFilling(record, words: words, escape: escape)
        filling.append(report.pieces)
        return filling.bytes
    }

    static var html: TemplateLibrary {
        get throws(DiagnosedFailure) { try readHTML.get() }
    }

    static var markdown: TemplateLibrary {
        get throws(DiagnosedFailure) { try readMarkdown.get() }
    }

    private static let readHTML = read(
        [
            ("change", PackageResources.change_html_mustache), ("headline", PackageResources.headline_html_mustache),
            ("panel", PackageResources.panel_html_mustache), ("widetable", PackageResources.widetable_html_mustache),
            ("books", PackageResources.books_html_mustache), ("rejects", PackageResources.rejects_html_mustache),
            ("definitions", PackageResources.definitions_html_mustache),
            ("report", PackageResources.report_html_mustache),
        ], escape: HTMLText.append)

    private static let readMarkdown = read(
        [("report", PackageResources.report_md_mustache)], escape: MarkdownText.append)

    private static func read(
        _ parts: [(name: String, bytes: [UInt8])], escape: @escaping @Sendable (String, inout [UInt8]) -> Void
    ) -> Result<TemplateLibrary, DiagnosedFailure> {
        do throws(DiagnosedFailure) {
            return .success(try TemplateLibrary(parts, escape: escape))
        } catch {
            return .failure(error)
        }
    }
}
