// Marks spellings of "no value" as missing.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Marks spellings of "no value" as missing.
///
///     - missing: { column: agent, values: [n/a, 无, 系统] }
///     - missing: { columns: [csat, nps], values: [-1, 99] }
///
/// Texts are compared exactly: write ``Trim`` or ``Normalise`` before when case or blanks vary. In a column of numbers
/// the values are numbers (99 and 99.0 are the same), in a column of dates they are dates such as `1970-01-01`.
///
/// - Missing: stays missing.
/// - Errors: an unknown column; a column of flags, instants or durations; a value that the column cannot hold.
///
/// | csat | → csat  |
/// |------|---------|
/// | 5    | 5       |
/// | 99   | missing |
package struct Missing: CleaningRule {
    package static let declaration = OptionKey(
        "missing", .mapping([RuleColumns.column, RuleColumns.columns, values]),
        help: Wording(en: "marks spellings of \"no value\" as missing", zh: "将表示“无值”的写法标为缺失"))

    static let values = OptionKey(
        "values", .oneOrMore(.text), isRequired: true,
        help: Wording(
            en: "what means missing: texts, numbers, or dates such as 1970-01-01, as the column holds",
            zh: "视为缺失的值：文本、数字或 1970-01-01 之类的日期，与列的类型一致"))

    package let identity: RuleIdentity
    fileprivate let columns: [SourceText]
    fileprivate let values: [SourceText]

    package init?(_ reader: OptionReader, of identity: RuleIdentity) {
        self.identity = identity
        let columns = reader.columns(of: identity)
        let values = reader.names(Self.values, of: identity)
        guard let columns, let values else { return nil }
        self.columns = columns
        self.values = values
    }

    package var mentionedColumns: [SourceText] { columns }

    package func prepared(against schema: inout TableSchema, collector: DiagnosticCollector) -> PreparedMissing? {
        var isRight = true
        var types: [ColumnType] = []
        for column in columns {
            guard let type = schema.knownType(of: column, collector: collector) else {
                isRight = false
                continue
            }
            types.append(type)
            switch type {
            case .text: break
            case .integer, .decimal, .real, .date:
                for value in values where Self.cell(value.text, as: type) == nil {
                    collector.add(CleaningDiagnostics.wrongCell(value, for: column, type: type))
                    isRight = false
                }
            case .flag, .instant, .duration:
                collector.add(
                    CleaningDiagnostics.wrongType(
                        column, of: identity,
                        expected: Wording(en: "a column of texts, numbers or dates", zh: "文本、数字或日期列"), found: type))
                isRight = false
            }
        }
        return isRight ? PreparedMissing(rule: self, types: types) : nil
    }

    package var line: Wording {
        let spellings = values.map { "\"\($0.text)\"" }
        return Wording(
            en: "\(spellings.joined(separator: ", ")) in \(columns.listed.english) means missing",
            zh: "\(columns.listed.chinese) 中的 \(spellings.joined(separator: "、")) 视为缺失")
    }

    /// A value of a column that is not text.
    fileprivate enum Value: Sendable {
        case number(ExactDecimal)
        case real(Double)
        case day(Int32)
    }

    fileprivate static func cell(_ text: String, as type: ColumnType) -> Value? {
        switch type {
        case .integer, .decimal: return exactDecimal(text).map { .number($0) }
        case .real: return OptionReader.number(text).map { .real($0) }
        case .date: return CivilDate(isoText: text).map { .day(Int32(clamping: $0.dayNumber)) }
        case .text, .flag, .instant, .duration: return nil
        }
    }

    /// Plain digits with at most one point, such as `-1` or `99.50`.
    private static func exactDecimal(_ text: String) -> ExactDecimal? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let last = parts.last, parts.count == 1 || !last.isEmpty,
            let units = Int64(parts.joined())
        else { return nil }
        return ExactDecimal(units: Int128(units), scale: parts.count == 2 ? last.count : 0)
    }
}

