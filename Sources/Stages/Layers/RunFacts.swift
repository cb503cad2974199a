// What a report may say of the run that made it, beside the metric results.

import Diagnostics
import Tabular

/// The facts of a run that stand in the report: title, inputs, books, warnings.
package struct RunFacts: Sendable {
    package var title: Wording
    /// The name of the pipeline: that of its file without the ending.
    package var pipeline: String
    /// XXH3 of 128 bits over the pipeline file, in hexadecimal.
    package var pipelineFingerprint: String
    package var toolVersion: String
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package var asOf: Int64
    package var zone: TimeZoneTable
    package var files: [InputFile]
    package var ledgers: [TableLedger]
    package var links: [LinkMatch]
    package var rejects: RejectedRows
    /// Warnings worth showing in the report.
    package var warnings: [Diagnostic]
    /// What needs nobody, but whoever looks into a run may want to know.
    package var notes: [Diagnostic]
    /// When business is open; nil where the pipeline does not say.
    package var calendar: CalendarFacts?
    /// How years and their parts are counted.
    package var fiscal: FiscalCalendar

    package init(
        title: Wording, pipeline: String, pipelineFingerprint: String, toolVersion: String, asOf: Int64,
        zone: TimeZoneTable, files: [InputFile], ledgers: [TableLedger], links: [LinkMatch], rejects: RejectedRows,
        warnings: [Diagnostic], notes: [Diagnostic] = [], calendar: CalendarFacts? = nil,
        fiscal: FiscalCalendar = .civil
    ) {
        self.calendar = calendar
        self.fiscal = fiscal
        self.title = title
        self.pipeline = pipeline
        self.pipelineFingerprint = pipelineFingerprint
        self.toolVersion = toolVersion
        self.asOf = asOf
        self.zone = zone
        self.files = files
        self.ledgers = ledgers
        self.links = links
        self.rejects = rejects
        self.warnings = warnings
        self.notes = notes
    }
}
