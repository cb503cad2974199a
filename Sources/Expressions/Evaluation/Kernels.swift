// The loops of the evaluator: two lanes into one, row by row, with what cannot be computed left out.

import Tabular

/// Loops over the rows of two lanes.
enum Kernels {
    /// `compute` of every row.
    ///
    /// - Missing: where either side is missing, and where `compute` fails. The values of missing rows are zero.
    /// - Parameters:
    ///   - overflow: is told of the rows where `compute` fails, except those that are excused.
    ///   - isExcused: whether it fails because there is no result, as after a division by zero, not because none fits.
    @inline(__always)
    static func combine<First, Second, Result: Sendable & BitwiseCopyable>(
        _ first: Lane<First>, _ second: Lane<Second>, zero: Result, overflow: OverflowRows? = nil,
        isExcused: (First, Second) -> Bool = { _, _ in false },
        _ compute: (First, Second) -> (value: Result, fails: Bool)
    ) -> PrimitiveColumn<Result> {
        let count = first.isConstant ? second.values.count : first.values.count
        var presence = Lane.presence(first, second)
        var anyFails = false
        var values = [Result](unsafeUninitializedCapacity: count) { result, initialized in
            first.values.withUnsafeBufferPointer { first_ in
                second.values.withUnsafeBufferPointer { second_ in
                    if first.isConstant, let left = first_.first {
                        for row in 0..<count {
                            let (value, fails) = compute(left, second_[row])
                            result[row] = value
                            anyFails = anyFails || fails
                        }
                    } else if second.isConstant, let right = second_.first {
                        for row in 0..<count {
                            let (value, fails) = compute(first_[row], right)
                            result[row] = value
                            anyFails = anyFails || fails
                        }
                    } else {
                        for row in 0..<count {
                            let (value, fails) = compute(first_[row], second_[row])
                            result[row] = value
                            anyFails = anyFails || fails
                        }
                    }
                }
            }
            initialized = count
        }
        if anyFails {
            for row in 0..<count where presence[row] {
                let left = first.values[first.isConstant ? 0 : row]
                let right = second.values[second.isConstant ? 0 : row]
                guard compute(left, right).fails else { continue }
                presence.clear(row)
                guard let overflow, !isExcused(left, right) else { continue }
                if first.isConstant, second.isConstant || count == 1 { overflow.addAll() } else { overflow.add(row) }
            }
        }
        zeroMissing(&values, presence, zero: zero)
        return PrimitiveColumn(values, presence: presence)
    }

    /// `compute` of every row of one lane; see ``combine(_:_:zero:_:)``.
    @inline(__always)
    static func map<Element, Result: Sendable & BitwiseCopyable>(
        _ lane: Lane<Element>, zero: Result, overflow: OverflowRows? = nil,
        _ compute: (Element) -> (value: Result, fails: Bool)
    ) -> PrimitiveColumn<Result> {
        combine(lane, Lane<UInt8>(0), zero: zero, overflow: overflow) { value, _ in compute(value) }
    }

    /// Whether `holds` in every row; missing where either side is.
    @inline(__always)
    static func compare<Element>(
        _ first: Lane<Element>, _ second: Lane<Element>, _ holds: (Element, Element) -> Bool
    ) -> Truths {
        let count = first.isConstant ? second.values.count : first.values.count
        let words = first.values.withUnsafeBufferPointer { first_ in
            second.values.withUnsafeBufferPointer { second_ in
                if first.isConstant, let left = first_.first {
                    return Truths.words(count: count) { holds(left, second_[$0]) }
                }
                if second.isConstant, let right = second_.first {
                    return Truths.words(count: count) { holds(first_[$0], right) }
                }
                return Truths.words(count: count) { holds(first_[$0], second_[$0]) }
            }
        }
        return Truths(words: words, presence: Lane.presence(first, second))
    }

    /// Sets the values of missing rows to zero, as every column has them.
    static func zeroMissing<Element>(_ values: inout [Element], _ presence: Presence, zero: Element) {
        guard let words = presence.words else { return }
        values.withUnsafeMutableBufferPointer { values in
            for (index, word) in words.enumerated() where word != .max {
                let base = index * 64
                for bit in 0..<min(64, values.count - base) where word & (1 << UInt64(bit)) == 0 {
                    values[base + bit] = zero
                }
            }
        }
    }
}
