// Random tables whose metrics overlap: windows, stocks, growth and shares of a total beside the counts they are made from.

import Diagnostics
import Stages
import Tabular
import TestSupport

@testable import Rendering

/// Tickets that are opened and closed, what the metrics of a report come to, and of which sums of tickets each tells.
///
/// The unknowns are how many tickets of a region and tier were opened on a day, and how many were closed.
struct OverlappingCells {
    static let keys = ["region", "tier"]
    static let sizes = [3, 2]
    /// A Thursday; the report ends on the Tuesday after, so that it cuts two weeks.
    static let firstDay = SampleResults.day(2026, 9, 10)
    static let days = 6
    /// So many days before it there are tickets too.
    static let before = 6
    static let window = 3
    static let period = Period(grain: nil, start: firstDay, end: firstDay + days)
    static let unknownCount = 2 * sizes.reduce(1, *) * (days + before)

    /// What the cells of a metric tell.
    enum Kind: String, CaseIterable {
        case opened, closed, rolling, todate, backlog, growth, share
    }

    /// By unknown.
    private(set) var tickets = [Int](repeating: 0, count: unknownCount)
    private(set) var breakdowns: [Breakdown]
    let kinds: [Kind]

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let most = Int.random(in: 1...60, using: &random)
        let rare = Double.random(in: 0.1...0.6, using: &random)
        let busy = (0..<Self.sizes.reduce(1, *)).map { _ in random.chance(rare) ? 1 : most }
        for region in 0..<Self.sizes[0] {
            for tier in 0..<Self.sizes[1] {
                var standing = 0
                for day in -Self.before..<Self.days {
                    let opened =
                        random.chance(0.6) ? Int.random(in: 0...busy[region * Self.sizes[1] + tier], using: &random) : 0
                    standing += opened
                    let closed = random.chance(0.6) ? Int.random(in: 0...standing, using: &random) : 0
                    standing -= closed
                    tickets[Self.unknown(region, tier, day, isClosed: false)] = opened
                    tickets[Self.unknown(region, tier, day, isClosed: true)] = closed
                }
            }
        }
        let choices = [
            Breakdown(segments: ["region"]), Breakdown(segments: ["tier"]), Breakdown(segments: ["region", "tier"]),
            Breakdown(grain: .day), Breakdown(grain: .day, segments: ["region"]), Breakdown(grain: .week),
            Breakdown(grain: .day, segments: ["tier"]), Breakdown(grain: .week, segments: ["region"]),
            Breakdown(grain: .week, segments: ["region", "tier"]),
        ]
        breakdowns = [.total] + choices.filter { _ in random.chance(0.5) }
        kinds = Kind.allCases.filter { _ in random.chance(0.7) }
    }

    private static func unknown(_ region: Int, _ tier: Int, _ day: Int, isClosed: Bool) -> Int {
        ((region * sizes[1] + tier) * (days + before) + day + before) * 2 + (isClosed ? 1 : 0)
    }

    static func periods(of breakdown: Breakdown) -> [Period] {
        switch breakdown.grain {
        case .day: (0..<days).map { Period(.day, containing: firstDay + $0) }
        case .week:
            [
                Period(grain: .week, start: firstDay, end: firstDay + 4),
                Period(grain: .week, start: firstDay + 4, end: firstDay + 6),
            ]
        default: [period]
        }
    }

    static func combinations(_ breakdown: Breakdown) -> [[Int]] {
        breakdown.segments.compactMap { keys.firstIndex(of: $0) }.map { sizes[$0] }.reduce([[]]) { lists, size in
            lists.flatMap { list in (0..<size).map { list + [$0] } }
        }
    }

    // MARK: What cells tell

    /// A sum of unknowns, by unknown.
    typealias Sum = [Int]

    /// The tickets of some labels that were opened, or closed, between two days of the report.
    private static func sum(_ labels: [String: Int], _ days: Range<Int>, isClosed: Bool = false) -> Sum {
        var sum = Sum(repeating: 0, count: unknownCount)
        for region in 0..<sizes[0] where labels["region"].map({ $0 == region }) != false {
            for tier in 0..<sizes[1] where labels["tier"].map({ $0 == tier }) != false {
                for day in days.clamped(to: -before..<Self.days) {
                    sum[unknown(region, tier, day, isClosed: isClosed)] = 1
                }
            }
        }
        return sum
    }

    func value(_ sum: Sum) -> Int { zip(sum, tickets).reduce(0) { $0 + $1.0 * $1.1 } }

    /// The sums behind a cell: value first; of growth and shares the part or the difference, then what it is divided by.
    static func sums(_ kind: Kind, _ breakdown: Breakdown, _ period: Period, _ labels: [Int]) -> [Sum] {
        let labels = Dictionary(uniqueKeysWithValues: zip(breakdown.segments, labels))
        let (start, end) = ((period.start ?? 0) - firstDay, (period.end ?? 0) - firstDay)
        let own = sum(labels, start..<end)
        switch kind {
        case .opened: return [own]
        case .closed: return [sum(labels, start..<end, isClosed: true)]
        case .rolling: return [sum(labels, end - window..<end)]
        case .todate: return [sum(labels, -before..<end)]
        case .backlog:
            return [zip(sum(labels, -before..<end), sum(labels, -before..<end, isClosed: true)).map { $0 - $1 }]
        case .growth:
            let base = sum(labels, start - (end - start)..<start)
            return [zip(own, base).map { $0 - $1 }, base]
        case .share:
            return [own, sum(labels.filter { $0.key != "region" }, start..<end)]
        }
    }

    /// Whether growth has a base: weeks are cut.
    private static func isThere(_ kind: Kind, _ breakdown: Breakdown) -> Bool {
        kind != .growth || breakdown.grain != .week
    }

    private func cell(_ kind: Kind, _ breakdown: Breakdown, _ period: Period, _ labels: [Int]) -> MetricCell {
        let numbers = Self.sums(kind, breakdown, period, labels).map(value)
        var cell = MetricCell(metric: kind.rawValue, breakdown: breakdown, period: period, labels: labels)
        guard Self.isThere(kind, breakdown) else { return cell }
        if numbers.count == 1 {
            cell.value = .exact(ExactDecimal(numbers[0]))
            cell.n = numbers[0]
            return cell
        }
        cell.numerator = .exact(ExactDecimal(numbers[0]))
        cell.denominator = .exact(ExactDecimal(numbers[1]))
        if numbers[1] > 0 { cell.value = .real(Double(numbers[0]) / Double(numbers[1])) }
        let now = numbers[0] + numbers[1]
        cell.n = kind == .share ? numbers[1] : now == 0 ? numbers[1] : numbers[1] == 0 ? now : min(now, numbers[1])
        return cell
    }

    /// The rows behind a cell that nobody must know when they are few.
    func rows(_ kind: Kind, _ breakdown: Breakdown, _ period: Period, _ labels: [Int]) -> [Sum] {
        let sums = Self.sums(kind, breakdown, period, labels)
        switch kind {
        case .growth: return Self.isThere(kind, breakdown) ? [zip(sums[0], sums[1]).map { $0 + $1 }, sums[1]] : []
        case .share: return [sums[0]]
        default: return sums
        }
    }

    func results() -> MetricResults {
        var cells: [[MetricCell]] = kinds.map { _ in [] }
        for breakdown in breakdowns {
            for period in Self.periods(of: breakdown) {
                for labels in Self.combinations(breakdown) where hasRows(breakdown, period, labels) {
                    for (index, kind) in kinds.enumerated() {
                        cells[index].append(cell(kind, breakdown, period, labels))
                    }
                }
            }
        }
        let segments = zip(Self.keys, Self.sizes).map { key, size in
            Segment(key: key, title: Wording(key), labels: (0..<size).map { SegmentLabel(key: "\(key)\($0)") })
        }
        return MetricResults(
            metrics: kinds.map(description), breakdowns: breakdowns, segments: segments, period: Self.period,
            cells: Array(cells.joined()))
    }

    /// Without any row of any metric there is no cell.
    func hasRows(_ breakdown: Breakdown, _ period: Period, _ labels: [Int]) -> Bool {
        labels.isEmpty
            || kinds.contains { kind in
                Self.sums(kind, breakdown, period, labels).contains { $0.contains { $0 != 0 } && value($0) != 0 }
            }
    }

    private func description(_ kind: Kind) -> MetricDescription {
        let isCount = kind != .growth && kind != .share
        var metric = MetricDescription(
            key: kind.rawValue, title: Wording(kind.rawValue), unit: isCount ? .count : .fraction, better: .none,
            formula: Wording(kind.rawValue), definition: kind.rawValue, table: isCount ? "tickets" : nil,
            counts: isCount, operands: isCount ? [] : ["opened"])
        metric.footing = CellFooting(tables: ["tickets"])
        metric.footing.looksBeyondPeriod = [.rolling, .todate, .backlog, .growth].contains(kind)
        metric.footing.looksAtMoments = [.todate, .backlog].contains(kind)
        if kind == .share { metric.footing.whole = CellFooting.Whole(segments: ["region"], isOfCounts: true) }
        return metric
    }
}
