// The front door of tests: those of a pipeline file are checked, or run.

import Aggregation
import Diagnostics
import Ingestion
import OptionFiles
import Stages

extension Pipelines {
    /// Runs the tests of a pipeline file, each through the stages of a run.
    ///
    /// - Parameter names: the tests that are wanted; none for all.
    /// - Errors: mistakes of the pipeline file, of a name, and of what is written of a test are collected; nil where nothing can be run.
    package static func test(
        path: String, names: [String] = [], options: RunOptions, collector: DiagnosticCollector
    ) -> [TestOutcome]? {
        guard let file = PipelineFile(path: path, settings: options.settings, collector: collector) else { return nil }
        tellUnknownExports(of: file, collector: collector)
        let tests = WrittenTest.all(file.testsNode, collector: collector)
        if tests.isEmpty, !collector.hasErrors { collector.add(TestDiagnostics.noTests(in: path)) }
        for name in names where !tests.contains(where: { $0.name.text == name }) {
            collector.add(TestDiagnostics.unknownTest(name, known: tests.map(\.name.text)))
        }
        if collector.hasErrors { return nil }
        let catalogue = BuiltInCatalogue.metrics(collector: collector)
        return tests.filter { names.isEmpty || names.contains($0.name.text) }.map {
            outcome(of: $0, in: file, catalogue: catalogue, options: options)
        }
    }

    /// Tells of all mistakes in the tests of a pipeline file, without running them.
    ///
    /// - Parameter plan: that of the pipeline; where it has mistakes, of tests only what is written is looked at.
    package static func checkTests(of plan: PipelinePlan, options: RunOptions, collector: DiagnosticCollector) {
        let isPipelineRight = !collector.hasErrors
        let tests = WrittenTest.all(plan.file.testsNode, collector: collector)
        if tests.isEmpty { return }
        let catalogue = BuiltInCatalogue.metrics(collector: collector)
        for test in tests {
            if isPipelineRight {
                _ = TestPlan(test, of: plan.file, catalogue: catalogue, options: options, collector: collector)
            } else {
                TestPlan.checked(test, of: plan.file, catalogue: catalogue, collector: collector)
            }
        }
    }

    /// Mistakes in the formats that tables name; those that their files show need not be there.
    private static func tellUnknownExports(of file: PipelineFile, collector: DiagnosticCollector) {
        var ingest = file.ingest
        ingest.tables.removeAll { $0.export?.text == "auto" }
        _ = Ingestion.formats(
            of: ingest, among: file.exports.catalogue, baseFolder: file.folder,
            context: StageContext(collector: collector, zone: file.zone, asOf: 0))
    }

    /// How a test ended; a mistake in it is a failure.
    static func outcome(
        of test: WrittenTest, in file: PipelineFile, catalogue: MetricCatalogue, options: RunOptions
    ) -> TestOutcome {
        let collector = DiagnosticCollector()
        let plan = TestPlan(test, of: file, catalogue: catalogue, options: options, collector: collector)
        let failures = plan?.failures(options) ?? collector.diagnostics.filter { $0.severity == .error }
        guard plan == nil, failures.isEmpty else { return TestOutcome(name: test.name, failures: failures) }
        return TestOutcome(
            name: test.name,
            failures: [
                .internalError(
                    at: test.name.start,
                    Wording(
                        en: "test '\(test.name.text)' cannot be planned, and nobody said why",
                        zh: "测试 '\(test.name.text)' 无法执行，且未说明原因"))
            ])
    }
}
