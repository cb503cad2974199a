// The table of places, held against an independent list of China's divisions.

import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Segmentation

@Suite struct PlaceTableTests {
    private let table = PlaceTable.china

    @Test func `every city and every English title is told apart`() {
        #expect(Set(table.cities.map(\.short)).count == table.cities.count)
        #expect(Set(table.cities.map(\.title.english)).count == table.cities.count)
        #expect(table.provinces.count == 34)
        #expect(table.cities.count > 370)
    }

    @Test func `titles are in the script of their language`() {
        for title in table.cities.map(\.title) + table.provinces.map(\.title) {
            #expect(title.english.unicodeScalars.allSatisfy { $0.value < 0x300 }, "\(title.english)")
            #expect(title.chinese.unicodeScalars.allSatisfy { AddressReader.isHan($0) }, "\(title.chinese)")
        }
    }

    @Test func `every area has its provinces`() {
        let members = table.areas.indices.map { area in table.provinces.filter { $0.area == area }.map(\.short) }
        #expect(members[0] == ["北京", "天津", "河北", "山西", "内蒙古"])
        #expect(members[2] == ["上海", "江苏", "浙江", "安徽", "福建", "江西", "山东"])
        #expect(members.map(\.count) == [5, 3, 7, 3, 3, 5, 5, 3])
    }

    @Test func `the table agrees with the official divisions`() throws {
        guard let divisions = Divisions() else { return }
        let reader = AddressReader()
        func city(_ text: String) -> String? {
            guard case .known(let city) = reader.reading(of: text).verdict(at: .city, in: table) else { return nil }
            return table.cities[city].short
        }
        // Every prefecture-level city is found by its official name, alone and after its province.
        var shorts: Set<String> = []
        for (province, name, _) in divisions.cities where !divisions.isFiller(name) {
            let found = city(name)
            #expect(found != nil && city(province + name) == found, "\(province)\(name)")
            shorts.insert(found ?? "")
        }
        #expect(shorts.count == 333)
        // Every county-level city by its own name, as its prefecture's; every county and district after province and
        // city.
        for (province, parent, name) in divisions.counties {
            let expected =
                ["北京市", "天津市", "上海市", "重庆市"].contains(province)
                ? String(province.dropLast()) : divisions.isFiller(parent) ? city(name) : city(parent)
            #expect(expected != nil, "\(name)")
            #expect(city(province + parent + name) == expected, "\(province)\(parent)\(name)")
            #expect(city("\(province) \(parent) \(name)") == expected, "\(province) \(parent) \(name)")
            if name.hasSuffix("市") { #expect(city(name) == expected, "\(name)") }
        }
    }

    @Test func `a district alone is never taken for the wrong city`() throws {
        guard let divisions = Divisions() else { return }
        let reader = AddressReader()
        var homes: [String: Set<String>] = [:]
        // Run by a place in Tibet, but it lies in Golmud, whose name it bears.
        let elsewhere = "格尔木藏青工业园区"
        for (province, parent, name) in divisions.counties where name != elsewhere {
            homes[name, default: []].insert(province + parent)
        }
        for (name, homes) in homes.sorted(by: { $0.key < $1.key }) {
            let own = PlaceReading(homes.flatMap { reader.reading(of: $0).candidates })
            for candidate in reader.reading(of: name).candidates {
                let isPossible = own.candidates.contains {
                    $0.province == candidate.province
                        && ($0.city == nil || candidate.city == nil || $0.city == candidate.city)
                }
                #expect(isPossible, "\(name): \(candidate) is none of \(own.candidates)")
            }
            // Several homes, and all of them in the table: then none may be chosen.
            if case .known(let city) = reader.reading(of: name).verdict(at: .city, in: table) {
                #expect(
                    own.candidates.count == 1, "\(name) is in several cities, and \(table.cities[city].short) was taken"
                )
            }
        }
    }
}

/// The official divisions, when the shared data is there.
private struct Divisions {
    var cities: [(province: String, name: String, code: String)] = []
    var counties: [(province: String, city: String, name: String)] = []

    init?() {
        guard let folder = SharedData.path("china-divisions") else { return nil }
        func rows(_ name: String) -> [[String]] {
            let text = (try? String(contentsOfFile: "\(folder)/\(name).csv", encoding: .utf8)) ?? ""
            return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
                line.split(separator: ",").map { String($0.filter { $0 != "\"" }) }
            }
        }
        let provinces = Dictionary(uniqueKeysWithValues: rows("provinces").map { ($0[0], $0[1]) })
        var cityNames: [String: (String, String)] = [:]
        for row in rows("cities") {
            let province = provinces[row[2]] ?? ""
            cities.append((province, row[1], row[0]))
            cityNames[row[0]] = (province, row[1])
        }
        for row in rows("areas") {
            let (province, city) = cityNames[row[2]] ?? ("", "")
            counties.append((province, city, row[1]))
        }
    }

    /// A line of the list that is no city: 市辖区, 县, 省直辖县级行政区划.
    func isFiller(_ name: String) -> Bool { name == "市辖区" || name == "县" || name.contains("直辖县级") }
}
