// What happens in the back office of `quarterly-review` over five quarters.

extension QuarterlyReviewScenario {
    /// Who works beside the telephones; one comes and one goes within the five quarters.
    static let support: [Agent] = [
        ("A1025", "令狐翠山", CivilDate(2022, 5, 9), nil), ("A1026", "欧阳伯通", CivilDate(2023, 2, 1), nil),
        ("A1027", "慕容秋水", CivilDate(2021, 9, 1), CivilDate(2025, 12, 1)),
        ("A1028", "东方语嫣", CivilDate(2026, 3, 2), nil), ("A1029", "吴不群", CivilDate(2026, 7, 13), nil),
    ].map { Agent(id: $0.0, name: $0.1, team: "运营支持组", site: "合肥职场", hired: $0.2, left: $0.3) }

    /// When the last exports were made: some hours after the quarter.
    static let exported = dataEnd.start + 9 * 3600

    func makeBackOffice(calls: [Call]) -> BackOffice {
        var office = BackOffice()
        office.staff = centre.agents + Self.support
        office.costs = makeCosts(calls)
        office.benefits = makeBenefits()
        office.quality = makeQuality()
        office.assessments = makeAssessments()
        office.trainings = makeTrainings()
        office.followUps = makeFollowUps()
        office.leads = makeLeads()
        return office
    }

    // MARK: Money

    private func makeCosts(_ calls: [Call]) -> [CostLine] {
        var random = SeededRandom(seed: seed, purpose: "quarterly costs")
        return Self.months.flatMap { month -> [CostLine] in
            let period = Period.month(month)
            let busy = calls.count { period.contains($0.start) }
            let booked = month.monthStart(plus: 1).adding(days: -1)
            let parts: [(String, Fen, Int)] = [
                ("人工", 800_000 + busy * 3_600, 4), ("系统工具", 260_000, 6), ("通信", 60_000 + busy * 420, 8),
                ("职场租金", 180_000, 0), ("培训", 40_000, 20), ("管理费用", 50_000, 0),
            ]
            return parts.map { category, usual, spread in
                let amount = usual * (100 + random.within(-spread...spread)) / 100 / 100 * 100
                return CostLine(
                    month: month, category: category, amount: amount,
                    // Overhead is shared out afterwards: nobody plans it.
                    budget: category == "管理费用" ? nil : usual * 102 / 100 / 10_000 * 10_000, booked: booked)
            }
        }
    }

    private func makeBenefits() -> [BenefitLine] {
        var random = SeededRandom(seed: seed, purpose: "quarterly benefits")
        return Self.months.enumerated().flatMap { place, month -> [BenefitLine] in
            var lines = [
                BenefitLine(month: month, kind: "毛利", amount: 1_500_000 + place * 60_000 + random.below(300) * 1000),
                BenefitLine(month: month, kind: "挽回流失", amount: 500_000 + random.below(260) * 1000),
            ]
            // Savings are counted since 2026.
            if month.year == 2026 {
                lines.append(BenefitLine(month: month, kind: "节约成本", amount: 120_000 + random.below(90) * 1000))
            }
            return lines
        }
    }

    // MARK: People

    private func makeQuality() -> [QualityItem] {
        var random = SeededRandom(seed: seed, purpose: "quarterly quality")
        let counts = [5, 5, 5, 6, 6, 6, 6, 6, 6, 12, 12, 12, 20, 20, 22]
        let items = [("服务态度", 25), ("响应速度", 25), ("问题解决", 30), ("流程规范", 20)]
        var all: [QualityItem] = []
        for (month, count) in zip(Self.months, counts) {
            let days = month.monthStart(plus: 1).dayNumber - month.dayNumber
            for place in 0..<count {
                let time = month.adding(days: place * days / count).start + (9 + random.below(9)) * 3600
                let agent = Self.atWork(random.pick(centre.agents).id, at: time) ?? ""
                let evaluation = "QA\(padded(1 + all.count / items.count, 4))"
                let isCritical = random.chance(0.05)
                for (item, most) in items {
                    let share = 0.86 + (centre.team(of: agent) == betterTeam ? 0.06 : 0) + random.normal() * 0.09
                    var points: Int? = max(0, min(most, Int(share * Double(most) + 0.5)))
                    if item == "响应速度", random.chance(0.12) { points = nil }
                    let isFatal = isCritical && item == "流程规范"
                    if isFatal { points = 0 }
                    all.append(
                        QualityItem(
                            evaluation: evaluation, agent: agent, evaluator: random.chance(0.5) ? "A1025" : "A1026",
                            time: time, item: item, points: points, most: most, isCritical: isFatal))
                }
            }
        }
        return all
    }

