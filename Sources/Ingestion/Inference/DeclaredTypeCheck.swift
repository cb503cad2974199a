// Tells of a declared type that no cell at the beginning of a file fits: the header is the wrong one, or the type is.
import Diagnostics
import Stages
import Tabular

/// Tries the declared types of a table on the first rows of its files.
struct DeclaredTypeCheck {
    let table: TablePlan
    let options: TableOptions

    /// So many cells must be there before their unfitness says something about the column.
    private static let fewest = 3

    /// A warning for each declared column of which no cell fits, at the first file where that is so.
    func findings() -> [Diagnostic] {
        // What a spreadsheet has damaged fits no type, and has been told.
        options.columns.filter { declared in
            declared.type != nil && declared.type != .text && !table.columnsToldDamaged.contains(declared.name.text)
        }.compactMap { declared in
            guard let index = table.columns.firstIndex(where: { $0.plan.name == declared.name.text }) else {
                return nil
            }
            for file in table.files {
                // A moment of two columns is no cell of one.
                guard file.timePlaces[index] == nil,
                    let misfit = misfit(table.columns[index].plan, place: file.places[index], in: file)
                else { continue }
                return IngestionDiagnostics.typeFitsNothing(
                    table.columns[index].plan, cells: misfit.count, first: misfit.first, file: file.path,
                    at: declared.name.start)
            }
            return nil
        }
    }

    /// How many cells the sample of a file has in a column, and the first, when none of them fits.
    private func misfit(_ plan: ColumnPlan, place: Int?, in file: FilePlan) -> (count: Int, first: String)? {
        guard let place else { return nil }
        let texts = file.recognised.sample.compactMap { $0.indices.contains(place) ? $0[place] : nil }
        let builder = ColumnBuilder(plan, conventions: table.conventions)
        let found = Self.withCells(texts) { source in
            builder.begin(rowCount: source.count, known: nil)
            builder.add(source, from: 0)
            let built = builder.finish(source)
            return (built.column.column.presence.presentCount, built.badRows)
        }
        guard let (present, bad) = found, present == 0, bad.count >= Self.fewest, let first = bad.first else {
            return nil
        }
        return (bad.count, texts[first])
    }

    /// The texts as the cells of a block, with bytes around them that may be read.
    private static func withCells<Result>(_ texts: [String], _ body: (CellSource) -> Result) -> Result? {
        var bytes = [UInt8](repeating: 0, count: 64)
        var cells: [CellSpan] = []
        for text in texts {
            cells.append(CellSpan(start: bytes.count, length: text.utf8.count, isQuoted: false))
            bytes += text.utf8
        }
        bytes += [UInt8](repeating: 0, count: 64)
        return bytes.withUnsafeBufferPointer { bytes in
            // There are always bytes.
            bytes.baseAddress.map { start in
                cells.withUnsafeBufferPointer { body(CellSource(bytes: start, cells: $0)) }
            }
        }
    }
}
