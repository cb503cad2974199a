// The hidden places of all quantities, and how those of calculations follow from those of their operands.

import Stages

/// What is hidden of every quantity of a report.
struct HiddenPatterns {
    private let quantities: PublishedQuantities
    private let places: CellPlaces
    private let floor: Int
    private let isDivided: [Bool]
    private var sums: [[Int]: CellSums] = [:]
    private var patterns: [Int: HiddenPattern] = [:]
    private var changed: Set<Int> = []

    init(_ quantities: PublishedQuantities, places: CellPlaces, floor: Int) {
        self.quantities = quantities
        self.places = places
        self.floor = floor
        isDivided = places.breakdown.map { !places.breakdowns[Int($0)].segments.isEmpty }
    }

    func hides(_ quantity: Int, at place: Int32) -> Bool { patterns[quantity]?.isHidden[Int(place)] ?? false }

    mutating func hide(_ quantity: Int, at place: Int32) {
        guard let weights = quantities.weights[quantity] else { return }
        var pattern = patterns.removeValue(forKey: quantity) ?? pattern(weights)
        if pattern.hide(place) { changed.insert(quantity) }
        patterns[quantity] = pattern
    }

    private mutating func pattern(_ weights: [Int32]) -> HiddenPattern {
        var isShown = [Bool](repeating: false, count: places.breakdowns.count)
        for place in weights.indices where weights[place] >= 0 { isShown[Int(places.breakdown[place])] = true }
        let shown = isShown.indices.filter { isShown[$0] }
        let sums = sums[shown] ?? CellSums(places, shown: shown)
        self.sums[shown] = sums
        return HiddenPattern(
            sums: sums, weights: weights, isDivided: isDivided, breakdown: places.breakdown, floor: floor)
    }

    /// Hides what is needed so that nothing hidden can be computed.
    mutating func complete() {
        while !changed.isEmpty {
            for quantity in changed.sorted() { patterns[quantity]?.complete() }
            changed = []
            // A calculation tells its operands, and they tell it: what is hidden of one is hidden of all.
            for metric in quantities.metrics.indices where !quantities.operands[metric].isEmpty {
                let related = Set(quantities.operands[metric] + [quantities.secret[metric]])
                if related.count < 2 { continue }
                for place in 0..<Int32(places.count) where related.contains(where: { hides($0, at: place) }) {
                    for quantity in related where !hides(quantity, at: place) { hide(quantity, at: place) }
                }
            }
        }
    }
}
