// Finds the places named in Latin letters: Guangdong, "Nanjing Road, Shanghai", Xi'an.

extension AddressReader {
    /// Reads a stretch of words in Latin letters from `start`, and returns where it ends.
    ///
    /// A name counts unless the words after it make it a street, a district or an institution.
    func readLatin(_ text: [Unicode.Scalar], from start: Int, into mentions: inout [PlaceMention]) -> Int {
        let (words, end) = Self.words(in: text, from: start)
        var index = 0
        while index < words.count {
            var length = min(3, words.count - index)
            while length > 0 {
                let phrase = words[index..<(index + length)]
                if phrase.dropLast().allSatisfy({ !$0.endsPart }),
                    let meanings = table.latinNames[phrase.map(\.key).joined()],
                    let mention = mention(meanings, before: following(words, after: index + length - 1))
                {
                    mentions.append(mention)
                    break
                }
                length -= 1
            }
            index += max(1, length)
        }
        return end
    }

    struct LatinWord {
        var key: String
        /// Whether a comma, a digit or another mark stands after it.
        var endsPart: Bool
    }

    private func mention(_ meanings: [PlaceMeaning], before next: [String]) -> PlaceMention? {
        let first = next.first ?? ""
        let isProvinceSaid = ["province", "sheng"].contains(first)
        let isCitySaid = ["city", "shi", "municipality"].contains(first)
        let rest = next.drop { Self.directions.contains($0) }
        if let word = rest.first, Self.notPlaces.contains(word) { return nil }
        let counting = meanings.filter { meaning in
            switch meaning.form {
            case .official, .short: true
            case .weak: next.isEmpty || isCitySaid || first == "china"
            case .dependent, .district: false
            }
        }
        guard !counting.isEmpty else { return nil }
        let weight: PlaceMention.Weight = isProvinceSaid || isCitySaid ? .official : .short
        return PlaceMention(candidates: counting.map(\.place), weight: weight)
    }

    /// The words that follow in the same part of the address.
    private func following(_ words: [LatinWord], after index: Int) -> [String] {
        var following: [String] = []
        var position = index
        while position + 1 < words.count, !words[position].endsPart, following.count < 4 {
            position += 1
            following.append(words[position].key)
        }
        return following
    }

    /// The words from `start` up to the first character that is neither letter, digit, blank nor mark.
    private static func words(in text: [Unicode.Scalar], from start: Int) -> (words: [LatinWord], end: Int) {
        var words: [LatinWord] = []
        var word = ""
        var isName = true
        var index = start
        func finish(endsPart: Bool) {
            if !word.isEmpty {
                words.append(LatinWord(key: isName ? PlaceTable.latinKey(word) : "", endsPart: endsPart))
            } else if endsPart, !words.isEmpty {
                words[words.count - 1].endsPart = true
            }
            word = ""
            isName = true
        }
        while index < text.count, !isHan(text[index]) {
            let scalar = text[index]
            switch scalar {
            case _ where isLatinLetter(scalar), "'", "’", "ʼ": word.unicodeScalars.append(scalar)
            case " ", "-", "\t": finish(endsPart: false)
            case "@", "_", "0"..."9":
                // Part of an e-mail address, an account or a code: no name.
                if !word.isEmpty || scalar == "@" { isName = false }
                if scalar == "@" || !word.isEmpty { word.unicodeScalars.append("x") }
                if scalar != "@", word.isEmpty { finish(endsPart: true) }
            case ".":
                let next = index + 1 < text.count ? text[index + 1] : " "
                if isLatinLetter(next), !word.isEmpty {
                    isName = false
                    word.unicodeScalars.append("x")
                } else {
                    finish(endsPart: false)
                }
            default: finish(endsPart: true)
            }
            index += 1
        }
        finish(endsPart: true)
        return (words, index)
    }

    private static let directions: Set<String> = [
        "east", "west", "south", "north", "middle", "central", "dong", "xi", "nan", "bei", "zhong", "first", "second",
        "third", "e",
        "w", "s", "n",
    ]

    private static let notPlaces: Set<String> = [
        "road", "rd", "street", "st", "avenue", "ave", "lane", "boulevard", "blvd", "lu", "jie", "dadao", "dajie",
        "highway",
        "expressway", "bridge", "district", "qu", "university", "college", "institute", "bank", "hotel", "hospital",
        "station",
        "airport", "square", "plaza", "tower", "building", "mansion", "garden", "gardens", "park", "restaurant",
        "school",
    ]
}