/// The rule with its values known to be such as its columns hold.
package struct PreparedMissing: PreparedRule {
    package let rule: Missing
    /// Of its columns.
    fileprivate let types: [ColumnType]

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        var outcome = RuleOutcome(table: table)
        for column in rule.columns {
            let index = try table.plannedIndex(of: column.text, by: rule.identity)
            let type = table.columns[index].type
            if type == .text {
                let wanted = rule.values.map { Array($0.text.utf8) }
                let (table, changed) = outcome.table.rewritingTexts(ofColumn: index, context) { text, _, _ in
                    wanted.contains { $0.count == text.count && $0.elementsEqual(text) } ? .missing : .unchanged
                }
                outcome.table = table
                outcome.changedCells += changed
                continue
            }
            let wanted = rule.values.compactMap { Missing.cell($0.text, as: type) }
            let store = context.stage.store
            let changes = parallelMap(outcome.table.chunks, jobs: context.jobs) {
                chunk -> (chunk: Chunk, cleared: Int) in
                var chunk = chunk
                let (column, cleared) = chunk.columns[index].clearing(wanted)
                if cleared > 0 { chunk.columns[index] = column }
                return (store.keep(chunk), cleared)
            }
            outcome.table.chunks = changes.map(\.chunk)
            outcome.changedCells += changes.reduce(0) { $0 + $1.cleared }
        }
        return outcome
    }

    package func sql(_ scope: RuleSQLScope) throws(DiagnosedFailure) -> RuleSQL? {
        var step: [RuleSQL.Value] = []
        for (column, type) in zip(rule.columns, types) {
            let cell = try scope.column(column.text)
            let values = rule.values.map { value in
                Missing.cell(value.text, as: type)?.sql(scope.dialect) ?? scope.dialect.text(value.text)
            }
            let kept = "CASE WHEN \(cell) NOT IN (\(values.joined(separator: ", "))) THEN \(cell) END"
            step.append(RuleSQL.Value(column: column.text, sql: kept))
        }
        return RuleSQL(steps: [step])
    }
}

extension Missing.Value {
    fileprivate func sql(_ dialect: SQLDialect) -> String {
        switch self {
        case .number(let number): "\(number)"
        case .real(let number): dialect.literal(.real(number))
        case .day(let day): dialect.literal(.date(day))
        }
    }
}

extension Column {
    /// The column without the cells that hold one of the values.
    fileprivate func clearing(_ values: [Missing.Value]) -> (column: Column, cleared: Int) {
        switch self {
        case .integer(let column):
            let wanted = values.compactMap { value -> Int64? in
                guard case .number(let number) = value else { return nil }
                return number.rescaled(to: 0).flatMap { Int64(exactly: $0.units) }
            }
            let (cleared, count) = column.clearing(wanted, zero: 0)
            return (.integer(cleared), count)
        case .decimal(var column):
            let wanted = values.compactMap { value -> Int64? in
                guard case .number(let number) = value else { return nil }
                return number.rescaled(to: column.scale).flatMap { Int64(exactly: $0.units) }
            }
            let (cleared, count) = column.units.clearing(wanted, zero: 0)
            column.units = cleared
            return (.decimal(column), count)
        case .real(let column):
            let wanted = values.compactMap { if case .real(let number) = $0 { number } else { nil } }
            let (cleared, count) = column.clearing(wanted, zero: 0)
            return (.real(cleared), count)
        case .date(let column):
            let wanted = values.compactMap { if case .day(let day) = $0 { day } else { nil } }
            let (cleared, count) = column.clearing(wanted, zero: 0)
            return (.date(cleared), count)
        case .text, .flag, .instant, .duration: return (self, 0)
        }
    }
}

extension PrimitiveColumn where Element: Equatable {
    fileprivate func clearing(_ wanted: [Element], zero: Element) -> (column: PrimitiveColumn, cleared: Int) {
        var column = self
        var cleared = 0
        for row in values.indices where presence[row] && wanted.contains(values[row]) {
            column.presence.clear(row)
            column.values[row] = zero
            cleared += 1
        }
        return (column, cleared)
    }
}
