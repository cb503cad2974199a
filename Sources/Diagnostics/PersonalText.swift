// Tells a text that names a person from one that does not: telephone numbers, mail addresses, identity numbers, addresses, names.

/// Recognises what must not stand in a message or a page.
///
/// What is told of the data stands in messages between double quotes. A text there that looks like a person's number, address or name
/// is replaced by an ellipsis; the row with it is found by its place.
package enum PersonalText {
    /// Whether a text holds a person's number or mail address.
    ///
    /// A telephone number is a Chinese mobile or landline number, or `+` and at least eight digits; an identity number has 18 signs, an old
    /// one 15 digits.
    package static func holdsNumberOrMail(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars).map(FullWidth.narrowed)
        return holdsMail(scalars) || holdsNumber(scalars)
    }

    /// Whether a text looks like a person's number, mail or postal address, or name.
    package static func looksPersonal(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars).map(FullWidth.narrowed)
        return holdsMail(scalars) || holdsNumber(scalars) || looksLikeAddress(scalars) || looksLikeName(scalars)
    }

    /// A sentence whose quoted data are left out where they look personal.
    package static func withoutPersonalData(_ sentence: String) -> String {
        guard sentence.utf8.contains(UInt8(ascii: "\"")) else { return sentence }
        return leavingOut(isPersonal, of: sentence)
            // It is not known where data begin: whatever stands between two quotes may be some.
            ?? sentence.split(separator: "\"", omittingEmptySubsequences: false)
            .map { looksPersonal(String($0)) ? "…" : String($0) }.joined(separator: "\"")
    }

    /// A sentence whose quoted data are left out where they hold a person's number or mail address.
    package static func withoutNumbers(_ wording: Wording) -> Wording {
        func without(_ sentence: String) -> String {
            leavingOut({ holdsNumberOrMail(String($0)) }, of: sentence) ?? withoutPersonalData(sentence)
        }
        return Wording(en: without(wording.english), zh: without(wording.chinese))
    }

    /// A sentence with an ellipsis for some of the data that it quotes; nil where nobody can tell data from words.
    private static func leavingOut(_ isLeftOut: (Substring) -> Bool, of sentence: String) -> String? {
        SentencePart.parts(of: sentence)?.map { part in
            switch part {
            case .words(let words): String(words)
            case .data(let data): isLeftOut(data) ? "\"…\"" : "\"\(data)\""
            }
        }.joined()
    }

    /// Whether data, or a piece of them between quotes of their own, look personal.
    private static func isPersonal(_ data: Substring) -> Bool {
        guard data.contains("\"") else { return looksPersonal(String(data)) }
        return looksPersonal(String(data).replacing("\"\"", with: "\""))
            || looksPersonal(data.filter { $0 != "\"" })
            || data.split(separator: "\"").contains { looksPersonal(String($0)) }
    }

    /// A sentence without any data that it quotes.
    package static func withoutData(_ sentence: String) -> String { leavingOut({ _ in true }, of: sentence) ?? "…" }

    /// The same in both languages.
    package static func withoutData(_ wording: Wording) -> Wording {
        Wording(en: withoutData(wording.english), zh: withoutData(wording.chinese))
    }

    /// A row of a file whose cells are left out where they look personal.
    package static func withoutPersonalCells(_ row: String) -> String {
        // What stands between quotes is one cell, unless they do not match.
        let isMatched = row.count { $0 == "\"" }.isMultiple(of: 2)
        var cells = [""]
        var isQuoted = false
        for character in row {
            if character == "\"", isMatched { isQuoted.toggle() }
            if !isQuoted, ",;\t|，；".contains(character) {
                cells += [String(character), ""]
            } else {
                cells[cells.count - 1].append(character)
            }
        }
        return cells.map { cell in
            // As a whole first: "Smith, John" is a name, its halves are none.
            if cell.hasPrefix("\""), looksPersonal(bare(cell).filter { $0 != "," }) { return "…" }
            let shown = withoutPersonalWords(cell)
            return looksPersonal(bare(shown)) ? "…" : shown
        }.joined()
    }

    private static func bare(_ cell: String) -> String {
        cell.split(omittingEmptySubsequences: true) { $0 == "\"" }.joined()
    }

    /// What is said where a message leaves out what it would quote.
    static let leftOut = Wording(
        en:
            "'…' stands for what looks like a person's name or address; if it is none, 'personal: no' beside the column shows it",
        zh: "'…' 处的内容像是人名或地址；如果不是，可在该列写 'personal: no' 以显示")

    /// Whether a sentence quotes something that is left out only because it looks like a name or an address.
    static func isGuess(_ sentence: String) -> Bool {
        SentencePart.parts(of: sentence)?.contains { part in
            guard case .data(let data) = part else { return false }
            return isPersonal(data) && !holdsNumberOrMail(String(data))
        } ?? false
    }

    /// A line whose words are left out where they hold a number or mail address, or stand behind a colon and look like a name.
    package static func withoutPersonalWords(_ line: String) -> String {
        var words: [String] = []
        var word = ""
        func finish() {
            let isPersonal =
                holdsNumberOrMail(word)
                || (words.last.map { [":", "："].contains($0) } ?? false)
                    && looksLikeName(Array(word.unicodeScalars).map(FullWidth.narrowed))
            words.append(isPersonal ? "…" : word)
            word = ""
        }
        for character in line {
            if ",;，；：:、\t\"".contains(character) {
                finish()
                words.append(String(character))
            } else {
                word.append(character)
            }
        }
        finish()
        return words.joined()
    }

    /// A line above a header, whose words may be a name beside what it is of: `导出人 王小明`.
    package static func withoutPersonalNames(_ line: String) -> String {
        withoutPersonalWords(line).split(separator: " ", omittingEmptySubsequences: false)
            .map { looksPersonal(String($0)) ? "…" : String($0) }.joined(separator: " ")
    }

    /// A sentence in both languages, without what it quotes that looks personal.
    package static func withoutPersonalData(_ wording: Wording) -> Wording {
        Wording(en: withoutPersonalData(wording.english), zh: withoutPersonalData(wording.chinese))
    }

    // MARK: What they look like

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// As `Character.isNumber` sees it.
    private static func isNumber(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? isDigit(scalar) : scalar.properties.numericType != nil
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool { (0x3400...0x9FFF).contains(scalar.value) }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || (0xC0...0x24F).contains(scalar.value)
    }

    private static func holdsMail(_ scalars: [Unicode.Scalar]) -> Bool {
        guard let at = scalars.firstIndex(of: "@"), at > 0, at + 1 < scalars.count else { return false }
        let before = scalars[at - 1]
        let behind = scalars[(at + 1)...].prefix { $0 != " " && $0 != "," && $0 != ";" }
        return (isLetter(before) || isDigit(before) || before == "_" || before == "-" || isHan(before))
            && behind.dropFirst().dropLast().contains(".")
    }

    private static func holdsNumber(_ scalars: [Unicode.Scalar]) -> Bool {
        var start = 0
        while start < scalars.count {
            guard isDigit(scalars[start]) else {
                start += 1
                continue
            }
            var digits: [UInt32] = []
            // How many digits stand together.
            var groups = [0]
            var end = start
            while end < scalars.count {
                if isDigit(scalars[end]) {
                    digits.append(scalars[end].value - 48)
                    groups[groups.count - 1] += 1
                    end += 1
                    continue
                }
                let gap = scalars[end...].prefix(3).prefix { [" ", "-", "(", ")"].contains($0) }.count
                guard gap > 0, end + gap < scalars.count, isDigit(scalars[end + gap]) else { break }
                groups.append(0)
                end += gap
            }
            let isPlus = start > 0 && scalars[start - 1] == "+"
            let next = end < scalars.count ? scalars[end] : " "
            let isPoint = next == "." || start > 0 && scalars[start - 1] == "."
            if !isPoint, isPersonalNumber(digits, groups, isPlus: isPlus, endsInX: next == "X" || next == "x") {
                return true
            }
            start = max(end, start + 1)
        }
        return false
    }

    private static func isPersonalNumber(_ digits: [UInt32], _ groups: [Int], isPlus: Bool, endsInX: Bool) -> Bool {
        if isPlus, digits.count >= 8, digits.count <= 15 { return true }
        var digits = digits[...]
        if digits.starts(with: [8, 6]), digits.count == 13 { digits = digits.dropFirst(2) }
        if digits.starts(with: [0, 0, 8, 6]), digits.count == 15 { digits = digits.dropFirst(4) }
        // A mobile number.
        if digits.count == 11, digits.first == 1, (3...9).contains(digits[digits.startIndex + 1]) { return true }
        // A landline number with its area code.
        if digits.first == 0, (10...12).contains(digits.count), digits[digits.startIndex + 1] != 0,
            groups.count == 1 || [3, 4].contains(groups[0])
        {
            return true
        }
        // An American number as it is written.
        if groups == [3, 3, 4], (2...9).contains(digits.first ?? 0) { return true }
        return digits.count == 17 && endsInX || digits.count == 18 && hasBirthday(digits, at: 6, yearDigits: 4)
            || digits.count == 15 && hasBirthday(digits, at: 6, yearDigits: 2)
    }

    /// Whether an identity number has a day of birth where it must.
    private static func hasBirthday(_ digits: ArraySlice<UInt32>, at offset: Int, yearDigits: Int) -> Bool {
        let birth = digits.dropFirst(offset)
        func number(_ part: ArraySlice<UInt32>) -> UInt32 { part.reduce(0) { $0 * 10 + $1 } }
        let year = number(birth.prefix(yearDigits))
        let month = number(birth.dropFirst(yearDigits).prefix(2))
        let day = number(birth.dropFirst(yearDigits + 2).prefix(2))
        return (yearDigits == 2 || (1900...2100).contains(year)) && (1...12).contains(month) && (1...31).contains(day)
            && (1...8).contains(digits.first ?? 0)
    }

    private static func looksLikeAddress(_ scalars: [Unicode.Scalar]) -> Bool {
        let hasDigit = scalars.contains(where: isDigit)
        let han = scalars.filter(isHan)
        if han.count >= 4 {
            let count = han.count { signsOfAddresses.contains($0) }
            if count >= 3 || count >= 2 && hasDigit { return true }
        }
        // Before words are made: most texts have no number or no second word.
        guard scalars.contains(where: isNumber), scalars.count(where: { !isLetter($0) }) >= 2 else { return false }
        let words = String(String.UnicodeScalarView(scalars)).lowercased().split { !$0.isLetter && !$0.isNumber }
        return words.count >= 3 && words.contains(where: streets.contains)
            && words.contains { $0.allSatisfy(\.isNumber) }
    }

    private static let signsOfAddresses: Set<Unicode.Scalar> = [
        "省", "市", "区", "县", "镇", "乡", "村", "路", "街", "道", "巷", "弄", "号", "栋", "室", "楼",
    ]

    private static let streets: Set<Substring> = [
        "street", "st", "road", "rd", "avenue", "ave", "lane", "ln", "drive", "boulevard", "blvd", "court",
    ]

    private static func looksLikeName(_ scalars: [Unicode.Scalar]) -> Bool {
        let bare = scalars.drop { $0 == " " }
        let end = bare.lastIndex { $0 != " " }.map { $0 + 1 } ?? bare.startIndex
        let text = Array(bare[..<end])
        if (2...4).contains(text.count), text.allSatisfy(isHan) {
            if let last = text.last, endsOfPlaces.contains(last) { return false }
            let pair = String(String.UnicodeScalarView(text.prefix(2)))
            return doubleSurnames.contains(pair) && text.count > 2
                || surnames.contains(text[0])
                    && (text.count == 3 || text.count == 2 && !beginningsOfWords.contains(text[0]))
                || text.count == 3 && ["先生", "女士", "小姐"].contains(String(String.UnicodeScalarView(text.suffix(2))))
        }
        // First and last name.
        let words = text.split(separator: " ")
        guard (2...3).contains(words.count) else { return false }
        if words.contains(where: { noNames.contains(String(String.UnicodeScalarView($0)).lowercased()) }) {
            return false
        }
        return words.allSatisfy { word in
            guard let first = word.first, isLetter(first), word.count > 1 || word == words[0] else { return false }
            let isUpper = ("A"..."Z").contains(first) || (0xC0...0xDE).contains(first.value)
            return isUpper && word.dropFirst().allSatisfy { isLetter($0) || $0 == "'" || $0 == "-" || $0 == "." }
                && word.dropFirst().contains { !("A"..."Z").contains($0) }
        }
    }

    /// The surnames of nineteen in twenty people in China.
    private static let surnames = Set(
        ("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"
            + "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管"
            + "祝左涂谷祁舒耿牟卜路詹苗凌费纪靳盛童欧甄项曲游阳裴席卫屈鲍覃霍翁隋植甘景薄包司柏宁柯阮桂闵强柴车冉房边喻阴佘彭严肖邸闫")
            .unicodeScalars)

    /// Surnames with which common words of two signs begin, such as 高峰, 白班, 江苏.
    private static let beginningsOfWords = Set("高金白江石方万段常武文易雷钱时单包安成关查解位温贺贵龙向边管明季".unicodeScalars)

    /// With which places, teams and shops end: 江苏省, 赵县, 高峰组.
    private static let endsOfPlaces = Set("省市区县州镇乡村路街店部组队室科处".unicodeScalars)

    /// English words of which no name consists: New York, In Progress, No Answer, Main Office.
    private static let noNames: Set<String> = [
        "new", "central", "upper", "lower", "united", "city", "county",
        "state", "states", "street", "road", "avenue", "no", "not", "non", "in", "on", "of", "at", "by", "to", "for",
        "the", "and",
        "or", "with", "without", "other", "all", "any", "number", "name", "type", "call", "calls", "answer", "progress",
        "service",
        "services", "center", "centre", "office", "department", "team", "group", "desk", "support", "sales", "customer",
        "order", "product",
        "company", "inc", "inc.", "corp", "corp.", "ltd", "ltd.", "llc", "bank", "credit", "financial",
        "mortgage", "main", "general", "free",
        "building", "station", "shop", "store", "animal", "director", "manager", "officer", "agent", "assistant",
        "very", "male",
        "female",
    ]

    private static let doubleSurnames: Set<String> = [
        "欧阳", "上官", "司马", "诸葛", "司徒", "夏侯", "皇甫", "东方", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "端木", "独孤", "南宫",
    ]
}
