// The table of places made from the written facts: provinces, cities, and every name that means one of them.

import Diagnostics

/// A province, and the city in it where that is known too.
///
/// - Bounds: positions in the lists of ``PlaceTable``.
struct Place: Sendable, Hashable, Comparable {
    var province: Int
    var city: Int?

    static func < (left: Place, right: Place) -> Bool {
        (left.province, left.city ?? -1) < (right.province, right.city ?? -1)
    }
}

/// What a name means when it is met.
struct PlaceMeaning: Sendable, Hashable {
    /// How much a name needs around it to count.
    enum Form: Sendable {
        /// 广东省, 广州市: counts wherever an address can begin.
        case official
        /// 广东, 广州: counts unless a street or an institution is named after it.
        case short
        /// 中山, 大理: as ``short``, and only alone or before a district.
        case weak
        /// 东方: counts only after its province.
        case dependent
        /// 海淀区: counts when no province or city is named.
        case district
    }

    var place: Place
    var form: Form
    /// Whether it lies inside a city, as 昆山 does in 苏州.
    var isInsideCity = false
}

/// All places and their names.
struct PlaceTable: Sendable {
    struct Province: Sendable {
        var short: String
        var title: Wording
        var area: Int
        /// The only city of a municipality or special region.
        var onlyCity: Int?
    }

    struct City: Sendable {
        var province: Int
        /// As results name it: 广州.
        var short: String
        var title: Wording
    }

    private(set) var provinces: [Province] = []
    private(set) var cities: [City] = []
    let areas = ChinaProvinces.areas
    private(set) var chineseNames = ChineseNames()
    /// From letters in lower case, without blanks and marks, to meanings.
    private(set) var latinNames: [String: [PlaceMeaning]] = [:]

    /// Made once, when the first geography is read.
    static let china = PlaceTable()

    private init() {
        addProvinces()
        addCities()
        addCounties()
        addDistricts()
        tellApartEqualEnglishTitles()
    }

    /// The province or municipality of a short name.
    func province(_ short: String) -> Int? { provinces.firstIndex { $0.short.isWritten(short) } }

    func city(_ short: String, inProvince province: Int) -> Int? {
        cities.firstIndex { $0.province == province && $0.short.isWritten(short) }
    }

