// Money has the currency of its columns, and two are never added up.

import Aggregation
import Diagnostics
import Stages
import Tabular
import TestSupport
import Testing

@Suite struct MoneyTests {
    private static let columns = [
        ColumnDescription(name: "day", type: .date),
        ColumnDescription(name: "euro", type: .decimal, currency: "EUR"),
        ColumnDescription(name: "yuan", type: .decimal, currency: "CNY"),
        ColumnDescription(name: "plain", type: .decimal),
    ]

    private static func plan(_ definition: String, table: String? = nil) -> (unit: MetricUnit?, problems: [String]) {
        let collector = DiagnosticCollector()
        let schema = TableSchema(
            name: "sales", kind: "sales", columns: columns, location: SourceLocation(file: "pipeline.yml"),
            currency: table)
        let plan = Aggregation.plan(
            AggregationOptions(
                .text("define:\n  m: { of: sales, at: day, \(definition) }"), collector: collector),
            catalogue: .empty, schemas: [schema], segments: [],
            periods: ReportPeriods(period: .allTime, today: 30_000), collector: collector)
        return (plan.descriptions.first?.unit, collector.diagnostics.map(\.kind.name))
    }

    @Test(
        arguments: [
            ("sum: euro", nil, MetricUnit.currency("EUR")), ("mean: euro * 2 - 1", nil, .currency("EUR")),
            ("sum: yuan * plain", nil, .currency("CNY")), ("sum: euro / euro", nil, .number),
            ("sum: plain", nil, .number), ("sum: plain", "GBP", .number),
            ("sum: 'plain', unit: money", "GBP", .currency("GBP")), ("sum: plain, unit: money", nil, .currency("")),
            ("sum: euro, unit: money", "GBP", .currency("EUR")),
            ("sum: plain, unit: 'money:USD'", nil, .currency("USD")),
            ("count: rows, where: euro > 10", nil, .count), ("median: 'if(euro > 10, euro, 0)'", nil, .currency("EUR")),
        ] as [(String, String?, MetricUnit)])
    func `a metric's currency is that of what it adds up`(definition: String, table: String?, unit: MetricUnit) {
        let (found, problems) = Self.plan(definition, table: table)
        #expect(found == unit)
        #expect(problems.isEmpty)
    }

    @Test(arguments: [
        ("sum: euro + yuan", "mixed-currencies"), ("sum: 'coalesce(euro, yuan)'", "mixed-currencies"),
        ("mean: euro / yuan", "mixed-currencies"), ("sum: euro, unit: 'money:CNY'", "wrong-currency"),
        ("maximum: 'if(plain > 1, euro, yuan)'", "mixed-currencies"),
    ])
    func `two currencies are never added`(definition: String, problem: String) {
        #expect(Self.plan(definition).problems == [problem])
    }
}
