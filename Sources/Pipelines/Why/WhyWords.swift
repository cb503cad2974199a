// What `rapport why` says in both languages: why rows are not counted, and the words for steps, verdicts and states.

import Aggregation
import Diagnostics
import Stages

enum WhyWords {
    // MARK: Why rows are not counted

    private static func uncounted(_ reason: Wording) -> Wording {
        Wording(
            en: "rows are not counted: \(reason.english); what the record says holds",
            zh: "未重新计数：\(reason.chinese)；来自运行记录的内容仍然有效")
    }

    static func noPipeline(_ name: String) -> Wording {
        uncounted(
            Wording(
                en: "no '\(name).yml' as the run read it stands here or in 'pipelines', name it with --pipeline FILE",
                zh: "当前目录及 'pipelines' 中没有该次运行所读的 '\(name).yml'，请用 --pipeline FILE 给出"))
    }

    static func otherPipeline(_ path: String) -> Wording {
        uncounted(
            Wording(
                en: "'\(path)' is not the pipeline file of the run, or has been changed since",
                zh: "'\(path)' 不是该次运行的流程文件，或此后已被修改"))
    }

    static let otherExports = uncounted(
        Wording(
            en: "a file under 'exports' of the pipeline has been changed since the run",
            zh: "流程的 'exports' 文件自该次运行后已被修改"))

    static let otherPlan = uncounted(
        Wording(
            en: "the pipeline comes to another plan than in the run, give the same --set values",
            zh: "流程得到的计划与该次运行不同，请给出相同的 --set 值"))

    static func otherInputs(_ paths: [String]) -> Wording {
        let names = Set(paths).sorted()
        let shown = names.prefix(5).map { "'\($0)'" }
        let more = names.count - shown.count
        return uncounted(
            Wording(
                en: "inputs have changed since the run: \(shown.joined(separator: ", "))"
                    + (more > 0 ? " and \(more) more" : ""),
                zh: "输入文件自该次运行后已变化：\(shown.joined(separator: "、"))" + (more > 0 ? "，另有 \(more) 个" : "")))
    }

    static func otherLedger(_ table: String, version: String) -> Wording {
        uncounted(
            Wording(
                en: "table '\(table)' keeps other rows now than in the run, which was made by version \(version)",
                zh: "表 '\(table)' 现在保留的行与该次运行不同，该次运行使用的版本为 \(version)"))
    }

    static func cannotPlan(_ reason: Wording?) -> Wording {
        uncounted(
            Wording(
                en: "the pipeline cannot be planned any more" + (reason.map { " (\($0.english))" } ?? ""),
                zh: "流程已无法制定计划" + (reason.map { "（\($0.chinese)）" } ?? "")))
    }

    static func cannotRead(_ reason: Wording?) -> Wording {
        uncounted(
            Wording(
                en: "inputs have changed since the run, or cannot be read" + (reason.map { " (\($0.english))" } ?? ""),
                zh: "输入文件自该次运行后已变化或无法读取" + (reason.map { "（\($0.chinese)）" } ?? "")))
    }

    static let noRows = uncounted(
        Wording(en: "the plan has no such cell, which tells of an explanation", zh: "计划中没有该单元格，它来自变化说明"))

    // MARK: A hidden cell

    static func hidden(below floor: Int?) -> Wording {
        guard let floor else {
            return Wording(
                en: "hidden: it rests on too few rows, or would tell a cell that does",
                zh: "已隐藏：所依据的行过少，或会泄露这样的单元格")
        }
        return Wording(
            en: "hidden: it rests on fewer than \(floor) rows, or would tell a cell that does",
            zh: "已隐藏：所依据的行少于 \(floor) 行，或会泄露这样的单元格")
    }

    // MARK: Links

    static func link(from: String, to: String, rows: Int, matched: Int, missing: Int) -> Wording {
        let share = rows > 0 ? MetricValue.real((Double(matched) / Double(rows) * 1000).rounded() / 10).text : "0"
        return Wording(
            en:
                "link \(from) to \(to): \(matched) of \(rows) \(English.form(rows, "row has", "rows have")) a partner (\(share) %), "
                + "\(missing) without a key",
            zh: "关联 \(from) → \(to)：\(rows) 行中 \(matched) 行有对应（\(share) %），\(missing) 行没有键")
    }

    // MARK: Steps

    static func step(_ step: RowTrace.Step, of trace: RowTrace) -> Wording {
        switch step {
        case .untimed:
            let time = trace.time ?? ""
            return Wording(en: "without '\(time)'", zh: "没有 '\(time)'")
        case .otherPeriod: return Wording(en: "of other periods", zh: "属于其他周期")
        case .otherLabel: return Wording(en: "of other labels", zh: "属于其他标签")
        case .condition(let place):
            let formula = trace.conditions.indices.contains(place) ? trace.conditions[place] : ""
            return Wording(en: "not fulfilling \(formula)", zh: "不满足 \(formula)")
        case .missingValue: return Wording(en: "with a missing value", zh: "取值缺失")
        case .notChosen: return Wording(en: "not the one of its kind that counts", zh: "不是应计入的那一行")
        case .entered: return Wording(en: "counted", zh: "计入")
        }
    }

    // MARK: Verdicts

