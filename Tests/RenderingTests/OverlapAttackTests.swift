// An attacker who solves for the hidden cells of metrics that overlap: over labels, periods, windows, stocks, growth and shares.

import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct OverlapAttackTests {
    /// What follows by linear algebra from the cells that are told, and from there being nothing where nothing stands.
    private struct Attack {
        private var told = ToldSums()

        init(_ sample: OverlappingCells, _ shown: MetricResults) {
            for cell in shown.cells where cell.status != .hidden && (cell.value != nil || cell.numerator != nil) {
                guard let kind = OverlappingCells.Kind(rawValue: cell.metric) else { continue }
                for sum in OverlappingCells.sums(kind, cell.breakdown, cell.period, cell.labels) { told.add(sum) }
            }
            for breakdown in sample.breakdowns {
                for period in OverlappingCells.periods(of: breakdown) {
                    for labels in OverlappingCells.combinations(breakdown)
                    where !sample.hasRows(breakdown, period, labels) {
                        for kind in sample.kinds {
                            for sum in OverlappingCells.sums(kind, breakdown, period, labels) { told.add(sum) }
                        }
                    }
                }
            }
        }

        func knows(_ sum: [Int]) -> Bool { told.knows(sum) }
    }

    /// The cells of few rows whose rows are known all the same.
    private static func found(_ sample: OverlappingCells, _ shown: MetricResults) -> [String] {
        let attack = Attack(sample, shown)
        var found: [String] = []
        for cell in shown.cells {
            guard let kind = OverlappingCells.Kind(rawValue: cell.metric), !cell.labels.isEmpty else { continue }
            // That several hidden days together are few may be known, while none of them is.
            let isOfSeveralPeriods = [.rolling, .todate].contains(kind)
            if isOfSeveralPeriods, !Set(sample.kinds).isDisjoint(with: [.opened, .growth, .share]) { continue }
            for rows in sample.rows(kind, cell.breakdown, cell.period, cell.labels)
            where (1..<5).contains(sample.value(rows)) && attack.knows(rows) {
                found.append("\(cell.metric) \(cell.breakdown) \(cell.period.startText) \(cell.labels)")
            }
        }
        return found
    }

    /// The protection without what it does beside hiding small cells.
    private static func onlySmallOnes(_ sample: OverlappingCells, _ results: MetricResults) -> MetricResults {
        var results = results
        for (position, cell) in results.cells.enumerated() where !cell.labels.isEmpty {
            guard let kind = OverlappingCells.Kind(rawValue: cell.metric) else { continue }
            let rows = sample.rows(kind, cell.breakdown, cell.period, cell.labels).map(sample.value)
            if rows.contains(where: (1..<5).contains) { results.cells[position].status = .hidden }
        }
        return results
    }

    @Test(arguments: 0..<8)
    func `no count of few tickets follows from what is told of windows, stocks, growth and shares`(part: Int) {
        var (unprotected, hidden, all) = (0, 0, 0)
        for seed in UInt64(part * 40)..<UInt64(part * 40 + 40) {
            let sample = OverlappingCells(seed: seed)
            let results = sample.results()
            let protected = SmallCells(floor: 5).hidden(in: results)
            let found = Self.found(sample, protected)
            #expect(found == [], "seed \(seed), \(sample.kinds)")
            unprotected += Self.found(sample, Self.onlySmallOnes(sample, results)).count
            hidden += protected.cells.count { $0.status == .hidden }
            all += protected.cells.count
        }
        // The attack is one, and what is hidden is not everything.
        #expect(unprotected > 200)
        #expect(hidden * 10 < all * 9)
    }
}
