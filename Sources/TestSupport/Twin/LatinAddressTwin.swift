// The slow twin of addresses in Latin letters: parts cut at commas and digits, words at blanks.

/// Reads `Tianhe District, Guangzhou 510000, Guangdong`; it knows no e-mail addresses, accounts or codes.
struct LatinAddressTwin {
    private let names: [String: [GeographyTwin.Name]]

    init(_ names: [GeographyTwin.Name]) { self.names = Dictionary(grouping: Set(names)) { Self.key($0.text) } }

    /// Only the letters, small.
    static func key(_ text: String) -> String {
        text.lowercased().replacing("ü", with: "u").filter { $0.isASCII && $0.isLetter }
    }

    func mentions(in text: String) -> [GeographyTwin.Mention] {
        text.split { !$0.isLetter && !" -'".contains($0) }.flatMap { part in
            mentions(inWords: part.split { " -".contains($0) }.map { Self.key(String($0)) })
        }
    }

    private func mentions(inWords words: [String]) -> [GeographyTwin.Mention] {
        guard !words.isEmpty else { return [] }
        for length in [3, 2, 1] where length <= words.count {
            let rest = Array(words[length...])
            guard let meanings = names[words[..<length].joined()], !Self.isSomethingElse(rest) else { continue }
            let counting = meanings.filter { name in
                switch name.form {
                case .full, .short: true
                case .weak: rest.isEmpty || ["city", "shi", "municipality", "china"].contains(rest[0])
                case .afterProvince, .district: false
                }
            }
            if counting.isEmpty { continue }
            return [GeographyTwin.Mention(places: Set(counting.map(\.place)), weight: .usual)]
                + mentions(inWords: rest)
        }
        return mentions(inWords: Array(words.dropFirst()))
    }

    /// Nanjing East Road, Jilin University.
    private static func isSomethingElse(_ rest: [String]) -> Bool {
        let directions = ["east", "west", "south", "north", "middle", "central", "dong", "xi", "nan", "bei", "zhong"]
        let others = ["road", "rd", "street", "avenue", "lu", "jie", "district", "university", "hotel", "park"]
        return rest.first { !directions.contains($0) }.map { others.contains($0) } ?? false
    }
}
