// Goes through all segments and metrics whose groups are to be judged.

import Stages
import Statistics
import Tabular

/// Judges the groups that a plan asks for.
///
/// - Complexity: O(cells) to find the cells, then per metric O(groups · 256) and what ``RankIntervals`` takes.
struct GroupRun {
    let plan: [PlannedGroups]
    let results: MetricResults

    private struct Task: Sendable {
        let groups: PlannedGroups
        let metric: MetricDescription
        let segment: Segment
        let own: Range<Int>
        /// The cells by group and case, and where the group stands in their labels.
        let cases: (cells: Range<Int>, place: Int)?
    }

    /// In the order of the plan, then of the report's metrics; the same whatever the number of threads.
    func judgements(jobs: Int) -> [GroupJudgement] {
        if plan.isEmpty { return [] }
        let results = results
        return parallelMap(tasks, jobs: jobs) { Self.judgement($0, results) }.compactMap { $0 }
    }

    private var tasks: [Task] {
        let sections = CellSection.all(of: results)
        return plan.flatMap { groups in
            results.metrics.indices.compactMap { number -> Task? in
                let metric = results.metrics[number]
                guard !metric.isVariant, groups.metrics?.contains(metric.key) ?? true,
                    let segment = results.segments.first(where: { $0.key == groups.segment }),
                    let own = sections.first(where: { $0.metric == number && $0.breakdown == groups.breakdown })
                else { return nil }
                let cases = sections.first { $0.metric == number && groups.isOfCases($0.breakdown) }
                return Task(
                    groups: groups, metric: metric, segment: segment, own: own.cells(in: results.period),
                    cases: cases.map {
                        ($0.cells(in: results.period), $0.breakdown.segments.firstIndex(of: groups.segment) ?? 0)
                    })
            }
        }
    }

    private static func judgement(_ task: Task, _ results: MetricResults) -> GroupJudgement? {
        var quantiles = StudentQuantiles()
        let cells = Array(results.cells[task.own])
        guard let samples = GroupSamples(task.metric, cells: cells, quantiles: &quantiles) else { return nil }
        let cases = task.cases.flatMap { CaseMix(samples, cells: Array(results.cells[$0.cells]), place: $0.place) }
        return GroupJudging(
            groups: task.groups, metric: task.metric, segment: task.segment, samples: samples, cells: cells
        ).judgement(cases: cases)
    }
}
