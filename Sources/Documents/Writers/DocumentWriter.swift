// A way to lay out a document as a file that people read.

import Diagnostics

/// Lays out documents; one conforming type per file format.
///
/// A writer owns its escaping: whatever the texts of a document hold, they come out as text.
///
/// - Errors: a writer that needs nothing but the document has none.
package protocol DocumentWriter: Sendable {
    /// The ending of its files, without the dot.
    var ending: String { get }

    /// The whole file, the same bytes for the same document.
    func bytes(of document: Document) throws(DocumentProblem) -> [UInt8]
}

/// Why a file could not be made of a document.
package enum DocumentProblem: Error, Sendable, Equatable {
    /// The system gives no file in memory, for this reason.
    case noMemoryFile(String)
    /// Temporary files cannot be made or read.
    case noTemporaryFile
    /// What the library for workbooks says.
    case library(String)
    /// The library for workbooks, by the name of its file, cannot be loaded, for this reason.
    case noLibrary(file: String, reason: String)
    /// No program that prints pages is there; the one that the user named, where one was.
    case noPrinter(named: String?)
    /// The program that prints pages made none, and said this.
    case printerFailed(program: String, reason: String)
    /// It took longer than it may.
    case printerTooSlow(program: String, seconds: Int)
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
