// The charts of a document as files, for a text that can only name its pictures.

import Charts

/// The file of a chart.
package struct DrawingFile: Sendable, Equatable {
    /// The folder of such files, in the folder of the text.
    package static let folder = "charts"

    /// From the folder of the text: `charts/annex-trend-1.svg`.
    package var name: String
    /// As SVG, in colours for a white sheet.
    package var bytes: [UInt8]

    /// The charts of a document, in its order; those of a section are numbered.
    ///
    /// - Parameters:
    ///   - base: what the file of the document is called, without its ending.
    ///   - language: a part of the names where there are several languages; else empty.
    package static func files(of document: Document, named base: String, language: String) -> [DrawingFile] {
        document.sections.flatMap { section in
            section.elements.flatMap(\.figures).enumerated().map { index, figure in
                let number = "\(base)-\(section.anchor)-\(index + 1)" + (language.isEmpty ? "" : "." + language)
                return DrawingFile(name: "\(folder)/\(number).svg", bytes: Array(figure.drawing.file.utf8))
            }
        }
    }
}

extension Document.Element {
    /// The charts in it, in order.
    fileprivate var figures: [Document.Figure] {
        switch self {
        case .figure(let figure): [figure]
        case .group(_, let elements): elements.flatMap(\.figures)
        case .heading, .paragraph, .prose, .callout, .points, .list, .cards, .table, .panel, .heat, .grid, .navigation:
            []
        }
    }
}
