// An attacker who solves for the hidden cells of metrics that overlap: over labels, periods, windows, stocks, growth and shares.

import Stages
import Tabular
import TestSupport
import Testing

@testable import Rendering

struct OverlapAttackTests {
    /// What follows by linear algebra from the cells that are told, and from there being nothing where nothing stands.
    private struct Attack {
        private static let prime = 2_147_483_647
        /// Sums in echelon form, by their first unknown.
        private var told: [Int: [Int]] = [:]

        init(_ sample: OverlappingCells, _ shown: MetricResults) {
            for cell in shown.cells where cell.status != .hidden && (cell.value != nil || cell.numerator != nil) {
                guard let kind = OverlappingCells.Kind(rawValue: cell.metric) else { continue }
                for sum in OverlappingCells.sums(kind, cell.breakdown, cell.period, cell.labels) { add(sum) }
            }
            for breakdown in sample.breakdowns {
                for period in OverlappingCells.periods(of: breakdown) {
                    for labels in OverlappingCells.combinations(breakdown)
                    where !sample.hasRows(breakdown, period, labels) {
                        for kind in sample.kinds {
                            for sum in OverlappingCells.sums(kind, breakdown, period, labels) { add(sum) }
                        }
                    }
                }
            }
        }

        private mutating func add(_ sum: [Int]) {
            let rest = reduced(sum)
            guard let lead = rest.firstIndex(where: { $0 != 0 }) else { return }
            let inverse = Self.inverse(rest[lead])
            told[lead] = rest.map { $0 * inverse % Self.prime }
        }

        private func reduced(_ sum: [Int]) -> [Int] {
            var rest = sum.map { ($0 % Self.prime + Self.prime) % Self.prime }
            rest.withUnsafeMutableBufferPointer { rest in
                for index in rest.indices where rest[index] != 0 {
                    guard let row = told[index] else { continue }
                    let factor = Self.prime - rest[index]
                    row.withUnsafeBufferPointer { row in
                        for position in index..<rest.count where row[position] != 0 {
                            rest[position] = (rest[position] + factor * row[position]) % Self.prime
                        }
                    }
                }
            }
            return rest
        }

        func knows(_ sum: [Int]) -> Bool { reduced(sum).allSatisfy { $0 == 0 } }

        private static func inverse(_ number: Int) -> Int {
            var (result, base, exponent) = (1, number, prime - 2)
            while exponent > 0 {
                if exponent & 1 == 1 { result = result * base % prime }
                base = base * base % prime
                exponent >>= 1
            }
            return result
        }
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
