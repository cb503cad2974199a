// Random addresses in all the ways that people write and mistake them, over every province, city and district.

import TestSupport
import Testing

/// A way to write an address.
enum AddressShape: String, CaseIterable, CustomTestStringConvertible {
    /// 广东省广州市天河区中山路1号, 广东 广州.
    case provinceAndCity
    /// A column of names: 广东, 广州市, 昆山, Guangdong, 华东.
    case column
    /// 广州市天河区, 深圳 人民路, 地址：南京市中山路.
    case withoutProvince
    /// 南京路, 吉林大学, 河北区, and texts without any name.
    case unknown
    /// 广东、上海, 南京路 上海.
    case several
    /// Tianhe District, Guangzhou, Guangdong.
    case latin
    /// Any pieces in any order.
    case jumble

    var testDescription: String { rawValue }

    private static let streets = ["人民路", "中山大道", "南京东路", "北大街", "解放胡同", "学院路", "一环路", "上海路", "大桥"]
    private static let words = ["大学", "银行", "医院", "师范大学", "广场", "烤鸭", "科技有限公司", "村", "人", "县", "火车站", "场"]
    private static let marks = ["", "", " ", "，", "/", "-", "、", "　", "；", "市辖区", "1号"]
    private static let markers = ["地址：", "位于", "中国", "收货 ", "住", "张三", "138 "]

    func text(using random: inout SplitMix64) -> String {
        switch self {
        case .provinceAndCity:
            let city = Self.name(&random) { $0.place.city != nil && !$0.isPart }
            let province = Self.name(&random) { $0.place.province == city.place.province && Self.isProvince($0) }
            // Now and then the city of another province.
            let other = random.chance(0.1) ? Self.name(&random) { _ in true } : city
            let part = Self.name(&random) { $0.place == other.place && $0.isPart }
            return random.pick("", "", "地址：", "中国") + province.text + random.pick(from: Self.marks, or: "")
                + other.text + random.pick("", " ", "，") + random.pick("", part.text, part.text)
                + random.pick("", Self.street(&random))
        case .column:
            let areas = DivisionNames.all.areas.flatMap { [$0.chinese, $0.chinese + "区", $0.english] }
            let names = (DivisionNames.all.chinese + DivisionNames.all.latin).map(\.text)
            let text = random.pick(from: random.chance(0.1) ? areas : names, or: "")
            return random.pick("", "", "", " ", "　") + text + random.pick("", "", "", " ")
        case .withoutProvince:
            let name = Self.name(&random) { $0.place.city != nil }
            let part = Self.name(&random) { $0.place == name.place && $0.isPart }
            return random.pick(from: Self.markers + ["", "", ""], or: "") + name.text + random.pick("", " ", "，")
                + random.pick("", part.text) + Self.street(&random)
        case .unknown:
            let name = Self.name(&random) { _ in true }
            let street = random.chance(0.5) ? Self.street(&random) : random.pick(from: Self.words, or: "")
            return random.pick(name.text + street, street, name.text + street + "1号", "海外", "无名的地方", "")
        case .several:
            return (0...Int.random(in: 1...2, using: &random)).map { _ in
                Self.name(&random) { _ in true }.text + random.pick("", "", "", Self.street(&random))
            }.joined(separator: random.pick("、", "/", " ", "；", ""))
        case .latin: return Self.latin(&random)
        case .jumble:
            return (0..<Int.random(in: 1...5, using: &random)).map { _ in
                switch Int.random(in: 0...7, using: &random) {
                case 0...3: Self.name(&random) { _ in true }.text
                case 4: Self.street(&random)
                case 5: random.pick(from: Self.words + Self.markers, or: "")
                case 6: random.pick(from: Self.marks, or: "")
                default: random.chance(0.3) ? Self.latin(&random) : " "
                }
            }.joined()
        }
    }

    private static func isProvince(_ name: GeographyTwin.Name) -> Bool {
        !name.isPart && (name.place.city == nil || name.place.city == name.place.province)
    }

    private static func street(_ random: inout SplitMix64) -> String { random.pick(from: streets, or: "") + "12号" }

    /// A name that fits, or any.
    private static func name(
        _ random: inout SplitMix64, _ fits: (GeographyTwin.Name) -> Bool
    ) -> GeographyTwin.Name {
        let all = DivisionNames.all.chinese
        return random.pick(from: all.filter(fits), or: all[0])
    }

    private static func latin(_ random: inout SplitMix64) -> String {
        let words = [
            "Road", "East Road", "District", "University", "City", "Province", "China", "Shi", "Bei Lu", "Hotel",
        ]
        return (0..<Int.random(in: 1...3, using: &random)).map { _ in
            let name = random.pick(from: DivisionNames.all.latin.map(\.text), or: "")
            let written = random.pick(name, name, name.uppercased(), name.replacing("'", with: ""))
            return written + random.pick("", "", "", " " + random.pick(from: words, or: ""), " 510000")
        }.joined(separator: random.pick(", ", ", ", " ", "/", "-"))
    }
}

extension SplitMix64 {
    mutating func pick<Choice>(from choices: [Choice], or other: Choice) -> Choice { pick(from: choices) ?? other }
}
