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
    /// By metric key.
    let readers: [String: CellReader]

    init(results: MetricResults, facts: RunFacts, language: Language, kind: ReportKind, floors: DisplayFloors) {
        self.results = results
        self.facts = facts
        self.language = language
        self.kind = kind
        let format = ValueFormat(language: language)
        self.format = format
        periods = PeriodFormat(language: language)
        words = WordList(language: language)
        segments = SegmentLookup(results.segments)
        cells = CellIndex(results)
        let byMetric = Dictionary(grouping: results.cells, by: \.metric)
        readers = Dictionary(
            results.metrics.map { metric in
                (
                    metric.key,
                    CellReader(metric: metric, cells: byMetric[metric.key] ?? [], format: format, floors: floors)
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
        let (rejectGroups, moreRejects) = isWhole ? rejectGroups() : ([], "")
        let books = books()
        let conventions = conventions()
        var contents: [(String, ReportWord)] = [("headlines", .headlines)]
        if !trends.isEmpty || !trendTables.isEmpty { contents.append(("trend", .trend)) }
        if !breakdowns.isEmpty { contents.append(("breakdowns", .breakdowns)) }
        contents.append(("books", .books))
        if isWhole { contents.append(("rejects", .rejects)) }
        contents.append(("definitions", .definitions))
        if !conventions.isEmpty { contents.append(("conventions", .conventions)) }
        return ReportModel(
            language: language, languageCode: language.rawValue, words: words, title: facts.title[language],
            kindTitle: ReportWords.title(of: kind)[language], periodName: periods.name(of: results.period),
            periodDays: periods.days(of: results.period), isPartial: isPartial,
            partialNote: isPartial ? ReportWords.partialNote(asOf: asOf)[language] : "", asOf: asOf,
            zone: facts.zone.identifier, pipeline: facts.pipeline, fingerprint: facts.pipelineFingerprint,
            toolVersion: facts.toolVersion, summary: summary(), headlines: headlines, trends: trends,
            trendTables: trendTables, breakdowns: breakdowns, books: books, definitions: definitions(),
            conventions: conventions, rejectGroups: rejectGroups, moreRejects: moreRejects,
            contents: contents.map { ReportModel.Anchor(anchor: $0.0, anchorTitle: words[$0.1]) })
    }

    func reader(_ metric: MetricDescription) -> CellReader {
        readers[metric.key]
            ?? CellReader(metric: metric, cells: [], format: format, floors: DisplayFloors())
    }
}

/// Finds cells by metric, breakdown, period and labels.
struct CellIndex {
    private struct Group: Hashable {
        var metric: String
        var breakdown: Breakdown
    }

    private struct Place: Hashable {
        var metric: String
        var breakdown: Breakdown
        var period: Period
        var labels: [Int]
    }

    private let results: MetricResults
    private var groups: [Group: [Int]] = [:]
    private var places: [Place: Int] = [:]

    init(_ results: MetricResults) {
        self.results = results
        for (position, cell) in results.cells.enumerated() {
            groups[Group(metric: cell.metric, breakdown: cell.breakdown), default: []].append(position)
            places[
                Place(metric: cell.metric, breakdown: cell.breakdown, period: cell.period, labels: cell.labels)] =
                position
        }
    }

    /// The positions of a metric's cells of one breakdown, in the results' order.
    func positions(_ metric: String, _ breakdown: Breakdown) -> [Int] {
        groups[Group(metric: metric, breakdown: breakdown)] ?? []
    }

    /// The position of one cell.
    func position(_ metric: String, _ breakdown: Breakdown, _ period: Period, labels: [Int] = []) -> Int? {
        places[Place(metric: metric, breakdown: breakdown, period: period, labels: labels)]
    }

    func cell(_ metric: String, _ breakdown: Breakdown, _ period: Period, labels: [Int] = []) -> MetricCell? {
        position(metric, breakdown, period, labels: labels).map { results.cells[$0] }
    }
}
