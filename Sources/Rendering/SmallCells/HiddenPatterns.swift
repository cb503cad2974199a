// The hidden places of all quantities, and how those of calculations follow from those of their operands.

import Stages

/// What is hidden of every quantity of a report.
struct HiddenPatterns {
    let quantities: PublishedQuantities
    let places: CellPlaces
    /// By breakdown.
    let placesOf: [[Int32]]
    private let relatives: Relatives
    private let rows: SharedRows
    private let floor: Int
    private let isDivided: [Bool]
    private var sums: [CellSums.Shape: CellSums] = [:]
    private var patterns: [Int: HiddenPattern] = [:]
    private var changed: Set<Int> = []

    init(_ quantities: PublishedQuantities, places: CellPlaces, floor: Int) {
        self.quantities = quantities
        self.places = places
        self.floor = floor
        relatives = Relatives(quantities)
        rows = SharedRows(quantities, alike: relatives.alike, places: places)
        placesOf = places.byBreakdown
        isDivided = places.breakdown.map { !places.breakdowns[Int($0)].segments.isEmpty }
    }

    func hides(_ quantity: Int, at place: Int32) -> Bool { patterns[quantity]?.isHidden[Int(place)] ?? false }

    mutating func hide(_ quantity: Int, at place: Int32) {
        guard let weights = rows.weights[quantity] else { return }
        var pattern = patterns.removeValue(forKey: quantity) ?? pattern(of: quantity, weights)
        if pattern.hide(place) { changed.insert(quantity) }
        patterns[quantity] = pattern
    }

    /// By place of a quantity whether it is hidden; nil where nothing is.
    func hiddenPlaces(_ quantity: Int) -> [Bool]? { patterns[quantity]?.isHidden }

    /// A place of each whole that cannot be told and of which something is hidden.
    func silentPlaces(_ quantity: Int) -> [Int32] { patterns[quantity]?.silentPlaces ?? [] }

    private mutating func pattern(of quantity: Int, _ weights: [Int32]) -> HiddenPattern {
        var isShown = [Bool](repeating: false, count: places.breakdowns.count)
        for place in weights.indices where weights[place] >= 0 { isShown[Int(places.breakdown[place])] = true }
        let shape = CellSums.Shape(
            shown: isShown.indices.filter { isShown[$0] }, addsUpOverTime: quantities.addsUpOverTime(quantity),
            wholes: (quantities.wholes[quantity] ?? []) + relatives.totals(of: quantity, quantities, places))
        let sums = sums[shape] ?? CellSums(places, shape: shape)
        self.sums[shape] = sums
        return HiddenPattern(
            sums: sums, weights: weights, costs: rows.costs(quantity), isDivided: isDivided,
            breakdown: places.breakdown, floor: floor)
    }

    /// How much of a sum between quantities is hidden where something of it is.
    private enum Care: CaseIterable {
        /// Two of its numbers, so that neither follows from the other.
        case two
        case allParts
        /// As safe as each quantity is by itself, since all are hidden alike.
        case all
    }

    /// Hides what is needed so that nothing hidden can be computed.
    mutating func complete() {
        for care in Care.allCases {
            settle(care)
            if care == .all || !relationsTell() { return }
        }
    }

    private mutating func settle(_ care: Care) {
        repeat {
            for quantity in changed.sorted() { patterns[quantity]?.complete() }
            changed = []
            for related in relatives.alike {
                for place in 0..<Int32(places.count) where related.contains(where: { hides($0, at: place) }) {
                    for quantity in related where !hides(quantity, at: place) { hide(quantity, at: place) }
                }
            }
            hideLines(relatives)
            for relation in quantities.relations where relation.members.contains(where: { patterns[$0] != nil }) {
                hide(relation, care)
            }
        } while !changed.isEmpty
    }

