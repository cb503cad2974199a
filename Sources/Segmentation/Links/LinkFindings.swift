// Whether a link finds what it looks for: in the whole table, and in the rows that the report is about.

import Diagnostics
import Stages
import Tabular

/// What is to be said of a link that was followed.
struct LinkFindings {
    let diagnostics: [Diagnostic]

    /// - Parameter columns: those that are looked for, one after the other; a row misses its key where all are missing.
    /// - Complexity: O(1) where every row has a partner; else O(rows).
    init(_ link: TableLink, _ partners: PartnerRows, left: Table, columns: [Int], _ context: StageContext) {
        let match = partners.match
        let ofAll = SegmentationDiagnostics.poorMatch(match, at: link.location)
        guard match.matched < match.rows, let wanted = context.reported[left.name], wanted.period.start != nil else {
            diagnostics = [ofAll].compactMap { $0 }
            return
        }
        let counts = parallelMap(Array(left.chunks.indices), jobs: context.jobs) { index in
            let chunk = left.chunks[index]
            let inside = wanted.words(of: chunk, in: left, zone: context.zone)
            guard inside.contains(where: { $0 != 0 }) else { return (rows: 0, matched: 0, missing: 0) }
            let presences = columns.map { chunk.columns.presence(of: $0) }
            let numbers = partners.rows.numbers(inChunk: index, of: left)
            var counts = (rows: 0, matched: 0, missing: 0)
            for row in 0..<chunk.rowCount where inside[row >> 6] >> UInt64(row & 63) & 1 != 0 {
                counts.rows += 1
                if row < numbers.count, numbers[row] != PartnerRows.none {
                    counts.matched += 1
                } else if !presences.contains(where: { $0[row] }) {
                    counts.missing += 1
                }
            }
            return counts
        }
        var own = LinkMatch(from: match.from, to: match.to, rows: 0, matched: 0, missing: 0)
        for part in counts {
            own.rows += part.rows
            own.matched += part.matched
            own.missing += part.missing
        }
        var found: [Diagnostic] = []
        let others = (missing: match.missing - own.missing, rows: match.rows - own.rows)
        // Many beside the others: twice their share, or more.
        if ReportedRows.areMany(own.missing, of: own.rows), others.rows > 0,
            own.missing * others.rows > 2 * others.missing * own.rows
        {
            found.append(
                SegmentationDiagnostics.missingKeys(
                    own.missing, of: own.rows, elsewhere: others, in: wanted.period, from: match.from,
                    at: link.location))
        }
        if let ofAll {
            found.append(ofAll)
        } else if let ofPeriod = SegmentationDiagnostics.poorMatch(own, in: wanted.period, at: link.location) {
            found.append(ofPeriod)
        }
        diagnostics = found
    }
}
