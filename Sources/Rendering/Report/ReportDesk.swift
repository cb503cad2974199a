// What blocks write a report from: results and facts, their index, and the words and number formats of one language.

import Diagnostics
import Documents
import Stages
import Tabular

/// Everything that the blocks of a report look at, in one language.
struct ReportDesk {
    let results: MetricResults
    let facts: RunFacts
    let language: Language
    let format: ValueFormat
    let periods: PeriodFormat
    let words: WordList
    let segments: SegmentLookup
    let cells: CellIndex
    /// The periods up to the report's own that have totals, oldest first; without gaps.
    let trendPeriods: [Period]
    /// Whether the report has an annex, to which it may point.
    var hasAnnex = false
    /// By metric key.
    private let readers: [String: CellReader]

    /// So many periods are drawn at most.
    static let mostPeriods = 60

    /// - Parameter cells: the index of the results' cells, the same for all reports of a run; made anew where it is not given.
    init(results: MetricResults, facts: RunFacts, language: Language, cells: CellIndex? = nil) {
        self.results = results
        self.facts = facts
        self.language = language
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

    private static func trendPeriods(of results: MetricResults, cells: CellIndex) -> [Period] {
        guard results.period.start != nil else { return [] }
        var found: [Period] = []
        var period = results.period
        while found.count < mostPeriods,
            results.metrics.contains(where: { cells.position($0.key, .total, period) != nil })
        {
            found.append(period)
            period = period.advanced(by: -1)
        }
        return found.reversed()
    }

    /// Those of tables that were read; the rows of tables that are made of others have been counted there.
    var readLedgers: [TableLedger] { facts.ledgers.filter { $0.source == nil } }

    /// The metrics that were chosen; other definitions of theirs stand in a table of their own.
    var metrics: [MetricDescription] { results.metrics.filter { !$0.isVariant } }

    func reader(_ metric: MetricDescription) -> CellReader {
        readers[metric.key]
            ?? CellReader(metric: metric, values: [], format: format)
    }

    // MARK: Words that several blocks use

    /// A count in the language of the report.
    func printed(_ count: Int) -> ReportWords.Count { ReportWords.Count(text: format.count(count), number: count) }

    /// A number of things as a cell.
    func cell(_ count: Int) -> Document.Cell { .count(count, shown: format.count(count)) }

    /// A metric as the head of a row, with its unit where the cells do not say it.
    func rowLabel(_ metric: MetricDescription) -> String {
        let unit = reader(metric).tableUnit
        return unit.isEmpty ? metric.title[language] : "\(metric.title[language]) (\(unit))"
    }

    /// A period as the head of a column, marked when it is partial for all that stands in it: a table that is whole is not called
    /// partial because another one lacks rows.
    ///
    /// - Parameter cells: the cells of the column that are there; those that are partial say so themselves.
    func columnName(of period: Period, holding cells: some Sequence<MetricCell>) -> String {
        let name = periods.shortName(of: period)
        guard results.partialPeriods.contains(period), period.isCut || !cells.contains(where: \.isWhole) else {
            return name
        }
        return language == .chinese ? "\(name)（\(words[.partialMark])）" : "\(name) (\(words[.partialMark]))"
    }

    func segmentTitle(_ key: String) -> String { segments[key]?.title[language] ?? key }

    /// The labels of a cell in words, joined.
    func labelText(_ segmentKeys: some Sequence<String>, _ labels: some Sequence<Int>) -> String {
        zip(segmentKeys, labels).map { key, label in
            segments.label(label, of: key)?.title[language] ?? ValueFormat.absent
        }.joined(separator: " · ")
    }

    /// The labels of a cell with the segments that they are of, for a sentence that stands alone: `Southwest (Region)`.
    func placeText(_ segmentKeys: [String], _ labels: [Int]) -> String {
        guard !labels.isEmpty else { return "" }
        let titles = segmentKeys.map(segmentTitle).joined(separator: " · ")
        let names = labelText(segmentKeys, labels)
        return language == .chinese ? "\(names)（\(titles)）" : "\(names) (\(titles))"
    }

    /// Whether no label of a cell says that nobody knows where its rows belong.
    func isKnownPlace(_ breakdown: Breakdown, _ labels: [Int]) -> Bool {
        zip(breakdown.segments, labels).allSatisfy { segment, label in
            segments.label(label, of: segment)?.key != SegmentLabel.unknown.key
        }
    }

    func isKnownPlace(_ cell: MetricCell) -> Bool { isKnownPlace(cell.breakdown, cell.labels) }

    /// What a breakdown divides by: its periods, then its segments.
    func axisTitles(of breakdown: Breakdown) -> [String] {
        (breakdown.grain.map { [periods.grain($0)] } ?? []) + breakdown.segments.map(segmentTitle)
    }

    /// Whether a period belongs to the report's own: it begins there.
    func isInside(_ period: Period) -> Bool {
        guard let start = results.period.start, let end = results.period.end else { return true }
        return period.start.map { start <= $0 && $0 < end } ?? false
    }

    /// What stands beside the title of a metric's table: the unit where the cells do not say it, and which way is good.
    ///
    /// - Parameter goals: the targets of the table's cells, where they have some; of several none is named.
    func note(of metric: MetricDescription, goals: Set<String> = []) -> String {
        let target =
            goals.count > 1
            ? TargetWords.several[language] : goals.first.map { "\(words[.target]) \($0)" } ?? ""
        return [reader(metric).tableUnit, ReportWords.direction(metric.better)[language], target]
            .filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// The path of an input file; empty where it is not known.
    func path(ofFile file: Int) -> String { facts.files.indices.contains(file) ? facts.files[file].path : "" }
}

extension MetricCell {
    /// Whether it is known to be of a whole period: it has a value that nothing is missing from.
    fileprivate var isWhole: Bool { status != .partial && status != .hidden && status != .undefined && value != nil }
}
