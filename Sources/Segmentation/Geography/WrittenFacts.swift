// Takes apart the lists in which places are written down.

extension String {
    /// The parts between any of some ASCII signs, without empty ones.
    ///
    /// Bytes are compared: finding out where each character ends took most of the time of making the table of places.
    func parts(between signs: StaticString) -> [String] {
        signs.withUTF8Buffer { signs in
            utf8.split { signs.contains($0) }.map { String($0) ?? "" }
        }
    }

    /// The text without an ending; nil when it does not end so.
    func without(ending: String) -> String? {
        guard utf8.count >= ending.utf8.count, utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) else {
            return nil
        }
        return String(utf8.dropLast(ending.utf8.count))
    }

    /// The text with blanks for the `_` in names of several words.
    var withBlanks: String {
        let underscore = UInt8(ascii: "_")
        guard utf8.contains(underscore) else { return self }
        return String(decoding: utf8.map { $0 == underscore ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }

    /// Whether two texts are the same byte for byte; faster than `==`, which has to think of equivalent spellings.
    func isWritten(_ other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }
}
