// What becomes of a cell that is not what its column holds.

/// What a bad cell does.
package enum BadCellPolicy: String, CaseIterable, Sendable, Equatable {
    /// The row is set aside.
    case reject
    /// The cell is missing; it is counted and told.
    case missing
}
