// Chooses what a reader should know first: findings that belong together as one, then targets that cannot be told yet.

import Stages
import Statistics

/// The most important things of a report.
///
/// Findings of the same place are one thing, as are changes of the total against the same period. They stand in the order in
/// which findings are ranked, at most two of a sort while there are others, so that one large gap does not push all targets off the page;
/// among them, by the size of their gap, targets that are missed without a test: amounts and counts, which are what they are. Where room is
/// left, targets of the total follow of which the data cannot tell whether they are met. Rows without a known place are no place.
struct KeyPoints {
    /// One thing to know.
    enum Point {
        /// A finding, those that belong to it in the order of their rank, and the first of each other place with the very same numbers.
        case finding(Finding, together: [Finding], same: [Finding])
        /// A target that is missed, and of which no finding tells.
        case missed(TargetProgress)
        /// A target of the total of which the data cannot tell whether it is met.
        case undecided(MetricCell, Target)
    }

    /// What a thing is about.
    private enum Sort: Hashable { case place, target, change, history }

    /// Findings that are told as one.
    private enum Subject: Hashable {
        case place(segments: [String], labels: [Int])
        case change(Comparison.Base)
        case metric(String, Sort)
        case target(String, Breakdown, [Int])

        var sort: Sort {
            switch self {
            case .place: .place
            case .change: .change
            case .metric(_, let sort): sort
            case .target: .target
            }
        }
    }

    private static let mostOfASort = 2

    let points: [Point]

    init(_ desk: ReportDesk, most: Int) {
        let groups = Self.ranked(
            Self.merged(
                Self.groups(of: desk.results.judgements.findings.filter { desk.isKnownPlace($0.breakdown, $0.labels) }),
                desk) + Self.missed(desk))
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
        points = told + Self.undecided(desk).prefix(most - told.count)
    }

    /// Findings or a target of one subject, with the size by which they are ranked.
    private struct Group {
        var subject: Subject
        var size: Double
        var point: Point
        /// All of the subject.
        var findings: [Finding] = []
    }

    private static func ranked(_ groups: [Group]) -> [Group] {
        groups.enumerated().sorted { left, right in
            left.element.size == right.element.size
                ? left.offset < right.offset : left.element.size > right.element.size
        }.map(\.element)
    }

    // MARK: Targets

    /// Targets of the report's period that are missed, without those that a finding tells.
    private static func missed(_ desk: ReportDesk) -> [Group] {
        let judgements = desk.results.judgements
        return judgements.targets.compactMap { progress in
            guard progress.verdict == .missed, progress.period == desk.results.period,
                desk.isKnownPlace(progress.breakdown, progress.labels),
                let value = progress.value?.doubleValue, let level = progress.missedLevel,
                !judgements.findings.contains(where: { $0.against == .target && $0.tells(progress, level: level) })
            else { return nil }
            return Group(
                subject: .target(progress.goal.metric, progress.breakdown, progress.labels),
                size: Proportion.arcsineDifference(ofAmount: value, from: level), point: .missed(progress))
        }
    }

    /// Those of the total: of its cells, then those that stand in no cell.
    private static func undecided(_ desk: ReportDesk) -> [Point] {
        let (results, metrics) = (desk.results, Set(desk.metrics.map(\.key)))
        let inCells = desk.metrics.compactMap { metric -> Point? in
            guard let cell = desk.cells.cell(metric.key, .total, results.period), cell.status == .uncertain,
                let target = cell.target
            else { return nil }
            return .undecided(cell, target)
        }
        let others = results.judgements.targets.compactMap { progress -> Point? in
            guard progress.verdict == .withinNoise, progress.goal.plainTarget == nil, progress.breakdown == .total,
                progress.period == results.period, metrics.contains(progress.goal.metric),
                let level = progress.missedLevel ?? progress.level,
                let cell = desk.cells.cell(progress.goal.metric, .total, results.period)
            else { return nil }
            return .undecided(cell, Target(bound: progress.bound(at: level), value: level))
        }
        return inCells + others
    }

    // MARK: Findings

