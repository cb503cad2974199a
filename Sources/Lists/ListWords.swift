// Every word and sentence that readers of lists see.

import Diagnostics
import Stages

enum ListWords {
    static let rank = Wording(en: "Rank", zh: "名次")
    static let id = Wording(en: "ID", zh: "编号")
    static let name = Wording(en: "Name", zh: "名称")
    static let reason = Wording(en: "Reason", zh: "事由")
    static let owner = Wording(en: "Owner", zh: "负责人")
    static let due = Wording(en: "Due", zh: "到期日")

    static func low(_ title: Wording) -> Wording {
        Wording(en: "\(title.english), lower bound", zh: "\(title.chinese)（下限）")
    }

    static func high(_ title: Wording) -> Wording {
        Wording(en: "\(title.english), upper bound", zh: "\(title.chinese)（上限）")
    }

    static func n(_ title: Wording) -> Wording { Wording(en: "\(title.english), n", zh: "\(title.chinese)（样本数）") }

    static func joined(_ reasons: [Wording]) -> Wording {
        Wording(
            en: reasons.map(\.english).joined(separator: "; "), zh: reasons.map(\.chinese).joined(separator: "；"))
    }

    /// How many there are, and what is not in the list; each a sentence.
    static func note(
        rows: Int, shown: Int, merged: Int, unjudged: Int, withoutID: Int, placeholders: Int, lunar: Int,
        leftOut: [Wording]
    ) -> Wording {
        var said = [rows == 0 ? RowList.nobody : counted(rows, shown: shown)]
        if merged > 0 {
            said.append(
                Wording(en: "\(merged) more rows of the same ids are in theirs.", zh: "同一编号的另外 \(merged) 行已并入。"))
        }
        if unjudged > 0 {
            said.append(
                Wording(
                    en: "Not judged, for they rest on too few rows: \(unjudged).", zh: "样本过少、未作判断：\(unjudged)。"))
        }
        if withoutID > 0 {
            said.append(Wording(en: "Not listed, for they have no id: \(withoutID).", zh: "无编号、未列出：\(withoutID)。"))
        }
        if placeholders > 0 {
            said.append(
                Wording(
                    en: "Not listed, for 1900 or 1 stands for a year that nobody knew: \(placeholders).",
                    zh: "年份为 1900 或 0001（占位）、未列出：\(placeholders)。"))
        }
        if lunar > 0 {
            said.append(
                Wording(
                    en: "Not listed, for days of the lunar calendar are not converted: \(lunar).",
                    zh: "农历日期不作换算、未列出：\(lunar)。"))
        }
        said += leftOut
        return Wording(
            en: said.map(\.english).joined(separator: " "), zh: said.map(\.chinese).joined())
    }

    private static func counted(_ rows: Int, shown: Int) -> Wording {
        rows == shown
            ? Wording(en: "\(rows) listed.", zh: "共列出 \(rows) 项。")
            : Wording(en: "\(shown) of \(rows) listed.", zh: "共 \(rows) 项，列出 \(shown) 项。")
    }
}
