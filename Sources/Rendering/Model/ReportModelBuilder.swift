// Makes the model of a report: results and facts become texts in one language, part by part.

import Diagnostics
import Stages
import Tabular

/// Builds a ``ReportModel``; each part of a report has its own file.
struct ReportModelBuilder {
    let results: MetricResults
    let facts: RunFacts
    let language: Language
    let kind: ReportKind
    let format: ValueFormat
    let periods: PeriodFormat
    let words: WordList
    let segments: SegmentLookup
    let cells: CellIndex
    /// The periods up to the report's own that have totals, oldest first; without gaps.
    let trendPeriods: [Period]
    /// By metric key.
    let readers: [String: CellReader]

    /// - Parameter cells: the index of the results' cells, the same for all reports of a run; made anew where it is not given.
    init(
        results: MetricResults, facts: RunFacts, language: Language, kind: ReportKind, cells: CellIndex? = nil
    ) {
        self.results = results
        self.facts = facts
        self.language = language
        self.kind = kind
        let format = ValueFormat(language: language)
        self.format = format
        periods = PeriodFormat(language: language)
        words = WordList(language: language)
        segments = SegmentLookup(results.segments)
        let cells = cells ?? CellIndex(results)
        self.cells = cells
        trendPeriods = Self.trendPeriods(of: results, cells: cells)
        readers = Dictionary(
            results.metrics.map { metric in
                (
                    metric.key,
                    CellReader(metric: metric, values: cells.values(of: metric.key), format: format)
                )
            }, uniquingKeysWith: { first, _ in first })
    }

    func model() -> ReportModel {
        let asOf = periods.instant(facts.asOf, in: facts.zone)
        let isPartial = results.partialPeriods.contains(results.period)
        let headlines = headlines()
        let (trends, trendTables) = trends()
        let isWhole = kind == .managementReview
        let breakdowns = isWhole ? breakdowns() : []
        let (rejectGroups, moreRejects) = rejectGroups(most: isWhole ? Self.mostGroups : Self.fewGroups)
        let books = books()
        let conventions = conventions()
        var contents: [(String, ReportWord)] = [("headlines", .headlines)]
        if !trends.isEmpty || !trendTables.isEmpty { contents.append(("trend", .trend)) }
        if !breakdowns.isEmpty { contents.append(("breakdowns", .breakdowns)) }
        contents.append(("books", .books))
        contents.append(("rejects", .rejects))
        contents.append(("definitions", .definitions))
        if !conventions.isEmpty { contents.append(("conventions", .conventions)) }
        return ReportModel(
            language: language, languageCode: language.rawValue, words: words, title: facts.title[language],
            kindTitle: ReportWords.title(of: kind)[language], periodName: periods.name(of: results.period),
            periodDays: periodDays, isPartial: isPartial,
            partialNote: isPartial
                ? ReportWords.partialNote(results.partialReasons[results.period] ?? [])[language] : "", asOf: asOf,
            zone: facts.zone.identifier, pipeline: facts.pipeline, fingerprint: facts.pipelineFingerprint,
            toolVersion: facts.toolVersion, summary: summary(), headlines: headlines, trends: trends,
            trendTables: trendTables, breakdowns: breakdowns, books: books, definitions: definitions(),
            conventions: conventions, rejectGroups: rejectGroups, moreRejects: moreRejects,
            contents: contents.map { ReportModel.Anchor(anchor: $0.0, anchorTitle: words[$0.1]) })
    }

    /// The first and last day of the period; of all time, those of its rows.
    private var periodDays: String {
        guard results.period.start == nil, let days = results.allDays else { return periods.days(of: results.period) }
        return periods.days(days)
    }

    func reader(_ metric: MetricDescription) -> CellReader {
        readers[metric.key]
            ?? CellReader(metric: metric, values: [], format: format)
    }
}