    private static func groups(of findings: [Finding]) -> [Group] {
        var order: [Subject] = []
        var members: [Subject: [Finding]] = [:]
        for finding in findings {
            let subject = subject(of: finding)
            if members[subject] == nil { order.append(subject) }
            members[subject, default: []].append(finding)
        }
        return order.compactMap { subject in
            guard var together = members[subject], let largest = together.first else { return nil }
            // What sets a place apart is said first.
            let lead = together.firstIndex { $0.against == .rest || $0.against == .total } ?? 0
            let finding = together.remove(at: lead)
            var told: Set<String> = [finding.metric]
            // A metric that differs from more than one thing is told once.
            together = (together.filter { $0.against == .rest } + together).filter { told.insert($0.metric).inserted }
            return Group(
                subject: subject, size: largest.certainSize, point: .finding(finding, together: together, same: []),
                findings: members[subject] ?? [])
        }
    }

    /// Places of different segments that have the very same numbers in all that was found of both are one fact: a category that one agency
    /// alone handles is that agency. So are the two halves of a whole.
    private static func merged(_ groups: [Group], _ desk: ReportDesk) -> [Group] {
        var kept: [Group] = []
        for group in groups where !kept.contains(where: { Self.mirrors($0.findings, group.findings) }) {
            let first = kept.firstIndex { other in
                guard case .place(let segments, _) = group.subject, case .place(let others, _) = other.subject,
                    segments != others
                else { return false }
                return Self.haveSameNumbers(group.findings, other.findings, desk)
            }
            guard let first, case .finding(let finding, let together, let same) = kept[first].point,
                case .finding(let own, _, _) = group.point
            else {
                kept.append(group)
                continue
            }
            kept[first].point = .finding(finding, together: together, same: same + [own])
        }
        return kept
    }

    /// Whether all that was found of a place is what it is the rest of: of two halves each is what the other is compared with.
    private static func mirrors(_ findings: [Finding], _ others: [Finding]) -> Bool {
        others.allSatisfy { other in
            other.against == .rest
                && findings.contains { one in
                    one.against == .rest && one.metric == other.metric && one.breakdown == other.breakdown
                        && one.period == other.period && one.labels != other.labels
                        && (one.value.doubleValue - other.expected).magnitude <= 1e-9 * one.expected.magnitude
                        && (other.value.doubleValue - one.expected).magnitude <= 1e-9 * one.expected.magnitude
                }
        }
    }

    private static func haveSameNumbers(_ left: [Finding], _ right: [Finding], _ desk: ReportDesk) -> Bool {
        func numbers(_ finding: Finding) -> [Double?] {
            let cell = desk.cells.cell(finding.metric, finding.breakdown, finding.period, labels: finding.labels)
            return [
                Double(finding.n), finding.value.doubleValue, cell?.numerator?.doubleValue,
                cell?.denominator?.doubleValue,
            ]
        }
        let pairs = left.flatMap { one in
            right.filter { $0.metric == one.metric && $0.period == one.period }.map { (one, $0) }
        }
        return !pairs.isEmpty && pairs.allSatisfy { numbers($0) == numbers($1) }
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

extension TargetProgress {
    /// The bound that a number is beyond on the wrong side; nil where it is beyond none.
    var missedLevel: Double? {
        guard let value = value?.doubleValue, let level else { return nil }
        switch goal.aim {
        case .atLeast, .increase: return value < level ? level : nil
        case .atMost, .decrease: return value > level ? level : nil
        case .between: return value < level ? level : upperLevel.flatMap { value > $0 ? $0 : nil }
        }
    }

    /// Whether a level is the least or the most that is aimed at.
    func bound(at level: Double) -> Target.Bound {
        switch goal.aim {
        case .atLeast, .increase: .atLeast
        case .atMost, .decrease: .atMost
        case .between: level == self.level ? .atLeast : .atMost
        }
    }
}

extension Finding {
    /// Whether it says of a target that it is missed.
    fileprivate func tells(_ progress: TargetProgress, level: Double) -> Bool {
        metric == progress.goal.metric && labels == progress.labels && breakdown == progress.breakdown
            && period == progress.period && expected == level
    }

    /// Of a finding beside a target: which side of it is good.
    var targetBound: Target.Bound { (gap > 0) == (tone == .better) ? .atLeast : .atMost }
}
