// The most important things of a document as HTML: numbered, each with its drawing beside it.

import Charts

extension HTMLElements {
    static func write(_ points: Document.Points, to page: inout HTMLPage) {
        if !points.legend.isEmpty {
            page.markup("<ul class=\"legend\" aria-hidden=\"true\">\n")
            for sign in points.legend {
                page.markup("<li>")
                page.drawing(sign.drawing)
                page.write("", sign.meaning, "</li>\n")
            }
            page.markup("</ul>\n")
        }
        page.markup("<ol class=\"points\">\n")
        for point in points.points {
            page.write("<li>\n<div>\n<h3>", point.headline, "</h3>\n")
            for sentence in point.further { page.write("<p>", sentence, "</p>\n") }
            if !point.basis.isEmpty { page.write("<p class=\"meta\">", point.basis, "</p>\n") }
            page.markup("</div>\n")
            if !point.drawing.isEmpty {
                page.markup("<div class=\"beside\">")
                page.drawing(point.drawing)
                page.markup("</div>\n")
            }
            page.markup("</li>\n")
        }
        page.write("</ol>\n<p class=\"note\">", points.note, "</p>\n")
    }
}
