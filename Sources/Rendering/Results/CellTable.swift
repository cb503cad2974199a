// `results.csv`: every cell of the results as one tidy row.

import Documents
import Stages
import Tabular

/// Cells as rows of CSV.
///
///     csat_top2,month,2026-07-01,2026-08-01,region=华东; tier=A,0.83,83,100,100,0.744,0.891,fraction,>=0.9,missed
enum CellTable: CellForm {
    static let fields = CellField.inTable
    static let takesNumbersTogether = true

    /// The first row, as the file begins with it.
    static func header(startsWithByteOrderMark: Bool) -> [UInt8] {
        var table = CommaSeparatedText(startsWithByteOrderMark: startsWithByteOrderMark)
        table.appendRow(fields.map(\.name))
        return table.bytes
    }

    static func begin(_ field: CellField, isFirst: Bool, in bytes: inout [UInt8]) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
    }

    static func append(_ value: SharedField.Value, to bytes: inout [UInt8]) {
        var cell = CommaSeparatedText()
        switch value {
        case .word(let word): cell.append(word ?? "")
        case .name(let name): cell.append(data: name ?? "")
        case .flag(let flag): cell.append(flag ? "true" : "false")
        }
        bytes += cell.bytes
    }

    static func end(in bytes: inout [UInt8]) { bytes.append(UInt8(ascii: "\n")) }

    /// `region=华东` with its quotation marks doubled.
    static func label(_ segment: String, _ label: SegmentLabel?) -> [UInt8] {
        CommaSeparatedText.doublingQuotes(in: label.map { SegmentText.pair(segment, $0.key) } ?? "\(segment)=")
    }

    /// `region=华东; tier=A`, as ``SegmentText`` has it; nothing for the total.
    @inline(__always)
    static func append(
        labels: LabelTexts, _ segments: [LabelTexts.SegmentTexts], of cell: UnsafePointer<MetricCell>,
        to text: inout RowCursor
    ) {
        var needsQuotes = false
        for index in segments.indices where labels.place(index, of: segments, cell).needsQuotes { needsQuotes = true }
        if needsQuotes { text.append(literal: "\"") }
        for index in segments.indices {
            let place = labels.place(index, of: segments, cell).range
            if index > 0 { text.append(literal: "; ") }
            text.append(labels.bytes, place)
        }
        if needsQuotes { text.append(literal: "\"") }
    }

    @inline(__always)
    static func append(_ number: NumberTexts.Field, of numbers: borrowing NumberTexts, to text: inout RowCursor) {
        text.append(numbers.text, numbers.place(of: number))
    }

    @inline(__always)
    static func append(_ target: Target?, to text: inout RowCursor) {
        if let target { text.append(bytes(of: target)) }
    }

    private static func bytes(of target: Target) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(literal: target.bound == .atLeast ? ">=" : "<=")
        if target.value.isFinite { bytes.append(real: target.value) }
        return bytes
    }

    @inline(__always)
    static func append(_ status: CellStatus, to text: inout RowCursor) { text.append(text: status.rawValue) }

    /// A table has no room for them.
    @inline(__always)
    static func append(_ comparisons: [Comparison], to text: inout RowCursor) {}
}
