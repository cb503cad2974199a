// Notices that another table of the same width begins below the first, after a blank line or a title.
import Diagnostics
import Tabular

/// A row after a gap that looks like a header.
struct SecondTable: Sendable {
    /// Its cells of columns that are read and those that repeat their header, an ellipsis for what may name a person.
    var cells: [String]
    /// The first cell of the row, if it is one of these and names nobody.
    var firstCell: String?
    var location: SourceLocation
    /// Whether it cannot well be a row of the table: it repeats names of the header, or holds words where several columns hold
    /// values.
    var isCertain: Bool
}

/// Judges rows that come after a gap.
struct SecondTableSearch {
    private let file: FilePlan
    private let columns: [ColumnPlan]
    private let names: [String]
    /// The places of columns that nobody reads.
    private let unread: [Int]
    private let values: FirstValues

    init(_ file: FilePlan, columns: [ColumnPlan]) {
        self.file = file
        self.columns = columns
        names = file.recognised.header.line == nil ? [] : file.recognised.header.names.map(HeaderName.folded)
        let read = Set((file.places + file.timePlaces).compactMap { $0 })
        unread = names.indices.filter { !read.contains($0) }
        values = FirstValues(file.recognised.sample)
    }

    /// What a row looks like; nil for a row of data. Cells that the pipeline does not use are looked at too, for they show what it is.
    func judge(_ row: Int, in block: RecordBlock, conventions: CellConventions) -> SecondTable? {
        // Without a header of its own a file is no report with tables below each other.
        guard !names.isEmpty else { return nil }
        let folded = FoldedCell()
        var seen: Set<String> = []
        var (cells, against, repeated) = (0, 0, 0)
        var hasDigit = false
        for (index, place) in file.places.enumerated() {
            guard let place else { continue }
            let cell = block.cellBytes(row: row, column: place)
            let name = Self.name(cell)
            guard !name.isEmpty, !conventions.missing.contains(CellText.bare(cell)), name.utf8.count <= 200,
                !ValueCell.isValue(cell, folded),
                !isDurationOrFlag(cell, columns[index], folded, conventions)
            else { return nil }
            // Two columns may be made of one cell.
            if seen.insert("\(place) \(name)").inserted { cells += 1 }
            if columns[index].type != .text || values.fill(place) { against += 1 }
            if names.indices.contains(place), names[place] == name { repeated += 1 }
            hasDigit = hasDigit || Self.hasDigit(name)
        }
        guard cells > 0 else { return nil }
        var isCertain = against >= 2 || (repeated > 0 && repeated * 2 >= cells)
        var named = cells
        for place in unread where !isCertain {
            let cell = block.cellBytes(row: row, column: place)
            let name = Self.name(cell)
            if name.isEmpty { continue }
            if ValueCell.isValue(cell, folded) || conventions.missing.contains(CellText.bare(cell)) {
                return nil
            }
            named += 1
            hasDigit = hasDigit || Self.hasDigit(name)
            if values.fill(place) { against += 1 }
            if names[place] == name { repeated += 1 }
        }
        isCertain = isCertain || against >= 2 || (repeated > 0 && repeated * 2 >= named)
        guard isCertain || (named >= 2 && !hasDigit) else { return nil }
        // Of columns that nobody reads nothing is known but that they repeat their name.
        let repeating = unread.filter {
            names[$0] == Self.name(block.cellBytes(row: row, column: $0))
        }
        let shown = Set(file.places.compactMap { $0 } + repeating).sorted().map { place in
            (place: place, text: self.shown(block.text(row: row, column: place), place: place))
        }
        return SecondTable(
            cells: shown.map { $0.text ?? "…" }, firstCell: shown.first { $0.place == 0 }?.text,
            location: SourceLocation(
                file: file.path, line: block.line(ofRow: row), byte: block.storedOffset(ofRow: row)),
            isCertain: isCertain)
    }

    /// A cell as headers are compared.
    private static func name(_ cell: CellBytes) -> String { HeaderName.folded(HeaderName.bare(cell)) }

    private static func hasDigit(_ name: String) -> Bool { name.utf8.contains { $0 &- 0x30 < 10 } }

    /// A cell as it may be told; nil where it may name a person.
    private func shown(_ text: String, place: Int) -> String? {
        let isPersonal = zip(file.places, columns).contains { $0 == place && $1.isPersonal }
        return isPersonal || PersonalText.looksPersonal(text) ? nil : text
    }

    private func isDurationOrFlag(
        _ cell: CellBytes, _ plan: ColumnPlan, _ folded: borrowing FoldedCell, _ conventions: CellConventions
    ) -> Bool {
        guard plan.type == .duration || plan.type == .flag, let text = folded.fold(cell) else { return false }
        if plan.type == .flag { return FlagParser.parse(text) != nil }
        return DurationParser.parse(text, unit: plan.unit, decimalComma: conventions.decimalComma) != nil
    }
}

/// Whether the first rows of a file hold values in a column, looked at once a column that is asked for.
private final class FirstValues {
    private let sample: [[String]]
    private var known: [Int: Bool] = [:]

    init(_ sample: [[String]]) { self.sample = sample }

    /// Nearly all of them: those of the other table may be among them.
    func fill(_ place: Int) -> Bool {
        if let known = known[place] { return known }
        let folded = FoldedCell()
        let cells = sample.compactMap { $0.indices.contains(place) && !$0[place].isEmpty ? $0[place] : nil }
        let values = cells.count { text in
            Array(text.utf8).withUnsafeBufferPointer { ValueCell.isValue($0, folded) }
        }
        let isFull = cells.count >= 3 && values * 5 >= cells.count * 4
        known[place] = isFull
        return isFull
    }
}
