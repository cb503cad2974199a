// What follows a place name: it tells the city 南京 from the street 南京路 and the university 南京大学.

/// The Chinese characters after a name, up to the next blank, mark, letter or digit.
struct RightContext: Sendable {
    private let run: ArraySlice<Unicode.Scalar>

    init(_ text: [Unicode.Scalar], from start: Int) {
        var end = start
        while end < text.count, end - start < 40, AddressReader.isHan(text[end]) { end += 1 }
        run = text[start..<end]
    }

    /// 上海市|场, 上海市|民: the official name was not meant.
    var continuesAsWord: Bool { run.first.map { "场民".unicodeScalars.contains($0) } ?? false }

    /// 南京|路, 南京|东路, 太原|北大街, but not 唐山|路北区.
    var beginsWithStreet: Bool {
        if Self.districtsLikeStreets.begins(run) { return false }
        if Self.streets.begins(run) { return true }
        var rest = run
        while let next = rest.first, Self.directions.contains(next), run.count - rest.count < 3 {
            // 大 is a direction in 南京|大东路 and begins the word in 太原|北大街.
            if Self.streets.begins(rest) { return true }
            rest.removeFirst()
        }
        return Self.streets.begins(rest)
    }

    /// 吉林|大学, 河北|区, 北京|烤鸭.
    var beginsWithWord: Bool { Self.words.begins(run) }

    /// 长沙|县.
    var beginsWithCounty: Bool { run.first == "县" }

    /// Whether a short name with this context is no place: a street, a school, a dish, a district.
    func namesSomethingElse(afterCity isCity: Bool) -> Bool {
        if run.isEmpty { return false }
        // 长沙县 lies in 长沙; there is no 广东县.
        if beginsWithCounty { return !isCity }
        return beginsWithStreet || beginsWithWord || isInstitution
    }

    /// 天津|南开大学, but not 北京|海淀区北京大学.
    private var isInstitution: Bool {
        for index in run.indices {
            if Self.divisions.contains(run[index]) { return false }
            if Self.institutions.begins(run[index...]) { return true }
        }
        return false
    }

    /// Nothing follows, or a district or county does: 中山|石岐区.
    var isEmptyOrDistrict: Bool {
        if run.isEmpty { return true }
        if beginsWithStreet || beginsWithWord { return false }
        var before: Unicode.Scalar?
        for scalar in run.prefix(6) {
            if "路街巷弄".unicodeScalars.contains(scalar) { return false }
            if "区县市镇旗".unicodeScalars.contains(scalar) {
                // 阿里|巴巴西溪园区 is no district.
                return before.map { !"园小社校景厂库矿".unicodeScalars.contains($0) } ?? false
            }
            before = scalar
        }
        return false
    }

    private static let directions = Set("东西南北中上下前后内外新老大小左右一二三四五六七八九十".unicodeScalars)
    private static let divisions = Set("区县市镇乡旗路街道号".unicodeScalars)
    private static let streets = WordList("路 街 道 巷 弄 胡同 大道 大街 大路 公路 高速 高架 大桥")
    private static let districtsLikeStreets = WordList("路北区 路南区 路桥区 道里 道外 道县 道真 道孚")
    private static let institutions = WordList("大学 学院 银行 公司 集团 有限")
    private static let words = WordList(
        """
        大学 学院 银行 饭店 酒店 宾馆 旅馆 大厦 大楼 广场 花园 花苑 公寓 小区 公园 医院 中学 小学 机场 火车站 高铁站 车站 东站 西站 \
        南站 北站 体育 剧院 影院 商场 商城 市场 料理 烤鸭 小吃 餐厅 餐馆 饭馆 会馆 面馆 拉面 米线 火锅 山庄 新村 师范 理工 工业 交通 \
        外国语 医科 农业 财经 政法 民族 航空 邮电 发展 区 村 旗 人 话 籍 帮 菜 厂 楼 店 局 报 石板 石材 石厂
        """)
}

/// Words found by their first character.
struct WordList: Sendable {
    private var wordsByFirst: [Unicode.Scalar: [[Unicode.Scalar]]] = [:]

    /// - Parameter words: separated by blanks; where one begins another, the longer one stands first.
    init(_ words: String) {
        for word in words.parts(between: " ") {
            let scalars = Array(word.unicodeScalars)
            if let first = scalars.first { wordsByFirst[first, default: []].append(scalars) }
        }
    }

    /// The length of the word with which a text begins; nil for none.
    func lengthOfWord(beginning text: ArraySlice<Unicode.Scalar>) -> Int? {
        guard let first = text.first, let words = wordsByFirst[first] else { return nil }
        return words.first { text.starts(with: $0) }?.count
    }

    func begins(_ text: ArraySlice<Unicode.Scalar>) -> Bool { lengthOfWord(beginning: text) != nil }
}
