// The effects of an explained change, in SQL.

import Diagnostics
import Expressions
import Stages
import Statistics
import Tabular

/// What ``ChangeEffects`` does, as a query over the cells of a metric.
struct ExplanationSQL {
    let planned: PlannedExplanation
    /// Where the cells of the metric are kept.
    let cells: String
    /// The positions of both periods in those of the breakdown.
    let periods: (now: Int, then: Int)

    /// A row per segment: its labels, and each effect.
    var query: String {
        let (amount, weight) = columns
        func cell(_ column: String, _ side: String) -> String { "coalesce(CAST(\(side).\(column) AS DOUBLE), 0)" }
        func side(_ period: Int) -> String {
            "(SELECT * FROM \(cells) WHERE breakdown = \(planned.breakdown) AND period = \(period))"
        }
        let effects = planned.form.effects.map { "\(formula(of: $0)) AS \($0.rawValue)" }
        return """
            SELECT segment, \(effects.joined(separator: ",\n  "))
            FROM (
            SELECT *, coalesce(own0, own1, middle) AS r0, coalesce(own1, own0, middle) AS r1
            FROM (
            SELECT *, w0 / all0 AS s0, w1 / all1 AS s1, CASE WHEN w0 <> 0 THEN x0 / w0 END AS own0,
              CASE WHEN w1 <> 0 THEN x1 / w1 END AS own1, CASE WHEN w0 = 0 THEN x0 / all0 ELSE 0 END AS loose0,
              CASE WHEN w1 = 0 THEN x1 / all1 ELSE 0 END AS loose1, (sum0 / all0 + sum1 / all1) / 2 AS middle
            FROM (
            SELECT *, sum(x0) OVER () AS sum0, sum(x1) OVER () AS sum1, sum(w0) OVER () AS all0, sum(w1) OVER () AS all1
            FROM (
            SELECT coalesce(a.segment, b.segment) AS segment, \(cell(amount, "b")) AS x0, \(cell(weight, "b")) AS w0,
              \(cell(amount, "a")) AS x1, \(cell(weight, "a")) AS w1
            FROM \(side(periods.now)) a FULL JOIN \(side(periods.then)) b ON a.segment = b.segment
            ) parts) wholes) rates) known
            """
    }

    private var columns: (amount: String, weight: String) {
        switch planned.form {
        case .ratio: ("numerator", "denominator")
        case .sum: ("value", "n")
        case .count: ("value", "value")
        }
    }

    private func formula(of effect: Explanation.Effect) -> String {
        let mix = "(s1 - s0) * ((r0 + r1) / 2 - middle)"
        let rate = "((s0 + s1) / 2 * (r1 - r0) + loose1 - loose0)"
        let factor =
            switch planned.form {
            case .ratio(let factor): "CAST(\(factor) AS DOUBLE)"
            case .sum, .count: "(all0 + all1) / 2"
            }
        switch (effect, planned.form) {
        case (.mix, _): return "\(factor) * \(mix)"
        case (.rate, _): return "\(factor) * \(rate)"
        case (.volume, .count): return "x1 - x0"
        case (.volume, _): return "(all1 - all0) * (s0 * r0 + loose0 + s1 * r1 + loose1) / 2"
        }
    }

    /// What the query is for.
    static func words(_ metric: String, _ base: Comparison.Base) -> Wording {
        Wording(
            en:
                "\(metric): what each segment added to the change against '\(base.rawValue)', now (1) and then (0): amounts x, weights w, "
                + "shares s and rates r",
            zh: "\(metric)：各部分对较 '\(base.rawValue)' 变化的贡献，本期（1）与对比期（0）：分子 x、权重 w、占比 s、比率 r")
    }
}

/// Where the effects of an explanation are kept.
struct ExplainedCells {
    var planned: PlannedExplanation
    var period: Int
    var cells: String
}
