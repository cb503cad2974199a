// The written lists of China's divisions, read once more for the slow twin and for SQL.

import Tabular
import TestSupport

@testable import Segmentation

/// Every name in the lists, and what it means.
struct DivisionNames {
    typealias Name = GeographyTwin.Name
    typealias Place = GeographyTwin.Place

    private(set) var chinese: [Name] = []
    private(set) var latin: [Name] = []
    private(set) var areas: [GeographyTwin.Area] = []
    /// By the short name of the city.
    private var homes: [String: Place] = [:]

    static let all = DivisionNames()

    var twin: GeographyTwin { GeographyTwin(areas: areas, names: chinese, latinNames: latin) }

    private init() {
        readProvinces()
        readCities()
        for pair in ChinaCities.otherNames.split(whereSeparator: \.isWhitespace) {
            let parts = Self.parts(pair, ":")
            if let place = homes[parts[1]] { chinese.append(Name(parts[0], place, .full)) }
        }
        for (form, province, city) in ChinaCities.sharedShortForms {
            chinese.append(Name(form, Place(province, city ?? homes[province]?.city), .short))
        }
        for (form, province, city) in ChinaCities.hiddenShortForms {
            chinese.append(Name(form, Place(province, city), .afterProvince))
        }
        readParts()
    }

    private mutating func readProvinces() {
        for (area, english) in ChinaProvinces.areas {
            var provinces: [Place] = []
            for facts in ChinaProvinces.all where facts.area == area {
                let isCity = facts.official.hasSuffix("市") || facts.official.hasSuffix("特别行政区")
                let place = Place(facts.short, isCity ? facts.short : nil)
                if isCity { homes[facts.short] = place }
                provinces.append(place)
                for name in [facts.official, facts.short, facts.english] + facts.others {
                    if name.first?.isASCII == true {
                        latin.append(Name(name, place, .short))
                    } else {
                        chinese.append(Name(name, place, "省市区區".contains(name.suffix(1)) ? .full : .short))
                    }
                }
            }
            areas.append(GeographyTwin.Area(chinese: area, english: english, provinces: provinces))
        }
    }

    private mutating func readCities() {
        for line in Self.lines(ChinaCities.lines) {
            for word in line.dropFirst() {
                let (names, english) = (Self.parts(Self.parts(word, ":")[0], "="), Self.parts(word, ":")[1])
                let ending = #/(黎族苗族自治县|黎族自治县|地区|市|盟|县)$/#
                let short = names.count == 2 ? names[1] : names[0].replacing(ending, with: "")
                let place = Place(line[0], short)
                homes[short] = place
                let form: GeographyTwin.Form =
                    ChinaCities.dependentShortForms.contains(short)
                    ? .afterProvince : ChinaCities.weakShortForms.contains(short) ? .weak : .short
                chinese += [Name(names[0], place, .full), Name(short + "地区", place, .full)]
                if short != names[0] { chinese.append(Name(short, place, form)) }
                latin += Self.parts(english, "/").map { Name($0.replacing("_", with: " "), place, form) }
            }
        }
    }

    private mutating func readParts() {
        for line in Self.lines(ChinaCounties.lines) {
            for word in line.dropFirst() {
                let parts = Self.parts(word, ":")
                for county in parts.count == 2 ? Self.parts(parts[1], ",") : [] {
                    let short = county.replacing("*", with: "")
                    let place = Place(line[0], parts[0])
                    chinese.append(Name(short.hasSuffix("市") ? short : short + "市", place, .full, isPart: true))
                    let form: GeographyTwin.Form = county.hasSuffix("*") ? .short : .afterProvince
                    if !short.hasSuffix("市") { chinese.append(Name(short, place, form, isPart: true)) }
                }
            }
        }
        for line in Self.lines(ChinaDistricts.lines) {
            guard let place = homes[line[0]] else { continue }
            chinese += line.dropFirst().map { Name($0, place, .district, isPart: true) }
        }
    }

    /// All names as a table for SQL.
    var table: Table {
        let names = chinese + latin
        let areas = names.map { name in
            self.areas.first { $0.provinces.contains { $0.province == name.place.province } }?.chinese
        }
        return .sample(
            "divisions",
            [
                "name": .texts(names.map(\.text)), "form": .texts(names.map { "\($0.form)" }),
                "area": .texts(areas), "province": .texts(names.map(\.place.province)),
                "city": .texts(names.map(\.place.city)), "is_part": .flags(names.map(\.isPart)),
                "is_latin": .flags(names.indices.map { $0 >= chinese.count }),
            ])
    }

    private static func lines(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { $0.split(separator: " ").map { String($0) } }
    }

    private static func parts(_ text: some StringProtocol, _ separator: Character) -> [String] {
        text.split(separator: separator).map { String($0) }
    }
}
