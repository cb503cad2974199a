// What follows by linear algebra from sums that are told.

/// Sums of unknowns that are known, kept in echelon form modulo a prime.
struct ToldSums {
    private static let prime = 2_147_483_647
    /// By the first unknown of each.
    private var rows: [Int: [Int]] = [:]

    /// - Parameter sum: by unknown, how often it is in the sum.
    mutating func add(_ sum: [Int]) {
        let rest = reduced(sum)
        guard let lead = rest.firstIndex(where: { $0 != 0 }) else { return }
        let inverse = Self.inverse(rest[lead])
        rows[lead] = rest.map { $0 * inverse % Self.prime }
    }

    func knows(_ sum: [Int]) -> Bool { reduced(sum).allSatisfy { $0 == 0 } }

    private func reduced(_ sum: [Int]) -> [Int] {
        var rest = sum.map { ($0 % Self.prime + Self.prime) % Self.prime }
        rest.withUnsafeMutableBufferPointer { rest in
            for index in rest.indices where rest[index] != 0 {
                guard let row = rows[index] else { continue }
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
