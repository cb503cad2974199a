// A document as PDF: its page, printed by a program that is installed here.

/// Lays out a document as a tagged PDF, by printing its HTML page.
///
/// Not the same bytes each time: the program writes when it printed.
package struct PDFWriter: DocumentWriter {
    private let printer: PrintingProgram

    package var ending: String { "pdf" }

    package init(printer: PrintingProgram) { self.printer = printer }

    /// The whole file.
    package func bytes(of document: Document) throws(DocumentProblem) -> [UInt8] {
        try printer.pdf(of: HTMLWriter().bytes(of: document))
    }
}
