// Brings spellings of the same text together: width, case, blanks.

import Diagnostics
import Expressions
import Stages
import Tabular

/// Brings spellings of the same text together: full-width letters, case, blanks.
///
///     - normalise: { columns: [queue, sku], width: true, case: upper, blanks: true }
///
/// - `width: true` turns the full-width forms of ASCII (U+FF01…U+FF5E) and the full-width space U+3000 into plain ones;
///   other signs, such as ￥ and 。, stay.
/// - `case: lower` or `case: upper` changes the case of letters of every script, by Unicode's rules and no country's.
/// - `blanks: true` makes every run of blanks one plain space, and takes those at the ends away.
///
/// They are done in this order. At least one must be asked for.
///
/// - Missing: stays missing; a text of nothing but blanks becomes missing when `blanks` is asked for.
/// - Errors: an unknown column; a column that holds no texts.
///
/// | queue         | → queue    |
/// |---------------|------------|
/// | `ＶＩＰ　客服`    | `VIP 客服` |
/// | `vip   客服`  | `VIP 客服` |
/// | `￥１２`        | `￥12`     |
package struct Normalise: CleaningRule {
    package static let declaration = OptionKey(
        "normalise", .mapping([RuleColumns.column, RuleColumns.columns, width, letterCase, blanks]),
        help: Wording(
            en: "brings spellings of the same text together: full-width letters, case, blanks",
            zh: "统一同一文本的写法：全角、大小写、空白"))

    static let width = OptionKey(
        "width", .flag,
        help: Wording(en: "whether full-width letters and blanks become plain ones", zh: "是否将全角字符和空格转为半角"))
    static let letterCase = OptionKey(
        "case", .choice(of: LetterCase.self), help: Wording(en: "the case of letters afterwards", zh: "字母转为大写或小写"))
    static let blanks = OptionKey(
        "blanks", .flag,
        help: Wording(
            en: "whether runs of blanks become one, and those at the ends go", zh: "是否合并连续空白，并去除首尾空白"))

    /// The case of letters afterwards.
    package enum LetterCase: String, Sendable, CaseIterable { case lower, upper }

    package let identity: RuleIdentity
    fileprivate let columns: [SourceText]
    fileprivate let width: Bool
    fileprivate let letterCase: LetterCase?
    fileprivate let blanks: Bool

    package init?(_ reader: OptionReader, of identity: RuleIdentity) {
        self.identity = identity
        let columns = reader.columns(of: identity)
        width = reader.flag(Self.width) ?? false
        letterCase = reader.choice(Self.letterCase)
        blanks = reader.flag(Self.blanks) ?? false
        let changes = [Self.width, Self.letterCase, Self.blanks]
        if !changes.contains(where: reader.has) {
            reader.collector.add(
                CleaningDiagnostics.asksForNothing(identity, keys: changes.words, at: identity.location))
            return nil
        }
        guard let columns else { return nil }
        self.columns = columns
    }

    package var mentionedColumns: [SourceText] { columns }

    package func prepared(against schema: inout TableSchema, collector: DiagnosticCollector) -> PreparedNormalise? {
        schema.areTexts(columns, of: identity, collector: collector) ? PreparedNormalise(rule: self) : nil
    }

    package var line: Wording {
        var english: [String] = []
        var chinese: [String] = []
        if width {
            english.append("plain width")
            chinese.append("全角转半角")
        }
        switch letterCase {
        case .lower:
            english.append("lower case")
            chinese.append("转小写")
        case .upper:
            english.append("upper case")
            chinese.append("转大写")
        case nil: break
        }
        if blanks {
            english.append("single blanks")
            chinese.append("合并空白")
        }
        return Wording(
            en: "\(english.joined(separator: ", ")) in \(columns.listed.english)",
            zh: "\(columns.listed.chinese)：\(chinese.joined(separator: "、"))")
    }
}

