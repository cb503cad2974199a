// One cell of the results as a line of `results.json`, written straight into the bytes of the file.

import Stages
import Tabular

/// Writes cells as JSON objects on one line.
///
/// What a cell shares with its neighbours or takes from a list of labels is escaped once and then copied: 57,000 rows, 27 MB,
/// take 12 ms beside their numbers; a tree of values took 1.3 s to make and write.
struct ResultsJSONRow: Sendable {
    private let results: MetricResults
    private let metrics: [String: MetricDescription]
    private var labels: LabelTexts

    // What holds for the run of cells that the last one belongs to.
    private var head: [UInt8] = []
    private var unit: [UInt8] = []
    private var divisions: [LabelTexts.Division] = []

    init(_ results: MetricResults) {
        self.results = results
        metrics = Dictionary(results.metrics.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        labels = LabelTexts(results.segments) { segment, label in
            var text: [UInt8] = []
            text.append(quoted: segment)
            text.append(literal: ": ")
            text.append(optional: label?.key)
            return text
        }
    }

    /// - Parameter position: where the cell stands in the results.
    func append(
        _ cell: UnsafePointer<MetricCell>, _ numbers: NumberTexts, at position: Int, to text: inout RowCursor
    ) {
        text.append(head)
        for index in divisions.indices {
            if index > 0 { text.append(literal: ", ") }
            text.append(labels.bytes, labels.place(index, of: divisions, cell).range)
        }
        text.append(literal: "}, \"value\": ")
        text.append(.value, of: numbers)
        text.append(literal: ", \"numerator\": ")
        text.append(.numerator, of: numbers)
        text.append(literal: ", \"denominator\": ")
        text.append(.denominator, of: numbers)
        text.append(literal: ", \"n\": ")
        text.append(.n, of: numbers)
        text.append(literal: ", \"low\": ")
        text.append(.low, of: numbers)
        text.append(literal: ", \"high\": ")
        text.append(.high, of: numbers)
        text.append(unit)
        if let target = cell.pointee.target {
            text.append(Self.bytes(of: target))
        } else {
            text.append(literal: "null")
        }
        text.append(literal: ", \"status\": \"")
        text.append(text: cell.pointee.status.rawValue)
        text.append(literal: "\", \"comparisons\": [")
        if !results.comparisons.isEmpty, let comparisons = results.comparisons[position] {
            text.append(Self.bytes(of: comparisons))
        }
        text.append(literal: "]}")
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

    private static func bytes(of comparisons: [Comparison]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, comparison) in comparisons.enumerated() {
            if index > 0 { bytes.append(literal: ", ") }
            append(comparison, to: &bytes)
        }
        return bytes
    }

    /// Makes what the cells of a run have in common; ``append`` takes only such cells until the next.
    mutating func begin(_ run: CellRun) {
        divisions = labels.divisions(of: run.breakdown)
        let metric = metrics[run.metric]
        head = []
        head.append(literal: "{\"metric\": ")
        head.append(quoted: run.metric)
        head.append(literal: ", \"definition\": ")
        head.append(optional: metric?.definition)
        head.append(literal: ", \"grain\": ")
        head.append(quoted: ResultsTable.grain(of: run, in: results))
        head.append(literal: ", ")
        Self.append(bounds: run.period, to: &head)
        head.append(literal: ", \"partial\": ")
        head.append(flag: run.period.isCut || results.partialPeriods.contains(run.period))
        head.append(literal: ", \"segment\": {")
        unit = []
        unit.append(literal: ", \"unit\": ")
        unit.append(optional: metric?.unit.text)
        unit.append(literal: ", \"target\": ")
    }

    private static func append(_ comparison: Comparison, to bytes: inout [UInt8]) {
        bytes.append(literal: "{\"base\": ")
        bytes.append(quoted: comparison.base.rawValue)
        bytes.append(literal: ", ")
        append(bounds: comparison.basePeriod, to: &bytes)
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

    private static func append(bounds period: Period, to bytes: inout [UInt8]) {
        bytes.append(literal: "\"period_start\": ")
        bytes.append(optional: period.start == nil ? nil : period.startText)
        bytes.append(literal: ", \"period_end\": ")
        bytes.append(optional: period.end == nil ? nil : period.endText)
    }

    /// As the pipeline file would write it: `within-noise`.
    private static func name(of verdict: Comparison.Verdict) -> String {
        switch verdict {
        case .better: "better"
        case .worse: "worse"
        case .changed: "changed"
        case .withinNoise: "within-noise"
        case .unjudged: "unjudged"
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

extension RowCursor {
    @inline(__always)
    fileprivate mutating func append(_ field: NumberTexts.Field, of numbers: borrowing NumberTexts) {
        let place = numbers.place(of: field)
        if place.isEmpty { append(literal: "null") } else { append(numbers.text, place) }
    }
}
