// Lists say who is to be called, praised, helped or put right: rows that fulfil a condition, with a reason, an owner and a day.

import Diagnostics
import Stages
import Tabular

/// What stands between segmentation and rendering for lists: rows are looked at before aggregation takes them, metrics afterwards.
package enum Lists {
    /// Checks lists against tables, segments and metrics.
    ///
    /// - Errors: every mistake is collected with its place; a list with mistakes is left out of the plan.
    /// - Parameter isMeasured: whether a metric is reported by a segment alone.
    package static func plan(
        _ options: ListOptions, tables: [(name: String, kind: String?)], schemas: [TableSchema],
        segments: [SegmentSchema], metrics: [MetricDescription],
        isMeasured: @escaping (_ metric: String, _ segment: String) -> Bool, context: StageContext
    ) -> ListPlan {
        let planning = ListPlanning(
            tables: tables, schemas: schemas, segments: segments, metrics: metrics, isMeasured: isMeasured,
            asOf: context.asOf, today: context.today, collector: context.collector)
        var plan = ListPlan()
        plan.lists = options.lists.compactMap(planning.planned)
        return plan
    }

    /// The rows that fulfil what lists ask of rows.
    ///
    /// - Errors: an internal error when a table is not as planned; a formula that overflows.
    /// - Complexity: O(rows) per source for the condition; cells are made of the rows that fulfil it.
    package static func candidates(
        _ plan: ListPlan, in tables: SegmentedTables, context: StageContext
    ) throws(DiagnosedFailure) -> ListCandidates {
        var candidates = ListCandidates()
        for list in plan.lists {
            var found: [SourceCandidates] = []
            for source in list.sources {
                guard let table = tables[source.table] else {
                    throw DiagnosedFailure(
                        .internalError(
                            Wording(
                                en: "table '\(source.table)' of list '\(list.key)' is absent",
                                zh: "名单 '\(list.key)' 的表 '\(source.table)' 不存在")))
                }
                found.append(try RowChoosing(source, in: table, of: tables, context).candidates())
                try context.checkOverflows(
                    of: Wording(en: "list '\(list.key)'", zh: "名单 '\(list.key)'"), at: list.place)
            }
            candidates.lists.append(found)
        }
        return candidates
    }

    /// The results with the lists that come of them: conditions on metrics are decided by what is shown.
    package static func run(
        _ plan: ListPlan, _ candidates: ListCandidates, on results: consuming MetricResults
    ) -> MetricResults {
        var made = results
        made.lists = zip(plan.lists, candidates.lists).map { [made] list, sources in
            ListMaking(list: list, sources: sources, results: made).table
        }
        return made
    }
}

/// Rows that fulfil what lists ask of rows, by list and source.
package struct ListCandidates: Sendable {
    var lists: [[SourceCandidates]] = []

    package init() {}
}
