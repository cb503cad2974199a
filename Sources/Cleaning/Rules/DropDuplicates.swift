// Keeps one row of every key.

import Diagnostics
import Stages
import Tabular

/// Keeps one row of every key.
///
///     - drop_duplicates: { key: call_id, keep: last }
///     - drop_duplicates: { key: [order, line], keep: latest, by: updated, differ_limit: 30% }
///     - drop_duplicates
///
/// `keep` is `first` (the default), `last`, or `latest`. First and last go by the order of the files (that of their
/// paths) and of the rows in them. `latest` keeps the row whose cell of the column `by` is greatest; of equal ones
/// the later row; a row without that cell only when no other has it. Kept rows stay where they were.
///
/// A row that is dropped is to be the same thing as the one that is kept. How many of them differ from it in other columns that are
/// read (but for `by`) is told; when that is more than `differ_limit` of the table's rows, 10% unless said, the key is none and the run
/// fails. Of those that are alike in all columns that are read a few are looked at whole, and it is told when they differ. `latest`
/// says that rows of one key are versions of one thing: there it is only told, unless a limit is written. Writing a limit makes the
/// warning a note.
///
/// Without `key` whole rows are compared, with the rules before this one applied; all columns of the export count.
///
/// - Missing: a row with a missing cell in its key is nobody's duplicate and stays, for it is not known to be the same.
///   When whole rows are compared, missing equals missing.
/// - Errors: an unknown column; `latest` without `by`; a column `by` without an order.
/// - Complexity: O(rows).
///
/// | call_id | agent | → kept |
/// |---------|-------|--------|
/// | c1      | 王芳  | no     |
/// | c2      | 李强  | yes    |
/// | c1      | 张伟  | yes    |
/// | missing | 王芳  | yes    |
package struct DropDuplicates: CleaningRule {
    package static let declaration = OptionKey(
        "drop_duplicates", .either([.nothing, .mapping([keyColumn, keep, by, differLimit])]),
        help: Wording(en: "keeps one row of every key", zh: "每个键只保留一行"))

    static let keyColumn = OptionKey(
        "key", .oneOrMore(.name(.column)),
        help: Wording(
            en: "the columns that together tell rows apart; without it whole rows are compared", zh: "共同区分各行的列；不写则比较整行")
    )
    static let keep = OptionKey(
        "keep", .choice(of: Choice.self),
        help: Wording(
            en:
                "which row of a key stays, by the order of files and rows, or the one whose 'by' is greatest; first unless said",
            zh: "每个键保留哪一行：按文件与行的顺序取第一、最后，或取 'by' 最大者；默认 first"))
    static let by = OptionKey(
        "by", .name(.column),
        help: Wording(en: "with 'keep: latest', the column of times or numbers", zh: "与 'keep: latest' 连用：时间或数字列"))
    static let differLimit = OptionKey(
        "differ_limit", .share,
        help: Wording(
            en: "with 'key', the share of the table's rows that may be dropped although they differ; 10% unless said",
            zh: "与 'key' 连用：内容不同却被去除的行所占的最大比例，默认 10%"))
    package static let departure: Departure? = .duplicate

    /// Which row of a key stays.
    package enum Choice: String, Sendable, CaseIterable { case first, last, latest }

    package let identity: RuleIdentity
    /// nil compares whole rows.
    fileprivate let key: [SourceText]?
    fileprivate let choice: Choice
    fileprivate let by: SourceText?
    /// The share of rows that may be dropped although they differ; nil when nothing is written.
    fileprivate let differLimit: Double?

    package init?(_ reader: OptionReader, of identity: RuleIdentity) {
        self.identity = identity
        let hasKey = reader.has(Self.keyColumn)
        key = reader.names(Self.keyColumn, of: identity)
        let choice: Choice? = reader.has(Self.keep) ? reader.choice(Self.keep) : .first
        by = reader.text(Self.by)
        differLimit = reader.share(Self.differLimit)
        if !hasKey, let entry = reader.entry(Self.differLimit) {
            reader.collector.add(
                CleaningDiagnostics.uselessKey("differ_limit", without: "key", of: identity, at: entry.keyLocation))
        }
        if choice == .latest, !reader.has(Self.by) {
            let place = reader.node(Self.keep)?.location ?? identity.location
            reader.collector.add(
                CleaningDiagnostics.needsCompanion("by", with: "keep: latest", of: identity, at: place))
            return nil
        }
        if let choice, choice != .latest, let entry = reader.entry(Self.by) {
            reader.collector.add(
                CleaningDiagnostics.uselessKey("by", without: "keep: latest", of: identity, at: entry.keyLocation))
            return nil
        }
        guard let choice, !hasKey || key != nil else { return nil }
        self.choice = choice
    }

    package var mentionedColumns: [SourceText] { (key ?? []) + (by.map { [$0] } ?? []) }

    package var needsEveryColumn: Bool { key == nil }

    /// None when whole rows are compared.
    package var keyColumns: [String] { key?.map(\.text) ?? [] }

    package func prepared(against schema: inout TableSchema, collector: DiagnosticCollector) -> PreparedDropDuplicates?
    {
        var isRight = true
        var orderType: ColumnType?
        for column in key ?? [] where schema.knownType(of: column, collector: collector) == nil { isRight = false }
        if let by {
            let type = schema.knownType(of: by, collector: collector)
            if let type, type == .text || type == .flag {
                let expected = Wording(en: "a column 'by' of times or numbers", zh: "时间或数字列作为 'by'")
                collector.add(CleaningDiagnostics.wrongType(by, of: identity, expected: expected, found: type))
                isRight = false
            }
            if type == nil { isRight = false }
            orderType = type
        }
        let compared = key.map { $0.map(\.text) } ?? schema.columnNames
        return isRight ? PreparedDropDuplicates(rule: self, comparedColumns: compared, orderType: orderType) : nil
    }

    package var line: Wording {
        let unit = key.map { "\($0.listed.english)" } ?? "whole row"
        let chineseUnit = key.map { "每个 \($0.listed.chinese)" } ?? "相同的整行"
        switch choice {
        case .first: return Wording(en: "one row per \(unit), the first", zh: "\(chineseUnit)只保留第一行")
        case .last: return Wording(en: "one row per \(unit), the last", zh: "\(chineseUnit)只保留最后一行")
        case .latest:
            let column = by?.text ?? ""
            return Wording(
                en: "one row per \(unit), that of the greatest '\(column)'",
                zh: "\(chineseUnit)只保留 '\(column)' 最大的一行")
        }
    }
}