    /// A round every quarter, of one half of the agents and then of the other; customers score from 0 to 10, all others from 1 to 5.
    private func makeAssessments() -> [Assessment] {
        var random = SeededRandom(seed: seed, purpose: "quarterly assessments")
        let relations = ["客户", "客户", "上级", "同事", "同事", "自评"]
        var all: [Assessment] = []
        for (round, first) in Self.quarters.enumerated() {
            let day = first.monthStart(plus: 2).adding(days: 14)
            for (place, agent) in centre.agents.enumerated() where place % 2 == round % 2 {
                guard agent.left.map({ $0 > day }) ?? true else { continue }
                for relation in relations {
                    let isCustomer = relation == "客户"
                    let mood = (agent.team == betterTeam ? 0.3 : 0) + (relation == "自评" ? 0.4 : 0)
                    let share = 0.68 + mood * 0.25 + random.normal() * 0.15
                    let (lowest, highest) = isCustomer ? (0, 10) : (1, 5)
                    let steps = Double(highest - lowest)
                    let score = lowest + max(0, min(highest - lowest, Int(share * steps + 0.5)))
                    all.append(
                        Assessment(
                            id: "P\(padded(1 + all.count, 4))", assessee: agent.id, relation: relation, day: day,
                            score: score, lowest: lowest, highest: highest))
                }
            }
        }
        return all
    }

    private func makeTrainings() -> [Training] {
        var random = SeededRandom(seed: seed, purpose: "quarterly trainings")
        // Day, course, hours, whether there is an examination, how many take part.
        let sessions: [(CivilDate, String, Int, Bool, Int)] = [
            (CivilDate(2025, 8, 12), "产品知识", 4, true, 12), (CivilDate(2025, 11, 18), "投诉处理技巧", 6, true, 12),
            (CivilDate(2026, 2, 10), "新系统操作", 3, true, 12), (CivilDate(2026, 3, 24), "情绪管理", 2, false, 10),
            (CivilDate(2026, 4, 21), "产品知识", 4, true, 14), (CivilDate(2026, 6, 9), "投诉处理技巧", 6, true, 14),
            (CivilDate(2026, 7, 14), "新系统操作", 3, true, 18), (CivilDate(2026, 8, 18), "情绪管理", 2, false, 14),
            (CivilDate(2026, 9, 8), "投诉处理技巧", 6, true, 20), (CivilDate(2026, 10, 13), "产品知识", 4, true, 6),
        ]
        var all: [Training] = []
        for (place, (day, course, hours, hasExamination, count)) in sessions.enumerated() {
            let isAhead = day >= Self.dataEnd
            var there = centre.agents.filter { $0.left.map { $0 > day } ?? true }
            random.shuffle(&there)
            for (seat, agent) in there.prefix(count).enumerated() {
                // Of each session but the last, the first one on the list could not come in the end.
                let isHeld = !isAhead && seat > 0
                let start = day.start + (place % 2 == 0 ? 9 : 14) * 3600
                var training = Training(
                    agent: agent.id, course: course, planned: day, start: isHeld ? start : nil,
                    updated: isHeld ? start + hours * 3600 : day.adding(days: -20).start + 36_000)
                if isHeld {
                    training.isFinished = !random.chance(0.06)
                    training.hours = hours
                    if hasExamination {
                        let before = 45 + random.below(35)
                        training.scoreBefore = before
                        // Who was absent from the examination has no score.
                        if training.isFinished, !random.chance(0.06) {
                            training.scoreAfter = min(Training.most, before + 4 + random.below(24))
                        }
                    }
                }
                all.append(training)
            }
        }
        return all
    }

