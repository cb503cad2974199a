// The rows of every customer in the order of time, with what they are worth, for all who ask what came before and after.

import Expressions
import Stages
import Statistics
import Tabular

/// The rows that count of one table, customer by customer.
///
/// - Complexity: O(rows · log(rows of a customer)) to make; 20 bytes a row.
struct CustomerHistories: Sendable {
    /// Customer after customer, ascending.
    private let times: [Int64]
    /// What each row is worth; empty where that is not asked for.
    private let amounts: Amounts
    /// By customer where their rows begin, and at last where all end.
    private let starts: [Int]
    /// The customer of each.
    private let customers: [UInt32]
    /// By chunk and row the place among ``times``; -1 for a row that does not count.
    private let places: [[Int32]]

    private enum Amounts: Sendable {
        case none
        case decimals([Int64], scale: Int)
        case reals([Double])
    }

    private struct Visit {
        var time: Int64
        var customer: UInt32
        var chunk: Int32
        var row: Int32
    }

    init(_ activity: Activity, time: Int, rows: TableRows, formulas: [TypedExpression], context: StageContext) {
        let selection = RowSelection(values: activity.values, conditions: activity.conditions, time: time)
        var codes = CellCodes(isPlainColumn: rows.isPlainColumn(formulas[activity.values[0]]))
        var visits: [Visit] = []
        var columns: [Column] = []
        for index in rows.table.chunks.indices {
            var formulasOfChunk: ChunkFormulas
            var needed = [time]
            for formula in selection.values + selection.conditions { needed += formulas[formula].columnIndices }
            var segments = rows.segments(inChunk: index)
            let chunk = rows.scopeChunk(index, &segments, unpacking: needed)
            formulasOfChunk = ChunkFormulas(
                formulas, chunk: chunk, context: EvaluationContext(zone: context.zone, overflows: context.overflows))
            let found = CustomerTimes(selection, chunk, &formulasOfChunk, customers: &codes)
            let amount = activity.values.count > 1 ? formulasOfChunk.column(activity.values[1]) : nil
            let presence = amount?.presence
            found.forEach { row, customer, time in
                if presence.map({ !$0[row] }) ?? false { return }
                visits.append(
                    Visit(
                        time: time, customer: UInt32(truncatingIfNeeded: customer),
                        chunk: Int32(truncatingIfNeeded: index), row: Int32(truncatingIfNeeded: row)))
            }
            if let amount { columns.append(amount) }
        }
        // In the order of the files among equals, which sorting by place keeps.
        visits.sort {
            ($0.customer, $0.time, $0.chunk, $0.row) < ($1.customer, $1.time, $1.chunk, $1.row)
        }
        var places = rows.table.chunks.map { [Int32](repeating: -1, count: $0.rowCount) }
        var starts = [Int](repeating: 0, count: codes.count + 1)
        for (place, visit) in visits.enumerated() {
            places[Int(visit.chunk)][Int(visit.row)] = Int32(truncatingIfNeeded: place)
            starts[Int(visit.customer) + 1] += 1
        }
        for customer in starts.indices.dropFirst() { starts[customer] += starts[customer - 1] }
        self.places = places
        self.starts = starts
        times = visits.map(\.time)
        customers = visits.map(\.customer)
        amounts = Self.amounts(visits, columns)
    }

    /// Exact where the numbers of all rows fit beside each other and every sum of them fits too.
    private static func amounts(_ visits: [Visit], _ columns: [Column]) -> Amounts {
        if columns.isEmpty { return .none }
        let scale = columns.map { if case .decimal(let column) = $0 { column.scale } else { 0 } }.max() ?? 0
        var decimals: [Int64] = []
        var most: Int64 = 0
        for visit in visits {
            guard let units = units(columns[Int(visit.chunk)], Int(visit.row), scale) else {
                return .reals(visits.map { number(columns[Int($0.chunk)], Int($0.row)) })
            }
            decimals.append(units)
            most = max(most, units.magnitude > Int64.max ? .max : abs(units))
        }
        if most.multipliedReportingOverflow(by: Int64(max(1, visits.count))).overflow {
            return .reals(visits.map { number(columns[Int($0.chunk)], Int($0.row)) })
        }
        return .decimals(decimals, scale: scale)
    }

    private static func units(_ column: Column, _ row: Int, _ scale: Int) -> Int64? {
        let number: ExactDecimal
        switch column {
        case .integer(let column), .duration(let column):
            number = ExactDecimal(units: Int128(column.values[row]), scale: 0)
        case .decimal(let column) where column.wide == nil:
            number = ExactDecimal(units: Int128(column.units.values[row]), scale: column.scale)
        default: return nil
        }
        return number.rescaled(to: scale).flatMap { Int64(exactly: $0.units) }
    }

    private static func number(_ column: Column, _ row: Int) -> Double {
        switch column {
        case .integer(let column), .duration(let column): Double(column.values[row])
        case .decimal(let column):
            ExactDecimal(units: column.wide?[row] ?? Int128(column.units.values[row]), scale: column.scale).doubleValue
        case .real(let column): column.values[row]
        default: 0
        }
    }

    // MARK: What is asked

    /// The place of a row; nil for one that does not count.
    func place(ofRow row: Int, inChunk chunk: Int) -> Int? {
        let place = places[chunk][row]
        return place < 0 ? nil : Int(place)
    }

    func time(at place: Int) -> Int64 { times[place] }

    /// When the same customer's next row is; nil for the last one.
    func next(after place: Int) -> Int64? {
        place + 1 < starts[Int(customers[place]) + 1] ? times[place + 1] : nil
    }

    /// The rows of the same customer from a time up to another.
    func places(ofCustomerAt place: Int, from first: Int64, to end: Int64) -> Range<Int> {
        let all = starts[Int(customers[place])]..<starts[Int(customers[place]) + 1]
        let low = all.firstPlace { times[$0] >= first }
        return low..<(low..<all.upperBound).firstPlace { times[$0] >= end }
    }

    /// What lists of rows are worth.
    ///
    /// - Shape: one per list; nil where amounts are not asked for.
    func amounts(of lists: [Range<Int>]) -> Column? {
        switch amounts {
        case .none: return nil
        case .decimals(let units, let scale):
            // No sum of all rows is too large.
            let sums = lists.map { list in list.reduce(Int64(0)) { $0 &+ units[$1] } }
            return .decimal(DecimalColumn(units: PrimitiveColumn(sums), scale: scale))
        case .reals(let numbers):
            return .real(
                PrimitiveColumn(
                    lists.map { list in
                        var sum = ExactSum()
                        for place in list { sum.add(numbers[place]) }
                        return sum.total
                    }))
        }
    }
}
