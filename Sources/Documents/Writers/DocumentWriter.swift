// A way to lay out a document as a file that people read.

import Diagnostics

/// Lays out documents; one conforming type per file format.
///
/// A writer owns its escaping: whatever the texts of a document hold, they come out as text.
///
/// - Errors: none; a writer needs nothing but the document.
package protocol DocumentWriter: Sendable {
    /// The ending of its files, without the dot.
    var ending: String { get }

    /// The whole file, the same bytes for the same document.
    func bytes(of document: Document) -> [UInt8]
}

/// The signs that part names from what is said of them, in each language, with their blanks.
struct Punctuation {
    let comma: String
    let colon: String
    let semicolon: String

    init(_ language: Language) {
        switch language {
        case .english: (comma, colon, semicolon) = (", ", ": ", "; ")
        case .chinese: (comma, colon, semicolon) = ("，", "：", "；")
        }
    }
}
