// The most important things of a document as HTML: numbered, each with its drawing beside it.

import Charts

extension HTMLElements {
    static func write(_ points: Document.Points, to page: inout HTMLPage) {
        write(legend: points.legend, to: &page)
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

    /// What the signs of drawings mean.
    static func write(legend: [Document.Points.Sign], to page: inout HTMLPage) {
        guard !legend.isEmpty else { return }
        page.markup("<ul class=\"legend\" aria-hidden=\"true\">\n")
        for sign in legend {
            page.markup("<li>")
            page.drawing(sign.drawing)
            page.write("", sign.meaning, "</li>\n")
        }
        page.markup("</ul>\n")
    }
}
