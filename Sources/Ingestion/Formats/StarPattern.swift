// A text with `*` for anything, compared as headers are: without regard to case, width and outer blanks.

/// A pattern such as `*.id` or `支付宝交易记录*`.
struct StarPattern {
    /// What stands between the stars, folded.
    private let parts: [String]

    init(_ text: String) {
        parts = HeaderName.folded(text).split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    }

    /// - Parameter folded: a text that is folded already.
    func matches(_ folded: String) -> Bool {
        guard let first = parts.first, let last = parts.last else { return false }
        guard parts.count > 1 else { return folded == first }
        guard folded.hasPrefix(first) else { return false }
        var rest = folded.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }

    /// Whether some line of a file is one of some patterns.
    static func anyOf(_ patterns: [String], matchesAnyOf lines: [String]) -> Bool {
        let patterns = patterns.map { StarPattern($0) }
        return lines.contains { line in
            let folded = HeaderName.folded(line)
            return patterns.contains { $0.matches(folded) }
        }
    }
}
