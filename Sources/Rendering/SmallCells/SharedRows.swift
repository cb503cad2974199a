// Where quantities of the same rows are reckoned: also where no cell tells them, but cells of the others do.

import Stages

/// The places of quantities of which one follows from the others, whatever breakdowns each metric has of its own.
///
/// Where the calls and the abandoned ones are shown by region, the answered ones are told there too, though none of their cells is: and so
/// is what is left of those that are shown by region and tier. So each of them is reckoned in all the breakdowns of all. Where no cell
/// shows one, hiding it costs nothing; it is but looked after that the others do not tell it.
struct SharedRows {
    /// By quantity and place, how many rows there are at most; -1 where there is nothing.
    private(set) var weights: [Int: [Int32]]
    /// By quantity and breakdown, whether cells show it.
    private var isShown: [Int: [Bool]] = [:]
    /// The same, where quantities that are always hidden together count as one.
    private var isShownAlike: [Int: [Bool]] = [:]

    /// - Parameter alike: quantities of which each follows from the others at the same place.
    /// - Complexity: O(quantities × places).
    init(_ quantities: PublishedQuantities, alike: [[Int]], places: CellPlaces) {
        weights = quantities.weights
        let width = places.breakdowns.count
        for (quantity, weights) in weights {
            var isShown = [Bool](repeating: false, count: width)
            for place in weights.indices where weights[place] >= 0 { isShown[Int(places.breakdown[place])] = true }
            self.isShown[quantity] = isShown
        }
        isShownAlike = isShown
        for group in Self.families(alike, known: Set(weights.keys)) {
            let isOfGroup = (0..<width).map { breakdown in group.contains { shows($0, by: breakdown) } }
            for quantity in group { isShownAlike[quantity] = isOfGroup }
        }
        for family in Self.families(quantities.relations.map(\.members) + alike, known: Set(weights.keys)) {
            let isOfAll = (0..<width).map { breakdown in family.contains { shows($0, by: breakdown) } }
            let lacking = family.filter { quantity in (0..<width).contains { isOfAll[$0] && !shows(quantity, by: $0) } }
            if lacking.isEmpty { continue }
            var most = [Int32](repeating: -1, count: places.count)
            for quantity in family {
                for (place, weight) in (quantities.weights[quantity] ?? []).enumerated() where weight > most[place] {
                    most[place] = weight
                }
            }
            for quantity in lacking {
                guard var own = weights.removeValue(forKey: quantity) else { continue }
                let isShown = shown(quantity)
                for place in most.indices where !isShown[Int(places.breakdown[place])] { own[place] = most[place] }
                weights[quantity] = own
            }
        }
    }

    /// Whether cells of a breakdown show a quantity, rather than tell it by those of others.
    private func shows(_ quantity: Int, by breakdown: Int) -> Bool { isShown[quantity]?[breakdown] ?? false }

    /// By breakdown, whether a cell is lost where a quantity is hidden: its own, or that of one that is hidden together with it.
    func costs(_ quantity: Int) -> [Bool] { isShownAlike[quantity] ?? [] }

    private func shown(_ quantity: Int) -> [Bool] { isShown[quantity] ?? [] }

    /// Groups of quantities that are connected.
    private static func families(_ groups: [[Int]], known: Set<Int>) -> [[Int]] {
        let numbers = Set(groups.joined()).intersection(known).sorted()
        let positions = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($0.element, $0.offset) })
        var sets = DisjointSets(count: numbers.count)
        for group in groups {
            let members = group.compactMap { positions[$0] }
            for member in members.dropFirst() { sets.join(members[0], member) }
        }
        var families: [Int: [Int]] = [:]
        for position in numbers.indices { families[sets.root(position), default: []].append(numbers[position]) }
        return families.sorted { $0.key < $1.key }.map(\.value)
    }
}
