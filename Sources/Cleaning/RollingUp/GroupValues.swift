// The different values of each group: how many there are, or their texts one behind the other.

import Expressions
import Stages
import Tabular

/// The different values of all groups, each once.
///
/// - Shape: values are whole numbers that are equal exactly when they are: codes of texts, units of decimals at scale 18, reals in their
///   order.
struct GroupValues<Word: FixedWidthInteger & SignedInteger & Sendable> {
    /// Of each value, in the order in which they came.
    private var groups: [Int32] = []
    private var words: [Word] = []
    /// Where the first row of each value stands: by the order that was asked for, and among all rows; empty where rows stand as they come.
    private var places: [(place: Int128, row: Int)] = []
    /// How many values each group has.
    private var counts: [Int64]
    private var slots = HashSlots()
    private var rows = 0
    private let key = HashKey.value

    init(_ count: Int) { counts = [Int64](repeating: 0, count: count) }

    /// - Parameter places: where the rows stand; nil where they stand as they come.
    mutating func add(_ column: Column, _ groups: UnsafeBufferPointer<Int32>, places: [Int128]?) {
        let presence = column.presence
        switch column {
        case .text(let column): add(column.codes.values, presence, groups, places)
        case .integer(let column), .instant(let column), .duration(let column):
            add(column.values, presence, groups, places)
        case .date(let column): add(column.values, presence, groups, places)
        case .flag(let column): add(column.values.map { $0 ? Int8(1) : 0 }, presence, groups, places)
        case .real(let column):
            // −0 equals 0, and every "not a number" equals every other.
            let words = column.values.map { RealWord.word(of: $0 == 0 ? 0 : $0.isNaN ? .nan : $0) }
            add(words, presence, groups, places)
        case .decimal(let column):
            // 64 bits of units at scale 18 fit 128 bits, which decimals have here.
            let factor = Word(truncatingIfNeeded: ExactDecimal.powerOfTen(max(0, 18 - column.scale)) ?? 1)
            let words = column.units.values.map { Word(truncatingIfNeeded: $0) &* factor }
            add(words, presence, groups, places)
        }
        rows += groups.count
    }

    private mutating func add(
        _ values: [some FixedWidthInteger], _ presence: Presence, _ rowGroups: UnsafeBufferPointer<Int32>,
        _ rowPlaces: [Int128]?
    ) {
        for row in 0..<min(values.count, rowGroups.count) where rowGroups[row] >= 0 && presence[row] {
            let (word, group) = (Word(truncatingIfNeeded: values[row]), rowGroups[row])
            let hash = Self.hash(word, group, key)
            let found = slots.find(hash) { words[$0] == word && groups[$0] == group }
            if let number = found.number {
                if let rowPlaces, rowPlaces[row] < places[number].place {
                    places[number] = (rowPlaces[row], rows + row)
                }
                continue
            }
            words.append(word)
            groups.append(group)
            if let rowPlaces { places.append((rowPlaces[row], rows + row)) }
            counts[Int(group)] += 1
            slots.insert(words.count - 1, at: found.slot) { [words, groups, key] in
                Self.hash(words[$0], groups[$0], key)
            }
        }
    }

    @inline(__always)
    private static func hash(_ word: Word, _ group: Int32, _ key: UInt64) -> UInt64 {
        let folded = UInt64(truncatingIfNeeded: word) ^ UInt64(truncatingIfNeeded: word >> (Word.bitWidth - 1) / 2)
        let ofGroup = UInt64(UInt32(bitPattern: group)) &* 0x9E37_79B9_7F4A_7C15
        return (folded ^ key).stirred ^ ofGroup.stirred
    }

    /// How many there are.
    func counts(_ cut: Range<Int>) -> Column { .integer(PrimitiveColumn(Array(counts[cut]))) }

    /// The values of every group in their order, group after group.
    private var inOrder: [Int32] {
        // Where each group's values go: those before it first.
        var next = 0
        var ends = counts.map { count in
            defer { next += Int(count) }
            return next
        }
        var sorted = [Int32](repeating: 0, count: words.count)
        for (number, group) in groups.enumerated() {
            sorted[ends[Int(group)]] = Int32(truncatingIfNeeded: number)
            ends[Int(group)] += 1
        }
        if places.isEmpty { return sorted }
        for (end, count) in zip(ends, counts) where count > 1 {
            sorted[(end - Int(count))..<end].sort { places[Int($0)] < places[Int($1)] }
        }
        return sorted
    }

    /// The texts of every group in their order, a column per range of groups; and how many are too long.
    ///
    /// - Parameter pool: what the codes of the texts mean.
    func joined(_ cuts: [Range<Int>], _ pool: TextPool, _ overflows: OverflowTally) -> (columns: [Column], lost: Int) {
        let sorted = inOrder
        var builder = TextPoolBuilder()
        var codes = [UInt32](repeating: 0, count: counts.count)
        var isSet = [Bool](repeating: false, count: counts.count)
        var (lost, told, next) = (0, 0, 0)
        var text: [UInt8] = []
        for group in counts.indices where counts[group] > 0 && !overflows.hasTooManyTexts {
            text.removeAll(keepingCapacity: true)
            let values = sorted[next..<next + Int(counts[group])]
            next += values.count
            for (position, number) in values.enumerated() where text.count <= overflows.textLimit {
                if position > 0 { text += Gathering.separator }
                pool.withBytes(of: UInt32(truncatingIfNeeded: words[Int(number)])) { text += $0 }
            }
            if text.count > overflows.textLimit {
                overflows.noteLongText()
                lost += 1
                continue
            }
            codes[group] = text.withUnsafeBufferPointer { builder.code(for: $0) }
            isSet[group] = true
            if builder.byteCount - told > 1 << 20 {
                overflows.addGrowth(builder.byteCount - told)
                told = builder.byteCount
            }
        }
        let made = builder.pool()
        let columns = cuts.map { cut in
            let presence = Presence(count: cut.count) { isSet[cut.lowerBound + $0] }
            return Column.text(
                TextColumn(codes: PrimitiveColumn(Array(codes[cut]), presence: presence), pool: made))
        }
        return (columns, lost)
    }
}
