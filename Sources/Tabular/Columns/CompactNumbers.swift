// Whole numbers in as few bytes as their spread needs: what a chunk keeps of a column between two looks at it.

/// Whole numbers, stored as steps from the smallest of them.
///
/// Most columns of an export spread little within a chunk: seconds of waiting, codes of agents, moments of one afternoon.
/// They need much less memory so, and memory that is never touched costs no time: a fresh page takes longer than many numbers do to be
/// stored and read again.
///
/// The steps are in memory or in the spill file; all else is in memory.
///
/// - Shape: the numbers come back in their order, bit for bit.
struct CompactNumbers: Sendable {
    private enum Steps: Sendable {
        /// All numbers are the base.
        case none
        case bytes(KeptArray<UInt8>)
        case halves(KeptArray<UInt16>)
        case words(KeptArray<UInt32>)
        /// The numbers themselves.
        case wide(KeptArray<Int64>)
    }

    let count: Int
    private let base: Int64
    /// What one step is worth.
    private let unit: Int64
    private var steps: Steps
    /// The smallest and the greatest number of a present row; nil when there is none.
    let span: ClosedRange<Int64>?
    /// Whether no number of a present row is less than one before it; nil when nobody has looked.
    let ascends: Bool?

    /// - Parameter presence: numbers of missing rows are zero and stay so; they do not count for the spread.
    init(_ numbers: [some FixedWidthInteger], presence: Presence) {
        self = numbers.withUnsafeBufferPointer { CompactNumbers($0, presence: presence) }
    }

    /// - Parameter known: the smallest and greatest number of a present row, where they are known; without them they are looked for.
    /// - Parameter inThousands: whether all present numbers are whole thousands, where that is known.
    /// - Parameter ascends: whether they ascend, where that is known.
    init<Number: FixedWidthInteger>(
        _ numbers: UnsafeBufferPointer<Number>, presence: Presence, span known: ClosedRange<Int64>? = nil,
        inThousands: Bool = false, ascends: Bool? = nil
    ) {
        count = numbers.count
        self.ascends = ascends
        span = known ?? Self.span(numbers, presence)
        guard let span else {
            (base, unit, steps) = (0, 1, .none)
            return
        }
        let (spread, isTooWide) = span.upperBound.subtractingReportingOverflow(span.lowerBound)
        guard !isTooWide, spread < 1 << 32 else {
            (base, unit, steps) = (0, 1, .wide(.memory(numbers.map { Int64(truncatingIfNeeded: $0) })))
            return
        }
        base = span.lowerBound
        let isThousands = spread > 0xFF && (inThousands || Self.isInThousands(numbers, from: span.lowerBound, presence))
        unit = isThousands ? 1000 : 1
        let mostSteps = spread / unit
        let first = UInt32(truncatingIfNeeded: span.lowerBound)
        let divisor: UInt32 = isThousands ? 1000 : 1
        steps =
            switch mostSteps {
            case 0: .none
            case ...0xFF: .bytes(.memory(Self.steps(numbers, first, divisor)))
            case ...0xFFFF: .halves(.memory(Self.steps(numbers, first, divisor)))
            default: .words(.memory(Self.steps(numbers, first, divisor)))
            }
    }

    /// The number of a row; that of a missing row means nothing.
    ///
    /// - Complexity: O(1) in memory, else O(rows): ask those that are ``loaded``.
    subscript(row: Int) -> Int64 {
        switch steps {
        case .none: base
        case .bytes(let steps): base &+ Int64(steps.elements[row]) &* unit
        case .halves(let steps): base &+ Int64(steps.elements[row]) &* unit
        case .words(let steps): base &+ Int64(steps.elements[row]) &* unit
        case .wide(let numbers): numbers.elements[row]
        }
    }

    /// All numbers.
    ///
    /// - Missing: zero.
    func numbers<Number: FixedWidthInteger & BitwiseCopyable>(as _: Number.Type, presence: Presence) -> [Number] {
        var numbers: [Number] =
            switch steps {
            case .none: [Number](repeating: Number(truncatingIfNeeded: base), count: count)
            case .bytes(let steps): widened(steps.elements)
            case .halves(let steps): widened(steps.elements)
            case .words(let steps): widened(steps.elements)
            case .wide(let numbers): numbers.elements.map { Number(truncatingIfNeeded: $0) }
            }
        if let words = presence.words {
            for row in numbers.indices where words[row >> 6] & (1 << UInt64(row & 63)) == 0 { numbers[row] = 0 }
        }
        return numbers
    }

    // MARK: Where the steps are

