// Finds the header of a file: declared by line, or under a preamble by known names, or by its looks.

/// A header that was found.
package struct RecognisedHeader: Equatable, Sendable {
    /// What told the header.
    package enum Evidence: Equatable, Sendable {
        /// The pipeline file gives its line.
        case declared
        /// The pipeline file gives the names.
        case named
        /// So many of its cells are names that the pipeline or the preset knows.
        case knownNames(Int)
        /// It is the first row of the usual width whose cells are all names: filled, different, no numbers.
        case looks
        /// It is the first row of the usual width without a number; some cells are empty or repeated.
        case looksLoosely
    }

    /// Unique names, one per column.
    package var names: [String]
    /// One per column: its cells in the header's rows, from top to bottom; none without a header row.
    package var cells: [[String]] = []
    /// The header's rows as they stand in the file.
    package var rows: [[UInt8]] = []
    /// The physical line it begins on; nil without a header row.
    package var line: Int?
    /// Records before the first data row: preamble and header.
    package var rowsBeforeData: Int
    package var preamble: [String]
    package var evidence: Evidence
    /// The line of a first row of data that looks like a header although the file is declared to have none.
    var doubtfulLine: Int?

    package init(names: [String], line: Int?, rowsBeforeData: Int, preamble: [String], evidence: Evidence) {
        self.names = names
        self.line = line
        self.rowsBeforeData = rowsBeforeData
        self.preamble = preamble
        self.evidence = evidence
    }
}

/// What the pipeline file says of the header.
package enum HeaderChoice: Equatable, Sendable {
    case automatic
    /// The physical line the header begins on, 1-based.
    case line(Int)
    /// The physical lines on which its rows begin, ascending.
    case lines([Int])
    /// It is looked for, and has so many rows.
    case rows(Int)
    /// There is none; the columns have these names (or `column_1` … when the list is empty).
    case none(names: [String])
    /// There is none; the columns have the first of these names, as many as there are columns.
    case leading([String])

    /// How many rows the header is said to have; nil where nothing is said.
    var rowCount: Int? {
        switch self {
        case .lines(let lines): lines.count
        case .rows(let count): count
        case .automatic, .line, .none, .leading: nil
        }
    }

    /// The line of its last row, where that is said.
    var lastLine: Int? {
        if case .lines(let lines) = self { return lines.last }
        return nil
    }
}

/// Why no header was found.
enum HeaderProblem: Error, Equatable {
    /// No record begins on that line; the last line looked at.
    case noRowOnLine(Int, last: Int)
    /// No row looks like a header; the first row's text.
    case notFound(firstRow: String)
    /// There are more or fewer names than columns.
    case wrongNameCount(names: Int, columns: Int)
    /// There is not one row.
    case noRows
    /// A row that may be the header has more cells than a file may have columns.
    case tooManyColumns(Int, line: Int)
    /// More than one row may be the header, or part of it: their lines, and the text of the one in doubt.
    case severalRows(lines: [Int], text: String)
    /// The row on the second line looks like the header, but that on the first is above it and as full.
    case rowAbove(line: Int, header: Int, text: String)
    /// The row on the second line has the names of the columns, but that on the first is above it and may be data.
    case dataAbove(line: Int, header: Int, text: String)
}

enum HeaderRecognition {
    /// The most columns of a file: those of a worksheet. A line of nothing but delimiters has millions.
    static let columnLimit = 16_384

