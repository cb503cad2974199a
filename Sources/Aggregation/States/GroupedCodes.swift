// Codes with their groups, as the rows came, and how many different ones each group has.

import Tabular

/// A value's code in a group.
struct GroupedCode: BitwiseCopyable, Sendable {
    var group: UInt32
    var code: UInt32
}

/// Codes with their groups, chunk after chunk.
///
/// A chunk's codes stay where they were first written: one long list would be moved whenever it grows and whenever lists are
/// put together, through fresh memory each time.
struct GroupedCodes: Sendable {
    private(set) var parts: [[GroupedCode]] = []
    /// What each group is numbered as by now; nil when as it was.
    private var numbers: [UInt32]?

    init() {}

    init(_ codes: [GroupedCode]) { parts = [codes] }

    /// Takes the codes of those rows that count: whose group is not 0. Tells how many they are.
    mutating func append(_ codes: [UInt32], groups: GroupSpan) -> Int {
        let rows = min(codes.count, groups.count)
        let part = [GroupedCode](unsafeUninitializedCapacity: rows) { part, counted in
            // Written every time, kept only when it counts: so nothing is guessed wrongly.
            var next = 0
            codes.withUnsafeBufferPointer { codes in
                for row in 0..<rows {
                    part[next] = GroupedCode(group: groups[row], code: codes[row])
                    next &+= groups[row] == 0 ? 0 : 1
                }
            }
            counted = next
        }
        // No memory is held for rows that did not count.
        if !part.isEmpty { parts.append(part.count < rows / 4 * 3 ? part.map { $0 } : part) }
        return part.count
    }

    /// The same codes in groups of other numbers.
    func renumbered(_ numbers: [UInt32]) -> GroupedCodes {
        var renumbered = self
        renumbered.numbers = self.numbers.map { $0.map { numbers[Int($0)] } } ?? numbers
        return renumbered
    }

    /// The same groups with other codes.
    func translated(_ translation: [UInt32]) -> GroupedCodes {
        var translated = self
        translated.parts = parts.map { part in
            part.map { GroupedCode(group: $0.group, code: translation[Int($0.code)]) }
        }
        return translated
    }

    /// Calls `body` with every group and code of some parts.
    @inline(__always)
    func forEach(inParts chosen: some Sequence<Int>, _ body: (_ group: UInt32, _ code: UInt32) -> Void) {
        for index in chosen {
            parts[index].withUnsafeBufferPointer { part in
                if let numbers {
                    numbers.withUnsafeBufferPointer { numbers in
                        for entry in part { body(numbers[Int(entry.group)], entry.code) }
                    }
                } else {
                    for entry in part { body(entry.group, entry.code) }
                }
            }
        }
    }
}

/// Finds the different codes of each group.
///
/// Few groups of few codes have a bit for each pair of them. Otherwise every thread brings the codes of groups of its own together,
/// group by group, and marks those it has met in bits that one group after the other uses.
struct DifferentCodes: Sendable {
    let lists: [GroupedCodes]
    /// All codes are below this.
    let codeCount: Int
    /// How many codes each group has, equal ones counted every time; that of group 0 means nothing.
    let rowCounts: [Int]

    /// Up to so many words of bits a thread marks every group's codes at once: a megabyte.
    private static let mostWords = 1 << 17

    /// How many different codes each group has.
    ///
    /// - Complexity: O(codes + groups).
    func counts(jobs: Int) -> [Int] {
        let threads = max(1, jobs)
        if rowCounts.count * wordCount <= Self.mostWords {
            var marks = parallelMap(Array(0..<threads), jobs: threads) { self.marks(part: $0, of: threads) }
            var all = marks.removeLast()
            for marks in marks {
                for word in all.indices { all[word] |= marks[word] }
            }
            return rowCounts.indices.map { group in
                all[group * wordCount..<(group + 1) * wordCount].reduce(0) { $0 + $1.nonzeroBitCount }
            }
        }
        let counts = parallelMap(ranges(count: threads), jobs: threads) { self.different(inGroups: $0).counts }
        return [0] + counts.joined()
    }

