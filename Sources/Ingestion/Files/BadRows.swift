// Sets the bad rows of a block aside, each with its reason and place, and keeps the books on bad cells that become missing.
import Diagnostics
import Stages
import Tabular

extension ChunkMaker {
    /// The rows that are rejected whatever their cells are.
    func badRows(_ block: RecordBlock, _ outcome: inout BlockOutcome) -> [BadCell] {
        var bad = selected.ragged.map {
            BadCell(row: $0, place: -1, cause: .width(Int(block.rows[$0].cellCount)))
        }
        let merged = selected.damaged.isEmpty ? [] : Set(block.mergedRows.map(\.row))
        for row in selected.damaged {
            let breaks = merged.contains(row) ? innerLineEnds(block, row) : 0
            outcome.mergedLineCount += breaks
            outcome.damagedCount += 1 + breaks
            bad.append(BadCell(row: row, place: -1, cause: .damaged(lines: breaks + 1)))
        }
        for row in selected.headers { bad.append(BadCell(row: row, place: -1, cause: .header)) }
        outcome.mergedRowCount = selected.merged.count
        for stray in selected.merged {
            let breaks = innerLineEnds(block, stray.row)
            outcome.mergedLineCount += breaks
            bad.append(BadCell(row: stray.row, place: -1, cause: .merged(lines: breaks + 1), stray: stray))
        }
        return bad
    }

    private func innerLineEnds(_ block: RecordBlock, _ row: Int) -> Int {
        let start = Int(block.rows[row].start)
        return block.lineEnds(from: start, to: start + Int(block.rows[row].length))
    }

    func note(
        _ cause: BadCell.Cause, _ block: RecordBlock, row: Int, place: Int, _ bad: inout [BadCell],
        _ outcome: inout BlockOutcome
    ) {
        var cause = cause
        if case .cell(let column) = cause, columns[column].type == .decimal,
            isNumber(block.text(row: row, column: place))
        {
            cause = .longDecimal(column)
        }
        if case .cell(let column) = cause, columns[column].type == .integer,
            isLongWhole(block.text(row: row, column: place))
        {
            cause = .longInteger(column)
        }
        guard let column = cause.column, columns[column].bad == .missing else {
            bad.append(BadCell(row: row, place: place, cause: cause))
            return
        }
        if selected.headers.contains(row) { return }
        outcome.badCellCount += 1
        guard outcome.badCellProblems.count < ChunkMaker.problemLimit else { return }
        let reason = kind(of: cause).reason(
            quoting: columns[column].isPersonal
                ? "…" : IngestionDiagnostics.shortened(block.text(row: row, column: place)))
        let location = location(block, row: row, column: place)
        outcome.badCellProblems.append(
            IngestionDiagnostics.badCellMissing(
                reason, at: location, otherMark: otherMark(doubtsMark(cause, block, row: row, place: place))))
    }

    /// Whether a bad cell of a number is one under the other convention for decimals.
    private func doubtsMark(_ cause: BadCell.Cause, _ block: RecordBlock, row: Int, place: Int) -> Bool {
        guard case .cell(let column) = cause, [.integer, .decimal, .real, .duration].contains(columns[column].type)
        else {
            return false
        }
        return DecimalMarkDoubt.isIn(
            block.cellBytes(row: row, column: place), FoldedCell(), decimalComma: conventions.decimalComma)
    }

    private func otherMark(_ isInDoubt: Bool) -> String? {
        isInDoubt ? IngestionDiagnostics.otherMark(decimalComma: conventions.decimalComma) : nil
    }

