// By what an export is recognised: headers, a line above them, the number of columns and the words in one, a line below the data.
import Diagnostics
import Stages

/// Marks that together are found in no other export.
package struct ExportMarks: Sendable, Equatable {
    /// Headers that stand in one row, all of them; a `*` in one stands for anything.
    package var headers: [String] = []
    /// The first header is one of these.
    package var firstHeaders: [String] = []
    /// Headers of which none stands in that row.
    package var without: [String] = []
    /// One of the first lines is one of these.
    package var lines: [String] = []
    /// How many columns there are.
    package var width: ClosedRange<Int>?
    /// Every filled cell of a column is one of some words; the column is named by its header or its position's name.
    package var words: [Words] = []
    /// One of the last lines is one of these.
    package var footers: [String] = []
    /// Whether they count only where no other export is recognised.
    package var isWeak = false
    /// Where they stand in the format's file.
    var location: SourceLocation

    /// A column, and the words that its filled cells are.
    package struct Words: Sendable, Equatable {
        package var column: String
        package var words: [String]
    }

    /// The headers as they are compared.
    var foldedHeaders: Set<String> { Set(headers.map(HeaderName.folded)) }

    /// Whether two formats with such marks recognise the same files.
    func claimsSame(as other: ExportMarks) -> Bool {
        var (left, right) = (self, other)
        left.headers = foldedHeaders.sorted()
        right.headers = other.foldedHeaders.sorted()
        right.location = left.location
        return left == right
    }

    // MARK: Reading

    /// One mapping of marks, or a list of several of which any will do.
    static func read(_ node: OptionNode, collector: DiagnosticCollector) -> [ExportMarks] {
        var nodes = [node]
        if case .list(let items) = node.content { nodes = items }
        return nodes.compactMap { ExportMarks($0, collector: collector) }
    }

    private init?(_ node: OptionNode, collector: DiagnosticCollector) {
        location = node.location
        let reader = OptionReader(node, of: Wording("'marks'"), keys: ExportKeys.ofMarks, collector: collector)
        func texts(_ key: OptionKey) -> [String] { (reader.texts(key) ?? []).map(\.text) }
        headers = texts(ExportKeys.headers)
        firstHeaders = texts(ExportKeys.firstHeader)
        without = texts(ExportKeys.without)
        lines = texts(ExportKeys.lines)
        footers = texts(ExportKeys.lastLines)
        isWeak = reader.flag(ExportKeys.weak) ?? false
        if let bounds = reader.texts(ExportKeys.width) { width = Self.width(bounds, collector) }
        if let node = reader.node(ExportKeys.words) {
            let inner = OptionReader(
                node, of: Wording("'words'"), form: ExportKeys.words.value, collector: collector)
            words = inner.allEntries().map { entry in
                Words(column: entry.key, words: (inner.texts(of: entry) ?? []).map(\.text))
            }
        }
        reader.finish()
        if headers.isEmpty, firstHeaders.isEmpty, lines.isEmpty, words.isEmpty, footers.isEmpty {
            // A width alone, or what is not there, is found in most files.
            if case .mapping = node.content { collector.add(ExportDiagnostics.marksOfNothing(at: node.location)) }
            return nil
        }
    }

    private static func width(_ bounds: [SourceText], _ collector: DiagnosticCollector) -> ClosedRange<Int>? {
        let numbers = bounds.compactMap { Int($0.text) }
        if numbers.count == bounds.count, (1...2).contains(numbers.count), let least = numbers.first,
            let most = numbers.last,
            least > 0, least <= most
        {
            return least...most
        }
        if let first = bounds.first {
            let found = SourceText(bounds.map(\.text).joined(separator: ", "), start: first.start)
            collector.add(
                StagesDiagnostics.wrongValue(
                    of: Wording("'width'"),
                    expected: Wording(
                        en: "a number of columns, or the least and the most of them", zh: "列数，或最少与最多的列数"), found: found)
            )
        }
        return nil
    }

    // MARK: Looking

    /// Whether a file shows all of them.
    ///
    /// - Parameter positions: the names of the columns, where the format's files have no header.
    func fit(_ signs: FileSigns, positions: [String]?) -> Bool {
        if let width, !width.contains(signs.width) { return false }
        if !lines.isEmpty, !StarPattern.anyOf(lines, matchesAnyOf: signs.lines) { return false }
        let needsHeader = !headers.isEmpty || !firstHeaders.isEmpty
        let fits =
            if let positions, !needsHeader {
                fitsWords(in: signs.rows[...], names: positions.map(HeaderName.folded))
            } else {
                signs.headerRows.contains { row in
                    let names = signs.folded[row]
                    return fitsHeader(names) && fitsWords(in: signs.rows[(row + 1)...], names: names)
                }
            }
        return fits && (footers.isEmpty || StarPattern.anyOf(footers, matchesAnyOf: signs.lastLines()))
    }

    private func fitsHeader(_ names: [String]) -> Bool {
        func isThere(_ header: String) -> Bool {
            let pattern = StarPattern(header)
            return names.contains(where: pattern.matches)
        }
        guard headers.allSatisfy(isThere), !without.contains(where: isThere) else { return false }
        guard !firstHeaders.isEmpty else { return true }
        return names.first.map { first in firstHeaders.contains { StarPattern($0).matches(first) } } ?? false
    }

    private func fitsWords(in rows: ArraySlice<[String]>, names: [String]) -> Bool {
        words.allSatisfy { expected in
            guard let place = names.firstIndex(of: HeaderName.folded(expected.column)) else { return false }
            let patterns = expected.words.map { StarPattern($0) }
            let cells = rows.compactMap { $0.indices.contains(place) && !$0[place].isEmpty ? $0[place] : nil }
            return !cells.isEmpty
                && cells.allSatisfy { cell in patterns.contains { $0.matches(HeaderName.folded(cell)) } }
        }
    }
}
