// On which days a centre is open, as a pipeline file says it.

import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

struct OpenDaysTests {
    private func open(_ text: String) -> (open: OpenDays, kinds: [String]) {
        let collector = DiagnosticCollector()
        let node = OptionNode.text("open: \(text)")["open"]
        return (node.map { OpenDays($0, collector: collector) } ?? OpenDays(), collector.diagnostics.map(\.kind.name))
    }

    private func day(_ text: String) -> Int { CivilDate(isoText: text)?.dayNumber ?? 0 }

    @Test(arguments: [
        ("mon-fri", [1, 2, 3, 4, 5]), ("[mon, wed, fri]", [1, 3, 5]), ("sat-mon", [1, 6, 7]), ("sun", [7]),
        ("周一至周六", [1, 2, 3, 4, 5, 6]), ("{ days: tue-sun }", [2, 3, 4, 5, 6, 7]),
        ("{ days: [mon-wed, sat] }", [1, 2, 3, 6]),
        ("{ empty: zero }", [1, 2, 3, 4, 5, 6, 7]),
    ])
    func `days of the week are ranges, lists and words of both languages`(text: String, weekdays: [Int]) {
        let (open, kinds) = open(text)
        #expect(kinds.isEmpty)
        #expect(open.weekdays == Set(weekdays))
    }

    @Test func `holidays are closed, working days in their place are open`() {
        let (open, kinds) = open(
            "{ days: mon-fri, holidays: [2026-10-01..2026-10-07, 2027-01-01], workdays: [2026-10-10], short: 2026-12-24 }"
        )
        #expect(kinds.isEmpty)
        for closed in ["2026-10-01", "2026-10-07", "2027-01-01", "2026-10-11", "2026-10-17"] {
            #expect(!open.isOpen(day(closed)), "\(closed)")
        }
        for opened in ["2026-09-30", "2026-10-08", "2026-10-10", "2026-12-24"] {
            #expect(open.isOpen(day(opened)), "\(opened)")
        }
        #expect(open.shortDays == [day("2026-12-24")])
    }

    @Test(arguments: [
        ("mon-fry", "wrong-value"), ("{ days: weekdays }", "wrong-value"),
        ("{ holidays: [2026-02-30] }", "wrong-value"),
        ("{ holidays: [2026-10-07..2026-10-01] }", "wrong-value"), ("{ empty: none }", "unknown-choice"),
        ("{ closed: sun }", "unknown-key"),
    ])
    func `a mistake is told once`(text: String, kind: String) { #expect(open(text).kinds == [kind]) }
}
