// The slow twin of geography: names tried at every place of a text, longest first, by the rules as they are documented.

import Foundation
import Tabular

/// Reads places in China out of texts, given a list of names.
///
/// It knows only the streets, words and marks that its patterns list; texts made of other words are not for it.
package struct GeographyTwin {
    package struct Place: Hashable, Sendable {
        package var province: String
        package var city: String?

        package init(_ province: String, _ city: String?) {
            self.province = province
            self.city = city
        }
    }

    /// How much a name needs around it to count.
    package enum Form: Sendable { case full, short, weak, afterProvince, district }

    package struct Name: Hashable, Sendable {
        package var text: String
        package var place: Place
        package var form: Form
        /// A district, or a city that belongs to another one.
        package var isPart: Bool

        package init(_ text: String, _ place: Place, _ form: Form, isPart: Bool = false) {
            self.text = text
            self.place = place
            self.form = form
            self.isPart = isPart
        }
    }

    package struct Area: Sendable {
        package var chinese: String
        package var english: String
        /// Each province, with its only city where it is one.
        package var provinces: [Place]

        package init(chinese: String, english: String, provinces: [Place]) {
            self.chinese = chinese
            self.english = english
            self.provinces = provinces
        }
    }

    /// The places that one name in a text may mean.
    struct Mention {
        enum Weight: Int { case district, usual, provinceAndCity }

        var places: Set<Place>
        var weight: Weight
    }

    private let areas: [Area]
    private let names: [String: [Name]]
    private let longest: Int
    private let latin: LatinAddressTwin

    package init(areas: [Area], names: [Name], latinNames: [Name]) {
        self.areas = areas
        self.names = Dictionary(grouping: Set(names), by: \.text)
        longest = names.map(\.text.count).max() ?? 0
        latin = LatinAddressTwin(latinNames)
    }

    /// The label at `area`, `province` or `city` of a row with these sources.
    package func label(at level: String, of sources: [Cell]) -> String {
        var known: Set<Place> = []
        for case .text(let text) in sources { known = Self.refined(known, by: places(in: text)) }
        let labels = known.map { place -> String in
            switch level {
            case "area":
                areas.first { $0.provinces.contains { $0.province == place.province } }?.chinese ?? "unknown"
            case "province": place.province
            default: place.city ?? "unknown"
            }
        }
        if level == "city", known.count > 1 { return "unknown" }
        return Set(labels).count == 1 ? labels[0] : "unknown"
    }

    /// A later source only makes the places of the earlier ones more exact.
    private static func refined(_ known: Set<Place>, by later: Set<Place>) -> Set<Place> {
        if known.isEmpty || later.isEmpty { return known.union(later) }
        let pairs = known.flatMap { mine in
            later.filter { $0.province == mine.province && ($0.city ?? mine.city) == (mine.city ?? $0.city) }
                .map { Place(mine.province, mine.city ?? $0.city) }
        }
        if pairs.isEmpty { return known }
        let cities = pairs.filter { $0.city != nil }
        return Set(cities.isEmpty ? pairs : cities)
    }

    /// All places that a text may mean.
    package func places(in text: String) -> Set<Place> {
        let text = TwinTable.halfWidth(text.replacing("\u{A0}", with: " "))
        let bare = text.trimmingCharacters(in: [" "])
        for area in areas {
            let spellings = ["", "区", "地区", "大区"].map { area.chinese + $0 }
            if spellings.contains(bare) || LatinAddressTwin.key(bare) == LatinAddressTwin.key(area.english) {
                return Set(area.provinces)
            }
        }
        // Stretches in Latin letters are read apart; what stands around them does not know of them.
        let latinStretch = "[A-Za-zÜü][^\\p{Han}]*"
        var mentions = chineseMentions(
            Array(text.replacingOccurrences(of: latinStretch, with: "\u{1}", options: .regularExpression)))
        var rest = text[...]
        while let stretch = rest.range(of: latinStretch, options: .regularExpression) {
            mentions += latin.mentions(in: String(rest[stretch]))
            rest = rest[stretch.upperBound...]
        }
        return Self.places(mentions)
    }

    /// What several mentions say together: as much as agrees, and all of them where they contradict each other.
    private static func places(_ mentions: [Mention]) -> Set<Place> {
        let strongest = mentions.map(\.weight.rawValue).max()
        let counted = mentions.filter { $0.weight.rawValue == strongest }.map(\.places)
        let everything = Set(counted.joined())
        let provinces = Set(everything.map(\.province)).filter { province in
            counted.allSatisfy { $0.contains { $0.province == province } }
        }
        if provinces.isEmpty { return everything }
        let agreeing = counted.map { places in places.filter { provinces.contains($0.province) } }
        let cities = agreeing.filter { places in places.allSatisfy { $0.city != nil } }
        guard let first = cities.first else { return Set(agreeing.joined()) }
        let common = cities.reduce(first) { $0.intersection($1) }
        return common.isEmpty ? Set(cities.joined()) : common
    }

    // MARK: Chinese

    private func chineseMentions(_ text: [Character]) -> [Mention] {
        var mentions: [Mention] = []
        var start = 0
        // Where an address can begin, right after a place, or neither.
        var (isBeginning, isAfterPlace) = (true, false)
        while start < text.count {
            let rest = String(text[start...])
            if !Self.matches(rest, "^\\p{Han}") {
                (isBeginning, isAfterPlace) = (true, false)
                start += 1
            } else if let (mention, length) = mention(at: rest, isBeginning, isAfterPlace) {
                mentions.append(mention)
                (isBeginning, isAfterPlace) = (false, true)
                start += length
            } else if let marker = rest.range(of: Self.markers, options: .regularExpression) {
                (isBeginning, isAfterPlace) = (true, false)
                start += rest[marker].count
            } else {
                (isBeginning, isAfterPlace) = (false, false)
                start += 1
            }
        }
        return mentions
    }

    /// The names with which a text begins, longest first, each with what follows it.
    private func namesBeginning(_ text: String) -> [(names: [Name], rest: String)] {
        stride(from: min(longest, text.count), to: 0, by: -1).compactMap { length in
            names[String(text.prefix(length))].map { ($0, String(text.dropFirst(length))) }
        }
    }

    private func mention(at text: String, _ isBeginning: Bool, _ isAfterPlace: Bool) -> (Mention, length: Int)? {
        for (names, rest) in namesBeginning(text) {
            let starting = names.filter { name in
                name.form == .full
                    || (isBeginning && name.form != .afterProvince && name.form != .district && !Self.isStreet(rest))
            }
            let chains = starting.compactMap { partAfter($0, rest) }
            if let furthest = chains.min(by: { $0.rest.count < $1.rest.count }) {
                let places = Set(chains.filter { $0.rest == furthest.rest }.flatMap(\.places))
                return (Mention(places: places, weight: .provinceAndCity), text.count - furthest.rest.count)
            }
            let counting = names.filter { name in
                switch name.form {
                case .full: (isBeginning || isAfterPlace) && !Self.goesOn(rest)
                case .district: isBeginning && !Self.goesOn(rest)
                case .short: isBeginning && isPlace(name, rest)
                case .weak: isBeginning && Self.isNothingOrDistrict(rest)
                case .afterProvince: false
                }
            }
            if counting.isEmpty { continue }
            let isDistrict = counting.allSatisfy { $0.form == .district }
            return (
                Mention(places: Set(counting.map(\.place)), weight: isDistrict ? .district : .usual),
                text.count - rest.count
            )
        }
        return nil
    }

    /// The city named right after its province, or the district right after its city.
    private func partAfter(_ whole: Name, _ text: String) -> (places: Set<Place>, rest: String)? {
        let between = text.range(of: Self.connectors, options: .regularExpression)
        for (names, rest) in namesBeginning(between.map { String(text[$0.upperBound...]) } ?? text) {
            let parts = names.filter { part in
                guard part.place.province == whole.place.province, part.place.city != nil else { return false }
                if whole.place.city != nil, !part.isPart || part.place != whole.place { return false }
                return part.form == .full || part.form == .district
                    ? !Self.goesOn(rest) : !Self.isStreet(rest) && !Self.isWord(rest)
            }
            if !parts.isEmpty { return (Set(parts.map(\.place)), rest) }
        }
        return nil
    }

    /// Whether a short name followed by `rest` is meant as the place: 南京, and not 南京路, 南京大学 or 广东县.
    private func isPlace(_ name: Name, _ rest: String) -> Bool {
        if rest.hasPrefix("县") { return !name.isPart && name.place.city == name.text }
        return !Self.isStreet(rest) && !Self.isWord(rest) && !Self.isInstitution(rest)
    }

    private static func isStreet(_ rest: String) -> Bool { matches(rest, streets) }
    private static func isWord(_ rest: String) -> Bool { matches(rest, words) }
    private static func goesOn(_ rest: String) -> Bool { matches(rest, "^[场民]") }
    private static func isInstitution(_ rest: String) -> Bool {
        matches(rest, "^(?:(?![区县市镇乡旗路街道号])\\p{Han})*(大学|学院|银行|公司|集团|有限)")
    }
    private static func isNothingOrDistrict(_ rest: String) -> Bool {
        if !matches(rest, "^\\p{Han}") { return true }
        let other = "(?![路街巷弄区县市镇旗])\\p{Han}"
        return !isStreet(rest) && !isWord(rest)
            && matches(rest, "^(\(other)){0,4}(?![园小社校景厂库矿])\(other)[区县市镇旗]")
    }

    private static func matches(_ text: String, _ pattern: String) -> Bool {
        text.range(of: pattern, options: .regularExpression) != nil
    }

    private static let markers = "^(中华人民共和国|中国|地址|住址|位于|来自|寄往|寄到|家住|居住|在|住|到|从)"
    private static let connectors = "^([- \\t–—_/|>,，、·.:：・~()（）]|省直辖县级行政区划|自治区直辖县级行政区划|市辖区)+"
    /// 南京路, 南京东路, 太原北大街, but not 路桥区 in 台州.
    private static let streets = """
        ^(?!路[北南桥]区|道[里外县])[东西南北中上下前后内外新老大小左右一二三四五六七八九十]{0,3}\
        ([路街道巷弄]|胡同|大道|大街|大路|公路|高速|高架|大桥)
        """
    private static let words = """
        ^(大学|学院|银行|酒店|大厦|广场|公园|市场|医院|中学|机场|火车站|体育|烤鸭|小吃|拉面|师范|理工|工业|航空|发展|新村|[区村旗人话帮菜厂楼店局报])
        """
}
