// A pipeline narrowed to what a test asks for, with the test's rows in the place of its files, and planned as for a run.

import Aggregation
import Cleaning
import Diagnostics
import Ingestion
import Segmentation
import Stages
import Tabular

/// What can be told of a test before its rows are looked at, and the plan by which it is run.
struct TestPlan {
    let test: WrittenTest
    let tables: TestTables
    /// The period whose values are expected where nothing else is said.
    let plan: PipelinePlan
    /// The periods of cells, by what is written.
    let periods: [String: Period]
    /// By table the columns that its metrics look at.
    let mentioned: [String: Set<String>]

    /// nil where there is a mistake, which is then told.
    ///
    /// - Parameter options: whose clock is that of a test on all time which names no moment.
    init?(
        _ test: WrittenTest, of file: PipelineFile, catalogue: MetricCatalogue, options: RunOptions,
        collector: DiagnosticCollector
    ) {
        self.test = test
        let own = DiagnosticCollector()
        let (tables, time) = Self.checked(test, of: file, catalogue: catalogue, collector: own)
        self.tables = tables
        periods = time.periods
        defer { collector.add(own.diagnostics.filter { $0.severity == .error }.map(tables.placed)) }
        guard !own.hasErrors else { return nil }
        let narrowing = TestNarrowing(test, tables, of: file, catalogue: catalogue, periods: time.periods)
        mentioned = narrowing.mentioned
        var testOptions = options
        testOptions.period = time.period
        if let asOf = time.asOf { testOptions.asOf = .fixed(asOf) }
        guard
            let plan = PipelinePlan(
                narrowing.file, catalogue: catalogue, formats: narrowing.formats, isExample: true,
                options: testOptions, collector: own)
        else { return nil }
        self.plan = plan
        Self.checkUnits(test, against: plan.aggregation.descriptions, collector: own)
        if own.hasErrors { return nil }
    }

    /// Tells of mistakes that need no plan: names, times, files that are not there.
    @discardableResult
    static func checked(
        _ test: WrittenTest, of file: PipelineFile, catalogue: MetricCatalogue, collector: DiagnosticCollector
    ) -> (tables: TestTables, time: TestTime) {
        checkNames(test, of: file, catalogue: catalogue, collector: collector)
        return (
            TestTables(test, of: file, collector: collector), TestTime(test, of: file, collector: collector)
        )
    }

    /// Metrics, segments and tables that there are.
    private static func checkNames(
        _ test: WrittenTest, of file: PipelineFile, catalogue: MetricCatalogue, collector: DiagnosticCollector
    ) {
        let metrics = file.aggregate.knownKeys(catalogue: catalogue)
        let segments = file.segment.segments.map(\.identity.key) + file.segment.unreadable.map(\.key)
        let tables = file.ingest.tables.map(\.name.text)
        for expectation in test.expectations {
            if !metrics.contains(expectation.metric.text) {
                collector.add(TestDiagnostics.unknownMetric(expectation.metric, known: metrics))
            }
            for (segment, _) in expectation.labels where !segments.contains(segment.text) {
                collector.add(TestDiagnostics.unknownSegment(segment, known: segments))
            }
        }
        for (table, _, _) in test.rejected?.byTable ?? [] where !tables.contains(table.text) {
            collector.add(StagesDiagnostics.unknownTable(table, known: tables))
        }
    }

    /// Values of the unit of their metric.
    private static func checkUnits(
        _ test: WrittenTest, against metrics: [MetricDescription], collector: DiagnosticCollector
    ) {
        for expectation in test.expectations {
            guard let metric = metrics.first(where: { $0.key == expectation.metric.text }) else { continue }
            let values = [expectation.value, expectation.low, expectation.high, expectation.tolerance]
            for value in values.compactMap({ $0 }) where value.factor(in: metric.unit) == nil {
                collector.add(TestDiagnostics.valueOfOtherUnit(value.text, metric: metric.key, unit: metric.unit))
            }
        }
    }
}

/// When a test takes place: its period, its moment, the periods of its cells.
struct TestTime {
    /// As `--period` takes it.
    private(set) var period: String?
    /// As `--as-of` takes it.
    private(set) var asOf: String?
    private(set) var periods: [String: Period] = [:]

    init(_ test: WrittenTest, of file: PipelineFile, collector: DiagnosticCollector) {
        let fiscal = file.period.fiscal
        func read(_ text: SourceText) -> Period? {
            let found = Period(named: text.text, fiscal: fiscal)
            if found == nil {
                collector.add(TestDiagnostics.noPeriod(text, fiscal: fiscal))
            }
            return found
        }
        if let text = test.asOf {
            asOf = text.text
            if Timestamp.instant(of: text.text, in: file.zone) == nil {
                collector.add(TestDiagnostics.noMoment(text))
            }
        }
        if let text = test.period, let chosen = read(text) {
            period = text.text
            if asOf == nil, let end = chosen.end { asOf = CivilDate(dayNumber: end).isoText }
        }
        for text in test.expectations.compactMap(\.period) { periods[text.text] = read(text) }
        guard test.asOf == nil, test.period == nil else { return }
        switch file.period.span {
        case .fixed(_, let end): asOf = CivilDate(dayNumber: end).isoText
        case .allTime: break
        // What it comes to must not depend on the day on which it is run.
        case .every: collector.add(TestDiagnostics.noTime(of: test.name))
        }
    }
}
