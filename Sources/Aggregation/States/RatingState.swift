// What raters say, put together by their relations to the rated: which of these count, and what comes of it.

import Stages
import Statistics
import Tabular

/// The opinions of each group's raters.
struct RatingState: Accumulator {
    private var rows: UnitRows
    private var rowWeights = RowWeights()
    private let kind: Rating
    private let scale: UnitScale
    private let hasInterval: Bool

    init(_ kind: Rating, _ values: StateValues) {
        self.kind = kind
        func isPlain(_ place: Int?) -> Bool { place.map { $0 < values.arePlain.count && values.arePlain[$0] } ?? false }
        rows = UnitRows(arePlain: (isPlain(1), isPlain(kind.places.relation)))
        scale = values.scale
        hasInterval = values.hasInterval
    }

    static var growsWithRows: Bool { true }

    mutating func makeRoom(forGroups count: Int) {
        rows.makeRoom(forGroups: count)
        rowWeights.makeRoom(forGroups: count)
    }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        let (values, rater) = (columns[0], columns[1])
        let (relation, weights) = (kind.places.relation.map { columns[$0] }, kind.places.weight.map { columns[$0] })
        let own = kind.places.own.map { columns[$0].fulfilled }
        let (hasValue, hasRater, hasRelation) = (values.presenceOfNumbers, rater.presence, relation?.presence)
        let isThere = Presence(count: groups.count) { row in
            hasValue[row] && hasRater[row] && (own?[row] == true || hasRelation?[row] != false)
        }
        let sifted = weights.map { rowWeights.sift(groups, weights: $0, isThere: isThere) }
        let (numbers, weightNumbers) = (values.numbers, weights?.numbers)
        let codes = rows.codes(units: rater, strata: relation)
        for row in 0..<groups.count where groups[row] != 0 && isThere[row] && sifted?[row] != 0 {
            rows.add(
                group: groups[row], stratum: own?[row] == true ? nil : codes.strata?[row] ?? 0, unit: codes.units[row],
                value: numbers[row], weight: 1, extra: weightNumbers?[row] ?? 1, isMarked: false)
        }
    }

    mutating func merge(_ other: RatingState, numbers: [UInt32]) {
        rows.merge(other.rows, numbers: numbers)
        rowWeights.merge(other.rowWeights, numbers: numbers)
    }

    mutating func finish(jobs: Int) -> [Measurement] {
        rows.settled().map { units in
            let opinions = Opinions(units, fewest: kind.least, scale)
            let fewest = opinions.others.map(\.raters.count).min() ?? opinions.raters
            guard let number = opinions.number(kind.result) else { return Measurement(value: nil, n: fewest) }
            let sample = hasInterval ? opinions.sample(kind.result, number, count: fewest) : nil
            return Measurement(
                value: .real(number), n: fewest, interval: sample?.interval()?.within(kind.limits),
                evidence: sample.map { .mean($0) } ?? .none)
        }
    }

    func strays(inGroup group: Int) -> Int { rowWeights.strays[group] }
}

/// What the raters of one group say, by the relations that count.
private struct Opinions {
    /// A relation, or several that are taken together.
    struct Source {
        var moments = ExactMoments()
        var weight = ExactSum()
        var raters: Set<UInt32> = []
    }

    /// Those that count.
    let others: [Source]
    let own: Source?
    /// How many different raters there are, own opinions aside.
    let raters: Int

    /// - Parameter fewest: so many raters make a relation count by itself.
    init(_ units: [UnitRows.Unit], fewest: Int, _ scale: UnitScale) {
        var relations: [UInt32: Source] = [:]
        for unit in units {
            guard let value = unit.value else { continue }
            var source = relations.removeValue(forKey: unit.stratum) ?? Source()
            source.moments.add(scale.number(value))
            // The weight is that of the relation, whichever of its rows says it.
            source.weight = ExactSum([max(source.weight.total, unit.extra)])
            source.raters.insert(unit.code)
            relations[unit.stratum] = source
        }
        own = relations.removeValue(forKey: .max)
        raters = relations.values.reduce(into: Set<UInt32>()) { $0.formUnion($1.raters) }.count
        var folded = Source()
        for source in relations.values where source.raters.count < fewest {
            folded.moments.merge(source.moments)
            folded.weight.merge(source.weight)
            folded.raters.formUnion(source.raters)
        }
        let large = relations.values.filter { $0.raters.count >= fewest }
        others = folded.raters.count >= fewest && folded.moments.count > 0 ? large + [folded] : large
    }

    private func counted(_ result: Rating.Outcome) -> [Source] {
        result == .gap ? others : others + [own].compactMap { $0 }
    }

    private static func weight(_ sources: [Source]) -> Double {
        var sum = ExactSum()
        for source in sources { sum.merge(source.weight) }
        return sum.total
    }

    private static func mean(_ sources: [Source]) -> Double? {
        let products = ExactSum(sources.compactMap { source in source.moments.mean.map { source.weight.total * $0 } })
        let weight = weight(sources)
        return weight > 0 ? products.total / weight : nil
    }

    /// - Missing: nil where nobody but oneself counts, and of a gap where there is no own opinion.
    func number(_ result: Rating.Outcome) -> Double? {
        guard !others.isEmpty else { return nil }
        return switch result {
        case .score: Self.mean(counted(.score))
        case .coverage: Self.weight(counted(.coverage))
        case .gap: Self.mean(others).flatMap { mean in own?.moments.mean.map { $0 - mean } }
        }
    }

    /// The number with its standard error, as that of so many raters.
    ///
    /// - Missing: nil where a relation has a single rater, and for the weights, which are no measurement.
    func sample(_ result: Rating.Outcome, _ number: Double, count: Int) -> SampleMean? {
        guard result != .coverage, count > 1 else { return nil }
        let sources = counted(result)
        let weight = Self.weight(sources)
        var squares = ExactSum()
        for source in sources {
            guard let variance = source.moments.variance else { continue }
            let share = source.weight.total / weight
            squares.add(share * share * variance / Double(source.moments.count))
        }
        if result == .gap, let own, let variance = own.moments.variance {
            squares.add(variance / Double(own.moments.count))
        }
        return SampleMean(
            count: count, mean: number, standardDeviation: (squares.total * Double(count)).squareRoot())
    }
}
