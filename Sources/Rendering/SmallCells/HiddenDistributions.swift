// Hides of distributions what rests on too few rows, and what would tell of it.

import Stages
import Tabular

extension SmallCells {
    /// The distributions of a report as they may be told.
    ///
    /// A row of fewer rows than are enough is hidden whole. So is the label, in every item, of a row that is hidden, or of a cell of the
    /// same table that is; and then further labels, those of the fewest answers first, until what is hidden of each item are two labels
    /// or more that rest on enough rows together. Answers that few gave have no row of their own unless the pipeline file names them.
    ///
    /// - Precondition: hidden cells have been masked.
    func hiddenDistributions(in results: borrowing MetricResults) -> [Distribution] {
        guard floor > 1 else { return results.distributions }
        let elsewhere = HiddenLabels(copy results)
        return results.distributions.map { distribution in
            tablesWithoutPeople.contains(distribution.table)
                ? distribution
                : withoutRareAnswers(
                    hidden(distribution, beside: elsewhere.labels(of: distribution.segment, table: distribution.table)))
        }
    }

    private func hidden(_ distribution: Distribution, beside elsewhere: Set<String>) -> Distribution {
        var shown = distribution
        let items = Set(distribution.totals.filter { isSmall($0.n) }.map(\.item))
        var labels = elsewhere.union(
            distribution.rows.filter { isSmall($0.n) || $0.n == 0 && isSmall($0.empty) }.compactMap { $0.label?.key })
        let byItem = Dictionary(grouping: distribution.rows.filter { $0.label != nil }, by: \.item)
        while let next = nextLabel(byItem, hiding: labels) { labels.insert(next) }
        for position in shown.rows.indices {
            let row = shown.rows[position]
            guard items.contains(row.item) || row.label.map({ labels.contains($0.key) }) == true else { continue }
            shown.rows[position] = Distribution.Row(
                item: row.item, itemTitle: row.itemTitle, label: row.label, counts: [], n: 0, empty: 0)
            shown.rows[position].isHidden = true
        }
        return shown
    }

    /// A further label to be hidden; nil where those that are tell nothing of each other.
    private func nextLabel(_ items: [String: [Distribution.Row]], hiding labels: Set<String>) -> String? {
        for item in items.keys.sorted() {
            let rows = items[item] ?? []
            let hidden = rows.filter { row in row.label.map { labels.contains($0.key) } == true }
            guard !hidden.isEmpty, hidden.count < rows.count,
                hidden.count < 2 || hidden.reduce(0, { $0 + $1.n }) < floor
            else { continue }
            let shown = rows.filter { row in row.label.map { !labels.contains($0.key) } == true }
            return shown.min { ($0.n, $0.label?.key ?? "") < ($1.n, $1.label?.key ?? "") }?.label?.key
        }
        return nil
    }

    /// Answers that the pipeline file does not name, and that few rows gave, are others.
    private func withoutRareAnswers(_ distribution: Distribution) -> Distribution {
        guard distribution.form == .categories, let all = distribution.totals.first, !all.isHidden else {
            return distribution
        }
        let steps = distribution.steps
        let isKept = zip(steps, all.counts).map { $0.isNamed || $0.isOthers || $1 >= floor }
        guard isKept.contains(false) else { return distribution }
        var shown = distribution
        shown.steps = steps.indices.filter { isKept[$0] && !steps[$0].isOthers }.map { steps[$0] } + [.others]
        for position in shown.rows.indices where !shown.rows[position].isHidden {
            let counts = shown.rows[position].counts
            let others = steps.indices.filter { !isKept[$0] || steps[$0].isOthers }.reduce(0) { $0 + counts[$1] }
            shown.rows[position].counts =
                steps.indices.filter { isKept[$0] && !steps[$0].isOthers }.map { counts[$0] } + [others]
        }
        return shown
    }
}

extension Period {
    /// Whether a day lies in both.
    fileprivate func overlaps(_ other: Period) -> Bool {
        guard let start, let end, let otherStart = other.start, let otherEnd = other.end else { return true }
        return start < otherEnd && otherStart < end
    }
}

/// The labels of which a cell of the report's own days is hidden.
struct HiddenLabels {
    private struct Place: Hashable {
        var segment: String
        var table: String
    }

    private var labels: [Place: Set<String>] = [:]

    init(_ results: MetricResults) {
        let segments = SegmentLookup(results.segments)
        let tables = Dictionary(
            results.metrics.map { ($0.key, $0.footing.tables) }, uniquingKeysWith: { first, _ in first })
        for cell in results.cells where cell.status == .hidden && cell.period.overlaps(results.period) {
            for (segment, label) in zip(cell.breakdown.segments, cell.labels) {
                guard let key = segments.label(label, of: segment)?.key else { continue }
                for table in tables[cell.metric] ?? [] {
                    labels[Place(segment: segment, table: table), default: []].insert(key)
                }
            }
        }
    }

    func labels(of segment: String?, table: String) -> Set<String> {
        segment.flatMap { labels[Place(segment: $0, table: table)] } ?? []
    }
}
