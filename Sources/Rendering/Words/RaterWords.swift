// What a page says of raters and of effects, in both languages; never more of a cause than the data say.

import Diagnostics
import Stages

/// Sentences about raters.
enum RaterWords {
    typealias Count = ReportWords.Count

    static func intro(rater: Wording, subject: Wording) -> Wording {
        Wording(
            en:
                "How much higher or lower each \(rater.english) scores than the others score the same \(subject.english): the mean over "
                + "all who were rated by others too, each of whom counts once. They need not have rated the same contacts. Adjusted p "
                + "minds how many were tested (Benjamini and Hochberg).",
            zh: "每个\(rater.chinese)对同一\(subject.chinese)的评分比其他人高或低多少：对同时有他人评分的对象取平均，每个对象计一次；"
                + "各人所评的不一定是同一批来电。校正 p 已考虑检验的人数（Benjamini–Hochberg）。")
    }

    /// Which way a rater scores.
    static func verdict(_ severity: RaterComparison.Severity?) -> Wording {
        guard let severity else { return Wording(en: "too few in common", zh: "共同对象过少") }
        guard severity.isFound else { return Wording(en: "within noise", zh: "在误差范围内") }
        return severity.difference > 0
            ? Wording(en: "higher than the others", zh: "高于其他人") : Wording(en: "lower than the others", zh: "低于其他人")
    }

    static func alpha(_ alpha: String, subjects: Count) -> Wording {
        Wording(
            en:
                "Agreement: Krippendorff's α is \(alpha) over \(subjects.text) rated by two or more; 1 is full agreement, 0 none beyond "
                + "chance.",
            zh: "一致性：在 \(subjects.text) 个有两人以上评分的对象上，Krippendorff α 为 \(alpha)；1 为完全一致，0 为不高于偶然。")
    }

    static func correlation(_ estimate: String, _ interval: String) -> Wording {
        Wording(
            en: "Everyone was rated by all: the correlation within classes, ICC(2,1), is \(estimate) (\(interval)).",
            zh: "所有对象均由全部评分者评分：组内相关系数 ICC(2,1) 为 \(estimate)（\(interval)）。")
    }

    static let noAgreement = Wording(
        en: "Nothing can be said of agreement: nobody was rated by two or more, or all scores are alike.",
        zh: "无法说明一致性：没有对象由两人以上评分，或所有评分都相同。")

    static let nobody = Wording(en: "Nobody's scores are shown.", zh: "没有可显示的评分。")
}

/// Sentences about effects.
enum EffectWords {
    typealias Count = ReportWords.Count

    /// - Parameters:
    ///   - now: the name of a period; likewise `then`.
    ///   - person: the title of the segment of the people.
    static func course(_ metric: Wording, person: Wording, from then: String, to now: String) -> Wording {
        Wording(
            en: "The change of \(metric.english) from \(then) to \(now) of each \(person.english); each counts once.",
            zh: "每个\(person.chinese)的\(metric.chinese)从 \(then) 到 \(now) 的变化；每个计一次。")
    }

    static func treated(_ label: String) -> Wording { Wording(en: "Treated (\(label))", zh: "接受措施（\(label)）") }

    static func control(_ label: String) -> Wording { Wording(en: "Others (\(label))", zh: "对照（\(label)）") }

    static let withControl = Wording(
        en:
            "The difference is what the treated changed more than the others (difference in differences). It is an effect only as far as "
            + "both would have changed alike without it: who is chosen for bad numbers improves anyway.",
        zh: "差值是接受措施者比对照组多变化的量（双重差分）。只有在不采取措施时两组本会同样变化的前提下，它才是效果：因表现不佳而被选中的人，"
            + "本来也会回升。")

    static let notCausal = Wording(
        en: "Not causal: without others to whom nothing was done, a change says nothing of what caused it.",
        zh: "非因果：没有未接受措施的对照组，变化不能说明原因。")

    static func leftOut(_ count: Count, label: String) -> Wording {
        Wording(
            en:
                "\(label): \(count.text) \(English.form(count.number, "is", "are")) left out, for one of both periods has no number that "
                + "could be compared.",
            zh: "\(label)：有 \(count.text) 个因某一期没有可比的数值而未计入。")
    }

    static let fewPeople = Wording(
        en: "No p is told of fewer than \(TreatmentEffect.fewestForP) people in a group.",
        zh: "任一组少于 \(TreatmentEffect.fewestForP) 人时不给出 p 值。")
}
