// Work on texts once per distinct text instead of once per row, and comparisons by bytes.

import Tabular

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The loops over text columns.
enum TextKernels {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// `compute` of the text of every row, called once per distinct text.
    ///
    /// A pool no larger than the column is gone through whole; else only the texts that occur are looked at, each
    /// once unless `remembers` is false: then `compute` is so quick that looking up an earlier result would take
    /// longer.
    /// - Missing: gives `missing`.
    @inline(__always)
    static func perText<Result: BitwiseCopyable>(
        _ column: TextColumn, missing: Result, remembers: Bool = true, _ compute: (Bytes) -> Result
    ) -> [Result] {
        let pool = column.pool
        let codes = column.codes.values
        let presence = column.presence
        var results = [Result](repeating: missing, count: codes.count)
        pool.bytes.withUnsafeBufferPointer { bytes in
            pool.offsets.withUnsafeBufferPointer { offsets in
                func result(_ code: Int) -> Result {
                    compute(Bytes(rebasing: bytes[offsets[code]..<offsets[code &+ 1]]))
                }
                let poolCount = offsets.count - 1
                if poolCount <= codes.count {
                    var table: [Result] = []
                    table.reserveCapacity(poolCount)
                    for code in 0..<poolCount { table.append(result(code)) }
                    for row in codes.indices where Int(codes[row]) < poolCount { results[row] = table[Int(codes[row])] }
                } else if !remembers {
                    for row in codes.indices where Int(codes[row]) < poolCount && presence[row] {
                        results[row] = result(Int(codes[row]))
                    }
                } else {
                    var memo = CodeMemo<Result>(capacity: codes.count, filler: missing)
                    for row in codes.indices where Int(codes[row]) < poolCount && presence[row] {
                        results[row] = memo.value(of: codes[row]) { result(Int($0)) }
                    }
                }
            }
        }
        Kernels.zeroMissing(&results, presence, zero: missing)
        return results
    }

    /// Whether `holds` of the text of every row; missing where the text is.
    @inline(__always)
    static func truths(_ operand: Operand, count: Int, _ holds: (Bytes) -> Bool) -> Truths {
        switch operand {
        case .constant(.text(var text)): return Truths(all: text.withUTF8(holds), count: count)
        case .column(.text(let column)):
            if let words = wordsOfFew(column, holds) { return Truths(words: words, presence: column.presence) }
            let results = perText(column, missing: false, remembers: false, holds)
            return Truths(PrimitiveColumn(results, presence: column.presence))
        default: return Truths(all: nil, count: count)
        }
    }

    /// A bit per row where there are no more distinct texts than rows and `holds` is true for at most one of them; else nil.
    ///
    /// Such as `status = 'paid'`: codes are compared, eight of them at a time, which a table of texts cannot do.
    @inline(__always)
    private static func wordsOfFew(_ column: TextColumn, _ holds: (Bytes) -> Bool) -> [UInt64]? {
        let pool = column.pool
        guard pool.offsets.count - 1 <= column.codes.count else { return nil }
        var only: UInt32?
        for code in 0..<UInt32(truncatingIfNeeded: pool.offsets.count - 1) where pool.withBytes(of: code, holds) {
            if only != nil { return nil }
            only = code
        }
        guard let only else { return [UInt64](repeating: 0, count: (column.codes.count + 63) / 64) }
        return column.codes.values.withUnsafeBufferPointer { codes in
            Truths.words(count: codes.count) { codes[$0] == only }
        }
    }

    /// Every text replaced by what `transform` writes; missing where it returns false, and where what it writes is too long.
    ///
    /// - Parameter further: the bytes of the longest text that `transform` uses besides the one it is given.
    static func mapped(
        _ column: TextColumn, _ bounds: TextBounds, further: Int, _ transform: (Bytes, inout [UInt8]) -> Bool
    ) -> TextColumn {
        var builder = TextPoolBuilder()
        var scratch: [UInt8] = []
        var fails = false
        var codes = perText(column, missing: UInt32.max) { text in
            scratch.removeAll(keepingCapacity: true)
            guard transform(text, &scratch) else {
                fails = true
                return .max
            }
            if !bounds.allows(scratch.count, madeOf: max(text.count, further), beside: builder.byteCount) {
                fails = true
                return bounds.isFull ? .max : tooLong
            }
            return scratch.withUnsafeBufferPointer { builder.code(for: $0) }
        }
        var presence = column.presence
        if fails {
            for row in codes.indices where codes[row] >= tooLong {
                if codes[row] == tooLong, presence[row] { bounds.note(row) }
                presence.clear(row)
            }
        }
        Kernels.zeroMissing(&codes, presence, zero: 0)
        return TextColumn(codes: PrimitiveColumn(codes, presence: presence), pool: builder.pool())
    }

