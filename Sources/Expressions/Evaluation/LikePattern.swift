// The patterns of `like`: '%' for any characters, '_' for one.

/// A pattern, cut into its parts.
///
/// Everything but `%` and `_` stands for itself; there is no escape sign, as in DuckDB without ESCAPE.
struct LikePattern {
    private enum Part {
        case byte(UInt8)
        case oneCharacter
        case anything
    }

    private let parts: [Part]

    init(_ pattern: String) {
        parts = pattern.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "%"): .anything
            case UInt8(ascii: "_"): .oneCharacter
            default: .byte(byte)
            }
        }
    }

    /// - Complexity: O(text × pattern) at worst, O(text) in the usual case.
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
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
                    position = Self.next(text, after: position)
                    continue
                case .byte: break
                }
            }
            guard retryPart >= 0 else { return false }
            retryPosition = Self.next(text, after: retryPosition)
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
