// Randomness that is the same everywhere: equal seeds give equal numbers, without the system's maths library.

/// A SplitMix64 generator with the few distributions the made-up exports need.
///
/// Only integer arithmetic and basic IEEE operations are used, so that equal seeds give equal files on every machine.
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A stream of its own for one purpose, so that more draws for one table do not disturb another.
    init(seed: UInt64, purpose: String) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in purpose.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        state = seed ^ hash
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A whole number from 0 up to, but not including, `bound`; 0 when `bound` is below 2.
    mutating func below(_ bound: Int) -> Int {
        bound < 2 ? 0 : Int(next() % UInt64(bound))
    }

    /// A whole number within a closed range.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// A number from 0 up to, but not including, 1.
    mutating func unit() -> Double {
        Double(next() >> 11) * (1.0 / 9_007_199_254_740_992.0)
    }

    mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }

    /// One of the elements; the caller never passes an empty list.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// A place in `weights`, drawn in proportion to them.
    mutating func place(weights: [Double]) -> Int {
        var left = unit() * weights.reduce(0, +)
        for (place, weight) in weights.enumerated() {
            left -= weight
            if left < 0 { return place }
        }
        return max(0, weights.count - 1)
    }

    /// Roughly a standard normal number: twelve uniform ones less six.
    mutating func normal() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += unit() }
        return sum
    }

    /// A waiting time with the given mean.
    mutating func exponential(mean: Double) -> Double {
        -mean * naturalLogarithm(1.0 - unit())
    }

    mutating func shuffle<Element>(_ elements: inout [Element]) {
        guard elements.count > 1 else { return }
        for place in stride(from: elements.count - 1, through: 1, by: -1) {
            elements.swapAt(place, below(place + 1))
        }
    }

    /// `count` different places out of `total`, in rising order.
    mutating func places(_ count: Int, of total: Int) -> [Int] {
        var all = Array(0..<total)
        shuffle(&all)
        return all.prefix(count).sorted()
    }
}

/// ln for 0 < x ≤ 1 by halving and the series of the inverse hyperbolic tangent.
private func naturalLogarithm(_ value: Double) -> Double {
    var reduced = max(value, 1e-12)
    var halvings = 0.0
    while reduced < 0.5 {
        reduced *= 2
        halvings += 1
    }
    let ratio = (reduced - 1) / (reduced + 1)
    var power = ratio
    var sum = 0.0
    var divisor = 1.0
    for _ in 0..<24 {
        sum += power / divisor
        power *= ratio * ratio
        divisor += 2
    }
    return 2 * sum - halvings * 0.693_147_180_559_945_3
}
