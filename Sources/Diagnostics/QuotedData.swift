// How a message quotes data: between double quotes, those inside doubled, so that it is always known where the data end.

extension DefaultStringInterpolation {
    /// Data between double quotes.
    ///
    /// Whatever stands in a message as a piece of a file is written by this, and so found again by ``PersonalText``.
    package mutating func appendInterpolation(quoted data: some StringProtocol) {
        appendLiteral("\"")
        appendLiteral(String(data).replacing("\"", with: "\"\""))
        appendLiteral("\"")
    }
}

/// A part of a sentence.
enum SentencePart: Equatable {
    case words(Substring)
    /// What stands between double quotes, as it is written there.
    case data(Substring)

    /// The parts of a sentence: names in single quotes are words, whatever signs they hold.
    ///
    /// nil where the quotes do not match, so that nobody can tell data from words.
    static func parts(of sentence: String) -> [SentencePart]? {
        var parts: [SentencePart] = []
        var start = sentence.startIndex
        var index = start
        var previous: Character?
        while index < sentence.endIndex {
            let sign = sentence[index]
            if sign == "'", previous.map({ !$0.isLetter && !$0.isNumber }) ?? true || previous.map(isHan) == true,
                let end = endOfName(from: index, in: sentence)
            {
                index = end
                previous = "'"
                continue
            }
            guard sign == "\"" else {
                previous = sign
                index = sentence.index(after: index)
                continue
            }
            guard let end = endOfData(from: sentence.index(after: index), in: sentence) else { return nil }
            parts.append(.words(sentence[start..<index]))
            parts.append(.data(sentence[sentence.index(after: index)..<end]))
            start = sentence.index(after: end)
            index = start
            previous = "\""
        }
        return parts + [.words(sentence[start...])]
    }

    /// Behind the closing quote of a name; nil where the sign is an apostrophe.
    private static func endOfName(from start: String.Index, in sentence: String) -> String.Index? {
        var index = sentence.index(after: start)
        while index < sentence.endIndex {
            let next = sentence.index(after: index)
            if sentence[index] == "'",
                next == sentence.endIndex || !(isLatin(sentence[next]) || sentence[next].isNumber)
            {
                return next
            }
            index = next
        }
        return nil
    }

    /// Where the closing quote of data stands.
    private static func endOfData(from start: String.Index, in sentence: String) -> String.Index? {
        var index = start
        while let quote = sentence[index...].firstIndex(of: "\"") {
            let next = sentence.index(after: quote)
            guard next < sentence.endIndex, sentence[next] == "\"" else { return quote }
            index = sentence.index(after: next)
        }
        return nil
    }

    private static func isLatin(_ sign: Character) -> Bool { sign.isLetter && !isHan(sign) }

    private static func isHan(_ sign: Character) -> Bool {
        sign.unicodeScalars.first.map { (0x3400...0x9FFF).contains($0.value) } ?? false
    }
}
