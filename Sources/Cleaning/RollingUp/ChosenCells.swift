// One cell of each group: the first or last that is there, the smallest or the largest.

import Tabular

/// The cell that each group has so far.
///
/// - Shape: cells are whole numbers that stand for them: codes of texts, units of decimals, reals in their order.
struct ChosenCells<Word: FixedWidthInteger & SignedInteger & Sendable> {
    private let way: Gathering.Way
    private var words: [Word]
    private var isSet: [Bool]
    /// Where the row of the cell stands; empty where rows stand as they come.
    private var places: [Int128]
    /// Of decimals; it grows when a chunk has a finer one.
    private var scale = 0

    init(_ way: Gathering.Way, count: Int, isOrdered: Bool) {
        self.way = way
        words = [Word](repeating: 0, count: count)
        isSet = [Bool](repeating: false, count: count)
        places = isOrdered && (way == .first || way == .last) ? [Int128](repeating: 0, count: count) : []
    }

    mutating func add(_ column: Column, _ groups: UnsafeBufferPointer<Int32>, places rowPlaces: [Int128]?) {
        let presence = column.presence
        switch column {
        case .text(let texts): add(texts.codes.values, presence, groups, rowPlaces)
        case .integer(let column), .instant(let column), .duration(let column):
            add(column.values, presence, groups, rowPlaces)
        case .date(let column): add(column.values, presence, groups, rowPlaces)
        case .flag(let column): add(column.values.map { $0 ? Int8(1) : 0 }, presence, groups, rowPlaces)
        case .real(let column):
            var known = presence
            let isExtreme = way == .min || way == .max
            let words = column.values.map { RealWord.word(of: isExtreme && $0 == 0 ? 0 : $0) }
            if isExtreme { for row in words.indices where column.values[row].isNaN { known.clear(row) } }
            add(words, known, groups, rowPlaces)
        case .decimal(let column):
            refine(to: column.scale)
            let factor = Word(truncatingIfNeeded: ExactDecimal.powerOfTen(scale - column.scale) ?? 1)
            add(column.units.values.map { Word(truncatingIfNeeded: $0) &* factor }, presence, groups, rowPlaces)
        }
    }

    /// 64 bits of units at scale 18 fit 128 bits, which decimals have here.
    private mutating func refine(to finer: Int) {
        guard finer > scale, let factor = ExactDecimal.powerOfTen(finer - scale) else { return }
        for group in words.indices { words[group] = words[group] &* Word(truncatingIfNeeded: factor) }
        scale = finer
    }

    private mutating func add<Value: FixedWidthInteger>(
        _ values: [Value], _ presence: Presence, _ groups: UnsafeBufferPointer<Int32>, _ rowPlaces: [Int128]?
    ) {
        for row in 0..<Swift.min(values.count, groups.count) where groups[row] >= 0 && presence[row] {
            let group = Int(groups[row])
            let word = Word(truncatingIfNeeded: values[row])
            let replaces: Bool
            switch way {
            case .first:
                replaces = !isSet[group] || (rowPlaces.map { $0[row] < places[group] } ?? false)
            case .last:
                replaces = !isSet[group] || (rowPlaces.map { $0[row] >= places[group] } ?? true)
            case .min: replaces = !isSet[group] || word < words[group]
            default: replaces = !isSet[group] || word > words[group]
            }
            guard replaces else { continue }
            words[group] = word
            isSet[group] = true
            if let rowPlaces, !places.isEmpty { places[group] = rowPlaces[row] }
        }
    }

    /// A column per range of groups, and how many cells do not fit into one.
    func columns(_ cuts: [Range<Int>], as type: ColumnType, _ pool: TextPool) -> (columns: [Column], lost: Int) {
        if type == .decimal {
            return DecimalCells.columns(cuts, words.map { Int128(truncatingIfNeeded: $0) }, isSet, scale: scale)
        }
        let columns = cuts.map { cut -> Column in
            let (words, presence) = (words[cut], Presence(count: cut.count) { isSet[cut.lowerBound + $0] })
            func wholes() -> PrimitiveColumn<Int64> {
                PrimitiveColumn(words.map { Int64(truncatingIfNeeded: $0) }, presence: presence)
            }
            switch type {
            case .text:
                let codes = PrimitiveColumn(words.map { UInt32(truncatingIfNeeded: $0) }, presence: presence)
                return .text(TextColumn(codes: codes, pool: pool))
            case .integer: return .integer(wholes())
            case .instant: return .instant(wholes())
            case .duration: return .duration(wholes())
            case .date: return .date(PrimitiveColumn(words.map { Int32(truncatingIfNeeded: $0) }, presence: presence))
            case .flag: return .flag(PrimitiveColumn(words.map { $0 != 0 }, presence: presence))
            case .real, .decimal:
                let values = words.indices.map { index in
                    isSet[index] ? RealWord.value(of: Int64(truncatingIfNeeded: words[index])) : 0
                }
                return .real(PrimitiveColumn(values, presence: presence))
            }
        }
        return (columns, 0)
    }
}
