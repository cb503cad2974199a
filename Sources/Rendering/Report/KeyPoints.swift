// Chooses what a reader should know first: findings that belong together as one, then targets that cannot be told yet.

import Stages

/// The most important things of a report.
///
/// Findings of the same place are one thing, as are changes of the total against the same period. They stand in the order in
/// which findings are
/// ranked, at most two of a sort while there are others, so that one large gap does not push all targets off the page. Where
/// room is left, targets of the
/// total follow of which the data cannot tell whether they are met. Rows without a known place are no place.
struct KeyPoints {
    /// One thing to know.
    enum Point {
        /// A finding, and those that belong to it in the order of their rank.
        case finding(Finding, together: [Finding])
        /// A cell of the total whose interval holds its target.
        case undecided(MetricCell)
    }

    /// What a thing is about.
    private enum Sort: Hashable { case place, target, change, history }

    /// Findings that are told as one.
    private enum Subject: Hashable {
        case place(segments: [String], labels: [Int])
        case change(Comparison.Base)
        case metric(String, Sort)

        var sort: Sort {
            switch self {
            case .place: .place
            case .change: .change
            case .metric(_, let sort): sort
            }
        }
    }

    private static let mostOfASort = 2

    let points: [Point]

    init(_ desk: ReportDesk, most: Int) {
        let groups = Self.groups(
            of: desk.results.judgements.findings.filter { desk.isKnownPlace($0.breakdown, $0.labels) })
        var counts: [Sort: Int] = [:]
        let (first, later) = groups.enumerated().reduce(into: ([Int](), [Int]())) { chosen, group in
            let sort = group.element.subject.sort
            counts[sort, default: 0] += 1
            if counts[sort, default: 0] <= Self.mostOfASort {
                chosen.0.append(group.offset)
            } else {
                chosen.1.append(group.offset)
            }
        }
        let told = (first + later).prefix(most).sorted().map { groups[$0].point }
        let undecided = desk.metrics.lazy.compactMap { metric in
            desk.cells.cell(metric.key, .total, desk.results.period)
        }.filter { $0.status == .uncertain }
        points = told + undecided.prefix(most - told.count).map { .undecided($0) }
    }

    private static func groups(of findings: [Finding]) -> [(subject: Subject, point: Point)] {
        var order: [Subject] = []
        var members: [Subject: [Finding]] = [:]
        for finding in findings {
            let subject = subject(of: finding)
            if members[subject] == nil { order.append(subject) }
            members[subject, default: []].append(finding)
        }
        return order.compactMap { subject in
            guard var together = members[subject], !together.isEmpty else { return nil }
            // What sets a place apart is said first.
            let lead = together.firstIndex { $0.against == .rest || $0.against == .total } ?? 0
            let finding = together.remove(at: lead)
            var told: Set<String> = [finding.metric]
            // A metric that differs from more than one thing is told once.
            together = (together.filter { $0.against == .rest } + together).filter { told.insert($0.metric).inserted }
            return (subject, .finding(finding, together: together))
        }
    }

    private static func subject(of finding: Finding) -> Subject {
        guard finding.labels.isEmpty else {
            return .place(segments: finding.breakdown.segments, labels: finding.labels)
        }
        switch finding.against {
        case .period(let base): return .change(base)
        case .target: return .metric(finding.metric, .target)
        case .history, .rest, .total: return .metric(finding.metric, .history)
        }
    }
}
