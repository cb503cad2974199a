// Distributions as queries: how many rows gave each answer, and the quartiles of amounts.

import Diagnostics
import Expressions
import Stages
import Tabular

/// A distribution as a query over the rows of its table.
struct DistributionSQL {
    let planned: PlannedDistribution
    let table: SQLTable
    let timeType: ColumnType?
    let period: Period
    let script: SQLScript

    private var dialect: SQLDialect { script.dialect }

    /// A row per item, segment and answer with its number of rows; of amounts one per item and segment with its quartiles.
    var query: String {
        let segment = planned.segment.flatMap { table.segment($0) }
        return planned.items.flatMap { item in
            (segment == nil ? [nil] : [nil, segment]).map { select(item, by: $0) }
        }.joined(separator: "\nUNION ALL\n")
    }

    private func select(_ item: PlannedDistribution.Item, by segment: String?) -> String {
        let label = segment ?? dialect.missing(.text)
        var rows = """
            SELECT \(table.rowNumber) AS place, \(item.formula.sql(in: table, of: script)) AS answer, \(label) AS segment
            FROM \(table.relation)\(filter)
            """
        let isAmount = planned.form == .amounts
        var numbers = "CAST(answer AS \(dialect.type(.text))) AS answer, count(*) AS n"
        if isAmount {
            let quartiles = [0.25, 0.5, 0.75].enumerated().map {
                "\(dialect.quantile($1, of: "answer", where: "answer IS NOT NULL")) AS quartile_\($0 + 1)"
            }
            numbers = (quartiles + ["count(answer) AS n", "count(*) - count(answer) AS empty"]).joined(separator: ", ")
        } else if planned.split != nil || planned.until != nil {
            rows = choices(of: rows)
            numbers = "answer, count(DISTINCT place) AS n"
        }
        return """
            SELECT \(dialect.text(item.key)) AS item, segment, \(numbers)
            FROM (
            \(rows)
            ) a
            GROUP BY segment\(isAmount ? "" : ", answer")
            """
    }

    /// A row for each choice of an answer.
    private func choices(of rows: String) -> String {
        let parts = planned.split.map { dialect.parts(of: "answer", by: $0) } ?? "answer"
        let choice = planned.until.map { "split_part(part, \(dialect.text($0)), 1)" } ?? "part"
        return """
            SELECT place, trim(\(choice)) AS answer, segment
            FROM (SELECT place, segment, \(parts) AS part FROM (
            \(rows)
            ) answers) parts WHERE trim(\(choice)) <> ''
            """
    }

    private var filter: String {
        var conditions = [planned.condition?.sql(in: table, of: script)].compactMap { $0 }
        if let time = planned.time, let timeType {
            let moment = table.column(time)
            conditions.append("\(moment) IS NOT NULL")
            if period.start != nil {
                let day = dialect.day(of: moment, type: timeType, zone: script.zone)
                conditions.append("\(day) >= \(dialect.literal(ofDay: period.start))")
                conditions.append("\(day) < \(dialect.literal(ofDay: period.end))")
            }
        }
        return conditions.isEmpty ? "" : " WHERE " + conditions.map { "(\($0))" }.joined(separator: " AND ")
    }

    static func purpose(_ planned: PlannedDistribution) -> Wording {
        let isAmount = planned.form == .amounts
        return Wording(
            en: "distribution \(planned.key): "
                + (isAmount
                    ? "quartiles of all rows and of each label" : "rows by answer, of all rows and of each label"),
            zh: "分布 \(planned.key)：" + (isAmount ? "全部及各标签的四分位数" : "全部及各标签中各答案的行数"))
    }
}

extension AggregationSQL {
    /// Keeps the answers of every distribution.
    mutating func keepDistributions(_ segmented: SegmentedTables, as tables: [String: SQLTable]) {
        for planned in plan.distributions {
            guard let table = tables[planned.table] else { continue }
            let columns = segmented[planned.table]?.table.columns ?? []
            let sql = DistributionSQL(
                planned: planned, table: table, timeType: columns.first { $0.name == planned.time }?.type,
                period: plan.periods.period, script: script)
            _ = script.keep(
                "distribution of \(planned.key)", as: sql.query, for: DistributionSQL.purpose(planned))
        }
    }
}
