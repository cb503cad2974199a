// Tells which unknowns of a system of equations have one value only.

/// A vector that all equations take to zero, otherwise made at random: where it is zero itself, the unknown is determined.
///
/// Reckons modulo the prime 2³¹ − 1. That an unknown looks determined and is not has a chance of one in two thousand million; the
/// other error there is not, since every coefficient is 1 or −1.
struct NullVector {
    /// The unknowns that are determined.
    let zeros: [Int]

    private static let prime: UInt64 = 2_147_483_647
    private static let mostSteps = 20_000_000

    private struct Term {
        var unknown: Int
        var factor: UInt64
    }

    /// - Parameter rows: the equations, as the unknowns they hold and the side on which these stand.
    /// - Returns: nil when it takes too many steps.
    init?(_ rows: [[(unknown: Int, isOnRight: Bool)]]) {
        var pivots: [Int: [Term]] = [:]
        var steps = 0
        for row in rows.sorted(by: { $0.count < $1.count }) {
            var terms = row.map { Term(unknown: $0.unknown, factor: $0.isOnRight ? Self.prime - 1 : 1) }
                .sorted { $0.unknown < $1.unknown }
            while let first = terms.first {
                guard let pivot = pivots[first.unknown] else {
                    let inverse = Self.power(first.factor, Self.prime - 2)
                    pivots[first.unknown] = terms.map {
                        Term(unknown: $0.unknown, factor: $0.factor * inverse % Self.prime)
                    }
                    break
                }
                steps += terms.count + pivot.count
                if steps > Self.mostSteps { return nil }
                terms = Self.difference(terms, pivot, times: first.factor)
            }
        }
        var state: UInt64 = 0x5EED
        var values: [Int: UInt64] = [:]
        for unknown in Set(rows.joined().map(\.unknown)).sorted(by: >) {
            if let pivot = pivots[unknown] {
                let sum = pivot.dropFirst().reduce(UInt64(0)) {
                    ($0 + $1.factor * (values[$1.unknown] ?? 0)) % Self.prime
                }
                values[unknown] = (Self.prime - sum) % Self.prime
            } else {
                state = CellPlaces.mixed(state, UInt64(unknown))
                values[unknown] = state % (Self.prime - 1) + 1
            }
        }
        zeros = values.filter { $0.value == 0 }.keys.sorted()
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
