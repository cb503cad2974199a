// A file of a report: its name, and its bytes as a whole or in pieces that are made when they are written.

/// A file that rendering made and a run will publish.
package struct RenderedFile: Sendable, Equatable {
    /// Where the bytes come from.
    package enum Content: Sendable {
        case whole([UInt8])
        /// The pieces of the file at this position among files that are made together.
        case pieces(Int, of: FilesInPieces)
    }

    /// Its name inside the report's folder.
    package var name: String
    package let content: Content
    /// Its permission bits, such as `0o600`; nil for the usual ones.
    package var permissions: UInt32?

    package init(name: String, bytes: [UInt8], permissions: UInt32? = nil) {
        self.name = name
        self.permissions = permissions
        content = .whole(bytes)
    }

    package init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// - Parameter position: which of the files that are made together.
    package init(name: String, at position: Int, of files: FilesInPieces) {
        self.name = name
        content = .pieces(position, of: files)
    }

    /// All bytes in one.
    ///
    /// - Complexity: O(bytes) each time for a file in pieces.
    package var bytes: [UInt8] {
        switch content {
        case .whole(let bytes): return bytes
        case .pieces(let position, let files):
            var texts = files.noTexts
            for piece in 0..<files.pieceCount { files.append(piece, &texts) }
            return Array(texts[position].bytes)
        }
    }

    /// Whether both have the same name and bytes.
    package static func == (left: RenderedFile, right: RenderedFile) -> Bool {
        left.name == right.name && left.bytes == right.bytes
    }
}

/// Large files that say the same in several forms, piece by piece.
///
/// They are not made at once: a piece of all of them is made while others are being written, on any thread, so that their texts never
/// stand in memory as a whole, and what they have in common is made once.
package final class FilesInPieces: Sendable {
    package let fileCount: Int
    package let pieceCount: Int
    /// Appends a piece to the text of each file.
    package let append: @Sendable (_ piece: Int, _ texts: inout [RowText]) -> Void

    /// - Parameter append: gives the same bytes whenever it is asked for a piece; the pieces follow one another.
    package init(
        files: Int, pieces: Int, append: @escaping @Sendable (_ piece: Int, _ texts: inout [RowText]) -> Void
    ) {
        fileCount = files
        pieceCount = pieces
        self.append = append
    }

    /// An empty text for each file.
    package var noTexts: [RowText] { [RowText](repeating: RowText(), count: fileCount) }
}
