// What a definition writes of the periods in which its rows count, beside the time of a row.

import Diagnostics
import Stages
import Tabular

/// The keys `until`, `stands`, `window` and `to_date` of a definition, as far as they are written, and written rightly.
struct WrittenAttribution: Sendable {
    /// The column that says until when a row stands.
    var until: SourceText?
    var stands: Standing?
    var window: CalendarLength?
    var toDate: Reach?
    /// Whether `at: none` is written: a row has no time, and counts in every period.
    var isSnapshot: Bool?

    /// Since when rows count that are measured up to a period's end.
    enum Reach: String, Sendable, CaseIterable {
        case week, month, quarter
        case halfYear = "half-year"
        case year
        /// Since the first row.
        case beginning
    }

    init() {}

    init(_ reader: OptionReader) {
        until = reader.text(MetricKeys.until)
        stands = reader.choice(MetricKeys.stands)
        toDate = reader.choice(MetricKeys.toDate)
        if let text = reader.text(MetricKeys.window) {
            window = CalendarLength(text.text)
            if window == nil {
                var mistake = StagesDiagnostics.wrongValue(
                    of: reader.keyWording(MetricKeys.window),
                    expected: Wording(
                        en: "a length such as '90 days' or '12 months'", zh: "如 '90 days'、'12 months' 的长度"),
                    found: text)
                if let line = KindKey.withUnit(text.text, "days") {
                    mistake.help = AggregationDiagnostics.write("\(MetricKeys.window.word): \(line)")
                }
                reader.collector.add(mistake)
            }
        }
    }

    /// Whether nothing is written.
    var isEmpty: Bool { self.texts.isEmpty && isSnapshot != true }

    /// As a definition says it.
    var texts: [(key: String, text: String)] {
        var texts: [(key: String, text: String)] = []
        if let until { texts.append((MetricKeys.until.word, until.text)) }
        if let stands { texts.append((MetricKeys.stands.word, stands.rawValue)) }
        if let window { texts.append((MetricKeys.window.word, "\(window)")) }
        if let toDate { texts.append((MetricKeys.toDate.word, toDate.rawValue)) }
        if isSnapshot == true { texts.append((MetricKeys.time.word, MetricKeys.noTime)) }
        return texts
    }

    /// These, and those of a model where nothing is written.
    ///
    /// A window and what is measured to date exclude each other, so one of them takes the place of the model's other.
    func filled(from model: WrittenAttribution) -> WrittenAttribution {
        var filled = self
        filled.until = until ?? model.until
        filled.stands = stands ?? model.stands
        filled.window = window ?? (toDate == nil ? model.window : nil)
        filled.toDate = toDate ?? (window == nil ? model.toDate : nil)
        filled.isSnapshot = isSnapshot ?? model.isSnapshot
        return filled
    }
}

/// At which moment of a period it is looked which rows stand.
enum Standing: String, Sendable, CaseIterable {
    /// At its end: a stock, such as a backlog.
    case atEnd = "at_end"
    /// At its start: a base, such as the customers that can be lost.
    case atStart = "at_start"
    /// At any time: each row with the part of it that lies in the period.
    case throughout
}
