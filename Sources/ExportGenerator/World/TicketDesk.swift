// How the made-up tickets come about.

extension ContactCentre {
    /// A ticket opened at a moment, as it stands when the data end; the better team answers sooner.
    func ticket(id: String, at opened: ClockSecond, dataEnd: ClockSecond, _ random: inout SeededRandom) -> Ticket {
        let customer = someCustomer(&random)
        let agent = random.pick(agents)
        let isBetter = agent.team == betterTeam
        let category = ticketCategories[random.place(weights: [38, 9, 21, 32])]
        var ticket = Ticket(
            id: id, opened: opened, isComplaint: category == "投诉处理" || random.chance(0.02), category: category,
            channel: random.pick(["电话", "在线客服", "微信", "邮件"]),
            priority: ["普通", "紧急", "低"][random.place(weights: [7, 2, 1])], agent: agent.id,
            customer: customer.id, updated: opened)
        let linked = random.unit()
        if linked < 0.03 {
            ticket.customer = "C9\(padded(random.below(90_000), 5))"
        } else if linked < 0.07 {
            ticket.customer = nil
        }
        let response = opened + 60 + Int(random.exponential(mean: isBetter ? 1_700 : 2_900))
        let resolved = response + 600 + Int(random.exponential(mean: 150_000))
        if random.chance(0.96), response < dataEnd {
            ticket.firstResponse = response
            ticket.updated = response
            if random.chance(0.95), resolved < dataEnd {
                ticket.resolved = resolved
                ticket.updated = resolved
            }
        }
        if random.chance(0.02) { ticket.agent = nil }
        return ticket
    }

    /// Takes the flag from a complaint that follows one of the same customer and category within a week.
    ///
    /// So the number of complaints is the same whether or not such followers are merged.
    func separateComplaints(_ tickets: [Ticket]) -> [Ticket] {
        var last: [String: ClockSecond] = [:]
        return tickets.map { ticket in
            guard ticket.isComplaint, let customer = ticket.customer else { return ticket }
            var ticket = ticket
            let key = customer + ticket.category
            if let earlier = last[key], ticket.opened - earlier <= 8 * 86_400 { ticket.isComplaint = false }
            last[key] = ticket.opened
            return ticket
        }
    }
}
