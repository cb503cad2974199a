// Which numbers the metrics of a report tell, and which of them are the same number.

import Stages

/// The numbers that cells tell: values, numerators, denominators, n.
///
/// The answered calls are the value of one metric, the numerator of a second and the n of a third: fields of different
/// metrics that agree in every place that both have are one quantity.
struct PublishedQuantities {
    private enum Field: Int, CaseIterable {
        case value, numerator, denominator, n
    }

    let metrics: [MetricDescription]
    /// By metric, the quantity that must not be known of a small cell: with its n it would be its value.
    private(set) var secret: [Int] = []
    /// By metric, the quantities its cells tell, as far as they are some metric's secret.
    private(set) var published: [[Int]] = []
    /// By metric that is calculated, and is no plain ratio whose parts it tells, the secrets of the reported metrics in its formula.
    private(set) var operands: [[Int]] = []
    /// By quantity and place, the largest n of the metrics whose secret it is; -1 where none has a cell.
    private(set) var weights: [Int: [Int32]] = [:]
    /// By quantity and place, the largest n of the rates it is the numerator of.
    private var rateSamples: [Int: [Int32]] = [:]

    /// - Complexity: O(cells + metrics² × breakdowns).
    init(_ results: MetricResults, places: CellPlaces) {
        metrics = results.metrics
        let fields = Field.allCases.count
        let width = places.breakdowns.count
        // By field of a metric and breakdown: what its numbers are, all together.
        var prints = [UInt64](repeating: 0, count: metrics.count * fields * width)
        var isShown = [Bool](repeating: false, count: metrics.count * width)
        var hasNumerator = [Bool](repeating: false, count: metrics.count)
        for (position, cell) in results.cells.enumerated() {
            let metric = Int(places.metricOfCell[position])
            guard metric >= 0 else { continue }
            let place = Int(places.placeOfCell[position])
            let breakdown = Int(places.breakdown[place])
            isShown[metric * width + breakdown] = true
            if cell.numerator != nil { hasNumerator[metric] = true }
            func add(_ field: Field, _ number: Double?) {
                guard let number, number != 0 else { return }
                let index = (metric * fields + field.rawValue) * width + breakdown
                prints[index] &+= CellPlaces.mixed(places.marks[place], number.bitPattern)
            }
            add(.value, cell.value?.doubleValue)
            add(.numerator, cell.numerator?.doubleValue)
            add(.denominator, cell.denominator?.doubleValue)
            add(.n, Double(cell.n))
        }
        var sets = DisjointSets(count: metrics.count * fields)
        for first in 0..<metrics.count * fields {
            for second in 0..<first where sets.root(first) != sets.root(second) {
                let (one, other) = (first / fields * width, second / fields * width)
                let common = (0..<width).filter { isShown[one + $0] && isShown[other + $0] }
                let agree = common.allSatisfy { prints[first * width + $0] == prints[second * width + $0] }
                if agree, common.contains(where: { prints[first * width + $0] != 0 }) { sets.join(first, second) }
            }
        }
        secret = metrics.indices.map { metric in
            sets.root(metric * fields + (hasNumerator[metric] ? Field.numerator : .value).rawValue)
        }
        let secrets = Set(secret)
        published = metrics.indices.map { metric in
            Set(Field.allCases.map { sets.root(metric * fields + $0.rawValue) }).intersection(secrets).sorted()
        }
        let byKey = Dictionary(
            metrics.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { first, _ in first })
        operands = metrics.enumerated().map { position, metric in
            hasNumerator[position] ? [] : metric.operands.compactMap { byKey[$0] }.map { secret[$0] }
        }
        // By position in `own`, then by place.
        let own = secrets.sorted()
        let positions = Dictionary(uniqueKeysWithValues: own.enumerated().map { ($0.element, $0.offset) })
        let position = secret.map { positions[$0] ?? 0 }
        var largest = own.map { _ in [Int32](repeating: -1, count: places.count) }
        var samples = own.map { _ in [Int32]() }
        for (index, cell) in results.cells.enumerated() {
            let metric = Int(places.metricOfCell[index])
            guard metric >= 0 else { continue }
            let place = Int(places.placeOfCell[index])
            let n = Int32(clamping: cell.n)
            largest[position[metric]][place] = max(n, largest[position[metric]][place])
            if hasNumerator[metric], !metrics[metric].counts, cell.value != nil {
                if samples[position[metric]].isEmpty {
                    samples[position[metric]] = [Int32](repeating: 0, count: places.count)
                }
                samples[position[metric]][place] = max(n, samples[position[metric]][place])
            }
        }
        weights = Dictionary(uniqueKeysWithValues: zip(own, largest))
        rateSamples = Dictionary(uniqueKeysWithValues: zip(own, samples).filter { !$0.1.isEmpty })
    }

    func largestSampleOfRates(_ quantity: Int, at place: Int32) -> Int { Int(rateSamples[quantity]?[Int(place)] ?? 0) }
}

/// Which of some things belong together.
struct DisjointSets {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    mutating func root(_ element: Int) -> Int {
        var element = element
        while parents[element] != element {
            parents[element] = parents[parents[element]]
            element = parents[element]
        }
        return element
    }

    /// The smaller of both roots becomes that of all.
    mutating func join(_ first: Int, _ second: Int) {
        let (first, second) = (root(first), root(second))
        parents[max(first, second)] = min(first, second)
    }
}
