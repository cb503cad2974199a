// Looks for what cannot be in the rows of the report's period: lengths of time below zero, an end before its beginning.

import Diagnostics
import Expressions
import Stages
import Tabular

extension TableRows {
    /// How many rows of the report's period have a negative length of time; nil when there are none.
    ///
    /// - Complexity: O(chunks) where the least of each was seen when it was packed; else O(rows).
    func negativeLengths(_ check: VocabularyCheck, column: Int, _ asking: PeriodQuestions) -> Diagnostic? {
        let rows = self
        let times = Set(asking.questions(of: check.metrics).map(\.time))
        let counts = parallelMap(Array(0..<chunkCount), jobs: asking.jobs) { index -> (negative: Int, rows: Int) in
            guard rows.leastLength(ofColumn: column, inChunk: index) < 0,
                case .duration(let lengths) = rows.column(column, inChunk: index)
            else { return (0, 0) }
            let inside = rows.mask(of: asking.periods.period, byAnyOf: times, inChunk: index, asking)
            var counts = (negative: 0, rows: 0)
            inside.forEach(rowCount: lengths.count) { row in
                guard lengths.presence[row] else { return }
                counts.rows += 1
                if lengths.values[row] < 0 { counts.negative += 1 }
            }
            return counts
        }
        let negative = counts.reduce(0) { $0 + $1.negative }
        guard negative > 0 else { return nil }
        return AggregationDiagnostics.negativeLengths(
            negative, column: planned.columns[column].name, table: planned.name, metrics: check.metrics,
            period: asking.periods.period, at: check.place)
    }

    /// How many rows of the report's period metrics leave out since one moment lies before the other; nil when there are none.
    ///
    /// - Complexity: O(rows).
    func rowsOutOfOrder(
        _ check: VocabularyCheck, later: Int, earlier: Int, _ asking: PeriodQuestions
    ) -> Diagnostic? {
        let rows = self
        let questions = asking.questions(of: check.metrics)
        let condition = questions.lazy.flatMap(\.conditions).first { condition in
            asking.formulas[condition].columnIndices == [later, earlier].sorted()
        }
        guard let condition else { return nil }
        let times = Set(questions.map(\.time))
        let context = EvaluationContext(zone: asking.zone)
        let counts = parallelMap(Array(0..<chunkCount), jobs: asking.jobs) { index -> (left: Int, rows: Int) in
            let inside = rows.mask(of: asking.periods.period, byAnyOf: times, inChunk: index, asking)
            if inside == RowMask(noneOf: rows.table.chunks[index].rowCount) { return (0, 0) }
            var segments = rows.segments(inChunk: index)
            let chunk = rows.scopeChunk(index, &segments, unpacking: [later, earlier])
            let (isTrue, undecided) = asking.formulas[condition].decisions(chunk: chunk, context: context)
            let isOpen = RowMask(words: undecided, rowCount: chunk.rowCount)
            var counts = (left: 0, rows: 0)
            inside.forEach(rowCount: chunk.rowCount) { row in
                if isOpen[row] { return }
                counts.rows += 1
                if !isTrue[row] { counts.left += 1 }
            }
            return counts
        }
        let left = counts.reduce(0) { $0 + $1.left }
        guard left > 0 else { return nil }
        return AggregationDiagnostics.rowsOutOfOrder(
            left, of: counts.reduce(0) { $0 + $1.rows }, later: planned.columns[later].name,
            earlier: planned.columns[earlier].name, table: planned.name, metrics: check.metrics,
            period: asking.periods.period, at: check.place)
    }

    private func leastLength(ofColumn column: Int, inChunk index: Int) -> Int64 {
        if let order = order(ofColumn: column, inChunk: index) { return order.span.lowerBound }
        guard case .duration(let lengths) = self.column(column, inChunk: index) else { return 0 }
        return lengths.values.min() ?? 0
    }
}
