// Which cells add up to which others: the equations by which a hidden number could be found.

import Stages

/// The equations between the cells of some breakdowns: those of one side add up to those of the other.
///
/// Two breakdowns that divide the same rows agree wherever both are summed up to what they have in common: regions by month and
/// tiers by month agree in every month, also when no breakdown shows the months alone. Periods that overlap are taken together
/// until both sides begin and end on the same days.
struct CellSums {
    private(set) var count = 0
    /// By equation, where its members begin; one more than equations.
    private(set) var starts: [Int] = [0]
    /// Places, and on which side they stand.
    private(set) var members: [Int32] = []
    private(set) var isOnRight: [Bool] = []
    /// By place, where its equations begin; one more than places.
    private(set) var placeStarts: [Int] = []
    private(set) var equationsOfPlace: [Int32] = []
    /// Beside it, on which side of the equation the place stands.
    private(set) var isOnRightOfPlace: [Bool] = []

    /// - Parameter shown: positions of the breakdowns that are divided so.
    /// - Complexity: O(places × breakdowns).
    init(_ places: CellPlaces, shown: [Int]) {
        var placesOf = [[Int32]](repeating: [], count: places.breakdowns.count)
        for place in 0..<places.count { placesOf[Int(places.breakdown[place])].append(Int32(place)) }
        for (position, first) in shown.enumerated() {
            for second in shown.dropFirst(position + 1) {
                let pair = (places.breakdowns[first], places.breakdowns[second])
                if isImplied(pair, by: shown.filter { $0 != first && $0 != second }.map { places.breakdowns[$0] }) {
                    continue
                }
                add(first, second, placesOf[first], placesOf[second], places)
            }
        }
        index(placeCount: places.count)
    }

    /// Whether both are the ends of a chain: then the equations of its links say the same.
    private func isImplied(_ pair: (Breakdown, Breakdown), by others: [Breakdown]) -> Bool {
        others.contains {
            Self.refines(pair.0, $0) && Self.refines($0, pair.1)
                || Self.refines(pair.1, $0) && Self.refines($0, pair.0)
        }
    }

    /// Whether the cells of `fine` add up to those of `coarse` without regard to periods that do not nest.
    private static func refines(_ fine: Breakdown, _ coarse: Breakdown) -> Bool {
        Set(fine.segments).isSuperset(of: coarse.segments) && fine.grain == coarse.grain
    }

    private mutating func add(
        _ first: Int, _ second: Int, _ left: [Int32], _ right: [Int32], _ places: CellPlaces
    ) {
        let common = Set(places.breakdowns[first].segments).intersection(places.breakdowns[second].segments).sorted()
        let spans = Self.spans(left + right, places)
        var numbers: [UInt64: Int] = [:]
        var sides: [(left: [Int32], right: [Int32])] = []
        for (side, breakdown) in [(left, first), (right, second)] {
            let segments = places.breakdowns[breakdown].segments
            let positions = common.compactMap { segments.firstIndex(of: $0) }
            for place in side {
                var key = UInt64(spans[places.start[Int(place)]] ?? 0)
                for position in positions where position < places.labels[Int(place)].count {
                    key = CellPlaces.mixed(key, UInt64(bitPattern: Int64(places.labels[Int(place)][position])))
                }
                let number = numbers[key] ?? sides.count
                if number == sides.count {
                    numbers[key] = number
                    sides.append(([], []))
                }
                if breakdown == first { sides[number].left.append(place) } else { sides[number].right.append(place) }
            }
        }
        // A span that only one side has says nothing of the other.
        for side in sides where !side.left.isEmpty && !side.right.isEmpty {
            members += side.left
            isOnRight += side.left.map { _ in false }
            members += side.right
            isOnRight += side.right.map { _ in true }
            starts.append(members.count)
            count += 1
        }
    }

    /// By the first day of a period, the number of the stretch of overlapping periods that it belongs to.
    private static func spans(_ members: [Int32], _ places: CellPlaces) -> [Int: Int] {
        var ends: [Int: Int] = [:]
        for place in members.map(Int.init) {
            ends[places.start[place]] = max(ends[places.start[place]] ?? Int.min, places.end[place])
        }
        var spans: [Int: Int] = [:]
        var number = 0
        var reached = Int.min
        for (start, end) in ends.sorted(by: { $0.key < $1.key }) {
            if start >= reached { number += 1 }
            spans[start] = number
            reached = max(reached, end)
        }
        return spans
    }

    private mutating func index(placeCount: Int) {
        var counts = [Int](repeating: 0, count: placeCount + 1)
        for place in members { counts[Int(place) + 1] += 1 }
        for place in 0..<placeCount { counts[place + 1] += counts[place] }
        placeStarts = counts
        equationsOfPlace = [Int32](repeating: 0, count: members.count)
        isOnRightOfPlace = [Bool](repeating: false, count: members.count)
        for equation in 0..<count {
            for member in self.members(of: equation) {
                let place = Int(members[member])
                equationsOfPlace[counts[place]] = Int32(equation)
                isOnRightOfPlace[counts[place]] = isOnRight[member]
                counts[place] += 1
            }
        }
    }

    func members(of equation: Int) -> Range<Int> { starts[equation]..<starts[equation + 1] }

    /// Positions in `equationsOfPlace`.
    func equations(of place: Int32) -> Range<Int> { placeStarts[Int(place)]..<placeStarts[Int(place) + 1] }
}