    /// Whether a cell is a number as a decimal is written: one with an exponent is none.
    private func isNumber(_ text: String) -> Bool {
        if text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) { return false }
        var text = text
        let folded = FoldedCell()
        return text.withUTF8 { bytes in
            folded.fold(bytes).map { RealParser.parse($0, decimalComma: conventions.decimalComma) != nil } ?? false
        }
    }

    /// Whether a cell is a whole number that is only too large.
    private func isLongWhole(_ text: String) -> Bool {
        var text = text
        let folded = FoldedCell()
        return text.withUTF8 { bytes in
            guard
                let number = folded.fold(bytes).flatMap({
                    PlainNumber.read($0, decimalComma: conventions.decimalComma)
                })
            else { return false }
            return number.whole == nil && number.fractionIsZero && !number.hasExponent
        }
    }

    /// What is wrong with every bad cell or row of one cause; worded once.
    private func kind(of cause: BadCell.Cause) -> RejectKind {
        if let kind = kinds[cause] { return kind }
        let reason: Wording
        switch cause {
        case .merged(let lines): reason = IngestionDiagnostics.mergedRow(lines: lines)
        case .header: reason = IngestionDiagnostics.repeatedHeaderRow
        case .damaged(let lines):
            reason = IngestionDiagnostics.badByte(file.recognised.encoding.encoding, lines: lines)
        case .width(let found): reason = IngestionDiagnostics.raggedRow(expected: shape.width, found: found)
        case .cell(let column): reason = IngestionDiagnostics.badCell(columns[column])
        case .longDecimal(let column): reason = IngestionDiagnostics.longDecimal(column: columns[column].name)
        case .longInteger(let column): reason = IngestionDiagnostics.longInteger(column: columns[column].name)
        case .timeOfDay(let column): reason = IngestionDiagnostics.badTime(column: columns[column].name)
        }
        let kind = RejectKind(
            file: fileIndex, column: cause.column.map { columns[$0].name }, stage: .ingest, rule: "read",
            reason: reason,
            quotesData: cause.quotesData)
        kinds[cause] = kind
        return kind
    }

    /// Sets rows aside: the first bad cell of a row, in the order of its cells, gives the reason.
    func reject(_ bad: [BadCell], _ block: RecordBlock, _ outcome: inout BlockOutcome) {
        guard !bad.isEmpty else { return }
        let sorted = bad.sorted(by: BadCell.precedes)
        let bytes = sorted.reduce(0) { $0 + Int(block.rows[$1.row].length) + ChunkMaker.quotedLimit }
        outcome.rejects.reserve(rows: sorted.count, bytes: bytes)
        var isRejected = [Bool](repeating: false, count: block.rowCount)
        // A block seldom has more than a few kinds of bad cells, and those of a column are mostly of one.
        var numbers: [BadCell.Cause: Int] = [:]
        for cell in sorted where !isRejected[cell.row] {
            isRejected[cell.row] = true
            setAside(cell, block, &numbers, &outcome)
            if outcome.problems.count < ChunkMaker.problemLimit {
                let location =
                    block.badByte(ofRow: cell.row).map { self.location(block, row: cell.row, $0) }
                    ?? cell.stray.map { self.location(block, ofStray: $0) }
                    ?? self.location(block, row: cell.row, column: cell.place < 0 ? nil : cell.place)
                let isPersonal = cell.cause.column.map { columns[$0].isPersonal } ?? false
                outcome.problems.append(
                    RejectedSpot(
                        reject: outcome.rejects.count - 1, location: location, isPersonal: isPersonal,
                        doubtsMark: doubtsMark(cell.cause, block, row: cell.row, place: cell.place)))
            }
        }
        let isKept = selected.rows.map { !isRejected[Int($0)] }
        outcome.chunk = outcome.chunk.filtered(isKept).packed()
        for column in outcome.texts.indices { outcome.texts[column].keep(rows: isKept) }
    }

    /// Enters a row in the block's list; `numbers` knows the kinds of the columns seen so far.
    private func setAside(
        _ cell: BadCell, _ block: RecordBlock, _ numbers: inout [BadCell.Cause: Int], _ outcome: inout BlockOutcome
    ) {
        let span = block.rows[cell.row]
        let raw = UnsafeBufferPointer(start: block.bytes + Int(span.start), count: Int(span.length))
        let line = block.line(ofRow: cell.row)
        let byte = block.storedOffset(ofRow: cell.row)
        let number = numbers[cell.cause] ?? outcome.rejects.number(of: kind(of: cell.cause))
        numbers[cell.cause] = number
        if let badByte = block.badByte(ofRow: cell.row) {
            var found = badByte.text
            found.withUTF8 { found in
                block.readableText(ofRow: cell.row).withUnsafeBufferPointer {
                    outcome.rejects.append(kind: number, line: line, byte: byte, quoted: found, raw: $0)
                }
            }
            return
        }
        guard cell.cause.column != nil else {
            outcome.rejects.append(
                kind: number, line: line, byte: byte, quoted: UnsafeBufferPointer(rebasing: raw[..<0]), raw: raw)
            return
        }
        let found = block.cellBytes(row: cell.row, column: cell.place)
        if found.count <= ChunkMaker.quotedLimit, found.allSatisfy({ $0 >= 0x20 }) {
            outcome.rejects.append(kind: number, line: line, byte: byte, quoted: found, raw: raw)
        } else {
            var shown = IngestionDiagnostics.shortened(String(decoding: found, as: UTF8.self))
            shown.withUTF8 { outcome.rejects.append(kind: number, line: line, byte: byte, quoted: $0, raw: raw) }
        }
    }

    /// Bytes of data that a reason quotes as they are, when there is no control character among them.
    private static let quotedLimit = 60

    func location(_ block: RecordBlock, ofStray stray: StrayQuote) -> SourceLocation {
        SourceLocation(
            file: file.path, line: block.firstLine + stray.line, column: stray.cell + 1,
            byte: block.storedOffset(of: stray.offset))
    }

    /// The place of a cell: its own line when cells before it hold line ends, its place in the row, its byte in the file.
    private func location(_ block: RecordBlock, row: Int, column: Int?) -> SourceLocation {
        guard let column else {
            return SourceLocation(
                file: file.path, line: block.line(ofRow: row), byte: block.storedOffset(ofRow: row))
        }
        let offset = block.textOffset(row: row, column: column)
        return SourceLocation(
            file: file.path,
            line: block.line(ofRow: row) + block.lineEnds(from: Int(block.rows[row].start), to: offset),
            column: column + 1, byte: block.storedOffset(of: offset))
    }

    /// The place of a byte that is no text.
    private func location(_ block: RecordBlock, row: Int, _ byte: BadByte) -> SourceLocation {
        SourceLocation(
            file: file.path,
            line: block.line(ofRow: row) + block.lineEnds(from: Int(block.rows[row].start), to: byte.offset),
            byte: byte.stored)
    }

    func notes(
        _ built: BuiltColumn, _ block: RecordBlock, _ rows: [UInt32], _ place: Int
    ) -> ColumnNotes {
        func first(_ counted: CountedRows) -> SourceLocation? {
            counted.count > 0 ? location(block, row: Int(rows[counted.first]), column: place) : nil
        }
        return ColumnNotes(
            unknownZones: built.unknownZones.count, skipped: built.skippedTimes.count,
            repeated: built.repeatedTimes.count, firstUnknownZone: first(built.unknownZones),
            firstSkipped: first(built.skippedTimes), firstRepeated: first(built.repeatedTimes),
            marks: built.marks.isEmpty
                ? CellMarks() : built.marks.mapped { location(block, row: Int(rows[$0]), column: place) })
    }
}
