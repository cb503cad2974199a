// What the cells of a metric tell of rows beside those of their own period and labels.

/// On which rows a metric rests, and what its cells tell of others: whoever hides cells must know it.
package struct CellFooting: Sendable, Hashable {
    /// Names of the tables whose rows it looks at, itself or through the metrics it is made from; ascending.
    package var tables: [String] = []
    /// Whether its cells tell of rows of other periods too: those of a window, to date, those that stand, the period it has grown since.
    package var looksBeyondPeriod = false
    /// Whether those are the rows before the start or the end of the period alone: what stands then, what there was from the beginning.
    package var looksAtMoments = false
    /// Whether it tells how values spread: with their number and their mean, that is the sum of their squares.
    package var tellsSpread = false
    /// Whether one of the metrics it is made from follows from its cell and the others, and is not shown as its numerator or denominator.
    package var tellsOperands = false
    /// The whole that its cells are parts of; nil where its denominator is none.
    package var whole: Whole?

    package init(tables: [String] = []) { self.tables = tables }

    /// A denominator that is the sum over all labels of some segments.
    package struct Whole: Sendable, Hashable {
        package var segments: [String]
        /// Whether things are counted: then n is that of the whole, and the part has as many rows as its numerator says.
        package var isOfCounts: Bool

        package init(segments: [String], isOfCounts: Bool) {
            self.segments = segments
            self.isOfCounts = isOfCounts
        }
    }
}