    /// Hides further numbers of a sum where one is hidden: the other parts first, the sum where they are nothing.
    private mutating func hide(_ relation: QuantityRelation, _ care: Care) {
        for place in touchedPlaces(of: relation) {
            // What no cell tells any more anyway comes first.
            if hiddenCount(relation, at: place) < 2 {
                for member in relation.members where !hides(member, at: place) && isMasked(member, at: place) {
                    hide(member, at: place)
                }
            }
            guard let whole = relation.whole else {
                hideOneOfTwoSums(relation, at: place, care)
                continue
            }
            if care != .two || hiddenCount(relation, at: place) < 2 {
                for part in relation.right where !hides(part, at: place) { hide(part, at: place) }
            }
            let hidesWhole = care == .all || hiddenCount(relation, at: place) < 2
            if hidesWhole, !hides(whole, at: place) { hide(whole, at: place) }
        }
    }

    /// Of numbers none of which is the whole that of the fewest rows is hidden first.
    private mutating func hideOneOfTwoSums(_ relation: QuantityRelation, at place: Int32, _ care: Care) {
        let others = relation.members.filter { !hides($0, at: place) }
        for member in others.sorted(by: { (weight($0, place), $0) < (weight($1, place), $1) })
        where care != .two || hiddenCount(relation, at: place) < 2 {
            hide(member, at: place)
        }
    }

    private func weight(_ quantity: Int, _ place: Int32) -> Int32 { rows.weights[quantity]?[Int(place)] ?? -1 }

    /// Where a number of a sum is hidden.
    private func touchedPlaces(of relation: QuantityRelation) -> [Int32] {
        let hidden = relation.members.compactMap { patterns[$0]?.isHidden }
        return (0..<places.count).filter { place in hidden.contains { $0[place] } }.map(Int32.init)
    }

    /// Whether every cell that tells a number is hidden for another that it tells.
    private func isMasked(_ quantity: Int, at place: Int32) -> Bool {
        let breakdown = Int(places.breakdown[Int(place)])
        return (quantities.tellers[quantity] ?? []).allSatisfy { metric in
            !quantities.isShown[metric][breakdown] || quantities.published[metric].contains { hides($0, at: place) }
        }
    }

    /// How many numbers of a sum are hidden and not nothing.
    private func hiddenCount(_ relation: QuantityRelation, at place: Int32) -> Int {
        relation.members.count { hides($0, at: place) && weight($0, place) > 0 }
    }

    // MARK: All quantities together

    /// So many hidden numbers are worked out together; more are taken to tell.
    private static let mostUnknowns = 20_000

    /// Whether some hidden number follows from the sums of each quantity and those between quantities.
    private func relationsTell() -> Bool {
        let relations = quantities.relations.filter { relation in
            relation.members.contains { patterns[$0]?.isHidden.contains(true) == true }
        }
        let members = Set(relations.flatMap(\.members)).sorted()
        if members.isEmpty { return false }
        let positions = Dictionary(uniqueKeysWithValues: members.enumerated().map { ($0.element, $0.offset) })
        func unknown(_ quantity: Int, _ place: Int32) -> Int { (positions[quantity] ?? 0) * places.count + Int(place) }
        let count = members.reduce(0) { $0 + (patterns[$1]?.isHidden.count { $0 } ?? 0) }
        if count > Self.mostUnknowns { return true }
        var rows: [[(unknown: Int, isOnRight: Bool)]] = []
        for quantity in members {
            rows += (patterns[quantity]?.hiddenEquations ?? []).map { equation in
                equation.map { (unknown: unknown(quantity, $0.place), isOnRight: $0.isOnRight) }
            }
        }
        for relation in relations {
            for place in touchedPlaces(of: relation) where relation.left.contains(where: { weight($0, place) >= 0 }) {
                let row = relation.members.filter { hides($0, at: place) }.map { member in
                    (unknown: unknown(member, place), isOnRight: !relation.left.contains(member))
                }
                if !row.isEmpty { rows.append(row) }
            }
        }
        return NullVector(rows)?.zeros.isEmpty != true
    }
}
