// What a page says of findings, in both languages; never that one thing caused another.

import Diagnostics
import Stages

/// Sentences about what deviates by more than chance.
enum FindingWords {
    typealias Count = ReportWords.Count

    static func intro(_ found: Count, of tested: Count, level: String) -> Wording {
        Wording(
            en:
                "\(found.of("finding")) among \(tested.of("comparison")) tested: against the rest of the total, other periods, "
                + "targets and their own past. Ranked by how large the gap is at the least; of all findings at most "
                + "\(level) are expected to be chance "
                + "(Benjamini and Hochberg, over the whole report). Whatever else goes up or down in this report is within noise. Why "
                + "a number deviates a finding does not say.",
            zh: "共检验 \(tested.text) 项比较（与总体其余部分、其他时期、目标及自身历史相比），得到 \(found.text) 项发现，"
                + "按差距至少有多大排序；全部发现中预计至多 \(level) 出于偶然（Benjamini–Hochberg，按整份报告控制）。"
                + "报告中其余的升降均在误差范围内。发现只说明偏离，不说明原因。")
    }

    static func nothing(tested: Count) -> Wording {
        Wording(
            en:
                "Nothing in this report deviates by more than chance: \(tested.of("comparison")) "
                + "\(English.form(tested.number, "was", "were")) tested, against the rest of the total, other periods, targets and "
                + "their own past.",
            zh: "本报告中没有超出误差范围的偏离：共检验 \(tested.text) 项比较（与总体其余部分、其他时期、目标及自身历史相比）。")
    }

    static let nothingTested = Wording(
        en: "No comparison could be tested, so nothing in this report is called better or worse.",
        zh: "没有可以检验的比较，因此本报告不对任何数字下“好”或“差”的结论。")

    static func untested(_ why: Judgements.Untested, _ count: Count) -> Wording {
        switch why {
        case .fewRows:
            Wording(
                en:
                    "\(count.of("comparison")) \(English.form(count.number, "was", "were")) not tested: too few rows on one side.",
                zh: "另有 \(count.text) 项比较因一方行数过少而未检验。")
        case .noSpread:
            Wording(
                en:
                    "\(count.of("comparison")) \(English.form(count.number, "was", "were")) not tested: nothing in the report says how "
                    + "much the number varies by chance. A series of eight periods or more does, such as 'by: [[month]]' with 'trend: 12'.",
                zh: "另有 \(count.text) 项比较因无从得知数字的偶然波动而未检验。报告中有八期以上的序列即可判断，"
                    + "例如 'by: [[month]]' 并写 'trend: 12'。")
        case .sameRows:
            Wording(
                en:
                    "\(count.of("comparison")) with the rest \(English.form(count.number, "was", "were")) not tested: labels count some "
                    + "of the same things or raters, or customers are divided by the rows that the metric is made of; then a label and "
                    + "the rest cannot be set apart.",
                zh: "另有 \(count.text) 项与其余部分的比较未检验：各标签含有部分相同的对象或评价人，或客户正是按该指标所依据的行划分的，"
                    + "标签与其余部分无法分开。")
        }
    }

    static func more(_ count: Count) -> Wording {
        Wording(
            en: "\(count.of("further finding")) \(English.form(count.number, "stands", "stand")) in findings.csv.",
            zh: "其余 \(count.text) 项发现见 findings.csv。")
    }

    /// - Parameter period: the name of the compared one.
    static func against(_ against: Finding.Against, period: String?) -> Wording {
        switch against {
        case .rest: Wording(en: "the rest", zh: "其余部分")
        case .total: Wording(en: "the total", zh: "总体")
        case .period: Wording(period ?? "")
        case .target: Wording(en: "the target", zh: "目标")
        case .history: Wording(en: "its own past", zh: "自身历史")
        }
    }

    /// Only against another time has something become better or worse.
    static func tone(_ tone: Finding.Tone, against: Finding.Against) -> Wording {
        switch (tone, against) {
        case (.better, .period), (.better, .history): ReportWords.verdict(.better)
        case (.worse, .period), (.worse, .history): ReportWords.verdict(.worse)
        case (.changed, .period), (.changed, .history): ReportWords.verdict(.changed)
        case (.better, .rest), (.better, .total): Wording(en: "better", zh: "较好")
        case (.worse, .rest), (.worse, .total): Wording(en: "worse", zh: "较差")
        case (.changed, .rest), (.changed, .total): Wording(en: "different", zh: "不同")
        case (.better, .target): ReportWords.status(.met)
        case (.worse, .target): ReportWords.status(.missed)
        case (.changed, .target): Wording(en: "different", zh: "不同")
        }
    }
}
