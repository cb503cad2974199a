// `results.csv` and `results.json`, made together, since they hold the same numbers.

import Documents
import Stages

/// The results as tables for machines: a row of `results.csv` and a line of `results.json` for every cell.
///
/// Both are made in pieces of some rows, which may be made on any thread. The numbers of a cell, which are a good part of the work,
/// are made text once for both.
struct ResultsFiles {
    var results: MetricResults
    var facts: RunFacts
    var startsWithByteOrderMark = false

    /// A piece of `results.json` is some 120 KB: enough to be written at once, and still in the cache when it is.
    private static let rowsPerPiece = 256

    /// `results.csv`, then `results.json`.
    var files: [RenderedFile] {
        let cells = results.cells
        let header = CellTable.header(startsWithByteOrderMark: startsWithByteOrderMark)
        let list = JSONList(
            ResultsHead(results: results, facts: facts).head, endingWith: "cells", isEmpty: cells.isEmpty)
        let (tableRow, objectRow) = (CellRow<CellTable>(results), CellRow<CellObject>(results))
        let explanations = ExplanationRows(results: results).bytes
        // Without any row there is still what stands around them.
        let pieces = max(1, (cells.count + Self.rowsPerPiece - 1) / Self.rowsPerPiece)
        let files = FilesInPieces(files: 2, pieces: pieces) { piece, texts in
            let start = piece * Self.rowsPerPiece
            let rows = start..<min(start + Self.rowsPerPiece, cells.count)
            Self.write(&texts) { table, json in
                if piece == 0 { table.append(header) }
                if piece == 0 { json.append(list.beginning) }
                var (tableRow, objectRow, numbers) = (tableRow, objectRow, NumberTexts())
                var run: CellRun?
                cells.withUnsafeBufferPointer { cells in
                    guard let first = cells.baseAddress else { return }
                    for position in rows {
                        if run?.holds(first + position) != true {
                            let next = CellRun(cells[position])
                            tableRow.begin(next)
                            objectRow.begin(next)
                            run = next
                        }
                        numbers.write(first + position)
                        tableRow.append(first + position, numbers, at: position, to: &table)
                        json.append(literal: JSONList.separator(before: position))
                        objectRow.append(first + position, numbers, at: position, to: &json)
                    }
                }
                if piece == pieces - 1 { table.append(explanations) }
                if piece == pieces - 1 { json.append(list.ending) }
            }
        }
        return [
            RenderedFile(name: "results.csv", at: 0, of: files), RenderedFile(name: "results.json", at: 1, of: files),
        ]
    }

    /// Appends to both texts what `write` writes, with as much room as it takes: when it was not enough, all is written once more.
    private static func write(_ texts: inout [RowText], _ write: (inout RowCursor, inout RowCursor) -> Void) {
        guard texts.count == 2 else { return }
        var (table, json) = (RowText(), RowText())
        swap(&table, &texts[0])
        swap(&json, &texts[1])
        while true {
            let written = table.withFreeRoom { tableRoom in
                json.withFreeRoom { jsonRoom in
                    var (table, json) = (RowCursor(tableRoom), RowCursor(jsonRoom))
                    write(&table, &json)
                    return (table: table.written, json: json.written)
                }
            }
            if let ofTable = written.table, let ofJSON = written.json {
                table.take(ofTable)
                json.take(ofJSON)
                break
            }
            if written.table == nil { table.makeRoom() }
            if written.json == nil { json.makeRoom() }
        }
        swap(&table, &texts[0])
        swap(&json, &texts[1])
    }
}