    /// - Parameter isJudged: whether marks of the cell follow from findings; else from intervals alone.
    static func status(_ status: String, isJudged: Bool, hasInterval: Bool) -> Wording {
        switch status {
        case "undefined": Wording(en: "nothing to divide by, or nothing to measure", zh: "无可除或无可计量")
        case "partial": Wording(en: "the period is not complete: never compared", zh: "周期不完整：不作比较")
        case "met", "missed":
            side(isMet: status == "met", how: isJudged && hasInterval ? byFinding : hasInterval ? byInterval : byNumber)
        case "uncertain":
            isJudged
                ? Wording(
                    en: "uncertain: the difference is no finding, or there are too few rows", zh: "无法判断：差异不构成发现，或行数过少")
                : Wording(en: "uncertain: the interval holds the target", zh: "无法判断：区间包含目标值")
        default: Wording(en: "not judged by a target", zh: "未按目标判断")
        }
    }

    private static let byFinding = Wording(en: "by more than chance beside all that was tested", zh: "计入全部检验后超出偶然")
    private static let byInterval = Wording(en: "with all of its interval", zh: "整个区间均如此")
    private static let byNumber = Wording(en: "by the number, which has no interval", zh: "按数值本身，没有区间")

    private static func side(isMet: Bool, how: Wording) -> Wording {
        isMet
            ? Wording(en: "met: on the good side \(how.english)", zh: "达标：在目标好的一侧，\(how.chinese)")
            : Wording(en: "missed: on the wrong side \(how.english)", zh: "未达标：在目标差的一侧，\(how.chinese)")
    }

    static func verdict(_ verdict: String, isJudged: Bool) -> Wording {
        let certain =
            isJudged
            ? Wording(en: "a finding", zh: "构成发现")
            : Wording(en: "the interval of the difference leaves zero out", zh: "差值的区间不含零")
        func said(_ english: String, _ chinese: String) -> Wording {
            Wording(en: "\(english): \(certain.english)", zh: "\(chinese)：\(certain.chinese)")
        }
        switch verdict {
        case "better": return said("better", "变好")
        case "worse": return said("worse", "变差")
        case "changed": return said("changed", "有变化")
        case "within-noise":
            return isJudged
                ? Wording(en: "within noise: no finding", zh: "在波动范围内：不构成发现")
                : Wording(en: "within noise: the interval of the difference holds zero", zh: "在波动范围内：差值的区间包含零")
        case "unjudged":
            return Wording(en: "not judged: nothing says how much it varies by chance", zh: "未判断：无从得知其偶然波动")
        case "untested":
            return Wording(
                en: "not judged: too few rows on one side, or another definition of the metric is judged",
                zh: "未判断：一方行数过少，或已按同一指标的另一口径判断")
        case "new": return Wording(en: "new: no rows in the compared period", zh: "新增：对比期没有行")
        case "gone": return Wording(en: "gone: no rows now", zh: "消失：现在没有行")
        default:
            return Wording(
                en: "not comparable: one of both is missing, partial or hidden", zh: "不可比：其中之一缺失、不完整或已隐藏")
        }
    }

    static func base(_ base: String) -> Wording {
        switch base {
        case "previous": Wording(en: "the period before", zh: "上一周期")
        case "week-ago": Wording(en: "a week ago", zh: "一周前")
        case "year-ago": Wording(en: "a year ago", zh: "一年前")
        case "spring-festival": Wording(en: "a year ago beside the Spring Festival", zh: "春节对齐的去年同期")
        default: Wording(base)
        }
    }

    static func finding(_ finding: RecordedResults.Finding) -> Wording {
        func text(_ number: Double?) -> String { number.map { MetricValue.real($0).text } ?? "-" }
        let isBetter = finding.verdict == Comparison.Verdict.better.rawValue
        let isWorse = finding.verdict == Comparison.Verdict.worse.rawValue
        let verdict = Wording(
            en: isBetter ? "better" : isWorse ? "worse" : "other", zh: isBetter ? "好于" : isWorse ? "差于" : "不同于")
        let against: Wording =
            switch finding.against {
            case "rest": Wording(en: "the rest", zh: "其余部分")
            case "total": Wording(en: "the total", zh: "总体")
            case "target": Wording(en: "the target", zh: "目标")
            case "history": Wording(en: "its own past", zh: "自身历史")
            default: base(finding.against)
            }
        let expected = "\(text(finding.expected)) [\(text(finding.low)), \(text(finding.high))]"
        let numbers = "\(finding.test), p \(text(finding.p))"
        return Wording(
            en:
                "found: \(verdict.english) than \(against.english): expected \(expected), gap \(text(finding.gap)); \(numbers), "
                + "with all that was tested \(text(finding.adjusted))",
            zh: "发现：\(verdict.chinese)\(against.chinese)：预期 \(expected)，差距 \(text(finding.gap))；\(numbers)，"
                + "计入全部检验后 \(text(finding.adjusted))")
    }

    static func noFinding(tested: Int) -> Wording {
        Wording(
            en: "found: nothing of this cell among \(English.count(tested, "comparison")) tested",
            zh: "发现：在所检验的 \(tested) 个比较中，该单元格没有偏离")
    }

    static func departure(_ word: String) -> Wording {
        switch word {
        case "rejected": Wording(en: "rejected", zh: "拒绝")
        case "duplicate": Wording(en: "duplicates", zh: "重复")
        case "filtered": Wording(en: "filtered", zh: "筛除")
        default: Wording(en: "rolled up", zh: "归并")
        }
    }
}
