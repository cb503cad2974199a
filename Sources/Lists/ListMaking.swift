// Makes a list of the rows that were chosen: judged by metrics where they decide, in order, each id once where asked, with its notes.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Makes one list.
struct ListMaking {
    private struct Row {
        var candidate: Candidate
        var source: Int
        var reasons: [Wording]
        var order: OrderKey?
    }

    var list: PlannedList
    var sources: [SourceCandidates]
    var results: MetricResults

    var table: ResultTable {
        var rows: [Row] = []
        var unjudged = 0
        var lookups: [MetricLookup?] = []
        for (position, (source, found)) in zip(list.sources, sources).enumerated() {
            let lookup = source.metric.flatMap { metric in
                source.by.map { MetricLookup(metric, by: $0, in: results, of: Set(found.rows.compactMap(\.label))) }
            }
            lookups.append(lookup)
            for candidate in found.rows {
                var order = candidate.order
                if let lookup {
                    guard let label = candidate.label, lookup.isKnown(label) else {
                        unjudged += 1
                        continue
                    }
                    guard lookup.holds(label) else { continue }
                    order = lookup.order(label).map(OrderKey.number)
                }
                rows.append(Row(candidate: candidate, source: position, reasons: [source.reason], order: order))
            }
        }
        sort(&rows)
        let before = rows.count
        if list.once { rows = merged(rows) }
        let all = rows.count
        if let most = list.most, all > most {
            let last = rows[most - 1].order
            let end = rows.indices.first { $0 >= most && (last == nil || rows[$0].order != last) }
            rows = Array(rows[..<(end ?? rows.count)])
        }
        let content = RowList(
            columns: columns, rows: zip(rows, ranks(of: rows)).map { cells($0, $1, lookups) }, rowCount: all)
        return ResultTable(
            key: list.key, title: list.title,
            note: ListWords.note(
                rows: all, shown: rows.count, merged: before - all, unjudged: unjudged,
                withoutID: sources.reduce(0) { $0 + $1.withoutID },
                placeholders: sources.reduce(0) { $0 + $1.placeholders }, lunar: sources.reduce(0) { $0 + $1.lunar },
                leftOut: list.leftOut),
            content: .rowList(content))
    }

    /// By what the list is ordered by, then by due and id; what has no order comes last.
    private func sort(_ rows: inout [Row]) {
        let descends = list.sources.first?.descending ?? false
        rows = rows.enumerated().sorted { first, second in
            let (left, right) = (first.element, second.element)
            switch (left.order, right.order) {
            case (let one?, let other?) where one != other: return descends ? other < one : one < other
            case (.some, nil): return true
            case (nil, .some): return false
            default: break
            }
            let (one, other) = (left.candidate.due ?? .max, right.candidate.due ?? .max)
            if one != other { return one < other }
            if left.candidate.id != right.candidate.id {
                return left.candidate.id.unicodeScalars.lexicographicallyPrecedes(right.candidate.id.unicodeScalars)
            }
            return first.offset < second.offset
        }.map(\.element)
    }

    /// The first row of each id, with the reasons of all, the earliest day and the first owner that is known.
    private func merged(_ rows: [Row]) -> [Row] {
        var places: [String: Int] = [:]
        var merged: [Row] = []
        for row in rows {
            guard let place = places[row.candidate.id] else {
                places[row.candidate.id] = merged.count
                merged.append(row)
                continue
            }
            for reason in row.reasons where !merged[place].reasons.contains(reason) {
                merged[place].reasons.append(reason)
            }
            merged[place].candidate.owner = merged[place].candidate.owner ?? row.candidate.owner
            merged[place].candidate.name = merged[place].candidate.name ?? row.candidate.name
            if let due = row.candidate.due {
                merged[place].candidate.due = min(due, merged[place].candidate.due ?? due)
            }
        }
        return merged
    }

    /// Equal ones have the same rank, and the next one is as many ranks below.
    private func ranks(of rows: [Row]) -> [Int] {
        var ranks: [Int] = []
        for (position, row) in rows.enumerated() {
            let isEqual = position > 0 && rows[position - 1].order == row.order
            ranks.append(isEqual ? ranks[position - 1] : position + 1)
        }
        return ranks
    }

    // MARK: Columns and cells

    private var isRanked: Bool { list.sources.contains { $0.metric?.order != nil } }
    private var hasNames: Bool { list.sources.contains { $0.name != nil } }

    /// The further columns, by their titles: sources may have different ones.
    private var shownTitles: [String] {
        list.sources.flatMap { $0.show.map(\.title) }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private var metrics: [MetricDescription] {
        let keys = list.sources.compactMap(\.metric).flatMap(\.metrics)
            .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return keys.compactMap { key in results.metrics.first { $0.key == key } }
    }

    private var columns: [RowList.Column] {
        (isRanked ? [RowList.Column(key: "rank", title: ListWords.rank, unit: .count)] : [])
            + [RowList.Column(key: "id", title: ListWords.id)]
            + (hasNames ? [RowList.Column(key: "name", title: ListWords.name)] : [])
            + [
                RowList.Column(key: "reason", title: ListWords.reason),
                RowList.Column(key: "owner", title: ListWords.owner), RowList.Column(key: "due", title: ListWords.due),
            ]
            + shownTitles.map { RowList.Column(key: $0, title: Wording($0)) }
            + metrics.flatMap { metric in
                [
                    RowList.Column(key: metric.key, title: metric.title, unit: metric.unit),
                    RowList.Column(key: "\(metric.key)_low", title: ListWords.low(metric.title), unit: metric.unit),
                    RowList.Column(key: "\(metric.key)_high", title: ListWords.high(metric.title), unit: metric.unit),
                    RowList.Column(key: "\(metric.key)_n", title: ListWords.n(metric.title), unit: .count),
                ]
            }
    }

    private func cells(_ row: Row, _ rank: Int, _ lookups: [MetricLookup?]) -> [RowList.Cell] {
        func count(_ number: Int) -> RowList.Cell {
            .number(.exact(ExactDecimal(units: Int128(number), scale: 0)))
        }
        let candidate = row.candidate
        let shown = Dictionary(
            zip(list.sources[row.source].show.map(\.title), candidate.show), uniquingKeysWith: { first, _ in first })
        var cells: [RowList.Cell] = isRanked ? [count(rank)] : []
        cells.append(.text(candidate.shownID))
        if hasNames { cells.append(candidate.name.map { .text($0) } ?? .missing) }
        cells.append(.wording(ListWords.joined(row.reasons)))
        cells.append(candidate.owner.map { .text($0) } ?? .missing)
        cells.append(candidate.due.map { .day($0) } ?? .missing)
        cells += shownTitles.map { shown[$0] ?? .missing }
        for metric in metrics {
            let cell = candidate.label.flatMap { lookups[row.source]?.cell(of: metric.key, $0) }
            cells.append(cell?.value.map { .number($0) } ?? .missing)
            cells.append(cell?.low.map { .number(.real($0)) } ?? .missing)
            cells.append(cell?.high.map { .number(.real($0)) } ?? .missing)
            cells.append(cell.map { count($0.n) } ?? .missing)
        }
        return cells
    }
}
