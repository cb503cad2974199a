// Which columns of which tables a built-in metric needs, also through the metrics that it is calculated from.

import Diagnostics
import Expressions
import Stages

/// The columns of one kind of table that a metric looks at.
package struct NeededColumns: Sendable, Equatable {
    package var kind: String
    /// The time first, then in the order in which its formulas mention them.
    package var columns: [String]
}

extension MetricCatalogue {
    /// What a metric needs: one entry for each kind of table; none for an unknown key.
    package func needs(of key: String) -> [NeededColumns] {
        var needs: [NeededColumns] = []
        var (next, seen): ([String], Set<String>) = ([key], [key])
        while !next.isEmpty {
            guard let definition = self[next.removeFirst()] else { continue }
            guard let kind = definition.table?.text else {
                let operands = (definition.computation?.operands ?? []).map(\.text)
                for operand in operands where seen.insert(operand).inserted { next.append(operand) }
                continue
            }
            let place = needs.firstIndex { $0.kind == kind } ?? needs.endIndex
            if place == needs.endIndex { needs.append(NeededColumns(kind: kind, columns: [])) }
            let names =
                definition.timeColumns + definition.formulas.flatMap { $0.expression.columnNames.map(\.text) }
                + definition.needs.map(\.text)
            for name in names where !needs[place].columns.contains(name) { needs[place].columns.append(name) }
        }
        return needs
    }
}
