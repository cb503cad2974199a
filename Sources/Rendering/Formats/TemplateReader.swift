// Reads the text of a template: `{{value}}`, `{{{ours}}}`, `{{#section}}…{{/section}}`, `{{^inverted}}…`, `{{> partial}}`.

/// Reads one template from its bytes.
///
/// A section's tag or a partial that is alone on its line takes the whole line, its end included.
struct TemplateReader {
    /// Why a template cannot be read; only a mistake of ours.
    struct Mistake: Error {
        var byte: Int
        var reason: String
    }

    private let bytes: [UInt8]
    private let partials: [String: Template]
    private var position = 0

    /// - Parameter partials: the templates that this one may hold, by name.
    static func read(_ bytes: [UInt8], partials: [String: Template]) throws(Mistake) -> Template {
        var reader = TemplateReader(bytes: bytes, partials: partials)
        return Template(pieces: try reader.pieces(until: nil))
    }

    private init(bytes: [UInt8], partials: [String: Template]) {
        self.bytes = bytes
        self.partials = partials
    }

    /// The pieces up to the end of a section, or up to the end of the template.
    private mutating func pieces(until section: String?) throws(Mistake) -> [Template.Piece] {
        var pieces: [Template.Piece] = []
        while position < bytes.count {
            let start = position
            position = startOfTag(from: position)
            if start < position { pieces.append(.text(Array(bytes[start..<position]))) }
            guard position < bytes.count else { break }
            let tag = try readTag()
            switch tag.sign {
            case "#": pieces.append(.section(try name(tag), try self.pieces(until: tag.text)))
            case "^": pieces.append(.inverted(try name(tag), try self.pieces(until: tag.text)))
            case "/":
                guard tag.text == section else { throw mistake("section '\(tag.text)' is not open") }
                return pieces
            case ">":
                guard let partial = partials[tag.text] else { throw mistake("no partial '\(tag.text)'") }
                pieces += partial.pieces
            case "{": pieces.append(.value(try name(tag), isEscaped: false))
            default: pieces.append(.value(try name(tag), isEscaped: true))
            }
        }
        if let section { throw mistake("section '\(section)' has no end") }
        return pieces
    }

    // MARK: Tags

    private struct Tag {
        /// `#`, `^`, `/`, `>`, `{`, or a blank for a plain value.
        var sign: Unicode.Scalar
        var text: String
    }

    /// Where the next tag begins, or the end of the template.
    private func startOfTag(from start: Int) -> Int {
        var place = start
        while place < bytes.count {
            if bytes[place] == 0x7B, place + 1 < bytes.count, bytes[place + 1] == 0x7B { return place }
            place += 1
        }
        return place
    }

    private mutating func readTag() throws(Mistake) -> Tag {
        let start = position
        var place = start + 2
        var sign: Unicode.Scalar = " "
        if place < bytes.count, "#^/>{".utf8.contains(bytes[place]) {
            sign = Unicode.Scalar(bytes[place])
            place += 1
        }
        while place < bytes.count, bytes[place] == 0x20 { place += 1 }
        let nameStart = place
        while place < bytes.count, bytes[place] != 0x7D { place += 1 }
        var nameEnd = place
        while nameEnd > nameStart, bytes[nameEnd - 1] == 0x20 { nameEnd -= 1 }
        for _ in 0..<(sign == "{" ? 3 : 2) {
            guard place < bytes.count, bytes[place] == 0x7D else { throw mistake("a tag has no end") }
            place += 1
        }
        position = place
        if "#^/>".unicodeScalars.contains(sign), start == 0 || bytes[start - 1] == 0x0A {
            if position < bytes.count, bytes[position] == 0x0A { position += 1 }
        }
        return Tag(sign: sign, text: String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self))
    }

    private func name(_ tag: Tag) throws(Mistake) -> Template.Name {
        switch tag.text {
        case ".": return .item
        case "first()": return .isFirst
        default: break
        }
        let parts = tag.text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1).map { String($0) ?? "" }
        if parts.count == 2, parts[0] == "words", let word = ReportWord.named[parts[1]] { return .word(word) }
        let fields = parts.compactMap { TemplateField.named[$0] }
        guard let field = fields.first, fields.count == parts.count else { throw mistake("unknown name '\(tag.text)'") }
        return fields.count == 2 ? .part(fields[1], of: field) : .field(field)
    }

    private func mistake(_ reason: String) -> Mistake { Mistake(byte: position, reason: reason) }
}

extension CaseIterable where Self: RawRepresentable<String> {
    /// All cases by the names that templates use.
    fileprivate static func byName() -> [String: Self] {
        Dictionary(allCases.map { ($0.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension TemplateField {
    fileprivate static let named = byName()
}

extension ReportWord {
    fileprivate static let named = byName()
}
