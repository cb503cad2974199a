// How the made-up calls, answers, orders and tickets come about: who, when, how long, with which planted effects.

/// The people of one scenario, and how they behave.
struct ContactCentre {
    let agents: [Agent]
    let customers: [Customer]
    private let customerWeights: [Double]
    private let teamByAgent: [String: String]
    private let regionByCustomer: [String: String]

    /// The region whose customers are less content.
    static let unhappyRegion = "西南"

    init(agents: [Agent], customers: [Customer]) {
        self.agents = agents
        self.customers = customers
        customerWeights = customers.map(\.weight)
        teamByAgent = Dictionary(uniqueKeysWithValues: agents.map { ($0.id, $0.team) })
        regionByCustomer = Dictionary(uniqueKeysWithValues: customers.map { ($0.id, $0.region) })
    }

    func team(of agent: String?) -> String {
        agent.flatMap { teamByAgent[$0] } ?? unknownSegment
    }

    func region(of customer: String?) -> String {
        customer.flatMap { regionByCustomer[$0] } ?? unknownSegment
    }

    func someCustomer(_ random: inout SeededRandom) -> Customer {
        customers[random.place(weights: customerWeights)]
    }

    /// A moment of a day with the two humps of office hours.
    func busyMoment(on date: CivilDate, _ random: inout SeededRandom) -> ClockSecond {
        let hours = Array(0..<24)
        let weights: [Double] = [
            0.3, 0.2, 0.1, 0.1, 0.1, 0.2, 0.4, 1, 4, 9, 10, 8, 5, 6, 9, 9, 8, 6, 4, 4, 3, 2, 1, 0.6,
        ]
        return date.start + hours[random.place(weights: weights)] * 3600 + random.below(3600)
    }

    /// One call at a moment; the better team talks shorter, transfers less and never loses quality.
    func call(id: String, at start: ClockSecond, _ random: inout SeededRandom) -> Call {
        let direction: CallDirection = [.inbound, .outbound, .internal][random.place(weights: [79, 14, 7])]
        let customer = someCustomer(&random)
        let agent = random.pick(agents)
        let isBetter = agent.team == betterTeam
        var call = Call(
            id: id, start: start, phone: customer.phone, customer: customer.id,
            queue: queues[random.place(weights: [34, 46, 12, 8])],
            agent: agent.id, direction: direction, outcome: .answered, ringSeconds: random.within(2...14),
            isTransferred: false)
        let linked = random.unit()
        if linked < 0.05 {
            call.customer = "C9\(padded(random.below(90_000), 5))"
            call.phone = "164\(padded(random.below(100_000_000), 8))"
        } else if linked < 0.13 {
            call.customer = nil
            call.phone = "164\(padded(random.below(100_000_000), 8))"
        }
        let fate = random.unit()
        switch direction {
        case .inbound:
            call.outcome = fate < 0.855 ? .answered : fate < 0.96 ? .abandoned : .voicemail
            call.waitSeconds = inboundWait(call.outcome, &random)
        case .outbound:
            call.queue = ""
            call.outcome = fate < 0.7 ? .answered : .failed
        case .internal:
            call.queue = ""
            call.customer = nil
            call.phone = "8\(padded(random.below(1000), 3))"
            call.outcome = fate < 0.9 ? .answered : .failed
        }
        if call.outcome == .answered {
            call.talkSeconds = 20 + Int(random.exponential(mean: isBetter ? 150 : 195))
            call.holdSeconds = random.chance(0.25) ? 5 + Int(random.exponential(mean: 40)) : 0
            call.wrapSeconds = direction == .internal ? 0 : 5 + Int(random.exponential(mean: isBetter ? 28 : 38))
            call.isTransferred = direction == .inbound && random.chance(isBetter ? 0.05 : 0.1)
        } else if direction == .inbound {
            call.agent = nil
        }
        return call
    }