    /// - Parameter block: the first records of the file.
    /// - Parameter known: folded names that the pipeline or the preset mentions.
    /// - Parameter missing: how the table writes that there is no value.
    static func recognise(
        _ block: RecordBlock, choice: HeaderChoice, known: Set<String>, missing: MissingSpellings
    ) throws(HeaderProblem) -> RecognisedHeader {
        guard block.rowCount > 0 else { throw .noRows }
        for row in 0..<min(block.rowCount, FirstRows.searchLimit) where Int(block.rows[row].cellCount) > columnLimit {
            throw .tooManyColumns(Int(block.rows[row].cellCount), line: block.line(ofRow: row))
        }
        let width = FirstRows.usualWidth(block)
        switch choice {
        case .none(let names):
            guard names.isEmpty || names.count == width else {
                throw .wrongNameCount(names: names.count, columns: width)
            }
            let unique = HeaderName.unique(names.isEmpty ? [String](repeating: "", count: width) : names)
            return headerless(block, names: unique, given: names, missing: missing)
        case .line(let line):
            return try header(block, lines: [line])
        case .lines(let lines):
            return try header(block, lines: lines)
        case .leading(let names):
            guard width <= names.count else { throw .wrongNameCount(names: names.count, columns: width) }
            let given = Array(names.prefix(width))
            return headerless(block, names: HeaderName.unique(given), given: given, missing: missing)
        case .rows(let count):
            let (row, evidence) = try find(block, width: width, known: known, missing: missing, rows: count)
            guard row + count <= block.rowCount else {
                throw .notFound(firstRow: block.rawText(row: row))
            }
            return header(block, rows: Array(row..<row + count), evidence: evidence)
        case .automatic:
            let (row, evidence) = try find(block, width: width, known: known, missing: missing)
            let further = FurtherHeaderRows.below(row, in: block, missing: missing)
            guard further.isEmpty else { throw severalRows([row] + further, block) }
            return header(block, rows: [row], evidence: evidence)
        }
    }

    private static func severalRows(_ rows: [Int], _ block: RecordBlock) -> HeaderProblem {
        .severalRows(lines: rows.map { block.line(ofRow: $0) }, text: block.rawText(row: rows.last ?? 0))
    }

    // MARK: Declared

    private static func header(_ block: RecordBlock, lines: [Int]) throws(HeaderProblem) -> RecognisedHeader {
        var rows: [Int] = []
        for line in lines {
            guard let row = (0..<block.rowCount).first(where: { block.line(ofRow: $0) == line }) else {
                throw .noRowOnLine(line, last: block.line(ofRow: block.rowCount - 1))
            }
            rows.append(row)
        }
        // What no person wrote is no data, whatever is declared.
        let further = FurtherHeaderRows.ofMachines(below: rows.last ?? 0, in: block)
        guard further.isEmpty else { throw severalRows(rows + further, block) }
        return header(block, rows: rows, evidence: .declared)
    }

    // MARK: Looked for

    /// - Parameter rows: how many rows the header has; the others may hold known names too.
    private static func find(
        _ block: RecordBlock, width: Int, known: Set<String>, missing: MissingSpellings, rows: Int = 1
    ) throws(HeaderProblem) -> (row: Int, evidence: RecognisedHeader.Evidence) {
        let limit = min(block.rowCount, FirstRows.searchLimit)
        if let best = bestMatch(block, limit: limit, known: known) {
            if let rival = best.rival, rows == 1 { throw severalRows([best.row, rival], block) }
            let above = RowsAboveHeader(header: best.row, block: block, missing: missing)
            if let other = above.firstData(usualWidth: width, known: known) {
                throw .dataAbove(
                    line: block.line(ofRow: other), header: block.line(ofRow: best.row), text: block.rawText(row: other)
                )
            }
            return (best.row, .knownNames(best.matches))
        }
        let wide = (0..<limit).filter { Int(block.rows[$0].cellCount) == width }
        // A header with a name missing or repeated comes before a row of texts that looks perfect; a line of a
        // preamble is mostly empty.
        let loose = wide.first { looks(block, row: $0, filled: 0.75, allDifferent: false) }
        let strict = wide.first { looks(block, row: $0, filled: 1, allDifferent: true) }
        if let loose, loose == wide.first, loose != strict { return (loose, .looksLoosely) }
        if let strict, strict == wide.first || strict <= 3 {
            return (try unrivalled(strict, wide, block), .looks)
        }
        if let row = wide.first, looks(block, row: row, filled: 0.5, allDifferent: false) {
            return (row, .looksLoosely)
        }
        if let strict { return (try unrivalled(strict, wide, block), .looks) }
        // Rows may end in empty cells that the header does not have.
        if limit > 0, looks(block, row: 0, filled: 1, allDifferent: true),
            wide.allSatisfy({ endsEmpty(block, row: $0, from: Int(block.rows[0].cellCount)) })
        {
            return (0, .looks)
        }
        throw .notFound(firstRow: block.rawText(row: wide.first ?? 0))
    }

    /// A row that looks like the header, unless one above it is as full: then that may be the header, and this one data.
    private static func unrivalled(_ row: Int, _ wide: [Int], _ block: RecordBlock) throws(HeaderProblem) -> Int {
        for other in wide where other < row {
            let cells = FirstRows.names(block, row: other)
            guard cells.count(where: { !$0.isEmpty }) * 4 >= cells.count * 3 else { continue }
            throw .rowAbove(
                line: block.line(ofRow: other), header: block.line(ofRow: row), text: block.rawText(row: other))
        }
        return row
    }

