// An attacker who has results.csv and knows what the metrics are: solves for what is hidden.

import Stages
import Tabular
import TestSupport

@testable import Rendering

/// What follows from the rows of `results.csv` by linear algebra alone.
///
/// The unknowns are the numbers of every combination of labels and day, the finest there is; each number in the file is the sum of some
/// of them. A hidden cell is found when its own sum is a combination of the sums that are told. Nothing is used of how cells are hidden.
struct CellAttack {
    private static let prime: UInt64 = 2_147_483_647
    /// By quantity, the told sums in echelon form, by their first unknown.
    private var told: [String: [Int: [UInt64]]] = [:]
    private let rows: [[String: String]]
    private let breakdowns: [Breakdown]

    /// What a metric's row tells, and what together would be the value of a hidden one.
    private static func quantities(_ metric: String) -> (told: [String], secret: [String]) {
        switch metric {
        case "calls": (["rows"], ["rows"])
        case "answered": (["answered"], ["answered"])
        case "abandoned": (["abandoned"], ["abandoned"])
        case "answer_rate": (["answered", "rows"], ["answered", "rows"])
        case "paid": (["paid", "rows"], ["paid"])
        case "refunds": (["refunds", "refunded rows"], ["refunds"])
        case "net": (["net", "rows"], ["net"])
        case "score": (["scores", "scored rows"], ["scores", "scored rows"])
        default: (["rows"], [metric])
        }
    }

    private static let atomCount = RandomCells.sizes.reduce(RandomCells.days, *)

    /// The unknowns of a place: 1 where it holds them.
    private static func sum(_ breakdown: Breakdown, _ period: Period, _ labels: [Int]) -> [UInt64] {
        (0..<atomCount).map { atom in
            var rest = atom
            var parts: [Int] = []
            for size in RandomCells.sizes {
                parts.append(rest % size)
                rest /= size
            }
            let day = RandomCells.firstDay + rest
            guard period.start.map({ $0 <= day }) != false, period.end.map({ day < $0 }) != false else { return 0 }
            let holds = zip(breakdown.segments, labels).allSatisfy { key, label in
                RandomCells.keys.firstIndex(of: key).map { parts[$0] == label } ?? false
            }
            return holds ? 1 : 0
        }
    }

    init(resultsTable: String, breakdowns: [Breakdown]) {
        rows = PlainCSV.rows(resultsTable)
        self.breakdowns = breakdowns
        var seen: Set<String> = []
        var isAdded: Set<String> = []
        for row in rows {
            guard let place = place(row), let metric = row["metric"] else { continue }
            let name = "\(row["grain"] ?? "") \(row["period_start"] ?? "") \(row["segment"] ?? "")"
            seen.insert("\(place.breakdown) \(place.period) \(place.labels)")
            if row["status"] == "hidden" { continue }
            for quantity in Self.quantities(metric).told where isAdded.insert(quantity + name).inserted {
                add(Self.sum(place.breakdown, place.period, place.labels), to: quantity)
            }
        }
        // No row at all: there is nothing, which is known as well.
        for breakdown in breakdowns {
            for period in RandomCells.periods(of: breakdown) {
                for labels in RandomCells.combinations(breakdown)
                where !seen.contains("\(breakdown) \(period) \(labels)") {
                    for quantity in [
                        "rows", "answered", "abandoned", "paid", "refunds", "refunded rows", "net", "scores",
                        "scored rows",
                    ] {
                        add(Self.sum(breakdown, period, labels), to: quantity)
                    }
                }
            }
        }
        // Three numbers of which each follows from the others: what all tell of two is told of the third.
        // Again and again, for what is found of one helps to find more of another.
        let threes = [["paid", "refunds", "net"], ["rows", "answered", "abandoned"]]
        for _ in 0..<3 {
            for three in threes {
                for third in three {
                    let others = three.filter { $0 != third }
                    for sum in common(others[0], others[1]) { add(sum, to: third) }
                }
            }
        }
    }

    /// Where a row of the file stands.
    private func place(_ row: [String: String]) -> (breakdown: Breakdown, period: Period, labels: [Int])? {
        let pairs = (row["segment"] ?? "").split(separator: ";").map { pair -> (String, Int) in
            let parts = pair.split(separator: "=")
            return (parts[0].trimmingPrefix(while: { $0 == " " }).description, Int(String(parts[1].last ?? "0")) ?? 0)
        }
        let isDay = row["grain"] == "day"
        let breakdown = Breakdown(grain: isDay ? .day : nil, segments: pairs.map(\.0))
        guard breakdowns.contains(breakdown), let start = row["period_start"] else { return nil }
        let period =
            isDay
            ? RandomCells.periods(of: breakdown).first { $0.startText == start } ?? RandomCells.period
            : RandomCells.period
        return (breakdown, period, pairs.map(\.1))
    }

    /// The hidden cells whose secret is found, as they stand in the file.
    var found: [String] {
        rows.filter { $0["status"] == "hidden" }.compactMap { row in
            guard let place = place(row), let metric = row["metric"] else { return nil }
            let sum = Self.sum(place.breakdown, place.period, place.labels)
            let isFound = Self.quantities(metric).secret.allSatisfy { secret in
                !reduced(sum, by: told[secret] ?? [:]).contains { $0 != 0 }
            }
            return isFound ? "\(metric) \(row["period_start"] ?? "") \(row["segment"] ?? "")" : nil
        }
    }

    // MARK: Linear algebra

    private mutating func add(_ sum: [UInt64], to quantity: String) {
        let rest = reduced(sum, by: told[quantity] ?? [:])
        guard let lead = rest.firstIndex(where: { $0 != 0 }) else { return }
        let inverse = Self.power(rest[lead], Self.prime - 2)
        told[quantity, default: [:]][lead] = rest.map { $0 * inverse % Self.prime }
    }

    private func reduced(_ sum: [UInt64], by basis: [Int: [UInt64]]) -> [UInt64] {
        var rest = sum
        rest.withUnsafeMutableBufferPointer { rest in
            for index in rest.indices where rest[index] != 0 {
                guard let row = basis[index] else { continue }
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

    /// The sums that follow from both quantities' told sums, as far as single cells of the file show them.
    private func common(_ one: String, _ other: String) -> [[UInt64]] {
        breakdowns.flatMap { breakdown in
            RandomCells.periods(of: breakdown).flatMap { period in
                RandomCells.combinations(breakdown).map { Self.sum(breakdown, period, $0) }.filter { sum in
                    [one, other].allSatisfy { !reduced(sum, by: told[$0] ?? [:]).contains { $0 != 0 } }
                }
            }
        }
    }

    private static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
        var (result, base, exponent) = (UInt64(1), base, exponent)
        while exponent > 0 {
            if exponent & 1 == 1 { result = result * base % prime }
            base = base * base % prime
            exponent >>= 1
        }
        return result
    }
}
