// Takes every row's value from one of two operands.

import Tabular

/// Which of two operands each row takes its value from.
struct RowChoice {
    let count: Int
    /// A bit per row, set where the second is taken; bits past the count may be anything.
    let takesSecond: [UInt64]
    /// Is told of the rows whose decimal does not fit the finer of two scales.
    let overflow: OverflowRows?

    /// A bit per row, set where `operand` is present.
    static func presentBits(_ operand: Operand, count: Int) -> [UInt64] {
        let wordCount = (count + 63) / 64
        return switch operand {
        case .constant: [UInt64](repeating: .max, count: wordCount)
        case .missing: [UInt64](repeating: 0, count: wordCount)
        case .column(let column): column.presence.words ?? [UInt64](repeating: .max, count: wordCount)
        }
    }

    /// - Shape: both operands are of `type`; columns among them have `count` rows.
    func value(_ first: Operand, _ second: Operand, type: ColumnType) -> Operand {
        var bits = Self.presentBits(first, count: count)
        let secondBits = Self.presentBits(second, count: count)
        for index in bits.indices {
            bits[index] = (bits[index] & ~takesSecond[index]) | (secondBits[index] & takesSecond[index])
        }
        let presence = Presence(count: count, words: bits)
        switch type {
        case .text: return .column(.text(texts(first, second, presence)))
        case .integer: return .column(.integer(wholes(first, second, presence)))
        case .instant: return .column(.instant(wholes(first, second, presence)))
        case .duration: return .column(.duration(wholes(first, second, presence)))
        case .decimal: return .column(.decimal(decimals(first, second, presence)))
        case .real:
            let values = picked(first.realLane ?? Lane(0), second.realLane ?? Lane(0))
            return .column(.real(PrimitiveColumn(values, presence: presence)))
        case .flag:
            let values = picked(first.flagLane ?? Lane(false), second.flagLane ?? Lane(false))
            return .column(.flag(PrimitiveColumn(values, presence: presence)))
        case .date:
            let values = picked(first.dateLane ?? Lane(0), second.dateLane ?? Lane(0))
            return .column(.date(PrimitiveColumn(values, presence: presence)))
        }
    }

    @inline(__always)
    private func isSecond(_ row: Int, _ words: UnsafeBufferPointer<UInt64>) -> Bool {
        words[row >> 6] & (1 &<< UInt64(truncatingIfNeeded: row & 63)) != 0
    }

    @inline(__always)
    private func picked<Element>(_ first: Lane<Element>, _ second: Lane<Element>) -> [Element] {
        [Element](unsafeUninitializedCapacity: count) { result, initialized in
            takesSecond.withUnsafeBufferPointer { words in
                first.values.withUnsafeBufferPointer { first_ in
                    second.values.withUnsafeBufferPointer { second_ in
                        let firstMask = first.isConstant ? 0 : -1
                        let secondMask = second.isConstant ? 0 : -1
                        for row in 0..<count {
                            result[row] = isSecond(row, words) ? second_[row & secondMask] : first_[row & firstMask]
                        }
                    }
                }
            }
            initialized = count
        }
    }

    private func wholes(_ first: Operand, _ second: Operand, _ presence: Presence) -> PrimitiveColumn<Int64> {
        PrimitiveColumn(picked(first.wholeLane ?? Lane(0), second.wholeLane ?? Lane(0)), presence: presence)
    }

    /// In the finer of the scales; missing where a value does not fit it.
    private func decimals(_ first: Operand, _ second: Operand, _ presence: Presence) -> DecimalColumn {
        let (firstUnits, firstScale) = first.decimalLane ?? (Lane(0), 0)
        let (secondUnits, secondScale) = second.decimalLane ?? (Lane(0), 0)
        let scale = max(firstScale, secondScale)
        var presence = presence
        var units = picked(firstUnits, secondUnits)
        if firstScale != secondScale, let factor = Rounding.powerOfTen(scale - min(firstScale, secondScale)) {
            let rescalesSecond = secondScale < firstScale
            takesSecond.withUnsafeBufferPointer { words in
                for row in 0..<count where isSecond(row, words) == rescalesSecond {
                    let (value, overflow) = units[row].multipliedReportingOverflow(by: factor)
                    units[row] = overflow ? 0 : value
                    if overflow, presence[row] {
                        presence.clear(row)
                        self.overflow?.add(row)
                    }
                }
            }
        }
        return DecimalColumn(units: PrimitiveColumn(units, presence: presence), scale: scale)
    }

    // MARK: Texts

    private func texts(_ first: Operand, _ second: Operand, _ presence: Presence) -> TextColumn {
        let (firstCodes, secondCodes, pool) = Self.sharingPool(first, second, count: count)
        var codes = picked(firstCodes, secondCodes)
        Kernels.zeroMissing(&codes, presence, zero: 0)
        return TextColumn(codes: PrimitiveColumn(codes, presence: presence), pool: pool)
    }

    /// The codes of both in one pool. A pool that is not large is kept and, for a literal, added to; else only the
    /// texts that occur are taken over.
    private static func sharingPool(
        _ first: Operand, _ second: Operand, count: Int
    ) -> (first: Lane<UInt32>, second: Lane<UInt32>, pool: TextPool) {
        let none = Lane<UInt32>(0)
        switch (first, second) {
        case (.column(.text(let left)), .column(.text(let right))) where left.pool === right.pool:
            return (Lane(left.codes), Lane(right.codes), left.pool)
        case (.column(.text(let left)), .constant(.text(let text))) where left.pool.count <= count:
            let (pool, code) = left.pool.adding(text)
            return (Lane(left.codes), Lane(code), pool)
        case (.constant(.text(let text)), .column(.text(let right))) where right.pool.count <= count:
            let (pool, code) = right.pool.adding(text)
            return (Lane(code), Lane(right.codes), pool)
        case (.column(.text(let left)), .missing): return (Lane(left.codes), none, left.pool)
        case (.missing, .column(.text(let right))): return (none, Lane(right.codes), right.pool)
        default:
            var builder = TextPoolBuilder()
            let firstCodes = translated(first, &builder)
            let secondCodes = translated(second, &builder)
            return (firstCodes, secondCodes, builder.pool())
        }
    }

    private static func translated(_ operand: Operand, _ builder: inout TextPoolBuilder) -> Lane<UInt32> {
        switch operand {
        case .constant(.text(let text)): return Lane(builder.code(for: text))
        case .column(.text(let column)):
            let codes = TextKernels.perText(column, missing: UInt32(0)) { builder.code(for: $0) }
            return Lane(PrimitiveColumn(codes, presence: column.presence))
        default: return Lane(0)
        }
    }
}

extension Operand {
    fileprivate var flagLane: Lane<Bool>? {
        switch self {
        case .constant(.flag(let value)): Lane(value)
        case .column(.flag(let column)): Lane(column)
        default: nil
        }
    }
}

extension TextPool {
    /// The pool with `text` in it, and the code of that text.
    fileprivate func adding(_ text: String) -> (pool: TextPool, code: UInt32) {
        let added = Array(text.utf8)
        for code in 0..<count where offsets[code + 1] - offsets[code] == added.count {
            if bytes[offsets[code]..<offsets[code + 1]].elementsEqual(added) { return (self, UInt32(code)) }
        }
        let pool = TextPool(bytes: bytes + added, offsets: offsets + [bytes.count + added.count])
        return (pool, UInt32(count))
    }
}
