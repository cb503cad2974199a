// Words of the user's own as Markdown: only the signs that were read as such mean something again.

extension MarkdownElements {
    static func write(_ prose: Document.Prose, to page: inout MarkdownPage) {
        for part in prose.parts {
            switch part {
            case .heading(let heading): page.write("### ", heading, "\n\n")
            case .paragraph(let runs):
                write(runs, to: &page)
                page.markup("\n\n")
            case .list(let items, let isOrdered):
                for (index, item) in items.enumerated() {
                    if isOrdered {
                        page.write("", "\(index + 1)", ". ")
                    } else {
                        page.markup("- ")
                    }
                    write(item, to: &page)
                    page.markup("\n")
                }
                page.markup("\n")
            }
        }
    }

    private static func write(_ runs: [Document.Prose.Run], to page: inout MarkdownPage) {
        for run in runs {
            switch run.style {
            case .plain: page.text(run.text)
            // The signs of Markdown would stand as they are behind Chinese punctuation.
            case .strong: page.write("<strong>", run.text, "</strong>")
            case .emphasis: page.write("<em>", run.text, "</em>")
            }
        }
    }
}
