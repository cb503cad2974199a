// Tells the currency of what a formula over the rows of a table makes.

import Diagnostics
import Expressions
import Stages
import Tabular

/// The money in the formulas of one metric.
struct FormulaMoney {
    let metric: ResolvedMetric
    let schema: TableSchema
    let collector: DiagnosticCollector
    private let dimensions: [Dimension?]

    /// - Parameter columns: the scope of the formulas.
    init(
        of metric: ResolvedMetric, in schema: TableSchema, columns: [ColumnDescription], collector: DiagnosticCollector
    ) {
        self.metric = metric
        self.schema = schema
        self.collector = collector
        dimensions = columns.map { column in schema.columns.first { $0.name == column.name }?.dimension }
    }

    /// What a formula is measured in.
    enum Finding {
        case wrong
        /// The unit of money; nil for what is none.
        case found(MetricUnit?)
    }

    /// Whether a formula does not mix two currencies; that it does is told.
    func isOfOneCurrency(_ formula: TypedExpression) -> Bool {
        guard let (one, other) = formula.twoCurrencies(of: dimensions) else { return true }
        collector.add(AggregationDiagnostics.twoCurrencies(one, other, metric: metric.key, at: metric.blame))
        return false
    }

    /// The currency of what a formula makes: that of its columns, else of the table, where money is asked for.
    func unit(of formula: TypedExpression) -> Finding {
        var own: String?
        switch formula.dimension(of: dimensions) {
        case .mixed(let first, let second):
            guard let one = first.currency, let other = second.currency else { break }
            collector.add(AggregationDiagnostics.twoCurrencies(one, other, metric: metric.key, at: metric.blame))
            return .wrong
        case .known(let dimension):
            if dimension.money.count > 1 {
                let codes = dimension.money.keys.sorted()
                collector.add(
                    AggregationDiagnostics.twoCurrencies(codes[0], codes[1], metric: metric.key, at: metric.blame))
                return .wrong
            }
            own = dimension.currency
        case .open: break
        }
        guard let unit = metric.definition.unit else { return .found(own.map { .currency($0) }) }
        guard case .currency(let declared) = unit else { return .found(nil) }
        let found = own ?? schema.currency
        if declared.isEmpty { return .found(.currency(found ?? "")) }
        if let found, found != declared {
            collector.add(
                AggregationDiagnostics.wrongCurrency(declared, found: found, metric: metric.key, at: metric.blame))
            return .wrong
        }
        return .found(nil)
    }
}
