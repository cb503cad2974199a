// The rows set aside in a run: their kinds told once, their texts kept as bytes.

import Diagnostics

/// What rejected rows have in common: all but the place and the text.
package struct RejectKind: Sendable, Hashable {
    /// The index of the file in the run's list of input files.
    package var file: Int
    /// The column at fault, by name; nil when the whole row is.
    package var column: String?
    package var stage: StageName
    /// The rule that rejected the row, as the user writes it; `read` for ingestion.
    package var rule: String
    /// The reason, or its beginning when it ends with data.
    package var reason: Wording
    /// Whether the reason ends with data of the row, between double quotes after a blank.
    package var quotesData: Bool

    package init(
        file: Int, column: String?, stage: StageName, rule: String, reason: Wording, quotesData: Bool = false
    ) {
        self.file = file
        self.column = column
        self.stage = stage
        self.rule = rule
        self.reason = reason
        self.quotesData = quotesData
    }

    /// The reason of a row.
    package func reason(quoting data: String) -> Wording {
        guard quotesData else { return reason }
        return Wording(en: "\(reason.english) \(quoted: data)", zh: "\(reason.chinese) \(quoted: data)")
    }
}

/// The rows that were set aside, in order.
///
/// A table of millions of rows may leave hundreds of thousands behind. What they share is kept once, their texts are bytes in
/// a few large arrays: a row costs its text and 32 bytes. Blocks that were read side by side are joined without
/// moving a text.
///
/// - Complexity: a row by its number takes the logarithm of the number of joined parts; `forEach` takes none of that.
package struct RejectedRows: Sendable {
    private struct Entry {
        var kind: UInt32
        /// Bytes of data that the reason quotes; they stand before the row's own text.
        var quotedLength: UInt32
        var line: Int
        var byte: Int
        /// Where its texts end in the part.
        var textEnd: Int
    }

    private struct Part {
        var entries: [Entry] = []
        var text: [UInt8] = []
        /// The number of its first row.
        var first = 0

        func textStart(_ index: Int) -> Int { index > 0 ? entries[index - 1].textEnd : 0 }
    }

    /// The distinct kinds of the rows.
    package private(set) var kinds: [RejectKind] = []
    private var numbers: [RejectKind: Int] = [:]
    private var parts: [Part] = []
    package private(set) var count = 0

    package init() {}

    package init(_ rows: some Sequence<RejectedRow>) {
        for row in rows { append(row) }
    }

    package var isEmpty: Bool { count == 0 }

    // MARK: Adding

    /// Makes room for rows and the bytes of their texts.
    package mutating func reserve(rows: Int, bytes: Int) {
        if parts.isEmpty { parts.append(Part()) }
        parts[parts.count - 1].entries.reserveCapacity(rows)
        parts[parts.count - 1].text.reserveCapacity(bytes)
    }

    /// The number of a kind, for `append`.
    package mutating func number(of kind: RejectKind) -> Int {
        if let number = numbers[kind] { return number }
        numbers[kind] = kinds.count
        kinds.append(kind)
        return kinds.count - 1
    }

    /// Appends a row.
    ///
    /// - Parameter kind: its number.
    /// - Parameter quoted: the data that the reason quotes, if the kind does so.
    package mutating func append(
        kind: Int, line: Int, byte: Int, quoted: UnsafeBufferPointer<UInt8>, raw: UnsafeBufferPointer<UInt8>
    ) {
        if parts.isEmpty { parts.append(Part()) }
        let part = parts.count - 1
        parts[part].text.append(contentsOf: quoted)
        parts[part].text.append(contentsOf: raw)
        parts[part].entries.append(
            Entry(
                kind: UInt32(truncatingIfNeeded: kind), quotedLength: UInt32(truncatingIfNeeded: quoted.count),
                line: line, byte: byte, textEnd: parts[part].text.count))
        count += 1
    }

    /// One more row, behind the others.
    package mutating func append(_ row: RejectedRow) {
        let number = number(
            of: RejectKind(file: row.file, column: row.column, stage: row.stage, rule: row.rule, reason: row.reason))
        var raw = row.raw
        raw.withUTF8 {
            append(
                kind: number, line: row.line, byte: row.byte, quoted: UnsafeBufferPointer(rebasing: $0[..<0]), raw: $0)
        }
    }

    /// Those of another list, behind the others.
    package mutating func append(contentsOf other: RejectedRows) {
        guard !other.isEmpty else { return }
        let renumbered = other.kinds.map { UInt32(truncatingIfNeeded: number(of: $0)) }
        let isSame = renumbered.enumerated().allSatisfy { $0 == Int($1) }
        for var part in other.parts where !part.entries.isEmpty {
            if !isSame {
                for index in part.entries.indices {
                    part.entries[index].kind = renumbered[Int(part.entries[index].kind)]
                }
            }
            part.first = count
            parts.append(part)
            count += part.entries.count
        }
    }

    /// The same rows, so many lines further down in their files.
    package mutating func moveDown(by lines: Int) {
        for part in parts.indices {
            for index in parts[part].entries.indices { parts[part].entries[index].line += lines }
        }
    }

    package static func += (left: inout RejectedRows, right: RejectedRows) { left.append(contentsOf: right) }

    // MARK: Reading

    /// A row as bytes; valid while `forEach` looks at it.
    package struct Bytes {
        /// The number of its kind.
        package var kind: Int
        package var line: Int
        package var byte: Int
        package var quoted: UnsafeBufferPointer<UInt8>
        package var raw: UnsafeBufferPointer<UInt8>
    }

    /// Hands out all rows in order.
    package func forEach(_ body: (Bytes) -> Void) {
        for part in parts {
            part.text.withUnsafeBufferPointer { text in
                var start = 0
                for entry in part.entries {
                    let rawStart = start + Int(entry.quotedLength)
                    body(
                        Bytes(
                            kind: Int(entry.kind), line: entry.line, byte: entry.byte,
                            quoted: UnsafeBufferPointer(rebasing: text[start..<rawStart]),
                            raw: UnsafeBufferPointer(rebasing: text[rawStart..<entry.textEnd])))
                    start = entry.textEnd
                }
            }
        }
    }

    /// Bytes of all texts.
    package var textCount: Int { parts.reduce(0) { $0 + $1.text.count } }

    /// The same rows by file, line and byte; equal places stay in order.
    package func inOrderOfPlaces() -> RejectedRows {
        var places: [(part: Int, index: Int)] = []
        places.reserveCapacity(count)
        for part in parts.indices {
            for index in parts[part].entries.indices { places.append((part, index)) }
        }
        func key(_ place: (part: Int, index: Int)) -> (Int, Int, Int, Int, Int) {
            let entry = parts[place.part].entries[place.index]
            return (kinds[Int(entry.kind)].file, entry.line, entry.byte, place.part, place.index)
        }
        if zip(places, places.dropFirst()).allSatisfy({ key($0) < key($1) }) { return self }
        places.sort { key($0) < key($1) }
        var sorted = RejectedRows()
        sorted.kinds = kinds
        sorted.numbers = numbers
        sorted.reserve(rows: count, bytes: textCount)
        for place in places {
            let part = parts[place.part]
            let entry = part.entries[place.index]
            let start = part.textStart(place.index)
            part.text.withUnsafeBufferPointer { text in
                let rawStart = start + Int(entry.quotedLength)
                sorted.append(
                    kind: Int(entry.kind), line: entry.line, byte: entry.byte,
                    quoted: UnsafeBufferPointer(rebasing: text[start..<rawStart]),
                    raw: UnsafeBufferPointer(rebasing: text[rawStart..<entry.textEnd]))
            }
        }
        return sorted
    }
}

extension RejectedRows: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { count }

    /// A row with its texts.
    package subscript(position: Int) -> RejectedRow {
        var (low, high) = (0, parts.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if parts[middle].first <= position { low = middle } else { high = middle - 1 }
        }
        let part = parts[low]
        let entry = part.entries[position - part.first]
        let start = part.textStart(position - part.first)
        let rawStart = start + Int(entry.quotedLength)
        let kind = kinds[Int(entry.kind)]
        return RejectedRow(
            file: kind.file, line: entry.line, byte: entry.byte, column: kind.column, stage: kind.stage,
            rule: kind.rule,
            reason: kind.reason(quoting: String(decoding: part.text[start..<rawStart], as: UTF8.self)),
            raw: String(decoding: part.text[rawStart..<entry.textEnd], as: UTF8.self))
    }
}

extension RejectedRows: Equatable {
    /// Whether they are the same rows in the same order, however they were put together.
    package static func == (left: RejectedRows, right: RejectedRows) -> Bool { left.elementsEqual(right) }
}

extension RejectedRows: ExpressibleByArrayLiteral {
    package init(arrayLiteral rows: RejectedRow...) { self.init(rows) }
}