    // MARK: Customers

    private func makeFollowUps() -> [FollowUp] {
        var random = SeededRandom(seed: seed, purpose: "quarterly follow-ups")
        let counts = [9, 9, 9, 10, 10, 10, 10, 10, 10, 18, 18, 18, 30, 30, 32]
        let reasons = ["例行", "关怀", "投诉回访", "不满意回访", "售后回访"]
        var all: [FollowUp] = []
        func add(_ due: CivilDate, _ random: inout SeededRandom) -> FollowUp {
            FollowUp(
                id: "F\(padded(1 + all.count, 4))", customer: centre.someCustomer(&random).id,
                agent: Self.atWork(random.pick(centre.agents).id, at: due.start) ?? "", reason: random.pick(reasons),
                due: due)
        }
        for (month, count) in zip(Self.months, counts) {
            let days = month.monthStart(plus: 1).dayNumber - month.dayNumber
            for place in 0..<count {
                var followUp = add(month.adding(days: place * days / count), &random)
                let fate = random.unit()
                if fate < 0.04 {
                    followUp.isCancelled = true
                } else if fate < 0.84 {
                    followUp.done = followUp.due.adding(days: -random.below(3))
                } else if fate < 0.93 {
                    followUp.done = followUp.due.adding(days: random.within(1...9))
                }
                if let done = followUp.done, done >= Self.dataEnd { followUp.done = nil }
                all.append(followUp)
            }
        }
        // The quarter's last day: one done on it, two overdue when it ended; four are due in the next quarter.
        let last = Self.dataEnd.adding(days: -1)
        for done in [last, nil, nil] {
            var followUp = add(last, &random)
            followUp.done = done
            all.append(followUp)
        }
        for days in [6, 7, 8, 9] { all.append(add(Self.dataEnd.adding(days: days), &random)) }
        return all
    }

    private func makeLeads() -> [Lead] {
        var random = SeededRandom(seed: seed, purpose: "quarterly leads")
        // From two months before, so that the first quarter has what closes in it.
        let months = [CivilDate(2025, 5, 1), CivilDate(2025, 6, 1)] + Self.months
        let counts = [12, 12, 14, 14, 14, 15, 15, 15, 15, 14, 15, 24, 24, 24, 36, 36, 38]
        let sources = ["转介绍", "广告", "自然搜索", "微信", "展会", "官网"]
        var all: [Lead] = []
        for (month, count) in zip(months, counts) {
            for moment in moments(count, in: month, &random) {
                let created = moment / 60 * 60
                var lead = Lead(
                    id: "L\(padded(1 + all.count, 4))", created: created,
                    source: sources[random.place(weights: [20, 24, 18, 20, 6, 12])],
                    owner: random.pick(centre.agents).id, updated: created + random.below(60) * 60)
                let fate = random.unit()
                let closed = (created + 86_400 + Int(random.exponential(mean: 1_500_000))) / 60 * 60
                if fate < 0.86, closed < Self.dataEnd.start {
                    lead.closed = closed
                    lead.isWon = fate < (lead.source == "转介绍" ? 0.45 : 0.3)
                    lead.reason = lead.isWon ? "" : random.pick(["价格", "竞品", "产品", "时机", "联系不上"])
                    lead.updated = closed
                }
                lead = Lead(
                    id: lead.id, created: lead.created, source: lead.source,
                    owner: Self.atWork(lead.owner, at: lead.updated) ?? "", closed: lead.closed, isWon: lead.isWon,
                    reason: lead.reason, updated: lead.updated)
                all.append(lead)
            }
        }
        // Won on the morning of the export: after the quarter, of which they were leads.
        let open = all.indices.filter { all[$0].closed == nil && all[$0].created >= CivilDate(2026, 8, 25).start }
        for (place, lead) in open.prefix(3).enumerated() {
            all[lead].closed = Self.dataEnd.start + 8 * 3600 + place * 600
            all[lead].isWon = true
            all[lead].updated = Self.dataEnd.start + 8 * 3600 + place * 600
        }
        return all
    }
}
