// `column`: one label for every distinct value of a column.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Divides rows by the values of a column.
///
///     queue: { column: calls.queue }
///     team:  { column: [calls.team, surveys.team], title: { zh: 班组, en: Team } }
///     kind:  { column: agents.level, labels: { 1: junior, 2: { zh: 高级, en: Senior } } }
///
/// A list names one column each of several tables. `labels` renames values or gives them titles, and sets their order.
///
/// | calls.queue | queue   |
/// |-------------|---------|
/// | support     | support |
/// | 投诉        | 投诉    |
/// | (missing)   | unknown |
///
/// - Shape: text labels by their bytes, by value when all are whole numbers; days in order; `true` before `false`.
/// - Missing: `unknown`. So is an empty text. A value `unknown` of the data is another label, `“unknown”`.
/// - Errors: a column that names people, unless it is declared that it does not (`personal: no`).
package struct ByColumn: Segmenter {
    package static let declaration = OptionKey(
        "column", .oneOrMore(.name(.column)), isRequired: true,
        help: Wording(en: "by the values of a column, of one column each of several tables", zh: "按列的取值划分；可列出多个表的各一列"))
    package static let furtherKeys = [SegmentKeys.tableOfColumns, SegmentKeys.labels]

    package let identity: SegmentIdentity
    fileprivate let columns: [ColumnReference]
    fileprivate let names: LabelNames

    package init?(_ reader: OptionReader, of identity: SegmentIdentity) {
        self.identity = identity
        names = LabelNames(reader)
        guard let columns = reader.columns(Self.declaration, of: reader.text(SegmentKeys.tableOfColumns)) else {
            return nil
        }
        self.columns = columns
    }

    package var mentionedColumns: [ColumnReference] { columns }
    package var labelColumns: [ColumnReference] { columns }
    package var line: Wording {
        let names = columns.map(\.description).joined(separator: ", ")
        return Wording(en: "the values of \(names)", zh: "\(names) 的取值")
    }

    package func prepared(in scope: SegmentScope) -> PreparedByColumn? {
        var isRight = true
        var seen: Set<String> = []
        for column in columns {
            guard let type = scope.type(of: column) else {
                isRight = false
                continue
            }
            if let problem = LabelTypes.problem(with: type, of: Wording("'column'"), at: column.column.start) {
                scope.collector.add(problem)
                isRight = false
            }
            if !seen.insert(column.table.text).inserted {
                scope.collector.add(
                    SegmentationDiagnostics.repeatedHome(column.column, table: column.table.text, of: identity))
                isRight = false
            }
        }
        return isRight ? PreparedByColumn(segmenter: self) : nil
    }
}

/// The segmenter with its columns known to have values that can be labels.
package struct PreparedByColumn: PreparedSegmenter {
    package let segmenter: ByColumn

    package var homes: [String] { segmenter.columns.map(\.table.text) }

    package func divide(_ work: SegmentWork) throws(DiagnosedFailure) -> Division {
        var labels = ValueLabels()
        for column in segmenter.columns {
            let table = try work.table(column.table.text)
            labels.add(
                try work.chunks(ofColumn: column.column.text, of: table), of: table.name, jobs: work.stage.jobs)
        }
        return labels.division(names: segmenter.names, order: LabelTypes.order, jobs: work.stage.jobs)
    }

    package func sql(_ scope: SegmentSQLScope) throws(DiagnosedFailure) -> SegmentSQL {
        var labels: [String: String] = [:]
        for column in segmenter.columns {
            let value = try scope.table(column.table.text).column(column.column.text)
            labels[column.table.text] = segmenter.names.sql(of: value, scope)
        }
        return .expressions(labels)
    }
}

/// Which types have values that can be labels.
enum LabelTypes {
    /// Labels that come before all others.
    static let order = ["true", "false"]

    static func problem(with type: ColumnType, of subject: Wording, at location: SourceLocation) -> Diagnostic? {
        let help: Wording? =
            switch type {
            case .text, .integer, .flag, .date: nil
            case .decimal, .real, .duration: Wording(en: "use 'bands' with 'edges'", zh: "请改用 'bands' 加 'edges'")
            case .instant: Wording(en: "use 'calendar' with 'part'", zh: "请改用 'calendar' 加 'part'")
            }
        guard let help else { return nil }
        return SegmentationDiagnostics.wrongType(
            of: subject,
            expected: Wording(en: "text, a whole number, a day or true and false", zh: "文本、整数、日期或是非值"), found: type,
            at: location, help: help)
    }
}