/// The rule with the columns that it compares.
package struct PreparedDropDuplicates: PreparedRule {
    package let rule: DropDuplicates
    /// The columns that tell rows apart: those of the key, or all that the table has at this rule.
    fileprivate let comparedColumns: [String]
    /// Of the column `by`.
    fileprivate let orderType: ColumnType?

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        // All of them, or it fails: rows that differ in a column that was not read are no duplicates.
        var columns: [Int] = []
        for column in comparedColumns { columns.append(try table.plannedIndex(of: column, by: rule.identity)) }
        var order: RowOrder?
        if let by = rule.by { order = RowOrder(table, column: try table.plannedIndex(of: by.text, by: rule.identity)) }
        if columns.count == 1, order == nil, rule.key != nil, let pool = table.pool(ofColumn: columns[0]) {
            let isKept = keptRows(of: table, textColumn: columns[0], pool)
            return try outcome(table, isKept, keyedBy: columns, context) {
                Self.replacedRows(of: table, textColumn: columns[0], isKept)
            }
        }
        let keys = RowKeys(table, columns: columns, jobs: context.jobs)
        let (numbers, count) = keys.numbers(skippingIncomplete: rule.key != nil)

        /// Per key the row that stays.
        var keepers = [Int](repeating: -1, count: count)
        for row in numbers.indices {
            let number = Int(numbers[row])
            let keeper = keepers[number]
            let replaces =
                switch rule.choice {
                case .first: keeper < 0
                case .last: true
                case .latest: keeper < 0 || order?.isNotBefore(row, keeper) ?? true
                }
            if replaces { keepers[number] = row }
        }
        var start = 0
        let isKept = table.chunks.map { chunk in
            defer { start += chunk.rowCount }
            return (start..<start + chunk.rowCount).map { keepers[Int(numbers[$0])] == $0 }
        }
        return try outcome(table, isKept, keyedBy: columns, context) {
            numbers.indices.compactMap { row in
                let keeper = keepers[Int(numbers[row])]
                return keeper == row ? nil : ReplacedRow(dropped: row, kept: keeper)
            }
        }
    }

    /// The table without the rows that leave, once those that differ from the rows in their place are counted and told.
    ///
    /// - Errors: `duplicates-differ` when they are more than the limit allows.
    private func outcome(
        _ table: Table, _ isKept: [[Bool]], keyedBy columns: [Int], _ context: RuleContext,
        replaced: () -> [ReplacedRow]
    ) throws(DiagnosedFailure) -> RuleOutcome {
        let (kept, leaving) = table.keeping(isKept, context)
        guard let key = rule.key, !leaving.isEmpty else { return RuleOutcome(table: kept, leavingByFile: leaving) }
        let others = table.columns.indices.filter { !columns.contains($0) && table.columns[$0].name != rule.by?.text }
        let found = Differences(of: replaced(), in: table, columns: others)
        if found.rowCount > 0 {
            let limit = rule.differLimit ?? (rule.choice == .latest ? 1 : Self.usualLimit)
            let isTooMany =
                !context.stage.isExample && RowLimit(limit).isExceeded(by: found.rowCount, of: table.rowCount)
            let columns = found.byColumn.map { (name: table.columns[$0.column].name, rows: $0.rows) }
            let finding = CleaningDiagnostics.duplicatesDiffer(
                found.rowCount, of: table.rowCount, key: key.listed, columns: columns, by: rule.identity,
                limit: isTooMany ? limit : nil, isExpected: rule.differLimit != nil)
            if isTooMany { throw DiagnosedFailure(finding) }
            context.stage.collector.add(finding)
        }
        // Of what was rolled up every column is read.
        if rule.choice != .latest, !context.isRolledUp,
            let unread = UnreadDifferences(among: found.alike, of: table, context.raw)
        {
            context.stage.collector.add(
                CleaningDiagnostics.unreadDiffer(
                    unread, dropped: found.alike.count, key: key.listed, by: rule.identity,
                    isExpected: rule.differLimit != nil))
        }
        return RuleOutcome(table: kept, leavingByFile: leaving)
    }

    package func sql(_ scope: RuleSQLScope) throws(DiagnosedFailure) -> RuleSQL? {
        var keys: [String] = []
        for column in comparedColumns { keys.append(try scope.column(column)) }
        let row = scope.table.rowNumber
        var order = rule.choice == .first ? row : "\(row) DESC"
        if rule.choice == .latest, let by = rule.by {
            let cell = try scope.column(by.text)
            // "Not a number" stands before every number, as a missing cell does.
            let value = orderType == .real ? "CASE WHEN NOT isnan(\(cell)) THEN \(cell) END" : cell
            order = "\(value) DESC NULLS LAST, \(order)"
        }
        let place = scope.table.free("place")
        let numbering = "row_number() OVER (PARTITION BY \(keys.joined(separator: ", ")) ORDER BY \(order))"
        let isIncomplete = rule.key == nil ? [] : keys.map { "\($0) IS NULL" }
        return RuleSQL(
            aids: [(place, numbering)], condition: (["\(place) = 1"] + isIncomplete).joined(separator: " OR "))
    }

    private static let usualLimit = 0.1

    /// The rows that leave and those in their place, when the key is one column of texts.
    private static func replacedRows(of table: Table, textColumn index: Int, _ isKept: [[Bool]]) -> [ReplacedRow] {
        var dropped: [(row: Int, code: UInt32)] = []
        var keepers: [UInt32: Int] = [:]
        var start = 0
        for (chunk, isKept) in zip(table.chunks, isKept) {
            defer { start += chunk.rowCount }
            guard isKept.contains(false), case .text(let column) = chunk.columns[index] else { continue }
            for row in isKept.indices where !isKept[row] {
                dropped.append((start + row, column.codes.values[row]))
                keepers[column.codes.values[row]] = -1
            }
        }
        start = 0
        for (chunk, isKept) in zip(table.chunks, isKept) {
            defer { start += chunk.rowCount }
            guard !keepers.isEmpty, case .text(let column) = chunk.columns[index] else { continue }
            for row in isKept.indices where isKept[row] && column.presence[row] {
                if keepers[column.codes.values[row]] != nil { keepers[column.codes.values[row]] = start + row }
            }
        }
        return dropped.map { ReplacedRow(dropped: $0.row, kept: keepers[$0.code] ?? -1) }
    }

    /// Whether each row stays when the key is one column of texts, whose codes are the keys: a bit per text, and one chunk
    /// unpacked at a time.
    private func keptRows(of table: Table, textColumn index: Int, _ pool: TextPool) -> [[Bool]] {
        var isTaken = [Bool](repeating: false, count: pool.count)
        var isKept = table.chunks.map { [Bool](repeating: true, count: $0.rowCount) }
        let positions = rule.choice == .last ? Array(table.chunks.indices.reversed()) : Array(table.chunks.indices)
        for position in positions {
            guard case .text(let column) = table.chunks[position].columns[index] else { continue }
            let rows = 0..<column.count
            func look(at row: Int) {
                guard column.presence[row] else { return }
                let code = Int(column.codes.values[row])
                guard code < isTaken.count else { return }
                if isTaken[code] { isKept[position][row] = false }
                isTaken[code] = true
            }
            if rule.choice == .last {
                for row in rows.reversed() { look(at: row) }
            } else {
                for row in rows { look(at: row) }
            }
        }
        return isKept
    }
}

