// What is said wherever something asks when business is open, and the pipeline does not say it.

import Diagnostics

/// A function, a key or a metric that needs the pipeline's calendar, where there is none.
package enum NoCalendar {
    /// - Parameter subject: what needs a calendar: a function, a key, a metric.
    package static func diagnostic(of subject: Wording, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            .pipeline("no-calendar"), at: location,
            Wording(
                en:
                    "\(subject.english) needs the key 'calendar' of the pipeline file, which says when business is open",
                zh: "\(subject.chinese) 需要流程文件中的键 'calendar'，由它说明工作时间"),
            help: Wording(
                en: "write 'calendar: { hours: { mon-fri: [09:00-12:00, 13:30-18:00] }, holidays: china }' at its top",
                zh: "请在顶层写 'calendar: { hours: { mon-fri: [09:00-12:00, 13:30-18:00] }, holidays: china }'"))
    }
}
