// What a page says of 360° rounds, in both languages; nobody is told apart by what chance alone may make.

import Diagnostics
import Stages

/// Sentences about 360° rounds.
enum AssessmentWords {
    static let intro = Wording(
        en:
            "Raters are counted, and not the rows they fill in. Sources of too few raters stand together as others, or do not count; then "
            + "the weights of the rest fill up, and coverage is below 100%. Agreement (r_wg) is 1 where all others say the same, 0 where "
            + "they spread as if they had not looked. The gap is what people say of themselves less what others say.",
        zh: "按评价人计数，而不是按行计数。人数不足的各方合并为其他，或不计入；此时其余各方的权重按比例补足，覆盖率低于 100%。"
            + "一致性（r_wg）为 1 表示他人看法完全一致，为 0 表示如同随意打分。差距为自评减去他评。")

    /// Which way an opinion of oneself differs from that of others.
    ///
    /// - Parameter cell: the gap; its interval tells whether it is more than chance.
    static func gap(_ cell: MetricCell?) -> Wording {
        guard let cell, ![.hidden, .partial, .undefined].contains(cell.status), let value = cell.value?.doubleValue
        else {
            return Wording(en: "not told", zh: "不作说明")
        }
        guard let low = cell.low, let high = cell.high else {
            return Wording(en: "cannot be judged", zh: "无法判断")
        }
        if low <= 0, high >= 0 { return Wording(en: "within noise", zh: "在误差范围内") }
        return value > 0
            ? Wording(en: "rates self higher than others do", zh: "自评高于他评")
            : Wording(en: "rates self lower than others do", zh: "自评低于他评")
    }
}
