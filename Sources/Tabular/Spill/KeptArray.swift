// An array of a chunk, in memory or in the spill file.

/// An array that may have been put aside.
///
/// Ask once per chunk for its elements: those in the file are read anew every time.
enum KeptArray<Element: BitwiseCopyable & Sendable>: Sendable {
    case memory([Element])
    case file(SpilledArray<Element>)

    var elements: [Element] {
        switch self {
        case .memory(let elements): elements
        case .file(let array): array.elements
        }
    }

    /// The same array in the file.
    func spilled(_ writer: inout SpillWriter) -> KeptArray {
        guard case .memory(let elements) = self else { return self }
        return .file(writer.place(of: elements))
    }

    /// The same array in memory.
    var loaded: KeptArray { .memory(elements) }

    var isInMemory: Bool { if case .memory = self { true } else { false } }
}

/// The bitmap of a column, whose words may have been put aside.
struct KeptPresence: Sendable {
    let count: Int
    /// nil when every cell is present.
    private var words: KeptArray<UInt64>?

    init(_ presence: Presence) {
        count = presence.count
        words = presence.words.map { .memory($0) }
    }

    var presence: Presence {
        words.map { Presence(count: count, words: $0.elements) } ?? Presence(allPresent: count)
    }

    func spilled(_ writer: inout SpillWriter) -> KeptPresence {
        var kept = self
        kept.words = words?.spilled(&writer)
        return kept
    }

    var isInMemory: Bool { words?.isInMemory ?? true }
}
