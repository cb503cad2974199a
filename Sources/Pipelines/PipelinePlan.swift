// A complete, checked plan: everything a run will do, as data that can be shown before anything is done.

import Aggregation
import Cleaning
import Diagnostics
import Foundation
import Ingestion
import Judgement
import Lists
import Rendering
import Segmentation
import Stages
import Tabular

/// The plan of a run: one part per stage, each checked against what the one before gives.
package struct PipelinePlan: Sendable {
    package var file: PipelineFile
    package var asOf: Int64
    package var periods: ReportPeriods
    /// When business is open, in the zone of the report; nil where the file does not say.
    package var clock: BusinessClock?
    package var ingestion: IngestionPlan
    package var cleaning: CleaningPlan
    package var segmentation: SegmentationPlan
    package var aggregation: AggregationPlan
    package var judgement: JudgementPlan
    package var lists: ListPlan
    package var rendering: RenderingPlan
    /// Whether the tables are rows that somebody made up for a test.
    var isExample: Bool

    /// Reads and checks a pipeline file against its inputs. Every mistake is collected; nil when the file cannot be read or
    /// nothing sensible can be planned. A plan made with errors in the collector must not be run.
    package init?(path: String, options: RunOptions, collector: DiagnosticCollector) {
        guard let file = PipelineFile(path: path, settings: options.settings, collector: collector) else { return nil }
        self.init(
            file, catalogue: BuiltInCatalogue.metrics(collector: collector), options: options, collector: collector)
    }

    /// Checks what a pipeline file says against its inputs.
    ///
    /// - Parameters:
    ///   - given: by table its format; nil to have it found.
    ///   - isExample: whether the tables are rows that somebody made up for a test.
    init?(
        _ written: PipelineFile, catalogue: MetricCatalogue, formats given: [String: ExportFormat]? = nil,
        isExample: Bool = false, options: RunOptions, collector: DiagnosticCollector
    ) {
        var file = written
        guard let asOf = Self.instant(of: options.asOf, in: file.zone, collector: collector) else { return nil }
        var context = StageContext(
            collector: collector, zone: file.zone, asOf: asOf, jobs: options.jobs,
            blockSize: options.blockSize, progress: options.progress)
        context.depth = options.depth
        let chosen = Self.chosenPeriod(options.period, file: file, collector: collector)
        let periods = file.period.periods(
            asOf: context.today, chosen: chosen, calendars: file.calendars, business: file.calendar?.calendar)
        file.calendar?.tellUnknownYears(of: periods, to: collector)
        file.period.tellUnknownFestival(of: periods.period, to: collector)
        file.period.tellOtherWeeks(in: periods, to: collector)

        let formats =
            given
            ?? Ingestion.formats(
                of: file.ingest, among: file.exports.catalogue, baseFolder: file.folder, context: context)
        file.ingest.takeKinds(from: formats)
        let brought = BroughtRules(formats, of: file.ingest, collector: collector)
        if !brought.isEmpty {
            file.cleanNode = brought.before(file.cleanNode)
            file.clean = CleaningOptions(file.cleanNode, collector: collector)
        }
        let mentioned = MentionedColumns(of: file.aggregate, catalogue: catalogue, tables: file.tableKinds)
        ingestion = Ingestion.plan(
            file.ingest, requested: Self.requestedColumns(of: file, mentioned),
            keys: Self.keyColumns(of: file, mentioned),
            links: file.segment.links.map { ColumnLink(from: $0.from, to: $0.to) }, baseFolder: file.folder,
            defaultZone: file.zone, exports: file.exports.catalogue, formats: formats,
            ofRules: brought.mentionedColumns, context: context)
        let clock = file.calendar.map { BusinessClock($0.calendar, zone: file.zone) }
        for index in ingestion.schemas.indices { ingestion.schemas[index].clock = clock }
        self.clock = clock
        let (cleaning, cleaned) = Cleaning.plan(file.clean, schemas: ingestion.schemas, collector: collector)
        segmentation = Segmentation.plan(
            file.segment, schemas: cleaned,
            linked: mentioned.linked + file.lists.linkedColumns(tables: file.tableKinds), collector: collector)
        aggregation = Aggregation.plan(
            file.aggregate, catalogue: catalogue, schemas: segmentation.tables, segments: segmentation.schemas,
            periods: periods, collector: collector)
        judgement = Judgement.plan(
            isExample ? JudgementOptions() : file.judge, asked: isExample ? AskedJudgements() : file.judgements,
            metrics: aggregation.descriptions, breakdowns: aggregation.breakdowns,
            report: ReportShape(
                shown: aggregation.divisions, listed: Set(file.aggregate.metrics.map(\.key.text)),
                written: file.aggregate.breakdowns.map { $0.words.map(\.text) }, compared: Set(periods.compared.keys)),
            periods: periods, suppressBelow: file.render.floors.suppressBelow, collector: collector)
        let (keys, measured) = (Set(aggregation.descriptions.map(\.key)), aggregation)
        lists = Lists.plan(
            file.lists, tables: file.tableKinds, schemas: segmentation.tables, segments: segmentation.schemas,
            metrics: aggregation.descriptions,
            isMeasured: { metric, segment in keys.contains(metric) && measured.reports(metric, by: segment) },
            context: context)
        // Those with a mistake, which is told, are listed all the same.
        let listed = aggregation.descriptions.map(\.key) + file.aggregate.metrics.map(\.key.text)
        rendering = Rendering.plan(
            file.render, title: file.title, languages: file.languages,
            metrics: isExample ? [] : listed, tables: isExample ? [] : file.tableKinds.map { $0.name },
            segments: isExample
                ? nil
                : ReportSegments(
                    segmentation.schemas, divisions: aggregation.divisions,
                    counting: Set(aggregation.descriptions.filter(\.counts).map(\.key))),
            furtherTables: (aggregation.findsPairs ? [.pairs] : [])
                + (aggregation.hasDistributions ? [.distributions] : [])
                + (judgement.options.isOn ? [.findings, .series] : []) + (judgement.hasAlerts ? [.alerts] : [])
                + (aggregation.hasTargets ? [.targets] : []) + (judgement.groups.isEmpty ? [] : [.groups])
                + (judgement.hasScorecards ? [.scorecards] : []) + (judgement.hasRaters ? [.raters] : [])
                + (judgement.hasEffects ? [.effects] : []) + (judgement.hasActions ? [.actions] : [])
                + lists.names.map { FurtherTable.list($0) },
            collector: collector)
        if options.printsPages { rendering.add(.pdf) }
        self.file = file
        self.isExample = isExample
        self.asOf = asOf
        self.periods = periods
        self.cleaning = cleaning
    }

    /// What the report is and which periods it looks at, in a line.
    package var heading: Wording {
        let compared = Comparison.Base.allCases.compactMap { periods.compared[$0]?.name }
        let against = compared.joined(separator: ", ")
        return Wording(
            en: "\(file.title.english), \(periods.period.name)" + (compared.isEmpty ? "" : " against \(against)")
                + ", as of \(Timestamp.text(of: asOf, in: file.zone))",
            zh: "\(file.title.chinese)，\(periods.period.name)" + (compared.isEmpty ? "" : "，对比 \(against)")
                + "，截至 \(Timestamp.text(of: asOf, in: file.zone))")
    }

    /// What holds for all stages, in words.
    package var lines: [Wording] {
        let day = periods.period.start ?? periods.today
        return [FiscalYearWords.line(of: periods.fiscal, around: day)].compactMap { $0 } + (file.calendar?.lines ?? [])
    }

    /// The plan in words, stage by stage.
    package var sections: [(stage: StageName, lines: [Wording])] {
        [
            (.ingest, ingestion.lines), (.clean, cleaning.lines), (.segment, segmentation.lines),
            (.aggregate, aggregation.lines + judgement.lines + lists.lines), (.render, rendering.lines),
        ]
    }

    /// What no report may take the place of: the pipeline file, the files of its exports and the inputs.
    package var guardedFiles: [String] {
        [file.path] + file.exports.files.map(\.path) + (file.calendar?.paths ?? []) + ingestion.filePaths
            + rendering.textFiles
    }

    /// The folder the report will stand in: what `--out` says, or in the file's `output`, or in `reports/NAME` where the command
    /// was called, the period.
    package func target(out: String?) -> String {
        if let out { return out }
        let base = file.output ?? "reports/\(file.name)"
        return "\(base)/\(periods.period.name)"
    }

    // MARK: Parts

    /// Per table, every column that any later stage mentions.
    private static func requestedColumns(
        of file: PipelineFile, _ mentioned: MentionedColumns
    ) -> [String: Set<String>] {
        var requested = file.clean.mentionedColumns
        requested.merge(file.segment.mentionedColumns) { $0.union($1) }
        requested.merge(mentioned.needed) { $0.union($1) }
        requested.merge(file.lists.mentionedColumns(tables: file.tableKinds)) { $0.union($1) }
        for table in file.ingest.tables {
            for column in table.columns where requested[table.name.text]?.contains(column.name.text) == true {
                if let currency = column.currencyColumn { requested[table.name.text]?.insert(currency.text) }
            }
        }
        return requested
    }

    /// Per table, the columns of its export that tell rows or customers apart.
    private static func keyColumns(of file: PipelineFile, _ mentioned: MentionedColumns) -> [String: Set<String>] {
        var keys = file.segment.keyColumns
        keys.merge(mentioned.keys) { $0.union($1) }
        return file.clean.keyColumns(with: keys)
    }

    private static func chosenPeriod(
        _ name: String?, file: PipelineFile, collector: DiagnosticCollector
    ) -> Period? {
        guard let name else { return nil }
        guard let period = Period(named: name, fiscal: file.period.fiscal) else {
            let candidates = Period.fiscalNames(for: name, fiscal: file.period.fiscal)
            collector.add(
                candidates.isEmpty
                    ? PipelinesDiagnostics.unknownPeriod(name, fiscal: file.period.fiscal)
                    : PipelinesDiagnostics.ambiguousPeriod(name, candidates: candidates, fiscal: file.period.fiscal))
            return nil
        }
        if case .every(let grain) = file.period.span, let given = period.grain, given != grain {
            collector.add(PipelinesDiagnostics.periodOfAnotherLength(name, expected: grain))
        }
        return period
    }

    private static func instant(
        of asOf: RunOptions.AsOf, in zone: TimeZoneTable, collector: DiagnosticCollector
    ) -> Int64? {
        switch asOf {
        case .now(let instant): return instant
        case .fixed(let text):
            if let instant = Timestamp.instant(of: text, in: zone) { return instant }
            collector.add(PipelinesDiagnostics.unreadableAsOf(text))
            return nil
        }
    }
}
