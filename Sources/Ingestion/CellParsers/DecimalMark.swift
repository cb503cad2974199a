// The decimal marks that may be expected of a file.

/// The decimal mark of a file's numbers.
enum DecimalMark: String, CaseIterable {
    case point, comma
}
