// Numbers the places of the results: a breakdown, a period and labels, the same for all metrics.

import Stages
import Tabular

/// Which cells of different metrics stand at the same place.
struct CellPlaces {
    /// By cell of the results.
    private(set) var placeOfCell: [Int32] = []
    /// By cell of the results, a position in its metrics; -1 for a metric that is not described.
    private(set) var metricOfCell: [Int32] = []
    /// By place.
    private(set) var breakdown: [Int32] = []
    private(set) var start: [Int] = []
    private(set) var end: [Int] = []
    private(set) var labels: [[Int]] = []
    /// By place, a number that is the same for the same place and hardly ever for another.
    private(set) var marks: [UInt64] = []
    private(set) var breakdowns: [Breakdown]
    /// The days that breakdowns by periods cover: those of the report, and those that it is compared with.
    let covered: [Range<Int>]

    var count: Int { marks.count }

    /// - Complexity: O(cells).
    init(_ results: MetricResults) {
        breakdowns = results.breakdowns
        covered = Set([results.period] + results.comparedPeriods.values).map { period in
            (period.start ?? Int.min)..<max(period.start ?? Int.min, period.end ?? Int.max)
        }.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        var positions = Dictionary(
            breakdowns.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let metrics = Dictionary(
            results.metrics.enumerated().map { ($0.element.key, Int32($0.offset)) },
            uniquingKeysWith: { first, _ in first })
        var places: [UInt64: Int32] = [:]
        var run: CellRun?
        var (metric, breakdown) = (Int32(-1), 0)
        placeOfCell.reserveCapacity(results.cells.count)
        metricOfCell.reserveCapacity(results.cells.count)
        let cells = results.cells
        // By position: a cell is some two hundred bytes and many references, which are not worth a copy.
        for index in cells.indices {
            if run.map({ $0.metric == cells[index].metric && $0.breakdown == cells[index].breakdown }) != true {
                let cell = cells[index]
                run = CellRun(cell)
                metric = metrics[cell.metric] ?? -1
                breakdown = positions[cell.breakdown] ?? breakdowns.count
                if breakdown == breakdowns.count {
                    positions[cell.breakdown] = breakdown
                    breakdowns.append(cell.breakdown)
                }
            }
            let (start, end) = (cells[index].period.start ?? Int.min, cells[index].period.end ?? Int.max)
            var mark = Self.mixed(UInt64(breakdown), UInt64(bitPattern: Int64(start)))
            mark = Self.mixed(mark, UInt64(bitPattern: Int64(end)))
            for label in cells[index].labels { mark = Self.mixed(mark, UInt64(bitPattern: Int64(label))) }
            // Metrics of one breakdown have the same places in the same order.
            let next = Int(placeOfCell.last ?? -1) + 1
            let place =
                next < marks.count && marks[next] == mark ? Int32(next) : places[mark] ?? Int32(marks.count)
            if place == marks.count {
                places[mark] = place
                marks.append(mark)
                self.breakdown.append(Int32(breakdown))
                self.start.append(start)
                self.end.append(end)
                labels.append(cells[index].labels)
            }
            placeOfCell.append(place)
            metricOfCell.append(metric)
        }
    }

    /// By breakdown, its places, ascending.
    var byBreakdown: [[Int32]] {
        var places = [[Int32]](repeating: [], count: breakdowns.count)
        for place in 0..<count { places[Int(breakdown[place])].append(Int32(place)) }
        return places
    }

    /// A number for the labels of a place at some positions in the segments of its breakdown.
    func labelKey(_ place: Int32, at positions: [Int]) -> UInt64 {
        var key: UInt64 = 0
        for position in positions where position < labels[Int(place)].count {
            key = Self.mixed(key, UInt64(bitPattern: Int64(labels[Int(place)][position])))
        }
        return key
    }

    /// A number for a day and what another number says.
    static func mixed(_ key: UInt64, day: Int) -> UInt64 { mixed(key, UInt64(bitPattern: Int64(day))) }

    /// Two numbers as one, whose bits depend on all of theirs.
    static func mixed(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var mixed = (first ^ 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9
        mixed ^= mixed >> 29
        mixed = (mixed &+ second) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
