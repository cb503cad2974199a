// Counts different values.

import Diagnostics
import Stages
import Tabular

/// `distinct: EXPR` – how many different values a formula of any type takes, exactly.
///
/// Texts are equal when their bytes are; 12.5 and 12.50 are equal.
///
/// - Units: `count`; n is that number too: what is counted are the values, not the rows.
/// - Missing: missing cells are left out; a group whose rows have no value counts 0.
/// - Complexity: O(rows); 8 to 16 bytes per different value and group.
/// - Example: `distinct: customer` of c1, c2, c1 and a missing cell → 2, n = 2.
struct Distinct: Accumulator {
    /// Group and code of values met, side by side; the first `tidyCount` are all different.
    private var groups: [UInt32] = []
    private var codes: [UInt32] = []
    private var tidyCount = 0
    private var groupCount = 1
    private var cellCodes: CellCodes

    init(isPlainColumn: Bool) { cellCodes = CellCodes(isPlainColumn: isPlainColumn) }

    mutating func makeRoom(forGroups count: Int) { groupCount = max(groupCount, count) }

    mutating func update(groups: UnsafeBufferPointer<UInt32>, columns: [Column]) {
        let codes = cellCodes.codes(of: columns[0])
        self.groups.appendCounted(groups, of: groups)
        codes.withUnsafeBufferPointer { self.codes.appendCounted($0, of: groups) }
        tidyWhenLarge()
    }

    mutating func merge(_ other: Distinct, numbers: [UInt32]) {
        let translation = cellCodes.merge(other.cellCodes)
        groups.append(contentsOf: other.groups.lazy.map { numbers[Int($0)] })
        if let translation {
            codes.append(contentsOf: other.codes.lazy.map { translation[Int($0)] })
        } else {
            codes.append(contentsOf: other.codes)
        }
        tidyWhenLarge()
    }

    mutating func finish() -> [Measurement] {
        tidy()
        var counts = [Int](repeating: 0, count: groupCount)
        for group in groups { counts[Int(group)] += 1 }
        return counts.map { Measurement(value: Measurement.count($0), n: $0) }
    }

    // MARK: Keeping each value once

    /// Repetitions are dropped once they might outnumber the different values: so memory follows the latter.
    private mutating func tidyWhenLarge() {
        if groups.count > max(1 << 20, 2 * tidyCount) { tidy() }
    }

    /// Brings each group's values together, then keeps those whose last group was another.
    private mutating func tidy() {
        guard groups.count > tidyCount else { return }
        var rows = GroupedRows(codes, groups: groups, groupCount: groupCount, zero: 0)
        var lastGroup = [UInt32](repeating: 0, count: cellCodes.count)
        var kept = 0
        groups.withUnsafeMutableBufferPointer { groups in
            lastGroup.withUnsafeMutableBufferPointer { lastGroup in
                rows.elements.withUnsafeMutableBufferPointer { codes in
                    for group in 1..<max(1, rows.starts.count - 1) {
                        let number = UInt32(truncatingIfNeeded: group)
                        for row in rows.starts[group]..<rows.starts[group + 1] {
                            let code = codes[row]
                            if lastGroup[Int(code)] == number { continue }
                            lastGroup[Int(code)] = number
                            codes[kept] = code
                            groups[kept] = number
                            kept &+= 1
                        }
                    }
                }
            }
        }
        codes = rows.elements
        codes.removeLast(codes.count - kept)
        groups.removeLast(groups.count - kept)
        tidyCount = kept
    }
}
