// The rows of every table with the labels of their segments, in SQL.

import Diagnostics
import Expressions
import Stages
import Tabular

extension Segmentation {
    /// Adds to a script every table with the labels of its rows, by segments of its own and by those it is linked to.
    ///
    /// - Parameter cleaned: every table as it is before, without the columns that links bring, by name.
    /// - Returns: by name, every table with a column for each segment that divides it.
    /// - Errors: an internal error when a table is not as planned.
    package static func addSQL(
        of plan: SegmentationPlan, on segmented: SegmentedTables, as cleaned: [String: SQLTable],
        periods: ReportPeriods,
        to script: inout SQLScript
    ) throws(DiagnosedFailure) -> [String: SQLTable] {
        var writing = SegmentationSQL(plan: plan, segmented: segmented, periods: periods, script: script)
        let tables = try writing.tables(cleaned)
        script = writing.script
        return tables
    }
}

/// The writing of a plan's segments.
private struct SegmentationSQL {
    let plan: SegmentationPlan
    let segmented: SegmentedTables
    let periods: ReportPeriods
    var script: SQLScript

    /// A table's labels, as they gather.
    private struct Labels {
        /// From each row by itself: column and expression.
        var own: [(name: String, sql: String)] = []
        /// From other tables: column and expression over what is joined.
        var joined: [(name: String, sql: String)] = []
        var joins: [String] = []
    }

    init(plan: SegmentationPlan, segmented: SegmentedTables, periods: ReportPeriods, script: SQLScript) {
        self.plan = plan
        self.segmented = segmented
        self.periods = periods
        self.script = script
    }

    mutating func tables(_ cleaned: [String: SQLTable]) throws(DiagnosedFailure) -> [String: SQLTable] {
        var divided: [String: SQLTable] = [:]
        var cleaned = cleaned
        for table in inOrderOfLinks() {
            guard let plain = cleaned[table.table.name] else { continue }
            cleaned[table.table.name] = try linked(table.table.name, plain, cleaned)
        }
        for table in inOrderOfLinks() {
            guard let plain = cleaned[table.table.name] else { continue }
            divided[table.table.name] = try self.divided(table, plain, cleaned: cleaned, done: divided)
        }
        return divided
    }

    /// A table with the columns that links bring for formulas.
    private mutating func linked(
        _ name: String, _ plain: SQLTable, _ tables: [String: SQLTable]
    ) throws(DiagnosedFailure) -> SQLTable {
        let columns = plan.linked.filter { $0.table == name }
        if columns.isEmpty { return plain }
        var result = plain
        var (values, joins): ([String], [String]) = ([], [])
        for column in columns {
            var cases: [String] = []
            for (number, link) in plan.links.inTurn(from: column.link) {
                guard let partner = tables[link.toTable] else {
                    throw DiagnosedFailure(
                        SegmentationDiagnostics.internalError("table '\(link.toTable)' of '\(column.name)' is absent"))
                }
                let (alias, key) = ("l\(number + 1)", partner.column(link.toColumn))
                let join =
                    "LEFT JOIN \(partner.relation) \(alias) ON \(alias).\(key) = t.\(plain.column(link.fromColumn))"
                if !joins.contains(join) { joins.append(join) }
                cases.append("WHEN \(alias).\(key) IS NOT NULL THEN \(alias).\(partner.column(column.column))")
            }
            values.append(",\n  CASE \(cases.joined(separator: " ")) END AS \(result.addColumn(column.name))")
        }
        let kept = script.keep(
            "\(name) with linked columns",
            as: "SELECT t.*\(values.joined())\nFROM \(plain.relation) t\n\(joins.joined(separator: "\n"))",
            for: Wording(
                en: "the rows of table \(name) with the columns of linked tables that formulas mention",
                zh: "表 \(name) 的行，以及公式所用的关联表中的列"))
        return result.moved(to: kept)
    }

    /// Those that others are linked to first.
    private func inOrderOfLinks() -> [SegmentedTable] {
        var ordered: [SegmentedTable] = []
        var seen: Set<String> = []
        func visit(_ table: SegmentedTable) {
            guard seen.insert(table.table.name).inserted else { return }
            for link in plan.links.links where link.fromTable == table.table.name {
                if let next = segmented[link.toTable] { visit(next) }
            }
            ordered.append(table)
        }
        for table in segmented.tables { visit(table) }
        return ordered
    }

    private mutating func divided(
        _ segmentedTable: SegmentedTable, _ plain: SQLTable, cleaned: [String: SQLTable], done: [String: SQLTable]
    ) throws(DiagnosedFailure) -> SQLTable {
        let table = segmentedTable.table
        var result = plain
        var labels = Labels()
        for planned in plan.segments {
            let key = planned.schema.key
            if planned.segmenter.homes.contains(table.name) {
                let scope = SegmentSQLScope(script: script, links: plan.links, periods: periods, tables: cleaned)
                try add(try planned.segmenter.sql(scope), of: key, segmentedTable, &result, &labels)
            } else if let step = planned.firstSteps[table.name] {
                add(try linked(by: step, to: key, from: plain, done), as: result.addSegment(key), to: &labels)
            }
        }
        if labels.own.isEmpty, labels.joined.isEmpty { return plain }
        let name = script.keep(
            "\(table.name) with segments", as: query(plain, labels),
            for: Wording(
                en: "the rows of table \(table.name) with the labels of their segments", zh: "表 \(table.name) 的行及其所属分群")
        )
        return result.moved(to: name)
    }

