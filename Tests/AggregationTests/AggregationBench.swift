// Plans and runs aggregation on tables written in a test.

import Aggregation
import Diagnostics
import Foundation
import OptionFiles
import Stages
import Tabular
import TestSupport

/// One aggregation from options as written to results.
struct AggregationBench {
    var tables: [Table] = []
    /// The kind of each table that is not named after it.
    var kinds: [String: String] = [:]
    /// Segments and, for each, the table and text column that its labels come from.
    var segments: [String: (table: String, column: String)] = [:]
    /// Further tables that have the column of a segment, and are divided by it too.
    var shared: [String: [String]] = [:]
    var periods = ReportPeriods(period: .allTime, today: 30_000)
    var zone = TimeZoneTable.utc
    var asOf: Int64 = 30_000 * 86_400_000
    var jobs = 1
    var allowsOverflow = false
    /// Whether the rows are taken to be all that there is of their periods.
    var isExample = false
    var catalogue = MetricCatalogue.empty
    /// What formulas count business hours by.
    var clock: BusinessClock?

    func plan(_ options: String, _ collector: DiagnosticCollector) -> AggregationPlan {
        plan(AggregationOptions(.text(options), collector: collector), collector)
    }

    func plan(_ options: AggregationOptions, _ collector: DiagnosticCollector) -> AggregationPlan {
        Aggregation.plan(
            options, catalogue: catalogue,
            schemas: tables.map { table in
                var schema = TableSchema.sample(
                    table, kind: kinds[table.name] ?? (table.name == "other" ? nil : table.name))
                schema.clock = clock
                return schema
            },
            segments: segments.keys.sorted().map { key in
                SegmentSchema(
                    key: key, title: Wording(key), location: SourceLocation(file: "pipeline.yml"),
                    tables: Set(tablesDivided(by: key)))
            }, periods: periods, collector: collector)
    }

    /// The results; diagnostics other than notes make it fail.
    func results(_ options: String) throws -> MetricResults {
        let collector = DiagnosticCollector()
        let plan = plan(options, collector)
        let mistakes = collector.diagnostics.filter { $0.severity == .error }
        guard mistakes.isEmpty else { throw DiagnosedFailure(mistakes) }
        return try run(plan, collector)
    }

    func run(_ plan: AggregationPlan, _ collector: DiagnosticCollector) throws -> MetricResults {
        var context = StageContext(collector: collector, zone: zone, asOf: asOf, jobs: jobs)
        context.allowsOverflow = allowsOverflow
        context.isExample = isExample
        return try Aggregation.run(plan, on: segmented, context: context)
    }

    /// The tables divided by plain text columns: labels sorted, `unknown` last.
    var segmented: SegmentedTables {
        var result = SegmentedTables(tables: tables.map { SegmentedTable(table: $0) })
        for key in segments.keys.sorted() {
            let keys = labelKeys(key)
            result.segments.append(
                Segment(
                    key: key, title: Wording(key),
                    labels: keys.map { $0 == "unknown" ? .unknown : SegmentLabel(key: $0) }))
            let divided = tablesDivided(by: key)
            for index in tables.indices where divided.contains(tables[index].name) {
                result.tables[index].numbers[key] = numbers(of: tables[index], key, keys)
            }
        }
        return result
    }

    private func numbers(of table: Table, _ segment: String, _ keys: [String]) -> SegmentNumbers {
        let column = table.index(of: segments[segment]?.column ?? "") ?? 0
        return SegmentNumbers(
            chunks: table.chunks.map { chunk in
                (0..<chunk.rowCount).map { UInt32(Self.label(of: chunk.columns[column].cell($0), keys)) }
            })
    }

    /// The position of a cell's label; that of `unknown` for a missing cell.
    static func label(of cell: Cell?, _ keys: [String]) -> Int {
        guard case .text(let text)? = cell else { return keys.count - 1 }
        return keys.firstIndex { $0.utf8.elementsEqual(text.utf8) } ?? keys.count - 1
    }

    private func tablesDivided(by segment: String) -> [String] {
        [segments[segment]?.table ?? ""] + (shared[segment] ?? [])
    }

    func labelKeys(_ segment: String) -> [String] {
        let divided = tablesDivided(by: segment)
        var texts: [String] = []
        for table in tables where divided.contains(table.name) {
            for case .text(let text) in table.cells(segments[segment]?.column ?? "")
            where !texts.contains(where: { $0.utf8.elementsEqual(text.utf8) }) {
                texts.append(text)
            }
        }
        return texts.filter { $0 != "unknown" }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } + ["unknown"]
    }
}

extension MetricResults {
    /// The cell of a metric for a period and labels; the total of the report's period by default.
    func cell(
        _ metric: String, _ breakdown: Breakdown = .total, period: Period? = nil, labels: [Int] = []
    ) -> MetricCell? {
        cells.first {
            $0.metric == metric && $0.breakdown == breakdown && $0.period == period ?? self.period
                && $0.labels == labels
        }
    }

    func comparison(_ metric: String, _ base: Comparison.Base, _ breakdown: Breakdown = .total, labels: [Int] = [])
        -> Comparison?
    {
        let index = cells.firstIndex {
            $0.metric == metric && $0.breakdown == breakdown && $0.period == period && $0.labels == labels
        }
        return index.flatMap { comparisons[$0] }?.first { $0.base == base }
    }

    /// Every cell as one line of text, with all digits: equal texts are equal bits.
    var lines: [String] {
        cells.map { cell in
            func text(_ value: MetricValue?) -> String {
                switch value {
                case .exact(let decimal)?: decimal.description
                case .real(let number)?: "\(number.bitPattern)"
                case nil: "–"
                }
            }
            let limits = [cell.low, cell.high].map { $0.map { "\($0.bitPattern)" } ?? "–" }
            return [
                cell.metric, cell.breakdown.grain?.rawValue ?? "", cell.breakdown.segments.joined(separator: "+"),
                cell.period.name, "\(cell.labels)", text(cell.value), text(cell.numerator), text(cell.denominator),
                "\(cell.n)", limits.joined(separator: "…"), cell.status.rawValue,
            ].joined(separator: " | ")
        }
    }
}

extension MetricValue {
    var number: Double { doubleValue }
}

extension Period {
    static func month(_ text: String) -> Period {
        Period(.month, containing: CivilDate(isoText: text + "-01")?.dayNumber ?? 0)
    }
}

/// The catalogue in the source tree.
enum SourceCatalogue {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/Pipelines/Catalogue")

    static func load(_ collector: DiagnosticCollector = DiagnosticCollector()) throws -> MetricCatalogue {
        var entries: [String: (area: String, entry: OptionNode.Entry)] = [:]
        var keys: [String] = []
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
            let index = OptionFileIndex(
                Array(try Data(contentsOf: folder.appendingPathComponent(file))), file: "Catalogue/\(file)")
            for key in index.keys {
                keys.append(key)
                entries[key] = index.entry(key, collector: collector).map { (file, $0) }
            }
        }
        let read = entries
        return MetricCatalogue(keys: keys, collector: collector) { read[$0] }
    }
}
