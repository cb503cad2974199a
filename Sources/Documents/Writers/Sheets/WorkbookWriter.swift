// A document as a workbook of typed cells, for who computes on with its numbers.

import Diagnostics

/// Lays out a document as a workbook: first a sheet of words, then a sheet for each section that has tables.
///
/// Numbers are numbers, with formats that show them as the report does; what is hidden or absent is the word that stands there.
/// Drawings and links are left out.
package struct WorkbookWriter: DocumentWriter {
    /// When the document was made: milliseconds since 1970-01-01T00:00:00Z.
    private let moment: Int64

    package var ending: String { "xlsx" }

    /// - Parameter moment: milliseconds since 1970-01-01T00:00:00Z, the same for the same document.
    package init(madeAt moment: Int64) { self.moment = moment }

    /// Makes sure that workbooks can be made here.
    ///
    /// - Errors: the library for workbooks is not there.
    package static func prepare() throws(DocumentProblem) { try XlsxFile.loadLibrary() }

    /// The whole file.
    package func bytes(of document: Document) throws(DocumentProblem) -> [UInt8] {
        try XlsxFile.bytes(of: Self.workbook(document), madeAt: moment / 1000)
    }

    /// The document as sheets.
    static func workbook(_ document: Document) -> Workbook {
        var names = SheetNames()
        var sheets = [overview(of: document, named: names.name(SheetWords.overview[document.language]))]
        for section in document.sections where section.elements.contains(where: hasTable) {
            sheets.append(sheet(of: section, in: document, named: names.name(section.title)))
        }
        return Workbook(title: document.masthead.title, sheets: sheets)
    }

    /// What the document is, the sections that are words alone, and what made it.
    private static func overview(of document: Document, named name: String) -> Workbook.Sheet {
        let masthead = document.masthead
        var sheet = SheetBuilder(language: document.language)
        sheet.text(masthead.title, .title)
        sheet.text(masthead.kicker, .quiet)
        sheet.gap()
        var period = masthead.period
        if let mark = masthead.periodMark { period.text += " · " + mark }
        sheet.fact(period)
        if let days = masthead.days { sheet.fact(days) }
        for fact in masthead.facts { sheet.fact(fact) }
        for companion in masthead.companions { sheet.fact(Document.Fact(companion.title, companion.file)) }
        if let callout = masthead.callout {
            sheet.gap()
            sheet.write(.callout(callout))
        }
        for section in document.sections where !section.elements.contains(where: hasTable) {
            var words = SheetBuilder(language: document.language)
            for element in section.elements { words.write(element) }
            guard !words.rows.isEmpty else { continue }
            sheet.headed(section.title)
            for element in section.elements { sheet.write(element) }
        }
        sheet.gap()
        let colophon = document.colophon
        for fact in [Document.Fact(colophon.toolLabel, colophon.tool), colophon.origin, colophon.fingerprint] {
            sheet.fact(fact)
        }
        return sheet.sheet(named: name)
    }

    private static func sheet(
        of section: Document.Section, in document: Document, named name: String
    ) -> Workbook.Sheet {
        var sheet = SheetBuilder(language: document.language)
        sheet.text(section.title, .title)
        sheet.text(document.masthead.title + " · " + document.masthead.period.text, .quiet)
        sheet.gap()
        for element in section.elements { sheet.write(element) }
        return sheet.sheet(named: name)
    }

    private static func hasTable(_ element: Document.Element) -> Bool {
        switch element {
        case .cards, .table, .panel, .heat, .grid: true
        case .group(_, let elements): elements.contains(where: hasTable)
        case .heading, .paragraph, .callout, .points, .list, .prose, .figure, .navigation: false
        }
    }
}
