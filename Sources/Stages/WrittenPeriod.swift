// Periods as people write them into tables: `2026Q3`, `2026年第三季度`, `FY2026 P03`, `2026财年第3期`.

import Tabular

extension Period {
    /// Reads a period as people write it: as ``init(named:fiscal:)``, and `2026Q3`, `2026q3`, `2026H1`, `2026/07`, `2026年`, `2026年7月`,
    /// `2026年第三季度`, `2026年3季度`, `2026年上半年`, `2026年第37周`; of fiscal years `Q1 FY2026/27`, `FY2026 P3`, `2026/27财年第3期`.
    package init?(written text: String, fiscal: FiscalCalendar) {
        var name = ""
        for character in text where !character.isWhitespace {
            name.append(Self.digits[character] ?? (character == "/" ? "-" : Character(character.uppercased())))
        }
        if let year = name.firstRange(of: "财年") {
            guard let part = Self.part(chinese: name[year.upperBound...], month: "P") else { return nil }
            name = "FY\(name[..<year.lowerBound])\(part)"
        } else if let year = name.firstIndex(of: "年") {
            guard let part = Self.part(chinese: name[name.index(after: year)...], month: "") else { return nil }
            name = "\(name[..<year])\(part)"
        } else if let sign = name.firstRange(of: "FY") {
            name = Self.fiscalName(before: name[..<sign.lowerBound], after: name[sign.upperBound...])
        } else if name.count == 6, let mark = name.firstIndex(where: { $0 == "Q" || $0 == "H" }),
            mark == name.index(name.startIndex, offsetBy: 4)
        {
            name.insert("-", at: mark)
        } else if name.count == 6, name.dropFirst(4).first == "-" {
            name.insert("0", at: name.index(name.startIndex, offsetBy: 5))
        }
        self.init(named: name == "ALL" ? "all" : name, fiscal: fiscal)
    }

    /// What stands behind 年 or 财年 as a part of a name.
    ///
    /// - Parameter month: what months are marked with.
    private static func part(chinese text: Substring, month: String) -> String? {
        let number = String(text.filter(\.isNumber))
        let padded = (number.count == 1 ? "0" : "") + number
        switch text.drop(while: { $0 == "第" || $0.isNumber }) {
        case "": return number.isEmpty ? "" : nil
        case "上半年": return number.isEmpty ? "-H1" : nil
        case "下半年": return number.isEmpty ? "-H2" : nil
        case "月", "月份": return month.isEmpty ? "-\(padded)" : nil
        case "期": return month.isEmpty ? nil : "-\(month)\(padded)"
        case "季度", "季": return "-Q\(number)"
        case "周": return "-W\(padded)"
        default: return nil
        }
    }

    /// `Q1` before `2026-27`, or `2026-27P3` after `FY`, as a name.
    private static func fiscalName(before: Substring, after: Substring) -> String {
        let year = after.prefix { $0.isNumber || $0 == "-" }
        let mark = before.isEmpty ? after.dropFirst(year.count) : before
        let number = mark.dropFirst().drop { $0 == "-" }
        let isShort = number.count == 1 && (mark.first == "P" || mark.first == "W")
        let years = year.last == "-" ? year.dropLast() : year
        return "FY\(years)" + (mark.isEmpty ? "" : "-\(mark.prefix(1))\(isShort ? "0" : "")\(number)")
    }

    private static let digits: [Character: Character] = ["一": "1", "二": "2", "三": "3", "四": "4"]
}