    /// Stands for the code of a text that is too long.
    private static let tooLong = UInt32.max - 1

    // MARK: Comparison

    /// Nil when one side is missing everywhere; of one row when both are constants.
    static func equal(_ left: Operand, _ right: Operand) -> Truths? {
        if case .column(.text(let first)) = left, case .column(.text(let second)) = right, first.pool === second.pool {
            return Kernels.compare(Lane(first.codes), Lane(second.codes)) { $0 == $1 }
        }
        // The lengths are compared first: most unequal texts are told apart without looking at their bytes.
        return compare(left, right) { $0.count == $1.count && order($0, $1) == 0 }
    }

    static func less(_ left: Operand, _ right: Operand) -> Truths? {
        compare(left, right) { order($0, $1) < 0 }
    }

    @inline(__always)
    private static func compare(_ left: Operand, _ right: Operand, _ holds: (Bytes, Bytes) -> Bool) -> Truths? {
        switch (left, right) {
        case (.constant(.text(var first)), .constant(.text(var second))):
            return Truths(all: first.withUTF8 { first in second.withUTF8 { holds(first, $0) } }, count: 1)
        case (.column(.text(let column)), .constant(.text(var text))):
            return text.withUTF8 { text in
                truths(left, count: column.count) { holds($0, text) }
            }
        case (.constant(.text(var text)), .column(.text(let column))):
            return text.withUTF8 { text in
                truths(right, count: column.count) { holds(text, $0) }
            }
        case (.column(.text(let first)), .column(.text(let second))):
            return rows(first, second, holds)
        default: return nil
        }
    }

    @inline(__always)
    private static func rows(_ first: TextColumn, _ second: TextColumn, _ holds: (Bytes, Bytes) -> Bool) -> Truths {
        let presence = first.presence.intersection(second.presence)
        let words = first.pool.bytes.withUnsafeBufferPointer { firstBytes in
            second.pool.bytes.withUnsafeBufferPointer { secondBytes in
                Truths.words(count: first.count) { row in
                    guard presence[row] else { return false }
                    let left = first.pool.range(of: first.codes.values[row])
                    let right = second.pool.range(of: second.codes.values[row])
                    return holds(Bytes(rebasing: firstBytes[left]), Bytes(rebasing: secondBytes[right]))
                }
            }
        }
        return Truths(words: words, presence: presence)
    }

    /// Negative when the first comes earlier, by bytes, which is also the order of the characters' numbers.
    @inline(__always)
    static func order(_ first: Bytes, _ second: Bytes) -> Int {
        let common = min(first.count, second.count)
        if common > 0, let left = first.baseAddress, let right = second.baseAddress {
            let order = memcmp(left, right, common)
            if order != 0 { return Int(order) }
        }
        return first.count &- second.count
    }
}

extension TextPool {
    /// Where the bytes of `code` lie; empty when the code is out of bounds.
    func range(of code: UInt32) -> Range<Int> {
        let code = Int(code)
        return code < offsets.count - 1 ? offsets[code]..<offsets[code + 1] : 0..<0
    }
}

/// What has been found for some codes of a large pool: a hash table that never grows.
struct CodeMemo<Value: BitwiseCopyable> {
    /// Code + 1 per slot; 0 is free. The count is a power of two, at most half full.
    private var keys: [UInt32]
    private var values: [Value]
    private let secret = HashKey.value

    /// Room for `capacity` different codes.
    init(capacity: Int, filler: Value) {
        var slots = 16
        while slots < capacity * 2 { slots *= 2 }
        keys = [UInt32](repeating: 0, count: slots)
        values = [Value](repeating: filler, count: slots)
    }

    /// The value of `code`, computed the first time.
    @inline(__always)
    mutating func value(of code: UInt32, _ compute: (UInt32) -> Value) -> Value {
        let mask = keys.count &- 1
        var slot = Int(truncatingIfNeeded: ((UInt64(code) ^ secret) &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
        while keys[slot] != 0 {
            if keys[slot] == code &+ 1 { return values[slot] }
            slot = (slot &+ 1) & mask
        }
        let value = compute(code)
        keys[slot] = code &+ 1
        values[slot] = value
        return value
    }
}
