// The patterns of `like`: '%' for any characters, '_' for one.

/// A pattern, cut into its parts.
///
/// Everything but `%` and `_` stands for itself; there is no escape sign, as in DuckDB without ESCAPE.
struct LikePattern {
    private enum Part: Equatable {
        case byte(UInt8)
        case oneCharacter
        case anything
    }

    /// The usual shapes are decided by one comparison.
    private enum Shape {
        case whole([UInt8])
        case beginning([UInt8])
        case end([UInt8])
        case other([Part])
    }

    private let shape: Shape

    init(_ pattern: String) {
        let parts = pattern.utf8.map { byte -> Part in
            switch byte {
            case UInt8(ascii: "%"): .anything
            case UInt8(ascii: "_"): .oneCharacter
            default: .byte(byte)
            }
        }
        let bytes = pattern.utf8.filter { $0 != UInt8(ascii: "%") }
        let wildcards = parts.count { $0 == .anything }
        if parts.contains(.oneCharacter) || wildcards > 1 {
            shape = .other(parts)
        } else if wildcards == 0 {
            shape = .whole(bytes)
        } else if parts.last == .anything {
            shape = .beginning(bytes)
        } else if parts.first == .anything {
            shape = .end(bytes)
        } else {
            shape = .other(parts)
        }
    }

    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch shape {
        case .whole(let bytes): text.count == bytes.count && text.elementsEqual(bytes)
        case .beginning(let bytes): text.count >= bytes.count && text.prefix(bytes.count).elementsEqual(bytes)
        case .end(let bytes): text.count >= bytes.count && text.suffix(bytes.count).elementsEqual(bytes)
        case .other(let parts): Self.matches(text, parts)
        }
    }

    /// - Complexity: O(text × pattern) at worst, O(text) in the usual case.
    private static func matches(_ text: UnsafeBufferPointer<UInt8>, _ parts: [Part]) -> Bool {
        var position = 0
        var part = 0
        // Where to go on when the parts after the last '%' do not fit: one character later.
        var retryPart = -1
        var retryPosition = 0
        while position < text.count {
            if part < parts.count {
                switch parts[part] {
                case .anything:
                    part += 1
                    retryPart = part
                    retryPosition = position
                    continue
                case .byte(let byte) where byte == text[position]:
                    part += 1
                    position += 1
                    continue
                case .oneCharacter:
                    part += 1
                    position = next(text, after: position)
                    continue
                case .byte: break
                }
            }
            guard retryPart >= 0 else { return false }
            retryPosition = next(text, after: retryPosition)
            position = retryPosition
            part = retryPart
        }
        while part < parts.count, case .anything = parts[part] { part += 1 }
        return part == parts.count
    }

    private static func next(_ text: UnsafeBufferPointer<UInt8>, after position: Int) -> Int {
        var next = position + 1
        while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
        return next
    }
}