    /// An answer to the questionnaire; the unhappy region scores lower, the better team higher.
    func answer(number: Int, at time: ClockSecond, _ random: inout SeededRandom) -> SurveyAnswer {
        let customer = someCustomer(&random)
        let agent = random.pick(agents)
        var mood = random.normal()
        if customer.region == Self.unhappyRegion { mood -= 0.95 }
        if agent.team == betterTeam { mood += 0.55 }
        let home = customer.province
        var answer = SurveyAnswer(
            number: number, time: time, seconds: 20 + Int(random.exponential(mean: 70)),
            source: random.pick(["微信", "微信", "链接", "手机提交"]),
            address: "192.0.2.\(random.within(1...254))(\(home.shortName)-\(customer.city.shortName))",
            satisfaction: level(mood, cuts: [-2.0, -1.35, -0.75, 0.35], first: 1),
            recommendation: level(
                mood + random.normal() * 0.5, cuts: [-3, -2.6, -2.3, -2, -1.7, -1.4, -1.0, -0.5, -0.1, 0.5], first: 0),
            effort: level(mood + random.normal() * 0.7, cuts: [-2.4, -1.9, -1.4, -0.8, -0.1, 0.8], first: 1),
            comment: random.chance(0.55) ? comment(mood, &random) : nil, agent: agent.id, customer: customer.id)
        if random.chance(0.04) { answer.satisfaction = nil }
        if random.chance(0.06) { answer.recommendation = nil }
        if random.chance(0.08) { answer.effort = nil }
        let linked = random.unit()
        if linked < 0.03 {
            answer.customer = "C9\(padded(random.below(90_000), 5))"
        } else if linked < 0.08 {
            answer.customer = nil
        }
        if random.chance(0.03) { answer.agent = nil }
        return answer
    }

    /// An order made at a moment; nearly all are paid within minutes, some are refunded in part or whole.
    func order(id: String, at created: ClockSecond, by customer: Customer, _ random: inout SeededRandom) -> Order {
        var paid = 2_900 + Int(random.exponential(mean: 21_000))
        if random.chance(0.04) { paid *= 8 }
        paid = paid / 10 * 10
        let fate = random.unit()
        var refunded = 0
        if fate < 0.03 {
            refunded = paid
        } else if fate < 0.07 {
            refunded = paid * random.within(1...6) / 10
        }
        let isUnpaid = random.chance(0.07)
        return Order(
            id: id, created: created,
            paidAt: isUnpaid ? nil : created + random.within(8...1500),
            paid: isUnpaid ? 0 : paid, refunded: isUnpaid ? 0 : refunded,
            customer: customer.id, nick: customer.nick, product: random.pick(products),
            pieces: random.place(weights: [80, 14, 6]) + 1, isTest: false)
    }

    private func inboundWait(_ outcome: CallOutcome, _ random: inout SeededRandom) -> Int {
        switch outcome {
        case .answered: Int(random.exponential(mean: 13))
        case .abandoned: random.chance(0.22) ? random.below(5) : 5 + Int(random.exponential(mean: 38))
        case .voicemail, .failed: 45 + random.below(40)
        }
    }

    private func level(_ mood: Double, cuts: [Double], first: Int) -> Int {
        first + cuts.count { mood >= $0 }
    }

    private func comment(_ mood: Double, _ random: inout SeededRandom) -> String {
        let good = ["很耐心，问题解决得快", "不错", "客服态度好，谢谢！", "一次就解决了，省心", "讲解清楚，推荐给朋友了"]
        let fair = ["无", "还可以", "等待时间有点长", "希望周末也有人接电话", "说明书看不懂,客服讲了两遍才明白"]
        let poor = ["转接了三次都没解决", "等了二十分钟没人接", "承诺\"三天退款\",一直没到账", "态度敷衍\n没有解决问题\n不会再买了", "要求赔偿，否则打12315"]
        return random.pick(mood > 0.3 ? good : mood > -1 ? fair : poor)
    }
}
