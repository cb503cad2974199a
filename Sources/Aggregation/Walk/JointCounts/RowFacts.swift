// What several metrics ask of a row, answered once and written as one small number per row.

/// Something that holds for a row or not.
enum RowFact: Hashable, Sendable {
    /// All conditions hold, and the cells of some formulas are present.
    case counted(conditions: [Int], present: [Int])
    /// The row counts for the metric, which looks beyond one row.
    case chosen(metric: Int)
    /// The condition of a share holds.
    case holds(formula: Int)
    /// The row fulfils what the metric, which looks beyond one row, is the share of.
    case fulfilling(metric: Int)
}

/// A metric of a grouping that is counted together with others.
struct JointMember: Sendable {
    /// A position in the grouping's members.
    var position: Int
    /// The facts that make a row count and, for a share, fulfil its condition; nil when every row does.
    var counted: Int?
    var fulfilling: Int?
}

/// Which metrics of a table are counted together, and by what.
struct JointPlan: Sendable {
    private(set) var facts: [RowFact] = []
    /// Per grouping.
    private(set) var members: [[JointMember]] = []

    /// More facts could have more combinations than pay.
    private static let mostFacts = 12

    /// - Parameter walked: per grouping the positions of the members to be counted.
    init(_ groupings: [Grouping], walked: [[Int]]) {
        for (grouping, positions) in zip(groupings, walked) {
            let before = facts
            var members: [JointMember] = []
            // What is counted period by period has facts of the moment.
            for position in positions where grouping.spread != .byPeriod {
                guard let needed = grouping.members[position].facts else { continue }
                let new = Set(needed.compactMap { $0 }).subtracting(facts)
                if facts.count + new.count > Self.mostFacts { continue }
                let indices = needed.map { $0.map { index(of: $0) } }
                members.append(
                    JointMember(
                        position: position, counted: indices[0], fulfilling: indices.count > 1 ? indices[1] : nil))
            }
            // One alone is counted no faster in this way.
            if members.count < 2 { (facts, members) = (before, []) }
            self.members.append(members)
        }
    }

    private mutating func index(of fact: RowFact) -> Int {
        if let index = facts.firstIndex(of: fact) { return index }
        facts.append(fact)
        return facts.count - 1
    }
}

extension Grouping.Member {
    /// What makes a row count and, for a share, fulfil its condition, nil being every row; nil for a metric that does more than count.
    fileprivate var facts: [RowFact?]? {
        guard let tally = row.kind.traits.tally else { return nil }
        let looksBeyond = row.kind.rowChooser != nil
        let isEveryRow = row.conditions.isEmpty && !(row.skipsMissing && !row.values.isEmpty)
        let counted: RowFact? =
            looksBeyond
            ? .chosen(metric: metric)
            : isEveryRow ? nil : .counted(conditions: row.conditions, present: row.skipsMissing ? row.values : [])
        switch tally {
        case .rows: return [counted]
        case .fulfilling:
            if looksBeyond { return [counted, .fulfilling(metric: metric)] }
            return row.values.first.map { [counted, .holds(formula: $0)] }
        }
    }
}

/// The facts of a chunk's rows: for each row the number of their combination.
///
/// Combinations are numbered as they come: of those that are possible, rows have few.
struct RowFacts: Sendable {
    private let factCount: Int
    /// Fact after fact, a bit per row.
    private var words: [UInt64] = []
    private var wordCount = 0
    /// By combination its number + 1; 0 when it has not come yet.
    private var numberOfCombination: [UInt16]
    /// By number: a bit per fact.
    private(set) var combinations: [UInt16] = []
    /// Per row of the chunk.
    private(set) var numbers: [UInt16] = []

    init(factCount: Int) {
        self.factCount = factCount
        numberOfCombination = [UInt16](repeating: 0, count: 1 << factCount)
    }

    /// Takes the facts of a chunk.
    ///
    /// - Parameter rows: the rows for which a fact holds, asked for one after the other.
    mutating func take(rowCount: Int, _ rows: (_ fact: Int) -> RowMask) {
        wordCount = (rowCount + 63) / 64
        words.removeAll(keepingCapacity: true)
        for fact in 0..<factCount {
            let bits = rows(fact).words(rowCount: rowCount)
            for index in 0..<wordCount { words.append(index < bits.count ? bits[index] : 0) }
        }
        // Whole words; rows past the last have no facts, and no one reads them.
        numbers.lengthen(to: wordCount * 64, with: 0)
        combine()
    }

    private mutating func combine() {
        let (factCount, wordCount) = (factCount, wordCount)
        words.withUnsafeBufferPointer { words in
            numbers.withUnsafeMutableBufferPointer { numbers in
                for index in 0..<wordCount {
                    var (low, high) = (BitSquares(), BitSquares())
                    for fact in 0..<min(8, factCount) { low[fact] = words[fact &* wordCount &+ index] }
                    low.turn()
                    if factCount > 8 {
                        for fact in 8..<factCount { high[fact &- 8] = words[fact &* wordCount &+ index] }
                        high.turn()
                    }
                    for place in 0..<8 {
                        var (lowFacts, highFacts) = (low[place], high[place])
                        for row in stride(from: index &* 64 &+ place, to: (index &+ 1) &* 64, by: 8) {
                            let combination = UInt16(truncatingIfNeeded: lowFacts & 0xFF | (highFacts & 0xFF) &<< 8)
                            lowFacts &>>= 8
                            highFacts &>>= 8
                            var number = numberOfCombination[Int(combination)]
                            if number == 0 {
                                combinations.append(combination)
                                number = UInt16(truncatingIfNeeded: combinations.count)
                                numberOfCombination[Int(combination)] = number
                            }
                            numbers[row] = number &- 1
                        }
                    }
                }
            }
        }
    }
}

/// Eight squares of bits side by side: row `i` of square `k` is byte `k` of word `i`.
struct BitSquares {
    private var words = SIMD8<UInt64>(repeating: 0)

    @inline(__always)
    subscript(row: Int) -> UInt64 {
        get { words[row] }
        set { words[row] = newValue }
    }

    /// Exchanges rows and columns in each square: bit `j` of row `i` becomes bit `i` of row `j`.
    ///
    /// 72 operations for 64 rows of eight bits.
    /// - Source: Warren (2013), Hacker's Delight, section 7-3.
    @inline(__always)
    mutating func turn() {
        for row in stride(from: 0, to: 8, by: 2) { exchange(row, row + 1, 1, 0x5555_5555_5555_5555) }
        for row in stride(from: 0, to: 8, by: 4) {
            exchange(row, row + 2, 2, 0x3333_3333_3333_3333)
            exchange(row + 1, row + 3, 2, 0x3333_3333_3333_3333)
        }
        for row in 0..<4 { exchange(row, row + 4, 4, 0x0F0F_0F0F_0F0F_0F0F) }
    }

    /// Exchanges the bits above `mask` in one row with those of the mask in another.
    @inline(__always)
    private mutating func exchange(_ first: Int, _ second: Int, _ shift: UInt64, _ mask: UInt64) {
        let different = (words[first] &>> shift ^ words[second]) & mask
        words[first] ^= different &<< shift
        words[second] ^= different
    }
}
