// What a table's rows tell at the moment of the report: what is dated later is not known yet.

import Stages
import Tabular

/// The columns that say so.
struct PlannedKnowledge: Sendable {
    /// From whose time on a row is known; nil where every row is.
    var since: String?
    /// What is later in these has not happened.
    var happened: [String] = []
}

/// The rows of a table as they were known at the moment of the report.
struct KnownRows: Sendable {
    private let since: Int?
    private let happened: [Int]
    private let asOf: Int64
    private let today: Int32

    /// - Missing: a column that is not there tells nothing.
    init(_ known: PlannedKnowledge, of table: Table, _ context: StageContext) {
        since = known.since.flatMap { table.index(of: $0) }
        happened = known.happened.compactMap { table.index(of: $0) }
        asOf = context.asOf
        today = Int32(clamping: context.today)
    }

    /// The same chunk without what has not happened yet.
    func known(_ chunk: Chunk) -> Chunk {
        var columns = chunk.columns
        for index in happened {
            let column = chunk.columns[index]
            let isKnown = self.isKnown(column)
            guard isKnown.contains(false) else { continue }
            let presence = Presence(count: isKnown.count) { isKnown[$0] && column.presence[$0] }
            switch column {
            case .date(let days): columns[index] = .date(PrimitiveColumn(days.values, presence: presence))
            case .instant(let times): columns[index] = .instant(PrimitiveColumn(times.values, presence: presence))
            case .text, .integer, .decimal, .real, .flag, .duration: break
            }
        }
        return Chunk(rowCount: chunk.rowCount, columns: columns, origin: chunk.origin)
    }

    /// Which rows of a chunk are known; of one without a time nobody knows that it is not.
    func rows(_ chunk: Chunk) -> [Bool] {
        since.map { isKnown(chunk.columns[$0]) } ?? [Bool](repeating: true, count: chunk.rowCount)
    }

    private func isKnown(_ column: Column) -> [Bool] {
        switch column {
        case .date(let days): (0..<column.count).map { days[$0].map { $0 <= today } ?? true }
        case .instant(let times): (0..<column.count).map { times[$0].map { $0 <= asOf } ?? true }
        case .text, .integer, .decimal, .real, .flag, .duration: [Bool](repeating: true, count: column.count)
        }
    }
}