    /// Letters of any Latin text in the form in which ``latinNames`` holds them.
    static func latinKey(_ text: some StringProtocol) -> String {
        var key = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "A"..."Z": key.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) + 32))
            case "a"..."z": key.unicodeScalars.append(scalar)
            case "ü", "Ü": key.append("u")
            default: break
            }
        }
        return key
    }

    // MARK: Making it

    private mutating func addProvinces() {
        for facts in ChinaProvinces.all {
            let index = provinces.count
            let title = Wording(en: facts.english, zh: facts.short)
            var province = Province(
                short: facts.short, title: title, area: areas.firstIndex { $0.chinese == facts.area } ?? 0)
            if facts.official.hasSuffix("市") || facts.official.hasSuffix("特别行政区") {
                province.onlyCity = cities.count
                cities.append(City(province: index, short: facts.short, title: title))
            }
            provinces.append(province)
            let place = Place(province: index, city: province.onlyCity)
            add([facts.official], PlaceMeaning(place: place, form: .official))
            add([facts.short], PlaceMeaning(place: place, form: .short))
            addLatin([facts.english], PlaceMeaning(place: place, form: .short))
            for other in facts.others {
                let isLatin = other.utf8.first.map { $0 < 0x80 } ?? false
                let isFull = ["省", "区", "區", "市"].contains { other.without(ending: $0) != nil }
                let meaning = PlaceMeaning(place: place, form: isFull ? .official : .short)
                if isLatin { addLatin([other], meaning) } else { add([other], meaning) }
            }
        }
    }

    private mutating func addCities() {
        for line in ChinaCities.lines.parts(between: "\n") {
            let words = line.parts(between: " ")
            guard let name = words.first, let province = province(name) else { continue }
            for word in words.dropFirst() { addCity(word, province: province) }
        }
        for pair in ChinaCities.otherNames.parts(between: " \n") {
            let parts = pair.parts(between: ":")
            guard parts.count == 2, let city = firstCity(parts[1]) else { continue }
            add([parts[0]], PlaceMeaning(place: place(ofCity: city), form: .official))
        }
        for shared in ChinaCities.sharedShortForms {
            guard let province = province(shared.province) else { continue }
            let city = shared.city.flatMap { self.city($0, inProvince: province) } ?? provinces[province].onlyCity
            add([shared.form], PlaceMeaning(place: Place(province: province, city: city), form: .short))
        }
        for hidden in ChinaCities.hiddenShortForms {
            guard let province = province(hidden.province), let city = city(hidden.city, inProvince: province)
            else { continue }
            add([hidden.form], PlaceMeaning(place: Place(province: province, city: city), form: .dependent))
        }
    }

    /// Adds `official=short:English/Other`.
    private mutating func addCity(_ word: String, province: Int) {
        let halves = word.parts(between: ":")
        guard halves.count == 2 else { return }
        let chinese = halves[0].parts(between: "=")
        let latin = halves[1].parts(between: "/").map(\.withBlanks)
        let short = chinese.count > 1 ? chinese[1] : Self.short(of: chinese[0])
        let index = cities.count
        cities.append(
            City(province: province, short: short, title: Wording(en: latin.first ?? short, zh: short)))
        let place = Place(province: province, city: index)
        add([chinese[0], short + "地区"], PlaceMeaning(place: place, form: .official))
        if !short.isWritten(chinese[0]) { add([short], PlaceMeaning(place: place, form: Self.form(ofShort: short))) }
        addLatin(latin, PlaceMeaning(place: place, form: Self.form(ofShort: short)))
    }

    private mutating func addCounties() {
        for line in ChinaCounties.lines.parts(between: "\n") {
            let words = line.parts(between: " ")
            guard let name = words.first, let province = province(name) else { continue }
            for word in words.dropFirst() {
                let halves = word.parts(between: ":")
                guard halves.count == 2, let city = city(halves[0], inProvince: province) else { continue }
                let place = Place(province: province, city: city)
                for county in halves[1].parts(between: ",") {
                    let known = county.without(ending: "*")
                    let (short, isKnownAlone) = (known ?? county, known != nil)
                    let official = short.without(ending: "市") != nil ? short : short + "市"
                    add([official], PlaceMeaning(place: place, form: .official, isInsideCity: true))
                    if !short.isWritten(official) {
                        let form = isKnownAlone ? PlaceMeaning.Form.short : .dependent
                        add([short], PlaceMeaning(place: place, form: form, isInsideCity: true))
                    }
                }
            }
        }
    }

    private mutating func addDistricts() {
        for line in ChinaDistricts.lines.parts(between: "\n") {
            let words = line.parts(between: " ")
            guard let name = words.first, let city = firstCity(name) else { continue }
            let meaning = PlaceMeaning(place: place(ofCity: city), form: .district, isInsideCity: true)
            add(Array(words.dropFirst()), meaning)
        }
    }

    /// 苏州 and 宿州 are both Suzhou: their titles say the province as well.
    private mutating func tellApartEqualEnglishTitles() {
        let byTitle = Dictionary(grouping: cities.indices) { cities[$0].title.english }
        for (_, equal) in byTitle where equal.count > 1 {
            for city in equal {
                cities[city].title.english += " (\(provinces[cities[city].province].title.english))"
            }
        }
    }

    private func firstCity(_ short: String) -> Int? { cities.firstIndex { $0.short.isWritten(short) } }

    private func place(ofCity city: Int) -> Place { Place(province: cities[city].province, city: city) }

    private mutating func add(_ names: [String], _ meaning: PlaceMeaning) {
        for name in names { chineseNames.add(name, meaning) }
    }

    private mutating func addLatin(_ names: [String], _ meaning: PlaceMeaning) {
        for name in names {
            let key = Self.latinKey(name)
            if latinNames[key]?.contains(meaning) != true { latinNames[key, default: []].append(meaning) }
        }
    }

    private static func short(of official: String) -> String {
        let endings = ["黎族苗族自治县", "黎族自治县", "地区", "市", "盟", "县"]
        return endings.lazy.compactMap { official.without(ending: $0) }.first ?? official
    }

    private static func form(ofShort short: String) -> PlaceMeaning.Form {
        if ChinaCities.dependentShortForms.contains(short) { return .dependent }
        return ChinaCities.weakShortForms.contains(short) ? .weak : .short
    }
}

/// Chinese names as a tree of characters, to find the longest that begins at a place of a text.
struct ChineseNames: Sendable {
    private var children: [UInt64: Int32] = Dictionary(minimumCapacity: 8192)
    private var meanings: [[PlaceMeaning]] = [[]]

    mutating func add(_ name: String, _ meaning: PlaceMeaning) {
        var node: Int32 = 0
        for scalar in name.unicodeScalars {
            let step = Self.step(node, scalar)
            if let next = children[step] {
                node = next
            } else {
                let next = Int32(meanings.count)
                children[step] = next
                meanings.append([])
                node = next
            }
        }
        if !meanings[Int(node)].contains(meaning) { meanings[Int(node)].append(meaning) }
    }

    /// The names that begin at `start`, longest first: where each ends and what it means.
    func matches(in text: [Unicode.Scalar], at start: Int) -> [(end: Int, meanings: [PlaceMeaning])] {
        var found: [(end: Int, meanings: [PlaceMeaning])] = []
        var node: Int32 = 0
        var index = start
        while index < text.count, let next = children[Self.step(node, text[index])] {
            node = next
            index += 1
            if !meanings[Int(node)].isEmpty { found.append((index, meanings[Int(node)])) }
        }
        return found.reversed()
    }

    private static func step(_ node: Int32, _ scalar: Unicode.Scalar) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(scalar.value)
    }
}
