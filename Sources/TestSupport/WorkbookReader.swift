// Asks openpyxl of PyPI, and Python's own readers of archives and XML, what stands in a workbook.

import Foundation

/// A workbook as an outside reader sees it.
package struct WorkbookReader: Decodable {
    package struct Cell: Decodable, Equatable {
        /// `A1`
        package var place: String
        /// `n` a number, `s` a text, `f` a formula …
        package var type: String
        package var text: String?
        package var number: Double?
        /// The number format.
        package var format: String
    }

    package struct Sheet: Decodable {
        package var name: String
        package var cells: [Cell]
        /// The first cell that moves, such as `A4`; nil where all do.
        package var frozen: String?
        package var isLandscape: Bool
        /// Pages beside each other; nil where it is not fitted.
        package var pagesWide: Int?
        /// By letter.
        package var widths: [String: Double]

        package subscript(_ place: String) -> Cell? { cells.first { $0.place == place } }
    }

    package var sheets: [Sheet]
    /// Whether a part of the archive holds a formula.
    package var hasFormula: Bool
    /// The shared texts, their escapes undone as the standard says.
    package var texts: [String]

    /// What stands in the files, each of them; nil, with a line on standard output, without openpyxl.
    package static func read(_ files: [[UInt8]]) throws -> [WorkbookReader]? {
        guard isInstalled else { return nil }
        let (status, output, errors) = try Python.run(program, input: files.map { Data($0).base64EncodedString() })
        guard status == 0 else { throw Failure(description: errors) }
        return try JSONDecoder().decode([WorkbookReader].self, from: output)
    }

    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    private static let isInstalled = Python.has("openpyxl")

    private static let program = """
        import base64, io, json, re, sys, zipfile, openpyxl
        from xml.etree import ElementTree

        def cell(c):
            number = c.value if isinstance(c.value, (int, float)) else None
            return dict(place=c.coordinate, type=c.data_type, format=c.number_format,
                        number=number, text=None if number is not None else str(c.value))

        def sheet(s):
            cells = [cell(c) for row in s.iter_rows() for c in row if c.value is not None]
            fit = s.sheet_properties.pageSetUpPr and s.sheet_properties.pageSetUpPr.fitToPage
            return dict(name=s.title, cells=cells, frozen=s.freeze_panes, isLandscape=s.page_setup.orientation == "landscape",
                        pagesWide=int(s.page_setup.fitToWidth or 1) if fit else None,
                        widths={k: d.width for k, d in s.column_dimensions.items()})

        def unescaped(text):
            return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)

        def book(data):
            archive = zipfile.ZipFile(io.BytesIO(data))
            assert archive.testzip() is None
            parts = {name: archive.read(name) for name in archive.namelist()}
            trees = {name: ElementTree.fromstring(part) for name, part in parts.items()}
            main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
            texts = [unescaped("".join(t.text or "" for t in si.iter(main + "t")))
                     for si in trees.get("xl/sharedStrings.xml", ElementTree.Element("none")).iter(main + "si")]
            formula = any(True for name, tree in trees.items() if name.startswith("xl/worksheets") for _ in tree.iter(main + "f"))
            sheets = [sheet(s) for s in openpyxl.load_workbook(io.BytesIO(data)).worksheets]
            return dict(sheets=sheets, hasFormula=formula, texts=texts)

        print(json.dumps([book(base64.b64decode(text)) for text in json.load(sys.stdin)]))
        """
}
