// `results.json`: every cell of the results as one object on a line of its own.

import Documents
import Stages
import Tabular

/// Cells as JSON objects.
///
///     {"metric": "csat_top2", …, "segment": {"region": "华东"}, "value": 0.83, …, "status": "missed", "comparisons": []}
enum CellObject: CellForm {
    static let fields = CellField.all
    static let takesNumbersTogether = false

    static func begin(_ field: CellField, isFirst: Bool, in bytes: inout [UInt8]) {
        bytes.append(literal: isFirst ? "{" : ", ")
        bytes.append(quoted: field.name)
        bytes.append(literal: ": ")
    }

    static func append(_ value: SharedField.Value, to bytes: inout [UInt8]) {
        switch value {
        case .word(let text), .name(let text): bytes.append(optional: text)
        case .flag(let flag): bytes.append(flag: flag)
        }
    }

    static func end(in bytes: inout [UInt8]) { bytes.append(literal: "}") }

    static func label(_ segment: String, _ label: SegmentLabel?) -> [UInt8] {
        var text: [UInt8] = []
        text.append(quoted: segment)
        text.append(literal: ": ")
        text.append(optional: label?.key)
        return text
    }

    @inline(__always)
    static func append(
        labels: LabelTexts, _ segments: [LabelTexts.SegmentTexts], of cell: UnsafePointer<MetricCell>,
        to text: inout RowCursor
    ) {
        text.append(literal: "{")
        for index in segments.indices {
            if index > 0 { text.append(literal: ", ") }
            text.append(labels.bytes, labels.place(index, of: segments, cell).range)
        }
        text.append(literal: "}")
    }

    @inline(__always)
    static func append(_ number: NumberTexts.Field, of numbers: borrowing NumberTexts, to text: inout RowCursor) {
        let place = numbers.place(of: number)
        if place.isEmpty { text.append(literal: "null") } else { text.append(numbers.text, place) }
    }

    @inline(__always)
    static func append(_ target: Target?, to text: inout RowCursor) {
        if let target { text.append(bytes(of: target)) } else { text.append(literal: "null") }
    }

    private static func bytes(of target: Target) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(literal: "{\"bound\": ")
        bytes.append(quoted: target.bound.rawValue)
        bytes.append(literal: ", \"value\": ")
        bytes.append(optional: target.value)
        bytes.append(literal: "}")
        return bytes
    }

    @inline(__always)
    static func append(_ status: CellStatus, to text: inout RowCursor) {
        text.append(literal: "\"")
        text.append(text: status.rawValue)
        text.append(literal: "\"")
    }

    @inline(__always)
    static func append(_ comparisons: [Comparison], to text: inout RowCursor) {
        if comparisons.isEmpty { text.append(literal: "[]") } else { text.append(bytes(of: comparisons)) }
    }

    private static func bytes(of comparisons: [Comparison]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(literal: "[")
        for (index, comparison) in comparisons.enumerated() {
            if index > 0 { bytes.append(literal: ", ") }
            append(comparison, to: &bytes)
        }
        bytes.append(literal: "]")
        return bytes
    }

    private static func append(_ comparison: Comparison, to bytes: inout [UInt8]) {
        bytes.append(literal: "{\"base\": ")
        bytes.append(quoted: comparison.base.rawValue)
        let period = comparison.basePeriod
        bytes.append(literal: ", \"period_start\": ")
        bytes.append(optional: period.start == nil ? nil : period.startText)
        bytes.append(literal: ", \"period_end\": ")
        bytes.append(optional: period.end == nil ? nil : period.endText)
        bytes.append(literal: ", \"base_value\": ")
        bytes.append(optional: comparison.baseValue)
        bytes.append(literal: ", \"difference\": ")
        bytes.append(optional: comparison.difference)
        bytes.append(literal: ", \"low\": ")
        bytes.append(optional: comparison.low)
        bytes.append(literal: ", \"high\": ")
        bytes.append(optional: comparison.high)
        bytes.append(literal: ", \"relative\": ")
        bytes.append(optional: comparison.relative)
        bytes.append(literal: ", \"verdict\": ")
        bytes.append(quoted: name(of: comparison.verdict))
        bytes.append(literal: "}")
    }

    /// As the pipeline file would write it: `within-noise`.
    private static func name(of verdict: Comparison.Verdict) -> String {
        switch verdict {
        case .better: "better"
        case .worse: "worse"
        case .changed: "changed"
        case .withinNoise: "within-noise"
        case .unjudged: "unjudged"
        case .untested: "untested"
        case .notComparable: "not-comparable"
        case .new: "new"
        case .gone: "gone"
        }
    }
}

/// What may be missing, in JSON.
extension [UInt8] {
    fileprivate mutating func append(optional text: String?) {
        if let text { append(quoted: text) } else { append(literal: "null") }
    }

    fileprivate mutating func append(optional number: Double?) {
        if let number, number.isFinite { append(real: number) } else { append(literal: "null") }
    }

    fileprivate mutating func append(optional number: MetricValue?) {
        if let number, number.isFinite { append(number: number) } else { append(literal: "null") }
    }
}
