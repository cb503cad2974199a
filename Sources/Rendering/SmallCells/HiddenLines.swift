// What is hidden of numbers whose rows count in several periods: what their differences would tell.

import Stages

extension HiddenPatterns {
    /// Hides rolling numbers, stocks and growth where one of them, or of a number of the same rows, is hidden.
    ///
    /// Two windows differ by the days that one has and the other has not, and two stocks by what came and went. So such numbers are hidden
    /// by all segments by which something is hidden; what is left are totals.
    mutating func hideLines(_ relatives: Relatives) {
        for line in relatives.lines {
            let hidden = line.quantities.map { (quantity: $0, places: hiddenByBreakdown($0)) }.filter {
                !$0.places.isEmpty
            }
            if hidden.isEmpty { continue }
            let hidesWhole = tellsWhole(line)
            for to in places.breakdowns.indices {
                let metrics = line.metrics.filter { quantities.isShown[$0][to] }
                if metrics.isEmpty { continue }
                let found = line.isMade ? sameLines(to, hidden) : hidesWhole || meets(to, hidden) ? placesOf[to] : []
                for place in found {
                    for metric in metrics { hide(quantities.secret[metric], at: place) }
                }
            }
        }
    }

    /// Whether the totals of a line may tell a whole that must not be told.
    ///
    /// Totals of moments tell what came between two of these. So a whole is told only where totals stand at both its start and its end;
    /// where windows are among them, nobody knows between which days.
    private func tellsWhole(_ line: Relatives.Line) -> Bool {
        let silent = line.quantities.flatMap(silentPlaces)
        guard line.isOfMoments, !silent.isEmpty else { return !silent.isEmpty }
        var moments: Set<Int> = []
        for place in 0..<places.count where places.labels[place].isEmpty {
            moments.formUnion([places.start[place], places.end[place]])
        }
        return silent.contains { place in
            moments.contains(places.start[Int(place)]) && moments.contains(places.end[Int(place)])
        }
    }

    /// Whether something is hidden by a segment of a breakdown, or of a total.
    private func meets(_ breakdown: Int, _ hidden: [(quantity: Int, places: [Int: [Int32]])]) -> Bool {
        let own = Set(places.breakdowns[breakdown].segments)
        return hidden.contains { quantity in
            quantity.places.keys.contains { from in
                let segments = places.breakdowns[from].segments
                return own.isEmpty ? segments.isEmpty : !own.isDisjoint(with: segments)
            }
        }
    }

    /// The places of a breakdown whose labels are hidden in some period.
    private func sameLines(_ breakdown: Int, _ hidden: [(quantity: Int, places: [Int: [Int32]])]) -> [Int32] {
        places.breakdowns.indices.flatMap { from in
            let told = hidden.filter { !isSplit($0.quantity, from, as: breakdown) }.flatMap { $0.places[from] ?? [] }
            return told.isEmpty ? [] : placesAlike(breakdown, to: told, of: from)
        }
    }

    /// Whether a quantity is shown by another breakdown too, or by its segments in the same periods: what must be hidden there is.
    private func isSplit(_ quantity: Int, _ from: Int, as to: Int) -> Bool {
        let (own, other) = (places.breakdowns[from], places.breakdowns[to])
        if own.segments == other.segments { return false }
        return quantities.isShown(quantity, by: to)
            || places.breakdowns.indices.contains { breakdown in
                places.breakdowns[breakdown] == Breakdown(grain: own.grain, segments: other.segments)
                    && quantities.isShown(quantity, by: breakdown)
            }
    }

    private func hiddenByBreakdown(_ quantity: Int) -> [Int: [Int32]] {
        guard let isHidden = hiddenPlaces(quantity) else { return [:] }
        var found: [Int: [Int32]] = [:]
        for place in isHidden.indices where isHidden[place] {
            found[Int(places.breakdown[place]), default: []].append(Int32(place))
        }
        return found
    }

    /// The places of a breakdown whose labels agree with those of some places of another, in whatever period.
    private func placesAlike(_ breakdown: Int, to others: [Int32], of from: Int) -> [Int32] {
        let (own, other) = (places.breakdowns[breakdown].segments, places.breakdowns[from].segments)
        let common = own.filter(other.contains)
        let (here, there) = (
            common.compactMap { own.firstIndex(of: $0) }, common.compactMap { other.firstIndex(of: $0) }
        )
        let keys = Set(others.map { places.labelKey($0, at: there) })
        return placesOf[breakdown].filter { keys.contains(places.labelKey($0, at: here)) }
    }
}