/// The order of rows by one column.
///
/// - Missing: before every value; so is "not a number".
private struct RowOrder {
    private var numbers: [Int128] = []
    private var reals: [Double] = []

    init(_ table: Table, column index: Int) {
        for chunk in table.chunks {
            let presence = chunk.columns[index].presence
            func append(_ values: [some BinaryInteger], times factor: Int128 = 1) {
                for row in values.indices {
                    numbers.append(presence[row] ? Int128(values[row]) &* factor : .min)
                }
            }
            switch chunk.columns[index] {
            case .integer(let column), .instant(let column), .duration(let column): append(column.values)
            case .date(let column): append(column.values)
            case .text(let column): append(column.codes.values)
            case .flag(let column): append(column.values.map { $0 ? 1 : 0 })
            case .decimal(let column):
                // 64 bits of units at scale 18 fit 128 bits.
                append(column.units.values, times: ExactDecimal.powerOfTen(max(0, 18 - column.scale)) ?? 1)
            case .real(let column):
                for row in column.values.indices {
                    let isNumber = presence[row] && !column.values[row].isNaN
                    reals.append(isNumber ? column.values[row] : -.infinity)
                    numbers.append(isNumber ? 1 : 0)
                }
            }
        }
    }

    /// Whether `row` does not stand before `other`.
    func isNotBefore(_ row: Int, _ other: Int) -> Bool {
        if reals.isEmpty { return numbers[row] >= numbers[other] }
        return (reals[row], numbers[row]) >= (reals[other], numbers[other])
    }
}
