// What of a report stands in a mail: the first page, for who reads it between two meetings.

/// The blocks of a mail.
enum MailBlocks {
    private static let words: Set<String> = [
        Alerts.word, Summary.word, Headlines.word, Targets.word, Exceptions.word, Ledger.word,
    ]

    /// Those of a report that stand in its mail; all of them where it has none of these.
    static func blocks(of blocks: [any ReportBlock]) -> [any ReportBlock] {
        let told = blocks.filter { words.contains(type(of: $0).word) }
        return told.isEmpty ? blocks : told
    }
}
