// Made-up people: agents in their teams, customers with their homes.

/// Somebody who answers calls.
struct Agent {
    let id: String
    let name: String
    let team: String
    let site: String
    let hired: CivilDate
    /// The first day without work; nil while employed.
    var left: CivilDate?
}

/// Somebody, or some company, that calls, answers surveys and buys.
struct Customer {
    let id: String
    let name: String
    let level: String
    let kind: String
    let nick: String
    let phone: String
    let created: ClockSecond
    let modified: ClockSecond
    let province: Province
    let city: City
    let street: String
    let home: HomeShape
    /// How busy the customer is beside the others.
    let weight: Double

    /// The large region a careful reader of the CRM row arrives at.
    var region: String { home.isKnown ? province.region : unknownSegment }
}

/// How much of a customer's home the CRM knows.
enum HomeShape {
    /// Province and city have cells of their own.
    case full
    /// Only the address, beginning with province and city.
    case addressWithProvince
    /// Only the address, beginning with the city.
    case addressWithCity
    /// An address that several cities share, or that only seems to name one.
    case ambiguous(String)
    /// Nothing at all.
    case missing

    var isKnown: Bool {
        switch self {
        case .full, .addressWithProvince, .addressWithCity: true
        case .ambiguous, .missing: false
        }
    }
}

let surnames = ["张", "王", "李", "赵", "刘", "陈", "杨", "黄", "周", "吴", "郑", "冯", "令狐", "东方", "欧阳", "慕容"]
let givenNames = [
    "三丰", "无忌", "翠山", "小宝", "不群", "语嫣", "一刀", "飞燕", "追命", "冷血", "无情", "铁手", "寻欢", "秋水", "大侠", "试剑",
    "莫愁", "盈盈", "灵珊", "伯通",
]

/// The agents' teams, in order; the second one is the better one.
let teams = ["客服一组", "客服二组", "客服三组", "客服四组"]
let betterTeam = "客服二组"

/// Six agents for each of the four teams.
func makeAgents(_ random: inout SeededRandom) -> [Agent] {
    var names = surnames.flatMap { surname in givenNames.map { surname + $0 } }
    random.shuffle(&names)
    return (0..<24).map { place in
        let team = place / 6
        return Agent(
            id: "A\(1001 + place)", name: names[place], team: teams[team], site: team < 2 ? "合肥职场" : "成都职场",
            hired: CivilDate(2021, 3, 1).adding(days: random.below(1500)))
    }
}

/// What a scenario wants of its customers.
struct CustomerWishes {
    var count: Int
    var firstNumber = 100_001
    var addressOnly: Double
    var ambiguous: Int
    var missing: Int
    var latestCreated: CivilDate
}

/// Customers with heavy-tailed weights: a few do most of the calling and buying.
func makeCustomers(_ wishes: CustomerWishes, _ random: inout SeededRandom) -> [Customer] {
    var ranks = Array(0..<wishes.count)
    random.shuffle(&ranks)
    let vague = random.places(wishes.ambiguous + wishes.missing, of: wishes.count)
    let missing = Set(vague.enumerated().filter { $0.offset % 2 == 0 }.prefix(wishes.missing).map(\.element))
    return (0..<wishes.count).map { place in
        let province = provinces[random.place(weights: provinceWeights)]
        let city = province.cities[random.place(weights: [3, 1].prefix(province.cities.count).map { $0 })]
        var home = HomeShape.full
        if random.chance(wishes.addressOnly) {
            home = random.chance(0.6) ? .addressWithProvince : .addressWithCity
        }
        if let order = vague.firstIndex(of: place) {
            home = missing.contains(place) ? .missing : .ambiguous(ambiguousAddresses[order % ambiguousAddresses.count])
        }
        let isCompany = random.chance(0.35)
        let person = random.pick(surnames) + random.pick(givenNames)
        let company =
            city.shortName + random.pick(["测绘", "星河", "云帆", "启明", "长风", "青禾"])
            + random.pick(["贸易", "科技", "餐饮", "物流", "教育"]) + "有限公司"
        let created = wishes.latestCreated.adding(days: -30 - random.below(1200)).start + random.within(28_800...72_000)
        return Customer(
            id: "C\(wishes.firstNumber + place)",
            name: isCompany ? company : person,
            level: ["重要客户", "普通客户", "潜在客户"][random.place(weights: [2, 6, 2])],
            kind: isCompany ? "企业" : "个人",
            nick: "tb\(padded(random.below(1_000_000), 6))_\(place)",
            phone: phone(of: city, home: home, isCompany: isCompany, &random),
            created: created,
            modified: created + random.within(86_400...2_500_000),
            province: province, city: city,
            street: random.pick(streets) + "\(random.within(1...199))号",
            home: home,
            weight: 1.0 / (Double(ranks[place]) * 0.12 + 1.0))
    }
}

/// A number nobody can have: a mobile prefix not handed out, or a subscriber number beginning with 1.
private func phone(of city: City, home: HomeShape, isCompany: Bool, _ random: inout SeededRandom) -> String {
    if isCompany, home.isKnown {
        let digits = city.areaCode.count == 3 ? 7 : 6
        return "\(city.areaCode)-1\(padded(random.below(digits == 7 ? 10_000_000 : 1_000_000), digits))"
    }
    return "160\(padded(random.below(100_000_000), 8))"
}
