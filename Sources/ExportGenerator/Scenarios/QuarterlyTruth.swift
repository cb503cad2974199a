// Every true figure of `quarterly-review`: by quarter and month, region, team, agent, behaviour and value.

/// The clean objects of the scenario and the cuts of its truth.
struct QuarterlyTruth {
    let centre: ContactCentre
    let calls: [Call]
    let answers: [SurveyAnswer]
    let orders: [Order]
    let tickets: [Ticket]
    let values: [CustomerValue]

    func table() -> TruthTable {
        let months = QuarterlyReviewScenario.months.map(Period.month)
        let quarters = QuarterlyReviewScenario.quarters.map(Period.quarter)
        let reported = QuarterlyReviewScenario.reported
        let reportedMonths = months.filter { month in reported.contains { $0.contains(month.start.start) } }
        let cell = Dictionary(uniqueKeysWithValues: values.map { ($0.customer, $0.cell) })
        let tier = Dictionary(uniqueKeysWithValues: values.map { ($0.customer, $0.tier) })

        /// Cuts along the customer, which every kind of event has.
        func byCustomer<Event>(_ customer: @escaping (Event) -> String?) -> [Breakdown<Event>] {
            [
                Breakdown(key: "region") { centre.region(of: customer($0)) },
                Breakdown(key: "rfm") { customer($0).flatMap { cell[$0] } ?? unknownSegment },
                Breakdown(key: "tier") { customer($0).flatMap { tier[$0] } ?? unknownSegment },
            ]
        }
        func byRegion<Event>(_ customer: @escaping (Event) -> String?) -> [Breakdown<Event>] {
            [Breakdown(key: "region") { centre.region(of: customer($0)) }]
        }

        var truth = TruthTable()
        let inbound = calls.filter { $0.direction == .inbound }
        let answered = inbound.filter { $0.outcome == .answered }
        truth.add(inbound, at: \.start, periods: quarters + months, by: [.total], figures: callFigures)
        truth.add(
            inbound, at: \.start, periods: reported,
            by: byCustomer(\.customer) + [Breakdown(key: "queue") { $0.queue }], figures: callFigures)
        truth.add(inbound, at: \.start, periods: reportedMonths, by: byRegion(\.customer), figures: callFigures)
        truth.add(
            answered, at: \.start, periods: reported,
            by: [
                Breakdown(key: "team") { centre.team(of: $0.agent) },
                Breakdown(key: "agent") { $0.agent ?? unknownSegment },
            ], figures: answeredFigures)

        truth.add(answers, at: \.time, periods: quarters + months, by: [.total], figures: surveyFigures)
        truth.add(
            answers, at: \.time, periods: reported,
            by: byCustomer(\.customer) + [
                Breakdown(key: "team") { centre.team(of: $0.agent) },
                Breakdown(key: "agent") { $0.agent ?? unknownSegment },
            ], figures: surveyFigures)
        truth.add(answers, at: \.time, periods: reportedMonths, by: byRegion(\.customer), figures: surveyFigures)

        let sales = { (orders: [Order]) in salesFigures(orders) + repeatPurchaseFigures(orders) }
        truth.add(orders, at: \.paidAt, periods: quarters + months, by: [.total], figures: sales)
        truth.add(orders, at: \.paidAt, periods: reported, by: byCustomer(\.customer), figures: sales)
        truth.add(orders, at: \.paidAt, periods: reportedMonths, by: byRegion(\.customer), figures: sales)

        // The data reach to the last thing that happened to a ticket.
        let lastMoment = tickets.flatMap { [$0.opened, $0.resolved ?? $0.opened] }.max() ?? 0
        let openedFigures = { (tickets: [Ticket]) in
            responseFigures(tickets)
                + resolutionRateFigures(tickets, dataEnd: lastMoment)
        }
        let ticketCuts =
            byCustomer(\Ticket.customer) + [
                Breakdown(key: "team") { centre.team(of: $0.agent) }, Breakdown(key: "category") { $0.category },
            ]
        truth.add(tickets, at: \.opened, periods: quarters + months, by: [.total], figures: openedFigures)
        truth.add(tickets, at: \.opened, periods: reported, by: ticketCuts, figures: openedFigures)
        truth.add(tickets, at: \.resolved, periods: quarters + months, by: [.total], figures: resolutionTimeFigures)
        truth.add(tickets, at: \.resolved, periods: reported, by: ticketCuts, figures: resolutionTimeFigures)

        addComplaints(to: &truth, periods: quarters + months, reported: reported, cell: cell, tier: tier)
        return truth
    }

    private func addComplaints(
        to truth: inout TruthTable, periods: [Period], reported: [Period], cell: [String: String],
        tier: [String: String]
    ) {
        truth.addComplaintRates(
            tickets: tickets, calls: calls, periods: periods, key: "", ticketSegment: { _ in "" },
            callSegment: { _ in "" })
        let cuts: [(key: String, segment: (_ customer: String?, _ agent: String?) -> String)] = [
            ("region", { customer, _ in centre.region(of: customer) }),
            ("rfm", { customer, _ in customer.flatMap { cell[$0] } ?? unknownSegment }),
            ("tier", { customer, _ in customer.flatMap { tier[$0] } ?? unknownSegment }),
            ("team", { _, agent in centre.team(of: agent) }),
        ]
        for cut in cuts {
            truth.addComplaintRates(
                tickets: tickets, calls: calls, periods: reported, key: cut.key,
                ticketSegment: { cut.segment($0.customer, $0.agent) },
                callSegment: { cut.segment($0.customer, $0.agent) })
        }
    }
}
