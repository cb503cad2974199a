// Hides pairs of items that few units have, and what would tell of these pairs.

import Stages
import Statistics
import Tabular

extension SmallCells {
    /// The tables of a report as they may be told; pairs of a metric whose total is hidden are left out, for what they rest on is its n.
    ///
    /// - Precondition: hidden cells have been masked.
    func hidden(_ tables: [ResultTable], beside cells: [MetricCell], in period: Period) -> [ResultTable] {
        tables.compactMap { table in
            guard case .itemPairs(let pairs) = table.content else { return table.hidden(below: floor) }
            let total = cells.first { $0.metric == table.key && $0.breakdown == .total && $0.period == period }
            if total?.status == .hidden { return nil }
            var table = table
            table.content = .itemPairs(hidden(pairs, ofUnits: total?.numerator.map { Int($0.doubleValue) }))
            return table
        }
    }

    /// Pairs without those of too few units, and without what would tell how many these are.
    ///
    /// Where every unit has two items, the units with several are the sum of all pairs. So pairs are hidden, those of the fewest units
    /// first, until the others rest on enough units together. The adjusted p of a pair may be that of one behind it; where some can be
    /// hidden, it is reckoned from those that are shown.
    ///
    /// - Parameter several: how many units have several items, where that is told.
    private func hidden(_ pairs: ItemPairs, ofUnits several: Int?) -> ItemPairs {
        var shown = pairs.pairs.filter { $0.together >= floor }
        while let several, (1..<max(1, floor)).contains(several - shown.reduce(0) { $0 + $1.together }) {
            guard let fewest = shown.indices.min(by: { shown[$0].together < shown[$1].together }) else { break }
            shown.remove(at: fewest)
        }
        if pairs.least < floor || shown.count < pairs.pairs.count {
            let adjusted = FalseDiscoveries.adjusted(shown.map(\.p), tested: pairs.tested)
            for position in shown.indices { shown[position].adjustedP = adjusted[position] }
        }
        return pairs.keeping(shown)
    }
}
