// Tells which unknowns of a system of equations have one value only.

/// A vector that all equations take to zero, otherwise made at random: where it is zero itself, the unknown is determined.
///
/// Reckons modulo the prime 2³¹ − 1. That an unknown looks determined and is not has a chance of one in two thousand million; the
/// other error there is not, since every coefficient is 1 or −1.
struct NullVector {
    /// The unknowns that are determined.
    let zeros: [Int]

    private static let prime: UInt64 = 2_147_483_647
    private static let mostSteps = 50_000_000

    private struct Term {
        var unknown: Int
        var factor: UInt64
    }

    /// So long a list of terms is kept as an array of all unknowns instead.
    private static let longest = 64

    /// - Parameter rows: the equations, as the unknowns they hold and the side on which these stand.
    /// - Returns: nil when it takes too many steps.
    init?(_ rows: [[(unknown: Int, isOnRight: Bool)]]) {
        let unknowns = Set(rows.joined().map(\.unknown)).sorted()
        let positions = Dictionary(uniqueKeysWithValues: unknowns.enumerated().map { ($0.element, $0.offset) })
        var pivots = [[Term]](repeating: [], count: unknowns.count)
        var steps = 0
        for row in rows.sorted(by: { $0.count < $1.count }) {
            var terms = row.map { entry in
                Term(unknown: positions[entry.unknown] ?? 0, factor: entry.isOnRight ? Self.prime - 1 : 1)
            }.sorted { $0.unknown < $1.unknown }
            while let first = terms.first, !pivots[first.unknown].isEmpty {
                let pivot = pivots[first.unknown]
                if terms.count + pivot.count > Self.longest {
                    terms = Self.reduced(terms, by: pivots, &steps)
                } else {
                    steps += terms.count + pivot.count
                    terms = Self.difference(terms, pivot, times: first.factor)
                }
                if steps > Self.mostSteps { return nil }
            }
            guard let first = terms.first else { continue }
            let inverse = Self.inverse(first.factor)
            pivots[first.unknown] = terms.map {
                Term(unknown: $0.unknown, factor: $0.factor * inverse % Self.prime)
            }
        }
        var state: UInt64 = 0x5EED
        var values = [UInt64](repeating: 0, count: unknowns.count)
        for unknown in values.indices.reversed() {
            if pivots[unknown].isEmpty {
                state = CellPlaces.mixed(state, UInt64(unknown))
                values[unknown] = state % (Self.prime - 1) + 1
            } else {
                let sum = pivots[unknown].dropFirst().reduce(UInt64(0)) { sum, term in
                    (sum + term.factor * values[term.unknown]) % Self.prime
                }
                values[unknown] = (Self.prime - sum) % Self.prime
            }
        }
        zeros = values.indices.filter { values[$0] == 0 }.map { unknowns[$0] }
    }

    /// The terms without any unknown up to their first that has no pivot.
    private static func reduced(_ terms: [Term], by pivots: [[Term]], _ steps: inout Int) -> [Term] {
        var factors = [UInt64](repeating: 0, count: pivots.count)
        for term in terms { factors[term.unknown] = term.factor }
        steps += pivots.count
        for unknown in factors.indices where factors[unknown] != 0 {
            if pivots[unknown].isEmpty {
                return (unknown..<factors.count).compactMap { place in
                    factors[place] == 0 ? nil : Term(unknown: place, factor: factors[place])
                }
            }
            let negative = prime - factors[unknown]
            for term in pivots[unknown] {
                factors[term.unknown] = (factors[term.unknown] + term.factor * negative) % prime
            }
            steps += pivots[unknown].count
            if steps > mostSteps { return [] }
        }
        return []
    }

    /// `terms − factor × pivot`.
    private static func difference(_ terms: [Term], _ pivot: [Term], times factor: UInt64) -> [Term] {
        let negative = prime - factor
        var difference: [Term] = []
        difference.reserveCapacity(terms.count + pivot.count)
        var (left, right) = (0, 0)
        while left < terms.count || right < pivot.count {
            if right == pivot.count || left < terms.count && terms[left].unknown < pivot[right].unknown {
                difference.append(terms[left])
                left += 1
            } else if left == terms.count || pivot[right].unknown < terms[left].unknown {
                difference.append(Term(unknown: pivot[right].unknown, factor: pivot[right].factor * negative % prime))
                right += 1
            } else {
                let sum = (terms[left].factor + pivot[right].factor * negative) % prime
                if sum != 0 { difference.append(Term(unknown: terms[left].unknown, factor: sum)) }
                left += 1
                right += 1
            }
        }
        return difference
    }

    /// The number by which a number other than zero is one.
    static func inverse(_ number: UInt64) -> UInt64 { power(number, prime - 2) }

    private static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
        var (result, base, exponent) = (UInt64(1), base % prime, exponent)
        while exponent > 0 {
            if exponent & 1 == 1 { result = result * base % prime }
            base = base * base % prime
            exponent >>= 1
        }
        return result
    }
}
