// The scenario `quarterly-review`: five quarters of a customer centre, for the review of the third quarter of 2026.

/// Builds the folder `quarterly-review`.
struct QuarterlyReviewScenario {
    let seed: UInt64
    let centre: ContactCentre

    /// The first day after the data, on which the review is made.
    static let dataEnd = CivilDate(2026, 10, 1)
    /// The fifteen months that have data.
    static let months = (0..<15).map { CivilDate(2025, 7, 1).monthStart(plus: $0) }
    /// The quarters in file order.
    static let quarters = (0..<5).map { CivilDate(2025, 7, 1).monthStart(plus: $0 * 3) }
    /// The reported quarter, the one before it, and the one a year before.
    static let reported = [4, 3, 0].map { Period.quarter(startingWith: quarters[$0]) }

    /// Who leaves in the reported quarter, on what day, and the colleague of the same team who takes over.
    static let leaver = (id: "A1022", day: CivilDate(2026, 8, 17), successor: "A1023")

    init(seed: UInt64) {
        self.seed = seed
        var random = SeededRandom(seed: seed, purpose: "quarterly people")
        var agents = makeAgents(&random)
        for place in agents.indices where agents[place].id == Self.leaver.id { agents[place].left = Self.leaver.day }
        let wishes = CustomerWishes(
            count: 600, firstNumber: 200_001, addressOnly: 0.12, ambiguous: 18, missing: 10,
            latestCreated: CivilDate(2025, 6, 30))
        centre = ContactCentre(agents: agents, customers: makeCustomers(wishes, &random))
    }

    func files() throws -> [FixtureFile] {
        var planter = DirtPlanter(seed: seed, purpose: "quarterly dirt")
        let calls = makeCalls()
        let answers = makeAnswers()
        let orders = makeOrders()
        let tickets = makeTickets()
        let values = customerValues(
            centre.customers.map(\.id), orders: orders, from: Self.dataEnd.monthStart(plus: -12), to: Self.dataEnd)
        var sheets = callSheets(calls, &planter)
        sheets += planter.surveySheets(
            answers, paths: ["surveys-2025q3-2026q1.csv", "surveys-2026q2-2026q3.csv"], overlap: CivilDate(2026, 3, 31))
        sheets += orderSheets(orders, &planter)
        sheets.append(ticketSheet(tickets, &planter))
        sheets.append(customerSheet(&planter))
        let office = makeBackOffice(calls: calls)
        sheets += backOfficeSheets(office, &planter)
        var truth = QuarterlyTruth(
            centre: centre, calls: calls, answers: answers, orders: orders, tickets: tickets, values: values
        ).table()
        BackOfficeTruth(office: office, calls: calls, dataEnd: Self.dataEnd).add(
            to: &truth, periods: Self.quarters.map(Period.quarter) + Self.months.map(Period.month),
            reported: Self.reported)
        let readme = quarterlyReadme(sheets, planter.tally, seed, buyersOnAMean: buyersOnAMean(values))
        return try fixtureFiles(
            sheets: sheets, tally: planter.tally, truth: truth, readme: readme,
            more: [("truth-customers.csv", customerTable(values, regions: centre.region))])
    }

    // MARK: What truly happened

    /// The agent, or who took over when that agent had left.
    static func atWork(_ agent: String?, at moment: ClockSecond) -> String? {
        agent == leaver.id && moment >= leaver.day.start ? leaver.successor : agent
    }

    /// As many moments as a month shall have, on random days, in order; the month's last second among them.
    func moments(_ count: Int, in month: CivilDate, _ random: inout SeededRandom) -> [ClockSecond] {
        let end = month.monthStart(plus: 1)
        var moments = (1..<count).map { _ in
            centre.busyMoment(on: month.adding(days: random.below(end.dayNumber - month.dayNumber)), &random)
        }
        moments.append(end.start - 1)
        moments[0] = month.start
        return moments.sorted()
    }

