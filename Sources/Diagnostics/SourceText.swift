// A piece of text with the place it came from, so that a mistake inside it can be pointed at.

/// A text the user wrote, and where its first character stands.
package struct SourceText: Sendable, Hashable {
    package var text: String
    package var start: SourceLocation

    package init(_ text: String, start: SourceLocation) {
        self.text = text
        self.start = start
    }

    /// The place of the character at `offset`.
    ///
    /// - Bounds: `offset` is 0-based and counts Unicode scalars. Beyond the first line of the text, or without a known column, the
    ///   start of the text is given.
    package func location(at offset: Int) -> SourceLocation {
        guard let column = start.column, !text.unicodeScalars.prefix(offset).contains("\n") else { return start }
        return SourceLocation(file: start.file, line: start.line, column: column + offset)
    }
}
