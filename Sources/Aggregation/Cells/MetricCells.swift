// What a metric came to in every cell of a breakdown, in the order of the report.

import Tabular

/// Which cell of a metric and breakdown: a position in the breakdown's periods, and labels.
struct CellPlace: Hashable, Comparable, Sendable {
    var period: Int
    var labels: [Int]

    static func < (left: CellPlace, right: CellPlace) -> Bool {
        left.period != right.period ? left.period < right.period : left.labels.lexicographicallyPrecedes(right.labels)
    }
}

/// The measurements of one metric by one breakdown.
///
/// Places come sorted from the group numbers and are shared by all metrics of a breakdown: no table of places with
/// their labels must be filled and sorted for each metric. Nor are measurements put in the order of the places, which
/// would copy them all.
struct MetricCells: Sendable {
    /// Ascending.
    let places: [CellPlace]
    private let measurements: [Measurement]
    /// By place the position of its measurement; nil where they stand in the order of the places.
    private let numbers: [Int]?

    static let none = MetricCells(places: [], measurements: [])

    /// - Shape: one measurement per place.
    init(places: [CellPlace], measurements: [Measurement]) {
        self.places = places
        self.measurements = measurements
        numbers = nil
    }

    /// - Shape: `numbers` gives for every place a position in `measurements`.
    init(places: [CellPlace], measurements: [Measurement], numbers: [Int]) {
        self.places = places
        self.measurements = measurements
        self.numbers = numbers
    }

    /// Those of several lists, which have no place in common.
    init(joining lists: [MetricCells]) {
        guard lists.count != 1 else {
            self = lists[0]
            return
        }
        var all: [(place: CellPlace, measurement: Measurement)] = []
        for cells in lists {
            all += cells.places.enumerated().map { ($1, cells.measurement(at: $0)) }
        }
        all.sort { $0.place < $1.place }
        self.init(places: all.map(\.place), measurements: all.map(\.measurement))
    }

    /// The measurement of the place at a position.
    func measurement(at position: Int) -> Measurement { measurements[numbers.map { $0[position] } ?? position] }

    /// - Complexity: O(log cells).
    subscript(place: CellPlace) -> Measurement? {
        let low = places.indices.firstPlace { !(places[$0] < place) }
        return low < places.count && places[low] == place ? measurement(at: low) : nil
    }

    /// The same cells, and those of `others` where there is none, with what `filler` gives.
    ///
    /// - Parameter others: ascending.
    func completed(at others: [CellPlace], with filler: (CellPlace) -> Measurement) -> MetricCells {
        if others.isEmpty || others == places { return self }
        let all = Self.united([places, others])
        return MetricCells(places: all, measurements: all.map { self[$0] ?? filler($0) })
    }

    /// The labels that stand in one period and not in another, ascending.
    ///
    /// - Complexity: O(cells of both).
    func labels(ofPeriod period: Int, butNotOf other: Int) -> [[Int]] {
        let (all, present) = (places[range(ofPeriod: period)], places[range(ofPeriod: other)])
        var found: [[Int]] = []
        var next = present.startIndex
        for place in all {
            while next < present.endIndex, present[next].labels.lexicographicallyPrecedes(place.labels) { next += 1 }
            if next == present.endIndex || present[next].labels != place.labels { found.append(place.labels) }
        }
        return found
    }

    /// Those of the first periods alone.
    func ofPeriods(below count: Int) -> MetricCells {
        guard let last = places.last, last.period >= count else { return self }
        let kept = places.indices.prefix { places[$0].period < count }
        return MetricCells(places: Array(places[kept]), measurements: kept.map { measurement(at: $0) })
    }

    func hasPlaces(inPeriod period: Int) -> Bool { !range(ofPeriod: period).isEmpty }

    private func range(ofPeriod period: Int) -> Range<Int> {
        let first = places.indices.firstPlace { places[$0].period >= period }
        return first..<(first..<places.count).firstPlace { places[$0].period > period }
    }

    /// Every place that occurs, ascending.
    static func united(_ lists: [[CellPlace]]) -> [CellPlace] {
        guard let first = lists.first else { return [] }
        // Metrics of one table have the same list, not only an equal one.
        if lists.allSatisfy({ $0 == first }) { return first }
        return Set(lists.joined()).sorted()
    }
}
