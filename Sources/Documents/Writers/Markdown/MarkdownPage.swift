// The bytes of a Markdown text under construction: signs come from literals of ours, everything else is escaped.

/// Text in Markdown.
///
/// Signs that mean something can only be a literal in this program.
struct MarkdownPage {
    private(set) var bytes: [UInt8] = []
    /// The files of the drawings that are still to be named, in the order of the document.
    private var drawings: ArraySlice<DrawingFile>

    init(drawings: [DrawingFile] = []) { self.drawings = drawings[...] }

    /// The file of the next drawing, shown below what it is; nothing where drawings have no files.
    mutating func nextDrawing(of figure: Document.Figure) {
        guard let file = drawings.popFirst() else { return }
        write("**", figure.title, figure.note.isEmpty ? "**" : "** · ")
        text(figure.note)
        write("\n\n![", figure.title, "](")
        write("", file.name, ")\n\n")
    }

    mutating func markup(_ markup: StaticString) { bytes.append(literal: markup) }

    mutating func text(_ text: String) { MarkdownText.append(text, to: &bytes) }

    /// A text between two pieces of markup.
    mutating func write(_ before: StaticString, _ text: String, _ after: StaticString) {
        markup(before)
        self.text(text)
        markup(after)
    }

    /// The cells of a row of a table, each a text.
    mutating func row(_ cells: [String]) {
        markup("|")
        for cell in cells { write(" ", cell, " |") }
        markup("\n")
    }

    /// The line below the head of a table: numbers stand at the right.
    mutating func rule(_ numbers: [Bool]) {
        markup("|")
        for isNumber in numbers { markup(isNumber ? " ---: |" : " --- |") }
        markup("\n")
    }
}
