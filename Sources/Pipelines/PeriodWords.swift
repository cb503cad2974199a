// What names of periods are like, for messages.

import Diagnostics
import Stages
import Tabular

enum PeriodWords {
    /// Names of a day, a week, a month, a quarter and a year: `2026-09-14, 2026-W37, 2026-09, 2026-Q3 or 2026`.
    static func examples(in fiscal: FiscalCalendar) -> Wording {
        let names = Period.examples(in: fiscal)
        func list(_ separator: String, _ last: String) -> String {
            names.dropLast().joined(separator: separator) + last + (names.last ?? "")
        }
        return Wording(en: list(", ", " or "), zh: list("、", " 或 "))
    }
}