    private func query(_ plain: SQLTable, _ labels: Labels) -> String {
        let own = labels.own.map { ",\n  \($0.sql) AS \($0.name)" }.joined()
        let inner = "SELECT *\(own)\nFROM \(plain.relation)"
        if labels.joined.isEmpty { return inner }
        let joined = labels.joined.map { ",\n  \($0.sql) AS \($0.name)" }.joined()
        return "SELECT t.*\(joined)\nFROM (\(inner)) t\n\(labels.joins.joined(separator: "\n"))"
    }

    // MARK: At home

    private mutating func add(
        _ sql: SegmentSQL, of key: String, _ table: SegmentedTable, _ result: inout SQLTable, _ labels: inout Labels
    ) throws(DiagnosedFailure) {
        let name = table.table.name
        let alias = "h\(labels.joins.count + 1)"
        var joins: [String] = []
        switch sql {
        case .expressions(let byHome):
            guard let expression = byHome[name] else { throw Self.absent(key, name) }
            labels.own.append((result.addSegment(key), expression))
            return
        case .queries(let byHome):
            guard let query = byHome[name] else { throw Self.absent(key, name) }
            joins.append("LEFT JOIN (\n\(query)\n) \(alias) ON \(alias).row_of_home = t.\(result.rowNumber)")
        case .texts(let byHome):
            guard let columns = byHome[name], let numbers = table.numbers[key], let segment = segmented.segment(key)
            else { throw Self.absent(key, name) }
            let found = HandedOverLabels(of: segment, numbers: numbers, in: table.table)
            let given = script.give(
                try found.byTexts(columns),
                for: Wording(
                    en: "what SQL cannot say: the label that segment \(key) gives the texts of table \(name)",
                    zh: "SQL 无法表达的部分：分群 \(key) 为表 \(name) 各文本给出的标签"))
            let same = columns.enumerated().map { position, column in
                script.dialect.isSame(
                    "t.\(result.column(column))", "\(alias).\(given.column(HandedOverLabels.text(position)))")
            }
            joins.append("LEFT JOIN \(given.relation) \(alias) ON \(same.joined(separator: " AND "))")
        case .unsaid:
            guard let numbers = table.numbers[key], let segment = segmented.segment(key) else {
                throw Self.absent(key, name)
            }
            script.leave(
                unsaid: Wording(
                    en: "segment \(key): the label of every row is handed over", zh: "分群 \(key)：逐行交付其标签"))
            let given = script.give(
                HandedOverLabels(of: segment, numbers: numbers, in: table.table).byRows(),
                for: Wording(en: "the label of every row by segment \(key)", zh: "分群 \(key) 给每一行的标签"))
            joins.append(
                "LEFT JOIN \(given.relation) \(alias) ON "
                    + "\(alias).\(given.column(HandedOverLabels.row)) = t.\(result.rowNumber)")
        }
        let label = "coalesce(\(alias).label, \(script.dialect.unknownLabel))"
        add((label, joins), as: result.addSegment(key), to: &labels)
    }

    private static func absent(_ key: String, _ table: String) -> DiagnosedFailure {
        DiagnosedFailure(SegmentationDiagnostics.internalError("segment '\(key)' does not divide table '\(table)'"))
    }

    // MARK: By links

    private func add(_ label: (sql: String, joins: [String]), as name: String, to labels: inout Labels) {
        labels.joined.append((name, label.sql))
        for join in label.joins where !labels.joins.contains(join) { labels.joins.append(join) }
    }

    /// The label of the first partner that a link, or those with `else` after it, finds.
    private func linked(
        by step: Int, to key: String, from table: SQLTable, _ done: [String: SQLTable]
    ) throws(DiagnosedFailure) -> (sql: String, joins: [String]) {
        var cases: [String] = []
        var joins: [String] = []
        for (number, link) in plan.links.inTurn(from: step) {
            guard let partner = done[link.toTable], let label = partner.segment(key) else {
                throw Self.absent(key, link.toTable)
            }
            let (alias, column) = ("l\(number + 1)", partner.column(link.toColumn))
            joins.append(
                "LEFT JOIN \(partner.relation) \(alias) ON \(alias).\(column) = t.\(table.column(link.fromColumn))")
            cases.append("WHEN \(alias).\(column) IS NOT NULL THEN \(alias).\(label)")
        }
        return ("CASE \(cases.joined(separator: " ")) ELSE \(script.dialect.unknownLabel) END", joins)
    }
}

extension SegmentationPlan {
    /// The tables of a run as they were before links brought them columns.
    package func unlinked(_ segmented: SegmentedTables) -> [Table] {
        segmented.tables.map { divided in
            var table = divided.table
            let brought = Set(linked.filter { $0.table == table.name }.map(\.name))
            if brought.isEmpty { return table }
            let own = table.columns.indices.filter { !brought.contains(table.columns[$0].name) }
            table.columns = own.map { table.columns[$0] }
            for index in table.chunks.indices {
                table.chunks[index].columns = table.chunks[index].columns.selecting(own)
            }
            return table
        }
    }
}
