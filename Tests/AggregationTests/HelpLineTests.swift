// Lines to paste for what is nearly right: a length without its unit, a count of something, a key without a value.

import Aggregation
import Diagnostics
import Stages
import TestSupport
import Testing

struct HelpLineTests {
    private func diagnostics(_ text: String) throws -> [Diagnostic] {
        var bench = AggregationBench(tables: CanonicalTables.all)
        bench.catalogue = try SourceCatalogue.load()
        let collector = DiagnosticCollector()
        _ = bench.plan(text, collector)
        return collector.diagnostics
    }

    @Test(arguments: [
        ("unrepeated: customer, within: 7", "write 'within: 7 d'", "请写 'within: 7 d'"),
        ("unrepeated: customer, within: 7 days", "write 'within: 7 d'", "请写 'within: 7 d'"),
        ("repeated: customer, within: 7 天", "write 'within: 7 d'", "请写 'within: 7 d'"),
        ("conversion: customer, to: paid > 0, within: 30", "write 'within: 30 d'", "请写 'within: 30 d'"),
        ("retention: customer, active: 90", "write 'active: 90 days'", "请写 'active: 90 days'"),
        ("churn: customer, active: 45", "write 'active: 45 days'", "请写 'active: 45 days'"),
        ("count: rows, window: 28", "write 'window: 28 days'", "请写 'window: 28 days'"),
    ])
    func `a length without its unit is told with it`(keys: String, english: String, chinese: String) throws {
        let found = try diagnostics("define:\n  m: { \(keys), of: sales, at: pay_time }")
        let mistake = try #require(found.first { $0.kind.name == "wrong-value" })
        #expect(mistake.help?.english == english && mistake.help?.chinese == chinese)
    }

    @Test func `a length that is no number of days is told without a line`() throws {
        for text in ["soon", "0", "-7"] {
            let found = try diagnostics(
                "define:\n  m: { unrepeated: customer, within: \(text), of: sales, at: pay_time }")
            #expect(found.first { $0.kind.name == "wrong-value" }?.help == nil, "\(text)")
        }
    }

    @Test func `a count of keys and values is told to be one of rows`() throws {
        let found = try diagnostics("define:\n  m: { count: { n: row }, of: sales, at: pay_time }")
        let mistake = try #require(found.first)
        #expect(mistake.message.english == "'count' expects 'rows', found keys and values")
        #expect(mistake.message.chinese == "'count' 应为 'rows'，实际为键值表")
        #expect(mistake.help?.english == "write 'count: rows'; conditions and other keys stand beside it")
    }

    @Test func `a key without a value is told to have one, or to go`() throws {
        for text in [
            "metrics: [{ metric: service_level, target: }]", "define:\n  m: { sum: paid, of: , at: pay_time }",
        ] {
            let found = try diagnostics(text)
            let mistake = try #require(found.first { $0.kind.name == "wrong-kind" })
            #expect(mistake.help?.english == "write a value behind the colon, or take the key away", "\(text)")
            #expect(mistake.help?.chinese == "请在冒号后写上值，或删去该键", "\(text)")
        }
    }
}
