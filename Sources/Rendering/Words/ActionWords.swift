// What a page says of actions, in both languages: what came before and after, never what caused it.

import Diagnostics
import Stages

/// Sentences about actions.
enum ActionWords {
    typealias Count = ReportWords.Count

    static let intro = Wording(
        en:
            "The mean of the periods before the first day of each action and of those after it; each period counts once, days are compared "
            + "with the same weekday. The period in which it began counts on neither side.",
        zh: "各项措施开始之前与之后各期数值的均值；每期计一次，按日的与相同星期的日子相比。措施开始的那一期不计入任何一侧。")

    static let notCausal = Wording(
        en:
            "Not causal: what else changed on that day, and what would have come without it, nobody can tell from this.",
        zh: "非因果：当天还发生了哪些变化、不采取措施会怎样，都无法由此得知。")

    static func beside(_ action: Wording, _ others: [Wording]) -> Wording {
        Wording(
            en:
                "\(action.english): \(others.map(\.english).joined(separator: ", ")) began within the same periods; what is whose "
                + "cannot be told apart.",
            zh: "\(action.chinese)：\(others.map(\.chinese).joined(separator: "、"))也在这段时间内开始，各自的作用无法区分。")
    }

    /// Each action is looked at by itself, so it is not said of any that it is more than noise.
    static let holdsNoZero = Wording(en: "interval without 0", zh: "区间不含 0")
    static let holdsZero = Wording(en: "interval holds 0", zh: "区间含 0")
    static let periods = Wording(en: "Periods", zh: "期数")
    static let fewPeriods = Wording(en: "too few periods", zh: "期数太少")

    static let fewPeriodsNote = Wording(
        en:
            "A change is told of \(ActionEffect.leastPoints) periods on each side and more, of days of "
            + "\(ActionEffect.leastWeekdays) weekdays on both; limits are made from 8 periods before and more. "
            + "More periods stand in the report with a longer 'trend' under 'period'.",
        zh: "两侧各有 \(ActionEffect.leastPoints) 期以上（按日的为两侧共有 \(ActionEffect.leastWeekdays) 个不同的星期几）才给出变化；"
            + "之前有 8 期以上才有控制限。请在 'period' 下加大 'trend'，使报告包含更多期。")

    static func beyond(_ count: String, of all: String) -> Wording {
        Wording(en: "\(count) of \(all)", zh: "\(all) 期中 \(count) 期")
    }
}
