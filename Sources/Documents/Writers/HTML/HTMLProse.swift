// Words of the user's own as HTML: every sign of theirs is escaped.

extension HTMLElements {
    static func write(_ prose: Document.Prose, to page: inout HTMLPage) {
        for part in prose.parts {
            switch part {
            case .heading(let heading): page.write("<h3>", heading, "</h3>\n")
            case .paragraph(let runs):
                page.markup("<p>")
                write(runs, to: &page)
                page.markup("</p>\n")
            case .list(let items, let isOrdered):
                page.markup(isOrdered ? "<ol class=\"plain\">\n" : "<ul class=\"plain\">\n")
                for item in items {
                    page.markup("<li>")
                    write(item, to: &page)
                    page.markup("</li>\n")
                }
                page.markup(isOrdered ? "</ol>\n" : "</ul>\n")
            }
        }
    }

    private static func write(_ runs: [Document.Prose.Run], to page: inout HTMLPage) {
        for run in runs {
            switch run.style {
            case .plain: page.text(run.text)
            case .strong: page.write("<strong>", run.text, "</strong>")
            case .emphasis: page.write("<em>", run.text, "</em>")
            }
        }
    }
}
