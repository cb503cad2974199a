// Runs a test through the stages of a real run, and compares what comes out with what is expected.

import Aggregation
import Diagnostics
import Ingestion
import Stages
import Tabular

/// How a test ended.
package struct TestOutcome: Sendable {
    package var name: SourceText
    /// What is not as it must be, in the order of the test; none where it passes.
    package var failures: [Diagnostic]

    package var isPassed: Bool { failures.isEmpty }
}

extension TestPlan {
    /// What is not as expected; what stops a run stops a test.
    func failures(_ options: RunOptions) -> [Diagnostic] {
        let collector = DiagnosticCollector()
        let store = Pipelines.chunkStore(options, beside: nil)
        let context = Pipelines.context(of: plan, options: options, store: store, collector: collector)
        var timer = StageTimer(now: options.steadySeconds)
        do throws(DiagnosedFailure) {
            let (read, raw) = try Pipelines.ingest(plan, context: context, timer: &timer)
            let (segmented, books) = try Pipelines.segment(
                plan, consume read, raw: raw, context: context, timer: &timer)
            let results = try Aggregation.run(plan.aggregation, on: consume segmented, context: context)
            try context.checkStore()
            return rejects(books) + test.expectations.flatMap { failures(of: $0, in: results) }
        } catch {
            let found = error.diagnostics.isEmpty ? collector.diagnostics : error.diagnostics
            return found.filter { $0.severity == .error }.map(tables.placed)
        }
    }

    // MARK: Values

    private func failures(of expectation: Expectation, in results: MetricResults) -> [Diagnostic] {
        guard let metric = results.metrics.first(where: { $0.key == expectation.metric.text }) else {
            return [
                TestDiagnostics.otherValue(
                    of: name(of: expectation), expected: expectation.value?.text.text ?? "…", found: nil,
                    at: expectation.metric.start)
            ]
        }
        let cell = cell(of: expectation, in: results)
        let what = name(of: expectation)
        var failures: [Diagnostic] = []
        func compare(_ written: WrittenValue?, with found: MetricValue?, _ what: Wording, parts: Wording = Wording(""))
        {
            guard let written else { return }
            let comparison = ValueComparison(written, tolerance: expectation.tolerance, unit: metric.unit)
            if comparison.holds(for: found) { return }
            failures.append(
                TestDiagnostics.otherValue(
                    of: what, expected: written.text.text, found: found.map(comparison.shown), parts: parts,
                    absent: absentColumns(of: metric), at: written.text.start))
        }
        compare(expectation.value, with: cell?.value, what, parts: parts(of: cell, metric))
        if let n = expectation.n, n.count != cell?.n ?? 0 {
            failures.append(
                TestDiagnostics.otherValue(
                    of: Wording(en: "n of \(what.english)", zh: "\(what.chinese) 的 n"), expected: "\(n.count)",
                    found: "\(cell?.n ?? 0)", at: n.place))
        }
        let lower = Wording(en: "the lower end of \(what.english)", zh: "\(what.chinese) 的区间下端")
        let upper = Wording(en: "the upper end of \(what.english)", zh: "\(what.chinese) 的区间上端")
        compare(expectation.low, with: cell?.low.map { .real($0) }, lower)
        compare(expectation.high, with: cell?.high.map { .real($0) }, upper)
        return failures
    }

    /// Columns that metrics of the test look at and no row of their table has.
    private func absentColumns(of metric: MetricDescription) -> [(table: String, columns: [String])] {
        plan.ingestion.columnsWithoutCells.compactMap { table, columns in
            guard metric.table == nil || metric.table == table else { return nil }
            let missing = columns.filter { mentioned[table]?.contains($0) == true }
            return missing.isEmpty ? nil : (table, missing)
        }
    }

    private func cell(of expectation: Expectation, in results: MetricResults) -> MetricCell? {
        let period = expectation.period.flatMap { periods[$0.text] } ?? plan.periods.period
        let wanted = Dictionary(
            expectation.labels.map { ($0.segment.text, $0.label.text) }, uniquingKeysWith: { $1 })
        let segments = Dictionary(results.segments.map { ($0.key, $0.labels) }, uniquingKeysWith: { $1 })
        return results.cells.first { cell in
            guard cell.metric == expectation.metric.text, cell.period.start == period.start,
                cell.period.end == period.end, Set(cell.breakdown.segments) == Set(wanted.keys)
            else { return false }
            return zip(cell.breakdown.segments, cell.labels).allSatisfy { segment, number in
                guard let labels = segments[segment], labels.indices.contains(number) else { return false }
                let label = labels[number]
                return [label.key, label.title.english, label.title.chinese].contains(wanted[segment])
            }
        }
    }

    private func name(of expectation: Expectation) -> Wording {
        var english = "metric '\(expectation.metric.text)'"
        var chinese = "指标 '\(expectation.metric.text)'"
        for (segment, label) in expectation.labels {
            english += " of \(segment.text) '\(label.text)'"
            chinese += "（\(segment.text) '\(label.text)'）"
        }
        if let period = expectation.period {
            english += " in \(period.text)"
            chinese += "（\(period.text)）"
        }
        return Wording(en: english, zh: chinese)
    }

    /// What a value is made of: " (674 of 1,000)".
    private func parts(of cell: MetricCell?, _ metric: MetricDescription) -> Wording {
        guard let cell, cell.value != nil, !metric.counts else { return Wording("") }
        if metric.unit == .fraction, case .exact(let numerator)? = cell.numerator,
            case .exact(let denominator)? = cell.denominator
        {
            let (part, whole) = (Thousands.text(numerator.description), Thousands.text(denominator.description))
            return Wording(en: " (\(part) of \(whole))", zh: "（\(whole) 中的 \(part)）")
        }
        let n = Thousands.text("\(cell.n)")
        return Wording(en: " (n = \(n))", zh: "（n = \(n)）")
    }

    // MARK: Rows set aside

    private func rejects(_ books: TableSet) -> [Diagnostic] {
        let counts = Dictionary(
            books.ledgers.map { ($0.table, $0.count(of: .rejected)) }, uniquingKeysWith: { $1 })
        if let all = test.rejected?.all {
            let found = counts.values.reduce(0, +)
            return found == all.count
                ? [] : [TestDiagnostics.otherRejects(of: nil, expected: all.count, found: found, at: all.place)]
        }
        let counted = test.rejected?.byTable ?? []
        let others = counted.compactMap { table, count, place -> Diagnostic? in
            let found = counts[table.text] ?? 0
            return found == count
                ? nil : TestDiagnostics.otherRejects(of: table.text, expected: count, found: found, at: place)
        }
        let unsaid = books.rejects.lazy.filter { row in
            !counted.contains { $0.table.text == books.files[row.file].table }
        }
        return others
            + unsaid.prefix(Self.mostRows).map { row in
                let file = books.files[row.file]
                return TestDiagnostics.rowSetAside(
                    row, table: file.table, at: tables.place(ofLine: row.line, ofFile: file.path))
            }
    }

    /// Rows set aside that are told one by one.
    private static let mostRows = 5
}
