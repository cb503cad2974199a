// Which text columns share one dictionary: those that links connect, so that a link is followed by comparing codes.
import Diagnostics
import Stages
import Tabular

/// A link of the pipeline file, as far as reading is concerned.
package struct ColumnLink: Sendable {
    package var from: ColumnReference
    package var to: ColumnReference

    package init(from: ColumnReference, to: ColumnReference) {
        self.from = from
        self.to = to
    }
}

/// The numbers of the dictionaries of all text columns of a plan.
///
/// Columns that links connect have one number: `customers.customer_id` and `calls.customer` mean the same customers, so a
/// customer has one code in both, and each id is kept once.
struct SharedDictionaries: Sendable {
    /// By table and column of the plan; nil for columns that are no texts.
    private(set) var numbers: [[Int?]]
    private(set) var count: Int
    /// The tables, those first that others link to: most cells of the others are then known when they are read.
    private(set) var readingOrder: [Int]

    init(_ tables: [TablePlan], links: [ColumnLink]) {
        var numbers: [[Int?]] = []
        var count = 0
        for table in tables {
            numbers.append(
                table.columns.map { column in
                    guard column.plan.type == .text else { return nil }
                    count += 1
                    return count - 1
                })
        }
        func place(_ reference: ColumnReference) -> (table: Int, column: Int)? {
            guard let table = tables.firstIndex(where: { $0.name == reference.table.text }),
                let column = tables[table].columns.firstIndex(where: { $0.plan.name == reference.column.text }),
                numbers[table][column] != nil
            else { return nil }
            return (table, column)
        }
        var isLinkedTo = [Bool](repeating: false, count: tables.count)
        for link in links {
            guard let from = place(link.from), let to = place(link.to) else { continue }
            guard let old = numbers[from.table][from.column], let new = numbers[to.table][to.column] else { continue }
            for table in numbers.indices {
                for column in numbers[table].indices where numbers[table][column] == old {
                    numbers[table][column] = new
                }
            }
            isLinkedTo[to.table] = true
        }
        self.numbers = numbers
        self.count = count
        readingOrder = tables.indices.filter { isLinkedTo[$0] } + tables.indices.filter { !isLinkedTo[$0] }
    }

    /// The dictionaries whose texts tell rows or customers apart.
    func numbersOfKeys(_ tables: [TablePlan]) -> Set<Int> {
        Set(zip(tables, numbers).flatMap { table, numbers in table.keys.compactMap { numbers[$0] } })
    }
}