    /// Every different code of every group.
    func tidied() -> (codes: [GroupedCode], counts: [Int]) {
        let different = different(inGroups: 1..<max(1, rowCounts.count))
        var codes: [GroupedCode] = []
        codes.reserveCapacity(different.counts.reduce(0, +))
        for (index, count) in different.counts.enumerated() {
            let start = different.starts[index]
            for code in different.codes[start..<start + count] {
                codes.append(GroupedCode(group: UInt32(truncatingIfNeeded: index + 1), code: code))
            }
        }
        return (codes, [0] + different.counts)
    }

    // MARK: A bit for each group and code

    private var wordCount: Int { (codeCount + 63) / 64 }

    /// The bits of every `parts`-th part of the lists, group after group.
    private func marks(part: Int, of parts: Int) -> [UInt64] {
        let wordCount = wordCount
        var marks = [UInt64](repeating: 0, count: rowCounts.count * wordCount)
        marks.withUnsafeMutableBufferPointer { marks in
            for list in lists {
                list.forEach(inParts: stride(from: part, to: list.parts.count, by: parts)) { group, code in
                    marks[Int(group) &* wordCount &+ Int(code &>> 6)] |= 1 &<< UInt64(code & 63)
                }
            }
        }
        return marks
    }

    // MARK: Group by group

    /// Some neighbouring groups for each thread, with about as many codes.
    private func ranges(count: Int) -> [Range<Int>] {
        let total = max(1, rowCounts.dropFirst().reduce(0, +))
        var ranges: [Range<Int>] = []
        var (start, sum) = (1, 0)
        for group in rowCounts.indices.dropFirst() {
            sum += rowCounts[group]
            if sum * count >= total * (ranges.count + 1) || group == rowCounts.count - 1 {
                ranges.append(start..<group + 1)
                start = group + 1
            }
        }
        return ranges
    }

    /// The different codes of some groups.
    ///
    /// - Shape: those of the n-th group are `counts[n]` entries of `codes` from `starts[n]` on.
    private func different(inGroups groups: Range<Int>) -> (codes: [UInt32], starts: [Int], counts: [Int]) {
        var (codes, starts) = codesByGroup(groups)
        var counts = [Int](repeating: 0, count: groups.count)
        var met = [UInt64](repeating: 0, count: wordCount)
        codes.withUnsafeMutableBufferPointer { codes in
            met.withUnsafeMutableBufferPointer { met in
                for group in counts.indices {
                    let (start, end) = (starts[group], starts[group + 1])
                    // Written every time, kept only when it is new.
                    var next = start
                    for place in start..<end {
                        let code = codes[place]
                        let (word, bit) = (Int(code &>> 6), UInt64(code & 63))
                        codes[next] = code
                        next &+= Int(truncatingIfNeeded: ~(met[word] &>> bit) & 1)
                        met[word] |= 1 &<< bit
                    }
                    for place in start..<next { met[Int(codes[place] &>> 6)] = 0 }
                    counts[group] = next - start
                }
            }
        }
        starts.removeLast()
        return (codes, starts, counts)
    }

    /// The codes of some groups, one group's after the other's, and where each one's begin; the last entry is where they end.
    private func codesByGroup(_ groups: Range<Int>) -> (codes: [UInt32], starts: [Int]) {
        var starts = [0]
        for group in groups { starts.append(starts[starts.count - 1] + rowCounts[group]) }
        let (total, first, width) = (starts[groups.count], UInt32(groups.lowerBound), UInt32(groups.count))
        // Codes of other groups go to one place behind all others, so that nothing is guessed wrongly.
        var next = starts
        let codes = [UInt32](unsafeUninitializedCapacity: total + 1) { codes, initialized in
            next.withUnsafeMutableBufferPointer { next in
                for list in lists {
                    list.forEach(inParts: list.parts.indices) { group, code in
                        let slot = Int(min(group &- first, width))
                        codes[next[slot]] = code
                        next[slot] &+= slot == Int(width) ? 0 : 1
                    }
                }
            }
            codes[total] = 0
            initialized = total + 1
        }
        return (codes, starts)
    }
}
