// How the tables of a centre's back office are written, as people fill them in.

/// The columns of costs; the month stands on the first of its rows only where cells were merged.
enum CostLayout {
    static let header = ["月份", "科目", "金额", "预算", "入账日期"]

    static func cells(of line: CostLine, slashed: Bool) -> [String] {
        let month = slashed ? "\(line.month.year)/\(line.month.month)/1" : line.month.iso
        return [
            month, line.category, groupedMoney(line.amount), line.budget.map(groupedMoney) ?? "",
            slashed ? "\(line.booked.year)/\(line.booked.month)/\(line.booked.day)" : line.booked.iso,
        ]
    }
}

enum BenefitLayout {
    static let header = ["月份", "种类", "金额"]

    static func cells(of line: BenefitLine) -> [String] {
        [line.month.iso, line.kind, plainMoney(line.amount)]
    }
}

enum QualityLayout {
    static let header = ["质检编号", "坐席工号", "质检员", "质检时间", "评分项", "得分", "满分", "不适用", "致命错误"]

    enum Column {
        static let id = 0
        static let agent = 1
        static let time = 3
    }

    static func cells(of item: QualityItem) -> [String] {
        [
            item.evaluation, item.agent, item.evaluator, toTheMinute(item.time), item.item,
            item.points.map(String.init) ?? "", "\(item.most)", item.points == nil ? "是" : "否",
            item.isCritical ? "是" : "否",
        ]
    }
}

enum AssessmentLayout {
    static let header = ["评价编号", "被评价人", "关系", "评价日期", "维度", "评分", "最低分", "最高分"]

    static func cells(of assessment: Assessment) -> [String] {
        [
            assessment.id, assessment.assessee, assessment.relation, assessment.day.iso, "综合表现", "\(assessment.score)",
            "\(assessment.lowest)", "\(assessment.highest)",
        ]
    }
}

enum TrainingLayout {
    static let header = ["工号", "课程", "计划日期", "开课时间", "是否完成", "学时", "训前成绩", "训后成绩", "满分", "是否通过", "更新时间"]

    enum Column {
        static let scoreAfter = 7
        static let passed = 9
        static let updated = 10
    }

    static func cells(of training: Training) -> [String] {
        let isHeld = training.start != nil
        return [
            training.agent, training.course,
            "\(training.planned.year)/\(training.planned.month)/\(training.planned.day)",
            training.start.map(slashedMoment) ?? "", isHeld ? training.isFinished ? "是" : "否" : "",
            isHeld ? "\(training.hours)" : "", training.scoreBefore.map(String.init) ?? "",
            training.scoreAfter.map(String.init) ?? "", training.scoreBefore == nil ? "" : "\(Training.most)",
            training.isPassed.map { $0 ? "是" : "否" } ?? "", slashedMoment(training.updated),
        ]
    }
}

enum FollowUpLayout {
    static let header = ["回访编号", "客户编号", "负责人", "事由", "应完成日期", "完成日期", "是否取消"]

    static func cells(of followUp: FollowUp) -> [String] {
        [
            followUp.id, followUp.customer, followUp.agent, followUp.reason, followUp.due.iso, followUp.done?.iso ?? "",
            followUp.isCancelled ? "是" : "否",
        ]
    }
}

enum LeadLayout {
    static let header = ["线索编号", "创建时间", "来源", "负责人", "阶段", "结束时间", "丢单原因", "更新时间"]

    static func cells(of lead: Lead) -> [String] {
        let stage = lead.closed == nil ? "跟进中" : lead.isWon ? "已成交" : "丢单"
        return [
            lead.id, toTheMinute(lead.created), lead.source, lead.owner, stage, lead.closed.map(toTheMinute) ?? "",
            lead.reason, toTheMinute(lead.updated),
        ]
    }
}

/// The roster with those who left: the last day of work is the one before 离职日期.
enum RosterLayout {
    static let header = AgentLayout.header + ["离职日期"]

    static func cells(of agent: Agent) -> [String] { AgentLayout.cells(of: agent) + [agent.left?.iso ?? ""] }
}

/// `2026-09-14 08:30`
func toTheMinute(_ moment: ClockSecond) -> String { String(isoMoment(moment).dropLast(3)) }
