// Brings telephone numbers to one form, so that they can serve as keys.

import Diagnostics
import Stages
import Tabular

/// Brings telephone numbers to their international form (E.164), so that they can serve as keys.
///
///     - phone: { column: phone, country: CN, otherwise: missing }
///
/// Understood are mobile numbers, landlines with area code, 400 and 800 numbers, with or without `+86`, `86`, `0086`,
/// in full-width digits, with blanks, hyphens and brackets; numbers of other countries with `+` or `00`. The
/// extension of a landline (after 转, 分机, ext, x, # or a last hyphen) is cut off. `country` is `CN`, the only one so
/// far.
///
/// A number with hidden digits (`138****8000`) becomes missing, for it would bring different customers together; so
/// does a mobile number with an extension, which is a shop platform's relay number. What is no telephone number
/// becomes missing, or stays with `otherwise: keep`. How many cells that were is told after the run.
///
/// A column of whole numbers is taken by its digits, and holds texts afterwards.
///
/// - Missing: stays missing.
/// - Errors: an unknown column; a column that holds neither texts nor whole numbers.
///
/// | phone                  | → phone          |
/// |------------------------|------------------|
/// | `138 0013 8000`        | `+8613800138000` |
/// | `（0571）８８１５７７７７转801` | `+8657188157777` |
/// | `400-820-8820`         | `+864008208820`  |
/// | `+1 (415) 555-0100`    | `+14155550100`   |
/// | `138****8000`          | missing          |
/// | `88157777`             | missing          |
package struct Phone: CleaningRule {
    package static let declaration = OptionKey(
        "phone", .mapping([RuleColumns.column, RuleColumns.columns, country, otherwise]),
        help: Wording(
            en: "brings telephone numbers to their international form (E.164)", zh: "将电话号码统一为国际格式（E.164）"))

    static let country = OptionKey(
        "country", .choice(of: Country.self),
        help: Wording(en: "whose numbers those without a country code are; CN unless said", zh: "无国家代码的号码所属国家，默认 CN"))
    static let otherwise = OptionKey(
        "otherwise", .choice(of: Otherwise.self),
        help: Wording(
            en: "what becomes of cells that are no telephone numbers; missing unless said",
            zh: "非电话号码的单元格如何处理，默认 missing"))

    /// Whose numbers are understood without a country code.
    package enum Country: String, Sendable, CaseIterable { case china = "CN" }
    /// What becomes of cells that are no telephone numbers.
    package enum Otherwise: String, Sendable, CaseIterable { case keep, missing }

    package let identity: RuleIdentity
    fileprivate let columns: [SourceText]
    fileprivate let otherwise: Otherwise

    package init?(_ reader: OptionReader, of identity: RuleIdentity) {
        self.identity = identity
        let columns = reader.columns(of: identity)
        let _: Country? = reader.choice(Self.country)
        otherwise = reader.choice(Self.otherwise) ?? .missing
        guard let columns else { return nil }
        self.columns = columns
    }

    package var mentionedColumns: [SourceText] { columns }

    package func prepared(against schema: inout TableSchema, collector: DiagnosticCollector) -> PreparedPhone? {
        let help = Wording(
            en: "declare the column as 'type: text' under 'ingest'", zh: "请在 'ingest' 中将该列声明为 'type: text'")
        for column in columns {
            guard let index = schema.columns.firstIndex(where: { $0.name == column.text }) else { continue }
            if schema.columns[index].type == .integer { schema.columns[index].type = .text }
        }
        return schema.areTexts(columns, of: identity, collector: collector, help: help)
            ? PreparedPhone(rule: self) : nil
    }

    package var line: Wording {
        switch otherwise {
        case .missing:
            Wording(
                en: "telephone numbers in \(columns.listed.english) in international form, others missing",
                zh: "\(columns.listed.chinese) 的电话号码统一为国际格式，其余置为缺失")
        case .keep:
            Wording(
                en: "telephone numbers in \(columns.listed.english) in international form, others stay",
                zh: "\(columns.listed.chinese) 的电话号码统一为国际格式，其余不变")
        }
    }
}

/// The rule with its columns known to hold texts or whole numbers.
package struct PreparedPhone: PreparedRule {
    package let rule: Phone

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        var outcome = RuleOutcome(table: table)
        for column in rule.columns {
            let index = try table.plannedIndex(of: column.text, by: rule.identity)
            var masked = 0
            var unread = 0
            if outcome.table.columns[index].type == .integer {
                outcome.table = outcome.table.spellingIntegers(inColumn: index, context)
            }
            let (table, changed) = outcome.table.rewritingTexts(
                ofColumn: index, context
            ) { text, cells, scratch in
                switch ChinesePhoneNumber(text) {
                case .international(let digits):
                    scratch.append(0x2B)
                    scratch.append(contentsOf: digits.map { $0 &+ 0x30 })
                    return scratch.elementsEqual(text) ? .unchanged : .rewritten
                case .masked:
                    masked += cells
                    return .missing
                case .unreadable:
                    unread += cells
                    return rule.otherwise == .keep ? .unchanged : .missing
                }
            }
            if masked + unread > 0 {
                context.stage.collector.add(
                    CleaningDiagnostics.notPhoneNumbers(
                        masked: masked, unread: unread, keptUnread: rule.otherwise == .keep, in: column.text,
                        by: rule.identity))
            }
            outcome.table = table
            outcome.changedCells += changed
        }
        return outcome
    }

    /// How numbers are read takes more than an expression.
    package func sql(_ scope: RuleSQLScope) throws(DiagnosedFailure) -> RuleSQL? { nil }
}

extension Table {
    /// The table with a column of whole numbers turned into texts of their digits.
    fileprivate func spellingIntegers(inColumn index: Int, _ context: RuleContext) -> Table {
        var table = self
        var builder = TextPoolBuilder()
        for (position, chunk) in chunks.enumerated() {
            guard case .integer(let column) = chunk.columns[index] else { return self }
            let codes = column.values.indices.map { row in
                column.presence[row] ? builder.code(for: "\(column.values[row])") : 0
            }
            var chunk = chunk
            chunk.columns[index] = .text(
                TextColumn(codes: PrimitiveColumn(codes, presence: column.presence), pool: .empty))
            table.chunks[position] = context.stage.store.keep(chunk)
        }
        let pool = builder.pool()
        for position in chunks.indices { table.chunks[position].columns.setPool(pool, of: index) }
        table.columns[index].type = .text
        return table
    }
}
