// The long questionnaire of `survey-dump`: what somebody truly answered, and how answers come about.

/// One returned copy of the long questionnaire.
struct LongAnswer {
    let number: Int
    let time: ClockSecond
    let seconds: Int
    let source: String
    /// Nil when the site could not place the IP address.
    let home: (province: Province, city: City)?
    let identity: String
    /// Empty when skipped.
    let channels: [String]
    let overall: Int?
    /// Attitude, response, knowledge, resolution: 1 to 5.
    let ratings: [Int?]
    let recommendation: Int?
    let wishes: [String]
    let comment: String?
}

/// The choices of the questionnaire.
enum Questionnaire {
    static let identities = ["个人客户", "企业客户", "代理商"]
    static let channels = ["电话热线", "在线客服", "微信公众号", "邮件", "线下门店"]
    static let wishes = ["等待时间", "解决速度", "服务态度", "专业程度", "回访跟进"]
    static let other = "其他"
    static let labels = ["非常不满意", "不满意", "一般", "满意", "非常满意"]
    static let ratingKeys = ["attitude", "response", "knowledge", "resolution"]

    /// Texts to stumble over: quotes, commas, line breaks, beginnings of formulas, rare characters.
    static let comments = [
        "无", "没有", "挺好的👍", "客服小𠮷很专业", "希望,增加,夜间服务", "他说\"马上处理\",结果等了两天", "第一次没解决\n第二次才解决",
        "排队太久\r\n建议增加人手\r\n谢谢", "=1+1", "+86的电话打不进来", "-", "@客服 请回电", "等待音乐太吵；其他都好", "　前后有全角空格　",
        "解决得很快，态度也好", "转来转去没人负责", "产品问题多，客服尽力了",
    ]

    static func answer(number: Int, at time: ClockSecond, _ random: inout SeededRandom) -> LongAnswer {
        let province = provinces[random.place(weights: provinceWeights)]
        let city = random.pick(province.cities)
        let isPlaced = !random.chance(0.03)
        var mood = random.normal()
        if isPlaced, province.region == ContactCentre.unhappyRegion { mood -= 0.8 }
        func rating(_ lift: Double, _ random: inout SeededRandom) -> Int? {
            let felt = mood + lift + random.normal() * 0.7
            let level = 1 + [-2.2, -1.4, -0.6, 0.5].count { felt >= $0 }
            return random.chance(0.03) ? nil : level
        }
        let overall = rating(0, &random)
        let ratings = [rating(0.3, &random), rating(-0.5, &random), rating(0.1, &random), rating(-0.1, &random)]
        let felt = mood + random.normal() * 0.6
        let recommendation = [-3, -2.6, -2.3, -2, -1.7, -1.4, -1.0, -0.5, -0.1, 0.5].count { felt >= $0 }
        return LongAnswer(
            number: number, time: time, seconds: 25 + Int(random.exponential(mean: 130)),
            source: ["微信", "链接", "手机提交"][random.place(weights: [5, 3, 2])],
            home: isPlaced ? (province, city) : nil,
            identity: identities[random.place(weights: [6, 3, 1])],
            channels: random.chance(0.02) ? [] : some(of: channels, &random), overall: overall, ratings: ratings,
            recommendation: random.chance(0.05) ? nil : recommendation,
            wishes: random.chance(0.2) ? [] : some(of: wishes + [other], &random),
            comment: random.chance(0.6) ? random.pick(comments) : nil)
    }

    private static func some(of choices: [String], _ random: inout SeededRandom) -> [String] {
        random.places(1 + random.place(weights: [5, 3, 1]), of: choices.count).map { choices[$0] }
    }
}