    /// The same numbers with their steps in the file.
    func spilled(_ writer: inout SpillWriter) -> CompactNumbers {
        var numbers = self
        switch steps {
        case .none: break
        case .bytes(let steps): numbers.steps = .bytes(steps.spilled(&writer))
        case .halves(let steps): numbers.steps = .halves(steps.spilled(&writer))
        case .words(let steps): numbers.steps = .words(steps.spilled(&writer))
        case .wide(let wide): numbers.steps = .wide(wide.spilled(&writer))
        }
        return numbers
    }

    /// The same numbers with their steps in memory.
    var loaded: CompactNumbers {
        var numbers = self
        switch steps {
        case .none: break
        case .bytes(let steps): numbers.steps = .bytes(steps.loaded)
        case .halves(let steps): numbers.steps = .halves(steps.loaded)
        case .words(let steps): numbers.steps = .words(steps.loaded)
        case .wide(let wide): numbers.steps = .wide(wide.loaded)
        }
        return numbers
    }

    var isInMemory: Bool {
        switch steps {
        case .none: true
        case .bytes(let steps): steps.isInMemory
        case .halves(let steps): steps.isInMemory
        case .words(let steps): steps.isInMemory
        case .wide(let numbers): numbers.isInMemory
        }
    }

    // MARK: Loops over one array, which the compiler makes vectors of

    private func widened<Step: FixedWidthInteger, Number: FixedWidthInteger>(_ steps: [Step]) -> [Number] {
        let first = Number(truncatingIfNeeded: base)
        let factor = Number(truncatingIfNeeded: unit)
        return [Number](unsafeUninitializedCapacity: steps.count) { numbers, initialized in
            steps.withUnsafeBufferPointer { steps in
                if factor == 1 {
                    for row in 0..<steps.count { numbers[row] = first &+ Number(truncatingIfNeeded: steps[row]) }
                } else {
                    for row in 0..<steps.count {
                        numbers[row] = first &+ Number(truncatingIfNeeded: steps[row]) &* factor
                    }
                }
            }
            initialized = steps.count
        }
    }

    /// - Bounds: the numbers of present rows are less than 2³² steps from `first`; what missing rows come to means nothing.
    private static func steps<Number: FixedWidthInteger, Step: FixedWidthInteger>(
        _ numbers: UnsafeBufferPointer<Number>, _ first: UInt32, _ divisor: UInt32
    ) -> [Step] {
        [Step](unsafeUninitializedCapacity: numbers.count) { steps, initialized in
            if divisor == 1 {
                for row in 0..<numbers.count {
                    steps[row] = Step(truncatingIfNeeded: UInt32(truncatingIfNeeded: numbers[row]) &- first)
                }
            } else {
                for row in 0..<numbers.count {
                    let distance = UInt32(truncatingIfNeeded: numbers[row]) &- first
                    steps[row] = Step(truncatingIfNeeded: distance / 1000)
                }
            }
            initialized = numbers.count
        }
    }

    private static func isInThousands<Number: FixedWidthInteger>(
        _ numbers: UnsafeBufferPointer<Number>, from first: Int64, _ presence: Presence
    ) -> Bool {
        let start = UInt32(truncatingIfNeeded: first)
        var rest: UInt32 = 0
        // A look at a few rows first: most columns that are not in thousands show it at once.
        for row in 0..<min(16, numbers.count) where presence[row] {
            rest |= (UInt32(truncatingIfNeeded: numbers[row]) &- start) % 1000
        }
        if rest != 0 { return false }
        if presence.isAllPresent {
            for row in 0..<numbers.count { rest |= (UInt32(truncatingIfNeeded: numbers[row]) &- start) % 1000 }
        } else {
            for row in 0..<numbers.count where presence[row] {
                rest |= (UInt32(truncatingIfNeeded: numbers[row]) &- start) % 1000
            }
        }
        return rest == 0
    }

    /// The smallest and greatest number of a present row; nil when there is none.
    private static func span<Number: FixedWidthInteger>(
        _ numbers: UnsafeBufferPointer<Number>, _ presence: Presence
    ) -> ClosedRange<Int64>? {
        var least = Number.max
        var most = Number.min
        if presence.isAllPresent {
            for number in numbers {
                least = min(least, number)
                most = max(most, number)
            }
        } else {
            for row in 0..<numbers.count where presence[row] {
                least = min(least, numbers[row])
                most = max(most, numbers[row])
            }
        }
        guard least <= most else { return nil }
        return Int64(truncatingIfNeeded: least)...Int64(truncatingIfNeeded: most)
    }
}