    private func makeCalls() -> [Call] {
        var random = SeededRandom(seed: seed, purpose: "quarterly calls")
        let counts = [150, 155, 150, 190, 200, 205, 200, 180, 210, 330, 335, 330, 400, 400, 405]
        var calls: [Call] = []
        for (month, count) in zip(Self.months, counts) {
            for moment in moments(count, in: month, &random) {
                calls.append(centre.call(id: "Q\(padded(1_000_000 + calls.count, 8))", at: moment, &random))
            }
        }
        var answered = calls.indices.filter { calls[$0].direction == .inbound && calls[$0].outcome == .answered }
        random.shuffle(&answered)
        for place in answered.prefix(20) { calls[place].talkSeconds = 0 }
        for place in answered.dropFirst(20).prefix(40) { calls[place].wrapSeconds = nil }
        for place in answered.dropFirst(60).prefix(15) { calls[place].waitSeconds = 20 }
        let abandoned = calls.indices.filter { calls[$0].outcome == .abandoned }
        for place in abandoned.prefix(10) { calls[place].waitSeconds = 5 }
        // The last evening of June 2026: a call that reaches into the third quarter.
        let evening = CivilDate(2026, 6, 30)
        if let place = calls.firstIndex(where: { $0.start == evening.start + 86_399 }) {
            calls[place] = centre.callAcrossMidnight(calls[place], on: evening)
        }
        for place in calls.indices {
            calls[place].agent = Self.atWork(calls[place].agent, at: calls[place].start)
        }
        return calls.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
    }

    private func makeAnswers() -> [SurveyAnswer] {
        var random = SeededRandom(seed: seed, purpose: "quarterly answers")
        let counts = [45, 45, 45, 45, 45, 45, 45, 40, 45, 90, 90, 95, 120, 120, 125]
        var answers: [SurveyAnswer] = []
        for (month, count) in zip(Self.months, counts) {
            for moment in moments(count, in: month, &random) {
                var answer = centre.answer(number: answers.count + 1, at: moment, &random)
                answer.agent = Self.atWork(answer.agent, at: moment)
                answers.append(answer)
            }
        }
        return answers
    }

    /// Orders of fifteen months; some by guests, one refunded beyond its price, and eight equal single buyers.
    private func makeOrders() -> [Order] {
        var random = SeededRandom(seed: seed, purpose: "quarterly orders")
        let counts = [165, 160, 170, 185, 290, 190, 180, 130, 175, 185, 190, 240, 215, 210, 225]
        var orders: [Order] = []
        for (month, count) in zip(Self.months, counts) {
            for moment in moments(count, in: month, &random) {
                let id = "27\(padded(orders.count * 7_919 + 1_000_000, 12))\(padded(random.below(10_000), 4))"
                var order = centre.order(id: id, at: moment, by: centre.someCustomer(&random), &random)
                if random.chance(0.03) { order.customer = nil }
                if orders.count % 700 == 350, order.paidAt != nil { order.refunded = order.paid + 2_000 }
                orders.append(order)
            }
        }
        let buyers = Set(orders.compactMap(\.customer))
        let fresh = centre.customers.filter { !buyers.contains($0.id) }
        for (place, customer) in fresh.prefix(8).enumerated() {
            let created = CivilDate(2026, 5, 20).start + 43_200 + place * 60
            orders.append(
                Order(
                    id: "28\(padded(place, 16))", created: created, paidAt: created + 30, paid: 19_900, refunded: 0,
                    customer: customer.id, nick: customer.nick, product: products[0], pieces: 1, isTest: false))
        }
        return orders.sorted { ($0.created, $0.id) < ($1.created, $1.id) }
    }

    private func makeTickets() -> [Ticket] {
        var random = SeededRandom(seed: seed, purpose: "quarterly tickets")
        let counts = [45, 45, 45, 50, 50, 50, 50, 45, 50, 90, 90, 90, 120, 120, 125]
        var tickets: [Ticket] = []
        for (month, count) in zip(Self.months, counts) {
            for moment in moments(count, in: month, &random) {
                let id = "WO-\(padded(10_001 + tickets.count, 6))"
                var ticket = centre.ticket(id: id, at: moment, dataEnd: Self.dataEnd.start, &random)
                ticket.agent = Self.atWork(ticket.agent, at: moment)
                tickets.append(ticket)
            }
        }
        return centre.separateComplaints(tickets)
    }
}
