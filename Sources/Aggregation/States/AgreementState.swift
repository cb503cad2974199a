// Ratings by subject and item, and how far those of one subject agree.

import Stages
import Statistics
import Tabular

/// The ratings of each group.
struct AgreementState: Accumulator {
    private struct Row: Sendable {
        var group: UInt32
        var subject: UInt32
        var item: UInt32
        var rater: UInt32
        var value: Double
        var steps: Double
    }

    private var rows: [Row] = []
    private var groupCount = 1
    private var raters: CellCodes
    private var subjects: CellCodes
    private var items: CellCodes
    private let least: Int

    init(_ values: StateValues, least: Int) {
        let arePlain = Array(values.arePlain.dropFirst()) + [false, false, false]
        raters = CellCodes(isPlainColumn: arePlain[0])
        subjects = CellCodes(isPlainColumn: arePlain[1])
        items = CellCodes(isPlainColumn: arePlain[2])
        self.least = least
    }

    static var growsWithRows: Bool { true }

    mutating func makeRoom(forGroups count: Int) { groupCount = max(groupCount, count) }

    mutating func update(groups: GroupSpan, columns: [Column]) {
        guard columns.count > 4 else { return }
        let (values, steps) = (columns[0].numbers, columns[4].numbers)
        let presences = [columns[0].presenceOfNumbers, columns[4].presenceOfNumbers]
        let codes = (raters.codes(of: columns[1]), subjects.codes(of: columns[2]), items.codes(of: columns[3]))
        for row in 0..<groups.count where groups[row] != 0 && presences.allSatisfy({ $0[row] }) {
            rows.append(
                Row(
                    group: groups[row], subject: codes.1[row], item: codes.2[row], rater: codes.0[row],
                    value: values[row], steps: steps[row]))
        }
    }

    mutating func merge(_ other: AgreementState, numbers: [UInt32]) {
        let codes = (raters.merge(other.raters), subjects.merge(other.subjects), items.merge(other.items))
        for row in other.rows {
            rows.append(
                Row(
                    group: numbers[Int(row.group)], subject: codes.1?[Int(row.subject)] ?? row.subject,
                    item: codes.2?[Int(row.item)] ?? row.item, rater: codes.0?[Int(row.rater)] ?? row.rater,
                    value: row.value, steps: row.steps))
        }
    }

    mutating func finish(jobs: Int) -> [Measurement] {
        rows.sort { ($0.group, $0.subject, $0.item) < ($1.group, $1.subject, $1.item) }
        var found = [ExactMoments](repeating: ExactMoments(), count: groupCount)
        var raters = [Set<UInt32>](repeating: [], count: groupCount)
        var fewest = [Int?](repeating: nil, count: groupCount)
        var start = 0
        while start < rows.count {
            var end = start
            while end < rows.count, rows[end].group == rows[start].group, rows[end].subject == rows[start].subject {
                end += 1
            }
            let group = Int(rows[start].group)
            let own = Set(rows[start..<end].map(\.rater))
            raters[group].formUnion(own)
            if let agreement = agreement(rows[start..<end]) {
                found[group].add(agreement)
                fewest[group] = min(fewest[group] ?? own.count, own.count)
            }
            start = end
        }
        return found.indices.map { group in
            Measurement(value: found[group].mean.map { .real($0) }, n: fewest[group] ?? raters[group].count)
        }
    }

    /// That of one subject, whose rows stand by item.
    private func agreement(_ rows: ArraySlice<Row>) -> Double? {
        guard Set(rows.map(\.rater)).count >= least, let steps = rows.map(\.steps).max() else { return nil }
        // What a rater gives an item several times is one opinion, their mean.
        var opinions: [UInt32: [UInt32: ExactMoments]] = [:]
        for row in rows { opinions[row.item, default: [:]][row.rater, default: ExactMoments()].add(row.value) }
        let moments = opinions.mapValues { raters in
            raters.values.reduce(into: ExactMoments()) { all, opinion in
                if let mean = opinion.mean { all.add(mean) }
            }
        }
        let variances = moments.values.compactMap(\.variance)
        return WithinGroupAgreement.rWG(
            meanVariance: ExactSum(variances).total / Double(variances.count), items: variances.count, steps: steps)
    }
}
