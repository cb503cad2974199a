// Says a plan in words, for `rapport plan`.

import Diagnostics
import Stages
import Tabular

extension AggregationPlan {
    /// One line per metric: what it is, how it is computed, from which rows, when a row counts, how it is divided, its target. Then one per
    /// change that is explained.
    package var lines: [Wording] {
        reported.map { line(of: metrics[$0]) } + targetLines + explanations.map { sentence(on: $0) }
            + distributions.map(\.line)
    }

    private func sentence(on explanation: PlannedExplanation) -> Wording {
        let key = metrics[explanation.metric].description.key
        let (by, base) = (Self.text(breakdowns[explanation.breakdown]), explanation.base.rawValue)
        let period = explanation.basePeriod.name
        return Wording(
            en: "the change of \(key) against '\(base)' (\(period)) is explained by \(by)",
            zh: "按 \(by) 分解 \(key) 较 '\(base)'（\(period)）的变化")
    }

    private func line(of metric: PlannedMetric) -> Wording {
        let description = metric.description
        var english = "\(description.definition): \(description.formula.english)"
        var chinese = "\(description.definition)：\(description.formula.chinese)"
        if let table = description.table {
            english +=
                "; rows of '\(table)'" + (description.attribution.map { " by '\($0)'" } ?? ", whenever they were")
            chinese += "；表 '\(table)' 的行" + (description.attribution.map { "，按 '\($0)' 归入周期" } ?? "，不限时间")
        }
        let breakdowns = metric.breakdowns.map { self.breakdowns[$0] }.filter { $0 != .total }.map(Self.text)
        if !breakdowns.isEmpty {
            english += "; also by \(breakdowns.joined(separator: ", "))"
            chinese += "；另按 \(breakdowns.joined(separator: "、")) 拆分"
        }
        if let interval = description.interval {
            english += "; interval \(interval)"
            chinese += "；区间 \(interval)"
        }
        for target in metric.targets {
            let value = MetricValue.real(target.target.value).text
            let per = target.grain.map { " per \($0.rawValue)" } ?? ""
            english += "; target \(target.target.bound == .atLeast ? "at least" : "at most") \(value)\(per)"
            chinese +=
                "；目标\(target.target.bound == .atLeast ? "不低于" : "不高于") \(value)"
                + (target.grain.map { "（\($0.rawValue)）" } ?? "")
        }
        return Wording(en: english, zh: chinese)
    }

    private static func text(_ breakdown: Breakdown) -> String {
        "[" + ((breakdown.grain.map { [$0.rawValue] } ?? []) + breakdown.segments).joined(separator: ", ") + "]"
    }
}
