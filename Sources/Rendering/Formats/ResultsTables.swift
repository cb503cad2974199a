// `results.csv` and `results.json`, made together, since they hold the same numbers.

import Stages

/// The results as tables for machines: a row of `results.csv` and a line of `results.json` for every cell.
///
/// Both are made in pieces of some rows, which may be made on any thread. The numbers of a cell are made text once for both: of the 60 ms
/// that 57,000 cells took, a third was spent on numbers.
struct ResultsTables {
    var results: MetricResults
    var facts: RunFacts
    var startsWithByteOrderMark = false

    /// A piece of `results.json` is some 120 KB: enough to be written at once, and still in the cache when it is.
    private static let rowsPerPiece = 256

    /// `results.csv`, then `results.json`.
    var files: [RenderedFile] {
        let cells = results.cells
        let header = ResultsTable.header(startsWithByteOrderMark: startsWithByteOrderMark)
        let list = JSONList(ResultsJSON(results: results, facts: facts).head, endingWith: "cells", count: cells.count)
        let (tableRow, jsonRow) = (ResultsTableRow(results), ResultsJSONRow(results))
        // Without any row there is still what stands around them.
        let pieces = max(1, (cells.count + Self.rowsPerPiece - 1) / Self.rowsPerPiece)
        let files = FilesInPieces(files: 2, pieces: pieces) { piece, texts in
            let start = piece * Self.rowsPerPiece
            let rows = start..<min(start + Self.rowsPerPiece, cells.count)
            var (tableRow, jsonRow, numbers) = (tableRow, jsonRow, NumberTexts())
            var json: [UInt8] = []
            swap(&json, &texts[1])
            if piece == 0 { texts[0].append(contentsOf: header) }
            list.begin(rows, &json)
            CommaSeparatedText.append(to: &texts[0]) { table in
                cells.withUnsafeBufferPointer { cells in
                    guard let first = cells.baseAddress else { return }
                    for position in rows {
                        numbers.write(first + position)
                        tableRow.append(first + position, numbers, to: &table)
                        list.separate(position, &json)
                        jsonRow.append(first + position, numbers, at: position, to: &json)
                    }
                }
            }
            list.end(rows, &json)
            swap(&json, &texts[1])
        }
        return [
            RenderedFile(name: "results.csv", at: 0, of: files), RenderedFile(name: "results.json", at: 1, of: files),
        ]
    }
}
