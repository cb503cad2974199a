// The scenario `nightly`: a fortnight of calls, answers and orders, for the report of Monday 2026-09-14.

/// Builds the folder `nightly`.
struct NightlyScenario {
    let seed: UInt64
    let centre: ContactCentre
    private let days = (1...14).map { CivilDate(2026, 9, $0) }

    init(seed: UInt64) {
        self.seed = seed
        var random = SeededRandom(seed: seed, purpose: "nightly people")
        let agents = makeAgents(&random)
        let wishes = CustomerWishes(
            count: 300, addressOnly: 0.08, ambiguous: 0, missing: 6, latestCreated: CivilDate(2026, 8, 31))
        centre = ContactCentre(agents: agents, customers: makeCustomers(wishes, &random))
    }

    func files() throws -> [FixtureFile] {
        var planter = DirtPlanter(seed: seed, purpose: "nightly dirt")
        let calls = makeCalls()
        let answers = makeAnswers()
        let orders = makeOrders()
        var sheets = callSheets(calls, &planter)
        sheets += planter.surveySheets(
            answers, paths: ["surveys-2026-09-07.csv", "surveys-2026-09-14.csv"], overlap: CivilDate(2026, 9, 7))
        sheets += orderSheets(orders, &planter)
        sheets.append(customerSheet(&planter))
        sheets.append(agentSheet(&planter))
        let truth = truth(calls: calls, answers: answers, orders: orders)
        return try fixtureFiles(
            sheets: sheets, tally: planter.tally, truth: truth, readme: nightlyReadme(sheets, planter.tally, seed))
    }

    private func truth(calls: [Call], answers: [SurveyAnswer], orders: [Order]) -> TruthTable {
        let all = days.map(Period.day)
        let last = Array(all.suffix(2))
        var truth = TruthTable()
        truth.add(calls, at: \.start, periods: all, by: [.total], figures: callFigures)
        truth.add(
            calls.filter { $0.direction == .inbound }, at: \.start, periods: last,
            by: [
                Breakdown(key: "queue") { $0.queue }, Breakdown(key: "region") { centre.region(of: $0.customer) },
            ], figures: callFigures)
        truth.add(
            calls.filter { $0.direction == .inbound && $0.outcome == .answered }, at: \.start, periods: last,
            by: [Breakdown(key: "team") { centre.team(of: $0.agent) }, Breakdown(key: "agent") { $0.agent ?? "" }],
            figures: answeredFigures)
        truth.add(answers, at: \.time, periods: all, by: [.total], figures: surveyFigures)
        truth.add(
            answers, at: \.time, periods: last,
            by: [
                Breakdown(key: "team") { centre.team(of: $0.agent) },
                Breakdown(key: "region") { centre.region(of: $0.customer) },
            ], figures: surveyFigures)
        truth.add(orders, at: \.paidAt, periods: all, by: [.total], figures: salesFigures)
        truth.add(
            orders, at: \.paidAt, periods: last, by: [Breakdown(key: "region") { centre.region(of: $0.customer) }],
            figures: salesFigures)
        return truth
    }

    // MARK: What truly happened

    /// All calls, internal ones too, with the edges a reader may stumble over.
    private func makeCalls() -> [Call] {
        var random = SeededRandom(seed: seed, purpose: "nightly calls")
        var calls: [Call] = []
        for date in days {
            let busy = [380, 350, 340, 335, 330, 275, 265][date.weekday] + random.within(-15...15)
            var moments = (0..<busy).map { _ in centre.busyMoment(on: date, &random) }
            moments[0] = date.start
            moments[1] = date.start + 86_399
            moments.sort()
            var ofDay = moments.enumerated().map { place, moment in
                centre.call(id: "T\(date.year)09\(twoDigits(date.day))\(padded(place + 1, 4))", at: moment, &random)
            }
            plantEdges(in: &ofDay, on: date, &random)
            calls += ofDay
        }
        return calls
    }

    private func plantEdges(in calls: inout [Call], on date: CivilDate, _ random: inout SeededRandom) {
        var answered = calls.indices.dropFirst().dropLast(3).filter {
            calls[$0].direction == .inbound && calls[$0].outcome == .answered
        }
        random.shuffle(&answered)
        for place in answered.prefix(2) { calls[place].talkSeconds = 0 }
        for place in answered.dropFirst(2).prefix(3) { calls[place].wrapSeconds = nil }
        for place in answered.dropFirst(5).prefix(2) { calls[place].waitSeconds = 20 }
        let abandoned = calls.indices.filter { calls[$0].outcome == .abandoned }
        for place in abandoned.prefix(1) { calls[place].waitSeconds = 5 }
        guard nightsWithLongCall.contains(date.day) else { return }
        let place = calls.count - 2
        calls[place] = centre.callAcrossMidnight(calls[place], on: date)
        if calls[place].start < calls[place - 1].start { calls.swapAt(place, place - 1) }
    }

    /// The evenings whose last but one call lasts into the next day.
    private let nightsWithLongCall = [6, 10, 13]

    func isAcrossMidnight(_ call: Call) -> Bool {
        let date = day(of: call.start)
        let isLast = call.start == date.start + 86_400 - 470 && call.talkSeconds == 920
        return isLast && nightsWithLongCall.contains(date.day)
    }

    private func makeAnswers() -> [SurveyAnswer] {
        var random = SeededRandom(seed: seed, purpose: "nightly answers")
        var answers: [SurveyAnswer] = []
        for date in days {
            var moments = (0..<random.within(48...70)).map { _ in centre.busyMoment(on: date, &random) }
            moments[0] = date.start + 86_399
            for moment in moments.sorted() {
                answers.append(centre.answer(number: answers.count + 1, at: moment, &random))
            }
        }
        return answers
    }

    /// Paid and unpaid orders; those paid after the fortnight are outside every day's figures.
    private func makeOrders() -> [Order] {
        var random = SeededRandom(seed: seed, purpose: "nightly orders")
        var orders: [Order] = []
        for date in days {
            var moments = (0..<random.within(62...90)).map { _ in centre.busyMoment(on: date, &random) }
            moments[0] = date.start + 86_390
            for (place, moment) in moments.sorted().enumerated() {
                let id = "E\(date.year)09\(twoDigits(date.day))\(padded(100_000 + place * 37, 8))"
                var order = centre.order(id: id, at: moment, by: centre.someCustomer(&random), &random)
                if random.chance(0.03) { order.customer = nil }
                if random.chance(0.02) { order.customer = "C9\(padded(random.below(90_000), 5))" }
                if place == moments.count - 1 { order.paidAt = moment + 95 }
                if place == moments.count - 1, order.paid == 0 { order.paid = 12_900 }
                orders.append(order)
            }
        }
        return orders
    }
}