/// The rule with its columns known to be texts.
package struct PreparedNormalise: PreparedRule {
    package let rule: Normalise

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        var outcome = RuleOutcome(table: table)
        for column in rule.columns {
            let index = try table.plannedIndex(of: column.text, by: rule.identity)
            var spare: [UInt8] = []
            let (table, changed) = outcome.table.rewritingTexts(
                ofColumn: index, context
            ) { text, _, scratch in
                scratch.append(contentsOf: text)
                if rule.width { Self.halveWidth(&scratch, spare: &spare) }
                if let letterCase = rule.letterCase { Self.change(&scratch, to: letterCase) }
                if rule.blanks {
                    Self.collapseBlanks(&scratch, spare: &spare)
                    if scratch.isEmpty { return .missing }
                }
                return scratch.elementsEqual(text) ? .unchanged : .rewritten
            }
            outcome.table = table
            outcome.changedCells += changed
        }
        return outcome
    }

    /// Where a letter becomes two in the other case, as ß does, an engine may leave it as it is.
    package func sql(_ scope: RuleSQLScope) throws(DiagnosedFailure) -> RuleSQL? {
        let dialect = scope.dialect
        return try scope.changing(rule.columns.map(\.text)) { cell in
            var text = cell
            if rule.width { text = "translate(\(text), \(dialect.text(Self.wide)), \(dialect.text(Self.plain)))" }
            if let letterCase = rule.letterCase { text = "\(letterCase.rawValue)(\(text))" }
            if rule.blanks { text = "nullif(trim(\(dialect.replacing(Blanks.pattern + "+", in: text, by: " "))), '')" }
            return text
        }
    }

    /// The full-width signs, and what they become, sign by sign.
    private static let wide = signs(0xFF01...0xFF5E) + "\u{3000}"
    private static let plain = signs(0x21...0x7E) + " "

    private static func signs(_ codes: ClosedRange<UInt32>) -> String {
        String(String.UnicodeScalarView(codes.compactMap { Unicode.Scalar($0) }))
    }

    // MARK: The three changes

    /// U+FF01…U+FF5E are EF BC 81…EF BD 9E, U+3000 is E3 80 80.
    private static func halveWidth(_ text: inout [UInt8], spare: inout [UInt8]) {
        guard text.contains(where: { $0 == 0xEF || $0 == 0xE3 }) else { return }
        spare.removeAll(keepingCapacity: true)
        var index = 0
        while index < text.count {
            if index + 2 < text.count, text[index] == 0xEF || text[index] == 0xE3 {
                let (first, second, third) = (text[index], text[index + 1], text[index + 2])
                var plain: UInt8?
                if first == 0xE3, second == 0x80, third == 0x80 { plain = 0x20 }
                if first == 0xEF, second == 0xBC, third >= 0x81 { plain = third &- 0x60 }
                if first == 0xEF, second == 0xBD, third <= 0x9E { plain = third &- 0x20 }
                if let plain {
                    spare.append(plain)
                    index += 3
                    continue
                }
            }
            spare.append(text[index])
            index += 1
        }
        swap(&text, &spare)
    }

    private static func change(_ text: inout [UInt8], to letterCase: Normalise.LetterCase) {
        if text.allSatisfy({ $0 < 0x80 }) {
            let first: UInt8 = letterCase == .lower ? 0x41 : 0x61
            for index in text.indices where text[index] >= first && text[index] <= first &+ 25 { text[index] ^= 0x20 }
            return
        }
        let string = String(decoding: text, as: UTF8.self)
        text = Array((letterCase == .lower ? string.lowercased() : string.uppercased()).utf8)
    }

    private static func collapseBlanks(_ text: inout [UInt8], spare: inout [UInt8]) {
        spare.removeAll(keepingCapacity: true)
        text.withUnsafeBufferPointer { text in
            let kept = Blanks.trimmed(text)
            var index = kept.lowerBound
            while index < kept.upperBound {
                var blank = Blanks.length(at: index, in: text)
                if blank == 0 {
                    spare.append(text[index])
                    index += 1
                    continue
                }
                spare.append(0x20)
                while blank > 0 {
                    index += blank
                    blank = Blanks.length(at: index, in: text)
                }
            }
        }
        swap(&text, &spare)
    }
}
