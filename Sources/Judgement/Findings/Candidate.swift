// A comparison of a cell that has been tested, and may turn out to be a finding.

import Stages
import Tabular

/// A cell, what it was compared with, and what came of it.
struct Candidate: Sendable {
    /// In the results' cells.
    var position: Int
    var against: Finding.Against
    var basePeriod: Period?
    var tested: TestedGap
    /// The side that is good, where the comparison decides it and not the metric.
    var better: Direction
    /// Whether it lies within the limits of its series: it is tested with all others, and is no finding whatever its p.
    var isUsual = false
    /// Between these it is usual, where its series says so.
    var usual: ClosedRange<Double>?
    /// In the measured targets, the one it is compared with; nil for that of the cell.
    var target: Int?
}

/// What all comparisons of a report came to, before any of them is called a finding.
struct Candidates: Sendable {
    var tested: [Candidate] = []
    var untested: [Judgements.Untested: Int] = [:]
    /// By cell, the compared periods that are not tested because one of the two rests on too few rows.
    var tooFew: [Int: Set<Comparison.Base>] = [:]

    /// A cell and its compared period of which one rests on too few rows.
    mutating func noteFewRows(_ position: Int, against base: Comparison.Base) {
        note(.fewRows)
        tooFew[position, default: []].insert(base)
    }

    mutating func note(_ why: Judgements.Untested) { untested[why, default: 0] += 1 }
}
