// A mail as HTML that mail programs leave as it is: tables and styles at each element, no style sheet, no drawing, nothing to load.

/// Writes forms for programs that know little.
///
/// Measures are those that all of them keep: widths and colours as attributes and plain properties, sizes in pixels.
struct MailHTML {
    private(set) var page = HTMLPage()

    /// The head of the page and the table that everything stands in.
    mutating func begin(language: String, title: String) {
        page.write("<!DOCTYPE html>\n<html lang=\"", language, "\">\n<head>\n<meta charset=\"utf-8\">\n")
        page.write("<title>", title, "</title>\n</head>\n")
        page.markup("<body style=\"margin:0;padding:0;background-color:#ffffff\">\n")
        page.markup("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\">\n")
        page.markup("<tr><td align=\"left\" style=\"padding:16px;color:#1d2430;")
        page.markup("font-family:-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',Arial,sans-serif;")
        page.markup("font-size:15px;line-height:1.6\">\n")
    }

    mutating func end() { page.markup("</td></tr>\n</table>\n</body>\n</html>\n") }

    mutating func title(_ text: String, above kicker: String) {
        page.write("<p style=\"margin:0;font-size:13px;color:#55606f\">", kicker, "</p>\n")
        page.write("<h1 style=\"margin:4px 0 4px;font-size:24px;line-height:1.3;color:#1d2430\">", text, "</h1>\n")
    }

    mutating func period(_ text: String) {
        page.write("<p style=\"margin:0 0 8px;font-size:17px;color:#0b4a86\">", text, "</p>\n")
    }

    mutating func section(_ title: String) {
        page.markup("<h2 style=\"margin:28px 0 8px;padding:0 0 4px;font-size:19px;line-height:1.3;")
        page.write("color:#1d2430;border-bottom:2px solid #1d2430\">", title, "</h2>\n")
    }

    mutating func write(_ form: MailForm) {
        switch form {
        case .heading(let text):
            page.write("<h3 style=\"margin:18px 0 6px;font-size:16px;color:#1d2430\">", text, "</h3>\n")
        case .paragraph(let text, let role):
            switch role {
            case .plain: page.write("<p style=\"margin:0 0 8px\">", text, "</p>\n")
            case .quiet: page.write("<p style=\"margin:6px 0;font-size:13px;color:#55606f\">", text, "</p>\n")
            case .warning:
                page.markup("<p style=\"margin:12px 0;padding:8px 12px;border-left:4px solid #a83a06;")
                page.write("background-color:#f1f5f9\">", text, "</p>\n")
            }
        case .list(let items, let isNumbered): write(items, isNumbered: isNumbered)
        case .table(let table): write(table)
        }
    }

    private mutating func write(_ items: [MailItem], isNumbered: Bool) {
        page.markup(
            isNumbered
                ? "<ol style=\"margin:0 0 8px;padding:0 0 0 24px\">\n"
                : "<ul style=\"margin:0 0 8px;padding:0 0 0 24px\">\n")
        for item in items {
            page.markup("<li style=\"margin:0 0 8px\">")
            page.write(isNumbered ? "<strong>" : "", item.headline, isNumbered ? "</strong>" : "")
            for text in item.further {
                page.write("<br><span style=\"font-size:13px;color:#55606f\">", text, "</span>")
            }
            page.markup("</li>\n")
        }
        page.markup(isNumbered ? "</ol>\n" : "</ul>\n")
    }

    private mutating func write(_ table: MailTable) {
        if !table.title.isEmpty { write(.heading(table.title)) }
        page.markup("<table width=\"100%\" cellpadding=\"6\" cellspacing=\"0\" border=\"0\" ")
        page.markup("style=\"border-collapse:collapse;font-size:14px;line-height:1.5;color:#1d2430\">\n<tr>")
        for head in table.heads {
            page.markup(head.isNumber ? "<th scope=\"col\" align=\"right\" " : "<th scope=\"col\" align=\"left\" ")
            page.markup("valign=\"bottom\" style=\"border-bottom:2px solid #7d8590;font-size:13px;color:#55606f\">")
            page.write("", head.text, "</th>")
        }
        page.markup("</tr>\n")
        for row in table.rows {
            page.markup("<tr>")
            for (position, cell) in row.cells.enumerated() {
                let isNumber = table.heads.indices.contains(position) && table.heads[position].isNumber
                page.markup(position == 0 ? "<th scope=\"row\" " : "<td ")
                page.markup(isNumber ? "align=\"right\" " : "align=\"left\" ")
                page.markup("valign=\"top\" style=\"border-bottom:1px solid #dcd9d1;")
                page.markup(row.isTotal || position == 0 ? "font-weight:bold;" : "font-weight:normal;")
                page.markup(Self.colour(of: cell.tone))
                page.write("\">", cell.text, "")
                for (index, text) in cell.small.enumerated() {
                    page.markup(index == 0 && cell.text.isEmpty ? "" : "<br>")
                    page.write("<span style=\"font-size:13px;font-weight:normal;color:#55606f\">", text, "</span>")
                }
                page.markup(position == 0 ? "</th>" : "</td>")
            }
            page.markup("</tr>\n")
        }
        page.markup("</table>\n")
    }

    private static func colour(of tone: Document.Tone) -> StaticString {
        switch tone {
        case .good: "color:#00664f"
        case .bad: "color:#a83a06"
        case .neutral: "color:#1d2430"
        }
    }
}
