// What a report says of explained changes, in both languages.

import Diagnostics
import Stages

extension ReportWords {
    /// How the effects are to be read.
    ///
    /// - Parameter hasVolume: whether there is an effect of how many rows there are.
    static func readEffects(hasMix: Bool, hasVolume: Bool) -> Wording {
        let volume = Wording(
            en: "Volume is what comes of there being more or fewer rows. ", zh: "数量效应：行数增减带来的变化。")
        let mix = Wording(
            en:
                "Mix is what comes of segments having another share of all than before; rate is what comes of their own change. ",
            zh: "结构效应：各部分占比变动带来的变化；水平效应：各部分自身升降带来的变化。")
        let sum = Wording(
            en:
                "Together they are the whole change. They are arithmetic: they say where a change lies, not why it came.",
            zh: "各效应之和即全部变化。它们是算术分解，只说明变化在哪里，不说明原因。")
        let parts = [hasVolume ? volume : nil, hasMix ? mix : nil, sum].compactMap { $0 }
        return Wording(en: parts.map(\.english).joined(), zh: parts.map(\.chinese).joined())
    }

    /// `客户满意率，按渠道，较2026年第二季度`
    static func explained(_ metric: Wording, by segments: String, against period: String) -> Wording {
        Wording(
            en: "\(metric.english) by \(segments), against \(period)", zh: "\(metric.chinese)，按\(segments)，较\(period)")
    }

    /// - Parameter effects: each with its word, in the language they are asked for.
    static func courseOfChange(
        from then: String, to now: String, change: String, effects: [(word: Wording, amount: String)]
    ) -> Wording {
        func list(_ word: (Wording) -> String, _ separator: String) -> String {
            effects.map { "\(word($0.word)) \($0.amount)" }.joined(separator: separator)
        }
        return Wording(
            en: "From \(then) to \(now): \(change)"
                + (effects.isEmpty ? "." : "; of this \(list({ $0.english.lowercased() }, ", "))."),
            zh: "从 \(then) 到 \(now)：\(change)" + (effects.isEmpty ? "。" : "；其中\(list(\.chinese, "，"))。"))
    }

    /// Simpson's paradox.
    static func reversal(_ reversal: Explanation.Reversal, by segments: String) -> Wording {
        switch reversal {
        case .segmentsRose:
            Wording(
                en:
                    "Every \(segments) that has rows in both periods rose, and yet the total fell: more of the whole now lies where the "
                    + "number is lower (Simpson's paradox).",
                zh: "两期都有数据的每个\(segments)都上升了，总体却下降：占比移向了数值较低的部分（辛普森悖论）。")
        case .segmentsFell:
            Wording(
                en:
                    "Every \(segments) that has rows in both periods fell, and yet the total rose: more of the whole now lies where the "
                    + "number is higher (Simpson's paradox).",
                zh: "两期都有数据的每个\(segments)都下降了，总体却上升：占比移向了数值较高的部分（辛普森悖论）。")
        }
    }

    /// How the drawing beside the effects is to be read.
    ///
    /// - Parameter parts: of which effects a step is made, from the top down; empty where it is one.
    static func waterfall(parts: [Wording], hasIntervals: Bool) -> Wording {
        let inParts =
            parts.isEmpty
            ? Wording("")
            : Wording(
                en:
                    " From the top down a step is made of \(parts.map { $0.english.lowercased() }.joined(separator: ", ")).",
                zh: "每一步自上而下为\(parts.map(\.chinese).joined(separator: "、"))。")
        let intervals =
            hasIntervals
            ? Wording(
                en:
                    " Lines are 95% intervals; dark is a step whose interval leaves out zero, hollow one that holds it.",
                zh: "横线为 95% 区间；区间不含零的步用深色，含零的用空心。")
            : Wording("")
        return Wording(
            en:
                "Each step begins where the one before ended; zero is the number then, and all steps together are the whole change."
                + inParts.english + intervals.english,
            zh: "每一步从上一步的终点开始；零为对比期的数值，各步之和即全部变化。" + inParts.chinese + intervals.chinese)
    }

    static func hiddenEffects(_ count: Count, sum: String) -> Wording {
        Wording(
            en:
                "Too few rows are behind \(count.of("label")), or they would tell one that has too few: their effects are hidden, together "
                + "they come to \(sum).",
            zh: "有 \(count.text) 个标签行数过少，或会透露行数过少的标签：其效应不显示，合计为 \(sum)。")
    }

    static func moreEffects(_ count: Count) -> Wording {
        Wording(en: "\(count.of("further label"))", zh: "其余 \(count.text) 个")
    }

    /// Labels whose effects are hidden.
    static func hiddenLabels(_ count: Count) -> Wording {
        Wording(en: "\(count.of("label")) not shown", zh: "不显示的 \(count.text) 个")
    }

    /// Why a change is not explained.
    ///
    /// - Parameter periods: the names of partial periods.
    static func notExplained(_ obstacle: Explanation.Obstacle, periods: [String]) -> Wording {
        switch obstacle {
        case .partial:
            Wording(
                en:
                    "Not explained: \(periods.joined(separator: " and ")) \(periods.count == 1 ? "is" : "are") partial, and a part is not "
                    + "compared with a whole.",
                zh: "未作分解：\(periods.joined(separator: "与"))不完整，部分不与整体相比。")
        case .noValue:
            Wording(
                en: "Not explained: in one of both periods there is no number, or nothing to divide by.",
                zh: "未作分解：两期之一没有数值，或没有可作除数的量。")
        case .partsAreNotWhole:
            Wording(
                en:
                    "Not explained: the segments together are not the total, for some of what is counted, such as a customer, stands in "
                    + "several of them. Explain it by a segment in which each stands once.",
                zh: "未作分解：各部分相加不等于总体，因为所计对象（如客户）可同时属于多个部分。请改用每个对象只属于一个标签的分组。")
        case .hidden:
            Wording(
                en: "Not explained: too few rows are behind the total, or it would tell a hidden number.",
                zh: "未作分解：总体的行数过少，或会透露不显示的数值。")
        }
    }
}
