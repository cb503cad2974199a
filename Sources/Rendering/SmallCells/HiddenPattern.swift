// Hides further cells of one quantity until no hidden one can be computed from those that are left.

import Stages

/// The hidden places of one quantity.
struct HiddenPattern {
    let sums: CellSums
    /// By place the rows behind it; -1 where there is no cell.
    let weights: [Int32]
    /// By breakdown, whether a cell is lost where it is hidden; elsewhere only cells of others tell the quantity.
    let costs: [Bool]
    /// By place, whether its breakdown divides by segments.
    let isDivided: [Bool]
    /// By place.
    let breakdown: [Int32]
    let floor: Int
    private(set) var isHidden: [Bool]
    /// By equation and side.
    private var hiddenCount: [Int32]
    private var hiddenRows: [Int]
    private var queue: [Int32] = []
    private var isQueued: [Bool]

    init(
        sums: CellSums, weights: [Int32], costs: [Bool], isDivided: [Bool], breakdown: [Int32], floor: Int
    ) {
        self.breakdown = breakdown
        self.costs = costs
        self.sums = sums
        self.weights = weights
        self.isDivided = isDivided
        self.floor = floor
        isHidden = [Bool](repeating: false, count: weights.count)
        hiddenCount = [Int32](repeating: 0, count: 2 * sums.count)
        hiddenRows = [Int](repeating: 0, count: 2 * sums.count)
        isQueued = [Bool](repeating: false, count: sums.count)
    }

    /// - Returns: whether it was not hidden before.
    @discardableResult
    mutating func hide(_ place: Int32) -> Bool {
        guard weights[Int(place)] >= 0, !isHidden[Int(place)] else { return false }
        isHidden[Int(place)] = true
        for position in sums.equations(of: place) {
            let equation = Int(sums.equationsOfPlace[position])
            let side = 2 * equation + (sums.isOnRightOfPlace[position] ? 1 : 0)
            hiddenCount[side] += 1
            hiddenRows[side] += Int(weights[Int(place)])
            if !isQueued[equation] {
                isQueued[equation] = true
                queue.append(Int32(equation))
            }
        }
        return true
    }

    /// Hides what is needed.
    mutating func complete() {
        closeEquations()
        // Each turn hides at least one cell more; where that does not end soon, nothing of the segments is left.
        for _ in 0..<40 {
            guard let found = determined() else { break }
            if found.isEmpty { return }
            var hides = false
            for place in found {
                for position in sums.equations(of: place)
                where hideAnother(in: Int(sums.equationsOfPlace[position])) {
                    hides = true
                    break
                }
            }
            closeEquations()
            if !hides { break }
        }
        if determined()?.isEmpty == true { return }
        // First whole breakdowns with something hidden, then all.
        let touched = Set(isHidden.indices.filter { isHidden[$0] }.map { breakdown[$0] })
        for place in weights.indices where isDivided[place] && touched.contains(breakdown[place]) { hide(Int32(place)) }
        closeEquations()
        if determined()?.isEmpty == true { return }
        for place in weights.indices where isDivided[place] { hide(Int32(place)) }
        closeEquations()
    }

    /// No equation may hold a single hidden cell, nor some on one side that rest on fewer rows than one cell must.
    private mutating func closeEquations() {
        var next = 0
        while next < queue.count {
            let equation = Int(queue[next])
            next += 1
            isQueued[equation] = false
            if isSilent(equation) {
                for member in sums.members(of: equation) { hide(sums.members[member]) }
            } else {
                while needsAnother(equation), hideAnother(in: equation) {}
            }
        }
        queue = []
    }

    /// Whether a whole cannot be told beside its parts, where some are hidden: it is one part alone, or rests on too few rows itself. Then
    /// no part may be shown that names it, not even one of no rows.
    private func isSilent(_ equation: Int) -> Bool {
        guard equation >= sums.firstWhole else { return false }
        let rows = sums.members(of: equation).map { Int(weights[Int(sums.members[$0])]) }.filter { $0 > 0 }
        return rows.count < 2 || rows.reduce(0, +) < floor
    }

    /// A place of each whole that cannot be told and of which something is hidden.
    var silentPlaces: [Int32] {
        (sums.firstWhole..<sums.count).compactMap { equation in
            guard hiddenCount[2 * equation] + hiddenCount[2 * equation + 1] > 0, isSilent(equation) else { return nil }
            return sums.members(of: equation).first.map { sums.members[$0] }
        }
    }

    private func needsAnother(_ equation: Int) -> Bool {
        let (left, right) = (hiddenCount[2 * equation], hiddenCount[2 * equation + 1])
        if left + right < 2 { return left + right == 1 }
        if left > 0, right > 0 { return false }
        return hiddenRows[2 * equation] + hiddenRows[2 * equation + 1] < floor
    }

    /// The smallest cell of an equation that is still shown, one that no cell shows before all others; none is needed where all others
    /// are of no rows.
    private mutating func hideAnother(in equation: Int) -> Bool {
        var best: Int32?
        for member in sums.members(of: equation) {
            let place = sums.members[member]
            guard weights[Int(place)] > 0, !isHidden[Int(place)] else { continue }
            if let known = best, cost(known) <= cost(place) { continue }
            best = place
        }
        return best.map { hide($0) } ?? false
    }

    /// What it costs to hide a cell.
    private func cost(_ place: Int32) -> (Int, Int32, Int32) {
        (costs[Int(breakdown[Int(place)])] ? 1 : 0, weights[Int(place)], place)
    }

    // MARK: All equations together

    /// The hidden members of every equation that has some.
    var hiddenEquations: [[(place: Int32, isOnRight: Bool)]] {
        (0..<sums.count).compactMap { equation in
            guard hiddenCount[2 * equation] + hiddenCount[2 * equation + 1] > 0, !isSilent(equation) else { return nil }
            return sums.members(of: equation).compactMap { member in
                let place = sums.members[member]
                return isHidden[Int(place)] ? (place: place, isOnRight: sums.isOnRight[member]) : nil
            }
        }
    }

    /// The hidden places whose numbers follow from the equations and the numbers that are shown; nil when that is too much to
    /// work out.
    private func determined() -> [Int32]? {
        var numbers: [Int32: Int] = [:]
        var unknown: [Int32] = []
        for place in isHidden.indices where isHidden[place] {
            numbers[Int32(place)] = unknown.count
            unknown.append(Int32(place))
        }
        var sets = DisjointSets(count: unknown.count)
        let rows = hiddenEquations.map { equation in
            equation.compactMap { member in numbers[member.place].map { (unknown: $0, isOnRight: member.isOnRight) } }
        }
        for row in rows { for entry in row.dropFirst() { sets.join(row[0].unknown, entry.unknown) } }
        // Numbers that stand together in one equation only are not known.
        var equations = [Int](repeating: 0, count: unknown.count)
        for row in rows { equations[sets.root(row[0].unknown)] += 1 }
        var parts: [Int: [[(unknown: Int, isOnRight: Bool)]]] = [:]
        for row in rows {
            let root = sets.root(row[0].unknown)
            if equations[root] > 1 || row.count == 1 { parts[root, default: []].append(row) }
        }
        var found: [Int32] = []
        for (_, rows) in parts.sorted(by: { $0.key < $1.key }) {
            guard let known = NullVector(rows)?.zeros else { return nil }
            found += known.map { unknown[$0] }
        }
        return found.sorted()
    }
}
