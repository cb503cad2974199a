// What a test expects of one cell of the results: its value, its n, the ends of its interval.

import Diagnostics
import Stages

/// An entry of `expect` or of `expect_by`.
struct Expectation: Sendable {
    var metric: SourceText
    /// By segment the label; empty for the total.
    var labels: [(segment: SourceText, label: SourceText)] = []
    /// The period of the cell, where it is not that of the test.
    var period: SourceText?
    var value: WrittenValue?
    var n: (count: Int, place: SourceLocation)?
    var low: WrittenValue?
    var high: WrittenValue?
    var tolerance: WrittenValue?

    /// `service_level: 64.0%` or `offered: { value: 1000, n: 1000 }`.
    init?(of entry: OptionNode.Entry, collector: DiagnosticCollector) {
        metric = SourceText(entry.key, start: entry.keyLocation)
        let subject = Wording(en: "what is expected of '\(entry.key)'", zh: "'\(entry.key)' 的期望值")
        guard case .mapping = entry.value.content else {
            guard let text = OptionReader.text(entry.value, of: subject, collector: collector),
                let value = WrittenValue(text, of: subject, mayBeMissing: true, collector: collector)
            else { return nil }
            self.value = value
            return
        }
        let reader = OptionReader(entry.value, of: subject, keys: TestKeys.ofValue, collector: collector)
        read(reader, collector)
        reader.finish()
    }

    /// `{ metric: csat_top2, segment: { team: a }, period: 2026-09, value: 50% }`.
    init?(cell node: OptionNode, collector: DiagnosticCollector) {
        let subject = Wording(en: "an entry of 'expect_by'", zh: "'expect_by' 的一项")
        let reader = OptionReader(node, of: subject, keys: TestKeys.ofCell, collector: collector)
        let metric = reader.text(TestKeys.metric)
        period = reader.text(TestKeys.cellPeriod)
        self.metric = metric ?? SourceText("", start: node.location)
        if let segments = reader.node(TestKeys.segment) {
            let inner = OptionReader(
                segments, of: Wording("'segment'"), form: TestKeys.segment.value, collector: collector)
            for entry in inner.allEntries() {
                let subject = Wording("'\(entry.key)'")
                guard let label = OptionReader.text(entry.value, of: subject, collector: collector) else { continue }
                labels.append((SourceText(entry.key, start: entry.keyLocation), label))
            }
        }
        read(reader, collector)
        reader.finish()
        if metric == nil { return nil }
    }

    private mutating func read(_ reader: OptionReader, _ collector: DiagnosticCollector) {
        func value(_ key: OptionKey, mayBeMissing: Bool) -> WrittenValue? {
            reader.text(key).flatMap {
                WrittenValue($0, of: reader.keyWording(key), mayBeMissing: mayBeMissing, collector: collector)
            }
        }
        self.value = value(TestKeys.value, mayBeMissing: true)
        low = value(TestKeys.low, mayBeMissing: true)
        high = value(TestKeys.high, mayBeMissing: true)
        tolerance = value(TestKeys.tolerance, mayBeMissing: false)
        if let count = reader.integer(TestKeys.n), let place = reader.node(TestKeys.n)?.location { n = (count, place) }
        let asks = [TestKeys.value, TestKeys.n, TestKeys.low, TestKeys.high].contains { reader.has($0) }
        if !asks { reader.reportMissing(TestKeys.value) }
    }
}
