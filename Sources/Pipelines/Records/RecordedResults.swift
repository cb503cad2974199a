// What `results.json` says of the numbers of a finished run, read back.

import Diagnostics
import Documents
import Foundation
import Stages
import Tabular

/// The results of a finished run.
struct RecordedResults: Sendable, Decodable {
    struct Metric: Sendable, Decodable {
        var key: String
        var definition: String
        var title: RecordedWording
        var unit: String
        var formula: RecordedWording
        var table: String?
        var attribution: String?
        var interval: String?
        var caution: RecordedWording?
    }

    struct Segment: Sendable, Decodable {
        var key: String
        var title: RecordedWording
        var convention: RecordedWording?
    }

    /// What judging found of all cells.
    struct Findings: Sendable, Decodable {
        var tested: Int
        var level: Double
        var list: [Finding]
    }

    /// A cell that deviates from what was expected of it by more than chance.
    struct Finding: Sendable, Decodable {
        struct Bounds: Sendable, Decodable {
            var start: String?
            var end: String?
        }

        var metric: String
        var period: Bounds
        var segment: [String: String?]
        var against: String
        var expected: Double?
        var low: Double?
        var high: Double?
        var gap: Double?
        var test: String
        var p: Double?
        var adjusted: Double?
        var verdict: String

        private enum CodingKeys: String, CodingKey {
            case metric, period, segment, against, expected, gap, test, p, verdict
            case low = "expected_low"
            case high = "expected_high"
            case adjusted = "adjusted_p"
        }

        func isOf(_ cell: RecordedCell) -> Bool {
            metric == cell.metric && period.start == cell.start && period.end == cell.end && segment == cell.labels
        }
    }

    var format: String
    var asOf: Int64
    var metrics: [Metric]
    var segments: [Segment]
    var rowsWithoutTime: [String: Int]
    var cells: [RecordedCell]
    /// Nil where nothing was judged.
    var findings: Findings?

    private enum CodingKeys: String, CodingKey {
        case format, metrics, segments, cells, findings
        case asOf = "as_of_ms"
        case rowsWithoutTime = "rows_without_time"
    }
}

/// A cell of the results, read back.
struct RecordedCell: Sendable, Decodable {
    struct Target: Sendable, Decodable, Equatable {
        var bound: String
        var value: RecordedNumber?
    }

    struct Comparison: Sendable, Decodable {
        var base: String
        var start: String?
        var end: String?
        var baseValue: RecordedNumber?
        var difference: RecordedNumber?
        var low: RecordedNumber?
        var high: RecordedNumber?
        var verdict: String

        private enum CodingKeys: String, CodingKey {
            case base, difference, low, high, verdict
            case start = "period_start"
            case end = "period_end"
            case baseValue = "base_value"
        }
    }

    /// What tells a cell from all others.
    struct Place: Sendable, Hashable {
        var metric: String
        var grain: String?
        var start: String?
        var end: String?
        var segment: String
    }

    var metric: String
    var grain: String?
    var start: String?
    var end: String?
    var isPartial: Bool
    /// By segment the key of a label; nil where it has none.
    var labels: [String: String?]
    var value: RecordedNumber?
    var numerator: RecordedNumber?
    var denominator: RecordedNumber?
    var n: Int?
    var low: RecordedNumber?
    var high: RecordedNumber?
    var target: Target?
    var status: String
    var comparisons: [Comparison]

    private enum CodingKeys: String, CodingKey {
        case metric, grain, value, numerator, denominator, n, low, high, target, status, comparisons
        case start = "period_start"
        case end = "period_end"
        case isPartial = "partial"
        case labels = "segment"
    }

    var isHidden: Bool { status == CellStatus.hidden.rawValue }

    /// The name of its period, as `--period` takes it where it is one of the calendar.
    ///
    /// - Parameter calendars: those that may be meant, which is first.
    func periodName(in calendars: [FiscalCalendar]) -> String {
        guard let start, let end, let first = CivilDate(isoText: start[...])?.dayNumber,
            let last = CivilDate(isoText: end[...])?.dayNumber
        else { return Period.allTime.name }
        let period = Period(grain: nil, start: first, end: last)
        for grain in Grain.allCases {
            for fiscal in calendars {
                let whole = Period(grain, containing: first, fiscal: fiscal)
                if whole.start == first, whole.end == last { return whole.name }
            }
        }
        return period.name
    }

    /// As `results.csv` writes its labels, segments in the order given.
    func segmentText(_ order: [String]) -> String {
        order.compactMap { key in labels[key].map { SegmentText.pair(key, ($0 ?? nil) ?? "") } }
            .joined(separator: "; ")
    }

    func place(_ order: [String]) -> Place {
        Place(metric: metric, grain: grain, start: start, end: end, segment: segmentText(order))
    }
}

/// A number as it was written.
struct RecordedNumber: Sendable, Decodable, Hashable {
    /// As it was written, as far as its digits count.
    let text: String
    let value: Double

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = try container.decode(Double.self)
        // Exact decimals keep digits that a floating-point number has no room for.
        text =
            value.magnitude < 1e21 && (value == 0 || value.magnitude > 1e-21)
            ? (try? container.decode(Decimal.self))?.description ?? "\(value)" : "\(value)"
    }
}
