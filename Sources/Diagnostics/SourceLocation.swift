// Where a diagnostic points: a place in a pipeline file or in an export.

/// A place in a file.
///
/// - Bounds: `line` and `column` are 1-based; `byte` is 0-based from the start of the file as it lies on disk.
package struct SourceLocation: Sendable, Hashable, Comparable {
    package var file: String
    package var line: Int?
    /// In a pipeline file: the character within the line. In an export: the cell within the row.
    package var column: Int?
    package var byte: Int?

    package init(file: String, line: Int? = nil, column: Int? = nil, byte: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
        self.byte = byte
    }

    /// The same place, so many lines further down.
    package mutating func moveDown(by lines: Int) { line = line.map { $0 + lines } }

    package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        if left.file != right.file { return left.file < right.file }
        if left.line != right.line { return (left.line ?? 0) < (right.line ?? 0) }
        return (left.column ?? 0) < (right.column ?? 0)
    }
}

extension SourceLocation: CustomStringConvertible {
    package var description: String {
        var text = file
        if let line {
            text += ":\(line)"
            if let column { text += ":\(column)" }
        }
        return text
    }
}
