// Days as they are written in a pipeline file or a file of holidays: of the week, of a year, and ranges of both.

import Diagnostics
import Tabular

/// What days are written like, and how they are read.
package enum WrittenDays {
    // MARK: Of the week

    private static let names: [(english: String, chinese: String)] = [
        ("mon", "周一"), ("tue", "周二"), ("wed", "周三"), ("thu", "周四"), ("fri", "周五"), ("sat", "周六"), ("sun", "周日"),
    ]

    /// What ``weekdays(_:)`` reads, as a regular expression.
    private static let weekdayPattern: String = {
        let day =
            " *([Mm][Oo][Nn]|[Tt][Uu][Ee]|[Ww][Ee][Dd]|[Tt][Hh][Uu]|[Ff][Rr][Ii]|[Ss][Aa][Tt]|[Ss][Uu][Nn]|周[一二三四五六日天]) *"
        return "^[-–至到]*\(day)([-–至到]+\(day))?[-–至到]*$"
    }()

    package static let weekdaysForm = OptionValue.pattern(
        weekdayPattern, Wording(en: "days of the week such as mon-fri", zh: "星期，如 mon-fri、周一至周五"))

    /// `mon`, `mon-fri`, `sat-mon`, `周一至周五`: Monday is 1, Sunday 7; nil where it cannot be read.
    package static func weekdays(_ text: String) -> [Int]? {
        let ends = text.lowercased().split(whereSeparator: { "-–至到".contains($0) }).map { end in
            let word = end.trimmed
            return names.firstIndex { $0.english == word || $0.chinese == word || ("周天" == word && $0.chinese == "周日") }
        }
        if ends.count == 1, let day = ends[0] { return [day + 1] }
        guard ends.count == 2, let first = ends[0], let last = ends[1] else { return nil }
        return (0...((last - first + 7) % 7)).map { (first + $0) % 7 + 1 }
    }

    /// Days of the week in their order, as `Mon–Wed, Sat` and 周一至周三、周六.
    package static func wording(ofWeekdays days: [Int]) -> Wording {
        var runs: [ClosedRange<Int>] = []
        for day in Set(days).sorted() where (1...7).contains(day) {
            if let last = runs.last, last.upperBound == day - 1 {
                runs[runs.count - 1] = last.lowerBound...day
            } else {
                runs.append(day...day)
            }
        }
        func joined(_ separator: String, _ mark: String, _ name: (Int) -> String) -> String {
            runs.map { run in
                run.count == 1 ? name(run.lowerBound) : name(run.lowerBound) + mark + name(run.upperBound)
            }.joined(separator: separator)
        }
        return Wording(
            en: joined(", ", "–") { names[$0 - 1].english.capitalised }, zh: joined("、", "至") { names[$0 - 1].chinese })
    }

    // MARK: Of a year

    package static let daysForm = OptionValue.pattern(
        "^ *\\d{4}-\\d{2}-\\d{2} *((\\.\\.|…) *\\d{4}-\\d{2}-\\d{2} *)?$",
        Wording(en: "a day, or the first and last as 2026-10-01..2026-10-07", zh: "日期，或起止日期，如 2026-10-01..2026-10-07"))

    /// What is expected where days stand.
    package static let expectation = Wording(
        en: "a day such as 2026-10-01, or the first and last as 2026-10-01..2026-10-07",
        zh: "日期，如 2026-10-01，或起止日期，如 2026-10-01..2026-10-07")

    /// `2026-10-01`, `2026-10-01..2026-10-07`, both ends included; nil where it cannot be read.
    package static func days(_ text: String) -> ClosedRange<Int>? {
        let parts = text.replacing("..", with: "…").split(separator: "…", omittingEmptySubsequences: false)
        let dates = parts.map { CivilDate(isoText: $0.trimmed)?.dayNumber }
        if dates.count == 1, let day = dates[0] { return day...day }
        guard dates.count == 2, let first = dates[0], let last = dates[1], first <= last, last - first < longestRange
        else { return nil }
        return first...last
    }

    /// Whether a text is meant as days, right or wrong.
    static func looksLikeDays(_ text: String) -> Bool {
        let word = text[...].trimmed
        return word.utf8.count > 4 && word.utf8.prefix(4).allSatisfy { (0x30...0x39).contains($0) }
            && word.utf8.dropFirst(4).first == UInt8(ascii: "-")
    }

    private static let longestRange = 4000
}

extension String {
    /// With a capital at its beginning.
    fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}

extension Substring {
    /// Without blanks at both ends.
    var trimmed: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
