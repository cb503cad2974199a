// Which tokenizer cuts a file's text: the fast one, or libcsv for everything.

/// The tokenizers there are; both make exactly the same blocks. Files with an escape sign have one of their own.
enum TokenizerChoice: Sendable {
    /// Vectors for regular records, libcsv for the rest.
    case structural
    /// libcsv for every byte.
    case libcsv

    /// What files are read with.
    static let standard = TokenizerChoice.structural

    func tokenizer(for dialect: Dialect) -> any Tokenizer {
        if let escape = dialect.escape { return EscapeTokenizer(dialect: dialect, escape: escape) }
        return switch self {
        case .structural: StructuralTokenizer(dialect: dialect)
        case .libcsv: LibCSVTokenizer(dialect: dialect)
        }
    }
}
