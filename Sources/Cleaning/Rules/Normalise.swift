// Brings spellings of the same text together: width, case, blanks.

import Diagnostics
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
    package static let name = "normalise"

    package enum LetterCase: String, Sendable, CaseIterable { case lower, upper }

    package let identity: RuleIdentity
    private let columns: [SourceText]
    private let width: Bool
    private let letterCase: LetterCase?
    private let blanks: Bool

    package init?(_ node: OptionNode, of identity: RuleIdentity, collector: DiagnosticCollector) {
        self.identity = identity
        let reader = OptionReader(node, of: identity.wording, collector: collector)
        let columns = reader.columns(of: identity)
        width = reader.flag("width") ?? false
        letterCase = reader.choice("case")
        blanks = reader.flag("blanks") ?? false
        reader.finish()
        if !reader.has("width"), !reader.has("case"), !reader.has("blanks") {
            collector.add(
                CleaningDiagnostics.asksForNothing(identity, keys: ["width", "case", "blanks"], at: identity.location))
            return nil
        }
        guard let columns else { return nil }
        self.columns = columns
    }

    package var mentionedColumns: [SourceText] { columns }

    package func checked(against schema: inout TableSchema, collector: DiagnosticCollector) -> Normalise? {
        schema.areTexts(columns, of: identity, collector: collector) ? self : nil
    }

    package func apply(to table: Table, _ context: RuleContext) throws(DiagnosedFailure) -> RuleOutcome {
        var outcome = RuleOutcome(table: table)
        for column in columns {
            let index = try table.plannedIndex(of: column.text, by: identity)
            var spare: [UInt8] = []
            let (table, changed) = outcome.table.rewritingTexts(
                ofColumn: index, context
            ) { text, _, scratch in
                scratch.append(contentsOf: text)
                if width { Self.halveWidth(&scratch, spare: &spare) }
                if let letterCase { Self.change(&scratch, to: letterCase) }
                if blanks {
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

    private static func change(_ text: inout [UInt8], to letterCase: LetterCase) {
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
