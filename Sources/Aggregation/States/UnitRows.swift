// Rows that belong together, such as the items of one evaluation or what one rater says of somebody: each such unit counts once.

import Statistics
import Tabular

/// The rows of units, by group and stratum, and what they come to per unit.
///
/// - Complexity: O(rows · log rows) to finish; 40 bytes per row that counts.
struct UnitRows: Sendable {
    /// What one unit came to.
    struct Unit {
        /// Only to be compared with those of the same state.
        var stratum: UInt32
        var code: UInt32
        /// Σ weight · value ÷ Σ weight, raw; nil where no row has a value.
        var value: Double?
        /// The largest that its rows carry beside their values.
        var extra: Double
        var isMarked: Bool
    }

    private struct Row: Sendable {
        var group: UInt32
        var stratum: UInt32
        var unit: UInt32
        var isMarked: Bool
        /// Weight times value.
        var product: Double
        var weight: Double
        var extra: Double

        func isOfUnit(of other: Row) -> Bool {
            group == other.group && stratum == other.stratum && unit == other.unit
        }
    }

    private var rows: [Row] = []
    private(set) var groupCount = 1
    private var units: CellCodes
    private var strata: CellCodes

    /// - Parameter arePlain: whether units and strata are columns as they stand in the table.
    init(arePlain: (unit: Bool, stratum: Bool)) {
        units = CellCodes(isPlainColumn: arePlain.unit)
        strata = CellCodes(isPlainColumn: arePlain.stratum)
    }

    mutating func makeRoom(forGroups count: Int) { groupCount = max(groupCount, count) }

    /// The codes of a chunk's units and strata, to be handed to ``add``.
    mutating func codes(units unitColumn: Column, strata stratumColumn: Column?) -> (units: [UInt32], strata: [UInt32]?)
    {
        (units.codes(of: unitColumn), stratumColumn.map { strata.codes(of: $0) })
    }

    /// A row that counts; one of weight 0 has no value, and may be marked.
    ///
    /// - Parameter stratum: of ``codes``, or nil for a row that stands outside of all strata.
    mutating func add(
        group: UInt32, stratum: UInt32?, unit: UInt32, value: Double, weight: Double, extra: Double, isMarked: Bool
    ) {
        rows.append(
            Row(
                group: group, stratum: stratum ?? .max, unit: unit, isMarked: isMarked,
                product: weight == 0 ? 0 : weight * value, weight: weight, extra: extra))
    }

    mutating func merge(_ other: UnitRows, numbers: [UInt32]) {
        let unitCodes = units.merge(other.units)
        let stratumCodes = strata.merge(other.strata)
        rows.reserveCapacity(rows.count + other.rows.count)
        for row in other.rows {
            var row = row
            row.group = numbers[Int(row.group)]
            row.unit = unitCodes?[Int(row.unit)] ?? row.unit
            if row.stratum != .max { row.stratum = stratumCodes?[Int(row.stratum)] ?? row.stratum }
            rows.append(row)
        }
    }

    /// The units of each group, in no order that means anything: what is made of them must not depend on it.
    mutating func settled() -> [[Unit]] {
        rows.sort {
            ($0.group, $0.stratum, $0.unit) < ($1.group, $1.stratum, $1.unit)
        }
        var groups = [[Unit]](repeating: [], count: groupCount)
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, rows[end].isOfUnit(of: rows[start]) { end += 1 }
            groups[Int(rows[start].group)].append(Self.unit(rows[start..<end]))
            start = end
        }
        return groups
    }

    private static func unit(_ rows: ArraySlice<Row>) -> Unit {
        var (products, weights) = (ExactSum(), ExactSum())
        var unit = Unit(
            stratum: rows[rows.startIndex].stratum, code: rows[rows.startIndex].unit, value: nil,
            extra: rows[rows.startIndex].extra, isMarked: false)
        for row in rows {
            products.add(row.product)
            weights.add(row.weight)
            unit.extra = max(unit.extra, row.extra)
            unit.isMarked = unit.isMarked || row.isMarked
        }
        if weights.total > 0 { unit.value = products.total / weights.total }
        return unit
    }
}

extension Column {
    /// Row by row, whether a condition is fulfilled; not where it cannot be decided.
    var fulfilled: [Bool] {
        guard case .flag(let column) = self else { return [Bool](repeating: false, count: count) }
        return column.values.indices.map { column.presence[$0] && column.values[$0] }
    }
}
