// The true figures of costs, quality, assessments, people, trainings, follow-ups and leads, straight from the clean objects.

/// What a back office's figures must come to.
struct BackOfficeTruth {
    let office: BackOffice
    let calls: [Call]
    /// The first day after the data.
    let dataEnd: CivilDate

    func add(to truth: inout TruthTable, periods: [Period], reported: [Period]) {
        for period in periods {
            for figure in moneyFigures(period) + figures(period, of: nil) { truth.add(figure, period, segment: "") }
        }
        for period in reported {
            for team in Set(office.staff.map(\.team)).sorted() {
                let members = Set(office.staff.filter { $0.team == team }.map(\.id))
                for figure in figures(period, of: members) where figure.n > 0 {
                    truth.add(figure, period, segment: "team=\(team)")
                }
            }
        }
    }

    private func moneyFigures(_ period: Period) -> [Figure] {
        let costs = office.costs.filter { period.contains($0.month.start) }
        let cost = costs.map(\.amount).reduce(0, +)
        let planned = costs.filter { $0.budget != nil }
        let budget = planned.compactMap(\.budget).reduce(0, +)
        let benefits = office.benefits.filter { period.contains($0.month.start) }
        let benefit = benefits.map(\.amount).reduce(0, +)
        let handled = calls.count {
            period.contains($0.start) && $0.direction != .internal && $0.outcome == .answered
        }
        return [
            .money("cost_total", cost, n: costs.count),
            .quotient("cost_per_contact", Double(cost) / 100, Double(handled), n: handled),
            .quotient(
                "budget_variance", Double(planned.map(\.amount).reduce(0, +) - budget), Double(budget), n: planned.count
            ),
            .money("benefit_total", benefit, n: benefits.count),
            .quotient("bcr", Double(benefit), Double(cost), n: costs.count),
        ]
    }

    private func figures(_ period: Period, of members: Set<String>?) -> [Figure] {
        let isMember = { (agent: String) in members?.contains(agent) ?? true }
        let people = peopleFigures(period, isMember)
        return people.figures + qualityFigures(period, isMember) + assessmentFigures(period, isMember)
            + trainingFigures(period, isMember, headcount: people.headcount) + followUpFigures(period, isMember)
            + leadFigures(period, isMember)
    }

    private func peopleFigures(
        _ period: Period, _ isMember: (String) -> Bool
    ) -> (figures: [Figure], headcount: Double) {
        let staff = office.staff.filter { isMember($0.id) }
        var days = 0
        var atEnd = 0
        var leavers = 0
        for agent in staff {
            let end = min(agent.left ?? period.end, period.end)
            days += max(0, end.dayNumber - max(agent.hired, period.start).dayNumber)
            if agent.hired < period.end, agent.left.map({ $0 >= period.end }) ?? true { atEnd += 1 }
            if let left = agent.left, period.contains(left.start) { leavers += 1 }
        }
        let headcount = Double(days) / Double(period.end.dayNumber - period.start.dayNumber)
        return (
            [
                .count("headcount_end", atEnd),
                .quotient(
                    "headcount", Double(days), Double(period.end.dayNumber - period.start.dayNumber), n: staff.count),
                .quotient("staff_turnover", Double(leavers), headcount, n: leavers),
            ], headcount
        )
    }

    private func qualityFigures(_ period: Period, _ isMember: (String) -> Bool) -> [Figure] {
        let items = office.quality.filter { period.contains($0.time) && isMember($0.agent) }
        let evaluations = Set(items.map(\.evaluation))
        let critical = Set(items.filter(\.isCritical).map(\.evaluation))
        let points = evaluations.sorted().compactMap { evaluation -> Double? in
            let scored = items.filter { $0.evaluation == evaluation && $0.points != nil }
            if critical.contains(evaluation) { return 0 }
            return scored.isEmpty
                ? nil
                : Double(scored.compactMap(\.points).reduce(0, +)) * 100 / Double(scored.map(\.most).reduce(0, +))
        }
        return [
            .count("qa_evaluations", evaluations.count),
            .quotient("qa_score", points.reduce(0, +), Double(points.count), n: points.count),
            .ratio("qa_critical_rate", critical.count, evaluations.count),
        ]
    }

