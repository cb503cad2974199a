// What the templates of a report see: plain texts in one language, ready to be laid out.

import Diagnostics

/// Everything a report says, in one language.
///
/// Texts are not escaped: that is the format's part. A field named `…Graphic` holds SVG that Rapport drew itself and
/// is the only thing a template may put in unescaped.
package struct ReportModel: Sendable, TemplateRecord {
    package var language: Language
    /// `zh-Hans` or `en`.
    var languageCode: String
    var words: WordList

    var title: String
    var kindTitle: String
    var periodName: String
    var periodDays: String
    var isPartial: Bool
    var partialNote: String
    var asOf: String
    var zone: String
    var pipeline: String
    var fingerprint: String
    var toolVersion: String

    /// A few sentences that sum up the report.
    var summary: [String]
    var headlines: [Headline]
    var trends: [TrendChart]
    /// At most one.
    var trendTables: [WideTable]
    var breakdowns: [BreakdownPart]
    var books: Books
    var definitions: [Definition]
    var conventions: [Convention]
    var rejectGroups: [RejectGroup]
    /// Says how many kinds of rejects are not listed; empty when all are.
    var moreRejects: String
    /// The parts of the report that are there, for a table of contents.
    var contents: [Anchor]

    /// The same report in another language.
    package struct Alternate: Sendable, TemplateRecord {
        package var language: String
        package var name: String
        package var file: String
        package var isCurrent: Bool
    }

    struct Anchor: Sendable, TemplateRecord {
        var anchor: String
        var anchorTitle: String
    }

    /// How good or bad something is: never told by colour alone.
    enum Tone: String, Sendable { case good, bad, neutral }

    /// A metric's total for the period of the report.
    struct Headline: Sendable, TemplateRecord {
        var metricTitle: String
        var reading: Reading
        var changes: [Change]
        /// At most one.
        var goals: [Goal]
        var sparkGraphic: String
    }

    /// A cell as texts.
    struct Reading: Sendable, TemplateRecord {
        /// The value, the absent mark or the mark of a hidden value.
        var value: String
        /// Empty when there is none.
        var interval: String
        /// `1,234`
        var sample: String
        /// False where the value itself is the number of observations.
        var hasSample: Bool
        /// Why there is no value, or what to mind; may be empty.
        var note: String
        var hasInterval: Bool
        /// Whether a table with little room has some for the interval.
        var showsInterval: Bool
        var hasNote: Bool
        var isAbsent: Bool
        /// Whether the cell is over all columns of its row.
        var isSum = false
        /// At most one: a target that the cell meets or misses beyond noise.
        var judgements: [Goal] = []
    }

    struct Change: Sendable, TemplateRecord {
        /// `较2026年第二季度`
        var base: String
        var baseValue: String
        /// `+1.2 个百分点`
        var difference: String
        /// `+3.4%`; may be empty.
        var relative: String
        var hasRelative: Bool
        /// Empty where there is nothing to judge.
        var verdict: String
        var hasVerdict: Bool
        var tone: Tone
        var toneName: String
        /// ▲, ▼ or ≈: the way it went.
        var mark: String
        var hasMark: Bool
    }

    struct Goal: Sendable, TemplateRecord {
        /// `≥ 90%`
        var bound: String
        var statusWord: String
        var toneName: String
        /// ✓, ✗ or ?
        var mark: String
        var hasMark: Bool
    }

    struct TrendChart: Sendable, TemplateRecord {
        var chartTitle: String
        var chartGraphic: String
        var chartNote: String
    }

    /// One way of dividing the rows, with all its metrics.
    struct BreakdownPart: Sendable, TemplateRecord {
        var anchor: String
        var partTitle: String
        var panels: [Panel]
        var wideTables: [WideTable]
    }

    /// One metric over the labels of a segment.
    struct Panel: Sendable, TemplateRecord {
        var panelTitle: String
        var panelNote: String
        var segmentTitle: String
        var rows: [PanelRow]
        var hasIntervals: Bool
        /// Whether a row has a number of observations besides its value, or something to mind.
        var hasSamples: Bool
        var hasChanges: Bool
        var changeTitle: String
    }

    struct PanelRow: Sendable, TemplateRecord {
        var label: String
        var isTotal: Bool
        var reading: Reading
        var barGraphic: String
        /// At most one.
        var changes: [Change]
    }

    /// Values in two directions, such as months by regions.
    struct WideTable: Sendable, TemplateRecord {
        var tableTitle: String
        /// The title with that of its part, unlike any other of the report.
        var tableLabel: String
        var tableNote: String
        var hasTableNote: Bool
        var corner: String
        var columns: [String]
        /// Whether each row ends with a cell over all columns.
        var hasSums: Bool
        var sumTitle: String
        /// Whether it takes the width of the page, and not half of it beside another table.
        var isFull: Bool
        var rows: [WideRow]
    }

    struct WideRow: Sendable, TemplateRecord {
        var label: String
        var isTotal: Bool
        var cells: [Reading]
    }

    /// What came in, what left and why.
    struct Books: Sendable, TemplateRecord {
        var files: [FileEntry]
        /// The sum over all files; at most one, none for a single file.
        var totals: [FileEntry]
        var steps: [StepEntry]
        var links: [LinkEntry]
        var untimed: [UntimedEntry]
        /// Why periods are partial.
        var partials: [PartialEntry]
        var warnings: [WarningEntry]
    }

    struct FileEntry: Sendable, TemplateRecord {
        var path: String
        var table: String
        var encoding: String
        var read: String
        var kept: String
        var rejected: String
        var duplicates: String
        var filtered: String
    }

    struct StepEntry: Sendable, TemplateRecord {
        var table: String
        var step: String
        var before: String
        var left: String
        var departure: String
        var after: String
        var changed: String
    }

    struct LinkEntry: Sendable, TemplateRecord {
        var from: String
        var to: String
        var rowCount: String
        var matched: String
        var missing: String
        var rate: String
    }

    struct UntimedEntry: Sendable, TemplateRecord {
        var table: String
        var rowCount: String
    }

    struct PartialEntry: Sendable, TemplateRecord {
        var label: String
        var reason: String
    }

    struct WarningEntry: Sendable, TemplateRecord {
        /// May be empty.
        var place: String
        var hasPlace: Bool
        var message: String
        /// May be empty.
        var help: String
        var hasHelp: Bool
    }

    struct Definition: Sendable, TemplateRecord {
        var metricTitle: String
        var key: String
        var formula: String
        var unit: String
        var direction: String
        var intervalMethod: String
        var minimum: String
        var attribution: String
        var hasAttribution: Bool
        var definitionID: String
        var source: String
        var hasSource: Bool
        var caution: String
        var hasCaution: Bool
    }

    struct Convention: Sendable, TemplateRecord {
        var segmentTitle: String
        var key: String
        var convention: String
    }

    struct RejectGroup: Sendable, TemplateRecord {
        var file: String
        var column: String
        var rule: String
        var reason: String
        var count: String
        var examples: [RejectExample]
    }

    struct RejectExample: Sendable, TemplateRecord {
        var line: String
    }
}
