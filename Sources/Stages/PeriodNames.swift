// The names of periods, as `--period` takes them, and as people write them into tables.

import Tabular

extension Period {
    /// Reads the name of a period as `--period` takes it: `2026-09-14`, `2026-W37`, `2026-09`, `2026-Q3`, `2026`,
    /// `2026-09-01..2026-09-14` (both days included) or `all`. Where years do not begin in January, quarters and years are named
    /// `FY2026-27-Q1` and `FY2026-27`, and `2026-Q3` and `2026` name none: they could be either's.
    package init?(named name: String, fiscalYearStart: Int) {
        if name == "all" {
            self = .allTime
            return
        }
        if let dots = name.firstRange(of: "..") {
            guard let first = CivilDate(isoText: name[..<dots.lowerBound]),
                let last = CivilDate(isoText: name[dots.upperBound...]), first <= last
            else { return nil }
            self.init(grain: nil, start: first.dayNumber, end: last.dayNumber + 1)
            return
        }
        if let date = CivilDate(isoText: name) {
            self.init(.day, containing: date.dayNumber)
            return
        }
        if name.hasPrefix("FY") {
            guard fiscalYearStart != 1, let year = FiscalYear(named: name.prefix(9)) else { return nil }
            var quarter: Int?
            if name.utf8.count > 9 {
                guard name.utf8.count == 12, name.dropFirst(9).hasPrefix("-Q"), let number = Int(name.suffix(1)),
                    (1...4).contains(number)
                else { return nil }
                quarter = number
            }
            guard let period = year.period(startMonth: fiscalYearStart, quarter: quarter) else { return nil }
            self = period
            return
        }
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count == 4, first.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let year = Int(first), let newYear = CivilDate(year: year, month: 1, day: 1)
        else { return nil }
        if parts.count == 1 {
            guard fiscalYearStart == 1 else { return nil }
            self.init(.year, containing: newYear.dayNumber)
        } else if parts.count == 2, let mark = parts[1].first, let number = Int(parts[1].drop { !$0.isNumber }) {
            switch mark {
            case "Q" where (1...4).contains(number) && parts[1].count == 2 && fiscalYearStart == 1:
                let first = CivilDate(year: year, month: number * 3 - 2, day: 1) ?? newYear
                self.init(.quarter, containing: first.dayNumber)
            case "W" where (1...53).contains(number) && parts[1].count == 3:
                let fourth = newYear.dayNumber + 3
                let week = Period(.week, containing: fourth).advanced(by: number - 1)
                guard CivilDate(dayNumber: (week.start ?? 0) + 3).year == year else { return nil }
                self = week
            case _ where mark.isNumber && parts[1].utf8.count == 2:
                guard let month = CivilDate(year: year, month: number, day: 1) else { return nil }
                self.init(.month, containing: month.dayNumber)
            default: return nil
            }
        } else {
            return nil
        }
    }

    /// What a calendar's or an incomplete name of a quarter or year may have meant, where years do not begin in January.
    package static func fiscalNames(for name: String, fiscalYearStart: Int) -> [Period] {
        let digits = name.hasPrefix("FY") ? name.dropFirst(2) : name[...]
        guard fiscalYearStart != 1, let year = Int(digits.prefix(4)) else { return [] }
        let rest = digits.dropFirst(4)
        if rest.isEmpty {
            return [year, year - 1].compactMap {
                FiscalYear(beginningIn: $0).period(startMonth: fiscalYearStart)
            }
        }
        guard rest.count == 3, rest.hasPrefix("-Q"), let quarter = Int(rest.suffix(1)), (1...4).contains(quarter) else {
            return []
        }
        let fiscal = [year, year - 1].compactMap {
            FiscalYear(beginningIn: $0).period(startMonth: fiscalYearStart, quarter: quarter)
        }
        guard !name.hasPrefix("FY"), let first = CivilDate(year: year, month: quarter * 3 - 2, day: 1) else {
            return fiscal
        }
        // The quarter of the calendar, where it is one of the fiscal year too.
        let same = Period(.quarter, containing: first.dayNumber, fiscalYearStart: fiscalYearStart)
        return same.start == first.dayNumber && !fiscal.contains(same) ? fiscal + [same] : fiscal
    }

    /// Reads a period as people write it: as ``init(named:fiscalYearStart:)``, and `2026Q3`, `2026q3`, `2026/07`, `2026年`, `2026年7月`,
    /// `2026年第三季度`, `2026年3季度`, `2026年第37周`.
    package init?(written text: String, fiscalYearStart: Int) {
        var name = ""
        for character in text where !character.isWhitespace {
            name.append(Self.digits[character] ?? (character == "/" ? "-" : Character(character.uppercased())))
        }
        if let year = name.firstIndex(of: "年") {
            let part = name[name.index(after: year)...]
            let number = String(part.filter(\.isNumber))
            let head = String(name[..<year])
            switch part.drop(while: { $0 == "第" || $0.isNumber }) {
            case "": name = number.isEmpty ? head : ""
            case "月", "月份": name = "\(head)-\(number.count == 1 ? "0" : "")\(number)"
            case "季度", "季": name = "\(head)-Q\(number)"
            case "周": name = "\(head)-W\(number.count == 1 ? "0" : "")\(number)"
            default: return nil
            }
        } else if name.count == 6, let mark = name.firstIndex(of: "Q"), mark == name.index(name.startIndex, offsetBy: 4)
        {
            name.insert("-", at: mark)
        } else if name.count == 6, name.dropFirst(4).first == "-" {
            name.insert("0", at: name.index(name.startIndex, offsetBy: 5))
        }
        self.init(named: name == "ALL" ? "all" : name, fiscalYearStart: fiscalYearStart)
    }

    private static let digits: [Character: Character] = ["一": "1", "二": "2", "三": "3", "四": "4"]
}
