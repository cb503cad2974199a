// The rows that a metric counts when a row alone does not tell: found before the walk, chunk by chunk.

import Tabular

/// What had to be found out about the rows of a metric that looks beyond one row.
struct ChosenRows: Sendable {
    /// Per chunk the rows that count.
    var counted: [RowMask]
    /// Per chunk the rows of those that fulfil what the metric is the share of; nil for a metric that is no share.
    var fulfilling: [RowMask]?
    /// Per chunk what was found out of the rows that count; nil where nothing more is to be known of them.
    var values: [Column]?

    init(counted: [RowMask], fulfilling: [RowMask]? = nil, values: [Column]? = nil) {
        self.counted = counted
        self.fulfilling = fulfilling
        self.values = values
    }

    /// Those of one chunk.
    subscript(chunk: Int) -> ChosenRowsOfChunk {
        ChosenRowsOfChunk(counted: counted[chunk], fulfilling: fulfilling?[chunk], values: values?[chunk])
    }
}

/// What had to be found out about the rows of a chunk.
struct ChosenRowsOfChunk: Sendable {
    /// The rows that count.
    var counted: RowMask
    /// The rows of those that fulfil what the metric is the share of; nil for a metric that is no share.
    var fulfilling: RowMask?
    /// What was found out of the rows that count; nil where nothing more is to be known of them.
    var values: Column?

    /// What an accumulator is given in place of the metric's values; nil when it needs none.
    func columns(rowCount: Int) -> [Column]? {
        if let values { return [values] }
        return fulfilling.map { [.flag(PrimitiveColumn($0.flags(rowCount: rowCount)))] }
    }
}
