// Which cells add up to which others: the equations by which a hidden number could be found.

import Stages
import Tabular

/// The equations between the cells of some breakdowns: those of one side add up to those of the other.
///
/// Two breakdowns that divide the same rows agree wherever both are summed up to what they have in common: regions by month and
/// tiers by month agree in every month, also when no breakdown shows the months alone. Periods of different lengths agree where they
/// begin and end on the same days.
struct CellSums {
    /// What is divided so.
    struct Shape: Hashable {
        /// Positions of the breakdowns.
        var shown: [Int]
        /// Whether longer periods are the sum of shorter ones: not where rows count in several periods.
        var addsUpOverTime = true
        /// Wholes that are told beside their parts.
        var wholes: [Whole] = []

        struct Whole: Hashable {
            var breakdown: Int
            var segments: [String]
        }
    }

    private(set) var count = 0
    /// By equation, where its members begin; one more than equations.
    private(set) var starts: [Int] = [0]
    /// Places, and on which side they stand.
    private(set) var members: [Int32] = []
    private(set) var isOnRight: [Bool] = []
    /// From this equation on they are those of parts whose sum is told beside them.
    private(set) var firstWhole = 0
    /// By place, where its equations begin; one more than places.
    private(set) var placeStarts: [Int] = []
    private(set) var equationsOfPlace: [Int32] = []
    /// Beside it, on which side of the equation the place stands.
    private(set) var isOnRightOfPlace: [Bool] = []

    /// - Complexity: O(places × breakdowns + periods²).
    init(_ places: CellPlaces, shape: Shape) {
        let placesOf = places.byBreakdown
        let shown = shape.shown
        for (position, first) in shown.enumerated() {
            for second in shown.dropFirst(position + 1) {
                let pair = (places.breakdowns[first], places.breakdowns[second])
                if isImplied(pair, by: shown.filter { $0 != first && $0 != second }.map { places.breakdowns[$0] }) {
                    continue
                }
                add(first, second, placesOf[first], placesOf[second], places, shape.addsUpOverTime)
            }
        }
        firstWhole = count
        for whole in shape.wholes { add(whole, placesOf[whole.breakdown], places) }
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

    // MARK: Two breakdowns

    private mutating func add(
        _ first: Int, _ second: Int, _ left: [Int32], _ right: [Int32], _ places: CellPlaces, _ addsUpOverTime: Bool
    ) {
        let common = Set(places.breakdowns[first].segments).intersection(places.breakdowns[second].segments).sorted()
        var placesOf: [PeriodCycles.Stretch: [(key: UInt64, place: Int32)]] = [:]
        for (side, members) in [left, right].enumerated() {
            let days = PlaceDays(
                members.map { (places.start[Int($0)], places.end[Int($0)]) },
                isOfAllTime: places.covered.contains { $0.lowerBound == Int.min })
            let segments = places.breakdowns[side == 0 ? first : second].segments
            let positions = common.compactMap { segments.firstIndex(of: $0) }
            for place in members {
                let stretch = PeriodCycles.Stretch(
                    side: side, start: days.start(places.start[Int(place)]), end: days.end(places.end[Int(place)]))
                placesOf[stretch, default: []].append((places.labelKey(place, at: positions), place))
            }
        }
        for equation in equations(placesOf.keys, (first, second), places, addsUpOverTime) {
            var numbers: [UInt64: Int] = [:]
            var sums: [[(place: Int32, isOnRight: Bool)]] = []
            for (stretch, isOnRight) in equation {
                for (key, place) in placesOf[stretch] ?? [] {
                    let number = numbers[key] ?? sums.count
                    if number == sums.count {
                        numbers[key] = number
                        sums.append([])
                    }
                    sums[number].append((place, isOnRight))
                }
            }
            // What only one breakdown has says nothing of the other.
            for sum in sums {
                let own = places.breakdown[Int(sum[0].place)]
                if sum.contains(where: { places.breakdown[Int($0.place)] != own }) { append(sum) }
            }
        }
    }

    private func equations(
        _ stretches: some Collection<PeriodCycles.Stretch>, _ breakdowns: (Int, Int), _ places: CellPlaces,
        _ addsUpOverTime: Bool
    ) -> [PeriodCycles.Equation] {
        let sides = [breakdowns.0, breakdowns.1].enumerated().map { side, breakdown in
            (
                periods: Set(stretches.filter { $0.side == side }),
                covered: places.breakdowns[breakdown].grain == nil ? [] : places.covered
            )
        }
        if addsUpOverTime { return PeriodCycles(sides).equations }
        return sides[0].periods.sorted().compactMap { stretch in
            let same = PeriodCycles.Stretch(side: 1, start: stretch.start, end: stretch.end)
            return sides[1].periods.contains(same) ? [(stretch, false), (same, true)] : nil
        }
    }

    // MARK: Wholes

    private mutating func add(_ whole: Shape.Whole, _ members: [Int32], _ places: CellPlaces) {
        let segments = places.breakdowns[whole.breakdown].segments
        let kept = segments.indices.filter { !whole.segments.contains(segments[$0]) }
        if kept.count == segments.count { return }
        var numbers: [UInt64: Int] = [:]
        var sums: [[(place: Int32, isOnRight: Bool)]] = []
        for place in members {
            let start = CellPlaces.mixed(places.labelKey(place, at: kept), day: places.start[Int(place)])
            let key = CellPlaces.mixed(start, day: places.end[Int(place)])
            let number = numbers[key] ?? sums.count
            if number == sums.count {
                numbers[key] = number
                sums.append([])
            }
            sums[number].append((place, false))
        }
        for sum in sums { append(sum) }
    }

    // MARK: Tables

    private mutating func append(_ sum: [(place: Int32, isOnRight: Bool)]) {
        members += sum.map(\.place)
        isOnRight += sum.map(\.isOnRight)
        starts.append(members.count)
        count += 1
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
