// What a text says about a place: nothing, one place, or several that it may be.

/// How exactly a place is wanted.
package enum GeographyLevel: String, Sendable, CaseIterable {
    case area, province, city
}

/// The places a text may mean; none when it names no place.
struct PlaceReading: Sendable, Hashable {
    /// Sorted, each once.
    var candidates: [Place] = []

    static let nothing = PlaceReading()

    init(_ candidates: [Place] = []) { self.candidates = Set(candidates).sorted() }

    /// What is known for certain at a level.
    enum Verdict: Sendable, Hashable {
        /// The position of the area, province or city in the table.
        case known(Int)
        /// Several candidates remain.
        case ambiguous
        /// A province is known, but no city.
        case tooCoarse
        case nothing
    }

    func verdict(at level: GeographyLevel, in table: PlaceTable) -> Verdict {
        guard let first = candidates.first else { return .nothing }
        switch level {
        case .area:
            let area = table.provinces[first.province].area
            return candidates.allSatisfy { table.provinces[$0.province].area == area } ? .known(area) : .ambiguous
        case .province:
            return candidates.allSatisfy { $0.province == first.province } ? .known(first.province) : .ambiguous
        case .city:
            if candidates.count > 1 { return .ambiguous }
            return first.city.map { .known($0) } ?? .tooCoarse
        }
    }

    /// This reading made more exact by a later one of the same row; where they contradict each other, this one stays.
    func refined(by later: PlaceReading) -> PlaceReading {
        if candidates.isEmpty { return later }
        var both: [Place] = []
        for mine in candidates {
            for theirs in later.candidates where mine.province == theirs.province {
                if mine.city == nil || theirs.city == nil || mine.city == theirs.city {
                    both.append(Place(province: mine.province, city: mine.city ?? theirs.city))
                }
            }
        }
        // The later text may mean a province or its city of the same name: beside the province it means the city.
        if both.contains(where: { $0.city != nil }) { both.removeAll { $0.city == nil } }
        return both.isEmpty ? self : PlaceReading(both)
    }
}

/// One place named in a text.
struct PlaceMention: Sendable, Hashable {
    /// How much it says, weakest first.
    enum Weight: Int, Sendable, Comparable {
        case district, short, official, chain

        static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
    }

    var candidates: [Place]
    var weight: Weight
}

extension PlaceReading {
    /// What several mentions in one text say together.
    ///
    /// A province with its city outweighs all else; districts count only alone. What then contradicts itself stays
    /// with all its candidates, and so is ambiguous.
    init(_ mentions: [PlaceMention]) {
        var counted = mentions
        if counted.contains(where: { $0.weight == .chain }) {
            counted.removeAll { $0.weight < .chain }
        } else if counted.contains(where: { $0.weight > .district }) {
            counted.removeAll { $0.weight == .district }
        }
        let all = counted.flatMap(\.candidates)
        guard let first = counted.first else {
            self.init()
            return
        }
        var provinces = Set(first.candidates.map(\.province))
        for mention in counted.dropFirst() { provinces.formIntersection(mention.candidates.map(\.province)) }
        guard !provinces.isEmpty else {
            self.init(all)
            return
        }
        let left = counted.map { $0.candidates.filter { provinces.contains($0.province) } }
        // Mentions that surely name a city narrow it down; a mere province does not.
        let naming = left.filter { $0.allSatisfy { $0.city != nil } }
        guard let firstNaming = naming.first else {
            self.init(left.flatMap { $0 })
            return
        }
        let common = naming.dropFirst().reduce(Set(firstNaming)) { $0.intersection($1) }
        self.init(common.isEmpty ? naming.flatMap { $0 } : Array(common))
    }
}
