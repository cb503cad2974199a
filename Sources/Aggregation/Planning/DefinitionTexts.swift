// What a reported metric is computed from, as a text that changes when its numbers may.

import Diagnostics
import Expressions
import Stages

/// What the numbers of a metric rest on.
package struct DefinitionBasis: Sendable {
    package var key: String
    /// Its definition, its formulas and those of all metrics that it is made from.
    package var text: String
    /// The tables whose rows are looked at.
    package var tables: [String]
    /// The segments that conditions mention.
    package var segments: [String]
}

extension AggregationPlan {
    /// Of every metric that is reported, in their order.
    package var bases: [DefinitionBasis] {
        reported.map { position in
            var needed: [Int] = []
            func visit(_ position: Int) {
                guard !needed.contains(position) else { return }
                needed.append(position)
                metrics[position].computation.operands.forEach(visit)
            }
            visit(position)
            return DefinitionBasis(
                key: metrics[position].description.key,
                text: needed.map { text(of: metrics[$0]) }.joined(separator: "\n"),
                tables: metrics[position].description.footing.tables,
                segments: Set(needed.flatMap { conditionSegments(of: metrics[$0]) }).sorted())
        }
    }

    private func text(of metric: PlannedMetric) -> String {
        let said = metric.description
        var parts = [
            said.key, said.definition, said.formula.english, said.unit.text, said.table ?? "", said.attribution ?? "",
            said.interval ?? "",
        ]
        switch metric.computation {
        case .rows(let row):
            parts += (row.values + row.conditions).map { tables[row.table].formulas[$0].typed.description }
        case .calculation(let calculation): parts.append(calculation.formula.description)
        case .cells: break
        }
        return parts.joined(separator: "\t")
    }

    private func conditionSegments(of metric: PlannedMetric) -> [String] {
        guard case .rows(let row) = metric.computation else { return [] }
        let table = tables[row.table]
        let mentioned = Set((row.values + row.conditions).flatMap { table.formulas[$0].typed.columnIndices })
        return table.segments.enumerated().filter { mentioned.contains(table.columns.count + $0.offset) }.map(\.element)
    }
}
