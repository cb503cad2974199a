// if coalesce least greatest: a result picked, row by row, from several values.

import Tabular

/// The functions that choose among values of one type.
enum ChoiceFunctions {
    /// The first where the condition is true, else the second.
    static func choice(_ condition: Truths, _ first: Operand, _ second: Operand, type: ColumnType) -> Operand {
        pick([second, first], type: type, count: condition.count) { condition.isTrue($0) ? 1 : 0 }
    }

    /// The first value present.
    static func coalesced(_ values: [Operand], type: ColumnType, count: Int) -> Operand {
        var parts: [Operand] = []
        // Behind a value that is never missing nothing is looked at.
        for value in values {
            if case .missing = value { continue }
            parts.append(value)
            if value.isNeverMissing { break }
        }
        guard let first = parts.first else { return .missing(type) }
        if parts.count == 1 { return first }
        let presences = parts.map { $0.presence(count: count) }
        return pick(parts, type: type, count: count) { row in
            presences.firstIndex { $0[row] } ?? 0
        }
    }

    /// The smallest or largest of the values present.
    static func extreme(_ sign: ComparisonOperator, _ values: [Operand], type: ColumnType, count: Int) -> Operand {
        var best: Operand?
        for value in values {
            if case .missing = value { continue }
            guard let sofar = best else {
                best = value
                continue
            }
            let isBetter = Comparison.truths(sign, value, sofar, count: count)
            let known = sofar.presence(count: count)
            let candidates = value.presence(count: count)
            best = pick([sofar, value], type: type, count: count) { row in
                isBetter.isTrue(row) || (!known[row] && candidates[row]) ? 1 : 0
            }
        }
        return best ?? .missing(type)
    }

    // MARK: Picking

    /// The value of one of the operands in every row: of the one whose position `choice` gives.
    private static func pick(
        _ operands: [Operand], type: ColumnType, count: Int, _ choice: (Int) -> Int
    ) -> Operand {
        var choices = [UInt16](repeating: 0, count: count)
        for row in 0..<count { choices[row] = UInt16(truncatingIfNeeded: choice(row)) }
        let columns = operands.map { $0.column(count: count) }
        let allPresent = columns.allSatisfy(\.presence.isAllPresent)
        let presence =
            allPresent
            ? Presence(allPresent: count)
            : Presence(count: count, words: Truths.words(count: count) { columns[Int(choices[$0])].presence[$0] })
        switch type {
        case .text: return .column(.text(texts(columns, choices, presence)))
        case .integer: return .column(.integer(PrimitiveColumn(wholes(columns, choices), presence: presence)))
        case .instant: return .column(.instant(PrimitiveColumn(wholes(columns, choices), presence: presence)))
        case .duration: return .column(.duration(PrimitiveColumn(wholes(columns, choices), presence: presence)))
        case .decimal: return .column(.decimal(decimals(columns, choices, presence)))
        case .real:
            let lanes = columns.map { column in if case .real(let values) = column { values.values } else { [Double]() } }
            return .column(.real(PrimitiveColumn(gather(lanes, choices, zero: 0), presence: presence)))
        case .flag:
            let lanes = columns.map { column in if case .flag(let values) = column { values.values } else { [Bool]() } }
            return .column(.flag(PrimitiveColumn(gather(lanes, choices, zero: false), presence: presence)))
        case .date:
            let lanes = columns.map { column in if case .date(let values) = column { values.values } else { [Int32]() } }
            return .column(.date(PrimitiveColumn(gather(lanes, choices, zero: 0), presence: presence)))
        }
    }

    @inline(__always)
    private static func gather<Element: BitwiseCopyable>(
        _ lanes: [[Element]], _ choices: [UInt16], zero: Element
    ) -> [Element] {
        var result = [Element](repeating: zero, count: choices.count)
        result.withUnsafeMutableBufferPointer { result in
            choices.withUnsafeBufferPointer { choices in
                for (position, lane) in lanes.enumerated() where lane.count == choices.count {
                    lane.withUnsafeBufferPointer { lane in
                        for row in 0..<choices.count where Int(choices[row]) == position { result[row] = lane[row] }
                    }
                }
            }
        }
        return result
    }

    private static func wholes(_ columns: [Column], _ choices: [UInt16]) -> [Int64] {
        gather(columns.map { Operand.column($0).wholeLane?.values ?? [] }, choices, zero: 0)
    }

    /// In the finest of the scales; missing where a value does not fit it.
    private static func decimals(_ columns: [Column], _ choices: [UInt16], _ presence: Presence) -> DecimalColumn {
        let parts = columns.compactMap { Operand.column($0).decimalLane }
        let scale = parts.map(\.scale).max() ?? 0
        var units = gather(parts.map(\.units.values), choices, zero: 0)
        var presence = presence
        for row in units.indices where Int(choices[row]) < parts.count {
            let step = scale - parts[Int(choices[row])].scale
            guard step > 0, let factor = Rounding.powerOfTen(step) else { continue }
            let (value, overflow) = units[row].multipliedReportingOverflow(by: factor)
            units[row] = overflow ? 0 : value
            if overflow { presence.clear(row) }
        }
        return DecimalColumn(units: PrimitiveColumn(units, presence: presence), scale: scale)
    }

    private static func texts(_ columns: [Column], _ choices: [UInt16], _ presence: Presence) -> TextColumn {
        let parts = columns.compactMap { column in if case .text(let texts) = column { texts } else { nil } }
        let shared = TextColumn.sharingOnePool(parts)
        let pool = shared.first?.pool ?? .empty
        let codes = gather(shared.map(\.codes.values), choices, zero: 0)
        return TextColumn(codes: PrimitiveColumn(codes, presence: presence), pool: pool)
    }
}

extension Operand {
    var isNeverMissing: Bool {
        switch self {
        case .constant: true
        case .missing: false
        case .column(let column): column.presence.isAllPresent
        }
    }

    func presence(count: Int) -> Presence {
        switch self {
        case .constant: Presence(allPresent: count)
        case .missing: Presence(allMissing: count)
        case .column(let column): column.presence
        }
    }
}
