// The `overflow:` key: what becomes of results too large to be kept.

/// What becomes of rows whose formula gives a result too large to be kept.
enum OverflowPolicy: String, CaseIterable {
    case fail, missing
}
