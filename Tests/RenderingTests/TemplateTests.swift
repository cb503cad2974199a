// A template is read as Mustache would read it, and a mistake in one is told.

import Diagnostics
import Testing

@testable import Rendering

struct TemplateReaderTests {
    /// A record with a text, a flag, texts and records.
    private struct Sample: TemplateRecord {
        var title = "<T>"
        var rows: [Sample] = []
        var columns: [String] = []

        func value(of field: TemplateField) -> TemplateValue? {
            switch field {
            case .title: .text(title)
            case .rows: .records(rows)
            case .columns: .texts(columns)
            case .isTotal: .flag(true)
            case .isSum: .flag(false)
            case .reading: .record(rows.first ?? Sample(title: "none"))
            default: nil
            }
        }
    }

    private func filled(_ text: String, partials: [String: String] = [:]) throws -> String {
        let read = try partials.mapValues { try TemplateReader.read(Array($0.utf8), partials: [:]) }
        let template = try TemplateReader.read(Array(text.utf8), partials: read)
        let record = Sample(rows: [Sample(title: "a"), Sample(title: "b")], columns: ["x", "&", "z"])
        var filling = TemplateFilling(record, words: WordList(language: .english), escape: HTMLText.append)
        filling.append(template.pieces)
        return String(decoding: filling.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("no tag", "no tag"), ("", ""), ("{ {{title}} }", "{ &lt;T&gt; }"), ("{{{title}}}", "<T>"),
        ("{{words.total}}", "All"), ("{{ title }}", "&lt;T&gt;"), ("{{#rows}}{{title}},{{/rows}}", "a,b,"),
        ("{{#columns}}{{^first()}}+{{/first()}}{{.}}{{/columns}}", "x+&amp;+z"), ("{{reading.title}}", "a"),
        ("{{#isTotal}}yes{{/isTotal}}{{^isTotal}}no{{/isTotal}}", "yes"),
        ("{{#isSum}}x{{/isSum}}|{{^isSum}}y{{/isSum}}", "|y"),
        ("{{^rows}}none{{/rows}}", ""), ("{{note}}{{#note}}x{{/note}}{{^note}}absent{{/note}}", "absent"),
        // A tag alone on its line takes the line; a value does not, nor does a tag with company.
        ("a\n{{#isTotal}}\nb\n{{/isTotal}}\nc\n", "a\nb\nc\n"), ("{{title}}\n", "&lt;T&gt;\n"),
        ("{{#isTotal}}b{{/isTotal}}\n", "b\n"),
        ("{{#isTotal}}\nx\n{{/isTotal}}", "x\n"),
        // A field of an outer record is seen from within, and an inner one hides it.
        ("{{#rows}}{{#columns}}{{title}}{{/columns}}{{/rows}}", ""),
    ])
    func `a template gives the text`(_ template: String, _ expected: String) throws {
        #expect(try filled(template) == expected)
    }

    @Test func `a partial stands for its text, with its line or without`() throws {
        let partials = ["change": "<{{title}}>\n"]
        #expect(try filled("{{#rows}}\n{{> change}}\n{{/rows}}\nend", partials: partials) == "<a>\n<b>\nend")
        #expect(try filled("[{{> change}}]", partials: partials) == "[<&lt;T&gt;>\n]")
    }

    @Test(arguments: [
        "{{#rows}}", "{{/rows}}", "{{#rows}}{{/columns}}", "{{titel}}", "{{words.nothing}}", "{{> nothing}}", "{{title",
        "{{title}", "{{{title}}", "{{a.b.c}}", "{{}}",
    ])
    func `a mistake in a template is told`(_ template: String) {
        #expect(throws: TemplateReader.Mistake.self) { try filled(template) }
    }
}
