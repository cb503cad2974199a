// Which numbers the metrics of a report tell, and which of them are the same number.

import Stages
import Tabular

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
    /// By metric, the quantities its cells tell, as far as they are some metric's secret or stand in a sum with one.
    private(set) var published: [[Int]] = []
    /// By quantity, the metrics whose cells tell it.
    private(set) var tellers: [Int: [Int]] = [:]
    /// By metric, whether each breakdown shows it.
    private(set) var isShown: [[Bool]] = []
    /// By metric, the secrets of the reported metrics that it is made from.
    private(set) var operands: [[Int]] = []
    /// By metric, whether what it is made from follows from its cell, one from the others.
    private(set) var isToldByParts: [Bool] = []
    /// By metric, the quantity that is its n.
    private(set) var sample: [Int] = []
    /// By quantity, the parts and wholes that cells tell side by side.
    private(set) var wholes: [Int: [CellSums.Shape.Whole]] = [:]
    /// Which quantities are sums of others in every cell that shows them all.
    private(set) var relations: [QuantityRelation] = []
    /// By quantity and place, the largest n of the metrics whose secret it is, or that tell it where none of these has a cell; -1 where
    /// nobody has one.
    private(set) var weights: [Int: [Int32]] = [:]
    /// By quantity and place, the largest n of the rates it is the numerator of.
    private var rateSamples: [Int: [Int32]] = [:]
    /// By quantity that is what numerators leave of their rates' denominators, these numerators.
    private var rests: [Int: [Int]] = [:]

    /// How many rows a cell says something of: those of its n, but of the part that is in it where its n is that of a whole.
    static func rows(of cell: MetricCell, _ metric: MetricDescription) -> Int {
        guard metric.footing.whole?.isOfCounts == true, let part = cell.numerator?.doubleValue, part >= 0,
            part < 1e15
        else { return cell.n }
        return Int(part)
    }

    /// Whether a metric's numerator is a part of what its n counts, and may be told beside it: not where it is the share of a total, which
    /// but tells the part in other words, nor a difference from another period.
    private static func isRate(_ metric: MetricDescription) -> Bool {
        !metric.counts && metric.footing.whole == nil && (metric.operands.isEmpty || !metric.footing.looksBeyondPeriod)
    }

    /// - Complexity: O(cells + metrics² × breakdowns), and metrics³ look-ups as long as there are few.
    init(_ results: MetricResults, places: CellPlaces) {
        metrics = results.metrics
        let fields = Field.allCases.count
        let width = places.breakdowns.count
        // By field of a metric and breakdown: what its numbers are, all together.
        var prints = [UInt64](repeating: 0, count: metrics.count * fields * width)
        // The same as numbers that add up as theirs do.
        var sums = [Int64](repeating: 0, count: prints.count)
        var isShown = [Bool](repeating: false, count: metrics.count * width)
        var hasNumerator = [Bool](repeating: false, count: metrics.count)
        let cells = results.cells
        // By position, without a copy of the cell.
        for position in cells.indices {
            let metric = Int(places.metricOfCell[position])
            guard metric >= 0 else { continue }
            let place = Int(places.placeOfCell[position])
            let breakdown = Int(places.breakdown[place])
            isShown[metric * width + breakdown] = true
            if cells[position].numerator != nil { hasNumerator[metric] = true }
            let mark = places.marks[place]
            func add(_ field: Field, _ number: Double, _ millionths: @autoclosure () -> Int64) {
                if number == 0 { return }
                let index = (metric * fields + field.rawValue) * width + breakdown
                prints[index] &+= CellPlaces.mixed(mark, number.bitPattern)
                sums[index] &+= Int64(bitPattern: mark) &* millionths()
            }
            func add(_ field: Field, _ value: MetricValue?) {
                if let value { add(field, value.doubleValue, QuantityRelation.millionths(value)) }
            }
            add(.value, cells[position].value)
            add(.numerator, cells[position].numerator)
            add(.denominator, cells[position].denominator)
            let n = cells[position].n
            add(.n, Double(n), Int64(n) &* 1_000_000)
        }
        var sets = DisjointSets(count: metrics.count * fields)
        let byKey = Dictionary(
            metrics.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { first, _ in first })
        // A share tells of each label the very number that it is the share of.
        for (share, metric) in metrics.enumerated() where metric.footing.whole != nil {
            guard let part = metric.operands.first.flatMap({ byKey[$0] }) else { continue }
            sets.join(share * fields + Field.numerator.rawValue, part * fields + Field.value.rawValue)
        }
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
        var additive: [Int: AdditiveQuantity] = [:]
        // By numerator of rates, their denominators.
        var denominators: [Int: Set<Int>] = [:]
        for metric in metrics.indices {
            for field in Field.allCases where field != .value || !hasNumerator[metric] {
                let row = metric * fields + field.rawValue
                let root = sets.root(row)
                var quantity =
                    additive[root] ?? AdditiveQuantity(number: root, sums: [Int64?](repeating: nil, count: width))
                for breakdown in 0..<width where isShown[metric * width + breakdown] {
                    quantity.sums[breakdown] = sums[row * width + breakdown]
                }
                if field == .denominator, hasNumerator[metric] { quantity.isDenominator = true }
                additive[root] = quantity
            }
            if hasNumerator[metric], Self.isRate(metrics[metric]) {
                denominators[secret[metric], default: []].insert(
                    sets.root(metric * fields + Field.denominator.rawValue))
            }
        }
        relations = QuantityRelation.find(
            among: additive.keys.sorted().compactMap { additive[$0] }.filter(\.isTelling), secrets: secrets,
            placeCounts: places.byBreakdown.map(\.count))
        for relation in relations {
            guard let whole = relation.whole, relation.right.count == 2 else { continue }
            for (rest, numerator) in zip(relation.right, relation.right.reversed())
            where denominators[numerator] == [whole] {
                rests[rest, default: []].append(numerator)
            }
        }
        let tracked = secrets.union(relations.flatMap(\.members))
        published = metrics.indices.map { metric in
            Set(Field.allCases.map { sets.root(metric * fields + $0.rawValue) }).intersection(tracked).sorted()
        }
        for metric in metrics.indices {
            for quantity in published[metric] { tellers[quantity, default: []].append(metric) }
        }
        self.isShown = metrics.indices.map { Array(isShown[($0 * width)..<($0 * width + width)]) }
        operands = metrics.map { metric in metric.operands.compactMap { byKey[$0] }.map { secret[$0] } }
        isToldByParts = metrics.enumerated().map { !hasNumerator[$0] || $1.footing.tellsOperands }
        sample = metrics.indices.map { sets.root($0 * fields + Field.n.rawValue) }
        for (metric, description) in metrics.enumerated() {
            guard let whole = description.footing.whole else { continue }
            for breakdown in 0..<width where isShown[metric * width + breakdown] {
                let new = CellSums.Shape.Whole(breakdown: breakdown, segments: whole.segments)
                if wholes[secret[metric]]?.contains(new) != true { wholes[secret[metric], default: []].append(new) }
            }
        }
        // By position in `own`, then by place.
        let own = tracked.sorted()
        let positions = Dictionary(uniqueKeysWithValues: own.enumerated().map { ($0.element, $0.offset) })
        let position = secret.map { positions[$0] ?? 0 }
        let others = metrics.indices.map { metric in
            published[metric].filter { $0 != secret[metric] }.compactMap { positions[$0] }
        }
        var largest = own.map { _ in [Int32](repeating: -1, count: places.count) }
        // What those tell whose secret it is not.
        var told = largest
        var samples = own.map { _ in [Int32]() }
        for index in cells.indices {
            let metric = Int(places.metricOfCell[index])
            guard metric >= 0 else { continue }
            let place = Int(places.placeOfCell[index])
            let n = Int32(clamping: Self.rows(of: cells[index], metrics[metric]))
            largest[position[metric]][place] = max(n, largest[position[metric]][place])
            for other in others[metric] { told[other][place] = max(n, told[other][place]) }
            if hasNumerator[metric], Self.isRate(metrics[metric]), cells[index].value != nil {
                if samples[position[metric]].isEmpty {
                    samples[position[metric]] = [Int32](repeating: 0, count: places.count)
                }
                samples[position[metric]][place] = max(n, samples[position[metric]][place])
            }
        }
        for quantity in own.indices {
            for place in 0..<places.count where largest[quantity][place] < 0 {
                largest[quantity][place] = told[quantity][place]
            }
        }
        weights = Dictionary(uniqueKeysWithValues: zip(own, largest))
        rateSamples = Dictionary(uniqueKeysWithValues: zip(own, samples).filter { !$0.1.isEmpty })
    }

    /// Whether what a quantity comes to in a longer period is the sum of shorter ones: not where all that tell it look beyond theirs.
    func addsUpOverTime(_ quantity: Int) -> Bool {
        (tellers[quantity] ?? []).contains { !metrics[$0].footing.looksBeyondPeriod }
    }

    /// Whether a breakdown shows a quantity.
    func isShown(_ quantity: Int, by breakdown: Int) -> Bool {
        (tellers[quantity] ?? []).contains { isShown[$0][breakdown] }
    }

    /// The largest n of the rates that tell a count: as their numerator, or as what is left of their denominator.
    func largestSampleOfRates(_ quantity: Int, at place: Int32) -> Int {
        let sample = rateSamples[quantity]?[Int(place)] ?? 0
        return Int((rests[quantity] ?? []).reduce(sample) { max($0, rateSamples[$1]?[Int(place)] ?? 0) })
    }
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
