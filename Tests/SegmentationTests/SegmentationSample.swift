// Runs segmentation on sample tables and shows the labels of every row.

import Diagnostics
import Expressions
import Segmentation
import Stages
import Tabular
import TestSupport
import Testing

/// A run of the stage on a few tables, from options as they are written in a pipeline file.
struct SegmentationSample {
    var collector = DiagnosticCollector()
    var plan: SegmentationPlan
    var result: SegmentedTables
    private let periods: ReportPeriods
    private let zone: TimeZoneTable

    /// - Parameters:
    ///   - options: the text of `link:` and `segment:`.
    ///   - linked: columns of linked tables that metrics over a table mention.
    init(
        _ options: String, _ tables: [Table], linked: [(table: String, column: String)] = [],
        end: String = "2026-09-01", zone: TimeZoneTable = .utc, jobs: Int = 2, fiscal: FiscalCalendar = .civil
    ) throws {
        plan = Self.plan(options, tables, linked: linked, collector)
        let errors = collector.diagnostics.filter { $0.severity == .error }
        if !errors.isEmpty { throw DiagnosedFailure(errors) }
        let day = CivilDate(isoText: end)?.dayNumber ?? 0
        self.zone = zone
        periods = ReportPeriods(
            period: Period(grain: nil, start: day - 31, end: day), fiscal: fiscal, today: day)
        result = try Segmentation.run(
            plan, on: .sample(tables), periods: periods, context: .sample(collector, zone: zone, jobs: jobs))
    }

    static func plan(
        _ options: String, _ tables: [Table], linked: [(table: String, column: String)] = [],
        _ collector: DiagnosticCollector
    ) -> SegmentationPlan {
        let mentions = linked.compactMap { table, column -> ColumnReference? in
            var mention = ColumnReference(SourceText(column, start: SourceLocation(file: "pipeline.yml")))
            mention?.mentioner = table
            return mention
        }
        let node = OptionNode.text(options)
        let read = SegmentationOptions(segment: node["segment"], link: node["link"], collector: collector)
        return Segmentation.plan(
            read, schemas: tables.map { .sample($0) }, linked: mentions, collector: collector)
    }

    /// What is wrong with the options, as the user sees it.
    static func mistakes(_ options: String, _ tables: [Table], _ language: Language = .english) -> [String] {
        let collector = DiagnosticCollector()
        _ = plan(options, tables, collector)
        return collector.texts(language)
    }

    /// The label of every row of a table; nil when the segment cannot divide it.
    func labels(_ segment: String, of table: String) -> [String]? {
        guard let segmented = result[table], let numbers = segmented.numbers[segment],
            let segment = result.segment(segment)
        else { return nil }
        return numbers.perRow(of: segmented.table).joined().map { segment.labels[Int($0)].key }
    }

    /// The label of every row of a table, as DuckDB finds it by the plan's own SQL; nil, with a line on standard output, without DuckDB.
    func labelsBySQL(_ segment: String, of table: String) throws -> [String?]? {
        var script = SQLScript(dialect: .duckDB, zone: zone.identifier)
        var given: [String: SQLTable] = [:]
        for plain in plan.unlinked(result) { given[plain.name] = script.give(plain, for: Wording(plain.name)) }
        let tables = try Segmentation.addSQL(of: plan, on: result, as: given, periods: periods, to: &script)
        let divided = try #require(tables[table])
        let column = try #require(divided.segment(segment))
        script.ask(
            "SELECT \(column) FROM \(divided.relation) ORDER BY \(divided.rowNumber)", for: Wording("labels"))
        let text = script.statements.map(\.text).joined(separator: ";\n")
        return try DuckDB.rows(text, tables: script.given.map(\.table))?.map { $0[0] }
    }

    func labelKeys(_ segment: String) -> [String] { result.segment(segment)?.labels.map(\.key) ?? [] }

    var warnings: [String] { collector.texts() }

    /// The row counts of tables and numbers agree, and every number has a label.
    var brokenPromises: [String] {
        var broken: [String] = []
        for table in result.tables {
            for (key, numbers) in table.numbers {
                let labels = result.segment(key)?.labels ?? []
                let chunks = numbers.perRow(of: table.table)
                if chunks.map(\.count) != table.table.chunks.map(\.rowCount) || !numbers.fits(table.table) {
                    broken.append("'\(key)' has other rows than '\(table.table.name)'")
                }
                if chunks.joined().contains(where: { $0 >= labels.count }) {
                    broken.append("'\(key)' has a number without label")
                }
            }
        }
        for segment in result.segments {
            if segment.labels.last != .unknown { broken.append("'\(segment.key)' does not end with unknown") }
            if Set(segment.labels.map { Array($0.key.utf8) }).count != segment.labels.count {
                broken.append("'\(segment.key)' has a label twice")
            }
        }
        for schema in plan.schemas {
            let tables = Set(result.tables.filter { $0.numbers[schema.key] != nil }.map(\.table.name))
            if tables != schema.tables {
                broken.append("'\(schema.key)' was promised to \(schema.tables), came to \(tables)")
            }
            if let keys = schema.labelKeys, keys != labelKeys(schema.key) {
                broken.append("'\(schema.key)' was promised labels \(keys), has \(labelKeys(schema.key))")
            }
        }
        return broken
    }
}

extension RowNumbers {
    /// The slow way round: every chunk's numbers at once.
    func perRow(of table: Table) -> [[UInt32]] { table.chunks.indices.map { numbers(inChunk: $0, of: table) } }
}
