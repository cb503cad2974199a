// Fills a template with the fields of records, and writes the bytes of the file.

import Stages

/// The text that is being made, and the records that names are looked up in.
struct TemplateFilling {
    /// How texts are made safe where they stand.
    typealias Escaping = (_ text: String, _ bytes: inout [UInt8]) -> Void

    private(set) var bytes: [UInt8] = []
    private let words: WordList
    private let escape: Escaping
    /// The innermost last.
    private var records: [any TemplateRecord]
    private var item = ""
    private var isFirst = false

    init(_ record: any TemplateRecord, words: WordList, escape: @escaping Escaping) {
        records = [record]
        self.words = words
        self.escape = escape
    }

    mutating func append(_ pieces: [Template.Piece]) {
        for piece in pieces {
            switch piece {
            case .text(let text): bytes.append(contentsOf: text)
            case .value(let name, let isEscaped):
                guard case .text(let text) = value(of: name) else { continue }
                if isEscaped { escape(text, &bytes) } else { bytes.append(text: text) }
            case .section(let name, let pieces): append(pieces, forEach: value(of: name))
            case .inverted(let name, let pieces): if isNothing(value(of: name)) { append(pieces) }
            }
        }
    }

    private mutating func append(_ pieces: [Template.Piece], forEach value: TemplateValue?) {
        let (outerItem, outerIsFirst) = (item, isFirst)
        switch value {
        case .flag(true): append(pieces)
        case .texts(let texts):
            for (index, text) in texts.enumerated() {
                item = text
                isFirst = index == 0
                append(pieces)
            }
        case .record(let record): append(pieces, inside: record)
        case .records(let records):
            for (index, record) in records.enumerated() {
                isFirst = index == 0
                append(pieces, inside: record)
            }
        case .flag(false), .text, nil: break
        }
        (item, isFirst) = (outerItem, outerIsFirst)
    }

    private mutating func append(_ pieces: [Template.Piece], inside record: any TemplateRecord) {
        records.append(record)
        append(pieces)
        records.removeLast()
    }

    private func value(of name: Template.Name) -> TemplateValue? {
        switch name {
        case .word(let word): return .text(words[word])
        case .item: return .text(item)
        case .isFirst: return .flag(isFirst)
        case .field(let field): return value(of: field)
        case .part(let part, let field):
            guard case .record(let record) = value(of: field) else { return nil }
            return record.value(of: part)
        }
    }

    private func value(of field: TemplateField) -> TemplateValue? {
        for record in records.reversed() {
            if let value = record.value(of: field) { return value }
        }
        return nil
    }

    private func isNothing(_ value: TemplateValue?) -> Bool {
        switch value {
        case .flag(let flag): !flag
        case .texts(let texts): texts.isEmpty
        case .records(let records): records.isEmpty
        case .text, .record: false
        case nil: true
        }
    }
}
