// Says targets in words, for `rapport plan`.

import Diagnostics
import Stages
import Tabular

extension AggregationPlan {
    /// One line per target that does not stand with its metric, one per table of them.
    var targetLines: [Wording] {
        goals.filter { $0.plainTarget == nil || !$0.segments.isEmpty || $0.owner != nil || $0.isWithin }.map(\.sentence)
            + targetTables.map {
                Wording(en: "targets are read from table '\($0)'", zh: "从表 '\($0)' 读取目标")
            }
    }
}

extension TargetGoal {
    fileprivate var isWithin: Bool { if case .within = time { true } else { false } }

    /// `the target of 'churn' is reduce_by 0.02 from 2026-Q2, 2026-07-01..2026-12-31, for team=A, owner 王芳`
    fileprivate var sentence: Wording {
        func number(_ value: Double) -> String { MetricValue.real(value).text }
        let amount =
            switch aim {
            case .atLeast(let value), .atMost(let value): number(value)
            case .between(let low, let high): "\(number(low))..\(number(high))"
            case .increase(.points(let size)), .decrease(.points(let size)): number(size)
            case .increase(.ofBaseline(let share)), .decrease(.ofBaseline(let share)): "\(number(share)) of baseline"
            }
        let base: String? =
            switch baseline {
            case .number(let value)?: number(value)
            case .previous?: "previous"
            case .yearAgo?: "year-ago"
            case .period(let period)?: period.name
            case nil: nil
            }
        let days: String? =
            switch time {
            case .every(let grain): grain?.rawValue
            case .period(let period): period.name
            case .within(let start, let end): Period(grain: nil, start: start, end: end).name
            }
        let rows = parts.map { SegmentText.pair($0.segment, $0.label) } + each.map { "\($0)=*" }
        let further = [days].compactMap { $0 } + rows + [owner].compactMap { $0 }
        return Wording(
            en: (["the target of '\(metric)' is \(aim.word) \(amount)\(base.map { " from \($0)" } ?? "")"] + further)
                .joined(separator: ", "),
            zh: (["'\(metric)' 的目标为 \(aim.word) \(amount)\(base.map { "（基线 \($0)）" } ?? "")"] + further)
                .joined(separator: "，"))
    }
}