    // MARK: The header itself

    /// The header of a file that is declared to have none: a row that is its names all the same is no data.
    private static func headerless(
        _ block: RecordBlock, names: [String], given: [String], missing: MissingSpellings
    ) -> RecognisedHeader {
        var header = RecognisedHeader(names: names, line: nil, rowsBeforeData: 0, preamble: [], evidence: .named)
        let folded = given.map(HeaderName.folded)
        for row in 0..<min(block.rowCount, FirstRows.searchLimit) where !given.isEmpty {
            guard FirstRows.names(block, row: row).map(HeaderName.folded) == folded else { continue }
            header.rows.append(bytes(block, row: row))
            // As the first row it is simply the header; further down it is one that comes again.
            if row == 0 { header.rowsBeforeData = 1 }
        }
        if header.rows.isEmpty, FurtherHeaderRows.looksLikeHeader(row: 0, in: block, missing: missing) {
            header.doubtfulLine = block.line(ofRow: 0)
        }
        return header
    }

    private static func bytes(_ block: RecordBlock, row: Int) -> [UInt8] {
        let span = block.rows[row]
        return Array(UnsafeBufferPointer(start: block.bytes + Int(span.start), count: Int(span.length)))
    }

    private static func header(
        _ block: RecordBlock, rows: [Int], evidence: RecognisedHeader.Evidence
    ) -> RecognisedHeader {
        let cells = HeaderName.columns(rows.map { FirstRows.names(block, row: $0) })
        let (first, last) = (rows.first ?? 0, rows.last ?? 0)
        var header = RecognisedHeader(
            names: HeaderName.unique(cells.map(HeaderName.joined)), line: block.line(ofRow: first),
            rowsBeforeData: last + 1,
            preamble: (0..<last).filter { !rows.contains($0) }.map { block.rawText(row: $0) }, evidence: evidence)
        header.cells = cells
        header.rows = rows.map { bytes(block, row: $0) }
        return header
    }

    /// The row with the most known names; at least half of the known names or two of them must be there. A rival is the row
    /// below when it has as many others.
    private static func bestMatch(
        _ block: RecordBlock, limit: Int, known: Set<String>
    ) -> (row: Int, matches: Int, rival: Int?)? {
        guard !known.isEmpty else { return nil }
        var best: (row: Int, matches: Int, rival: Int?)?
        var ofBest: Set<String> = []
        for row in 0..<limit where Int(block.rows[row].cellCount) >= best?.matches ?? 0 {
            var found: Set<String> = []
            for name in FirstRows.names(block, row: row).lazy.map(HeaderName.folded) where known.contains(name) {
                found.insert(name)
            }
            if found.count > best?.matches ?? 0 {
                (best, ofBest) = ((row, found.count, nil), found)
            } else if let current = best, found.count == current.matches, row == current.row + 1, found != ofBest {
                best?.rival = row
            }
        }
        guard let best, best.matches >= 2 || best.matches * 2 >= known.count else { return nil }
        return best
    }

    /// Whether a row looks like names: no values, at least a share of its cells filled.
    private static func looks(_ block: RecordBlock, row: Int, filled share: Double, allDifferent: Bool) -> Bool {
        let span = block.rows[row]
        var seen: Set<String> = []
        var filled = 0
        let folded = FoldedCell()
        for column in 0..<Int(span.cellCount) {
            let cell = block.cellBytes(Int(span.firstCell) + column)
            let name = HeaderName.folded(HeaderName.bare(cell))
            if name.isEmpty { continue }
            filled += 1
            if ValueCell.isValue(cell, folded) { return false }
            if !seen.insert(name).inserted, allDifferent { return false }
        }
        return filled > 0 && Double(filled) >= share * Double(span.cellCount)
    }

    /// Whether a row holds nothing from some column on.
    private static func endsEmpty(_ block: RecordBlock, row: Int, from column: Int) -> Bool {
        let span = block.rows[row]
        guard Int(span.cellCount) > column else { return false }
        return (column..<Int(span.cellCount)).allSatisfy { block.cells[Int(span.firstCell) + $0].length == 0 }
    }
}
