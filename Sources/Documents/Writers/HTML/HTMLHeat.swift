// A shaded table as HTML; on a telephone each of its rows becomes a card.

extension HTMLElements {
    static func write(_ heat: Document.Heat, to page: inout HTMLPage) {
        page.write("<div class=\"exhibit\">\n<h3>", heat.title, "</h3>\n")
        if !heat.legend.isEmpty {
            page.markup("<ul class=\"legend\" aria-hidden=\"true\">\n")
            for key in heat.legend {
                page.markup("<li><i class=\"")
                page.markup(className(of: key.shade, isThin: key.isThin))
                page.write("\">", key.shade.sign ?? "", "</i>")
                page.write("", key.meaning, "</li>\n")
            }
            page.markup("</ul>\n")
        }
        page.markup(heat.isDense ? "<table class=\"heat dense\">" : "<table class=\"heat\">")
        page.write("\n<caption class=\"quiet\">", heat.title, "</caption>\n<thead><tr>")
        page.write("<th scope=\"col\">", heat.corner, "</th>")
        for column in heat.columns { page.write("<th scope=\"col\">", column, "</th>") }
        page.markup("</tr></thead>\n<tbody>\n")
        for row in heat.rows {
            page.write("<tr><th scope=\"row\">", row.label, "</th>")
            for (cell, column) in zip(row.cells, heat.columns) {
                page.write("<td data-label=\"", column, "\" class=\"")
                page.markup(className(of: cell.shade, isThin: cell.isThin))
                page.write("\">", cell.value, "")
                if let sign = cell.shade.sign { page.write(" <span aria-hidden=\"true\">", sign, "</span>") }
                page.markup("</td>")
            }
            page.markup("</tr>\n")
        }
        page.write("</tbody>\n</table>\n<p class=\"note\">", heat.note, "</p>\n</div>\n")
    }

    private static func className(of shade: Document.Heat.Shade, isThin: Bool) -> StaticString {
        switch shade {
        case .plain: isThin ? "shaded thin" : "shaded"
        case .better1: "shaded better1"
        case .better2: "shaded better2"
        case .worse1: "shaded worse1"
        case .worse2: "shaded worse2"
        case .betterSignal: "shaded better3"
        case .worseSignal: "shaded worse3"
        case .differentSignal: "shaded different3"
        case .amount1: "shaded amount1"
        case .amount2: "shaded amount2"
        case .amount3: "shaded amount3"
        case .amount4: "shaded amount4"
        case .amount5: "shaded amount5"
        }
    }
}
