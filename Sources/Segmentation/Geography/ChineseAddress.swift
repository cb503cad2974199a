// Finds the places named in Chinese text, and does not take a street for a city.

import Diagnostics

/// Reads addresses, names of places and anything that holds them.
///
/// A name counts where an address can begin: at the start, after a blank, a mark or a digit, after words such as 地址 or
/// 位于, and after the province or city it belongs to. 南京路, 吉林大学 and 河北区 name a street, a school and a district, and not
/// 南京, 吉林 and 河北.
struct AddressReader: Sendable {
    let table: PlaceTable

    init(table: PlaceTable = .china) { self.table = table }

    func reading(of text: String) -> PlaceReading {
        let scalars = text.unicodeScalars.map(Self.halfWidth)
        if let area = wholeArea(scalars) { return PlaceReading(area) }
        return PlaceReading(mentions(in: scalars))
    }

    /// A cell that is the name of a large area, such as 华东 or East China: all provinces of it.
    private func wholeArea(_ scalars: [Unicode.Scalar]) -> [Place]? {
        var text = scalars[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        guard let first = text.first, text.count <= (Self.isHan(first) ? 5 : 30) else { return nil }
        var found: Int?
        if Self.isHan(first) {
            let endings = ["大区", "地区", "区", ""].map { Array($0.unicodeScalars) }
            found = table.areas.firstIndex { area in
                endings.contains { text.elementsEqual(Array(area.chinese.unicodeScalars) + $0) }
            }
        } else if Self.isLatinLetter(first) {
            let latin = PlaceTable.latinKey(String(String.UnicodeScalarView(text)))
            found = table.areas.firstIndex { PlaceTable.latinKey($0.english) == latin }
        }
        guard let area = found else { return nil }
        return table.provinces.indices.filter { table.provinces[$0].area == area }
            .map { Place(province: $0, city: table.provinces[$0].onlyCity) }
    }

    /// Where a name may stand at a place of the text.
    private enum Position { case beginning, afterPlace, inside }

    private func mentions(in text: [Unicode.Scalar]) -> [PlaceMention] {
        var mentions: [PlaceMention] = []
        var position = Position.beginning
        var index = 0
        while index < text.count {
            if Self.isLatinLetter(text[index]) {
                index = readLatin(text, from: index, into: &mentions)
                position = .beginning
                continue
            }
            guard Self.isHan(text[index]) else {
                index += 1
                position = .beginning
                continue
            }
            if let (mention, end) = mention(in: text, at: index, position) {
                mentions.append(mention)
                index = end
                position = .afterPlace
            } else if let end = Self.endOfMarker(in: text, at: index) {
                index = end
                position = .beginning
            } else {
                index += 1
                position = .inside
            }
        }
        return mentions
    }

    private func mention(
        in text: [Unicode.Scalar], at start: Int, _ position: Position
    ) -> (PlaceMention, end: Int)? {
        for (end, meanings) in table.chineseNames.matches(in: text, at: start) {
            let context = RightContext(text, from: end)
            let starting = meanings.filter { meaning in
                meaning.form == .official
                    || (position == .beginning && meaning.form != .dependent && !context.beginsWithStreet)
            }
            let chains = starting.compactMap { child(of: $0, in: text, after: end) }
            if let chainEnd = chains.map(\.end).max() {
                // 通州 通州区 is in 北京 or in 南通: every meaning that goes as far counts.
                let candidates = chains.filter { $0.end == chainEnd }.flatMap(\.candidates)
                return (PlaceMention(candidates: candidates, weight: .chain), chainEnd)
            }
            guard position != .inside else { continue }
            let counting = meanings.filter { meaning in
                switch meaning.form {
                case .official: !context.continuesAsWord
                case .district: position == .beginning && !context.continuesAsWord
                case .short:
                    position == .beginning && !context.namesSomethingElse(afterCity: meaning.place.city != nil)
                        && (!context.beginsWithCounty || names(text[start..<end], meaning))
                case .weak: position == .beginning && context.isEmptyOrDistrict
                case .dependent: false
                }
            }
            guard let first = counting.first else { continue }
            let weight: PlaceMention.Weight =
                switch first.form {
                case .official: .official
                case .district: .district
                case .short, .weak, .dependent: .short
                }
            return (PlaceMention(candidates: counting.map(\.place), weight: weight), end)
        }
        return nil
    }

    /// Whether a text is the short name of the city it means, and not one of a district: 朝阳县 lies in 朝阳.
    private func names(_ text: ArraySlice<Unicode.Scalar>, _ meaning: PlaceMeaning) -> Bool {
        guard let city = meaning.place.city, !meaning.isInsideCity else { return false }
        return table.cities[city].short.unicodeScalars.elementsEqual(text)
    }

    /// The cities (of a province) or the city itself (by a county or district in it) named right after a place.
    private func child(
        of meaning: PlaceMeaning, in text: [Unicode.Scalar], after end: Int
    ) -> (candidates: [Place], end: Int)? {
        guard meaning.form != .district else { return nil }
        let start = Self.endOfConnectors(in: text, at: end)
        guard start < text.count, Self.isHan(text[start]) else { return nil }
        for (childEnd, meanings) in table.chineseNames.matches(in: text, at: start) {
            let context = RightContext(text, from: childEnd)
            let children = meanings.filter { child in
                guard child.place.province == meaning.place.province, let city = child.place.city else { return false }
                if let own = meaning.place.city {
                    guard city == own, child.isInsideCity else { return false }
                }
                switch child.form {
                case .official, .district: return !context.continuesAsWord
                case .short, .weak, .dependent: return !context.beginsWithStreet && !context.beginsWithWord
                }
            }
            if !children.isEmpty { return (children.map(\.place), childEnd) }
        }
        return nil
    }

    // MARK: Characters

    static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x3FFFF, 0xF900...0xFAFF: true
        default: false
        }
    }

    static func isLatinLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "ü", "Ü": true
        default: false
        }
    }

    /// Full-width letters, digits and blanks as their usual forms.
    private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.value == 0xA0 ? " " : FullWidth.narrowed(scalar)
    }

    /// After the blanks, marks and filler words that may stand between a province and its city.
    private static func endOfConnectors(in text: [Unicode.Scalar], at start: Int) -> Int {
        var index = start
        while index < text.count {
            if connectors.contains(text[index]) {
                index += 1
            } else if let length = fillers.lengthOfWord(beginning: text[index...]) {
                index += length
            } else {
                break
            }
        }
        return index
    }

    private static let connectors = Set(" \t-–—_/|>,，、·.:：・~()（）".unicodeScalars)
    private static let fillers = WordList("省直辖县级行政区划 自治区直辖县级行政区划 省直辖行政单位 省直辖县级 市辖区")

    private static func endOfMarker(in text: [Unicode.Scalar], at start: Int) -> Int? {
        markers.lengthOfWord(beginning: text[start...]).map { start + $0 }
    }

    /// Words after which an address begins.
    private static let markers = WordList(
        "中华人民共和国 中国 中國 地址 住址 位于 来自 寄往 寄到 寄至 发往 发到 家住 现住 居住 在 住 到 从 址 往")
}