    /// Customers weigh 35, supervisors 30, peers 25 and oneself 10 of a hundred. Every form is of another rater; of fewer than three in a
    /// relation those of all such relations stand together.
    private func assessmentFigures(_ period: Period, _ isMember: (String) -> Bool) -> [Figure] {
        // A round every quarter says nothing of a single month.
        guard period.grain == "quarter" else { return [] }
        let scores = office.assessments.filter { period.contains($0.day.start) && isMember($0.assessee) }
        func shares(_ relation: String) -> [Double] {
            scores.filter { $0.relation == relation }.map { score in
                Double(score.score - score.lowest) / Double(score.highest - score.lowest) * 100
            }
        }
        var sources: [(shares: [Double], weight: Double)] = []
        var few: (shares: [Double], weight: Double) = ([], 0)
        for (relation, weight) in [("客户", 0.35), ("上级", 0.3), ("同事", 0.25)] {
            let own = shares(relation)
            if own.count >= 3 {
                sources.append((own, weight))
            } else if !own.isEmpty {
                few = (few.shares + own, few.weight + weight)
            }
        }
        if few.shares.count >= 3 { sources.append(few) }
        guard let fewest = sources.map(\.shares.count).min() else { return [] }
        if case let own = shares("自评"), !own.isEmpty { sources.append((own, 0.1)) }
        let sum = sources.reduce(0) { $0 + $1.weight * $1.shares.reduce(0, +) / Double($1.shares.count) }
        return [.quotient("a360_composite", sum, sources.reduce(0) { $0 + $1.weight }, n: fewest)]
    }

    private func trainingFigures(
        _ period: Period, _ isMember: (String) -> Bool, headcount: Double
    ) -> [Figure] {
        let held = office.trainings.filter { training in
            isMember(training.agent) && (training.start.map(period.contains) ?? false)
        }
        let gains = held.compactMap { training in
            training.scoreAfter.flatMap { after in training.scoreBefore.map { after - $0 } }
        }
        let examined = held.compactMap(\.isPassed)
        guard !held.isEmpty else { return [] }
        return [
            .quotient("training_hours_per_head", Double(held.map(\.hours).reduce(0, +)), headcount, n: held.count),
            .ratio("training_pass_rate", examined.count { $0 }, examined.count),
            .quotient("training_gain", Double(gains.reduce(0, +)), Double(gains.count), n: gains.count),
        ]
    }

    private func followUpFigures(_ period: Period, _ isMember: (String) -> Bool) -> [Figure] {
        let due = office.followUps.filter {
            period.contains($0.due.start) && isMember($0.agent) && !$0.isCancelled
        }
        let ripe = due.filter { $0.due < dataEnd }
        return [
            .count("followups_due", due.count),
            .ratio("followup_compliance", ripe.count { ($0.done ?? dataEnd) <= $0.due }, ripe.count),
            .count("followups_undone", ripe.count { $0.done == nil }),
        ]
    }

    /// Leads of the last thirty days before the data's last moment cannot be judged; what was won after the quarter is no part of it.
    private func leadFigures(_ period: Period, _ isMember: (String) -> Bool) -> [Figure] {
        let month = 30 * 86_400
        let mine = office.leads.filter { isMember($0.owner) }
        let moments = office.leads.flatMap { [$0.created, $0.won ?? $0.created] }
        let last = moments.filter { $0 <= dataEnd.start }.max() ?? 0
        let created = mine.filter { period.contains($0.created) }
        let ripe = created.filter { $0.created <= last - month }
        let won = mine.filter { $0.won.map(period.contains) ?? false }
        let closed = mine.filter { $0.closed.map(period.contains) ?? false }
        return [
            .count("leads_created", created.count),
            .count("leads_won", won.count),
            .ratio("conversion_rate", ripe.count { ($0.won ?? Int.max) <= $0.created + month }, ripe.count),
            .ratio("win_rate", closed.count(where: \.isWon), closed.count),
            .median("time_to_convert", won.compactMap { lead in lead.won.map { $0 - lead.created } }, unit: 86_400),
        ]
    }
}

extension Figure {
    /// An amount.
    static func money(_ metric: String, _ amount: Fen, n: Int) -> Figure {
        Figure(metric: metric, value: plainMoney(amount), n: n)
    }

    /// A quotient of which only the value is compared; empty when there is nothing to divide by.
    static func quotient(_ metric: String, _ above: Double, _ below: Double, n: Int) -> Figure {
        Figure(metric: metric, value: below == 0 ? "" : plainNumber(above / below), n: n)
    }
}
