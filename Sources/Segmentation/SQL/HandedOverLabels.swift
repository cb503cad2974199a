// Labels that SQL cannot find by itself, as small tables that it is given.

import Diagnostics
import Stages
import Tabular

/// The labels that a segment gave the rows of a table.
struct HandedOverLabels {
    private let segment: Segment
    private let numbers: SegmentNumbers
    private let table: Table

    init(of segment: Segment, numbers: SegmentNumbers, in table: Table) {
        self.segment = segment
        self.numbers = numbers
        self.table = table
    }

    /// The column that holds the labels.
    static let label = "label"
    /// The column that holds the number of a row, where there is a label for every one.
    static let row = "row"
    /// The column that holds the texts of the column at a position.
    static func text(_ position: Int) -> String { "text_\(position + 1)" }

    private var name: String { "labels of \(segment.key) in \(table.name)" }

    /// A row for every combination of texts that occurs.
    ///
    /// - Shape: the columns ``text(_:)``, then ``label``.
    /// - Errors: an internal error when a column is absent or holds no texts.
    func byTexts(_ columns: [String]) throws(DiagnosedFailure) -> Table {
        let positions = columns.compactMap { table.index(of: $0) }.filter { table.columns[$0].type == .text }
        guard positions.count == columns.count else {
            throw DiagnosedFailure(
                SegmentationDiagnostics.internalError("the texts of segment '\(segment.key)' are absent"))
        }
        var rows: [[String?]] = []
        var seen: Set<[CodedText]> = []
        for chunk in table.chunks.indices {
            let labels = numbers.numbers(inChunk: chunk, of: table)
            let texts = positions.map { position -> TextColumn? in
                if case .text(let column) = table.chunks[chunk].columns[position] { column } else { nil }
            }
            for row in labels.indices {
                let codes = texts.map { CodedText(row, of: $0) }
                guard seen.insert(codes).inserted else { continue }
                rows.append(texts.map { $0?[row] } + [key(labels[row])])
            }
        }
        return Self.table(name, columns.indices.map(Self.text) + [Self.label], Self.distinct(rows))
    }

    /// A text by its code: most rows repeat one that has been met.
    private struct CodedText: Hashable {
        private var pool: ObjectIdentifier?
        private var code: UInt32?

        init(_ row: Int, of column: TextColumn?) {
            code = column?.codes[row]
            pool = code == nil ? nil : (column?.pool).map(ObjectIdentifier.init)
        }
    }

    /// A row for every row of the table.
    ///
    /// - Shape: the columns ``row`` and ``label``.
    func byRows() -> Table {
        var rows: [[String?]] = []
        for chunk in table.chunks.indices {
            for number in numbers.numbers(inChunk: chunk, of: table) { rows.append([key(number)]) }
        }
        var labels = Self.table(name, [Self.label], rows)
        labels.columns.insert(ColumnDescription(name: Self.row, type: .integer), at: 0)
        for chunk in labels.chunks.indices {
            let numbers = Column.integer(PrimitiveColumn((0..<labels.chunks[chunk].rowCount).map { Int64($0 + 1) }))
            labels.chunks[chunk].columns = ChunkColumns([numbers] + Array(labels.chunks[chunk].columns))
        }
        return labels
    }

    private func key(_ number: UInt32) -> String {
        segment.labels.indices.contains(Int(number)) ? segment.labels[Int(number)].key : SegmentLabel.unknown.key
    }

    /// Texts are the same when their bytes are.
    private static func distinct(_ rows: [[String?]]) -> [[String?]] {
        var seen: Set<[[UInt8]?]> = []
        return rows.filter { row in seen.insert(row.map { $0.map { Array($0.utf8) } }).inserted }
    }

    private static func table(_ name: String, _ columns: [String], _ rows: [[String?]]) -> Table {
        let texts = columns.indices.map { position -> Column in
            var pool = TextPoolBuilder()
            let cells = rows.map { $0[position] }
            let codes = cells.map { $0.map { pool.code(for: $0) } ?? 0 }
            let presence = Presence(count: cells.count) { cells[$0] != nil }
            return .text(TextColumn(codes: PrimitiveColumn(codes, presence: presence), pool: pool.pool()))
        }
        return Table(
            name: name, columns: columns.map { ColumnDescription(name: $0, type: .text) },
            chunks: [Chunk(rowCount: rows.count, columns: texts, origin: RowOrigin(file: 0))])
    }
}
